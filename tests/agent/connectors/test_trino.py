"""Trino's own client over Trino's protocol: real pages, real statements, real errors."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytest.importorskip("trino", reason="not run: needs the package trino")

from tests.builders.trino_server import TrinoServer, serving

from pursight.contracts.agents import Limits, Scope
from pursight_agent.commands.scan import scan
from pursight_agent.connectors import open_source
from pursight_agent.connectors.warehouse.connector import WarehouseSource
from pursight_agent.source import (
    SourceBusy,
    SourceDenied,
    SourceError,
    SourceTimeout,
    SourceUnreachable,
)
from pursight_agent.testing.check_source import check_source

TABLES = """
CREATE SCHEMA sales;
CREATE TABLE sales."t"";DROP TABLE x;--%s:y`" ("col""%(n)s:z" int, "select" varchar,
  amount decimal(10,2), moment timestamp, at_zone timestamptz, day date, yes boolean, raw blob,
  ratio double, clock time);
INSERT INTO sales."t"";DROP TABLE x;--%s:y`" SELECT i, 'v' || i, i / 4, '2026-01-01 10:00:00.5',
  '2026-01-01 10:00:00+00', '2026-02-03', i > 9, '\\x00\\xff'::blob, i / 3, '10:11:12'
  FROM range(50) t(i);
INSERT INTO sales."t"";DROP TABLE x;--%s:y`" (amount, ratio) VALUES (NULL, 'nan'), (1, 'inf');
COMMENT ON TABLE sales."t"";DROP TABLE x;--%s:y`" IS 'a comment';
CREATE TABLE sales.nothing (id int, note varchar);
CREATE TABLE x (i int); CREATE VIEW v AS SELECT 7 AS seven;
"""


@pytest.fixture
def trino(make_duckdb: Callable[..., Path]) -> Iterator[TrinoServer]:
    with serving(make_duckdb(TABLES)) as server:
        yield server


def url(server: TrinoServer) -> str:
    return f"trino://ann@127.0.0.1:{server.server_port}/warehouse"


def test_promises(trino: TrinoServer) -> None:
    check_source(lambda: open_source(url(trino)))


def test_types_names_comments_and_views(trino: TrinoServer) -> None:
    source = open_source(url(trino))
    source.limit(Limits(statement_seconds=77))
    tables = {table.name: table for table in source.discover(Scope()).tables}
    hostile = next(table for name, table in tables.items() if "DROP" in name)
    assert hostile.comment == "a comment"
    assert tables["v"].view_definition_sha256
    rows = [
        row for b in source.read(hostile, sample_rows=None) for row in b.to_pylist() if row["day"]
    ]
    assert len(rows) == 50
    assert rows[3]['col"%(n)s:z'] == 3
    assert str(rows[3]["amount"]) == "0.75"
    assert rows[3]["moment"].isoformat() == "2026-01-01T10:00:00.500000"
    assert rows[3]["at_zone"].isoformat() == "2026-01-01T10:00:00+00:00"
    assert rows[3]["raw"] == b"\x00\xff"
    assert rows[3]["clock"].isoformat() == "10:11:12"
    assert trino.session_properties[-1] == "query_max_run_time=77s"
    source.close()


def test_numbers_come_from_the_server_when_it_measures(trino: TrinoServer) -> None:
    source = open_source(url(trino))
    assert isinstance(source, WarehouseSource)
    assert source.capabilities.remote
    table = next(t for t in source.discover(Scope()).tables if "DROP" in t.name)
    before = len(trino.statements)
    measured = source.measure(table)
    assert len(trino.statements) == before + 1
    assert measured.rows == 52
    assert measured.columns["ratio"].facts["not_finite"] == 2
    assert measured.columns["ratio"].facts["max"] == "inf"
    assert measured.columns["yes"].facts == {"trues": 40, "falses": 10}
    assert measured.columns["select"].facts["length_max"] == 3
    assert measured.columns["amount"].facts["sum"] == "307.25"
    source.close()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("PERMISSION_DENIED", SourceDenied),
        ("EXCEEDED_TIME_LIMIT", SourceTimeout),
        ("QUERY_QUEUE_FULL", SourceBusy),
        ("DIVISION_BY_ZERO", SourceError),
    ],
)
def test_errors_are_told_in_our_words(
    name: str, kind: type[SourceError], trino: TrinoServer
) -> None:
    source = open_source(url(trino))
    table = next(t for t in source.discover(Scope()).tables if t.name == "nothing")
    trino.failing['"nothing"'] = name
    with pytest.raises(kind) as caught:
        list(source.read(table, sample_rows=None))
    assert "4711" not in f"{caught.value.message} {caught.value.hint}"
    trino.failing.clear()
    assert sum(b.num_rows for b in source.read(table, sample_rows=None)) == 0
    source.close()


def test_a_server_that_is_gone_is_unreachable(trino: TrinoServer) -> None:
    source = open_source("trino://ann@127.0.0.1:9/warehouse")
    with pytest.raises(SourceUnreachable):
        source.test()
    source.close()


def test_the_command_says_which_way_it_was_measured(
    trino: TrinoServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written = tmp_path / "scan.json"
    scan(url(trino), json=str(written), measure="in_source", no_language=True)
    assert "were measured in the source" in " ".join(capsys.readouterr().out.split())
    document = json.loads(written.read_text(encoding="utf-8"))
    ways = {
        column["profile"]["measured"] for table in document["tables"] for column in table["columns"]
    }
    assert ways == {"in_source"}
    assert not document["skipped"]
