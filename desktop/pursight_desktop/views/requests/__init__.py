"""Requests: access to decide, access of one's own, and what somebody has to be looked at again."""

from PySide6.QtWidgets import QWidget

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.views.requests.screen import RequestsScreen


def make(desk: Desk, place: Place) -> QWidget:
    """Make the screen."""
    return RequestsScreen(desk, place)
