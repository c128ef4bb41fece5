"""The egress ledger: every change to it is found, and what left can be read."""

import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.fakes.agent_process import AgentProcess
from tests.fakes.agent_service import Serve
from tests.fakes.protocol_server import ProtocolServer

from pursight import zstd
from pursight.clock import StoppedClock, SystemClock
from pursight.errors import NotFound
from pursight_agent.runtime.database import StoreBroken
from pursight_agent.runtime.ledger import Ledger, link

START = datetime(2026, 11, 21, 8, tzinfo=UTC)


def opened(folder: Path, keep: int = 1 << 20) -> Ledger:
    return Ledger(folder, StoppedClock(START), keep)


def test_what_left_can_be_read(tmp_path: Path) -> None:
    with closing(opened(tmp_path)) as ledger:
        body = zstd.compress(b'{"capacity":1}')
        entry = ledger.enter("https://server", "poll", body)
        assert ledger.content(entry.seq) == '{"capacity":1}'
        assert entry.bytes == len(body)
        assert [one.what for one in ledger.entries()] == ["poll"]
        with pytest.raises(NotFound, match="no entry 7"):
            ledger.content(7)


def test_since_cuts_off_the_older(tmp_path: Path) -> None:
    clock = StoppedClock(START)
    with closing(Ledger(tmp_path, clock, 1 << 20)) as ledger:
        ledger.enter("t", "first", b"1")
        clock.advance(timedelta(hours=1))
        ledger.enter("t", "second", b"2")
        later = [entry.what for entry in ledger.entries(START + timedelta(minutes=1))]
    assert later == ["second"]


def test_contents_are_bounded_and_entries_are_not(tmp_path: Path) -> None:
    with closing(opened(tmp_path, keep=250)) as ledger:
        for number in range(5):
            ledger.enter("t", f"n{number}", bytes([number]) * 100)
        assert len(list(ledger.entries())) == 5
        with pytest.raises(NotFound, match="not kept"):
            ledger.content(1)
        assert ledger.content(5) == "\x04" * 100
        assert ledger.verify().holds


def test_rows_can_be_neither_changed_nor_deleted(tmp_path: Path) -> None:
    with closing(opened(tmp_path)) as ledger:
        ledger.enter("t", "a", b"1")
        for statement in ("DELETE FROM entry", "UPDATE entry SET what = 'b'"):
            with pytest.raises(StoreBroken), ledger._database.transaction() as connection:
                connection.execute(statement)
        assert ledger.verify().holds


def test_an_entry_rewritten_with_its_hash_is_found(tmp_path: Path) -> None:
    with closing(opened(tmp_path)) as ledger:
        for number in range(3):
            ledger.enter("t", f"n{number}", b"x")
        second = list(ledger.entries())[1]
        forged = replace(second, what="nothing")
        with ledger._database.transaction() as connection:
            connection.execute("DROP TRIGGER entry_is_fixed")
            connection.execute(
                "UPDATE entry SET what = ?, hash = ? WHERE seq = 2", (forged.what, link(forged))
            )
        assert ledger.verify().broken_at == 3


def test_idle_polls_are_one_entry_an_hour(tmp_path: Path) -> None:
    clock = StoppedClock(START)
    with closing(Ledger(tmp_path, clock, 1 << 20)) as ledger:
        for _ in range(24 * 72):
            ledger.enter("https://server", "poll", b"idle", repeats=True)
            clock.advance(timedelta(seconds=50))
        entries = list(ledger.entries())
        assert len(entries) == 24
        assert sum(entry.bytes for entry in entries) == 24 * 72 * len(b"idle")
        assert entries[0].what == "poll, 72 times until 08:59:10"
        assert [ledger.content(entry.seq) for entry in entries] == ["idle"] * 24
        assert ledger.verify().entries == 24
        assert ledger.verify().holds


def test_another_upload_closes_what_is_counted(tmp_path: Path) -> None:
    with closing(opened(tmp_path)) as ledger:
        for what, body, repeats in (
            ("poll", b"idle", True),
            ("poll", b"idle", True),
            ("chunk", b"idle", False),
            ("poll", b"idle", True),
            ("poll", b"news", True),
        ):
            ledger.enter("https://server", what, body, repeats=repeats)
    with closing(opened(tmp_path)) as ledger:
        ledger.enter("https://server", "poll", b"news", repeats=True)
        told = [(entry.what, entry.bytes) for entry in ledger.entries()]
        assert told == [
            ("poll, 2 times until 08:00:00", 8),
            ("chunk", 4),
            ("poll", 4),
            ("poll, 2 times until 08:00:00", 8),
        ]
        assert ledger.verify().holds


@pytest.mark.parametrize(
    "tamper",
    [
        "UPDATE counting SET times = 9, what = 'poll'",
        "UPDATE counting SET bytes = 1",
        "UPDATE counting SET digest = 'x'",
        "DELETE FROM counting",
    ],
)
def test_what_is_being_counted_cannot_be_changed(tmp_path: Path, tamper: str) -> None:
    with closing(opened(tmp_path)) as ledger:
        ledger.enter("https://server", "chunk", b"1")
        for _ in range(3):
            ledger.enter("https://server", "poll", b"idle", repeats=True)
        with ledger._database.transaction() as connection:
            connection.execute(tamper)
        assert not ledger.verify().holds
        ledger.enter("https://server", "poll", b"idle", repeats=True)
        assert not ledger.verify().holds


def test_polls_of_an_idle_agent_are_one_text(
    server: ProtocolServer, agent: AgentProcess, serve: Serve
) -> None:
    """Else none could be counted as the same again."""
    serve(agent)
    server.wait(lambda: len(polls(server)) >= 8)
    serve.stop()
    assert len(set(polls(server)[2:])) == 1
    with closing(Ledger(agent.directory, SystemClock(), 1 << 20)) as ledger:
        assert ledger.verify().holds
        assert len([one for one in ledger.entries() if one.what.startswith("poll")]) <= 4


def polls(server: ProtocolServer) -> list[bytes]:
    return [raw for _, path, _, raw in server.traffic if path.endswith("/poll")]


TAMPER = st.sampled_from(
    [
        "UPDATE entry SET bytes = bytes + 1 WHERE seq = {n}",
        "UPDATE entry SET at = '2020-01-01T00:00:00+00:00' WHERE seq = {n}",
        "UPDATE entry SET target = 'elsewhere' WHERE seq = {n}",
        "UPDATE entry SET what = 'nothing' WHERE seq = {n}",
        "UPDATE entry SET digest = '00' WHERE seq = {n}",
        "DELETE FROM entry WHERE seq = {n}",
        "DELETE FROM entry WHERE seq >= {n}",
        "UPDATE content SET body = x'00' WHERE last_seq = {n}",
    ]
)


@settings(max_examples=40)
@given(st.lists(st.binary(max_size=30), min_size=1, max_size=8, unique=True), TAMPER, st.data())
def test_tampering_is_found(bodies: list[bytes], tamper: str, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder, closing(opened(Path(folder))) as ledger:
        for number, body in enumerate(bodies):
            ledger.enter("https://server", f"upload {number}", body)
        assert ledger.verify().holds
        which = data.draw(st.integers(1, len(bodies)))
        with ledger._database.transaction() as connection:
            connection.execute("DROP TRIGGER entry_is_kept")
            connection.execute("DROP TRIGGER entry_is_fixed")
            connection.execute(tamper.format(n=which))
        verdict = ledger.verify()
        found = tamper.startswith("UPDATE content") and bodies[which - 1] == b"\x00"
        assert verdict.holds == found
