"""WayField: from where it is taken that somebody asks, to be chosen."""

from typing import cast, get_args

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from pursight_desktop.operations.administering.way import USUAL, Network, Through, Way
from pursight_desktop.widgets.tips import plain_tip
from pursight_desktop.widgets.way_words import network_words, through_words


class WayField(QWidget):
    """Through what, and from which network; `changed` when somebody has chosen otherwise.

    Args:
        way: To begin with.
        usual: Whether one can leave it at what each usually asks through.
    """

    changed = Signal()

    def __init__(self, way: Way = USUAL, *, usual: bool = False) -> None:
        super().__init__()
        self.through, self.network = QComboBox(), QComboBox()
        if usual:
            self.through.addItem(self.tr("As usual: console, or token"), None)
        for through in get_args(Through):
            self.through.addItem(through_words(through), through)
        for network in get_args(Network):
            self.network.addItem(network_words(network), network)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.setFocusProxy(self.through)
        for box, name, tip, chosen in (
            (
                self.through,
                self.tr("Through what they ask"),
                self.tr("Usually people ask through a console, service accounts with an API token"),
                way.through,
            ),
            (
                self.network,
                self.tr("Network they ask from"),
                self.tr("Where the address lies that they ask from, as the server sees it"),
                way.network,
            ),
        ):
            box.setAccessibleName(name)
            box.setToolTip(plain_tip(tip))
            box.setCurrentIndex(max(0, box.findData(chosen)))
            box.currentIndexChanged.connect(lambda _: self.changed.emit())
            row.addWidget(box, 1)

    def way(self) -> Way:
        """Return what is chosen."""
        return Way(
            cast("Through | None", self.through.currentData()),
            cast(Network, self.network.currentData()),
        )
