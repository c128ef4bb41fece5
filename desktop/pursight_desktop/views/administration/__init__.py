"""Administration: who may do what, how one signs in, and what was noticed about it."""

from PySide6.QtWidgets import QWidget

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.views.administration.screen import AdministrationScreen


def make(desk: Desk, place: Place) -> QWidget:
    """Make the screen."""
    return AdministrationScreen(desk, place)
