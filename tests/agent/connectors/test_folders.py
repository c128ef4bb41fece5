"""Folders: what is read, what is left alone and why, what changes meanwhile."""

import os
import socket
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from pursight.contracts.agents import Scope
from pursight.contracts.scans import Skipped
from pursight.errors import PurSightError
from pursight_agent.connectors.files import FilesSource

CSV = "id,name\n1,ann\n2,bob\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "folder"
    (root / "deep" / "er").mkdir(parents=True)
    (root / "top.csv").write_text(CSV)
    (root / "deep" / "er" / "low.csv").write_text(CSV)
    return root


@pytest.fixture
def source(folder: Path) -> Iterator[FilesSource]:
    with closing(FilesSource(folder)) as opened:
        yield opened


def left_of(source: FilesSource) -> dict[str, Skipped]:
    return {entry.name: entry for entry in source.discover(Scope()).skipped}


def test_schema_is_the_folder_and_name_the_file(source: FilesSource) -> None:
    tables = source.discover(Scope()).tables
    assert [(t.schema_name, t.name) for t in tables] == [("deep/er", "low.csv"), ("", "top.csv")]


def test_links_are_not_followed(folder: Path, source: FilesSource, tmp_path: Path) -> None:
    outside = tmp_path / "secret.csv"
    outside.write_text(CSV)
    (folder / "out.csv").symlink_to(outside)
    (folder / "in.csv").symlink_to(folder / "top.csv")
    (folder / "loop").symlink_to(folder)
    (folder / "self").symlink_to(folder / "self")
    (folder / "gone").symlink_to(folder / "nowhere")
    codes = {name: entry.code for name, entry in left_of(source).items()}
    assert codes == {
        "out.csv": "file.outside",
        "in.csv": "file.link",
        "loop": "file.link",
        "self": "file.broken_link",
        "gone": "file.broken_link",
    }


def test_what_is_no_file_or_hidden(
    folder: Path, source: FilesSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(folder / "pipe.csv")
    (folder / ".git").mkdir()
    (folder / ".hidden.csv").write_text(CSV)
    monkeypatch.chdir(folder)  # a socket's path must be short
    with socket.socket(socket.AF_UNIX) as unix:
        unix.bind("sock.csv")
        left = left_of(source)
    assert {name: entry.code for name, entry in left.items()} == {
        "pipe.csv": "file.not_regular",
        "sock.csv": "file.not_regular",
        ".git": "file.hidden",
        ".hidden.csv": "file.hidden",
    }


def test_name_that_is_no_text(folder: Path, source: FilesSource) -> None:
    (folder / os.fsdecode(b"caf\xe9.csv")).write_text(CSV)
    (folder / os.fsdecode(b"caf\xe8.csv")).write_text(CSV)
    discovery = source.discover(Scope())
    odd = [table for table in discovery.tables if table.name.startswith("caf")]
    assert len({table.name for table in odd}) == 2
    for table in odd:
        table.model_dump_json()
        assert sum(batch.num_rows for batch in source.read(table, sample_rows=None)) == 2


def test_file_that_vanishes_or_changes(folder: Path, source: FilesSource) -> None:
    tables = {table.name: table for table in source.discover(Scope()).tables}
    (folder / "deep" / "er" / "low.csv").unlink()
    with pytest.raises(PurSightError) as gone:
        list(source.read(tables["low.csv"], sample_rows=None))
    assert gone.value.code == "file.not_found"
    batches = source.read(tables["top.csv"], sample_rows=None)
    next(batches)
    (folder / "top.csv").write_text(CSV + "3,cid\n")
    list(batches)
    assert [entry.code for entry in source.notices()] == ["file.changed"]


@pytest.fixture
def nobody() -> Iterator[None]:
    """Be an ordinary account for a while: root may read everything."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_without_permission(nobody: None) -> None:
    del nobody
    with tempfile.TemporaryDirectory() as made, closing(FilesSource(Path(made))) as source:
        top, deep = Path(made) / "top.csv", Path(made) / "deep"
        top.write_text(CSV)
        deep.mkdir()
        (deep / "low.csv").write_text(CSV)
        top.chmod(0)
        deep.chmod(0)
        left = left_of(source)
        deep.chmod(0o700)
    assert {name: entry.code for name, entry in left.items()} == {
        "top.csv": "source.denied",
        "deep": "source.denied",
    }
    assert left["deep"].kind == "folder", "so that nobody takes what lies in it for gone"


def test_patterns_fit_paths(source: FilesSource) -> None:
    def names(scope: Scope) -> list[str]:
        return [table.name for table in source.discover(scope).tables]

    assert names(Scope(include=("deep/*",))) == ["low.csv"]
    assert names(Scope(include=("*.csv",))) == ["low.csv", "top.csv"]
    assert names(Scope(exclude=("top.csv",))) == ["low.csv"]
    assert names(Scope(include=("nothing",))) == []
