"""Alerts: what was noticed in the log, and the rules by which it is."""

from PySide6.QtWidgets import QWidget

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.views.administration.alerts.section import AlertsSection


def make(desk: Desk, place: Place) -> QWidget:
    """Make the section."""
    return AlertsSection(desk, place)
