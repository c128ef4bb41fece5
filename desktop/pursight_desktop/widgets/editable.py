"""Text that is edited where it stands, written as Markdown and shown as it will look."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QFocusEvent, QKeyEvent, QMouseEvent, QTextDocument
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QSizePolicy,
    QStackedWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from pursight.errors import PurSightError
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.labels import KeyHint, Label
from pursight_desktop.widgets.problem_box import ProblemPlace
from pursight_desktop.widgets.tips import plain_tip

SAFE: Final = frozenset({"http", "https", "mailto"})
"""What a link may lead to: others wrote it, so it opens no file and runs nothing here."""


class Markdown(QTextBrowser):
    """Markdown as it looks, as high as it needs to be; it loads nothing from anywhere.

    A link tells where it leads before one follows it; only those to the web and to people do lead
    somewhere.
    """

    clicked = Signal()

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.anchorClicked.connect(self._follow)
        self.highlighted.connect(self._show_target)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.document().setIndentWidth(20)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self._fit())
        self.viewport().setAutoFillBackground(False)
        self._pressed = False
        self.show_text(text)

    def show_text(self, text: str) -> None:
        """Show a text; markup of HTML in it stays what it is, text."""
        self.document().setMarkdown(
            text, QTextDocument.MarkdownFeature.MarkdownNoHTML
            | QTextDocument.MarkdownFeature.MarkdownDialectGitHub,
        )  # fmt: skip
        self._fit()

    @override
    def loadResource(self, type: int, name: object) -> None:
        """Load nothing: a picture in a description must not call a server."""

    def _follow(self, link: QUrl) -> None:
        if link.scheme().lower() in SAFE:
            QDesktopServices.openUrl(link)

    def _show_target(self, link: QUrl) -> None:
        leads = link.scheme().lower() in SAFE
        target = link.toDisplayString()
        words = target if leads else self.tr("Not opened from here: {target}").format(target=target)
        self.setToolTip(plain_tip(words) if target else "")

    def _fit(self) -> None:
        self.setFixedHeight(max(20, int(self.document().size().height()) + 2))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._pressed = not self.anchorAt(event.position().toPoint())

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self._pressed and not self.textCursor().hasSelection():
            self.clicked.emit()


class _Editor(QPlainTextEdit):
    """The editor itself: Esc gives up, Ctrl+Enter saves."""

    saved = Signal()
    given_up = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.saved.emit()
        else:
            super().keyPressEvent(event)


class _Reading(QFrame):
    """The text as it looks; a click, Enter or F2 begins to edit."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("editable")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(8, 6, 8, 6)
        self.editable = True
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.editable:
            self.wanted.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.editable and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_F2, Qt.Key.Key_Space):
            self.wanted.emit()
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()


@dataclass(frozen=True, slots=True)
class _Aside:
    """A text that was given up, and the text and its version on which it was begun."""

    written: str = ""
    begun: str = ""
    begun_on: int = 0


