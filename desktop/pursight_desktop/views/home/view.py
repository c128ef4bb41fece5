"""HomeView: where the day begins."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pursight.clock import Clock, SystemClock
from pursight.errors import PurSightError
from pursight_desktop.background.desk import Desk
from pursight_desktop.background.keeping_up import KeepingUp
from pursight_desktop.background.place import Place
from pursight_desktop.replica.files import Connection
from pursight_desktop.replica.queries import home
from pursight_desktop.replica.queries.home import Attention, Changes, Estate
from pursight_desktop.sync.status import ConsoleStatus
from pursight_desktop.views.home.cards import ChangesCard, NeedsCard
from pursight_desktop.views.home.estate_panel import EstatePanel
from pursight_desktop.views.home.wording import days, kinds_words, needs
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.containers import Page
from pursight_desktop.widgets.labels import Label, SectionHeader
from pursight_desktop.widgets.states import Deck, EmptyState
from pursight_desktop.widgets.words import ago

SETTLE_MS = 250
"""News within this time are answered by one reading."""


@dataclass(frozen=True, slots=True)
class _Reading:
    attention: Attention
    changes: Changes
    estate: Estate


class HomeView(QWidget):
    """What needs one, what changed, and the estate at a glance."""

    def __init__(self, desk: Desk, *, clock: Clock | None = None) -> None:
        super().__init__()
        self._desk, self._clock = desk, clock or SystemClock()
        self._newest = 0
        self.setObjectName("surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._was_filling = False
        self.needs = NeedsCard()
        self.changes = ChangesCard()
        self.estate = EstatePanel()
        self.state = Label("", "caption")
        self.page = Page()
        self.deck = Deck()
        self.beginning = self._make_beginning()
        self.content = QStackedWidget()
        self.content.addWidget(self.page)
        self.content.addWidget(self.beginning)
        self.deck.hold(self.content)
        self._lay_out()
        for part in (self.needs, self.changes, self.estate):
            part.wanted.connect(self._go)
        self.changes.seen.connect(self._mark_seen)
        self.news = KeepingUp(self, desk, None, lambda _news: self.refresh(), settle_ms=SETTLE_MS)
        desk.status.connect(self._show_status)
        if desk.latest is not None:
            self._show_status(desk.latest)
        self.deck.busy.start()
        self.refresh()

    # --- what the window asks ---

    def title(self) -> str:
        """Name the screen."""
        return self.tr("Home")

    def icon(self) -> str:
        """Name its icon."""
        return "house"

    def place(self) -> Place:
        """Return the place of it."""
        return Place("home")

    def refresh(self) -> None:
        """Look again."""
        seen = self._desk.preferences.get(self._seen_key, 0)
        self._desk.read(
            self, "home", lambda connection: _read(connection, seen), self._show, self._failed,
            patient=True,
        )  # fmt: skip

    # --- layout ---

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.deck)
        upper = QHBoxLayout()
        upper.setSpacing(12)
        upper.addWidget(self.needs, 1)
        upper.addWidget(self.changes, 1)
        self.page.body.addLayout(upper)
        self.page.add(SectionHeader(self.tr("The estate"), "", (self.state,)))
        self.page.add(self.estate)
        self.page.body.addStretch(1)

    # --- showing ---

    @property
    def _seen_key(self) -> str:
        return f"home.seen.{self._desk.account.organisation_id}"

    def _show(self, reading: _Reading) -> None:
        self._newest = reading.changes.newest
        if not reading.estate.sources and not self._filling():
            self.content.setCurrentWidget(self.beginning)
            self.deck.show_content(self.content)
            return
        self.needs.show_needs(needs(reading.attention), filling=self._filling())
        changes = reading.changes
        self.changes.show_days(
            days(changes.events, self._clock.now()), changes.total, kinds_words(changes.counts)
        )
        self.estate.show_estate(reading.estate, filling=self._filling())
        self.content.setCurrentWidget(self.page)
        self.deck.show_content(self.content)

    def _make_beginning(self) -> EmptyState:
        """Say what to do where there is nothing yet."""
        state = EmptyState(
            "database", self.tr("There is no data source yet"),
            self.tr("An agent runs beside the data and reads it there; only numbers and names"
                    " leave. Enrol one, then register what it shall scan."),
        )  # fmt: skip
        state.offer(
            Button(
                self.tr("Enrol an agent"), "bot", "primary",
                clicked=lambda: self._go(Place("agents"), new_tab=False),
            ),
            Button(
                self.tr("Register a source"), "database",
                clicked=lambda: self._go(Place("sources"), new_tab=False),
            ),
        )  # fmt: skip
        return state

    def _failed(self, error: PurSightError) -> None:
        self.deck.show_error(error, self.refresh)

    def _filling(self) -> bool:
        status = self._desk.latest
        return status is not None and status.sync.first_fill

    def _show_status(self, status: ConsoleStatus) -> None:
        sync, was = status.sync, self._was_filling
        self._was_filling = sync.first_fill
        if was and not sync.first_fill:
            self.news.catch_up()  # what is missing is now known not to be there
        when = ago(sync.checkpoint_at, self._clock.now()) if sync.checkpoint_at else ""
        if status.online or not when:
            self.state.setText("")
        else:
            self.state.setText(self.tr("Offline; as the server had it {ago}").format(ago=when))

    # --- doing ---

    def _go(self, place: Place, new_tab: bool) -> None:
        self._desk.open(place, new_tab=new_tab)

    def _mark_seen(self) -> None:
        self._desk.preferences.put(self._seen_key, self._newest)
        self.refresh()


def _read(connection: Connection, seen: int) -> _Reading:
    return _Reading(
        home.attention(connection), home.changes_since(connection, seen), home.estate(connection)
    )
