"""Buttons with an icon, a tooltip that tells the shortcut, and a name for screen readers."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QMenu, QPushButton, QToolButton
from typing_extensions import override

from pursight_desktop.language.keys import keys_words
from pursight_desktop.theme import icon as themed
from pursight_desktop.widgets.tips import plain_tip


def _literal(text: str) -> str:
    """Write a text so that Qt takes no & of a name for a mnemonic and swallows it."""
    return text.replace("&", "&&")


def _connect(button: QAbstractButton, call: Callable[[], object]) -> None:
    """Call without the checked state, which functions with an argument would take for it."""
    button.clicked.connect(lambda _=False: call())


class Button(QPushButton):
    """A button with words.

    Args:
        text: What it does, as a verb.
        icon: Before the text.
        kind: primary (one a page), plain, danger, quiet or link.
        shortcut: Keys that do the same; they work while the button is visible.
        tip: What the tooltip says; `text` when empty.
        clicked: Called on a click, without arguments.
    """

    def __init__(
        self,
        text: str,
        icon: str = "",
        kind: str = "plain",
        *,
        shortcut: str = "",
        tip: str = "",
        clicked: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(_literal(text))
        self.setProperty("kind", kind)
        if icon:
            role = {"primary": "on_accent", "danger": "danger", "link": "accent"}.get(kind, "muted")
            self.setIcon(themed(icon, role))
            self.setIconSize(QSize(20 if text else 16, 16))  # room between icon and words
        if shortcut:
            self.setShortcut(shortcut)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(plain_tip(_with_keys(tip or text, shortcut) if shortcut else tip))
        self.setAccessibleName(text)
        if clicked is not None:
            _connect(self, clicked)

    @override
    def setText(self, text: str) -> None:
        super().setText(_literal(text))
        self.setIconSize(QSize(20 if text else 16, 16))

    @override
    def text(self) -> str:
        return super().text().replace("&&", "&")

    @override
    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        # the style sheet's padding does not know of the gap between icon and text
        return QSize(hint.width() + (4 if not self.icon().isNull() else 0), hint.height())


class IconButton(QToolButton):
    """A button with an icon alone; the tooltip and the accessible name are its words."""

    def __init__(
        self,
        icon: str,
        tip: str,
        *,
        shortcut: str = "",
        checkable: bool = False,
        clicked: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        self.setIcon(themed(icon))
        self.setIconSize(QSize(16, 16))
        self.setCheckable(checkable)
        self.setToolTip(plain_tip(_with_keys(tip, shortcut)))
        self.setAccessibleName(tip)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if shortcut:
            self.setShortcut(shortcut)
        if clicked is not None:
            _connect(self, clicked)


class MenuButton(Button):
    """A button that opens a menu."""

    def __init__(self, text: str, icon: str = "", kind: str = "plain", *, tip: str = "") -> None:
        super().__init__(text, icon, kind, tip=tip)
        self._menu = QMenu(self)
        self.clicked.connect(self._open)

    def add(self, text: str, call: Callable[[], object], icon: str = "") -> QAction:
        """Put one more entry at the menu's end."""
        action = QAction(_literal(text), self._menu)
        if icon:
            action.setIcon(themed(icon))
        action.triggered.connect(lambda _=False: call())
        self._menu.addAction(action)
        return action

    def clear(self) -> None:
        """Take all entries out."""
        self._menu.clear()

    def _open(self) -> None:
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))


def _with_keys(text: str, keys: str) -> str:
    return f"{text} ({keys_words(keys)})" if keys else text
