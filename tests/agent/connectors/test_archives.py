"""Archives and compressions: members as tables, and what an archive may not do."""

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pursight import zstd
from pursight.contracts.agents import Scope
from pursight_agent.connectors import open_source
from pursight_agent.connectors.files import FilesSource, archives
from pursight_agent.connectors.files.place import Bounds
from pursight_agent.source import Discovery
from pursight_agent.testing.check_source import check_source

CSV = b"id,name\n" + b"".join(b"%d,name %d\n" % (i, i) for i in range(300))


def parquet() -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table({"i": list(range(50)), "t": ["x"] * 50}), out, row_group_size=10)
    return out.getvalue()


def workbook() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["name", "n"])  # type: ignore[union-attr]
    book.active.append(["ann", 1])  # type: ignore[union-attr]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


MEMBERS = {
    "top.csv": CSV,
    "deep/er/list.json": json.dumps([{"a": 1}, {"a": 2}]).encode(),
    "deep/data.parquet": parquet(),
    "book.xlsx": workbook(),
    "packed.csv.gz": gzip.compress(CSV),
    "rows.xml": b"<r><e a='1'/><e a='2'/></r>",
}


def make_zip(members: dict[str, bytes], *, stored: bool = False) -> bytes:
    out = io.BytesIO()
    kind = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(out, "w", kind) as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return out.getvalue()


def make_tar(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, body in members.items():
            about = tarfile.TarInfo(name)
            about.size = len(body)
            archive.addfile(about, io.BytesIO(body))
    return out.getvalue()


def snappy(data: bytes) -> bytes:
    codec = pa.Codec("snappy")
    framed = b"\xff\x06\x00\x00sNaPpY"
    for start in range(0, len(data), 1000):
        packed = codec.compress(data[start : start + 1000], asbytes=True)
        framed += b"\x00" + (len(packed) + 4).to_bytes(3, "little") + b"\0\0\0\0" + packed
    return framed


def lz4(data: bytes) -> bytes:
    packed: bytes = pa.Codec("lz4").compress(data, asbytes=True)
    return packed


def zst(data: bytes) -> bytes:
    return zstd.compress(data)


PACK: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress, "zst": zst, "sz": snappy,
    "lz4": lz4,
}  # fmt: skip


