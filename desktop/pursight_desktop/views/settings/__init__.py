"""Settings: account and devices, looks, the copy on this machine, diagnostics."""

from PySide6.QtWidgets import QWidget

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.views.settings.screen import SettingsScreen


def make(desk: Desk, place: Place) -> QWidget:
    """Make the screen."""
    return SettingsScreen(desk, place)
