"""JSON, JSON lines, Parquet and workbooks: records of any shape to columns of one type."""

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from openpyxl.chart import BarChart

from pursight.contracts.agents import Scope
from pursight.contracts.scans import Skipped, TableFacts
from pursight_agent.connectors.files import FilesSource, json_files

Read = tuple[dict[str, TableFacts], dict[str, pa.Table], list[Skipped]]


def read(path: Path) -> Read:
    with closing(FilesSource(path)) as source:
        discovery = source.discover(Scope())
        tables = {table.name: table for table in discovery.tables}
        rows = {
            name: pa.Table.from_batches(list(source.read(table, sample_rows=None)))
            for name, table in tables.items()
        }
        return tables, rows, [*discovery.skipped, *source.notices()]


def read_json(value: Any, folder: Path) -> tuple[TableFacts, list[dict[str, Any]], pa.Schema]:
    path = folder / "file.json"
    path.write_text(value if isinstance(value, str) else json.dumps(value))
    tables, rows, _ = read(path)
    return tables["file.json"], rows["file.json"].to_pylist(), rows["file.json"].schema


def test_list_of_objects(tmp_path: Path) -> None:
    records = [{"a": 1, "b": "x", "c": {"d": [1, "ü"]}}, {"a": None, "b": "", "e": True}]
    table, rows, schema = read_json(records, tmp_path)
    assert [(c.name, c.type, c.nullable) for c in table.columns] == [
        ("a", "integer", True), ("b", "string", False), ("c", "object", True),
        ("e", "boolean", True),
    ]  # fmt: skip
    assert rows[0] == {"a": 1, "b": "x", "c": '{"d": [1, "ü"]}', "e": None}
    assert rows[1] == {"a": None, "b": "", "c": None, "e": True}
    assert schema.field("a").type == pa.int64()


@pytest.mark.parametrize(
    ("text", "format_"),
    [
        ('{"a": 1}\n{"a": 2}\n', "jsonl"),
        ('\n{"a": 1}\r\n\r\n{"a": 2}', "jsonl"),
        ('{\n "a": 1\n}\n{\n "a": 2\n}\n', "json"),
        ('{"a": 1} {"a": 2}', "json"),
        ('\ufeff[{"a": 1}, {"a": 2}]', "json"),
    ],
)
def test_values_one_after_another_in_a_file_called_json(
    text: str, format_: str, tmp_path: Path
) -> None:
    """What exports of MongoDB, Spark and jq are called: no JSON as a whole, each value is."""
    table, rows, _ = read_json(text, tmp_path)
    assert rows == [{"a": 1}, {"a": 2}]
    assert table.format == format_


def test_a_broken_line_of_a_file_called_json_costs_itself_only(tmp_path: Path) -> None:
    path = tmp_path / "file.json"
    path.write_text('{"a": 1}\n{"a": \n{"a": 3}\n')
    _, rows, said = read(path)
    assert rows["file.json"].to_pylist() == [{"a": 1}, {"a": 3}]
    assert [entry.code for entry in said] == ["file.broken_lines"]


@pytest.mark.parametrize(
    ("cells", "type_", "expected"),
    [
        ("[1, 2.5]", pa.float64(), [1.0, 2.5]),
        ("[1, 9223372036854775808]", pa.decimal128(38, 0), None),
        (f"[{'9' * 60}]", pa.string(), ["9" * 60]),
        ("[9007199254740993, 0.5]", pa.string(), ["9007199254740993", "0.5"]),
        ('[1, "one", true, null]', pa.string(), ["1", "one", "true", None]),
        ("[NaN, 1.5]", pa.float64(), None),
        ('["\\ud800x"]', pa.string(), ["?x"]),
        ("[null]", pa.string(), [None]),
        ("[[1], {}]", pa.string(), ["[1]", "{}"]),
    ],
)  # fmt: skip
def test_cells_of_one_column(
    cells: str, type_: pa.DataType, expected: list[Any] | None, tmp_path: Path
) -> None:
    _, rows, schema = read_json(f"[{', '.join(_records(cells))}]", tmp_path)
    assert schema.field("v").type == type_
    if expected is not None:
        assert [row["v"] for row in rows] == expected


