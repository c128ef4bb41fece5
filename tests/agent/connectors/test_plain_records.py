"""Plain blocks say just what Python's csv says of the same text, and stop where they could not."""

import csv
import io
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pursight_agent.connectors.files import dialects, plain_records
from pursight_agent.connectors.files.dialects import (
    Dialect,
    _strictly_quoted,
    quotes_in_order,
)
from pursight_agent.connectors.files.plain_records import PlainBlocks

CELLS = st.sampled_from(
    [
        "",
        "a",
        "b c",
        "é",
        '"',
        '""',
        '"x"',
        '"a,b"',
        '"a""b"',
        '"a\nb"',
        '"',
        "'",
        " ",
        "\t",
        "1.5",
        "\ufeff",
        '"\r\n"',
        'x"y',
        "🙂",
    ]
)
LINES = st.lists(CELLS, min_size=1, max_size=3).map(",".join)
ENDS = st.sampled_from(["\n", "\n", "\r\n", "\r", "\n\n"])


def by_csv(text: str, *, quotes: bool) -> list[list[str | None]]:
    lines = io.StringIO(text.removeprefix("\ufeff"), newline="")
    return [[cell or None for cell in r] for r in Dialect(",", quotes).records(iter(lines))]


def read(
    content: bytes, width: int, *, quotes: bool, header: bool, block: int
) -> tuple[list[list[str | None]], bytes]:
    schema = pa.schema([pa.field(f"c{n}", pa.string()) for n in range(width)])
    blocks = PlainBlocks(
        io.BytesIO(content),
        delimiter=",",
        quotes=quotes,
        header=header,
        schema=schema,
        batch_rows=2,
        block=block,
    )
    rows: list[list[str | None]] = []
    for batch in blocks.batches():
        assert batch.num_rows <= 2
        columns = [column.to_pylist() for column in batch.columns]
        rows += [list(row) for row in zip(*columns, strict=True)]
    if header and blocks.begun:
        rows.insert(0, [])
    return rows, b"" if blocks.left is None else blocks.left.read()


@settings(max_examples=500, deadline=None)
@given(
    st.lists(st.tuples(LINES, ENDS), max_size=8),
    st.integers(1, 3),
    st.booleans(),
    st.booleans(),
    st.integers(3, 60),
)
def test_what_is_plain_and_what_is_left_are_the_whole(
    lines: list[tuple[str, str]], width: int, quotes: bool, header: bool, block: int
) -> None:
    text = "".join(line + end for line, end in lines)
    try:
        expected = by_csv(text, quotes=quotes)
    except csv.Error:
        return
    rows, left = read(text.encode(), width, quotes=quotes, header=header, block=block)
    rest = [] if not left else by_csv(left.decode(), quotes=quotes)
    if header and rows:
        rows[0] = expected[0]
    assert rows + rest == expected


@pytest.mark.parametrize("block", [7, 64, 4096])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_well_written_file_is_plain_to_its_end(tmp_path: Path, block: int, end: str) -> None:
    path = tmp_path / "t.csv"
    written = [["name", "said"], *([f"n{n}", f'he said "{n}",{end}then'] for n in range(50))]
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator=end).writerows(written)
    rows, left = read(path.read_bytes(), 2, quotes=True, header=True, block=max(block, 64))
    assert rows[1:] == written[1:]
    assert left == b""


@pytest.mark.parametrize(
    "odd",
    [b"x,\xff\n", b"x,\x00\n", b"only one\n", b"1,2,3\n", b'a"b,c\n', b'"a"b,c\n', b"a\rb,c\n"],
)
def test_the_first_block_that_is_not_plain_is_left_whole(odd: bytes) -> None:
    good = b"a,b\n" * 4
    rows, left = read(good + odd + good, 2, quotes=True, header=False, block=len(good))
    assert 0 < len(rows) <= 4
    assert rows == [["a", "b"]] * len(rows)
    assert left == (good + odd + good)[len(b"a,b\n") * len(rows) :]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(LINES, ENDS), max_size=8), st.integers(0, 40), st.booleans())
def test_quotes_that_are_in_order_are_read_strictly(
    lines: list[tuple[str, str]], cut: int, whole: bool
) -> None:
    text = "".join(line + end for line, end in lines)
    text = text if whole else text[: max(0, len(text) - cut)]
    if quotes_in_order(text.encode(), ",", whole=whole):
        assert _strictly_quoted(Dialect(","), text, whole=whole)


@pytest.mark.parametrize("looked_back", [0, 1, 100])
@given(text=st.text(alphabet='"\na,', max_size=40), quotes=st.booleans())
def test_the_last_record_ends_where_the_plain_way_says(
    text: str, quotes: bool, looked_back: int
) -> None:
    blocks = PlainBlocks(
        io.BytesIO(), delimiter=",", quotes=quotes, header=False, schema=pa.schema([]), batch_rows=1
    )
    ends = [at + 1 for at, sign in enumerate(text) if sign == "\n"]
    fitting = [end for end in ends if not quotes or text[:end].count('"') % 2 == 0]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plain_records, "_LOOKED_BACK", looked_back)
        room, opened = bytearray(text.encode()), quotes and bool(text.count('"') % 2)
        found = blocks._end_of_records(room, 0, len(room), opened=opened)
        assert found == max(fitting, default=0)


@given(text=st.text(alphabet='",\na\r', max_size=30), piece=st.integers(1, 7), whole=st.booleans())
def test_quotes_are_judged_alike_in_whatever_pieces(text: str, piece: int, whole: bool) -> None:
    data = text.encode()
    expected = quotes_in_order(data, ",", whole=whole)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dialects, "_PIECE", piece)
        assert quotes_in_order(data, ",", whole=whole) == expected


def test_the_first_batch_is_a_short_one() -> None:
    content = b"a,b\n" * 1000
    blocks = PlainBlocks(
        io.BytesIO(content),
        delimiter=",",
        quotes=True,
        header=False,
        schema=pa.schema([("a", pa.string()), ("b", pa.string())]),
        batch_rows=10_000,
        block=len(content) // 2,
    )
    first, second, *_ = [batch.num_rows for batch in blocks.batches()]
    assert 0 < first <= second // 2
