"""Lines of a pane: something with words below it and a button beside it; many, some at a time."""

from collections.abc import Callable, Sequence
from typing import Final, Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.clearing import let_go_of
from pursight_desktop.widgets.labels import Label, Picture
from pursight_desktop.widgets.words import count

AT_ONCE: Final = 50
"""Lines are widgets: thousands of them would hold up everything else."""

T = TypeVar("T")


class PaneLine(QWidget):
    """One of several things that belong to what is chosen.

    Args:
        title: Of it.
        detail: What is told of it.
        icon: Before it.
        buttons: What can be done with it.

    Attributes:
        detail: What is told of it.
    """

    def __init__(self, title: str, detail: str = "", icon: str = "", *buttons: QWidget) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        if icon:
            row.addWidget(Picture(icon, 16), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(Label(title, wrap=True))
        self.detail = Label("", "caption", wrap=True)
        column.addWidget(self.detail)
        self._title = title
        row.addLayout(column, 1)
        for button in buttons:
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.tell(detail)

    def tell(self, detail: str) -> None:
        """Tell something else of it."""
        self.detail.setText(detail)
        self.detail.setVisible(bool(detail))
        self.setAccessibleName(f"{self._title} {detail}".strip())


class Lines(QWidget, Generic[T]):
    """What belongs to what is chosen, a line for each: the first of many, and a way to the next.

    Args:
        found: All of them.
        make: Makes the line of one.
    """

    def __init__(self, found: Sequence[T], make: Callable[[T], QWidget]) -> None:
        super().__init__()
        self._left, self._make = list(found), make
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self._end = QVBoxLayout()
        self._column.addLayout(self._end)
        self.more: Button | None = None
        self.show_more()

    def show_more(self) -> None:
        """Show some more of them."""
        now, self._left = self._left[:AT_ONCE], self._left[AT_ONCE:]
        for one in now:
            self._column.insertWidget(self._column.count() - 1, self._make(one))
        let_go_of(self._end)
        self.more = None
        if self._left:
            words = self.tr("Show more: {n} are not shown yet").format(n=count(len(self._left)))
            self.more = Button(words, kind="link", clicked=self.show_more)
            self._end.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
