"""Review: what the scans were not sure about, decided one question after the other."""

from PySide6.QtWidgets import QWidget

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.views.review.view import ReviewView


def make(desk: Desk, place: Place) -> QWidget:
    """Make the screen."""
    return ReviewView(desk, place)
