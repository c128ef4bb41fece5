"""What is done to many assets at once: tag, own, describe; a sheet says how many it is about."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from pursight_desktop.background.desk import Desk
from pursight_desktop.language.plural import tr
from pursight_desktop.operations.change import Change
from pursight_desktop.operations.documenting import annotate
from pursight_desktop.replica.queries.catalog import AssetLine
from pursight_desktop.replica.queries.reading import revs_of
from pursight_desktop.replica.store import Store
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.containers import Flow
from pursight_desktop.widgets.dialogs import Sheet
from pursight_desktop.widgets.fields import TagsField
from pursight_desktop.widgets.labels import Chip, Label
from pursight_desktop.widgets.tips import plain_tip
from pursight_desktop.widgets.words import count

translate = QCoreApplication.translate

SHOWN_NAMES = 4


class BulkBar(QWidget):
    """How many there are, how many are selected, and what can be done with those.

    Signals: `tag`, `own`, `describe`, `place`, `cleared`.

    Args:
        writable: Whether one may write in the catalog.
        placing: Whether one may put assets into domains, too.
    """

    tag = Signal()
    own = Signal()
    describe = Signal()
    place = Signal()
    cleared = Signal()

    def __init__(self, *, writable: bool, placing: bool = False) -> None:
        super().__init__()
        self._may = {"tag": writable, "own": writable, "describe": writable, "place": placing}
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(4)
        self.words = Label("", "caption")
        row.addWidget(self.words)
        row.addStretch(1)
        self.buttons: dict[str, Button] = {}
        for name, words, picture, key, signal in (
            ("tag", self.tr("Tag…"), "tag", "T", self.tag),
            ("own", self.tr("Owner…"), "user-round", "O", self.own),
            ("describe", self.tr("Describe…"), "pencil", "D", self.describe),
            ("place", self.tr("Domain…"), "briefcase", "B", self.place),
        ):
            tip = words.rstrip("…")
            button = Button(words, picture, "quiet", tip=f"{tip} ({key})", clicked=signal.emit)
            if not self._may[name]:
                button.setToolTip(plain_tip(self._why_not(name)))
            self.buttons[name] = button
            row.addWidget(button)
        self.clear = Button(self.tr("Clear selection"), kind="link", clicked=self.cleared.emit)
        row.addWidget(self.clear)
        self.offer_domains(there=False)
        self.show_counts(0, 0, "")

    def _why_not(self, name: str) -> str:
        if name == "place":
            return self.tr("Your roles do not let you change the domain")
        return self.tr("Your roles do not let you write in the catalog")

    def offer_domains(self, *, there: bool) -> None:
        """Offer domains once there are any."""
        self.buttons["place"].setVisible(there)

    def show_counts(self, total: int, selected: int, noun: str) -> None:
        """Say how many there are and how many are selected."""
        words = f"{count(total)} {noun}"
        if selected > 1:
            words = self.tr("{n} of {all} selected").format(n=count(selected), all=words)
        self.words.setText(words)
        self.clear.setVisible(selected > 1)
        for name, button in self.buttons.items():
            button.setEnabled(self._may[name] and selected > 0)

    def listen_on(self, table: QWidget) -> None:
        """Let single keys do the same while one is in the table."""
        for key, button in zip("TODB", self.buttons.values(), strict=True):
            shortcut = QShortcut(QKeySequence(key), table)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(button.click)


class BulkSheet(Sheet):
    """A sheet about some assets: names a few of them."""

    def __init__(self, parent: QWidget, desk: Desk, title: str, lines: Sequence[AssetLine]) -> None:
        super().__init__(parent, title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.desk, self.lines = desk, lines
        self.seen: dict[UUID, int] | None = None
        ids = self.ids
        desk.read(
            self, "versions", lambda connection: revs_of(connection, "asset", ids), self._note_seen
        )
        names = ", ".join(line.name for line in lines[:SHOWN_NAMES])
        more = len(lines) - SHOWN_NAMES
        if more > 0:
            names = self.tr("{names} and {n} more").format(names=names, n=count(more))
        self.add(Label(names, "muted", wrap=True))

    def _note_seen(self, revs: dict[UUID, int]) -> None:
        """Note on which versions one begins: what others write from now on was not seen."""
        self.seen = revs

    def carry_out(self, operation: Callable[[Store], Change]) -> bool:
        """Do it; the sheet closes once it is done, and says so if it cannot be."""
        self.wait()
        self.desk.do(operation, lambda _: self.accept(), self.failed, owner=self)
        return False

    @property
    def ids(self) -> list[UUID]:
        """Of the assets it is about."""
        return [line.id for line in self.lines]


class TagSheet(BulkSheet):
    """Adds tags, and takes away what the assets have."""

    def __init__(
        self, parent: QWidget, desk: Desk, lines: Sequence[AssetLine], known: Sequence[str]
    ) -> None:
        super().__init__(parent, desk, _tag_words(len(lines)), lines)
        self.add(Label(self.tr("Add"), "strong"))
        self.tags = TagsField(self.tr("Tags to add"))
        self.tags.suggest(known)
        self.add(self.tags)
        self.removed: set[str] = set()
        self.chips: dict[str, Chip] = {}
        has = Counter(tag for line in lines for tag in line.tags)
        if has:
            self.add(Label(self.tr("They have"), "strong"))
            self._has = QWidget()
            flow = Flow(self._has, 4)
            for tag, often in sorted(has.items()):
                chip = Chip(f"{tag} · {count(often)}", removable=True)
                chip.removed.connect(partial(self._remove, tag, chip))
                self.chips[tag] = chip
                flow.addWidget(chip)
            self.add(self._has)
        self.set_confirm(self.tr("Save tags"), self._save)
        self.tags.field.setFocus()

    def _remove(self, tag: str, chip: Chip) -> None:
        self.removed.add(tag)
        chip.hide()

    def _save(self) -> bool:
        typed = self.tags.field.text().strip()
        added = [*self.tags.tags(), *([typed] if typed else [])]
        removed = sorted(self.removed)
        if not added and not removed:
            return True
        ids = self.ids
        return self.carry_out(
            lambda store: annotate(store, ids, add_tags=added, remove_tags=removed)
        )


class OwnSheet(BulkSheet):
    """Names who answers for the assets."""

    def __init__(
        self, parent: QWidget, desk: Desk, lines: Sequence[AssetLine], known: Sequence[str]
    ) -> None:
        super().__init__(parent, desk, _owner_words(len(lines)), lines)
        self.field = QLineEdit()
        self.field.setAccessibleName(self.tr("Owner"))
        self.field.setPlaceholderText(self.tr("A person or a team; empty for nobody"))
        owners = {line.owner for line in lines}
        if len(owners) == 1:
            self.field.setText(next(iter(owners)))
        completer = QCompleter(list(known), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.field.setCompleter(completer)
        self.add(self.field)
        self.add(Button(self.tr("Me"), "user-round", "link", clicked=self._me))
        self.set_confirm(self.tr("Set owner"), self._save)
        self._had = any(owners)
        self.field.textChanged.connect(lambda _: self._name_what_happens())
        self._name_what_happens()
        self.field.setFocus()

    def _name_what_happens(self) -> None:
        """Nobody is an owner too, but not one that is set by leaving a field as it is."""
        empty = not self.field.text().strip()
        self.confirm_button.setText(self.tr("Remove the owner") if empty else self.tr("Set owner"))
        self.confirm_button.setEnabled(not empty or self._had)

    def _me(self) -> None:
        self.field.setText(self.desk.account.person_name)

    def _save(self) -> bool:
        ids, owner, seen = self.ids, self.field.text().strip(), self.seen
        return self.carry_out(lambda store: annotate(store, ids, owner=owner, seen=seen))


class DescribeSheet(BulkSheet):
    """Writes one description for all; says how many are written over."""

    def __init__(self, parent: QWidget, desk: Desk, lines: Sequence[AssetLine]) -> None:
        super().__init__(parent, desk, _describe_words(len(lines)), lines)
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(self.tr("Description"))
        self.text.setPlaceholderText(self.tr("What they hold and what they are for; Markdown"))
        self.text.setMinimumHeight(140)
        self.text.setTabChangesFocus(True)
        texts = {line.description for line in lines}
        self.add(self.text)
        has = sum(bool(line.description) for line in lines)
        if len(texts) == 1:
            self.text.setPlainText(texts.pop())
        elif has:
            words = self.tr("{n} of them have a description, which this replaces.")
            self.replaces = Label(words.format(n=count(has)), "muted", wrap=True)
            self.add(self.replaces)
        self.set_confirm(self.tr("Save description"), self._save)
        self._has = has
        self.text.textChanged.connect(self._name_what_happens)
        self._name_what_happens()
        self.text.setFocus()

    def _name_what_happens(self) -> None:
        """Saving nothing takes away what others wrote: the button says so."""
        if self.text.toPlainText().strip():
            self.confirm_button.setText(self.tr("Save description"))
        else:
            self.confirm_button.setText(self.tr("Remove what is written"))
        self.confirm_button.setEnabled(bool(self.text.toPlainText().strip() or self._has))

    def _save(self) -> bool:
        ids, text, seen = self.ids, self.text.toPlainText().strip(), self.seen
        return self.carry_out(lambda store: annotate(store, ids, description=text, seen=seen))


def _tag_words(number: int) -> str:
    return tr("Tag {n} assets", None, number).format(n=count(number))


def _owner_words(number: int) -> str:
    return tr("Owner of {n} assets", None, number).format(n=count(number))


def _describe_words(number: int) -> str:
    return tr("Describe {n} assets", None, number).format(n=count(number))
