"""The catalog: the tree of sources beside a fast table of what is in them, with facets."""

from PySide6.QtWidgets import QWidget

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.views.catalog.view import CatalogView


def make(desk: Desk, place: Place) -> QWidget:
    """Make the screen."""
    return CatalogView(desk, place)
