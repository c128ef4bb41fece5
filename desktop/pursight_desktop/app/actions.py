"""Every action of the window with its shortcut, in one place; the person may give other keys."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from pursight_desktop.settings import Preferences
from pursight_desktop.theme import icon as themed


@dataclass(frozen=True, slots=True)
class Entry:
    """One action as the registry knows it.

    Attributes:
        name: Under which other keys are kept in the preferences.
        keys: The built-in keys; the first is the one shown.
    """

    name: str
    title: str
    group: str
    keys: tuple[str, ...]
    action: QAction


class Actions(QObject):
    """The registry: each action once, its keys those the person chose or the built-in ones.

    Args:
        window: Whose actions they are; the keys work everywhere in it.
        preferences: Where other keys are kept.
    """

    def __init__(self, window: QWidget, preferences: Preferences) -> None:
        super().__init__(window)
        self._window, self._preferences = window, preferences
        self._entries: dict[str, Entry] = {}
        leave = preferences.listen(self._changed)
        self.destroyed.connect(lambda *_: leave())

    def add(
        self,
        name: str,
        title: str,
        call: Callable[[], object],
        *,
        keys: str | tuple[str, ...] = (),
        icon: str = "",
        group: str = "",
    ) -> QAction:
        """Register an action; `name` is stable, `title` is in the person's language."""
        action = QAction(title, self._window)
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        if icon:
            action.setIcon(themed(icon))
        action.triggered.connect(lambda _=False: call())
        built_in = tuple(filter(None, (keys,) if isinstance(keys, str) else keys))
        self._entries[name] = Entry(name, title, group, built_in, action)
        action.setProperty("group", group)  # by which the settings list it
        self._window.addAction(action)
        self._give_keys(self._entries[name])
        return action

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries.values())

    def __getitem__(self, name: str) -> QAction:
        return self._entries[name].action

    def keys(self, name: str) -> str:
        """Return the keys that are shown for an action; empty where there are none."""
        return (
            self._entries[name].action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        )

    def trigger(self, name: str) -> None:
        """Do it, if it can be done now."""
        self._entries[name].action.trigger()

    def _give_keys(self, entry: Entry) -> None:
        other = self._preferences.shortcuts.get(entry.name)
        keys = entry.keys if other is None else tuple(filter(None, (other,)))
        entry.action.setShortcuts([QKeySequence(one) for one in keys])
        shown = self.keys(entry.name)
        entry.action.setToolTip(f"{entry.title} ({shown})" if shown else entry.title)

    def _changed(self, name: str) -> None:
        if name == "shortcuts":
            for entry in self._entries.values():
                self._give_keys(entry)
