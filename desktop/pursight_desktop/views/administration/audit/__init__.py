"""Proof of the log: that nothing in it was changed, shown by this console itself."""

from PySide6.QtWidgets import QWidget

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.views.administration.audit.section import AuditSection


def make(desk: Desk, place: Place) -> QWidget:
    """Make the section."""
    return AuditSection(desk, place)
