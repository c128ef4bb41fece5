"""The engine: fills, follows, sends; and what it does when the network or the server does not."""

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from tests.desktop.sync.paper_server import PaperLink, PaperServer, an_asset
from tests.desktop.sync.quick_rest import QuickRest

from pursight.clock import StoppedClock
from pursight.contracts.sync import Hint, Operation
from pursight_desktop.operations.documenting import annotate
from pursight_desktop.replica import outbox
from pursight_desktop.replica.store import Store
from pursight_desktop.replica.sync_state import SyncState
from pursight_desktop.session.answers import NotTheServer, Offline, ServerBusy, session_over
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
    told: list[ConsoleStatus] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.link = PaperLink(self.server)
        self.engine = self.make()

    def make(self) -> SyncEngine:
        engine = SyncEngine(
            self.state,
            lambda: self.link,
            destroy=lambda: self.destroyed.append("key and files"),
            clock=self.clock,
            rng=random.Random(7),
            rest=self.rest,
        )
        engine.listen(self.told.append)
        return engine

    def until(self, what: Callable[[], bool], seconds: float = 10.0) -> None:
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
                and self.state.status().seq == self.server.seq
                and not self.state.status().pending
            )
        )

    def until_shown(self, row_id: object, name: str, value: object) -> None:
        self.until(lambda: self.shown(row_id).get(name) == value)

    def shown(self, row_id: object) -> dict[str, object]:
        import json

        with self.store.reader() as connection:
            found = connection.execute(
                "SELECT fields FROM row WHERE id = ?",
                (row_id.bytes,),  # type: ignore[attr-defined]
            ).fetchone()
        return {} if found is None else dict(json.loads(found[0]))

    def describe(self, row_id: object, text: str) -> None:
        annotate(self.store, [row_id], description=text)  # type: ignore[list-item]
        self.engine.nudge()


@pytest.fixture
def console(store: Store, state: SyncState) -> Iterator[Console]:
    console = Console(store, state, StoppedClock(datetime(2026, 11, 21, 12, tzinfo=UTC)))
    yield console
    assert console.engine.stop()


def test_a_console_fills_follows_and_sends(console: Console) -> None:
    orders = [an_asset(console.server, f"orders{number}") for number in range(10)]
    console.engine.start()
    console.until_quiet()
    assert console.shown(orders[3])["name"] == "orders3"
    console.describe(orders[3], "what people bought")
    console.until_quiet()
    assert console.server.rows["asset", orders[3]].row.fields["description"] == "what people bought"
    console.server.put("asset", orders[4], owner="ada")
    console.engine.retry()
    console.until_shown(orders[4], "owner", "ada")
    assert console.engine.status.message == "Up to date"
    assert console.link.most_together == 1


def test_a_hint_hastens_the_next_pull(console: Console) -> None:
    orders = an_asset(console.server)
    console.engine.start()
    console.until_quiet()
    console.server.put("asset", orders, owner="ada")
    loop = console.engine._loop
    assert loop is not None
    console.until(lambda: not console.link.hint.empty() or console.engine.status.online)
    loop.call_soon_threadsafe(console.link.hint.put_nowait, Hint(seq=2, people=("Ada",)))
    console.until_shown(orders, "owner", "ada")
    console.until(lambda: console.engine.status.people == ("Ada",))


def test_offline_it_waits_longer_and_longer_and_never_gives_up(console: Console) -> None:
    orders = an_asset(console.server)
    console.engine.start()
    console.until_quiet()
    console.link.fail = lambda: Offline("no way")
    console.describe(orders, "written on a train")
    console.until(lambda: len(console.rest.waits) > 40)
    assert console.engine.status.connection is Connection.OFFLINE
    assert "1 edit waits to be sent" in console.engine.status.message
    assert console.engine.status.retry_at is not None
    waits = console.rest.waits
    for number, wait in enumerate(waits[:40], start=1):
        assert 0 <= wait <= min(300.0, 2.0 ** (number - 1))
    assert max(waits[10:40]) > 100
    assert min(waits[10:40]) < 100  # spread by chance, not all at once
    console.link.fail = None
    console.until_quiet()
    assert console.server.rows["asset", orders].row.fields["description"] == "written on a train"
    console.link.fail = lambda: Offline("no way")
    seen = len(waits)
    console.engine.retry()
    console.until(lambda: len(waits) > seen)
    assert waits[seen] <= 1.0  # a success begins the counting anew


