"""Each dialect: the SQL it is sent, how errors and Arrow of its driver are understood."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from tests.builders import stand_ins
from tests.builders.stand_ins import opened

from pursight.contracts.agents import Scope
from pursight.contracts.scans import ColumnFacts, TableFacts, TableKind
from pursight_agent.connectors import open_source
from pursight_agent.connectors.warehouse import SCHEMES, statements
from pursight_agent.connectors.warehouse.address import EXAMPLES, Address
from pursight_agent.connectors.warehouse.errors import translate
from pursight_agent.connectors.warehouse.flavour import Flavour
from pursight_agent.connectors.warehouse.parsing import parse
from pursight_agent.connectors.warehouse.session import Session
from pursight_agent.push_down.cells import batch_of, settled
from pursight_agent.push_down.kinds import Family, Kind, kind_of, spelled
from pursight_agent.push_down.measuring import question, statement
from pursight_agent.source import (
    ObjectFailed,
    PasswordNeeded,
    SourceDenied,
    SourceRefused,
    SourceTimeout,
    SourceUnreachable,
    SourceUnsupported,
)

GOLDEN = Path(__file__).parent / "warehouse_sql"
NAMES = sorted(set(SCHEMES.values()))
FAMILIES = [family.value for family in Family]
SQLGLOT = {"sqlserver": "tsql"}
HOSTILE = TableFacts(
    schema_name='a"b.c',
    name='t"`];DROP TABLE x;--%s:y',
    kind=TableKind.TABLE,
    row_count=1_000_000,
    columns=tuple(
        ColumnFacts(name=f'{name}"`]%s\\', position=at, type=name)
        for at, name in enumerate(FAMILIES, 1)
    ),
)


def flavour_of(name: str) -> Flavour:
    module = import_module(f"pursight_agent.connectors.warehouse.{name}")
    found = getattr(module, name.upper())
    assert isinstance(found, Flavour)
    return found


def session_of(name: str) -> Session:
    flavour = flavour_of(name)
    if flavour.quote is None:
        pytest.importorskip(flavour.module, reason=f"not run: needs {flavour.module}")
    options = {"http_path": "/sql/1.0/warehouses/x"} if name == "databricks" else {}
    return Session(flavour, Address("host", None, "ann", "warehouse", options, "x"))


def composed(name: str) -> str:
    session = session_of(name)
    words, quote = session.flavour.aggregates, session.quote
    relation = session.relation(HOSTILE.schema_name, HOSTILE.name)
    asked = [
        question(column.name, Kind(Family(column.type)), quote(column.name), words)
        for column in HOSTILE.columns
    ]
    narrow = HOSTILE.model_copy(update={"columns": HOSTILE.columns[:2]})
    parts = [
        session.filled(session.flavour.tables).strip(),
        session.filled(session.flavour.columns).strip(),
        *(session.filled(keys).strip() for keys in session.flavour.keys),
        statements.count(relation),
        statements.select(session.flavour, quote, relation, narrow, None),
        statements.select(session.flavour, quote, relation, narrow, 1000),
        statement(asked, relation, words),
    ]
    return "\n;\n".join(parts) + "\n"


@pytest.mark.parametrize("name", NAMES)
def test_statements_are_those_that_were_looked_at(name: str) -> None:
    text = composed(name)
    path = GOLDEN / f"{name}.sql"
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_statements_are_grammatical(name: str) -> None:
    sqlglot = pytest.importorskip("sqlglot", reason="not run: needs sqlglot")
    for part in (GOLDEN / f"{name}.sql").read_text(encoding="utf-8").split("\n;\n"):
        # This parser does not know BigQuery's way to quote a backtick.
        known = part.replace("\\\\", "").replace("\\`", "'") if name == "bigquery" else part
        trees = sqlglot.parse(known, dialect=SQLGLOT.get(name, name))
        assert len(trees) == 1, part  # a name that ended its quotes would have begun a second


@pytest.mark.parametrize("name", NAMES)
def test_an_address_is_understood_and_keeps_its_password(name: str) -> None:
    flavour = flavour_of(name)
    address = parse(EXAMPLES[name].replace("user@", "ann:s3%40cret@"), flavour, None)
    assert address.secret in {"s3@cret", None}
    assert "s3" not in repr(address)
    with pytest.raises(SourceUnsupported, match="no option is called odd") as caught:
        parse(f"{name}://h/d?odd=s3cret", flavour, None)
    assert "s3cret" not in caught.value.message


def test_a_password_is_asked_for_when_it_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MSSQL_PASSWORD", raising=False)
    with pytest.raises(PasswordNeeded, match="asks for a password"):
        open_source("sqlserver://ann@host/db").test()


def test_a_missing_package_is_named_with_what_to_install(
    make_database: Callable[[str], str],
) -> None:
    absent = replace(stand_ins.POSTGRES, driver="nonesuch", module="nonesuch.sqlalchemy")
    with pytest.raises(SourceUnsupported, match="nonesuch") as caught:
        opened(absent, make_database("")).test()
    assert "pursight[agent-warehouses]" in caught.value.hint


class OracleError:
    """What python-oracledb puts in an exception."""

    def __init__(self, full_code: str, code: int) -> None:
        self.full_code, self.code = full_code, code


class WithAttributes(Exception):
    """An exception of a driver that tells its number in an attribute."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__("the value 'secret-4711'")
        self.__dict__ |= attributes


