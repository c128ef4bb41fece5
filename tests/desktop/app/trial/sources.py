"""A screen with a bug."""

from PySide6.QtWidgets import QWidget

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place


def make(desk: Desk, place: Place) -> QWidget:
    raise ZeroDivisionError("a bug of ours")
