"""Sources: the places that hold data, how they are, and what can be done with them."""

from PySide6.QtWidgets import QWidget

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.views.sources.screen import SourcesScreen


def make(desk: Desk, place: Place) -> QWidget:
    """Make the screen."""
    return SourcesScreen(desk, place)