@pytest.mark.parametrize(
    "error",
    [lambda: NotTheServer("a portal"), lambda: OSError("strange")],
    ids=["portal", "defect"],
)
@pytest.mark.logs_warnings
def test_a_portal_or_a_defect_is_being_offline(
    console: Console, error: Callable[[], Exception]
) -> None:
    orders = an_asset(console.server)
    console.engine.start()
    console.until_quiet()
    console.link.fail = error
    console.describe(orders, "kept")
    console.until_is(Connection.OFFLINE)
    console.link.fail = None
    console.until_quiet()


def test_a_busy_server_is_given_the_time_it_asks_for(console: Console) -> None:
    console.link.fail = lambda: ServerBusy("busy", retry_after=17.0)
    console.engine.start()
    console.until(lambda: len(console.rest.waits) > 3)
    assert all(17.0 <= wait <= 18.0 for wait in console.rest.waits[:3])
    console.link.fail = None


def test_an_ended_session_waits_for_the_person_and_loses_nothing(console: Console) -> None:
    orders = an_asset(console.server)
    console.engine.start()
    console.until_quiet()
    console.link.fail = session_over
    console.describe(orders, "kept")
    console.until_is(Connection.SIGNED_OUT)
    assert "1 edit waits" in console.engine.status.message
    seen = list(console.link.asked)
    console.engine.nudge()
    time.sleep(0.05)
    assert console.link.asked == seen
    fresh = PaperLink(console.server)
    console.engine.signed_in(lambda: fresh)
    console.until_quiet()
    assert console.server.rows["asset", orders].row.fields["description"] == "kept"
    assert console.link.closed


def test_signing_out_leaves_the_replica(console: Console) -> None:
    orders = an_asset(console.server)
    console.engine.start()
    console.until_quiet()
    console.engine.signed_out()
    console.until_is(Connection.SIGNED_OUT)
    assert console.shown(orders)["name"] == "orders"


def test_a_revoked_device_deletes_its_key_and_its_files(console: Console) -> None:
    an_asset(console.server)
    console.engine.start()
    console.until_quiet()
    console.server.revoked = True
    console.engine.retry()
    console.until_is(Connection.REVOKED)
    assert console.destroyed == ["key and files"]
    assert not console.engine.status.online
    # a process that died before it had deleted them does so at its next start, without a network
    console.engine.stop()
    console.link.fail = lambda: Offline("no way")
    console.engine = console.make()
    console.engine.start()
    console.until(lambda: len(console.destroyed) == 2)


def test_an_old_console_keeps_everything(console: Console) -> None:
    orders = an_asset(console.server)
    console.engine.start()
    console.until_quiet()
    console.server.schema = 2
    console.describe(orders, "kept")
    console.until_is(Connection.TOO_OLD)
    assert console.state.status().pending == 1
    assert console.shown(orders)["description"] == "kept"


def test_lost_answers_double_nothing(console: Console) -> None:
    orders = [an_asset(console.server, f"orders{number}") for number in range(5)]
    console.engine.start()
    console.until_quiet()
    for number, row_id in enumerate(orders):
        console.link.lose = set(range(len(console.link.asked) + 1, len(console.link.asked) + 6, 2))
        console.describe(row_id, f"text {number}")
        console.until_quiet()
    assert console.server.told.last_mid == 5
    assert [console.server.told.results[mid].seq for mid in range(1, 6)] == [
        11 - 5 + n for n in range(5)
    ]


