"""KeyList: a heading, and below it what is done with which keys."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pursight_desktop.widgets.labels import KeyHint, Label

MOST_KEYS = 3
"""Of more than so many keys for one thing the first and the last are shown."""


class KeyList(QWidget):
    """One group of shortcuts."""

    def __init__(self, title: str, lines: Sequence[tuple[str, Sequence[str]]]) -> None:
        super().__init__()
        self.setAccessibleName(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Label(title, "strong"))
        for words, keys in lines:
            row = QHBoxLayout()
            row.setSpacing(4)
            row.addWidget(Label(words, "muted"), 1)
            shown = keys if len(keys) <= MOST_KEYS else (keys[0], "…", keys[-1])
            for one in shown:
                row.addWidget(Label("…", "muted") if one == "…" else KeyHint(one))
            column.addLayout(row)
