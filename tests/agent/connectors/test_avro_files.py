"""Avro: every type and codec comes out as it went in; damage and tricks are told."""

import bz2
import contextlib
import io
import json
import lzma
import random
import struct
import uuid
import zlib
from contextlib import closing
from datetime import date, datetime, time, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import fastavro
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pursight import zstd
from pursight.contracts.agents import Scope
from pursight.contracts.scans import Skipped, TableFacts
from pursight.errors import PurSightError
from pursight_agent.connectors import open_source
from pursight_agent.connectors.files import FilesSource, avro, avro_blocks
from pursight_agent.connectors.files.place import Bounds
from pursight_agent.testing.check_source import check_source

UTC = timezone.utc  # noqa: UP017


def record(*fields: tuple[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "type": "record",
        "name": "row",
        "fields": [{"name": name, "type": type_, **more} for name, type_ in fields],
    }


def write(path: Path, schema: Any, rows: list[Any], **options: Any) -> Path:
    with path.open("wb") as file:
        fastavro.writer(file, schema, rows, **options)
    return path


def read(path: Path, **options: Any) -> tuple[TableFacts, pa.Table]:
    with closing(FilesSource(path, **options)) as source:
        discovery = source.discover(Scope())
        assert not discovery.skipped
        (table,) = discovery.tables
        found = pa.Table.from_batches(list(source.read(table, sample_rows=None)))
    found.validate(full=True)
    return table, found


def left_out(path: Path, **options: Any) -> Skipped:
    with closing(FilesSource(path, **options)) as source:
        (entry,) = source.discover(Scope()).skipped
    return entry


def logical(kind: str, called: str, **more: Any) -> dict[str, Any]:
    return {"type": kind, "logicalType": called, **more}


TYPES: list[Any] = [
    ("boolean", True, "boolean", pa.bool_(), True),
    ("int", -(2**31), "int", pa.int32(), -(2**31)),
    ("long", 2**63 - 1, "long", pa.int64(), 2**63 - 1),
    ("float", 1.5, "float", pa.float32(), 1.5),
    ("double", 0.1, "double", pa.float64(), 0.1),
    ("bytes", b"\x00\xff", "bytes", pa.binary(), b"\x00\xff"),
    ("string", "ü☃\x00", "string", pa.string(), "ü☃\x00"),
    ("null", None, "null", pa.string(), None),
    ({"type": "enum", "name": "E", "symbols": ["A", "B"]}, "B", "enum", pa.string(), "B"),
    ({"type": "fixed", "name": "F", "size": 2}, b"ab", "fixed", pa.binary(), b"ab"),
    (logical("int", "date"), date(2026, 2, 28), "date", pa.date32(), date(2026, 2, 28)),
    (logical("int", "time-millis"), time(1, 2, 3), "time-millis", pa.time32("ms"), time(1, 2, 3)),
    (logical("long", "time-micros"), time.max, "time-micros", pa.time64("us"), time.max),
    (logical("long", "timestamp-millis"), datetime(2026, 1, 1, tzinfo=UTC), "timestamp-millis",
     pa.timestamp("ms", "UTC"), datetime(2026, 1, 1, tzinfo=UTC)),
    (logical("long", "timestamp-micros"), datetime(1, 1, 1, tzinfo=UTC), "timestamp-micros",
     pa.timestamp("us", "UTC"), datetime(1, 1, 1, tzinfo=UTC)),
    (logical("long", "local-timestamp-micros"), datetime(2026, 1, 1),  # noqa: DTZ001
     "local-timestamp-micros",
     pa.timestamp("us"), datetime(2026, 1, 1)),  # noqa: DTZ001
    (logical("bytes", "decimal", precision=38, scale=4), Decimal("-12.3456"), "decimal(38,4)",
     pa.decimal128(38, 4), Decimal("-12.3456")),
    (logical("fixed", "decimal", precision=9, scale=2, size=4, name="D"), Decimal("1.50"),
     "decimal(9,2)", pa.decimal128(9, 2), Decimal("1.50")),
    (logical("bytes", "decimal", precision=60, scale=0), Decimal("9" * 60), "decimal(60,0)",
     pa.string(), "9" * 60),
    (logical("string", "uuid"), str(uuid.UUID(int=5)), "uuid", pa.string(), str(uuid.UUID(int=5))),
    (logical("fixed", "duration", size=12, name="L"), struct.pack("<III", 14, 3, 1500),
     "duration", pa.string(), "P14M3DT1.5S"),
    ({"type": "array", "items": "int"}, [1, 2], "array<int>", pa.string(), "[1, 2]"),
    ({"type": "map", "values": logical("int", "date")}, {"k": date(2026, 1, 2)}, "map<date>",
     pa.string(), '{"k": "2026-01-02"}'),
    ({"type": "record", "name": "In", "fields": [
        {"name": "d", "type": logical("bytes", "decimal", precision=4, scale=2)},
        {"name": "t", "type": ["null", logical("long", "timestamp-micros")]},
        {"name": "b", "type": "bytes"}]},
     {"d": Decimal("1.50"), "t": datetime(2026, 1, 1, tzinfo=UTC), "b": b"x"}, "record",
     pa.string(), '{"d": "1.50", "t": "2026-01-01T00:00:00+00:00", "b": "x"}'),
    (["string", "long"], 7, "union<string, long>", pa.string(), "7"),
]  # fmt: skip


@pytest.mark.parametrize("case", TYPES)
@pytest.mark.parametrize("nullable", [False, True])
def test_types(case: Any, nullable: bool, tmp_path: Path) -> None:
    type_, cell, spelled, arrow, expected = case
    if nullable and type_ == "null":
        return
    union = ["null", *type_] if isinstance(type_, list) else ["null", type_]
    rows = [{"v": cell}, *([{"v": None}] if nullable else [])]
    path = write(tmp_path / "f.avro", record(("v", union if nullable else type_)), rows)
    table, found = read(path)
    (column,) = table.columns
    assert (column.type, column.nullable) == (spelled, nullable or type_ == "null")
    assert found.schema.field(0).type == arrow
    assert found.column(0).to_pylist() == [expected, *([None] if nullable else [])]


def test_moments_beyond_the_calendar_are_kept(tmp_path: Path) -> None:
    schema = record(("d", logical("int", "date")), ("t", logical("long", "timestamp-micros")))
    path = write(tmp_path / "f.avro", schema, [{"d": 2**31 - 1, "t": 2**62}])
    _, found = read(path)
    assert found["d"].cast(pa.int32()).to_pylist() == [2**31 - 1]
    assert found["t"].cast(pa.int64()).to_pylist() == [2**62]


def test_facts(tmp_path: Path) -> None:
    schema = record(("a", ["null", "int"]), doc="how many", default=None) | {"doc": "all of them"}
    schema["fields"].append({"name": "b", "type": "string", "default": "it's"})
    table, found = read(write(tmp_path / "f.avro", schema, []))
    assert (table.format, table.comment, found.num_rows) == ("avro", "all of them", 0)
    assert [(c.name, c.comment, c.default) for c in table.columns] == [
        ("a", "how many", None),
        ("b", None, '"it\'s"'),
    ]


def _snappy(data: bytes) -> bytes:
    return pa.Codec("snappy").compress(data, asbytes=True) + zlib.crc32(data).to_bytes(4, "big")


def _repacked(path: Path, codec: str, pack: Any) -> None:
    """Pack the one block of an uncompressed file with a codec that fastavro lacks here."""
    with path.open("rb") as file:
        header = avro_blocks.read_header(file)
        start = file.tell()
        ((count, data),) = avro_blocks.read_blocks(file, header, Bounds())
    head = io.BytesIO()
    meta = {"avro.schema": json.dumps(header.schema).encode(), "avro.codec": codec.encode()}
    said = {"magic": avro_blocks.MAGIC, "meta": meta, "sync": header.sync}
    fastavro.schemaless_writer(head, avro_blocks._HEADER, said)
    numbers = io.BytesIO()
    packed = pack(data)
    for number in (count, len(packed)):
        fastavro.schemaless_writer(numbers, "long", number)
    path.write_bytes(head.getvalue() + numbers.getvalue() + packed + header.sync)
    assert start


@pytest.mark.parametrize("codec", ["null", "deflate", "bzip2", "xz", "snappy", "zstandard", "lz4"])
def test_codecs(codec: str, tmp_path: Path) -> None:
    rows = [{"n": n, "s": "same"} for n in range(500)]
    schema = record(("n", "long"), ("s", "string"))
    path = tmp_path / "f.avro"
    packers = {
        "snappy": _snappy,
        "zstandard": zstd.compress,
        "lz4": lambda data: (
            struct.pack("<I", len(data)) + pa.Codec("lz4_raw").compress(data, asbytes=True)
        ),
    }
    write(path, schema, rows, codec="null" if codec in packers else codec)
    if codec in packers:
        _repacked(path, codec, packers[codec])
    _, found = read(path)
    assert found.to_pylist() == rows
    content = bytearray(path.read_bytes())
    content[-40] ^= 0xFF
    path.write_bytes(content)
    if codec != "null":  # which has no checksum
        with pytest.raises(PurSightError) as raised:
            read(path)
        assert raised.value.code == "file.corrupt"


@pytest.mark.parametrize("codec", ["deflate", "bzip2", "xz", "snappy", "zstandard", "lz4"])
def test_a_block_that_unfolds_without_end(codec: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(avro_blocks, "_LARGEST_BLOCK", 1 << 16)
    data = bytes(1 << 20)
    packed = {
        "deflate": zlib.compress(data)[2:-4],
        "bzip2": bz2.compress(data),
        "xz": lzma.compress(data),
        "snappy": _snappy(data),
        "zstandard": zstd.compress(data),
        "lz4": struct.pack("<I", len(data)) + pa.Codec("lz4_raw").compress(data, asbytes=True),
    }[codec]
    with pytest.raises(PurSightError) as raised:
        avro_blocks.unpack(packed, codec, Bounds(ratio=2))
    assert raised.value.code == "file.bomb"
    assert avro_blocks.unpack(packed, codec, Bounds(ratio=1 << 20)) == data


def test_lengths_and_checksums_are_not_believed() -> None:
    for codec, packed in (("lz4", b"\xff" * 4), ("snappy", b"\xff\xff\xff\xff\x0f\x00" + b"0" * 4)):
        with pytest.raises(PurSightError) as raised:
            avro_blocks.unpack(packed, codec, Bounds())
        assert raised.value.code == "file.bomb", "four gigabytes, says it"
    with pytest.raises(PurSightError) as raised:
        avro_blocks.unpack(_snappy(b"some words")[:-4] + b"0000", "snappy", Bounds())
    assert raised.value.code == "file.corrupt"


def test_lists_of_nothing_are_refused(tmp_path: Path) -> None:
    """A few bytes say that there are billions of items, each of which takes no byte."""
    empty = {"type": "record", "name": "e", "fields": []}
    for number, items in enumerate(["null", empty, {"type": "fixed", "name": "z", "size": 0}]):
        schema = record(("v", {"type": "array", "items": items}))
        path = write(tmp_path / f"{number}.avro", schema, [])
        assert left_out(path).code == "file.bomb"


def test_a_block_of_more_records_than_bytes_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "f.avro", record(("v", "null")), [{"v": None}] * 5)
    _, found = read(path)
    assert found.num_rows == 5
    with path.open("rb") as file:
        header = avro_blocks.read_header(file)
        start = file.tell()
    count = io.BytesIO()
    fastavro.schemaless_writer(count, "long", 2**60)
    content = path.read_bytes()
    path.write_bytes(content[:start] + count.getvalue() + b"\x00" + header.sync)
    with pytest.raises(PurSightError) as raised:
        read(path)
    assert raised.value.code == "file.corrupt"


def test_values_within_values(tmp_path: Path) -> None:
    schema = {
        "type": "record",
        "name": "node",
        "fields": [{"name": "n", "type": "int"}, {"name": "next", "type": ["null", "node"]}],
    }
    path = write(tmp_path / "f.avro", schema, [{"n": 1, "next": {"n": 2, "next": None}}])
    _, found = read(path)
    assert found.to_pylist() == [{"n": 1, "next": '{"n": 2, "next": null}'}]
    with path.open("rb") as file:
        header = avro_blocks.read_header(file)
        start = file.tell()
    deep = b"\x02\x02" * 200_000 + b"\x02\x00"
    numbers = io.BytesIO()
    for number in (1, len(deep)):
        fastavro.schemaless_writer(numbers, "long", number)
    path.write_bytes(path.read_bytes()[:start] + numbers.getvalue() + deep + header.sync)
    with pytest.raises(PurSightError) as raised:
        read(path)
    assert raised.value.code == "file.corrupt"


def test_what_is_no_record(tmp_path: Path) -> None:
    _, found = read(write(tmp_path / "f.avro", "string", ["a", "b"]))
    assert found.to_pylist() == [{"value": "a"}, {"value": "b"}]


def test_texts_that_are_no_utf8_keep_their_rows(tmp_path: Path) -> None:
    path = write(tmp_path / "f.avro", record(("s", "string")), [{"s": "cafXX"}, {"s": "ok"}])
    path.write_bytes(path.read_bytes().replace(b"XX", b"\xe9\xe9"))
    _, found = read(path)
    assert found["s"].to_pylist() == ["caf\ufffd\ufffd", "ok"]


class Damaged(Exception):
    """What a broken file may lead to."""


def read_all(source: FilesSource, table: TableFacts) -> None:
    try:
        for batch in source.read(table, sample_rows=None):
            batch.validate(full=True)
    except PurSightError as error:
        if error.code == "file.corrupt" and "canary" not in error.message:
            raise Damaged from error
        raise


def test_cut_off_or_damaged_anywhere(tmp_path: Path) -> None:
    """Whatever is wrong, it is one of our own errors: no crash, no defect, no endless loop."""
    schema = record(
        ("n", ["null", "long"]), ("s", "string"), ("d", logical("int", "date")),
        ("m", {"type": "map", "values": {"type": "array", "items": "string"}}),
        ("t", logical("long", "time-micros")),
    )  # fmt: skip
    row = {"n": 5, "s": "canary-7741", "d": 1, "m": {"k": ["a", "b"]}, "t": 7}
    path = write(tmp_path / "f.avro", schema, [row] * 50)
    whole = path.read_bytes()
    chance = random.Random(4)
    for _ in range(300):
        content = bytearray(
            whole[: chance.randrange(len(whole))] if chance.random() < 0.3 else whole
        )
        for _ in range(3 * bool(content)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        path.write_bytes(content)
        with closing(FilesSource(path)) as source:
            discovery = source.discover(Scope())
            assert "internal" not in [entry.code for entry in discovery.skipped]
            for table in discovery.tables:
                with contextlib.suppress(Damaged):
                    read_all(source, table)
    path.write_bytes(b"")
    assert left_out(path).code == "file.corrupt"


def test_long_records_come_in_small_batches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(avro, "_CHUNK", 10_000)
    path = write(tmp_path / "f.avro", record(("s", "string")), [{"s": "x" * 1000}] * 100)
    with closing(FilesSource(path)) as source:
        (table,) = source.discover(Scope()).tables
        batches = [batch.num_rows for batch in source.read(table, sample_rows=None)]
    assert (sum(batches), max(batches)) == (100, 10)


def test_keeps_the_promises_of_a_source(tmp_path: Path) -> None:
    path = write(tmp_path / "f.avro", record(("a", "int"), ("b", "string")),
                 [{"a": n, "b": "x"} for n in range(50)], sync_interval=20)  # fmt: skip
    check_source(lambda: open_source(str(path)))
    write(tmp_path / "empty.avro", record(("a", "int"), ("b", "string")), [])
    check_source(lambda: open_source(str(tmp_path)))


_CELLS: dict[str, tuple[Any, st.SearchStrategy[Any]]] = {
    "long": ("long", st.integers(-(2**63), 2**63 - 1)),
    "string": ("string", st.text()),
    "bytes": ("bytes", st.binary()),
    "double": ("double", st.floats(allow_nan=False)),
    "date": (logical("int", "date"), st.dates()),
    "moment": (logical("long", "local-timestamp-micros"), st.datetimes()),
    "decimal": (
        logical("bytes", "decimal", precision=20, scale=3),
        st.decimals(-(10**16), 10**16, places=3),
    ),
}


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.sampled_from(sorted(_CELLS)).flatmap(
        lambda kind: st.tuples(
            st.just(kind), st.lists(st.none() | _CELLS[kind][1], min_size=1, max_size=20)
        )
    )
)
def test_what_was_put_in_comes_out(tmp_path: Path, column: tuple[str, list[Any]]) -> None:
    kind, cells = column
    schema = record(("v", ["null", _CELLS[kind][0]]))
    path = write(tmp_path / "f.avro", schema, [{"v": cell} for cell in cells])
    _, found = read(path)
    assert found["v"].to_pylist() == cells
