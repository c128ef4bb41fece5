"""CSV and its relatives: delimiters, encodings, quotes, ragged rows, headers."""

import bz2
import csv
import gzip
import io
import lzma
import string
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pursight import zstd
from pursight.contracts.agents import Scope
from pursight.contracts.scans import Skipped, TableFacts
from pursight_agent.connectors.files import FilesSource
from pursight_agent.connectors.files.dialects import quotes_are_quotes, sniff
from pursight_agent.connectors.files.headers import column_names, has_header
from pursight_agent.connectors.files.place import Bounds

Rows = list[list[str | None]]


def read(path: Path, bounds: Bounds | None = None) -> tuple[TableFacts, Rows, list[Skipped]]:
    with closing(FilesSource(path, bounds=bounds)) as source:
        discovery = source.discover(Scope())
        (table,) = discovery.tables
        rows: Rows = []
        for batch in source.read(table, sample_rows=None):
            rows += [list(row.values()) for row in batch.to_pylist()]
        return table, rows, list(source.notices())


def names_of(table: TableFacts) -> list[str]:
    return [column.name for column in table.columns]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_dialect_and_encoding_are_found_out(
    delimiter: str, ending: str, encoding: str, tmp_path: Path
) -> None:
    rows = [
        ["id", "næme", "note"],
        ["1", "Zoë", "a, b; c"],
        ["2", "René", f"line{ending}break"],
        ["3", "", "x|y"],
    ]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=ending).writerows(rows)
    path = tmp_path / "file.csv"
    path.write_bytes(text.getvalue().encode(encoding))
    table, found, notices = read(path)
    assert names_of(table) == rows[0]
    assert found == [[cell or None for cell in row] for row in rows[1:]]
    assert not notices


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", "имя;город\nИван Петров;Москва\nАнна Сидорова;Санкт-Петербург\n" * 5),
        ("gb18030", "姓名,城市\n王小明,北京市朝阳区\n李华,上海市浦东新区\n" * 5),
        ("cp932", "名前,都市\n山田太郎,とうきょう\nさとう花子,おおさか\n" * 5),
    ],
)  # fmt: skip
def test_other_scripts_are_recognised(encoding: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(text.encode(encoding))
    table, rows, _ = read(path)
    assert "".join(c or "" for row in rows for c in row)[:6] in text.replace(",", "").replace(
        ";", ""
    )
    assert len(table.columns) == 2


CELL = st.text(
    st.sampled_from(string.ascii_letters + string.digits + " \",;\t|\n\r'äß中"), max_size=8
)


@settings(max_examples=60)
@given(
    rows=st.lists(st.lists(CELL, min_size=3, max_size=3), max_size=12),
    delimiter=st.sampled_from([",", ";", "\t", "|"]),
)
def test_what_a_writer_quotes_is_read_back(
    rows: list[list[str]], delimiter: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    header = ["id_no", "full_name", "remark"]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows([header, *rows])
    path = tmp_path_factory.mktemp("law") / "file.csv"
    path.write_text(text.getvalue(), encoding="utf-8", newline="")
    table, found, notices = read(path)
    if names_of(table) == header:
        assert found == [[cell or None for cell in row] for row in rows]
    else:  # the words of the rows made the header look like data: then it is kept as data
        assert found[1:] == [[cell or None for cell in row] for row in rows]
    assert not notices


def test_quotes_that_are_no_quotes(tmp_path: Path) -> None:
    lines = ["id;owner;street"]
    lines += [
        f'{n};"Bar {n} & Sons;Via Roma {n}' if n % 9 == 0 else f"{n};X {n};Y" for n in range(99)
    ]
    path = tmp_path / "file.csv"
    path.write_text("\n".join(lines) + "\n")
    _, rows, notices = read(path)
    assert len(rows) == 99
    assert rows[0] == ["0", '"Bar 0 & Sons', "Via Roma 0"]
    assert not notices


def test_sniffing_prefers_what_fits_whole_records() -> None:
    assert sniff("a;b\n1,5;2,5\n3,5;4,5\n", whole=True).delimiter == ";"
    assert sniff('a,b\n"x;y;z",2\n"u;v;w",3\n', whole=True).delimiter == ","
    assert not sniff("just a line\nand another, longer one\n", whole=True).separated
    assert quotes_are_quotes(",", 'a,b\n"x\ny",2\n', whole=True)


@pytest.mark.parametrize(
    ("first", "below", "header"),
    [
        (["id", "name"], [["1", "Ann"], ["2", "Bob"]], True),
        (["1", "Ann"], [["2", "Bob"], ["3", "Cid"]], False),
        (["ann@x.org", "Ann"], [["bob@x.org", "Bob"]], False),
        (["ann@x.org", "Ann"], [], False),
        (["2026-01-01", "12.5"], [["2026-01-02", "13.5"]], False),
        (["Country", "2019", "2020"], [["Peru", "3.1", "4.5"], ["Chad", "1.0", "2.2"]], True),
        (["Ann", "Paris"], [["Bob", "Rome"], ["Cid", "Paris"], ["Ann", "Oslo"]], False),
        (["John", "Smith"], [["Mary", "Jones"], ["Paul", "Brown"]], False),
        (["NAME", "CITY"], [["Ann", "Paris"], ["Bob", "Rome"]], True),
        (["地区", "代码"], [["北京", "1"], ["上海", "2"]], True),
        (["", ""], [["1", "2"]], True),
        (["bob@x.org", "points", "level"], [["no mail", "1", "2"], ["none", "3", "4"]], False),
        (["Land", "2026-01-31", "2026-02-28"], [["Peru", "3", "4"], ["Chad", "1", "2"]], True),
        (["Country", "2019/2020"], [["Peru", "3.1"], ["Chad", "1.0"]], True),
        (["1990", "Ann"], [["1985", "Bob"], ["1971", "Cid"]], False),
        (["+1 555 010 9999", "x"], [["+1 555 010 1111", "y"]], False),
    ],
)  # fmt: skip
def test_first_row_of_data_never_names_columns(
    first: Sequence[str], below: Sequence[Sequence[str]], header: bool
) -> None:
    assert has_header(first, below) == header


def test_file_without_header_keeps_all_rows_and_no_value_as_name(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("ann@x.org,1990-01-01,12\nbob@x.org,1985-05-05,7\n")
    table, rows, _ = read(path)
    assert names_of(table) == ["column_1", "column_2", "column_3"]
    assert len(rows) == 2


def test_prose_is_one_column_without_a_header(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("Dear Ann Smith, I write to you.\nYours,\nBob\n")
    table, rows, _ = read(path)
    assert len(rows) == 3
    assert names_of(table)[0] == "column_1"


@given(st.lists(st.sampled_from(["a", "a_2", "a_3", "", " ", "b", "column_2"]), max_size=8))
def test_column_names_are_unique_and_keep_what_they_can(cells: list[str]) -> None:
    names = column_names(cells)
    assert len(set(names)) == len(names) == len(cells)
    for cell, name in zip(cells, names, strict=True):
        if cell.strip() and cells.count(cell) == 1:
            assert name == cell


@pytest.mark.parametrize(
    ("ending", "pack"),
    [
        ("gz", gzip.compress),
        ("bz2", bz2.compress),
        ("xz", lzma.compress),
        ("zst", zstd.compress),
    ],
)
def test_compressed_files(ending: str, pack: object, tmp_path: Path) -> None:
    path = tmp_path / f"file.csv.{ending}"
    path.write_bytes(pack(b"id,name\n1,ann\n"))  # type: ignore[operator]
    table, rows, _ = read(path)
    assert (names_of(table), rows) == (["id", "name"], [["1", "ann"]])
    renamed = tmp_path / "plain.csv"
    path.rename(renamed)
    assert read(renamed)[1] == rows, "the content says that it is compressed"


@pytest.mark.parametrize(
    ("ending", "pack"),
    [
        ("gz", gzip.compress),
        ("bz2", bz2.compress),
        ("xz", lzma.compress),
        ("zst", zstd.compress),
    ],
)
def test_compressed_files_in_parts_or_damaged(ending: str, pack: object, tmp_path: Path) -> None:
    """What is put together from parts is read whole; what was cut off is not taken for whole."""
    lines = [b"%d,%x\n" % (n, n * 2_654_435_761 % 2**61) for n in range(20_000)]
    parts = [pack(b"id,name\n" + b"".join(lines)), pack(b"x,y\n")]  # type: ignore[operator]
    path = tmp_path / f"file.csv.{ending}"
    path.write_bytes(b"".join(parts))
    assert len(read(path)[1]) == 20_001
    for damaged in (parts[0][:-9], parts[0][: len(parts[0]) // 2]):
        path.write_bytes(damaged)
        with closing(FilesSource(path)) as source:
            discovery = source.discover(Scope())
        assert [entry.code for entry in discovery.skipped] == ["file.corrupt"]
        assert not discovery.tables


def test_damage_in_a_zstandard_file_is_no_defect_of_ours(tmp_path: Path) -> None:
    path = tmp_path / "file.csv.zst"
    path.write_bytes(zstd.compress(b"id,name\n1,ann\n") + b"no frame at all")
    with closing(FilesSource(path)) as source:
        (entry,) = source.discover(Scope()).skipped
    assert entry.code == "file.corrupt"


def test_bomb_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "bomb.csv.gz"
    path.write_bytes(gzip.compress(b"id,name\n" + b"1,ann\n" * 500_000))
    with closing(FilesSource(path, bounds=Bounds(expanded=1 << 16, ratio=10))) as source:
        (entry,) = source.discover(Scope()).skipped
    assert entry.code == "file.bomb"
    assert entry.hint


def test_no_rows_and_no_columns(tmp_path: Path) -> None:
    for content, columns in ((b"", 0), (b"\n", 0), (b"id,name\n", 2), (b"id,name", 2)):
        path = tmp_path / "file.csv"
        path.write_bytes(content)
        table, rows, notices = read(path)
        assert (len(table.columns), rows, notices) == (columns, [], [])
