"""The package an auditor takes along: proof and sheet say the same, or it is found out."""

import csv
import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.shared.audit.log_lines import PUBLIC, chain, head_over, whole

from pursight.audit.events import GENESIS, Event, link
from pursight.audit.export import NotAnExport
from pursight.audit.package import LOG, SHEET, check_file
from pursight.audit.sheet import sheet


def made(log: list[bytes], rows: bytes | None = None) -> bytes:
    """Zip an export and its sheet."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(LOG, b"".join(one + b"\n" for one in log))
        package.writestr(SHEET, b"".join(row for _, row in sheet(log)) if rows is None else rows)
    return out.getvalue()


def sound() -> list[bytes]:
    """Export a sealed log of twenty."""
    events = chain(20)
    return whole(events, head_over(events, 20))


def test_a_package_holds_as_its_lines_do(tmp_path: Path) -> None:
    file = tmp_path / "log.zip"
    file.write_bytes(made(sound()))
    report = check_file(file, keys=[PUBLIC])
    assert report.holds, report.flaws
    assert (report.events, report.sealed) == (20, 20)
    lines = tmp_path / "log.jsonl"
    lines.write_bytes(b"".join(one + b"\n" for one in sound()))
    assert check_file(lines, keys=[PUBLIC]).holds


@pytest.mark.parametrize(
    ("old", "new", "seq"),
    [
        (b",Ada,", b",Eve,", 1),
        (b"\r\n7,", b"\r\n8,", 7),
        (b'"{""n"":20}"', b'"{""n"":21}"', 20),
    ],
)
def test_a_sheet_that_says_something_else_is_named(
    tmp_path: Path, old: bytes, new: bytes, seq: int
) -> None:
    rows = b"".join(row for _, row in sheet(sound()))
    assert old in rows
    file = tmp_path / "log.zip"
    file.write_bytes(made(sound(), rows.replace(old, new, 1)))
    first = check_file(file, keys=[PUBLIC]).first_bad
    assert first is not None
    assert first.seq == seq
    assert SHEET in first.reason


@given(st.data())
def test_no_byte_of_a_sheet_can_change_unseen(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    rows = bytearray(b"".join(row for _, row in sheet(sound())))
    at = data.draw(st.integers(0, len(rows)))
    cut = data.draw(st.booleans())
    other = bytes(rows[:at]) if cut else bytes(rows[:at]) + b"x" + bytes(rows[at:])
    file = tmp_path_factory.mktemp("sheet") / "log.zip"
    file.write_bytes(made(sound(), other))
    assert check_file(file, keys=[PUBLIC]).holds is (other == bytes(rows))


def test_names_are_no_formulas_and_nothing_is_lost() -> None:
    evil = '=HYPERLINK("http://x")\n"quoted", and more'
    event = Event(
        **{
            **{name: getattr(chain(1)[0], name) for name in Event.__slots__},
            "actor_name": evil,
            "note": "@SUM(A1)",
            "prev_hash": GENESIS,
        }
    )
    event = replace(event, hash=link(event))
    rows = list(
        csv.DictReader(
            io.StringIO(
                b"".join(row for _, row in sheet(whole((event,)))).decode("utf-8-sig"), newline=""
            )
        )
    )
    assert rows[0]["who"] == f"'{evil}"
    assert rows[0]["note"] == "'@SUM(A1)"
    assert rows[0]["after"] == '{"n":1}'


def test_what_is_no_package_is_said(tmp_path: Path) -> None:
    file = tmp_path / "x.zip"
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("other.txt", "x")
    with pytest.raises(NotAnExport, match="holds no log"):
        check_file(file)
    whole_file = made(sound())
    middle = whole_file.index(b'"actor_name"') + 3
    file.write_bytes(whole_file[:middle] + b"\x00\x01" + whole_file[middle + 2 :])
    with pytest.raises(NotAnExport, match=r"damaged|no line"):
        check_file(file)
