"""Form: a sheet with named fields that stays open, with all that was typed, until it worked."""

from typing import Final

from PySide6.QtWidgets import QAbstractSpinBox, QVBoxLayout, QWidget

from pursight.errors import PurSightError
from pursight_desktop.widgets.dialogs import Sheet
from pursight_desktop.widgets.labels import Label

_PADDING: Final = 7
"""Pixels before what is typed, as other fields have."""


class Form(Sheet):
    """A sheet whose verb asks the server, and that stays open until it has said yes."""

    def field(self, name: str, widget: QWidget, hint: str = "") -> None:
        """Put a named field to the end."""
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        label = Label(name, "strong")
        label.setBuddy(widget)
        widget.setAccessibleName(name)
        if isinstance(widget, QAbstractSpinBox):
            give_room(widget)
        column.addWidget(label)
        column.addWidget(widget)
        if hint:
            column.addWidget(Label(hint, "caption", wrap=True))
        self.add(part)

    def refused(self, error: PurSightError) -> None:
        """Say why the server did not do it; what was typed stays."""
        self.confirm_button.setEnabled(True)
        self.problem.tell(error)


def give_room(field: QAbstractSpinBox) -> None:
    """Begin what is typed where other fields do: Qt leaves the style sheet's padding out here."""
    field.lineEdit().setTextMargins(_PADDING, 0, 0, 0)
