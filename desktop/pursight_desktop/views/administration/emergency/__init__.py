"""Emergency access: taken by oneself with an alarm, ended, and looked at by somebody else after."""

from PySide6.QtWidgets import QWidget

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.views.administration.emergency.section import EmergencySection


def make(desk: Desk, place: Place) -> QWidget:
    """Make the section."""
    return EmergencySection(desk, place)
