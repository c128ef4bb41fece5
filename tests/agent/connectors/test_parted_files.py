"""Tables in many files: what is one table, its columns, and a part that is broken."""

import json
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import orc

from pursight.contracts.agents import Scope
from pursight.contracts.scans import TableFacts
from pursight_agent.connectors import open_source
from pursight_agent.connectors.files import FilesSource
from pursight_agent.connectors.files.parts import Parted, arranged
from pursight_agent.connectors.files.place import LocalFile
from pursight_agent.connectors.files.walk import Found
from pursight_agent.testing.check_source import check_source


def parquet(path: Path, **columns: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.table(columns), path)


def found(*paths: str) -> list[Found]:
    return [
        Found(LocalFile(Path(path)), path.rpartition("/")[0], path.rpartition("/")[2])
        for path in paths
    ]


def names(items: Sequence[Any]) -> list[str]:
    return [f"{i.schema}/{i.name}" + "*" * isinstance(i, Parted) for i in items]


def whole(folder: Path, name: str) -> tuple[TableFacts, pa.Table]:
    with closing(FilesSource(folder)) as source:
        table = next(t for t in source.discover(Scope()).tables if t.name == name)
        return table, pa.Table.from_batches(list(source.read(table, sample_rows=None)))


ID = "11111111-2222-3333-4444-555555555555".replace("-", "")


@pytest.mark.parametrize(
    ("paths", "tables"),
    [
        (["s/y=1/m=2/a.csv", "s/y=1/m=3/b.csv"], ["/s*"]),
        (["s/y=1/a.csv"], ["/s*"]),
        (["y=1/a.csv", "y=2/a.csv"], ["/top*"]),
        (["s/y=1/a.csv", "s/y=1/b.json"], ["s/y=1/a.csv", "s/y=1/b.json"]),
        (["s/y=1/a.csv", "s/m=1/a.csv"], ["s/y=1/a.csv", "s/m=1/a.csv"]),
        (["s/y=1/a.csv", "s/read.csv"], ["s/y=1/a.csv", "s/read.csv"]),
        (["s/y=1/x/a.csv", "s/y=1/x/b.csv"], ["s/y=1/x/a.csv", "s/y=1/x/b.csv"]),
        (["s/_SUCCESS", "s/y=1/a.csv", "s/y=1/.a.csv.crc"], ["/s*"]),
        ([f"d/part-0000{n}-{ID[n:]}{ID[:n]}-c000.snappy.parquet" for n in (0, 1)], ["/d*"]),
        (["d/part-0.csv", "d/part-1.csv"], ["/d*"]),
        (["d/part_0.csv.gz", "d/part_1.csv.gz", "d/deep/x.csv"], ["/d*", "d/deep/x.csv"]),
        (["d/x-00000-of-00002.csv", "d/x-00001-of-00002.csv"], ["/d*"]),
        (["d/0001.jsonl", "d/0002.jsonl"], ["/d*"]),
        (["d/part-0.csv"], ["d/part-0.csv"]),
        (["d/sales_2023.csv", "d/sales_2024.csv"], ["d/sales_2023.csv", "d/sales_2024.csv"]),
        (["d/part-0.csv", "d/part-1.csv", "d/other.csv"],
         ["d/part-0.csv", "d/part-1.csv", "d/other.csv"]),
        (["d/y=1/a.xlsx", "d/y=2/a.xlsx"], ["d/y=1/a.xlsx", "d/y=2/a.xlsx"]),
    ],
)  # fmt: skip
def test_what_is_one_table(paths: list[str], tables: list[str]) -> None:
    assert names(arranged(found(*paths), "top")) == tables


@given(st.lists(st.sampled_from(
    ["a/x.csv", "a/part-1.csv", "a/part-2.csv", "b/y=1/p.csv", "b/y=2/p.csv", "b/z.json", "x.csv",
     "b/y=2/_ok", "c/_delta_log/0.json", "c/p.parquet"]
), unique=True))  # fmt: skip
def test_no_file_is_lost_or_twice(paths: list[str]) -> None:
    held: list[str] = []
    owned = 0
    for item in arranged(found(*paths), "top"):
        if isinstance(item, Parted):
            held += [f"{p.found.schema}/{p.found.name}".strip("/") for p in item.parts]
        elif isinstance(item, Found):
            held.append(f"{item.schema}/{item.name}".strip("/"))
        else:
            owned += 1
    expected = [p for p in paths if not p.startswith("c/") or "c/_delta_log/0.json" not in paths]
    assert len(held) == len(set(held))
    assert set(expected) - set(held) <= {"b/y=2/_ok"}
    assert owned == ("c/_delta_log/0.json" in paths)