def _records(cells: str) -> Iterator[str]:
    for cell in json.loads(cells):
        yield json.dumps({"v": cell})


def test_other_shapes_of_json(tmp_path: Path) -> None:
    keyed = {"u1": {"name": "ann"}, "u2": {"name": "bob", "key": 1}}
    _, rows, _ = read_json(keyed, tmp_path)
    assert rows[0] == {"key_": "u1", "name": "ann", "key": None}
    assert rows[1] == {"key_": "u2", "name": "bob", "key": 1}
    table, rows, _ = read_json({"type": "x", "features": [1]}, tmp_path)
    assert rows == [{"type": "x", "features": "[1]"}]
    _, rows, _ = read_json([1, "b"], tmp_path)
    assert [row["value"] for row in rows] == ["1", "b"]
    _, rows, _ = read_json([], tmp_path)
    assert rows == []
    table, rows, _ = read_json({"ann@x.org": 1, "bob@x.org": 2}, tmp_path)
    assert [column.name for column in table.columns] == ["key", "value"], "keys are values here"
    assert rows[0] == {"key": "ann@x.org", "value": 1}


def test_long_json_lines_come_in_small_batches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else one file of large documents takes all memory, and the whole scan with it."""
    monkeypatch.setattr(json_files, "_CHUNK", 10_000)
    path = tmp_path / "file.jsonl"
    path.write_text("".join(json.dumps({"n": n, "text": "x" * 1_000}) + "\n" for n in range(100)))
    with closing(FilesSource(path)) as source:
        (table,) = source.discover(Scope()).tables
        batches = list(source.read(table, sample_rows=None))
    assert [n for batch in batches for n in batch["n"].to_pylist()] == list(range(100))
    assert max(batch.num_rows for batch in batches) <= 10


def test_json_lines_skip_what_is_broken(tmp_path: Path) -> None:
    path = tmp_path / "file.ndjson"
    path.write_bytes(b'\xef\xbb\xbf{"a": 1}\r\n\r\n{"a": \n[1]\n{"b": "x"}')
    tables, rows, notices = read(path)
    assert rows["file.ndjson"].num_rows == 3
    assert [column.name for column in tables["file.ndjson"].columns] == ["a", "value", "b"]
    assert [entry.code for entry in notices] == ["file.broken_lines"]


def test_parquet_types_and_nested_values(tmp_path: Path) -> None:
    table = pa.table(
        {
            "n": pa.array([1, None], pa.int32()),
            "s": [{"a": 1, "b": [b"x"]}, None],
            "m": pa.array([[("k", 1)], []], pa.map_(pa.string(), pa.int64())),
            "t": pa.array([2**62, None], pa.timestamp("ns")).cast(pa.timestamp("ns")),
            "w": pa.array([[2**62], None], pa.list_(pa.timestamp("us"))),
        }
    )
    pq.write_table(table, tmp_path / "file.parquet")
    tables, rows, notices = read(tmp_path / "file.parquet")
    columns = {c.name: c.type for c in tables["file.parquet"].columns}
    assert columns["s"] == "struct<a: int64, b: list<element: binary>>"
    found = rows["file.parquet"]
    assert found["s"].to_pylist() == ['{"a": 1, "b": ["x"]}', None]
    assert found["m"].to_pylist() == ['[["k", 1]]', "[]"]
    assert found["w"].to_pylist() == [f"[{2**62}]", None]
    assert found.schema.field("n").type == pa.int32()
    assert not notices


def test_parquet_texts_that_are_no_utf8_keep_their_rows(tmp_path: Path) -> None:
    path = tmp_path / "file.parquet"
    raw = pa.array([b"ok", b"caf\xe9", None])
    offsets = raw.buffers()
    text = pa.StringArray.from_buffers(3, offsets[1], offsets[2], offsets[0], 1)
    pq.write_table(pa.table({"t": text}), path)
    _, rows, _ = read(path)
    assert rows["file.parquet"]["t"].to_pylist() == ["ok", "caf\ufffd", None]


def test_defect_in_one_file_does_not_stop_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bad.jsonl").write_text('{"a": 1}')
    (tmp_path / "good.csv").write_text("id,name\n1,ann\n")

    def break_down(self: object) -> Iterator[dict[str, Any]]:
        raise ZeroDivisionError("canary-7741")

    broken = "pursight_agent.connectors.files.json_files.JsonLinesFile._records"
    monkeypatch.setattr(broken, break_down)
    tables, _, notices = read(tmp_path)
    assert set(tables) == {"good.csv"}
    assert [(entry.name, entry.code) for entry in notices] == [("bad.jsonl", "internal")]
    assert "canary" not in notices[0].reason


def test_damaged_parquet_is_found_while_reading(tmp_path: Path) -> None:
    path = tmp_path / "file.parquet"
    pq.write_table(pa.table({"n": list(range(9999))}), path, write_page_checksum=True)
    content = bytearray(path.read_bytes())
    content[200] ^= 0xFF
    path.write_bytes(content)
    with closing(FilesSource(path)) as source:
        (table,) = source.discover(Scope()).tables
        with pytest.raises(Exception, match="damaged"):
            list(source.read(table, sample_rows=None))


def test_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    first: Any = book.active
    first.title = "people.2026"
    for row in (
        [None, None],
        ["name", "joined", "at", "score", "mixed", "huge", None],
        ["Ann", date(2026, 1, 2), time(8, 30), 1, "x", 10**20, None],
        [],
        ["Bob", datetime(2026, 1, 2, 3, 4), None, 2.5, 7, None, "stray"],  # noqa: DTZ001
    ):
        first.append(row)
    first.merge_cells("A6:B7")
    hidden = book.create_sheet("hidden")
    hidden.sheet_state = "hidden"
    hidden.append(["a"])
    hidden.append([True])
    book.create_sheet("void")
    book.create_chartsheet("chart").add_chart(BarChart())
    path = tmp_path / "file.xlsx"
    book.save(path)
    tables, rows, notices = read(path)
    people = tables["people.2026"]
    assert people.schema_name == "file.xlsx"
    assert [(c.name, c.type) for c in people.columns] == [
        ("name", "text"), ("joined", "datetime"), ("at", "time"), ("score", "number"),
        ("mixed", "mixed"), ("huge", "number"), ("column_7", "text"),
    ]  # fmt: skip
    found = rows["people.2026"].to_pylist()
    assert [row["name"] for row in found] == ["Ann", "Bob"]
    assert found[1]["mixed"] == "7"
    assert found[0]["at"] == time(8, 30)
    assert rows["hidden"].to_pylist() == [{"a": True}]
    assert (tables["void"].columns, rows["void"].num_rows) == ((), 0)
    assert [(entry.name, entry.code) for entry in notices] == [("chart", "file.chart")]


def test_workbook_that_would_unfold_too_far_is_not_opened(tmp_path: Path) -> None:
    from pursight_agent.connectors.files.place import Bounds

    book = openpyxl.Workbook()
    sheet: Any = book.active
    for _ in range(2000):
        sheet.append(["same", "same", "same"])
    book.save(tmp_path / "bomb.xlsx")
    bounds = Bounds(expanded=1 << 10, ratio=2)
    with closing(FilesSource(tmp_path / "bomb.xlsx", bounds=bounds)) as source:
        (entry,) = source.discover(Scope()).skipped
    assert (entry.code, entry.kind) == ("file.bomb", "archive")


def test_titles_above_a_sheets_header_name_no_columns(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row in (["Patients of Ann"], [], ["Printed", 2026], ["id", "full_name", "born", "weight"]):
        sheet.append(row)
    for n in range(30):
        sheet.append([n, f"Ann {n}", date(2000, 1, 1 + n), n / 2])
    book.save(tmp_path / "book.xlsx")
    tables, rows, said = read(tmp_path / "book.xlsx")
    assert [(c.name, c.type) for c in tables["Sheet"].columns] == [
        ("id", "integer"), ("full_name", "text"), ("born", "datetime"), ("weight", "number"),
    ]  # fmt: skip
    assert rows["Sheet"].num_rows == 30
    assert [(entry.code, entry.partial) for entry in said] == [("file.preamble", True)]
