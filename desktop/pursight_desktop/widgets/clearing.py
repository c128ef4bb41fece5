"""Taking out of a layout what is made anew."""

from PySide6.QtWidgets import QLayout


def let_go_of(layout: QLayout) -> None:
    """Take everything out; it vanishes at once and is deleted when nobody works with it."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
