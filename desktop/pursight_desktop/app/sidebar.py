"""The sidebar: who one is, the way to everything, the screens with what waits there."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout
from typing_extensions import override

from pursight_desktop.app.screens import SCREENS, Screen
from pursight_desktop.theme import icon, tabular_font, tokens
from pursight_desktop.theme.tokens import Size
from pursight_desktop.widgets.buttons import IconButton
from pursight_desktop.widgets.labels import Elided, KeyHint, Picture
from pursight_desktop.widgets.words import count

WIDE, NARROW = 208, 52


class ScreenButton(QToolButton):
    """The way to one screen, with how much waits there.

    Signal: `wanted(new_tab)`; Ctrl or the middle button mean a new tab.
    """

    wanted = Signal(bool)

    def __init__(self, screen: Screen, keys: str) -> None:
        super().__init__()
        self.leads_to = screen
        self._count, self._tone = 0, "neutral"
        self.setIcon(icon(screen.icon))
        self.setIconSize(QSize(16, 16))
        self.setText("  " + screen.titled())
        self.setCheckable(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(f"{screen.titled()} ({keys})" if keys else screen.titled())
        self.setAccessibleName(screen.titled())
        self.clicked.connect(self._clicked)

    def _clicked(self) -> None:
        self.setChecked(not self.isChecked())  # the window says which one is shown
        self.wanted.emit(False)

    def show_count(self, number: int, tone: str) -> None:
        """Show how much waits; nothing for none."""
        self._count, self._tone = number, tone
        waiting = f", {count(number)}" if number else ""
        self.setAccessibleName(self.leads_to.titled() + waiting)
        self.update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        middle = event.button() == Qt.MouseButton.MiddleButton
        if self.rect().contains(event.position().toPoint()) and (control or middle):
            self.setDown(False)
            self.wanted.emit(True)
        else:
            super().mouseReleaseEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._count:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = tokens().ink(self._tone)
        if self.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ink.strong))
            painter.drawEllipse(self.width() - 14, 5, 7, 7)
            return
        painter.setFont(tabular_font(Size.CAPTION))
        words = count(self._count) if self._count < 10_000 else f"{self._count // 1000}k"
        width = painter.fontMetrics().horizontalAdvance(words) + 12
        box = self.rect().adjusted(self.width() - width - 8, 6, -8, -6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ink.soft))
        painter.drawRoundedRect(box, 8, 8)
        painter.setPen(QColor(ink.strong))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


class JumpButton(QFrame):
    """Looks like a search field and opens the palette."""

    clicked = Signal()

    def __init__(self, keys: str) -> None:
        super().__init__()
        self.setObjectName("tile")
        self.setProperty("clickable", True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedHeight(30)
        self.setToolTip(self.tr("Jump to anything ({keys})").format(keys=keys))
        self.setAccessibleName(self.tr("Jump to anything"))
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 5, 0)
        row.setSpacing(8)
        row.addWidget(Picture("search", 14, "faint"))
        self.words = Elided(self.tr("Jump to…"), "muted")
        self.words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row.addWidget(self.words, 1)
        self.hint = KeyHint(keys)
        row.addWidget(self.hint)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.clicked.emit()


class Sidebar(QFrame):
    """The way to every screen.

    Signals: `wanted(screen, new_tab)`, `jump()`.
    """

    wanted = Signal(str, bool)
    jump = Signal()

    def __init__(
        self,
        organisation: str,
        person: str,
        keys_of: Callable[[str], str],
    ) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self.setAccessibleName(self.tr("Screens"))
        self.setFixedWidth(WIDE)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(2)
        head = QHBoxLayout()
        head.setContentsMargins(6, 0, 0, 0)
        head.setSpacing(8)
        self._mark = Picture("shield-check", 18, "accent")
        self._title = Elided(organisation or "PurSight", "strong")
        head.addWidget(self._mark)
        head.addWidget(self._title, 1)
        self.fold_button = IconButton("panel-left", self.tr("Fold the sidebar"), shortcut="")
        head.addWidget(self.fold_button)
        column.addLayout(head)
        column.addSpacing(8)
        self._jump = JumpButton(keys_of("palette"))
        self._jump.clicked.connect(self.jump)
        column.addWidget(self._jump)
        column.addSpacing(8)
        self.buttons: dict[str, ScreenButton] = {}
        group = ""
        for screen in SCREENS:
            if screen.group != group:
                column.addSpacing(14)
                group = screen.group
            button = ScreenButton(screen, keys_of(f"screen.{screen.name}"))
            button.wanted.connect(lambda new, name=screen.name: self.wanted.emit(name, new))
            self.buttons[screen.name] = button
            column.addWidget(button)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.setContentsMargins(8, 0, 0, 0)
        foot.setSpacing(8)
        foot.addWidget(Picture("user-round", 16, "faint"))
        self._person = Elided(person, "caption")
        foot.addWidget(self._person, 1)
        column.addLayout(foot)
        self.folded = False

    def show_ways(self, screens: Iterable[Screen]) -> None:
        """Show the way to these screens, and to no other."""
        names = {screen.name for screen in screens}
        for name, button in self.buttons.items():
            button.setVisible(name in names)

    def show_current(self, screen: str) -> None:
        """Mark the screen that is shown; an asset belongs to the catalog."""
        shown = "catalog" if screen == "asset" else screen
        for name, button in self.buttons.items():
            button.setChecked(name == shown)

    def show_count(self, screen: str, number: int, tone: str = "neutral") -> None:
        """Show how much waits on a screen."""
        self.buttons[screen].show_count(number, tone)

    def fold(self, *, folded: bool) -> None:
        """Show icons alone, or icons and words."""
        self.folded = folded
        self.setFixedWidth(NARROW if folded else WIDE)
        beside = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        alone = Qt.ToolButtonStyle.ToolButtonIconOnly
        for button in self.buttons.values():
            button.setToolButtonStyle(alone if folded else beside)
        for widget in (self._title, self._mark, self._jump.words, self._jump.hint, self._person):
            widget.setVisible(not folded)
