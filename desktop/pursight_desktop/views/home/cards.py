"""The upper cards of home: what needs one, and what changed since one was here."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pursight_desktop.background.place import Place
from pursight_desktop.views.home.link_line import LinkLine
from pursight_desktop.views.home.wording import Day, Need
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.clearing import let_go_of
from pursight_desktop.widgets.containers import Card
from pursight_desktop.widgets.labels import Label
from pursight_desktop.widgets.states import EmptyState
from pursight_desktop.widgets.words import count

SHOWN = 8
"""Entries of the log on home; the rest is one click away."""


class _Listing(Card):
    """A card whose lines lead somewhere; `wanted(place, new_tab)`."""

    wanted = Signal(object, bool)

    def __init__(self, title: str, detail: str = "", actions: Sequence[QWidget] = ()) -> None:
        super().__init__(title, detail, actions)
        self._ground = QWidget()
        self._column = QVBoxLayout(self._ground)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self.body.setContentsMargins(16, 12, 16, 12)
        self.add(self._ground)
        self.body.addStretch(1)

    def _clear(self) -> None:
        let_go_of(self._column)

    def _put(self, line: LinkLine, place: Place) -> None:
        line.opened.connect(lambda new_tab: self.wanted.emit(place, new_tab))
        self._column.addWidget(line)


class NeedsCard(_Listing):
    """What needs somebody, each with its number."""

    def __init__(self) -> None:
        super().__init__(QCoreApplication.translate("NeedsCard", "What needs you"))
        self.lines: dict[str, LinkLine] = {}

    def show_needs(self, needs: Sequence[Need], *, filling: bool = False) -> None:
        """Show these; with none of them a word of calm, unless not everything is here yet."""
        self._clear()
        self.lines = {}
        for need in needs:
            line = LinkLine(
                need.icon, need.title, detail=need.detail or " ", number=count(need.number),
                tone=need.tone,
            )  # fmt: skip
            self.lines[need.key] = line
            self._put(line, need.place)
        if not needs and filling:
            words = self.tr("Nothing so far; the catalog is still being fetched.")
            self._column.addWidget(Label(words, "muted", wrap=True))
        elif not needs:
            self._column.addWidget(
                EmptyState(
                    "circle-check", self.tr("Nothing needs you"),
                    self.tr("No reviews, no conflicts, no failed scans, no open violations."),
                )
            )  # fmt: skip


class ChangesCard(_Listing):
    """What happened since the last visit, by day."""

    seen = Signal()

    def __init__(self) -> None:
        super().__init__(QCoreApplication.translate("ChangesCard", "Since your last visit"))
        self.mark = Button(self.tr("Mark as seen"), "check", "quiet", clicked=self.seen.emit)
        self.header.add(self.mark)
        self.lines: list[LinkLine] = []

    def show_days(self, days: Sequence[Day], total: int, summary: str) -> None:
        """Show what happened.

        Args:
            days: The newest entries, by day.
            total: How many entries there are, those too that are not shown.
            summary: What there is most of, in words.
        """
        self._clear()
        self.lines = []
        self.mark.setVisible(total > 0)
        self.header.show_detail(summary)
        for day in days:
            room = SHOWN - len(self.lines)
            if room <= 0:
                break
            self._column.addWidget(Label(day.title, "over"))
            for one in day.happenings[:room]:
                line = LinkLine(one.icon, one.sentence, time=one.time, tone=one.tone)
                self.lines.append(line)
                self._put(line, one.place)
        if total > len(self.lines):
            words = self.tr("All {n} in the activity").format(n=count(total))
            more = Button(words, kind="link")
            more.clicked.connect(lambda: self.wanted.emit(Place("activity"), False))
            self._column.addWidget(more)
        if not total:
            self._column.addWidget(
                EmptyState(
                    "history", self.tr("Nothing has changed since"),
                    self.tr("What people and scans change will be listed here by day."),
                )
            )  # fmt: skip