def look(path: Path, **options: Bounds) -> Discovery:
    with closing(FilesSource(path, **options)) as source:
        return source.discover(Scope())


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("all.zip", make_zip(MEMBERS)),
        ("stored.zip", make_zip(MEMBERS, stored=True)),
        ("all.tar", make_tar(MEMBERS)),
        ("all.tar.gz", gzip.compress(make_tar(MEMBERS))),
        ("all.tgz", gzip.compress(make_tar(MEMBERS))),
        ("all.tar.zst", zst(make_tar(MEMBERS))),
    ],
)
def test_members_are_tables(name: str, content: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    check_source(lambda: open_source(str(tmp_path)))
    found = look(tmp_path)
    assert found.skipped == ()
    assert sorted((t.schema_name, t.name) for t in found.tables) == sorted(
        [(name, "top.csv"), (f"{name}/deep/er", "list.json"), (f"{name}/deep", "data.parquet"),
         (f"{name}/book.xlsx", "Sheet"), (name, "packed.csv.gz"), (name, "rows.xml")]
    )  # fmt: skip
    check_source(lambda: open_source(str(tmp_path / name)))


@pytest.mark.parametrize("ending", PACK)
@pytest.mark.parametrize("name", ["x.csv", "x.json", "x.jsonl", "x.xml"])
def test_every_text_format_in_every_compression(name: str, ending: str, tmp_path: Path) -> None:
    body = {
        "x.csv": CSV, "x.json": json.dumps([{"a": n} for n in range(300)]).encode(),
        "x.jsonl": b'{"a": 1}\n' * 300, "x.xml": b"<r>" + b"<e a='1'/>" * 300 + b"</r>",
    }[name]  # fmt: skip
    path = tmp_path / f"{name}.{ending}"
    path.write_bytes(PACK[ending](body))
    with closing(FilesSource(path)) as source:
        (table,) = source.discover(Scope()).tables
        assert sum(b.num_rows for b in source.read(table, sample_rows=None)) == 300
    packed = path.read_bytes()
    path.write_bytes(packed[: len(packed) * 2 // 3])
    found = look(path)
    assert [entry.code for entry in found.skipped] == ["file.corrupt"], "cut off"


def test_names_that_lead_out_and_other_tricks(tmp_path: Path) -> None:
    names = ["../out.csv", "/root.csv", "a/../../b.csv", "C:\\x.csv", ".hidden/x.csv", "good.csv"]
    (tmp_path / "t.zip").write_bytes(make_zip(dict.fromkeys(names, CSV)))
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, kind, target in (
            ("link.csv", tarfile.SYMTYPE, "/etc/passwd"), ("hard.csv", tarfile.LNKTYPE, "x"),
            ("pipe.csv", tarfile.FIFOTYPE, ""), ("../up.csv", tarfile.REGTYPE, ""),
        ):  # fmt: skip
            about = tarfile.TarInfo(name)
            about.type, about.linkname = kind, target
            archive.addfile(about)
    (tmp_path / "t.tar").write_bytes(out.getvalue())
    before = sorted(path.name for path in tmp_path.parent.iterdir())
    found = look(tmp_path)
    assert [t.name for t in found.tables] == ["good.csv"]
    assert sorted((s.name, s.code) for s in found.skipped) == [
        ("C:\\x.csv", "file.outside"), ("b.csv", "file.outside"), ("hard.csv", "file.link"),
        ("link.csv", "file.link"), ("out.csv", "file.outside"), ("pipe.csv", "file.not_regular"),
        ("root.csv", "file.outside"), ("up.csv", "file.outside"), ("x.csv", "file.hidden"),
    ]  # fmt: skip
    assert before == sorted(path.name for path in tmp_path.parent.iterdir())


def test_bombs_are_refused(tmp_path: Path) -> None:
    big = bytes(4 << 20)
    (tmp_path / "a.zip").write_bytes(make_zip({"x.csv": big}))
    (tmp_path / "b.tar.gz").write_bytes(gzip.compress(make_tar({"x.csv": big})))
    (tmp_path / "c.csv.sz").write_bytes(snappy(big))
    found = look(tmp_path, bounds=Bounds(expanded=1 << 16, ratio=10))
    assert found.tables == ()
    assert {(s.name, s.code) for s in found.skipped} == {
        ("a.zip", "file.bomb"), ("b.tar.gz", "file.bomb"), ("c.csv.sz", "file.bomb"),
    }  # fmt: skip


def test_archive_that_lies_about_its_sizes(tmp_path: Path) -> None:
    whole = bytearray(make_zip({"x.csv": b"id,name\n" + b"1,someone\n" * 100_000}))
    at = whole.rindex(b"PK\x01\x02") + 24
    whole[at : at + 4] = (100).to_bytes(4, "little")
    (tmp_path / "a.zip").write_bytes(whole)
    with closing(FilesSource(tmp_path)) as source:
        for table in source.discover(Scope()).tables:
            assert sum(b.num_rows for b in source.read(table, sample_rows=None)) <= 100


def test_encrypted_broken_and_nested_members_cost_only_themselves(tmp_path: Path) -> None:
    inner = make_zip({"x.csv": CSV})
    whole = bytearray(make_zip({"a.csv": CSV, "b.csv": CSV, "c.zip": inner, "d.csv": CSV}))
    first = whole.index(b"PK\x01\x02")
    whole[first + 8] |= 1  # the directory says that a.csv is encrypted
    at = whole.index(b"b.csv") + 20
    whole[at : at + 8] = b"\xff" * 8
    (tmp_path / "t.zip").write_bytes(whole)
    found = look(tmp_path)
    codes = {s.name: s.code for s in found.skipped}
    assert codes["a.csv"] == "file.encrypted"
    assert codes["c.zip"] == "file.unknown_format"
    assert codes["b.csv"] == "file.corrupt"
    assert [t.name for t in found.tables] == ["d.csv"]


def test_too_many_members(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "_MOST_MEMBERS", 3)
    for name, make in (("a.zip", make_zip), ("a.tar", make_tar)):
        (tmp_path / name).write_bytes(make({f"{n}.csv": CSV for n in range(4)}))
    assert [s.code for s in look(tmp_path).skipped] == ["file.too_wide"] * 2


def test_what_is_laid_down_has_no_name_and_needs_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = tmp_path / "room"
    room.mkdir()
    monkeypatch.setattr(archives.tempfile, "tempdir", str(room))
    (tmp_path / "a.tar.gz").write_bytes(gzip.compress(make_tar({"x.csv": CSV})))
    with closing(FilesSource(tmp_path / "a.tar.gz")) as source:
        (table,) = source.discover(Scope()).tables
        reading = source.read(table, sample_rows=None, batch_rows=1)
        next(reading)
        assert list(room.iterdir()) == [], "so a kill leaves nothing behind"
        reading.close()  # type: ignore[attr-defined]
    full = archives.shutil.disk_usage(room)._replace(free=10)
    monkeypatch.setattr(archives.shutil, "disk_usage", lambda _: full)
    assert [s.code for s in look(tmp_path / "a.tar.gz").skipped] == ["file.too_large"]


@pytest.mark.parametrize("name", ["a.tar.gz", "a.tgz", "a.tar", "a.zip"])
def test_damaged_archives(name: str, tmp_path: Path) -> None:
    make = make_zip if name.endswith("zip") else make_tar
    whole = make({"x.csv": CSV * 50})
    packed = gzip.compress(whole) if "gz" in name else whole
    (tmp_path / name).write_bytes(packed[: len(packed) // 2])
    found = look(tmp_path)
    assert found.tables == ()
    assert [entry.code for entry in found.skipped] == ["file.corrupt"]
