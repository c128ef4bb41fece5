"""Where rare finds lie is kept at the agent, replaced by each scan, and never in a report."""

import io
import json
import os
import sqlite3
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from rich.console import Console
from tests.agent.runtime.test_spool import job
from typer.testing import CliRunner

from pursight.clock import SystemClock
from pursight.contracts.agents import Limits, RunOutcome, Scope
from pursight.engine.places import FoundCells, FoundRow
from pursight.errors import NotFound
from pursight_agent import settings
from pursight_agent.commands import agent as agent_commands
from pursight_agent.commands.agent import app
from pursight_agent.runtime import finds
from pursight_agent.runtime.finds import FILE_NAME, FindStore, open_finds
from pursight_agent.runtime.pipe import Assignment, Channel
from pursight_agent.runtime.work import Known, perform

CARD = "please charge my card 4111 1111 1111 1111 for it thanks"
NOW = datetime(2026, 11, 21, 8, tzinfo=UTC)


def database(path: Path, cards: tuple[int, ...], rows: int = 300) -> Path:
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE visit (code TEXT PRIMARY KEY, note TEXT)")
        connection.execute("CREATE TABLE plain (n INTEGER)")
        connection.executemany(
            "INSERT INTO visit VALUES (?, ?)",
            [
                (f"Zq-{n:04d}", CARD if n in cards else f"visit {n} went well in every respect")
                for n in range(rows)
            ],
        )
        connection.commit()
    return path


def scan(directory: Path, source: Path, *, limits: Limits | None = None, full: bool = True) -> str:
    """Do one job as the child does; returns what would go to the parent, and so to the server."""
    one = job(1).model_copy(update={"limits": limits or Limits(), "full": full})
    assignment = Assignment(
        job=one, url=str(source), cache=str(directory / "cache"), finds=str(directory)
    )
    stream = io.BytesIO()
    ending = perform(assignment, Known({}, {}), Channel(stream), threading.Event(), SystemClock())
    assert ending.outcome is RunOutcome.COMPLETED
    return stream.getvalue().decode()


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Compiled patterns, shared: each test would take seconds to make its own."""
    return tmp_path_factory.mktemp("compiled")


@pytest.fixture
def directory(tmp_path: Path, compiled: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "agent"
    home.mkdir(mode=0o700)
    (home / "cache").symlink_to(compiled)
    monkeypatch.setenv(settings.DIRECTORY_VARIABLE, str(home))
    return home


def stored(directory: Path, table: str | None = None) -> list[tuple[str, str, int, list[FoundRow]]]:
    with closing(FindStore(directory)) as store:
        return [
            (one.table, one.found.label, one.found.count, list(one.found.rows))
            for one in store.read("crm", table)
        ]


def test_a_scan_keeps_the_place_and_sends_it_nowhere(directory: Path, tmp_path: Path) -> None:
    source = database(tmp_path / "crm.sqlite", (12, 250))
    sent = scan(directory, source)
    assert '"credit_card"' in sent
    assert "Zq-" not in sent
    rows = [FoundRow(12, ("Zq-0012",)), FoundRow(250, ("Zq-0250",))]
    assert stored(directory) == [("main.visit", "credit_card", 2, rows)]
    content = b"".join(path.read_bytes() for path in directory.glob(f"{FILE_NAME}*"))
    assert b"4111" not in content
    if os.name == "posix":
        assert {path.stat().st_mode & 0o777 for path in directory.glob(f"{FILE_NAME}*")} == {0o600}


def test_the_next_scan_replaces_what_was_known(directory: Path, tmp_path: Path) -> None:
    source = database(tmp_path / "crm.sqlite", (12, 250))
    scan(directory, source)
    scan(directory, database(source, (99,)))
    assert stored(directory) == [("main.visit", "credit_card", 1, [FoundRow(99, ("Zq-0099",))])]
    # A part of the table in which nothing was found does not say that nothing is there.
    scan(directory, source, limits=Limits(sample_rows=50))
    assert [count for _, _, count, _ in stored(directory)] == [1]
    scan(directory, database(source, ()))
    assert stored(directory) == []
    assert b"Zq-0099" not in (directory / FILE_NAME).read_bytes()


def test_a_table_that_is_gone_is_forgotten_by_a_scan_of_everything(
    directory: Path, tmp_path: Path
) -> None:
    source = database(tmp_path / "crm.sqlite", (12,))
    scan(directory, source)
    with closing(sqlite3.connect(source)) as connection:
        connection.execute("DROP TABLE visit")
    one = job(1).model_copy(update={"scope": Scope(include=("main.plain",))})
    assignment = Assignment(job=one, url=str(source), finds=str(directory))
    perform(assignment, Known({}, {}), Channel(io.BytesIO()), threading.Event(), SystemClock())
    assert len(stored(directory)) == 1
    scan(directory, source)
    assert stored(directory) == []


def test_what_cannot_be_kept_is_said_and_read_again_next_time(
    directory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pursight_agent.runtime.database import DiskFull

    def full(*_: object) -> None:
        raise DiskFull("The disk is full.", hint="Free some space.")

    source = database(tmp_path / "crm.sqlite", (12,))
    monkeypatch.setattr(finds.FindStore, "replace", full)
    lines = [json.loads(line[1:]) for line in scan(directory, source).splitlines()]
    tables = {
        line["table"]["facts"]["name"]: line["table"]
        for line in lines
        if line.get("record") == "table"
    }
    assert tables["visit"].get("fingerprint") is None
    skipped = [line["skipped"]["code"] for line in lines if "skipped" in line]
    assert set(skipped) == {"spool.disk_full"}


def test_a_damaged_file_is_set_aside(directory: Path) -> None:
    (directory / FILE_NAME).write_bytes(b"no database at all" * 100)
    with open_finds(str(directory), job(1), NOW):
        pass
    assert stored(directory) == []
    assert len(list(directory.glob("finds.damaged-*"))) == 1


def test_only_so_many_rows_of_a_source_are_kept(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finds, "MOST_ROWS", 5)
    with closing(FindStore(directory)) as store:
        for table in ("a", "b", "a"):
            rows = tuple(FoundRow(n) for n in range(4))
            cells = FoundCells("c", "credit_card", 4, (), rows)
            store.replace("crm", table, (cells,), NOW + timedelta(hours=1))
    assert [(table, n, len(rows)) for table, _, n, rows in stored(directory)] == [
        ("a", 4, 4), ("b", 4, 1),
    ]  # fmt: skip


def test_its_owner_reads_it_and_it_goes_with_the_source(
    directory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = CliRunner().invoke
    source = database(tmp_path / "crm.sqlite", (12,))
    run(app, ["sources", "add", "crm", str(source)])
    assert "Nothing is kept of crm" in run(app, ["found", "crm"]).output
    scan(directory, source)
    monkeypatch.setattr(agent_commands, "console", lambda: Console(width=160))
    said = run(app, ["found", "crm"]).output
    assert "credit_card" in said
    assert "12 (code=Zq-0012)" in said
    (one,) = json.loads(run(app, ["found", "crm", "visit", "--json"]).output)
    assert one["rows"] == [{"row": 12, "key": ["Zq-0012"]}]
    assert "Nothing is kept of plain" in run(app, ["found", "crm", "plain"]).output
    assert isinstance(run(app, ["found", "nobody"]).exception, NotFound)
    run(app, ["sources", "remove", "crm"])
    assert stored(directory) == []
