"""Snowflake's own driver against a stand-in that speaks its protocol, where one is installed."""

from collections.abc import Iterator
from typing import Any

import pytest

from pursight.contracts.agents import Scope
from pursight_agent.connectors import open_source
from pursight_agent.connectors.warehouse.connector import WarehouseSource
from pursight_agent.testing.check_source import check_source

STATEMENTS = """
create table "t""x.y;--%s" (id number(10,0), "se l" varchar(20), amount number(10,2),
  moment timestamp_ntz, ok boolean, d date, r binary, f float);
insert into "t""x.y;--%s" select 1, 'a', 1.25, '2026-01-01'::timestamp, true, '2026-01-01'::date,
  null, 1.5 union all select 2, null, null, null, null, null, null, null;
create table plain (id int, note varchar);
insert into plain values (1, 'x'), (2, 'y');
create view v as select id from plain
"""


@pytest.fixture(scope="module")  # the first call hides the function behind a module of its name
def address() -> Iterator[tuple[str, str]]:
    fakesnow = pytest.importorskip(
        "fakesnow", reason="not run: needs fakesnow[server] and a Snowflake driver 4.x"
    )
    driver = pytest.importorskip("snowflake.connector")
    with fakesnow.server() as given:
        options: dict[str, Any] = {**given}
        connection = driver.connect(**options, database="db1", schema="s1")
        for statement in STATEMENTS.replace("y;--", "y\0--").split(";\n"):
            connection.cursor().execute(statement.replace("\0", ";"))
        connection.close()
        place = f"{given['user']}@{given['account']}:{given['port']}/DB1"
        yield f"snowflake://{place}?host={given['host']}&protocol=http", given["password"]


@pytest.mark.filterwarnings("ignore")
def test_promises(address: tuple[str, str]) -> None:
    check_source(lambda: open_source(address[0], secret=address[1]))


@pytest.mark.filterwarnings("ignore")
def test_rows_come_as_arrow_and_numbers_from_there(address: tuple[str, str]) -> None:
    source = open_source(address[0], secret=address[1])
    assert isinstance(source, WarehouseSource)
    tables = {table.name: table for table in source.discover(Scope()).tables}
    table = next(table for name, table in tables.items() if name.startswith("t"))
    rows = [row for b in source.read(table, sample_rows=None) for row in b.to_pylist()]
    assert [(int(row["ID"]), row["se l"], row["OK"]) for row in rows] == [
        (1, "a", True),
        (2, None, None),
    ]
    measured = source.measure(table)
    assert measured.rows == 2
    assert measured.columns["AMOUNT"].facts["sum"] == "1.25"
    assert measured.columns["se l"].nulls == 1
    source.close()
