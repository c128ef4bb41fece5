"""One problem: why it is here, both texts beside each other, and what can be decided."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from pursight.contracts.sync import Value
from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.theme import Tone
from pursight_desktop.views.problems.waiting import Waiting
from pursight_desktop.views.problems.words import (
    TEXTS,
    field_words,
    theirs_heading,
    value_words,
    why_words,
)
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.form import Form
from pursight_desktop.widgets.labels import Chip, KeyHint, Label
from pursight_desktop.widgets.list_screen import Pane
from pursight_desktop.widgets.side_by_side import SideBySide


class ProblemPane(Pane):
    """Both sides of one problem.

    Args:
        desk: Of the console.
        one: The problem.
        mine: Called to send the person's own again.
        theirs: Called to let it go.
        edit: Called to write it anew; None where that is done elsewhere.
    """

    def __init__(
        self,
        desk: Desk,
        one: Waiting,
        *,
        mine: Callable[[], object],
        theirs: Callable[[], object],
        edit: Callable[[], object] | None,
    ) -> None:
        super().__init__(one.problem.subject or "?")
        words = self.tr("Conflict") if one.conflict else self.tr("Refused")
        icon = "git-merge" if one.conflict else "ban"
        self.add_row(Chip(words, Tone.WARNING if one.conflict else Tone.DANGER, icon))
        self.add(Label(why_words(one), wrap=True))
        self.sides: list[SideBySide] = []
        for field in one.problem.fields:
            self.add(Label(field_words(field.field), "strong"))
            sides = SideBySide(
                (self.tr("Yours"), value_words(field.field, field.mine)),
                (theirs_heading(one), value_words(field.field, field.theirs)),
            )
            self.sides.append(sides)
            self.add(sides)
        self._add_buttons(desk, one, mine, theirs, edit)

    def _add_buttons(
        self,
        desk: Desk,
        one: Waiting,
        mine: Callable[[], object],
        theirs: Callable[[], object],
        edit: Callable[[], object] | None,
    ) -> None:
        conflict, gone = one.conflict, one.problem.gone
        keep = self.tr("Keep mine") if conflict else self.tr("Send again")
        drop = self.tr("Take theirs") if conflict else self.tr("Discard")
        self.mine_button = Button(keep, "check", "primary" if conflict else "plain", clicked=mine)
        self.theirs_button = Button(drop, "x", clicked=theirs)
        row: list[QWidget] = []
        if not gone:
            row += [self.mine_button, KeyHint("M")]
        row += [self.theirs_button, KeyHint("T")]
        self.add_row(*row)
        more: list[QWidget] = []
        if edit is not None and not gone:
            self.edit_button = Button(self.tr("Edit and send again"), "pencil", clicked=edit)
            more += [self.edit_button, KeyHint("E")]
        if not gone and one.problem.entity in ("asset", "classification"):
            wanted = Place("asset", one.problem.subject_id)
            more.append(
                Button(self.tr("Open"), "external-link", "link", clicked=lambda: desk.open(wanted))
            )
        if more:
            self.add_row(*more)


class EditSheet(Form):
    """Write the fields of a problem anew, with what is there now in sight."""

    def __init__(
        self, parent: QWidget, one: Waiting, send: Callable[[dict[str, Value]], object]
    ) -> None:
        super().__init__(parent, one.problem.subject)
        self._send = send
        self._fields: dict[str, QPlainTextEdit | QLineEdit] = {}
        for field in one.problem.fields:
            text, now = value_words(field.field, field.mine), value_words(field.field, field.theirs)
            editor: QPlainTextEdit | QLineEdit
            if field.field == "description":
                editor = QPlainTextEdit(text)
                editor.setTabChangesFocus(True)
                editor.setMinimumHeight(140)
            else:
                editor = QLineEdit(text)
            self._fields[field.field] = editor
            hint = self.tr("Now: {text}").format(text=now) if now else ""
            if field.field == "tags":
                hint = self.tr("Commas between them. {now}").format(now=hint)
            self.field(field_words(field.field), editor, hint)
        self.set_confirm(self.tr("Send"), self._confirm_send)

    @staticmethod
    def fits(one: Waiting) -> bool:
        """Whether all fields of a problem can be written here."""
        return all(field.field in TEXTS for field in one.problem.fields)

    def _confirm_send(self) -> bool:
        args: dict[str, Value] = {}
        for name, editor in self._fields.items():
            text = editor.text() if isinstance(editor, QLineEdit) else editor.toPlainText()
            if name == "tags":
                tags = [tag.strip() for tag in text.split(",")]
                args[name] = list(dict.fromkeys(tag for tag in tags if tag))
            else:
                args[name] = text.strip()
        self.wait()
        self._send(args)
        return False
