"""Search: the whole catalog, answered as one types."""

from PySide6.QtWidgets import QWidget

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.views.search.view import SearchView


def make(desk: Desk, place: Place) -> QWidget:
    """Make the screen."""
    return SearchView(desk, place)
