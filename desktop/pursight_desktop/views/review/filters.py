"""Filters: which of the waiting columns one wants to see: source, label, how sure the scan is."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from pursight_desktop.background.place import Place
from pursight_desktop.views.review.waiting import BANDS, Waiting, Wanted
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.words import count, label_words


class Filters(QWidget):
    """Three boxes; each offers only what there is. Signal `changed` when another choice is made."""

    changed = Signal()

    def __init__(self, place: Place) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.source = self._box(self.tr("Source"))
        self.label = self._box(self.tr("Found label"))
        self.confidence = self._box(self.tr("Confidence"))
        self.clear = Button(self.tr("Clear filters"), kind="link", clicked=self.show_all)
        for widget in (self.source, self.label, self.confidence, self.clear):
            row.addWidget(widget)
        self._wanted = {name: place.arg(name) for name in ("source", "label", "confidence")}
        self._show_clear()

    def place(self) -> Place:
        """Return the queue with these filters as a place to come back to."""
        return Place("review").having(**self._wanted)

    @property
    def active(self) -> bool:
        """Whether anything is filtered."""
        return any(self._wanted.values())

    def show_all(self) -> None:
        """Filter nothing."""
        self._wanted = dict.fromkeys(self._wanted, "")
        self._show_clear()
        self.changed.emit()

    def wanted(self) -> Wanted:
        """Return what the replica is asked."""
        source = self._wanted["source"]
        return Wanted(_uuid(source), self._wanted["label"] or None, self._wanted["confidence"])

    def offer(self, waiting: Waiting) -> None:
        """Offer the sources there are, and the labels that wait with how many of each."""
        sources = sorted(waiting.sources.items(), key=lambda pair: pair[1].casefold())
        self._fill(
            self.source, "source", self.tr("All sources"),
            [(str(source_id), name) for source_id, name in sources],
        )  # fmt: skip
        self._fill(
            self.label, "label", self.tr("All labels"),
            [
                (one.label, f"{label_words(one.label)}  {count(one.count)}")
                for one in waiting.labels
            ],
        )  # fmt: skip
        words = {
            "sure": self.tr("85 % and more"),
            "fair": self.tr("70 to 85 %"),
            "unsure": self.tr("Below 70 %"),
        }
        self._fill(
            self.confidence, "confidence", self.tr("Any confidence"),
            [(band, words[band]) for band in BANDS],
        )  # fmt: skip

    def _box(self, name: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.setToolTip(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        box.setMaximumWidth(220)
        box.activated.connect(self._chosen)
        return box

    def _fill(self, box: QComboBox, key: str, every: str, choices: list[tuple[str, str]]) -> None:
        box.blockSignals(True)
        box.clear()
        box.addItem(every, "")
        for value, title in choices:
            box.addItem(title, value)
        wanted = self._wanted[key]
        place = box.findData(wanted)
        if place < 0:  # nothing of it waits any more; the filter holds until it is taken off
            box.addItem(label_words(wanted), wanted)
            place = box.count() - 1
        box.setCurrentIndex(place)
        box.blockSignals(False)

    def _chosen(self) -> None:
        self._wanted = {
            "source": self.source.currentData() or "",
            "label": self.label.currentData() or "",
            "confidence": self.confidence.currentData() or "",
        }
        self._show_clear()
        self.changed.emit()

    def _show_clear(self) -> None:
        self.clear.setVisible(self.active)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def column_of(place: Place) -> UUID | None:
    """Read at which column a place begins."""
    if place.id is not None:
        return place.id
    try:
        return UUID(place.arg("at"))
    except ValueError:
        return None
