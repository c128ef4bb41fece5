"""Scans: every run of every source, how far it is and what came of it."""

from PySide6.QtWidgets import QWidget

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.views.scans.screen import ScansScreen


def make(desk: Desk, place: Place) -> QWidget:
    """Make the screen."""
    return ScansScreen(desk, place)
