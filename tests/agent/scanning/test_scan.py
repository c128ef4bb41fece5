"""A scan accounts for every object, survives defects, stops when told, and takes no value along."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import psycopg
import pyarrow as pa
import pytest
from typing_extensions import override

from pursight.classification.classifier import Classifier
from pursight.clock import StoppedClock, SystemClock
from pursight.contracts.agents import (
    Limits,
    Progress,
    Scope,
    SkippedRecord,
    SourceRecord,
    TableRecord,
)
from pursight.contracts.rules import ForeignKeyHolds, NotNull, Outcome, RuleSpec
from pursight.contracts.scans import TableFacts
from pursight.engine.table import TableState
from pursight_agent.connectors import open_source
from pursight_agent.connectors.sqlite import SqliteSource
from pursight_agent.scanning import reading
from pursight_agent.scanning.scan import scan, scan_document
from pursight_agent.source import Discovery, Source
from pursight_server.platform.embedded_postgres import EmbeddedPostgres

Records = list[TableRecord | SkippedRecord | SourceRecord]
Scan = Callable[..., Records]


@pytest.fixture
def scanned(classifier: Classifier) -> Scan:
    """Scan an open source into its records."""

    def run(
        source: Source,
        *,
        rules: tuple[RuleSpec, ...] = (),
        scope: Scope | None = None,
        progress: Callable[[Progress], None] = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Records:
        with closing(source):
            return list(
                scan(
                    source,
                    classifier=classifier,
                    scope=scope or Scope(),
                    limits=Limits(),
                    rules=rules,
                    clock=StoppedClock(datetime(2026, 11, 21, tzinfo=UTC)),
                    progress=progress,
                    cancelled=cancelled,
                )
            )

    return run


def tables_of(records: Records) -> dict[str, TableRecord]:
    return {r.table.facts.name: r for r in records if isinstance(r, TableRecord)}


def skipped_of(records: Records) -> dict[str, SkippedRecord]:
    return {r.skipped.name: r for r in records if isinstance(r, SkippedRecord)}


THREE = """CREATE TABLE a (n INT); INSERT INTO a VALUES (1), (2);
CREATE TABLE b (n INT, t TEXT DEFAULT 'secret-4711'); INSERT INTO b VALUES (1, 'x');
CREATE TABLE c (n INT); INSERT INTO c VALUES (1);"""


def test_source_comes_first_then_every_table_with_progress(
    make_sqlite: Callable[..., Path], scanned: Scan
) -> None:
    told: list[Progress] = []
    records = scanned(open_source(str(make_sqlite(THREE))), progress=told.append)
    assert isinstance(records[0], SourceRecord)
    assert [r.table.facts.row_count for r in tables_of(records).values()] == [2, 1, 1]
    assert [p.phase for p in (told[0], told[-1])] == ["discovering", "done"]
    assert (told[-1].tables_done, told[-1].tables_total, told[-1].rows) == (3, 3, 4)
    assert [p.rows for p in told] == sorted(p.rows for p in told)


def test_where_a_rare_find_lies_stays_here(
    make_sqlite: Callable[..., Path], scanned: Scan, classifier: Classifier
) -> None:
    path = str(
        make_sqlite(
            """CREATE TABLE ticket (remark TEXT);
            WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 39999)
            INSERT INTO ticket SELECT CASE i WHEN 31717 THEN 'charge 4111 1111 1111 1111 for it'
                ELSE 'parcel ' || i || ' was handed over to a neighbour' END FROM n;"""
        )
    )
    record = tables_of(scanned(open_source(path)))["ticket"]
    (reported,) = record.table.columns
    assert reported.classification.label == "free_text_pii"
    assert reported.classification.entities == {"credit_card": 1}
    assert "31717" not in record.model_dump_json()
    assert "4111" not in record.model_dump_json()
    document = scan_document(
        open_source(path), classifier=classifier, scope=Scope(), limits=Limits(),
        clock=SystemClock(),
    )  # fmt: skip
    (found,) = document.tables[0].columns[0].found
    assert (found.label, found.count, found.rows) == ("credit_card", 1, (31_717,))


def test_no_text_literal_of_a_default_leaves(
    make_sqlite: Callable[..., Path], scanned: Scan
) -> None:
    path = make_sqlite(THREE + "CREATE VIEW stale AS SELECT t, 'secret-4711' AS s FROM b;")
    records = scanned(open_source(str(path)))
    assert all("secret-4711" not in record.model_dump_json() for record in records)


def test_no_text_literal_of_a_partition_leaves(
    make_database: Callable[[str], str], scanned: Scan
) -> None:
    url = make_database(
        """CREATE TABLE t (n int, s text DEFAULT 'secret-4711') PARTITION BY LIST (n);
        CREATE TABLE t_1 PARTITION OF t DEFAULT; INSERT INTO t VALUES (1);"""
    )
    records = scanned(open_source(url))
    assert set(tables_of(records)) == {"t", "t_1"}
    assert all("secret-4711" not in record.model_dump_json() for record in records)


def test_scope_is_kept_and_the_rest_is_named(
    make_sqlite: Callable[..., Path], scanned: Scan
) -> None:
    scope = Scope(include=("main.*",), exclude=("b",))
    records = scanned(open_source(str(make_sqlite(THREE))), scope=scope)
    assert set(tables_of(records)) == {"a", "c"}
    assert skipped_of(records)["b"].skipped.code == "scope.excluded"


def test_cancelled_scan_ends_early_without_an_error(
    make_sqlite: Callable[..., Path], scanned: Scan
) -> None:
    told: list[Progress] = []
    records = scanned(
        open_source(str(make_sqlite(THREE))),
        progress=told.append,
        cancelled=lambda: bool(told and told[-1].rows),
    )
    tables = tables_of(records)
    assert set(tables) == {"a"}
    assert not tables["a"].table.facts.row_count_exact
    assert tables["a"].table.fingerprint is None


class Defective(SqliteSource):
    """Breaks in table b after a batch, with a value in the error's text."""

    @override
    def read(
        self, table: TableFacts, *, sample_rows: int | None, batch_rows: int = 65_536
    ) -> Iterator[pa.RecordBatch]:
        yield from super().read(table, sample_rows=sample_rows, batch_rows=batch_rows)
        if table.name == "b":
            raise ZeroDivisionError("canary-7741")


