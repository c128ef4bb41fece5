"""Section: roles, built-in ones and those of our own."""

from PySide6.QtWidgets import QWidget

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.views.administration.roles.section import RolesSection


def make(desk: Desk, place: Place) -> QWidget:
    """Make the section."""
    return RolesSection(desk, place)