@pytest.mark.parametrize(
    ("name", "error", "kind"),
    [
        ("sqlserver", Exception((229, b"secret-4711")), SourceDenied),
        ("sqlserver", Exception(18456, b"secret-4711"), SourceRefused),
        ("oracle", Exception(OracleError("ORA-01017", 1017)), SourceRefused),
        ("oracle", Exception(OracleError("DPY-4024", 4024)), SourceTimeout),
        ("snowflake", WithAttributes(errno=630), SourceTimeout),
        ("bigquery", WithAttributes(code=403), SourceDenied),
        ("redshift", WithAttributes(sqlstate="42501"), SourceDenied),
        ("databricks", WithAttributes(sqlstate="42501"), SourceDenied),
        ("trino", WithAttributes(error_name="PERMISSION_DENIED"), SourceDenied),
        ("trino", WithAttributes(error_name="DIVISION_BY_ZERO"), ObjectFailed),
        ("snowflake", ConnectionRefusedError(111, "secret-4711"), SourceUnreachable),
    ],
)
def test_errors_are_told_by_number_and_not_by_their_words(
    name: str, error: Exception, kind: type[Exception]
) -> None:
    told = translate(flavour_of(name), error, "the table")
    assert type(told) is kind
    assert "4711" not in f"{told.message} {told.hint}"


@pytest.mark.parametrize(
    ("url", "module"),
    [("sqlserver://ann@127.0.0.1:9/db", "pymssql"), ("oracle://ann@127.0.0.1:9/db", "oracledb")],
)
def test_where_nobody_listens_the_drivers_say_so(url: str, module: str) -> None:
    pytest.importorskip(module)
    with pytest.raises(SourceUnreachable):
        open_source(url, secret="x").test()


