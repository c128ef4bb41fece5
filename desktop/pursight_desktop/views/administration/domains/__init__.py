"""Section: business domains."""

from PySide6.QtWidgets import QWidget

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.views.administration.domains.section import DomainsSection


def make(desk: Desk, place: Place) -> QWidget:
    """Make the section."""
    return DomainsSection(desk, place)
