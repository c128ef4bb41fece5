"""The sheet of all shortcuts: first those of the screen one is on."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from pursight_desktop.app.actions import Actions
from pursight_desktop.widgets import screen_keys
from pursight_desktop.widgets.key_list import KeyList
from pursight_desktop.widgets.labels import Label

COLUMNS = 2


class ShortcutSheet(QDialog):
    """All shortcuts by group; Esc closes it."""

    def __init__(
        self, parent: QWidget, actions: Actions, screen: Sequence[QAction], name: str = ""
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Shortcuts"))
        self.setMinimumSize(720, 520)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 8, 20)
        outer.setSpacing(16)
        outer.addWidget(Label(self.tr("Shortcuts"), "title"))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        ground = QWidget()
        ground.setObjectName("canvas")
        row = QHBoxLayout(ground)
        row.setContentsMargins(0, 0, 16, 0)
        row.setSpacing(48)
        columns = [QVBoxLayout() for _ in range(COLUMNS)]
        lengths = [0] * COLUMNS
        for column in columns:
            column.setSpacing(24)
            row.addLayout(column, 1)
        for title, lines in self._groups(actions, name, screen).items():
            shortest = lengths.index(min(lengths))
            columns[shortest].addWidget(KeyList(title, lines))
            lengths[shortest] += len(lines) + 2
        for column in columns:
            column.addStretch(1)
        area.setWidget(ground)
        outer.addWidget(area)

    def _groups(
        self, actions: Actions, name: str, screen: Sequence[QAction]
    ) -> dict[str, screen_keys.Lines]:
        here = screen_keys.of_screen(name)
        known = {one for _, keys in here for one in keys}
        here += [
            (a.text(), keys) for a in screen if (keys := written(a)) and known.isdisjoint(keys)
        ]
        groups = {self.tr("On this screen"): here} if here else {}
        for entry in actions:
            keys = written(entry.action)
            if keys:
                groups.setdefault(entry.group, []).append((entry.title, keys))
        title, lines = screen_keys.in_tables()
        return groups | {title: lines} | screen_keys.of_others(name)


def written(action: QAction) -> list[str]:
    """Write the keys of an action as the system spells them, two at most."""
    native = QKeySequence.SequenceFormat.NativeText
    return [keys.toString(native) for keys in action.shortcuts()[:2] if not keys.isEmpty()]
