"""A screen that cannot be shown now, and says why."""

from PySide6.QtWidgets import QWidget

from pursight.errors import Unavailable
from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place


def make(desk: Desk, place: Place) -> QWidget:
    raise Unavailable("The disk does not answer.", hint="Look at its cable.")