@pytest.mark.logs_warnings
def test_no_value_is_logged_however_talkative_the_log(
    make_database: Callable[[str], str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    source = opened(
        stand_ins.POSTGRES, make_database("CREATE TABLE t AS SELECT 'secret-4711' AS a;")
    )
    table = source.discover(Scope()).tables[0]
    assert sum(batch.num_rows for batch in source.read(table, sample_rows=None)) == 1
    source.close()
    assert "4711" not in caplog.text


class ArrowCursor:
    """A driver's cursor that gives Arrow tables, the last one empty."""

    def __init__(self, table: pa.Table) -> None:
        self.left, self.executed = table, ""

    def __enter__(self) -> "ArrowCursor":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def execute(self, text: str) -> None:
        self.executed = text

    def fetchmany_arrow(self, size: int) -> pa.Table:
        part, self.left = self.left.slice(0, size), self.left.slice(size)
        return part


class Connection:
    """As much of three drivers' connections as the Arrow roads touch."""

    def __init__(self, table: pa.Table) -> None:
        self.table = table
        self._client = self

    def cursor(self) -> ArrowCursor:
        return ArrowCursor(self.table)

    def fetch_df_batches(self, text: str, *, size: int) -> Iterator[pa.Table]:
        assert text == "SELECT 1"
        for start in range(0, self.table.num_rows, size):
            yield self.table.slice(start, size)

    def query(self, text: str) -> "Connection":
        assert text == "SELECT 1"
        return self

    def result(self, *, page_size: int) -> "Connection":
        assert page_size == 3
        return self

    def to_arrow_iterable(self) -> Iterator[pa.RecordBatch]:
        yield from self.table.to_batches()


@pytest.mark.parametrize("name", ["oracle", "bigquery", "databricks"])
def test_arrow_of_a_driver_becomes_batches_of_the_declared_types(name: str) -> None:
    given = pa.table(
        {
            "N": pa.array([1.0, 2.0, None, 4.0, 5.0, 6.0, 7.0]),
            "T": pa.array(["a", None, "c", "d", "e", "f", "g"], pa.large_string()),
            "L": pa.array([[1], None, [], [2], [3], [4], [5]]),
        }
    )
    columns = [
        ("N", Kind(Family.DECIMAL, 10, 2)),
        ("T", Kind(Family.TEXT)),
        ("L", Kind(Family.OTHER)),
    ]
    road = flavour_of(name).arrow
    assert road is not None
    batches = list(settled(road(Connection(given), "SELECT 1", 3), columns))
    assert {batch.schema.field("N").type for batch in batches} == {pa.decimal128(10, 2)}
    rows = [row for batch in batches for row in batch.to_pylist()]
    assert len(rows) == 7
    assert str(rows[0]["N"]) == "1.00"
    assert [row["L"] for row in rows[:3]] == ["[1]", None, "[]"]


@pytest.mark.parametrize(
    ("name", "declared", "expected"),
    [
        ("oracle", spelled("NUMBER", 0, 10, 2, {}), "decimal128(10, 2)"),
        ("oracle", "NUMBER", "string"),
        ("oracle", "DATE", "timestamp[us]"),
        ("oracle", "TIMESTAMP(6) WITH LOCAL TIME ZONE", "timestamp[us, tz=UTC]"),
        ("sqlserver", "datetimeoffset", "timestamp[us, tz=UTC]"),
        ("sqlserver", "timestamp", "binary"),
        ("sqlserver", "bit", "bool"),
        ("snowflake", "TIMESTAMP_NTZ", "timestamp[us]"),
        ("snowflake", "VARIANT", "string"),
        ("bigquery", "TIMESTAMP", "timestamp[us, tz=UTC]"),
        ("bigquery", "ARRAY<STRUCT<a INT64>>", "string"),
        ("bigquery", "NUMERIC", "decimal128(38, 9)"),
        ("databricks", "timestamp_ntz", "timestamp[us]"),
        ("databricks", "map<string,int>", "string"),
        ("trino", "timestamp(3) with time zone", "timestamp[us, tz=UTC]"),
        ("trino", "row(a bigint)", "string"),
        ("redshift", "character varying(20)", "string"),
    ],
)
def test_declared_types_become_arrow(name: str, declared: str, expected: str) -> None:
    assert str(kind_of(declared, flavour_of(name).own).arrow) == expected


def test_a_value_that_is_not_of_its_type_is_said_without_it() -> None:
    with pytest.raises(ObjectFailed, match="'n'") as caught:
        batch_of([("secret-4711",)], [("n", Kind(Family.INTEGER))])
    assert "4711" not in caught.value.message
