"""API tokens: everybody's, with what each may do, and a way to revoke it."""

from PySide6.QtWidgets import QWidget

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.views.administration.tokens.section import TokensSection


def make(desk: Desk, place: Place) -> QWidget:
    """Make the section."""
    return TokensSection(desk, place)
