"""The engine: fills, follows, sends; and never twice."""

import asyncio
import time

import pytest
from tests.desktop.sync.paper_console import Console, console
from tests.desktop.sync.paper_server import an_asset

from pursight.contracts.sync import Hint, Operation, PushReply
from pursight.protocol.sync_server import Device
from pursight_desktop.operations.documenting import annotate
from pursight_desktop.replica import outbox
from pursight_desktop.session.answers import Offline
from pursight_desktop.sync.status import Connection

__all__ = ["console"]


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


def test_an_edit_that_waits_is_told_while_the_server_hangs(console: Console) -> None:
    orders = an_asset(console.server)
    console.engine.start()
    console.until_quiet()
    console.link.hangs = True
    console.describe(orders, "written while it hangs")
    console.until(lambda: console.engine.status.sync.pending == 1)
    assert console.engine.status.message == "Sending 1 edit…"
    console.link.hangs = False
    console.until_quiet()


def test_the_replica_is_tidied_only_when_all_is_sent_and_fetched(console: Console) -> None:
    console.link.fail = lambda: Offline("no way")
    console.engine.start()
    console.until_is(Connection.OFFLINE)
    assert not console.tidied
    console.link.fail = None
    console.engine.retry()
    console.until(lambda: bool(console.tidied))
    assert set(console.tidied) == {Connection.ONLINE}


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


def test_it_stops_whatever_it_is_at(console: Console) -> None:
    an_asset(console.server)
    console.link.fail = lambda: Offline("no way")
    console.engine.start()
    console.until_is(Connection.OFFLINE)
    assert console.engine.stop(wait=30)
    answer = console.engine.ask(lambda link: link.register())
    assert isinstance(answer.exception(), Offline)


def test_a_server_that_forgot_commands_gets_them_again(console: Console) -> None:
    orders = an_asset(console.server)
    console.engine.start()
    console.until_quiet()
    console.describe(orders, "first")
    console.until_quiet()
    console.server.told = Device()
    console.describe(orders, "second")
    console.until(lambda: console.server.told.last_mid == 2)
    console.until_quiet()
    assert console.server.rows["asset", orders].row.fields["description"] == "second"


def test_a_server_that_answers_no_command_is_not_asked_for_ever(
    console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    orders = an_asset(console.server)
    console.engine.start()
    console.until_quiet()

    async def shrug(_commands: object) -> PushReply:
        console.link.asked.append("push")
        return PushReply(results=(), feed=console.server.feed, last_mid=0)

    with monkeypatch.context() as patched:
        patched.setattr(console.link, "push", shrug)
        console.describe(orders, "kept")
        time.sleep(0.3)
        assert 1 <= console.link.asked.count("push") <= 4
    console.engine.retry()
    console.until_quiet()


def test_edits_of_the_time_before_the_first_checkpoint_are_sent(console: Console) -> None:
    orders = [an_asset(console.server, f"orders{number}") for number in range(10)]
    console.link.fail = None
    asyncio.run(_first_page(console))
    with console.store.writing() as writer:
        outbox.queue(writer, "asset", orders[0], Operation.SET, {"description": "early"})
    console.engine.start()
    console.until_quiet()
    assert console.server.rows["asset", orders[0]].row.fields["description"] == "early"


async def _first_page(console: Console) -> None:
    console.state.on_snapshot(await console.server.snapshot(None))


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
