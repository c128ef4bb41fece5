"""An engine between a replica on the disk and a server on paper."""

import json
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

import pytest
from tests.desktop.sync.paper_server import PaperLink, PaperServer
from tests.desktop.sync.quick_rest import QuickRest

from pursight.clock import StoppedClock
from pursight_desktop.operations.documenting import annotate
from pursight_desktop.replica.store import Store
from pursight_desktop.replica.sync_state import SyncState
from pursight_desktop.sync.engine import SyncEngine
from pursight_desktop.sync.status import Connection, ConsoleStatus


@dataclass
class Console:
    """An engine between a replica and a server on paper."""

    store: Store
    state: SyncState
    clock: StoppedClock
    server: PaperServer = field(default_factory=PaperServer)
    rest: QuickRest = field(default_factory=QuickRest)
    destroyed: list[str] = field(default_factory=list)
    tidied: list[str] = field(default_factory=list)
    told: list[ConsoleStatus] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.link = PaperLink(self.server)
        self.engine = self.make()

    def make(self) -> SyncEngine:
        engine = SyncEngine(
            self.state,
            lambda: self.link,
            destroy=lambda: self.destroyed.append("key and files"),
            tidy=lambda: self.tidied.append(self.engine.status.connection),
            clock=self.clock,
            rng=random.Random(7),
            rest=self.rest,
        )
        engine.listen(self.told.append)
        return engine

    def until(self, what: Callable[[], bool], seconds: float = 60.0) -> None:
        end = time.monotonic() + seconds
        while not what():
            assert time.monotonic() < end, (self.engine.status, self.link.asked[-9:])
            time.sleep(0.002)

    def until_is(self, connection: Connection) -> None:
        self.until(lambda: self.engine.status.connection is connection)

    def until_quiet(self) -> None:
        """Wait until all is pulled and sent."""
        self.until(
            lambda: (
                self.engine.status.online
                and self.rest.resting
                and self.state.status().seq == self.server.seq
                and not self.state.status().pending
            )
        )

    def until_shown(self, row_id: UUID, name: str, value: object) -> None:
        self.until(lambda: self.shown(row_id).get(name) == value)

    def shown(self, row_id: UUID) -> dict[str, object]:
        with self.store.reader() as connection:
            found = connection.execute(
                "SELECT fields FROM row WHERE id = ?",
                (row_id.bytes,),
            ).fetchone()
        return {} if found is None else dict(json.loads(found[0]))

    def describe(self, row_id: UUID, text: str) -> None:
        annotate(self.store, [row_id], description=text)
        self.engine.nudge()


@pytest.fixture
def console(store: Store) -> Iterator[Console]:
    clock = StoppedClock(datetime(2026, 11, 21, 12, tzinfo=UTC))
    console = Console(store, SyncState(store, clock), clock)
    yield console
    assert console.engine.stop(wait=30)
