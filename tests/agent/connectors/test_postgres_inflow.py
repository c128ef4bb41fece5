"""While a batch is looked at PostgreSQL works on, unless the agent must go easy on it."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import psycopg
import pyarrow as pa
import pytest

from pursight.contracts.agents import Limits, Scope
from pursight.contracts.scans import TableFacts
from pursight_agent.connectors import open_source
from pursight_agent.connectors.postgres.connector import PostgresSource
from pursight_agent.source import ObjectFailed, SourceUnreachable

MakeDatabase = Callable[[str], str]

ROWS, WIDE = 20_000, 400
"""Eight megabytes: more than a socket holds, less than is taken in at most."""
BATCH = 1_000
PATIENCE = 60.0


@pytest.fixture
def url(make_database: MakeDatabase) -> str:
    return make_database(
        f"CREATE TABLE t AS SELECT n, repeat(md5(n::text), {WIDE // 32}) AS v "
        f"FROM generate_series(1, {ROWS}) AS n; "
        f"CREATE VIEW broken AS SELECT n, v, 1 / ({ROWS - 10} - n) AS q FROM t"
    )


@pytest.fixture
def source(url: str) -> Iterator[PostgresSource]:
    with closing(open_source(url)) as opened:
        assert isinstance(opened, PostgresSource)
        yield opened


@pytest.fixture
def watching(url: str) -> Iterator[Callable[[], tuple[Any, ...]]]:
    """What the server says of the agent's session."""
    with psycopg.connect(url, autocommit=True) as connection:

        def look() -> tuple[Any, ...]:
            row = connection.execute(
                "SELECT pid, state, wait_event FROM pg_stat_activity "
                "WHERE application_name = 'pursight-agent' AND datname = current_database()"
            ).fetchone()
            return row or (0, "gone", None)

        yield look


def table(source: PostgresSource, name: str = "t") -> TableFacts:
    return next(one for one in source.discover(Scope()).tables if one.name == name)


def reached(state: Callable[[], bool]) -> bool:
    until = time.monotonic() + PATIENCE
    while not state():
        if time.monotonic() > until:
            return False
        time.sleep(0.01)
    return True


def test_the_server_is_through_before_the_second_batch_is_asked_for(
    source: PostgresSource, watching: Callable[[], tuple[Any, ...]]
) -> None:
    batches = source.read(table(source), sample_rows=None, batch_rows=BATCH)
    first = next(batches)
    assert reached(lambda: watching()[1] == "idle in transaction")
    found = pa.Table.from_batches([first, *batches])
    assert found.column(0).to_pylist() == list(range(1, ROWS + 1))
    assert source.meter.seconds_ahead > 0


def test_a_server_that_is_to_be_spared_waits_for_us(
    source: PostgresSource, watching: Callable[[], tuple[Any, ...]]
) -> None:
    source.limit(Limits(share_of_time=0.5))
    batches = source.read(table(source), sample_rows=None, batch_rows=BATCH)
    first = next(batches)
    assert reached(lambda: watching()[1:] == ("active", "ClientWrite"))
    found = pa.Table.from_batches([first, *batches])
    assert found.num_rows == ROWS
    assert source.meter.seconds_ahead == 0


def test_no_more_is_taken_in_than_there_is_room_for(
    source: PostgresSource,
    watching: Callable[[], tuple[Any, ...]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("pursight_agent.connectors.postgres.inflow.AHEAD", 1 << 18)
    batches = source.read(table(source), sample_rows=None, batch_rows=BATCH)
    first = next(batches)
    assert reached(lambda: watching()[1:] == ("active", "ClientWrite"))
    assert pa.Table.from_batches([first, *batches]).num_rows == ROWS


def test_a_reading_that_is_given_up_leaves_the_connection_usable(source: PostgresSource) -> None:
    facts = table(source)
    for taken in (1, 3):
        batches = source.read(facts, sample_rows=None, batch_rows=BATCH)
        for _ in range(taken):
            next(batches)
        batches.close()  # type: ignore[attr-defined]
        assert source.count(facts) == ROWS


def test_an_error_far_behind_the_first_rows_is_told(source: PostgresSource) -> None:
    facts = table(source, "broken")
    batches = source.read(facts, sample_rows=None, batch_rows=BATCH)
    assert 0 < next(batches).num_rows <= BATCH
    with pytest.raises(ObjectFailed):
        list(batches)
    assert source.count(table(source)) == ROWS


@pytest.mark.parametrize("share", [1.0, 0.5])
def test_a_connection_that_breaks_meanwhile_is_told(
    source: PostgresSource, watching: Callable[[], tuple[Any, ...]], url: str, share: float,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr("pursight_agent.connectors.postgres.inflow.AHEAD", 1 << 18)
    source.limit(Limits(share_of_time=share))
    batches = source.read(table(source), sample_rows=None, batch_rows=BATCH)
    next(batches)
    pid = watching()[0]
    with psycopg.connect(url, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s)", [pid])
    assert reached(lambda: watching()[0] != pid)
    with pytest.raises(SourceUnreachable):
        list(batches)
