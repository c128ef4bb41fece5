"""Access reviews: begun, followed, closed, and taken away as evidence."""

from PySide6.QtWidgets import QWidget

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.views.administration.reviews.section import ReviewsSection


def make(desk: Desk, place: Place) -> QWidget:
    """Make the section."""
    return ReviewsSection(desk, place)
