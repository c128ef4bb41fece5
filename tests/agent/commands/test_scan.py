"""`pursight scan`: what it prints, writes and refuses; as a program, in its own process."""

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from tests.builders.mariadb import MariaServer
from typer import Typer
from typer.testing import CliRunner, Result

from pursight.contracts.scans import ScanDocument
from pursight.errors import PurSightError
from pursight_agent.commands.scan import scan
from pursight_server.platform.embedded_postgres import EmbeddedPostgres

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command in this process, with a cache of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    app = Typer(pretty_exceptions_enable=False)
    app.command()(scan)

    def invoke(*arguments: str | Path) -> Result:
        return CliRunner().invoke(app, [*map(str, arguments), "--no-language"])

    return invoke


@pytest.fixture
def people(tmp_path: Path) -> Path:
    folder = tmp_path / "folder"
    folder.mkdir()
    rows = "\n".join(f"{n},user{n}@example.org,{n * 3}" for n in range(60))
    (folder / "people.csv").write_text(f"id,email,points\n{rows}\n")
    (folder / "broken.json").write_text("{")
    return folder


def test_summary_names_tables_sensitive_columns_and_skipped(people: Path, run: Run) -> None:
    result = run(people)
    assert result.exit_code == 0
    said = " ".join(result.stdout.split())
    for words in ("1 tables, 3 columns, 60 rows", "people.csv", "email", "broken.json"):
        assert words in said
    assert "60 of 60 values have the form" in said
    assert "user7@" not in said


def test_summary_tells_of_single_cells_and_their_rows(tmp_path: Path, run: Run) -> None:
    notes = [f"{n},seen today and feels better {n}" for n in range(400)]
    notes[77] = "77,paid with 4111 1111 1111 1111 at the desk"
    (tmp_path / "notes.csv").write_text("visit,note\n" + "\n".join(notes) + "\n")
    result = run(tmp_path / "notes.csv")
    lines = [" ".join(line.split()) for line in result.stdout.splitlines()]
    assert "notes.csv.note credit_card 1 77" in lines
    assert "4111" not in result.stdout


def test_json_to_standard_output_is_only_that(people: Path, run: Run) -> None:
    result = run(people, "--json", "-")
    document = ScanDocument.model_validate_json(result.stdout)
    assert result.exit_code == 0
    raw = json.loads(result.stdout)
    assert raw["document"] == "pursight.scan/1"
    assert raw["tables"][0]["schema"] == ""
    assert document.counts.rows == 60
    assert [entry.code for entry in document.skipped] == ["file.corrupt"]


def test_json_to_a_file(people: Path, tmp_path: Path, run: Run) -> None:
    target = tmp_path / "out.json"
    assert run(people, "--json", target, "--sample", "10").exit_code == 0
    document = ScanDocument.model_validate_json(target.read_text())
    profile = document.tables[0].columns[0].profile
    assert profile is not None
    assert (profile.examined, profile.complete) == (10, False)
    assert list(tmp_path.glob("*.partial")) == []


@pytest.mark.parametrize(
    ("arguments", "exit_code"),
    [
        (["--sample", "5", "--full"], 2),
        (["--sample", "0"], 2),
        (["--nonsense"], 2),
        (["--include", "*.csv"], 0),
    ],
)
def test_usage(arguments: list[str], exit_code: int, people: Path, run: Run) -> None:
    assert run(people, *arguments).exit_code == exit_code


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--include", "nothing.*"], "scan.nothing"),
        (["--json", "/no/such/folder/out.json"], "scan.cannot_write"),
        (["--json", "/"], "scan.cannot_write"),
    ],
)
def test_what_cannot_be_done_is_said(
    arguments: list[str], code: str, people: Path, run: Run
) -> None:
    error = run(people, *arguments).exception
    assert isinstance(error, PurSightError)
    assert error.code == code
    assert error.hint


def test_nothing_but_a_broken_file_fails_with_its_hint(people: Path, run: Run) -> None:
    error = run(people / "broken.json").exception
    assert isinstance(error, PurSightError)
    assert error.code == "scan.nothing"


def program(*arguments: str, stdin: int | None = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "pursight", "scan", *arguments],
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        env={key: value for key, value in os.environ.items() if not key.startswith("PG")},
    )


def test_password_is_never_printed_and_the_exit_status_is_one(
    postgres_server: EmbeddedPostgres,
) -> None:
    url = postgres_server.dsn(password="hunter2")
    process = program(url)
    out, err = process.communicate(timeout=100)
    assert process.returncode == 1
    assert b"hunter2" not in out + err
    assert b"does not accept this name and password" in err


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_mariadb_is_scanned_with_the_password_of_the_environment(
    mariadb_server: MariaServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    mariadb_server.run(
        "CREATE DATABASE shop;\nCREATE TABLE shop.people (email varchar(50));\n"
        "INSERT INTO shop.people VALUES ('ann@example.org'), ('bob@example.com');\n"
        "CREATE USER clerk@'127.0.0.1' IDENTIFIED BY 'hunter2';\n"
        "GRANT SELECT ON shop.* TO clerk@'127.0.0.1'"
    )
    monkeypatch.setenv("MYSQL_PWD", "hunter2")
    process = program("--json", "-", "--no-language", mariadb_server.url("shop", "clerk"))
    out, _ = process.communicate(timeout=100)
    mariadb_server.run("DROP DATABASE shop;\nDROP USER clerk@'127.0.0.1'")
    assert process.returncode == 0
    document = ScanDocument.model_validate_json(out)
    assert (document.source.kind, document.counts.rows) == ("mariadb", 2)
    assert document.tables[0].columns[0].classification.label == "email"


def test_password_is_asked_for_at_a_terminal(postgres_server: EmbeddedPostgres) -> None:
    url = f"postgresql://postgres@127.0.0.1:{postgres_server.port}/postgres"
    ours, theirs = pty.openpty()
    process = program(url, "--json", "-", "--no-language", stdin=theirs)
    os.close(theirs)
    assert process.stderr is not None
    said = b""
    while b"assword" not in said:  # what is typed before the question is thrown away
        said += process.stderr.read(1)
    out = b""
    for _ in range(20):  # and so is what comes just after it, until the terminal is set
        os.write(ours, postgres_server.password("postgres").encode() + b"\n")
        with suppress(subprocess.TimeoutExpired):
            out, _ = process.communicate(timeout=5)
            break
    os.close(ours)
    assert process.returncode == 0, out
    assert ScanDocument.model_validate_json(out).source.kind == "postgresql"
