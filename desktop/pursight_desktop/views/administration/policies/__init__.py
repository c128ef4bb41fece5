"""Policies of access: what they say, writing them as form or text, trying them out, versions."""

from PySide6.QtWidgets import QWidget

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.views.administration.policies.section import PoliciesSection


def make(desk: Desk, place: Place) -> QWidget:
    """Make the section."""
    return PoliciesSection(desk, place)
