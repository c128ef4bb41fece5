"""Whatever is written into a MySQL or MariaDB table comes out of it again."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders.mariadb import MariaServer

from pursight.contracts.agents import Scope
from pursight_agent.connectors import open_source

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
ROWS = st.lists(
    st.tuples(
        st.none() | st.integers(0, 2**64 - 1),
        st.none() | TEXTS,
        st.none() | st.binary(max_size=20),
        st.none() | st.integers(-(10**20), 10**20).map(Decimal),
        st.none() | st.floats(allow_nan=False, allow_infinity=False),
        st.none() | st.floats(width=32, allow_nan=False, allow_infinity=False),
        st.none() | st.datetimes(),
        st.none() | st.dates(),
        st.none() | st.timedeltas(timedelta(hours=-838), timedelta(hours=838)),
    ),
    max_size=6,
)
COLUMNS = (
    "id int PRIMARY KEY, n bigint unsigned, t longtext, b longblob, d decimal(65), f double, "
    "s float, m datetime(6), day date, span time(6)"
)


@pytest.fixture(scope="module")
def database(mariadb_server: MariaServer) -> Iterator[str]:
    name = "roundtrip"
    mariadb_server.run(f"CREATE DATABASE {name};\nCREATE TABLE {name}.t ({COLUMNS})")
    yield name
    mariadb_server.run(f"DROP DATABASE {name}")


@settings(max_examples=max(25, settings().max_examples // 4))
@given(rows=ROWS)
def test_what_was_written_is_read(
    rows: list[tuple[Any, ...]], database: str, mariadb_server: MariaServer
) -> None:
    with closing(mariadb_server.connect(database=database)) as connection:
        cursor = connection.cursor()
        cursor.execute("TRUNCATE t")
        marks = ", ".join(["%s"] * len(COLUMNS.split(", ")))
        for number, row in enumerate(rows):
            cursor.execute(f"INSERT INTO t VALUES ({marks})", (number, *row))
    with closing(open_source(mariadb_server.url(database))) as source:
        facts = source.discover(Scope()).tables[0]
        batches = list(source.read(facts, sample_rows=None, batch_rows=4))
        found = pa.Table.from_batches(batches).drop_columns(["id"])
    for place, name in enumerate(found.column_names):
        got = found.column(name).to_pylist()
        wanted = [row[place] for row in rows]
        if name == "s":
            got = [None if v is None else float(np.float32(v)) for v in got]
        if name == "span":
            got = [None if v is None else _span(str(v)) for v in got]
        assert got == wanted, name


def _span(text: str) -> timedelta:
    """A time of day, or a duration as text, as what was written."""
    hours, minutes, seconds = text.lstrip("-").split(":")
    whole, _, fraction = seconds.partition(".")
    span = timedelta(
        hours=int(hours),
        minutes=int(minutes),
        seconds=int(whole),
        microseconds=int((fraction or "0").ljust(6, "0")),
    )
    return -span if text.startswith("-") else span
