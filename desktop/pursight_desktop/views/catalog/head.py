"""Above the list: where one is, the text to filter by, tables or columns, the filters that hold."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from pursight_desktop.views.catalog.filters import Narrowing
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.fields import FilterBar, SearchField
from pursight_desktop.widgets.labels import Breadcrumb


class Head(QWidget):
    """What the list is narrowed to, and the controls for it."""

    searched = Signal(str)
    level_chosen = Signal(str)
    gone_chosen = Signal(bool)
    removed = Signal(str, str)
    cleared = Signal()
    path_chosen = Signal(object)
    moved_down = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(8)
        self.path = Breadcrumb()
        self.path.chosen.connect(self.path_chosen)
        column.addWidget(self.path)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.search = SearchField(self.tr("Filter by name or description"), shortcut="/")
        self.search.setMaximumWidth(360)
        self.search.searched.connect(self.searched)
        self.search.moved_down.connect(self.moved_down)
        row.addWidget(self.search, 2)
        row.addLayout(self._switch())
        self.gone = Button(
            self.tr("Gone too"), "circle-minus", "quiet",
            tip=self.tr("Also show what the newest scans did not find any more"),
        )  # fmt: skip
        self.gone.setCheckable(True)
        self.gone.clicked.connect(self.gone_chosen)
        row.addWidget(self.gone)
        row.addStretch(1)
        column.addLayout(row)
        self.filters = FilterBar()
        self.filters.removed.connect(self.removed)
        self.filters.cleared.connect(self.cleared)
        column.addWidget(self.filters)

    def _switch(self) -> QHBoxLayout:
        """Make the switch between tables, columns and everything."""
        row = QHBoxLayout()
        row.setSpacing(0)
        self.levels: dict[str, Button] = {}
        group = QButtonGroup(self)
        for level, words in (
            ("tables", self.tr("Tables")),
            ("columns", self.tr("Columns")),
            ("all", self.tr("Everything")),
        ):
            button = Button(words, clicked=partial(self.level_chosen.emit, level))
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            group.addButton(button)
            self.levels[level] = button
            row.addWidget(button)
        return row

    def show_narrowing(self, shown: Narrowing, called: Mapping[str, str] | None = None) -> None:
        """Show what the list is narrowed to; nothing is told.

        Args:
            shown: To what.
            called: Names of domains by their ids; None: not known yet.
        """
        if self.search.text().strip() != shown.text:
            self.search.show_text(shown.text)
        self.levels[shown.level].setChecked(True)
        self.gone.setChecked(shown.gone)
        self.show_filters(shown, called)

    def show_filters(self, shown: Narrowing, called: Mapping[str, str] | None) -> None:
        """Show the filters that hold, once it is known what they are called."""
        self.filters.show_filters(shown.chips(called))