def test_defect_in_one_table_does_not_stop_the_rest(
    make_sqlite: Callable[..., Path], scanned: Scan
) -> None:
    records = scanned(Defective(make_sqlite(THREE)))
    assert set(tables_of(records)) == {"a", "b", "c"}
    entry = skipped_of(records)["b"].skipped
    assert (entry.code, entry.partial) == ("internal", True)
    assert "ZeroDivisionError" in entry.reason
    assert all("canary" not in record.model_dump_json() for record in records)
    profile = tables_of(records)["b"].table.columns[0].profile
    assert profile is not None
    assert not profile.complete


class Hostile(SqliteSource):
    """Breaks in table b at whatever is asked of it, with a value in the error's text."""

    @override
    def content_state(self, table: TableFacts) -> str | None:
        if table.name == "b":
            raise KeyError("canary-7741")
        return super().content_state(table)

    @override
    def count(self, table: TableFacts) -> int | None:
        raise OverflowError("canary-7741")

    @override
    def discover(self, scope: Scope) -> Discovery:
        found = super().discover(scope)
        tables = [
            table.model_copy(update={"partition_of": "main.a"}) if table.name == "c" else table
            for table in found.tables
        ]
        return replace(found, tables=tuple(tables))

    @override
    def read(
        self, table: TableFacts, *, sample_rows: int | None, batch_rows: int = 65_536
    ) -> Iterator[pa.RecordBatch]:
        if table.name == "b":
            raise pa.ArrowInvalid("canary-7741")
        yield from super().read(table, sample_rows=sample_rows, batch_rows=batch_rows)