class EditableText(QWidget):
    """A text edited in place.

    What is being written outlives a refresh: `show_text` while one edits changes only what giving
    up goes back to. `begun_on` is the version of the text on which one began: others may have
    written another one since, which who saves has not seen. What was given up is kept aside, and a
    link below brings it back.

    Args:
        name: What it is, for screen readers: "Description".
        placeholder: Shown where there is no text yet.
        markdown: Show it as Markdown, with a preview while one writes.
    """

    saved = Signal(str)

    def __init__(self, name: str, placeholder: str = "", *, markdown: bool = True) -> None:
        super().__init__()
        self._name, self._placeholder, self._markdown = name, placeholder, markdown
        self._text = self._begun = ""
        self._version = self.begun_on = 0
        self._aside = _Aside()
        self.setAccessibleName(name)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._reading = _Reading()
        self._reading.wanted.connect(self.edit)
        self._reading.setToolTip(self.tr("Edit (Enter)"))
        self._shown = Markdown()
        self._shown.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._shown.clicked.connect(self._clicked)
        self._none = Label(placeholder, "muted", wrap=True)
        self._none.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._reading.column.addWidget(self._shown)
        self._reading.column.addWidget(self._none)
        outer.addWidget(self._reading)
        outer.addWidget(self._aside_part())
        self._writing = self._editor_part()
        outer.addWidget(self._writing)
        self._writing.hide()
        self.show_text("")

    def _aside_part(self) -> QWidget:
        """Say that a text was given up, and offer it again."""
        self.put_aside = QWidget()
        row = QHBoxLayout(self.put_aside)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(8)
        row.addWidget(Label(self.tr("What you wrote was not saved."), "caption"))
        self.bring_back = Button(self.tr("Go on writing"), kind="link", clicked=self._go_on)
        row.addWidget(self.bring_back)
        row.addStretch(1)
        self.put_aside.hide()
        return self.put_aside

    def _editor_part(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.editor = _Editor()
        self.editor.setAccessibleName(self._name)
        self.editor.setPlaceholderText(self._placeholder)
        self.editor.setTabChangesFocus(True)
        self.editor.saved.connect(self.save)
        self.editor.given_up.connect(self.give_up)
        self.preview = Markdown()
        self._sides = QStackedWidget()
        self._sides.addWidget(self.editor)
        self._sides.addWidget(self.preview)
        self._sides.setMinimumHeight(120)
        column.addWidget(self._sides)
        self.problem = ProblemPlace()
        column.addWidget(self.problem)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Button(self.tr("Save"), kind="primary", clicked=self.save))
        row.addWidget(KeyHint("Ctrl+Enter"))
        row.addWidget(Button(self.tr("Cancel"), kind="quiet", clicked=self.give_up))
        row.addStretch(1)
        self._look = Button(self.tr("Preview"), "eye", "quiet")
        self._look.setCheckable(True)
        self._look.toggled.connect(self._show_preview)
        if not self._markdown:  # shown here, without a parent, it would be a window for a moment
            self._look.hide()
        row.addWidget(self._look)
        column.addLayout(row)
        return part

    @property
    def editing(self) -> bool:
        """Whether one is writing."""
        return not self._writing.isHidden()

    def unsaved(self) -> str:
        """Return what is being written, if it is another text than the one that is kept."""
        written = self.editor.toPlainText().strip() if self.editing else ""
        return written if written != self._text else ""

    def text(self) -> str:
        """Return the text as it was shown or saved last."""
        return self._text

    def show_text(self, text: str, version: int | None = None) -> None:
        """Show a text; `version` counts up with what others write, None leaves it."""
        self._text = text
        self._version = self._version if version is None else version
        self._shown.setVisible(bool(text))
        self._none.setVisible(not text)
        if self._markdown:
            self._shown.show_text(text)
        else:
            self._shown.setPlainText(text)
        self._reading.setAccessibleName(f"{self._name}: {text or self._placeholder}")

    def set_editable(self, editable: bool) -> None:
        """Let it be changed, or only read."""
        self._reading.editable = editable
        self.bring_back.setEnabled(editable)
        self._reading.setToolTip(self.tr("Edit (Enter)") if editable else "")
        self._reading.setObjectName("editable" if editable else "")

    def edit(self) -> None:
        """Begin to write."""
        if not self._reading.editable or self.editing:
            return
        self._begun, self.begun_on = self._text, self._version
        self.editor.setPlainText(self._text)
        self._look.setChecked(False)
        self._reading.hide()
        self.put_aside.hide()
        self._writing.show()
        self.editor.setFocus()
        self.editor.moveCursor(self.editor.textCursor().MoveOperation.End)

    def save(self) -> None:
        """Take over what was written; `saved` only tells a text that is another."""
        written = self.editor.toPlainText().strip()
        # what was only looked at must not undo what somebody else wrote meanwhile
        changed = written not in (self._text.strip(), self._begun.strip())
        if changed:
            self._aside = _Aside()
        self._end()
        if changed:
            self.show_text(written)
            self.saved.emit(written)

    def take_back(self, written: str, before: str, error: PurSightError) -> None:
        """Go on writing what could not be kept, with the reason beside it.

        Args:
            written: What was saved in vain.
            before: The text as it still is.
            error: Why.
        """
        if self.editing:  # one has begun anew meanwhile: neither text is lost
            anew = self.editor.toPlainText().strip()
            written = written if anew in ("", written) else f"{written}\n\n{anew}"
        begun, begun_on = self._begun, self.begun_on
        self.show_text(before)
        self.edit()
        self._begun, self.begun_on = begun, begun_on  # what came since is still unseen
        self.editor.setPlainText(written)
        self.editor.moveCursor(self.editor.textCursor().MoveOperation.End)
        self.problem.tell(error)

    def give_up(self) -> None:
        """Go back to the text as it was; what was written is kept aside, nothing is asked."""
        written = self.editor.toPlainText().strip()
        if written not in ("", self._text.strip(), self._begun.strip()):
            self._aside = _Aside(written, self._begun, self.begun_on)
        self._end()

    def _go_on(self) -> None:
        """Write on where one gave up."""
        self.edit()
        if self.editing:
            self._begun, self.begun_on = self._aside.begun, self._aside.begun_on
            self.editor.selectAll()
            self.editor.insertPlainText(self._aside.written)  # Ctrl+Z: the text that is kept

    def _end(self) -> None:
        self.problem.clear()
        self._writing.hide()
        self._reading.show()
        self.put_aside.setVisible(bool(self._aside.written))
        self._reading.setFocus()

    def _clicked(self) -> None:
        if self._reading.editable:
            self.edit()

    def _show_preview(self, on: bool) -> None:
        self.preview.show_text(self.editor.toPlainText())
        self._sides.setCurrentIndex(1 if on else 0)
