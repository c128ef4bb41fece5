"""Words on the screen: labels, chips, keys, the path one has come by, headings of sections."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from pursight_desktop.language.keys import keys_words
from pursight_desktop.theme import Tone, icon, pixmap, text_font, tokens
from pursight_desktop.theme.tokens import Size
from pursight_desktop.widgets.clearing import let_go_of
from pursight_desktop.widgets.tips import plain_tip
from pursight_desktop.widgets.words import label_words, share, tone_of


class Label(QLabel):
    """Text that can be selected.

    Args:
        text: Shown as it is, never as rich text: it may come from a source's own names.
        type: display, title, heading, strong, muted, caption, over, mono or empty.
    """

    def __init__(self, text: str = "", type: str = "", *, wrap: bool = False) -> None:  # noqa: A002  as in the style sheet
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("type", type)
        self.setWordWrap(wrap)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)

    @override
    def sizeHint(self) -> QSize:
        """Return the room for the text at the width there is: Qt guesses a narrow one."""
        hint = super().sizeHint()
        if not self.wordWrap():
            return hint
        return QSize(hint.width(), max(0, self.heightForWidth(self.width())))

    @override
    def setText(self, text: str) -> None:
        super().setText(text)
        self._grow()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._grow()

    def _grow(self) -> None:
        """Be as high as the text needs: layouts below an alignment do not ask by width."""
        if self.wordWrap():
            self.setMinimumHeight(max(0, self.heightForWidth(self.width())))
            self.updateGeometry()


class Elided(Label):
    """One line that ends in … where there is no more room; its tooltip tells all of it."""

    def __init__(self, text: str = "", type: str = "") -> None:  # noqa: A002  as in the style sheet
        super().__init__("", type)
        self._whole = text
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(24)
        self.setText(text)

    @override
    def setText(self, text: str) -> None:
        self._whole = text
        self.setAccessibleName(text)
        self._fit()

    def whole(self) -> str:
        """Return the text as it was given."""
        return self._whole

    @override
    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self._whole) + 4
        return QSize(width, super().sizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(
            self._whole, Qt.TextElideMode.ElideRight, max(self.width(), 24)
        )
        super().setText(shown)
        self.setToolTip(plain_tip(self._whole) if shown != self._whole else "")


class Picture(QWidget):
    """An icon that stands by itself; decoration, so nothing for a screen reader."""

    def __init__(self, icon: str, size: int = 16, role: str = "muted") -> None:
        super().__init__()
        self._icon, self._size, self._role = icon, size, role
        self.setFixedSize(size, size)

    def show_icon(self, icon: str, role: str = "muted") -> None:
        """Show another icon or another colour."""
        self._icon, self._role = icon, role
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        drawn = pixmap(self._icon, self._size, self._role, self.devicePixelRatioF())
        QPainter(self).drawPixmap(0, 0, drawn)


class KeyHint(Label):
    """A key or keys, drawn as on a keyboard."""

    def __init__(self, keys: str) -> None:
        shown = keys_words(keys)
        super().__init__(shown, "key")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAccessibleName(self.tr("Shortcut {keys}").format(keys=shown))


class Chip(QWidget):
    """A word with a colour that says what it means; never the colour alone.

    Args:
        text: One or two words.
        tone: What the colour says.
        icon: Before the text.
        removable: With a cross; `removed` says that it was clicked, or Delete pressed.
    """

    removed = Signal()
    clicked = Signal()
    HEIGHT = 20

    def __init__(
        self, text: str, tone: Tone | str = Tone.NEUTRAL, icon: str = "", *, removable: bool = False
    ) -> None:
        super().__init__()
        self._text, self._tone, self._icon, self._removable = text, tone, icon, removable
        self.setFont(text_font(Size.SMALL))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        if removable:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setToolTip(plain_tip(self.tr("Remove {name} (Delete)").format(name=text)))

    def text(self) -> str:
        """Return the word."""
        return self._text

    @override
    def sizeHint(self) -> QSize:
        text = self.fontMetrics().horizontalAdvance(self._text)
        width = 16 + text + (16 if self._icon else 0) + (18 if self._removable else 0)
        return QSize(width, self.HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        ink = tokens().ink(self._tone)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(ink.soft))
        focused = self.hasFocus()
        painter.setPen(QPen(QColor(tokens().accent), 2) if focused else Qt.PenStyle.NoPen)
        edge = 1.0 if focused else 0.0
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), 5, 5)
        left, ratio = 8, self.devicePixelRatioF()
        if self._icon:
            painter.drawPixmap(7, 4, pixmap(self._icon, 12, str(self._tone), ratio))
            left += 15
        painter.setPen(QColor(ink.strong))
        painter.setFont(self.font())
        painter.drawText(
            self.rect().adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._text
        )
        if self._removable:
            painter.drawPixmap(self.width() - 17, 4, pixmap("x", 12, str(self._tone), ratio))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or not self.rect().contains(
            event.position().toPoint()
        ):
            return
        if self._removable and event.position().toPoint().x() > self.width() - 20:
            self.removed.emit()
        else:
            self.clicked.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._removable and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Space):
            self.clicked.emit()
        else:
            super().keyPressEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange):
            self.update()


LABEL_LOOK: Final[Mapping[str, tuple[Tone, str]]] = MappingProxyType(
    {
        "decided": (Tone.ACCENT, "check"),
        "applied": (Tone.ACCENT, ""),
        "suggested": (Tone.WARNING, "circle-question-mark"),
    }
)
"""Colour and icon of a label by how sure it is."""


class LabelChip(Chip):
    """What a column holds and how sure that is: decided, applied, suggested or none."""

    def __init__(self, label: str, state: str = "applied", confidence: float | None = None) -> None:
        tone, mark = LABEL_LOOK.get(state, (Tone.NEUTRAL, ""))
        super().__init__(label_words(label), tone if label != "none" else Tone.NEUTRAL, mark)
        words = label_words(state).lower()
        sure = "" if confidence is None else f", {share(confidence)}"
        self.setToolTip(f"{label_words(label)}: {words}{sure}")
        self.setAccessibleName(self.toolTip())


class SensitivityChip(Chip):
    """How much harm a leak does: public, internal, confidential, restricted."""

    ICONS = {"restricted": "lock", "confidential": "shield"}  # noqa: RUF012  read only

    def __init__(self, level: str) -> None:
        super().__init__(label_words(level), level, self.ICONS.get(level, ""))
        words = label_words(level).lower()
        self.setAccessibleName(self.tr("Sensitivity: {level}").format(level=words))


class StateChip(Chip):
    """The state of a source, scan, rule, agent or violation, or a severity."""

    def __init__(self, state: str) -> None:
        super().__init__(label_words(state), tone_of(state))
        self.setAccessibleName(self.tr("State: {state}").format(state=label_words(state)))


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of a path; `key` is what `Breadcrumb.chosen` gives back."""

    title: str
    key: object
    icon: str = ""


