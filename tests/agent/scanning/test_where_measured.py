"""Whether a table is measured at the agent or in its source, and that the result says so."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from pursight.classification.classifier import Classifier
from pursight.clock import StoppedClock
from pursight.contracts.agents import Limits, Scope, TableRecord
from pursight.contracts.scans import TableReport
from pursight_agent.connectors import open_source
from pursight_agent.push_down.choice import FAR, NEAR, PushDown, Where
from pursight_agent.scanning.scan import scan
from pursight_agent.settings import parse


def scanned(
    path: Path, classifier: Classifier, where: Where, known: TableReport | None = None
) -> TableReport:
    source = open_source(str(path))
    records = scan(
        source,
        classifier=classifier,
        scope=Scope(),
        limits=Limits(),
        rules=(),
        clock=StoppedClock(datetime(2026, 11, 22, tzinfo=UTC)),
        progress=lambda _: None,
        cancelled=lambda: False,
        where=where,
        previous={"main.t": known} if known is not None else {},
    )
    (table,) = [record.table for record in records if isinstance(record, TableRecord)]
    source.close()
    return table


@pytest.fixture
def database(make_duckdb: Callable[..., Path]) -> Path:
    return make_duckdb("CREATE TABLE t AS SELECT range AS i FROM range(5000)")


def way(table: TableReport) -> tuple[str, int | None]:
    profile = table.columns[0].profile
    assert profile is not None
    return profile.measured, profile.classified


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("auto", ("at_agent", None)),
        ("at_agent", ("at_agent", None)),
        ("in_source", ("in_source", 5000)),
        (PushDown(from_rows=5000), ("in_source", 5000)),
        (PushDown(from_rows=5001), ("at_agent", None)),
        (PushDown(where="at_agent", from_rows=1), ("at_agent", None)),
        (PushDown(where="in_source", classified_rows=120), ("in_source", 120)),
    ],
)
def test_a_near_table_is_moved_unless_it_is_huge_or_somebody_says_so(
    where: Where, expected: tuple[str, int | None], database: Path, classifier: Classifier
) -> None:
    table = scanned(database, classifier, where)
    assert way(table) == expected
    profile = table.columns[0].profile
    assert profile is not None
    assert (profile.examined, profile.complete, profile.nulls) == (5000, True, 0)
    assert table.facts.row_count == 5000


def test_the_rule_of_size() -> None:
    assert FAR < NEAR
    usual = PushDown()
    assert usual.large(FAR, far=True)
    assert not usual.large(FAR, far=False)
    assert usual.large(NEAR, far=False)
    assert not usual.large(None, far=True)


def test_another_way_of_measuring_reads_an_unchanged_table_again(
    database: Path, classifier: Classifier
) -> None:
    there = scanned(database, classifier, "in_source")
    again = scanned(database, classifier, "in_source", there)
    assert again.unchanged
    here = scanned(database, classifier, "at_agent", there)
    assert not here.unchanged
    more = scanned(database, classifier, PushDown(where="in_source", classified_rows=9), there)
    assert not more.unchanged


def test_a_source_of_the_settings_says_it() -> None:
    text = """
[[source]]
alias = "crm"
url = "postgresql://db/crm"
measure = "auto"
in_source_from_rows = 20000000
classified_rows = 50000

[[source]]
alias = "hr"
url = "postgresql://db/hr"
"""
    settings = parse(text, "settings.toml")
    told = PushDown(from_rows=20_000_000, classified_rows=50_000)
    assert settings.find("crm").push_down == told
    assert settings.find("hr").push_down == PushDown()


def test_a_million_distinct_values_are_counted_by_duckdb(
    tmp_path: Path, classifier: Classifier
) -> None:
    path = tmp_path / "large.duckdb"
    with duckdb.connect(path) as connection:
        connection.execute("CREATE TABLE t AS SELECT range AS i FROM range(1000000)")
    profile = scanned(path, classifier, "in_source").columns[0].profile
    assert profile is not None
    assert (profile.distinct, profile.distinct_exact) == (1_000_000, True)
    assert profile.sum == 499_999_500_000
