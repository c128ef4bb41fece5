"""Waiting: what the server alone knows to wait for the person, counted while it can be reached."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from pursight.errors import PurSightError
from pursight_desktop.background.availability import is_over, why_not
from pursight_desktop.background.desk import Desk
from pursight_desktop.operations import access_reviews, emergency, requests
from pursight_desktop.operations.emergency import USE, Emergency
from pursight_desktop.operations.online import Online
from pursight_desktop.replica.store import Touched
from pursight_desktop.session.account import Account
from pursight_desktop.sync.status import ConsoleStatus

EVERY_MS = 60_000
SOON_MS = 1_000


@dataclass(frozen=True, slots=True)
class Waits:
    """What waits.

    Attributes:
        decisions: Requests to decide and items to review.
        emergency: The emergency access that the person has now.
    """

    decisions: int = 0
    emergency: Emergency | None = None


class Waiting(QObject):
    """Looks when the server is there again, when something was settled, and every minute.

    Signal: `told`, with `Waits`, whenever the server has answered.
    """

    told = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._was_there = desk, False
        self.now = Waits()
        self._soon = QTimer(self, interval=SOON_MS, singleShot=True)
        self._soon.timeout.connect(self.look)
        self._often = QTimer(self, interval=EVERY_MS)
        self._often.timeout.connect(self.look)
        self._often.start()
        desk.settled.connect(self.look)
        desk.status.connect(self._hear_status)
        desk.changed.connect(self._hear_news)
        self._hear_status(desk.latest)

    def look(self) -> None:
        """Ask the server, if it is there."""
        if why_not(self._desk):
            return
        account = self._desk.account
        self._desk.online(
            self, "waiting", lambda online: _waits(online, account), self._take, self._not_now
        )

    def _take(self, found: Waits) -> None:
        if is_over(self._desk):
            found = Waits()
        self.now = found
        self.told.emit(found)

    def _not_now(self, _error: PurSightError) -> None:
        """Keep what was told last: a count need not say what is wrong."""

    def _hear_status(self, status: ConsoleStatus | None) -> None:
        if self.now != Waits() and is_over(self._desk):
            self._take(Waits())  # what waits is not shown to whoever sits here next
        there = status is not None and status.online
        if there and not self._was_there:
            self.look()
        self._was_there = there

    def _hear_news(self, touched: Touched) -> None:
        if "event" in touched.entities and not self._soon.isActive():
            self._soon.start()


async def _waits(online: Online, account: Account) -> Waits:
    decisions = 0
    if account.may("access_requests.decide"):
        found = await requests.to_decide(online.asking)
        decisions += sum(not one.own(account.person_id) for one in found.rows)
    if account.may("access_reviews.decide"):
        decisions += len((await access_reviews.to_review(online.asking, account.person_id)).rows)
    running = await emergency.running(online.asking) if account.may(USE) else None
    return Waits(decisions, running)
