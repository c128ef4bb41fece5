"""Lines of a pane: something with words below it and a button beside it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pursight_desktop.widgets.labels import Label, Picture


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
