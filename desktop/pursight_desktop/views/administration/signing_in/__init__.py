"""Signing in: what it asks for, and the ways in beside a password of PurSight."""

from PySide6.QtWidgets import QWidget

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.views.administration.signing_in.section import SigningInSection


def make(desk: Desk, place: Place) -> QWidget:
    """Make the section."""
    return SigningInSection(desk, place)
