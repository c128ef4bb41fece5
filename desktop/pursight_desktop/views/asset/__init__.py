"""The page of one asset: what it is, how good, how sensitive, and everything that happened."""

from PySide6.QtWidgets import QWidget

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.views.asset.view import AssetView


def make(desk: Desk, place: Place) -> QWidget:
    """Make the screen."""
    return AssetView(desk, place)