def test_partition_columns_are_typed_and_added(tmp_path: Path) -> None:
    for day, code in (("2026-01-01", "01"), ("__HIVE_DEFAULT_PARTITION__", "02")):
        parquet(
            tmp_path / "sales" / f"day={day}" / f"n={code}" / "kind=a%20b" / "p.parquet", id=[1, 2]
        )
    table, rows = whole(tmp_path, "sales")
    assert rows.schema.types == [pa.int64(), pa.date32(), pa.int64(), pa.string()]
    assert rows.column("n").to_pylist() == [1, 1, 2, 2]
    assert {str(v) for v in rows.column("day").to_pylist()} == {"2026-01-01", "None"}
    assert set(rows.column("kind").to_pylist()) == {"a b"}
    assert (table.row_count, table.format) == (4, "parquet")
    assert table.comment is not None
    assert table.comment.startswith("2 files, ")


def test_added_columns_and_wider_types(tmp_path: Path) -> None:
    at = tmp_path / "t"
    parquet(at / "part-0.parquet", a=pa.array([1], pa.int32()), b=[1], c=[1], d=["x"])
    parquet(at / "part-1.parquet", a=pa.array([2**40]), b=["text"], c=[0.5], e=[True])
    table, rows = whole(tmp_path, "t")
    assert dict(zip(rows.schema.names, rows.schema.types, strict=True)) == {
        "a": pa.int64(), "b": pa.string(), "c": pa.string(), "d": pa.string(), "e": pa.bool_(),
    }  # fmt: skip
    assert rows.to_pylist() == [
        {"a": 1, "b": "1", "c": "1", "d": "x", "e": None},
        {"a": 2**40, "b": "text", "c": "0.5", "d": None, "e": True},
    ]
    assert "Not in every file: d, e." in (table.comment or "")
    assert "Of several types: a, b, c." in (table.comment or "")


def test_every_format_and_its_promises(tmp_path: Path) -> None:
    for year in (2025, 2026):
        parquet(tmp_path / "p" / f"y={year}" / "a.parquet", i=[1, 2], t=["a", None])
        for name, text in (
            ("c/{}/a.csv", "id,name\n1,ann\n2,bob\n"),
            ("j/{}/a.jsonl", json.dumps({"a": year}) + "\n"),
        ):
            path = tmp_path / name.format(f"y={year}")
            path.parent.mkdir(parents=True)
            path.write_text(text)
        (tmp_path / "o" / f"y={year}").mkdir(parents=True)
        orc.write_table(pa.table({"i": [year]}), tmp_path / "o" / f"y={year}" / "a.orc")
    check_source(lambda: open_source(str(tmp_path)))
    with closing(open_source(str(tmp_path))) as source:
        tables = source.discover(Scope()).tables
    assert [(t.name, t.columns[-1].name) for t in tables] == [(n, "y") for n in "cjop"]


def test_broken_part_costs_itself_only(tmp_path: Path) -> None:
    for number in range(3):
        parquet(tmp_path / "t" / f"mail=someone{number}@example.org" / "x.parquet", i=[number])
    (tmp_path / "t" / "mail=someone1@example.org" / "x.parquet").write_bytes(b"PAR1 no more")
    with closing(FilesSource(tmp_path)) as source:
        discovery = source.discover(Scope())
        (table,) = discovery.tables
        (left,) = discovery.skipped
        rows = pa.Table.from_batches(list(source.read(table, sample_rows=None)))
    assert rows.column("i").to_pylist() == [0, 2]
    assert (left.name, left.code, left.partial) == ("t", "file.corrupt", True)
    assert "1 of 3 files" in left.reason
    said = discovery.model_dump_json() if hasattr(discovery, "model_dump_json") else repr(discovery)
    assert "someone" not in said, "names of such folders are values of a column"


def test_state_follows_each_part(tmp_path: Path) -> None:
    def state() -> str | None:
        with closing(FilesSource(tmp_path)) as source:
            (table,) = source.discover(Scope()).tables
            return source.content_state(table)

    parquet(tmp_path / "t" / "part-0.parquet", i=[1])
    parquet(tmp_path / "t" / "part-1.parquet", i=[2])
    before = state()
    assert before == state()
    parquet(tmp_path / "t" / "part-1.parquet", i=[3])
    changed = state()
    assert changed != before
    parquet(tmp_path / "t" / "part-2.parquet", i=[3])
    assert state() not in (before, changed)


def test_can_be_turned_off(tmp_path: Path) -> None:
    parquet(tmp_path / "t" / "y=1" / "p.parquet", i=[1])
    with closing(open_source(f"file://{tmp_path}?partitions=off")) as source:
        (table,) = source.discover(Scope()).tables
    assert (table.schema_name, table.name) == ("t/y=1", "p.parquet")


@pytest.mark.parametrize(
    "log", ["_delta_log/00000000000000000000.json", "metadata/v1.metadata.json"]
)
def test_tables_with_a_log_of_their_own_are_said(log: str, tmp_path: Path) -> None:
    parquet(tmp_path / "s" / "t" / "data" / "x.parquet", i=[1])
    (tmp_path / "s" / "t" / log).parent.mkdir()
    (tmp_path / "s" / "t" / log).write_text("{}")
    with closing(FilesSource(tmp_path)) as source:
        discovery = source.discover(Scope())
    assert discovery.tables == ()
    (left,) = discovery.skipped
    assert (left.schema_name, left.name, left.code) == ("s", "t", "file.table_format")