def test_defects_beside_the_reading_do_not_stop_the_rest(
    make_sqlite: Callable[..., Path], scanned: Scan
) -> None:
    """In a table's state, its count, and the keys that a rule of another table needs from it."""
    points_at_b = ForeignKeyHolds(columns=("n",), ref_table="b", ref_columns=("n",))
    rule = RuleSpec(id=UUID(int=1), name="r", schema_name="main", table="a", check=points_at_b)
    records = scanned(Hostile(make_sqlite(THREE)), rules=(rule,))
    assert set(tables_of(records)) == {"a", "b", "c"}
    assert {name: one.skipped.code for name, one in skipped_of(records).items()} == {
        "b": "internal",
        "c": "internal",
    }
    assert tables_of(records)["a"].table.facts.row_count_exact
    (result,) = tables_of(records)["a"].table.rule_results
    assert result.outcome not in (Outcome.PASSED, Outcome.FAILED)
    assert all("canary" not in record.model_dump_json() for record in records)


def test_a_defect_of_the_engine_stays_with_its_table(
    make_sqlite: Callable[..., Path], scanned: Scan, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(facts: TableFacts, *given: object, **named: object) -> TableState:
        if facts.name == "b":
            raise ArithmeticError("canary-7741")
        return TableState(facts, *given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(reading, "TableState", fails)
    records = scanned(SqliteSource(make_sqlite(THREE)))
    assert set(tables_of(records)) == {"a", "b", "c"}
    assert {name: one.skipped.code for name, one in skipped_of(records).items()} == {
        "b": "internal"
    }
    assert all("canary" not in record.model_dump_json() for record in records)


def test_rules_are_checked_and_one_for_no_table_is_named(
    make_sqlite: Callable[..., Path], scanned: Scan
) -> None:
    rules = tuple(
        RuleSpec(
            id=UUID(int=number),
            name="filled",
            schema_name="main",
            table=table,
            check=NotNull(column="n"),
        )
        for number, table in enumerate(("a", "nowhere"))
    )
    records = scanned(open_source(str(make_sqlite(THREE))), rules=rules)
    assert [r.outcome for r in tables_of(records)["a"].table.rule_results] == [Outcome.PASSED]
    entry = skipped_of(records)["nowhere"].skipped
    assert (entry.kind, entry.code) == ("rule", "rule.table_missing")
    assert entry.hint


def test_server_that_goes_away_leaves_every_table_accounted_for(
    make_database: Callable[[str], str],
    scanned: Scan,
    postgres_server: EmbeddedPostgres,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    script = "".join(f"CREATE TABLE t{n} AS SELECT 1 AS n;" for n in range(5))
    url = make_database(script)
    source = open_source(url)
    gone = False

    def leave(progress: Progress) -> None:
        nonlocal gone
        if progress.tables_done == 2 and not gone:
            gone = True
            name = url.rsplit("/", 1)[1]
            with psycopg.connect(postgres_server.dsn(), autocommit=True) as other:
                other.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false".encode())
                other.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE application_name = 'pursight-agent'"
                )

    tries = 0
    reading = source.read

    def counted(table: TableFacts, *, sample_rows: int | None) -> Iterator[pa.RecordBatch]:
        nonlocal tries
        tries += 1
        return reading(table, sample_rows=sample_rows)

    monkeypatch.setattr(source, "read", counted)
    records = scanned(source, progress=leave)
    assert set(tables_of(records)) == {f"t{n}" for n in range(5)}
    assert tries == 3, "once it is known to be away, no other table is tried"
    assert set(skipped_of(records)) == {"t2", "t3", "t4"}
    assert all(record.skipped.hint for record in skipped_of(records).values())
