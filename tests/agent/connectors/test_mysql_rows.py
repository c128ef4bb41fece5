"""Rows of the wire are taken apart, whatever the length of their cells."""

from collections.abc import Callable
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pursight.contracts.agents import Scope
from pursight_agent.connectors import open_source
from pursight_agent.connectors.mysql.rows import cells_of

LENGTHS = (0, 1, 250, 251, 252, 65_535, 65_536)


def packed(cell: bytes | None) -> bytes:
    if cell is None:
        return b"\xfb"
    size = len(cell)
    if size < 251:
        return bytes([size]) + cell
    if size < 1 << 16:
        return b"\xfc" + size.to_bytes(2, "little") + cell
    if size < 1 << 24:
        return b"\xfd" + size.to_bytes(3, "little") + cell
    return b"\xfe" + size.to_bytes(8, "little") + cell


@given(st.lists(st.none() | st.sampled_from(LENGTHS), max_size=8))
def test_cells_come_out_as_they_went_in(lengths: list[int | None]) -> None:
    cells = tuple(None if size is None else b"\xfe" * size for size in lengths)
    assert cells_of(b"".join(map(packed, cells)), len(cells)) == cells


def test_a_row_of_more_than_a_packet(make_mariadb: Callable[[str], str]) -> None:
    size = 9 << 20
    url = make_mariadb(
        "CREATE TABLE t (id int, v longtext, w longtext);\n"
        f"INSERT INTO t VALUES (1, REPEAT('x', {size}), REPEAT('y', {size})), (2, 'x', 'y')"
    )
    with closing(open_source(url)) as source:
        table = source.discover(Scope()).tables[0]
        (batch,) = source.read(table, sample_rows=None)
    assert [(len(r["v"]), len(r["w"])) for r in batch.to_pylist()] == [(size, size), (1, 1)]


def test_what_is_no_row_is_an_error() -> None:
    with pytest.raises(IndexError):
        cells_of(b"\x01", 2)
