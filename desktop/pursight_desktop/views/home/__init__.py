"""Home: what needs one, what changed, the estate at a glance."""

from PySide6.QtWidgets import QWidget

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.views.home.view import HomeView


def make(desk: Desk, place: Place) -> QWidget:
    """Make the screen."""
    return HomeView(desk)