class Breadcrumb(QWidget):
    """The path to what is shown; every step but the last can be gone to."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self.setAccessibleName(self.tr("Path"))

    def show_path(self, crumbs: Sequence[Crumb]) -> None:
        """Show the steps, the outermost first."""
        let_go_of(self._row)
        for number, crumb in enumerate(crumbs):
            if number:
                self._row.addWidget(Picture("chevron-right", 12, "faint"))
            last = number == len(crumbs) - 1
            self._row.addWidget(Label(crumb.title, "strong") if last else self._link(crumb))
        self._row.addStretch(1)

    def _link(self, crumb: Crumb) -> QPushButton:
        button = QPushButton(crumb.title.replace("&", "&&"))
        button.setProperty("kind", "crumb")
        if crumb.icon:
            button.setIcon(icon(crumb.icon))
            button.setIconSize(QSize(20, 16))  # room between icon and words
        button.setAccessibleName(self.tr("Go to {name}").format(name=crumb.title))
        button.clicked.connect(lambda: self.chosen.emit(crumb.key))
        return button


class SectionHeader(QWidget):
    """The heading of a part of a page, with what can be done there on its right."""

    def __init__(self, title: str, detail: str = "", actions: Sequence[QWidget] = ()) -> None:
        super().__init__()
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(2)
        self.title = Label(title, "heading")
        self.detail = Label(detail, "caption", wrap=True)
        if not detail:  # only ever hidden here: shown without a parent it would be a window
            self.detail.hide()
        words.addWidget(self.title)
        words.addWidget(self.detail)
        row.addLayout(words, 1)
        for action in actions:
            self.add(action)
        self.setAccessibleName(title)

    def add(self, action: QWidget) -> None:
        """Put one more thing that can be done to the right end."""
        self._row.addWidget(action, 0, Qt.AlignmentFlag.AlignTop)

    def show_detail(self, text: str) -> None:
        """Say more under the heading; nothing hides the line."""
        self.detail.setText(text)
        self.detail.setVisible(bool(text))