def test_changed_permissions_evict_what_may_not_be_seen(console: Console) -> None:
    seen, hidden = an_asset(console.server), an_asset(console.server, "salaries")
    console.engine.start()
    console.until_quiet()
    console.server.hidden.add(hidden)
    console.server.epoch += 1
    console.engine.retry()
    console.until(lambda: console.shown(hidden) == {})
    assert console.shown(seen)
    console.until_quiet()


def test_a_restored_server_gets_everything_again(console: Console) -> None:
    orders = an_asset(console.server)
    console.engine.start()
    console.until_quiet()
    console.describe(orders, "written before the disaster")
    console.until_quiet()
    before = console.server
    backup = PaperServer(feed="feed2")
    backup.put(
        "asset", orders, **dict(before.entries[0].after.fields if before.entries[0].after else {})
    )
    console.server = console.link.server = backup
    console.engine.retry()
    console.until(
        lambda: (
            backup.rows["asset", orders].row.fields.get("description")
            == "written before the disaster"
        )
    )
    console.until_quiet()


def test_digests_that_never_fit_do_not_spin(console: Console) -> None:
    an_asset(console.server)
    console.server.wrong_digests = 1_000_000
    console.engine.start()
    console.until(lambda: len(console.rest.waits) > 20)
    assert max(console.rest.waits) > 2
    console.server.wrong_digests = 0
    console.until_quiet()


def test_a_lease_that_ran_out_locks_until_one_pull(console: Console) -> None:
    orders = an_asset(console.server)
    console.server.lease = lease_of(console.clock.now() + timedelta(days=7))
    console.engine.start()
    console.until_quiet()
    console.link.fail = lambda: Offline("no way")
    console.clock.advance(timedelta(days=6))
    console.engine.retry()
    console.until_is(Connection.OFFLINE)
    console.clock.advance(timedelta(days=2))
    console.until_is(Connection.LOCKED)
    # also right after a start without a network
    console.engine.stop()
    console.engine = console.make()
    assert console.engine.status.connection is Connection.LOCKED
    console.engine.start()
    console.server.lease = lease_of(console.clock.now() + timedelta(days=7))
    console.link.fail = None
    console.until_quiet()
    assert console.shown(orders)


def lease_of(until: datetime) -> str:
    import base64
    import json

    body = base64.urlsafe_b64encode(json.dumps({"exp": int(until.timestamp())}).encode())
    return f"e30.{body.decode().rstrip('=')}.c2ln"


def test_many_edits_go_in_several_requests(console: Console) -> None:
    rows = [an_asset(console.server, f"t{number}") for number in range(250)]
    console.server.page_size = 1000
    console.engine.start()
    console.until_quiet()
    annotate(console.store, rows, owner="ada")
    console.engine.nudge()
    console.until_quiet()
    assert console.link.asked.count("push") >= 3
    owners = {kept.row.fields["owner"] for kept in console.server.rows.values()}
    assert owners == {"ada"}


def test_stopping_is_quick_whatever_it_is_at(console: Console) -> None:
    an_asset(console.server)
    console.link.fail = lambda: Offline("no way")
    console.engine.start()
    console.until_is(Connection.OFFLINE)
    began = time.monotonic()
    assert console.engine.stop()
    assert time.monotonic() - began < 1.0
    answer = console.engine.ask(lambda link: link.register())
    assert isinstance(answer.exception(), Offline)


def test_conflicts_lie_in_the_tray_with_both_texts(console: Console) -> None:
    orders = an_asset(console.server)
    console.engine.start()
    console.until_quiet()
    console.link.fail = lambda: Offline("no way")
    with console.store.writing() as writer:
        outbox.queue(writer, "asset", orders, Operation.SET, {"owner": "grace"})
    console.server.put("asset", orders, owner="ada")
    console.engine.retry()
    console.until_is(Connection.OFFLINE)
    console.link.fail = None
    console.until_quiet()
    console.until(lambda: console.state.status().tray == 1)
    with console.store.reader() as connection:
        [line] = outbox.tray(connection)
    assert [(one.mine, one.theirs) for one in line.conflicts] == [("grace", "ada")]
    console.until_shown(orders, "owner", "ada")
