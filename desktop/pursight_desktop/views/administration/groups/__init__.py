"""Section: groups that get roles together."""

from PySide6.QtWidgets import QWidget

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.views.administration.groups.section import GroupsSection


def make(desk: Desk, place: Place) -> QWidget:
    """Make the section."""
    return GroupsSection(desk, place)
