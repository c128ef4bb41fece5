"""What a run says it used is what the server says it did."""

import threading
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime

import pytest
from tests.builders.stand_ins import POSTGRES, opened
from tests.builders.watched import Watched, watched

from pursight.classification.classifier import Classifier
from pursight.clock import StoppedClock
from pursight.contracts.agents import Limits, Scope
from pursight.contracts.usage import Usage
from pursight_agent.connectors import open_source
from pursight_agent.load.measure import Measure
from pursight_agent.load.pacer import Pacer
from pursight_agent.scanning.scan import scan

TABLES = 25
DISCOVERY = 40
"""Statements at most that do not depend on the number of tables."""
A_TABLE = 6
"""Statements of any kind for a table; two of them at most look at its rows."""


@pytest.fixture
def database(make_database: Callable[[str], str]) -> Watched:
    return watched(make_database, tables=TABLES)


def scanned(database: Watched, classifier: Classifier, limits: Limits = Limits()) -> Usage:  # noqa: B008

    stop = threading.Event()
    opened = open_source(database.url)
    measure = Measure(opened, Pacer(limits.share_of_time, time.monotonic, stop.wait))
    with closing(measure.source) as source:
        for record in scan(
            source,
            classifier=classifier,
            scope=Scope(include=("public.t*",)),
            limits=limits,
            rules=(),
            clock=StoppedClock(datetime(2026, 11, 21, tzinfo=UTC)),
            progress=lambda _: None,
            cancelled=stop.is_set,
        ):
            measure.saw(record)
        return measure.usage()


def test_the_statements_told_are_those_the_server_counted(
    database: Watched, classifier: Classifier
) -> None:
    usage = scanned(database, classifier)
    told = usage.statements
    counted: dict[str, int] = {}
    for text, calls in database.calls().items():
        word = text.split(maxsplit=1)[0].lower()
        counted[word] = counted.get(word, 0) + calls
    assert told == counted
    assert usage.tables_read == TABLES
    assert usage.rows == TABLES * 200
    assert usage.connections == 1


def test_a_scan_takes_a_few_statements_and_two_looks_at_a_table_at_most(
    database: Watched, classifier: Classifier
) -> None:
    usage = scanned(database, classifier)
    assert sum(usage.statements.values()) <= DISCOVERY + A_TABLE * TABLES
    assert database.copies() == {f"t{n:03}": 1 for n in range(TABLES)}
    looks = [text for text in database.calls() if '"public"."t' in text]
    assert len(looks) <= 2 * TABLES
    spent = database.ask(
        "SELECT sum(s.total_exec_time) FROM stats.pg_stat_statements s"
        " JOIN pg_roles r ON r.oid = userid WHERE rolname = %s",
        database.reader,
    )[0][0]
    # The server was at work for no longer than the agent says that it waited for it.
    assert spent / 1000 <= usage.source_seconds


def test_no_more_connections_than_told(database: Watched, classifier: Classifier) -> None:
    seen: list[int] = []
    over = threading.Event()

    def look() -> None:
        while not over.is_set():
            found = database.ask(
                "SELECT count(*) FROM pg_stat_activity WHERE usename = %s", database.reader
            )
            seen.append(found[0][0])

    looking = threading.Thread(target=look)
    looking.start()
    try:
        usage = scanned(database, classifier, Limits(connections=1, share_of_time=0.5))
    finally:
        over.set()
        looking.join()
    assert max(seen) == usage.connections == 1


def test_the_share_of_time_is_kept(database: Watched, classifier: Classifier) -> None:
    usage = scanned(database, classifier, Limits(share_of_time=0.2))
    assert usage.share_pause_seconds > 0
    # Each piece but the last is paid for before the scan ends.
    assert usage.busy_share <= 0.2 + 0.1


def test_a_warehouse_tells_its_statements_too(
    make_database: Callable[[str], str], classifier: Classifier
) -> None:
    found = watched(make_database, tables=3)
    source = opened(POSTGRES, found.url)
    measure = Measure(source, Pacer(1.0, time.monotonic, time.sleep))
    with closing(measure.source) as paced:
        for record in scan(
            paced,
            classifier=classifier,
            scope=Scope(include=("public.t*",)),
            limits=Limits(),
            rules=(),
            clock=StoppedClock(datetime(2026, 11, 21, tzinfo=UTC)),
            progress=lambda _: None,
            cancelled=lambda: False,
        ):
            measure.saw(record)
        usage = measure.usage()
    told = usage.statements
    counted: dict[str, int] = {}
    for text, calls in found.calls().items():
        word = text.split(maxsplit=1)[0].lower()
        counted[word] = counted.get(word, 0) + calls
    # SQLAlchemy asks the server for its version and the like on its own account.
    assert told["select"] == 4 + 3, "version, tables, columns, keys, and each table once"
    assert told["select"] <= counted["select"] <= told["select"] + 4
    assert (usage.connections, usage.rows) == (1, 600)
