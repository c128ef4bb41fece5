"""Alike: undecided columns like the one looked at, to be decided together with it."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from pursight_desktop.replica.queries.review import ReviewLine
from pursight_desktop.views.review.wording import where
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.clearing import let_go_of
from pursight_desktop.widgets.containers import Card
from pursight_desktop.widgets.labels import Elided, Label
from pursight_desktop.widgets.words import count

FEW = 6
"""Alike columns that are shown before one asks for all."""


class Alike(Card):
    """A box for each alike column, and one for all; `changed` when another set is ticked."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(QCoreApplication.translate("Alike", "Alike and undecided"))
        self.every = QCheckBox()
        self.header.add(self.every)
        self.every.setText(self.tr("All (L)"))
        self.every.setToolTip(self.tr("Decide all of these together with this column (L)"))
        self.every.setAccessibleName(self.tr("Decide all alike columns together"))
        self.every.clicked.connect(self._tick_all)
        self.boxes: dict[UUID, QCheckBox] = {}
        self._lines: Sequence[ReviewLine] = ()
        self._ticked: set[UUID] = set()
        self._whole = False
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.body.addLayout(self._rows)

    def show_lines(self, lines: Sequence[ReviewLine]) -> None:
        """Show these; what was ticked stays ticked if it is among them."""
        self._lines = lines
        self._ticked &= {line.id for line in lines}
        self.setVisible(bool(lines))
        self._build()

    def forget(self) -> None:
        """Tick nothing, for another column is looked at."""
        self._ticked.clear()
        self._whole = False

    def ticked(self) -> list[UUID]:
        """Return the ticked columns, in the order shown."""
        return [line.id for line in self._lines if line.id in self._ticked]

    def revs_with(self, lines: Iterable[ReviewLine | None]) -> dict[UUID, int]:
        """Say which versions are shown of these columns and of the alike ones, for decisions."""
        return {line.id: line.rev for line in (*self._lines, *lines) if line is not None}

    def toggle_all(self) -> None:
        """Tick all, or none when all are ticked."""
        if self._lines:
            self._tick_all()

    def _tick_all(self) -> None:
        everything = {line.id for line in self._lines}
        self._ticked = set() if self._ticked == everything else everything
        self._build()
        self.changed.emit()

    def _tick(self, one: UUID, ticked: bool) -> None:
        (self._ticked.add if ticked else self._ticked.discard)(one)
        self._show_whole()
        self.changed.emit()

    def _show_whole(self) -> None:
        some, every = bool(self._ticked), len(self._ticked) == len(self._lines)
        state = Qt.CheckState.Checked if every else Qt.CheckState.PartiallyChecked
        self.every.setCheckState(state if some else Qt.CheckState.Unchecked)

    def _build(self) -> None:
        let_go_of(self._rows)
        self.boxes = {}
        self.header.show_detail(
            self.tr("{n} with the same name and finding; tick what to decide together").format(
                n=count(len(self._lines))
            )
        )
        shown = self._lines if self._whole else self._lines[:FEW]
        for line in shown:
            self._rows.addWidget(self._row(line))
        if len(self._lines) > len(shown):
            words = self.tr("Show all {n}").format(n=count(len(self._lines)))
            self._rows.addWidget(Button(words, kind="link", clicked=self._show_all))
        self._show_whole()

    def _show_all(self) -> None:
        self._whole = True
        self._build()

    def _row(self, line: ReviewLine) -> QWidget:
        row = QWidget()
        inside = QHBoxLayout(row)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        box = QCheckBox()
        box.setChecked(line.id in self._ticked)
        box.setAccessibleName(f"{where(line)}.{line.name}")
        box.toggled.connect(lambda on, one=line.id: self._tick(one, on))
        self.boxes[line.id] = box
        name = Label(line.name, "strong")
        inside.addWidget(box)
        inside.addWidget(name)
        inside.addWidget(Elided(where(line), "muted"), 1)
        inside.addWidget(Label(f"{round(line.confidence * 100)} %", "muted"))
        return row
