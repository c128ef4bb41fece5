"""The sheet of all shortcuts: those of the window and those of the screen one is on."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from pursight_desktop.app.actions import Actions
from pursight_desktop.widgets.labels import KeyHint, Label

COLUMNS = 2


class ShortcutSheet(QDialog):
    """All shortcuts by group; Esc closes it."""

    def __init__(self, parent: QWidget, actions: Actions, screen: Sequence[QAction]) -> None:
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
        for title, lines in self._groups(actions, screen).items():
            shortest = lengths.index(min(lengths))
            columns[shortest].addWidget(self._group(title, lines))
            lengths[shortest] += len(lines) + 2
        for column in columns:
            column.addStretch(1)
        area.setWidget(ground)
        outer.addWidget(area)

    def _groups(
        self, actions: Actions, screen: Sequence[QAction]
    ) -> dict[str, list[tuple[str, list[str]]]]:
        groups: dict[str, list[tuple[str, list[str]]]] = {}
        here = [(a.text(), keys) for a in screen if (keys := written(a))]
        if here:
            groups[self.tr("On this screen")] = here
        for entry in actions:
            keys = written(entry.action)
            if keys:
                groups.setdefault(entry.group, []).append((entry.title, keys))
        groups[self.tr("In tables")] = [
            (self.tr("Move"), ["↑", "↓"]),
            (self.tr("First, last row"), ["Home", "End"]),
            (self.tr("Select more"), ["Shift+↓", "Ctrl+Space"]),
            (self.tr("Select all"), ["Ctrl+A"]),
            (self.tr("Open"), ["Enter"]),
            (self.tr("Open in a new tab"), ["Ctrl+Enter"]),
            (self.tr("Copy rows"), ["Ctrl+C"]),
        ]
        return groups

    def _group(self, title: str, lines: list[tuple[str, list[str]]]) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Label(title, "strong"))
        for words, keys in lines:
            row = QHBoxLayout()
            row.setSpacing(4)
            row.addWidget(Label(words, "muted"), 1)
            for one in keys:
                row.addWidget(KeyHint(one))
            column.addLayout(row)
        return part


def written(action: QAction) -> list[str]:
    """Write the keys of an action as the system spells them, two at most."""
    native = QKeySequence.SequenceFormat.NativeText
    return [keys.toString(native) for keys in action.shortcuts()[:2] if not keys.isEmpty()]
