"""Virtual time, bad weather and crash-consistent stores: the ground that simulators stand on.

Everything is decided by one seeded `random.Random`, so a seed replays a history exactly.
"""

import heapq
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

START = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)
"""Half an hour before a daylight-saving gap in Europe."""


class Violation(AssertionError):
    """What the outside ledger says is not what the system did."""


class Killed(Exception):
    """The process was killed at a marked step."""


@dataclass(frozen=True, slots=True)
class Weather:
    """How often things go wrong, each a probability for one message or one marked step."""

    loss: float = 0.0
    reply_loss: float = 0.0
    duplicate: float = 0.0
    late_copy: float = 0.0  # a copy that arrives many minutes after
    portal: float = 0.0  # a captive portal answers 200 with HTML
    five: float = 0.0  # the sender sends five at once
    kill: float = 0.0  # at each marked step of any process
    disk_full: float = 0.0  # for one transaction: nothing of it is written
    slowest: float = 0.5  # seconds for one way
    away: tuple[float, float] = (0.0, 0.0)  # the server does not answer from, to
    pause: float = 0.0  # a process stands still for minutes


CALM = Weather()


def draw_weather(rng: Random) -> Weather:
    """Draw the weather of one history, from mild to 30 % loss; now and then a day's absence."""
    rough = rng.random()
    begins = rng.uniform(0, 900)
    lasts = rng.choice((0.0, 0.0, 120.0, 600.0, 86_400.0 if rng.random() < 0.1 else 60.0))
    return Weather(
        loss=0.3 * rough * rng.random(),
        reply_loss=0.3 * rough * rng.random(),
        duplicate=0.2 * rng.random(),
        late_copy=0.1 * rng.random(),
        portal=rng.choice((0.0, 0.0, 0.1)),
        five=rng.choice((0.0, 0.2)),
        kill=rng.choice((0.0, 0.01, 0.03)),
        disk_full=rng.choice((0.0, 0.05)),
        slowest=rng.choice((0.5, 2.0, 90.0)),
        away=(begins, begins + lasts),
        pause=rng.choice((0.0, 0.01)),
    )


class World:
    """The true time, and what is going to happen."""

    def __init__(self, rng: Random, weather: Weather) -> None:
        self.rng = rng
        self.weather = weather
        self.seconds = 0.0
        self._events: list[tuple[float, int, Callable[[], None]]] = []
        self._made = 0

    @property
    def now(self) -> datetime:
        """The true moment."""
        return START + timedelta(seconds=self.seconds)

    def later(self, seconds: float, action: Callable[[], None]) -> None:
        """Let something happen in so many seconds."""
        self._made += 1
        heapq.heappush(self._events, (self.seconds + seconds, self._made, action))

    def run(self, until: float, done: Callable[[], bool] | None = None) -> bool:
        """Let time pass, at most until then; whether `done` came true."""
        while self._events and self._events[0][0] <= until:
            self.seconds, _, action = heapq.heappop(self._events)
            action()
            if done is not None and done():
                return True
        self.seconds = until
        return done is not None and done()

    def chance(self, probability: float) -> bool:
        """Whether something that happens this often happens now."""
        return probability > 0 and self.rng.random() < probability

    def mark(self) -> None:
        """Mark a step at which a process may be killed.

        Raises:
            Killed: It was.
        """
        if self.chance(self.weather.kill):
            raise Killed

    @property
    def server_away(self) -> bool:
        """Whether the server cannot be reached now."""
        begins, ends = self.weather.away
        return begins <= self.seconds < ends

    def call(
        self,
        receive: Callable[[], object],
        answer: Callable[[object], None],
        *,
        timeout: float = 60.0,
    ) -> None:
        """Send a request through the weather; `answer` is called once, with None for silence.

        Args:
            receive: What the server does when (each time that) the request arrives; gives the
                reply, or None when it cannot.
            answer: What the sender does with the first reply.
            timeout: After so many seconds the sender stops waiting.
        """
        open_still = [True]

        def reply(value: object) -> None:
            if open_still[0]:
                open_still[0] = False
                answer(value)

        def arrive() -> None:
            value = None if self.server_away else receive()
            if value is not None and not self.chance(self.weather.reply_loss):
                self.later(self._way(), lambda: reply(value))

        if self.chance(self.weather.portal):
            self.later(self._way(), lambda: reply(PORTAL))
        elif not self.chance(self.weather.loss):
            self.later(self._way(), arrive)
        if self.chance(self.weather.duplicate):
            self.later(self._way(), arrive)
        if self.chance(self.weather.late_copy):
            self.later(self.rng.uniform(100, 1500), arrive)
        self.later(timeout, lambda: reply(None))

    def _way(self) -> float:
        return self.rng.uniform(0.01, self.weather.slowest)


PORTAL = object()
"""A reply that is a captive portal's page."""

_GONE = object()


class Store:
    """Tables of immutable values; what a transaction committed survives any kill."""

    def __init__(self) -> None:
        self._tables: dict[str, dict[Hashable, Any]] = {}

    def copy(self) -> "Store":
        """Copy everything that is committed, as a backup does."""
        other = Store()
        other._tables = {name: dict(rows) for name, rows in self._tables.items()}
        return other

    def begin(self) -> "Transaction":
        """Open a transaction; leave it uncommitted and nothing of it happened."""
        return Transaction(self._tables)

    def get(self, table: str, key: Hashable) -> Any:
        """Read what is committed; None when it is not there."""
        return self._tables.get(table, {}).get(key)

    def rows(self, table: str) -> list[tuple[Any, Any]]:
        """Read a whole table as committed."""
        return list(self._tables.get(table, {}).items())


class Transaction:
    """Changes that become visible and durable together."""

    def __init__(self, tables: dict[str, dict[Hashable, Any]]) -> None:
        self._tables = tables
        self._changes: dict[str, dict[Hashable, Any]] = {}
        self.on_commit: list[Callable[[], None]] = []

    def get(self, table: str, key: Hashable) -> Any:
        """Read, this transaction's own changes included; None when it is not there."""
        changed = self._changes.get(table, {}).get(key)
        if changed is not None:
            return None if changed is _GONE else changed
        return self._tables.get(table, {}).get(key)

    def rows(self, table: str) -> Iterator[tuple[Any, Any]]:
        """Read a whole table, this transaction's own changes included."""
        both = {**self._tables.get(table, {}), **self._changes.get(table, {})}
        return ((key, value) for key, value in both.items() if value is not _GONE)

    def put(self, table: str, key: Hashable, value: Any) -> None:
        """Insert or replace a row."""
        self._changes.setdefault(table, {})[key] = value

    def delete(self, table: str, key: Hashable) -> None:
        """Remove a row if it is there."""
        self._changes.setdefault(table, {})[key] = _GONE

    def commit(self) -> None:
        """Make it so, and tell the ledger outside."""
        for table, changes in self._changes.items():
            kept = self._tables.setdefault(table, {})
            for key, value in changes.items():
                if value is _GONE:
                    kept.pop(key, None)
                else:
                    kept[key] = value
        self._changes = {}
        for tell in self.on_commit:
            tell()
        self.on_commit = []
