"""Unchanged tables are not read again; whatever may have changed is."""

import os
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from typing_extensions import override

from pursight import names
from pursight.classification.classifier import Classifier
from pursight.classification.thresholds import Threshold, Thresholds
from pursight.clock import StoppedClock
from pursight.contracts.agents import Limits, Scope, TableRecord
from pursight.contracts.rules import ForeignKeyHolds, Freshness, RowCount, RuleSpec
from pursight.contracts.scans import TableReport
from pursight_agent.connectors import open_source
from pursight_agent.scanning.finished import NOBODY, Finished, Mark, NoWatch, Watch
from pursight_agent.scanning.scan import scan

NOW = datetime(2026, 11, 21, 8, tzinfo=UTC)
Reports = dict[str, TableReport]
Scan = Callable[..., Reports]


@pytest.fixture
def scanned(classifier: Classifier) -> Scan:
    """Scan a target with what the last scan said."""

    def run(
        target: str | Path,
        previous: Mapping[str, TableReport] | None = None,
        *,
        rules: tuple[RuleSpec, ...] = (),
        sample: int | None = None,
        by: Classifier = classifier,
        finished: Mapping[str, Finished] | None = None,
        watch: Watch = NOBODY,
    ) -> Reports:
        with closing(open_source(str(target))) as source:
            records = scan(
                source,
                classifier=by,
                scope=Scope(),
                limits=Limits(sample_rows=sample),
                rules=rules,
                clock=StoppedClock(NOW),
                progress=lambda _: None,
                cancelled=lambda: False,
                previous=previous or {},
                finished=finished or {},
                watch=watch,
            )
            tables = [record.table for record in records if isinstance(record, TableRecord)]
        return {names.join((t.facts.schema_name, t.facts.name)): t for t in tables}

    return run


def unchanged(reports: Reports) -> set[str]:
    return {name for name, report in reports.items() if report.unchanged}


def rule(table: str, check: RowCount | Freshness | ForeignKeyHolds, schema: str = "") -> RuleSpec:
    return RuleSpec(id=UUID(int=7), name="rule", schema_name=schema, table=table, check=check)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "folder"
    root.mkdir()
    (root / "a.csv").write_text("id,n\n1,2\n")
    (root / "b.csv").write_text("id,n\n1,2\n")
    return root


def test_other_thresholds_judge_again_without_reading(
    folder: Path, scanned: Scan, classifier: Classifier
) -> None:
    (folder / "a.csv").write_text(
        "mail,n\n" + "".join(f"p{n}@mail.example,{n}\n" for n in range(40))
    )
    first = scanned(folder)
    column = first['""."a.csv"'].columns[0]
    assert column.classification.label == "email"
    never = Thresholds(Threshold(apply=1.0, suggest=1.0))
    other = Classifier(classifier.automaton, never, use_language=False, model=classifier.model)
    second = scanned(folder, first, by=other)
    assert unchanged(second) == set(first), "no table is read for that"
    changed = second['""."a.csv"'].columns[0]
    assert changed.classification.label == "none"
    assert changed.features == column.features
    assert unchanged(scanned(folder, second)) == set(first)
    assert scanned(folder, second)['""."a.csv"'].columns[0].classification == column.classification


class Through(NoWatch):
    """Notes what a scan is through with, and what it took over."""

    def __init__(self) -> None:
        self.marks: dict[str, Mark] = {}
        self.taken: list[str] = []

    @override
    def finished(self, mark: Mark) -> None:
        self.marks[mark.name] = mark

    @override
    def resumed(self, table: TableReport) -> None:
        self.taken.append(table.facts.name)


def test_a_table_of_an_earlier_start_is_judged_as_this_one_judges(
    folder: Path, scanned: Scan, classifier: Classifier
) -> None:
    (folder / "a.csv").write_text("mail\n" + "".join(f"p{n}@mail.example\n" for n in range(40)))
    before, now = Through(), Through()
    first = scanned(folder, watch=before)
    never = Thresholds(Threshold(apply=1.0, suggest=1.0))
    other = Classifier(classifier.automaton, never, use_language=False, model=classifier.model)
    finished = {name: Finished(**dict(m), table=first[name]) for name, m in before.marks.items()}
    assert set(finished) == set(first)
    same = scanned(folder, finished=finished, watch=now)
    assert same == first
    second = scanned(folder, finished=finished, watch=now, by=other)
    assert sorted(now.taken) == ["a.csv", "a.csv", "b.csv", "b.csv"], "no table was read for that"
    assert [labels(table) for table in second.values()] == [
        labels(table) for table in scanned(folder, by=other).values()
    ]
    assert labels(second['""."a.csv"']) != labels(first['""."a.csv"'])


def labels(table: TableReport) -> list[str]:
    return [column.classification.label for column in table.columns]


