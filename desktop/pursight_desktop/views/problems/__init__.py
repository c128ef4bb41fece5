"""Problems: edits that were refused or contradict somebody else's, with both texts."""

from PySide6.QtWidgets import QWidget

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.views.problems.screen import ProblemsScreen


def make(desk: Desk, place: Place) -> QWidget:
    """Make the screen."""
    return ProblemsScreen(desk, place)
