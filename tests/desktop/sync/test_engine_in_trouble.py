"""The engine in trouble: portals, ended sessions, revoked devices, restored servers, leases."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from tests.desktop.sync.paper_console import Console, console
from tests.desktop.sync.paper_server import PaperLink, PaperServer, an_asset

from pursight_desktop.replica.errors import ReplicaUnavailable
from pursight_desktop.session.answers import NotTheServer, Offline, ServerBusy, session_over
from pursight_desktop.sync.status import Connection

__all__ = ["console"]


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
    console.link.known = False  # the backup is from before the device was made known
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


def test_a_clock_that_is_set_back_extends_no_lease_and_is_told(console: Console) -> None:
    an_asset(console.server)
    console.server.lease = lease_of(console.clock.now() + timedelta(days=7))
    console.engine.start()
    console.until_quiet()
    console.link.fail = lambda: Offline("no way")
    console.clock.advance(timedelta(days=6))
    console.engine.retry()
    console.until_is(Connection.OFFLINE)
    assert console.engine.status.clock_back is None
    console.clock.advance(timedelta(days=-5))
    console.until(lambda: console.engine.status.clock_back == timedelta(days=5))
    console.engine.stop()
    console.engine = console.make()  # what was seen outlives the process
    assert console.engine.status.clock_back == timedelta(days=5)
    console.clock.advance(timedelta(days=4))
    console.engine.start()
    console.until(lambda: console.engine.status.clock_back == timedelta(days=1))
    assert console.engine.status.connection is not Connection.LOCKED
    console.clock.advance(timedelta(days=2, minutes=1))
    console.until_is(Connection.LOCKED)
    console.clock.advance(timedelta(days=-300))
    console.until(lambda: console.engine.status.clock_back == timedelta(days=300))
    assert console.engine.status.connection is Connection.LOCKED
    console.server.lease = lease_of(console.clock.now() + timedelta(days=7))
    console.link.fail = None
    console.until_quiet()
    assert console.engine.status.clock_back is None


def lease_of(until: datetime) -> str:
    import base64
    import json

    body = base64.urlsafe_b64encode(json.dumps({"exp": int(until.timestamp())}).encode())
    return f"e30.{body.decode().rstrip('=')}.c2ln"


def test_a_full_disk_stops_nothing_for_good(
    console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    orders = an_asset(console.server)
    console.engine.start()
    console.until_quiet()

    def full(*_: object) -> None:
        raise ReplicaUnavailable("The local copy cannot be written: disk full.")

    with monkeypatch.context() as patched:
        patched.setattr(console.state, "on_changes", full)
        patched.setattr(console.state, "status", full)
        console.server.put("asset", orders, owner="ada")
        console.engine.retry()
        console.until_is(Connection.OFFLINE)
        assert "disk full" in console.engine.status.hint
    console.until_quiet()
    console.until_shown(orders, "owner", "ada")


@pytest.mark.logs_warnings
def test_a_listener_that_fails_stops_nothing(console: Console) -> None:
    an_asset(console.server)
    console.engine.listen(lambda _status: 1 // 0)  # type: ignore[arg-type, return-value]
    console.engine.start()
    console.until_quiet()
