"""Delimited files as spreadsheets, databases and reports really write them."""

import csv
import io
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pursight.contracts.agents import Scope
from pursight.contracts.scans import Skipped, TableFacts
from pursight_agent.connectors.files import FilesSource
from pursight_agent.connectors.files.preamble import rows_before

Rows = list[list[str | None]]
HEADER = ["id", "full_name", "city", "amount"]
BODY = [[f"{n}", f"Ann {n}", "Paris" if n % 3 else "Lyon", f"{n}.50"] for n in range(40)]


def read(
    path: Path, sample_rows: int | None = None
) -> tuple[TableFacts, list[str], Rows, list[Skipped]]:
    with closing(FilesSource(path)) as source:
        (table,) = source.discover(Scope()).tables
        rows: Rows = []
        for batch in source.read(table, sample_rows=sample_rows):
            rows += [list(row.values()) for row in batch.to_pylist()]
        return table, [column.name for column in table.columns], rows, list(source.notices())


def written(folder: Path, text: str, name: str = "file.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def lines(*rows: list[str], delimiter: str = ",", end: str = "\n") -> str:
    return "".join(delimiter.join(row) + end for row in rows)


TABLE = lines(HEADER, *BODY)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize(
    ("before", "rows"),
    [
        ("# exported by Zoë, with commas, many, of, them\n# 2026\n", 2),
        ("Report of Zoë\n\n", 1),
        ("Report of Zoë,,,\n,,,\nPrinted,,,\r\n", 3),
        ('"Report, of Zoë",,,\n', 1),
    ],
)
def test_what_stands_before_the_header_names_no_columns(
    before: str, rows: int, encoding: str, tmp_path: Path
) -> None:
    path = written(tmp_path, before + TABLE, encoding=encoding)
    _, names, found, said = read(path)
    assert names == HEADER
    assert found == BODY
    assert [entry.code for entry in said] == ["file.preamble"]
    assert said[0].reason.startswith(f"{rows} rows" if rows > 1 else "One row")
    assert said[0].partial
    assert read(path, sample_rows=3)[2] == BODY[:3]


def test_titles_above_rows_that_are_not_all_alike(tmp_path: Path) -> None:
    ragged = [*BODY[:20], ["20", "Ann"], *BODY[21:]]
    path = written(tmp_path, f"# Zoë{'.' * 99}\n" + lines(HEADER, *ragged))
    _, names, rows, said = read(path)
    assert names == HEADER
    assert rows == [*BODY[:20], ["20", "Ann", None, None], *BODY[21:]]
    assert [entry.code for entry in said] == ["file.preamble", "file.ragged_rows"]


def test_a_comment_sign_before_the_names_is_part_of_the_first(tmp_path: Path) -> None:
    path = written(tmp_path, "##version=4\n#" + TABLE)
    _, names, rows, _ = read(path)
    assert names == ["#id", *HEADER[1:]]
    assert rows == BODY


@pytest.mark.parametrize(
    "rows",
    [
        [["place"], ["12 High Street", " London", " UK"], ["7 Low Street", " Paris", " FR"]],
        [["", "", "total"], ["1", "2", "3"], ["4", "5", "6"]],
        [["# a"], ["# b"], ["# c"]],
        [HEADER, *BODY],
        [],
    ],
)
def test_a_sparse_first_row_is_not_left_out_unless_names_follow(rows: list[list[str]]) -> None:
    assert rows_before(rows) == 0


def test_prose_keeps_lines_that_begin_like_comments(tmp_path: Path) -> None:
    path = written(tmp_path, "# Heading\nSome words\nand some more\n", "note.txt")
    _, _, rows, said = read(path)
    assert (len(rows), said) == (3, [])


@pytest.mark.parametrize("delimiter", [";", ",", "^", ":"])
def test_a_line_for_spreadsheets_names_the_delimiter(delimiter: str, tmp_path: Path) -> None:
    path = written(tmp_path, f"sep={delimiter}\r\n" + lines(HEADER, *BODY, delimiter=delimiter))
    assert read(path)[1:] == (HEADER, BODY, [])


@pytest.mark.parametrize("delimiter", ["\x01", "\x1f", "^", "~"])
def test_rarer_delimiters(delimiter: str, tmp_path: Path) -> None:
    path = written(tmp_path, lines(HEADER, *BODY, delimiter=delimiter))
    assert read(path)[1:] == (HEADER, BODY, [])


def test_a_text_with_a_rare_sign_a_line_is_not_divided(tmp_path: Path) -> None:
    path = written(tmp_path, "x^2\ny^3\nz^4\n", "formulas.txt")
    assert read(path)[2] == [["x^2"], ["y^3"], ["z^4"]]


def test_blanks_behind_delimiters_do_not_hide_quotes(tmp_path: Path) -> None:
    text = lines(HEADER, *([a, f'"{b}, MD"', c, d] for a, b, c, d in BODY), delimiter=", ")
    _, names, rows, said = read(written(tmp_path, text))
    assert names == HEADER
    assert rows == [[a, f"{b}, MD", c, d] for a, b, c, d in BODY]
    assert not said


def test_escaped_quotes_and_nulls_of_databases(tmp_path: Path) -> None:
    text = '"# 5" pipes"\n"id","full_name","city"\n'
    text += "".join(f'"{n}","Ann \\"A{n}\\", MD",\\N\n' for n in range(30))
    _, names, rows, said = read(written(tmp_path, text))
    assert names == HEADER[:3]
    assert rows == [[str(n), f'Ann "A{n}", MD', None] for n in range(30)]
    assert [entry.code for entry in said] == ["file.preamble"]


def test_paths_that_end_with_a_backslash_escape_nothing(tmp_path: Path) -> None:
    text = '"id","path"\n' + "".join(f'"{n}","C:\\dir {n}\\"\n' for n in range(30))
    assert read(written(tmp_path, text))[2] == [[str(n), f"C:\\dir {n}\\"] for n in range(30)]


def test_apostrophes_that_quote_and_others(tmp_path: Path) -> None:
    quoted = lines(HEADER, *([a, f"'{b}, MD'", c, d] for a, b, c, d in BODY))
    assert read(written(tmp_path, quoted))[2] == [[a, f"{b}, MD", c, d] for a, b, c, d in BODY]
    every = lines(HEADER, *([f"'{cell}'" for cell in row] for row in BODY))
    assert read(written(tmp_path, every))[2] == BODY
    others = [[a, "O'Neil" if n % 2 else "'t Hooft", c, d] for n, (a, _, c, d) in enumerate(BODY)]
    assert read(written(tmp_path, lines(HEADER, *others)))[2] == others


CELL = st.text(st.sampled_from("ab1 \",;\n\\'é"), min_size=1, max_size=8)


@settings(max_examples=60)
@given(rows=st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=3, max_size=12))
def test_what_is_written_with_escapes_is_read_back(
    rows: list[list[str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    rows = [[str(n), 'say "hi" ' + row[0], *row[1:]] for n, row in enumerate(rows)]
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, doublequote=False, escapechar="\\")
    writer.writerows([["id", "full_name", "city", "remark"], *rows])
    path = written(tmp_path_factory.mktemp("law"), text.getvalue())
    assert read(path)[2] == rows


def test_delimiters_at_the_ends_of_rows_hide_nothing(tmp_path: Path) -> None:
    text = lines(HEADER, *([*row, ""] for row in BODY))
    assert read(written(tmp_path, text))[1:] == (HEADER, BODY, [])


def test_cells_without_a_name_are_read(tmp_path: Path) -> None:
    """As R writes them: each row's number first, and no name for it in the header."""
    numbered = [[str(n), *row] for n, row in enumerate(BODY, 1)]
    path = written(tmp_path, lines(HEADER[1:], *([r[0], *r[2:]] for r in numbered)))
    _, names, rows, said = read(path)
    assert names == ["column_1", *HEADER[1:]]
    assert rows == [[r[0], *r[2:]] for r in numbered]
    assert not said
    path = written(tmp_path, lines(HEADER, *([*row, "ann@example.org"] for row in BODY)))
    _, names, rows, said = read(path)
    assert names == [*HEADER, "column_5"]
    assert rows == [[*row, "ann@example.org"] for row in BODY]
    assert not said


def test_the_sign_for_the_end_of_a_file_is_no_row(tmp_path: Path) -> None:
    path = written(tmp_path, lines(HEADER, *BODY, end="\r\n") + "\x1a")
    assert read(path)[1:] == (HEADER, BODY, [])


def test_japanese_that_changes_scripts_by_escapes(tmp_path: Path) -> None:
    rows = [[str(n), "佐藤太郎", "東京"] for n in range(30)]
    path = written(tmp_path, lines(["番号", "氏名", "都市"], *rows), encoding="iso2022_jp")
    assert read(path)[1:] == (["番号", "氏名", "都市"], rows, [])
