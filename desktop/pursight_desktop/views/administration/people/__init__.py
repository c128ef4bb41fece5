"""Section: people, who they are, what they may do, and how they sign in."""

from PySide6.QtWidgets import QWidget

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.views.administration.people.section import PeopleSection


def make(desk: Desk, place: Place) -> QWidget:
    """Make the section."""
    return PeopleSection(desk, place)
