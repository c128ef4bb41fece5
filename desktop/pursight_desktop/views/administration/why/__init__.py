"""Why somebody may do something with an object, or why not."""

from PySide6.QtWidgets import QWidget

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.views.administration.why.section import WhySection


def make(desk: Desk, place: Place) -> QWidget:
    """Make the section."""
    return WhySection(desk, place)
