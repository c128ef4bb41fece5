"""Section: one tab of an asset's page, and the column of readable width that most of them are."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from pursight_desktop.background.desk import Desk
from pursight_desktop.replica.queries.asset import AssetPage
from pursight_desktop.widgets.clearing import let_go_of

READABLE: Final = 1080
"""No wider than one likes to read, however wide the window."""


class Section(QWidget):
    """One tab.

    Signals: `wanted(name)` when one asks for another section.

    Attributes:
        desk: What every view is given.
        page: What is shown; None before the first.
    """

    wanted = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.page: AssetPage | None = None

    def show_page(self, page: AssetPage) -> None:
        """Show an asset, or the same after a change; what one is writing stays."""
        self.page = page

    def unsaved(self) -> str:
        """Return what is being written here and not kept yet."""
        return ""


class Reading(Section):
    """A tab that is read from top to bottom.

    Attributes:
        body: The layout; `add` puts to its end.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        ground = QWidget()
        ground.setObjectName("surface")
        ground.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        wide = QHBoxLayout(ground)
        wide.setContentsMargins(24, 16, 24, 24)
        column = QWidget()
        column.setMaximumWidth(READABLE)
        self.body = QVBoxLayout(column)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(16)
        wide.addWidget(column, 1)
        wide.addStretch(0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(ground)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put a widget at the end."""
        self.body.addWidget(widget, stretch)

    def clear(self) -> None:
        """Take everything out."""
        let_go_of(self.body)
