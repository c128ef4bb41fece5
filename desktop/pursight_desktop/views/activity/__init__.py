"""Activity: the log of all that people, agents and the server did."""

from PySide6.QtWidgets import QWidget

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.views.activity.screen import ActivityScreen


def make(desk: Desk, place: Place) -> QWidget:
    """Make the screen."""
    return ActivityScreen(desk, place)
