"""Agents: the programs beside the data, how they are, and how one is enrolled."""

from PySide6.QtWidgets import QWidget

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.views.agents.screen import AgentsScreen


def make(desk: Desk, place: Place) -> QWidget:
    """Make the screen."""
    return AgentsScreen(desk, place)
