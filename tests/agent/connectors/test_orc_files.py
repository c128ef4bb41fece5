"""ORC: types and nested values, moments that Arrow cannot hold, damage."""

import contextlib
import random
from contextlib import closing
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.orc
import pytest

from pursight.contracts.agents import Scope
from pursight.contracts.scans import Skipped, TableFacts
from pursight.errors import PurSightError
from pursight_agent.connectors import open_source
from pursight_agent.connectors.files import FilesSource, orc
from pursight_agent.testing.check_source import check_source

Read = tuple[TableFacts, pa.Table, tuple[Skipped, ...]]


def write(path: Path, columns: Any, **options: Any) -> Path:
    pyarrow.orc.write_table(pa.table(columns), str(path), **options)
    return path


def read(path: Path) -> Read:
    with closing(FilesSource(path)) as source:
        discovery = source.discover(Scope())
        assert not discovery.skipped
        (table,) = discovery.tables
        found = pa.Table.from_batches(list(source.read(table, sample_rows=None)))
        return table, found, source.notices()


@pytest.mark.parametrize("compression", ["uncompressed", "zlib", "snappy", "lz4", "zstd"])
def test_types_and_nested_values(compression: str, tmp_path: Path) -> None:
    moment = datetime(2026, 1, 1, 1, 2, 3)  # noqa: DTZ001
    path = write(
        tmp_path / "f.orc",
        {
            "n": pa.array([1, None], pa.int32()),
            "s": ["ü☃", ""],
            "d": [date(2026, 2, 28), date(9999, 12, 31)],
            "t": pa.array([moment, None], pa.timestamp("us")),
            "p": pa.array([Decimal("1.50"), None], pa.decimal128(10, 2)),
            "b": [b"\x00\xff", None],
            "l": pa.array([{"a": 1, "b": ["x", None]}, None]),
            "m": pa.array([[("k", 1)], []], pa.map_(pa.string(), pa.int64())),
        },
        compression=compression,
    )
    table, found, notices = read(path)
    assert (table.format, table.row_count) == ("orc", 2)
    assert {c.name: c.type for c in table.columns}["m"] == "map<string, int64>"
    assert found.drop_columns(["t"]).to_pylist() == [
        {"n": 1, "s": "ü☃", "d": date(2026, 2, 28), "p": Decimal("1.50"), "b": b"\x00\xff",
         "l": '{"a": 1, "b": ["x", null]}', "m": '[["k", 1]]'},
        {"n": None, "s": "", "d": date(9999, 12, 31), "p": None, "b": None, "l": None, "m": "[]"},
    ]  # fmt: skip
    assert found["t"].cast(pa.timestamp("us")).to_pylist() == [moment, None]
    assert not notices


def test_moments_beyond_reach_cost_their_column_only(tmp_path: Path) -> None:
    """9999-12-31 is how warehouses spell "for ever"."""
    ever = pa.array([datetime(9999, 12, 31)] * 3, pa.timestamp("us"))  # noqa: DTZ001
    now = pa.array([datetime(2026, 12, 31)] * 3, pa.timestamp("us"))  # noqa: DTZ001
    path = write(tmp_path / "f.orc", {"until": ever, "n": [1, 2, 3], "at": now})
    _, found, notices = read(path)
    assert found["n"].to_pylist() == [1, 2, 3]
    assert found["until"].null_count == 3
    assert found["at"].null_count == 0
    assert [(entry.code, entry.partial) for entry in notices] == [("file.out_of_range", True)]


def test_texts_that_are_no_utf8_keep_their_rows(tmp_path: Path) -> None:
    path = write(tmp_path / "f.orc", {"s": ["cafXX", "ok"]}, compression="uncompressed")
    path.write_bytes(path.read_bytes().replace(b"cafXX", b"caf\xe9\xe9"))
    _, found, _ = read(path)
    assert found["s"].to_pylist() == ["caf\ufffd\ufffd", "ok"]


def test_large_stripes_come_in_small_batches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(orc, "_CHUNK", 100_000)
    path = write(tmp_path / "f.orc", {"s": ["x" * 1000 + str(n) for n in range(20_000)]})
    with closing(FilesSource(path)) as source:
        (table,) = source.discover(Scope()).tables
        batches = [batch.num_rows for batch in source.read(table, sample_rows=None)]
    assert sum(batches) == 20_000
    assert max(batches) <= 2048


def read_or_say(path: Path) -> str:
    """What came of it: a code, or nothing when it could be read."""
    with closing(FilesSource(path)) as source:
        discovery = source.discover(Scope())
        for entry in discovery.skipped:
            return entry.code
        with contextlib.closing(source):
            try:
                for batch in source.read(discovery.tables[0], sample_rows=None):
                    batch.validate(full=True)
            except PurSightError as error:
                return error.code
    return ""


def test_cut_off_or_damaged_anywhere(tmp_path: Path) -> None:
    path = write(tmp_path / "f.orc", {"n": list(range(300)), "s": [f"x{n}" for n in range(300)]})
    whole = path.read_bytes()
    for keep in (0, 2, 3, 50, len(whole) - 1):
        path.write_bytes(whole[:keep])
        assert read_or_say(path) == "file.corrupt", keep
    chance = random.Random(4)
    for _ in range(150):
        content = bytearray(whole)
        content[chance.randrange(len(content))] = chance.randrange(256)
        path.write_bytes(content)
        assert read_or_say(path) in ("", "file.corrupt")


def test_told_by_its_content_and_never_by_its_first_letters_alone(tmp_path: Path) -> None:
    assert read(write(tmp_path / "part-0000", {"n": [1]}))[0].format == "orc"
    table = tmp_path / "people.csv"
    table.write_text("ORCID,name\n0000-0002-1825-0097,Josiah\n")
    assert [column.name for column in read(table)[0].columns] == ["ORCID", "name"]


def test_keeps_the_promises_of_a_source(tmp_path: Path) -> None:
    path = write(tmp_path / "f.orc", {"n": list(range(5000)), "s": ["x"] * 5000})
    check_source(lambda: open_source(str(path)))
    write(
        tmp_path / "empty.orc",
        {"n": pa.array([], pa.int64()), "l": pa.array([], pa.list_(pa.int8()))},
    )
    check_source(lambda: open_source(str(tmp_path)))