def test_file_is_read_again_only_when_it_changed(folder: Path, scanned: Scan) -> None:
    first = scanned(folder)
    second = scanned(folder, first)
    assert unchanged(first) == set()
    assert unchanged(second) == {'""."a.csv"', '""."b.csv"'}
    assert second['""."a.csv"'].columns == first['""."a.csv"'].columns
    times = (folder / "a.csv").stat()
    (folder / "a.csv").write_text("id,n\n1,3\n")
    os.utime(folder / "a.csv", ns=(times.st_atime_ns, times.st_mtime_ns))
    assert unchanged(scanned(folder, second)) == {'""."b.csv"'}, "same size and time, other rows"


def test_other_rules_or_limits_read_again(folder: Path, scanned: Scan) -> None:
    first = scanned(folder)
    counted = (rule("a.csv", RowCount(minimum=1)),)
    assert unchanged(scanned(folder, first, rules=counted)) == {'""."b.csv"'}
    assert unchanged(scanned(folder, first, sample=1)) == set()
    with_rule = scanned(folder, rules=counted)
    assert unchanged(scanned(folder, with_rule, rules=counted)) == set(first)


def test_freshness_is_measured_anew(folder: Path, scanned: Scan) -> None:
    fresh = (rule("a.csv", Freshness(column="id", hours=1)),)
    first = scanned(folder, rules=fresh)
    assert unchanged(scanned(folder, first, rules=fresh)) == {'""."b.csv"'}


def test_foreign_key_is_checked_again_when_the_other_table_changed(
    folder: Path, scanned: Scan
) -> None:
    check = ForeignKeyHolds(columns=("id",), ref_table="b.csv", ref_columns=("id",))
    keys = (rule("a.csv", check),)
    first = scanned(folder, rules=keys)
    assert [r.failing for r in first['""."a.csv"'].rule_results] == [0]
    assert unchanged(scanned(folder, first, rules=keys)) == set(first)
    (folder / "b.csv").write_text("id,n\n5,2\n")
    third = scanned(folder, first, rules=keys)
    assert unchanged(third) == set()
    assert [r.failing for r in third['""."a.csv"'].rule_results] == [1]


def test_incomplete_result_is_not_kept(folder: Path, scanned: Scan) -> None:
    (folder / "a.csv").write_text("id,n\n1,2,3\n4\n")
    first = scanned(folder)
    assert first['""."a.csv"'].fingerprint is None
    assert unchanged(scanned(folder, first)) == {'""."b.csv"'}


def test_sqlite_is_read_again_after_any_write(
    make_sqlite: Callable[..., Path], scanned: Scan
) -> None:
    path = make_sqlite("CREATE TABLE t (a INT); INSERT INTO t VALUES (1);")
    first = scanned(path)
    assert unchanged(scanned(path, first)) == {"main.t"}
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE t SET a = 2")
    assert unchanged(scanned(path, first)) == set()


POSTGRES = """
CREATE TABLE still (n int); INSERT INTO still VALUES (1);
CREATE TABLE moved (n int); INSERT INTO moved VALUES (1);
CREATE TABLE parts (n int) PARTITION BY LIST (n);
CREATE TABLE parts_1 PARTITION OF parts FOR VALUES IN (1);
CREATE VIEW seen AS SELECT * FROM still;
"""


@pytest.mark.parametrize(
    ("statement", "changed"),
    [
        ("SELECT 1", set()),
        ("INSERT INTO moved VALUES (2)", {"public.moved"}),
        ("UPDATE moved SET n = 5", {"public.moved"}),
        ("TRUNCATE moved", {"public.moved"}),
        ("ALTER TABLE moved ADD COLUMN m int", {"public.moved"}),
        ("COMMENT ON TABLE moved IS 'x'", {"public.moved"}),
        ("INSERT INTO parts VALUES (1)", {"public.parts", "public.parts_1"}),
    ],
)
def test_postgres_table_is_read_again_only_when_it_changed(
    statement: str, changed: set[str], make_database: Callable[[str], str], scanned: Scan
) -> None:
    url = make_database(POSTGRES)
    first = scanned(url)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement.encode())
    second = scanned(url, first)
    tables = {"public.still", "public.moved", "public.parts", "public.parts_1"}
    assert unchanged(second) == tables - changed
    assert set(second) == {*tables, "public.seen"}


def test_postgres_is_read_again_while_somebody_else_is_busy(
    make_database: Callable[[str], str], scanned: Scan
) -> None:
    url = make_database(POSTGRES)
    first = scanned(url)
    with psycopg.connect(url) as other:
        other.execute("INSERT INTO moved VALUES (9)")
        other.commit()
        assert unchanged(scanned(url, first)) == set(), "its counters may not be reported yet"
