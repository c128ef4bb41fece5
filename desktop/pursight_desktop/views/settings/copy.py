"""The copy of the catalog on this machine: how big, how fresh, until when; fetching it anew."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout

from pursight.clock import SystemClock
from pursight_desktop.background.availability import why_not
from pursight_desktop.background.desk import Desk
from pursight_desktop.background.keeping_up import KeepingUp
from pursight_desktop.replica.queries.stored import Stored, stored
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.charts.bars import BarChart
from pursight_desktop.widgets.charts.shares import Slice
from pursight_desktop.widgets.containers import Card, Facts
from pursight_desktop.widgets.dialogs import ask
from pursight_desktop.widgets.list_screen import ServerButtons
from pursight_desktop.widgets.states import ProgressLine
from pursight_desktop.widgets.words import ago, count, moment, size

translate = QCoreApplication.translate


class CopyCard(Card):
    """What lies on this machine."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("")
        self._desk, self._clock = desk, SystemClock()
        self.facts = Facts(160)
        self.add(self.facts)
        self.progress = ProgressLine(cancellable=False)
        self.progress.hide()
        self.add(self.progress)
        self.bars = BarChart()
        self.add(self.bars)
        self.rebuild_button = Button(
            self.tr("Fetch it all again…"), "refresh-cw", clicked=self.rebuild
        )
        row = QHBoxLayout()
        row.addWidget(self.rebuild_button)
        row.addStretch(1)
        self.body.addLayout(row)
        self._needs_server = ServerButtons()
        self._needs_server.add(self.rebuild_button)
        news = KeepingUp(self, desk, None, lambda _news: self.look())
        desk.status.connect(news.catch_up)
        self.look()

    def look(self) -> None:
        """Count what is here."""
        self._desk.read(self, "stored", stored, self.show_copy, patient=True)

    def show_copy(self, rows: list[Stored]) -> None:
        """Show what was counted, and how fresh it is."""
        status, now = self._desk.latest, self._clock.now()
        sync = status.sync if status is not None else None
        total = sum(one.rows for one in rows)
        checkpoint = sync.checkpoint_at if sync else None
        fresh = moment(checkpoint)
        if checkpoint is not None:
            fresh += f" ({ago(checkpoint, now)})"
        waiting = sync.pending if sync else 0
        self.facts.show_facts(
            [
                (self.tr("On the disk"), size(self._desk.store.size())),
                (self.tr("Rows"), count(total)),
                (self.tr("As on the server at"), fresh),
                (self.tr("Edits to be sent"), count(waiting)),
                (self.tr("Usable offline until"), self._until(sync.lease_until if sync else None)),
            ]
        )
        self.bars.setVisible(bool(rows))
        self.bars.show_bars([Slice(entity_words(one.entity), one.rows) for one in rows])
        filling = sync is not None and sync.first_fill and bool(sync.total)
        if sync is not None and filling:
            self.progress.show_progress(sync.filled, sync.total, self.tr("Filling"))
        else:
            self.progress.finish()
        self._needs_server.set_reason(why_not(self._desk))

    def rebuild(self) -> None:
        """Fetch everything again, once the person has confirmed."""
        text = self.tr(
            "Everything is fetched from the server again; what is here stays usable until then, "
            "and edits that wait are kept. This is rarely needed: the copy is checked against the "
            "server whenever it is brought up to date."
        )
        if ask(self, self.tr("Fetch the copy again?"), text, self.tr("Fetch it again")):
            self._desk.rebuild()
            self._desk.notice.emit("info", self.tr("The copy is being fetched again."))

    def _until(self, lease: datetime | None) -> str:
        if lease is None:
            return self.tr("No limit")
        return f"{moment(lease)} ({ago(lease, self._clock.now())})"


def entity_words(entity: str) -> str:
    """Name a kind of rows."""
    known = {
        "asset": translate("CopyCard", "Assets"),
        "classification": translate("CopyCard", "Classifications"),
        "profile": translate("CopyCard", "Profiles"),
        "quality": translate("CopyCard", "Quality scores"),
        "rule": translate("CopyCard", "Rules"),
        "violation": translate("CopyCard", "Violations"),
        "domain": translate("CopyCard", "Domains"),
        "source": translate("CopyCard", "Sources"),
        "scan": translate("CopyCard", "Scans"),
        "skipped": translate("CopyCard", "Lists of what was skipped"),
        "agent": translate("CopyCard", "Agents"),
        "held_deletion": translate("CopyCard", "Held deletions"),
        "event": translate("CopyCard", "Entries of the log"),
    }
    return known.get(entity, entity.replace("_", " ").capitalize())
