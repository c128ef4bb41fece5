"""`--recognizers` and `[classification]`: users' recognisers from the file to the label."""

import io
import json
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from tests.agent.runtime.test_spool import job
from typer.testing import CliRunner, Result

from pursight.classification.recognizers.recognizer import BadRecognizers
from pursight.clock import SystemClock
from pursight.command_line import program
from pursight.contracts.agents import RunOutcome
from pursight_agent import settings
from pursight_agent.runtime.pipe import Assignment, Channel
from pursight_agent.runtime.work import Known, perform

STAFF = """
recognizers:
  - name: Staff numbers
    supported_entity: EMPLOYEE_NO
    patterns:
      - {name: full, regex: '\\bEMP-\\d{6}\\b', score: 0.9}
  - {name: SpacyRecognizer, type: predefined}
"""


@pytest.fixture(autouse=True)
def caches(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "pursight-cache"))


@pytest.fixture
def staff(tmp_path: Path) -> Path:
    path = tmp_path / "staff.yaml"
    path.write_text(STAFF)
    return path


def run(*words: str) -> Result:
    return CliRunner().invoke(program, [*words, "--no-language"])


def test_a_scan_labels_what_the_file_describes(tmp_path: Path, staff: Path) -> None:
    table = tmp_path / "sales.csv"
    table.write_text("who,n\n" + "".join(f"EMP-{n:06d},{n}\n" for n in range(60)))
    result = run("scan", str(table), "--json", "-", "--recognizers", str(staff))
    assert result.exit_code == 0, result.output
    (found,) = json.loads(result.stdout)["tables"]
    labels = {one["name"]: one["classification"]["label"] for one in found["columns"]}
    assert labels == {"who": "employee_no", "n": "none"}
    assert "SpacyRecognizer is left out" in result.stderr


def test_columns_are_classified_with_them(tmp_path: Path, staff: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    values = [f"EMP-{n:06d}" for n in range(30)]
    source.write_text(json.dumps({"id": "1", "column": "c", "values": values}) + "\n")
    words = ("--input", str(source), "--output", str(target), "--recognizers", str(staff))
    assert CliRunner().invoke(program, ["classify", "--no-language", *words]).exit_code == 0
    assert json.loads(target.read_text())["label"] == "employee_no"


def test_a_mistake_in_the_file_ends_the_command_before_anything_is_read(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("recognizers:\n- name: a\n  supported_entity: A\n")
    result = run("scan", str(tmp_path / "not there"), "--recognizers", str(bad))
    assert isinstance(result.exception, BadRecognizers)
    assert "bad.yaml, line 2: give `patterns`" in result.exception.message


def test_the_service_takes_them_from_its_settings(tmp_path: Path, staff: Path) -> None:
    text = '[classification]\nrecognizers = ["staff.yaml", "presidio", "/etc/x.yaml"]\n'
    named = settings.parse(text, "settings.toml").classification.under(tmp_path)
    assert named == (str(staff), "presidio", "/etc/x.yaml")
    source = tmp_path / "crm.sqlite"
    with closing(sqlite3.connect(source)) as connection:
        connection.execute("CREATE TABLE t (who TEXT)")
        connection.executemany("INSERT INTO t VALUES (?)", [(f"EMP-{n:06d}",) for n in range(60)])
        connection.commit()
    stream = io.BytesIO()
    assignment = Assignment(
        job=job(1), url=str(source), cache=str(tmp_path / "cache"), recognizers=named[:1]
    )
    ending = perform(assignment, Known({}, {}), Channel(stream), threading.Event(), SystemClock())
    assert ending.outcome is RunOutcome.COMPLETED
    lines = [json.loads(line[1:]) for line in stream.getvalue().decode().splitlines()]
    (table,) = [line["table"] for line in lines if line.get("record") == "table"]
    assert table["columns"][0]["classification"]["label"] == "employee_no"
    assert [line["skipped"]["code"] for line in lines if "skipped" in line] == [
        "recognizers.left_out"
    ]


def test_a_file_that_broke_fails_the_run_with_its_reason(tmp_path: Path) -> None:
    stream = io.BytesIO()
    source = tmp_path / "t.csv"
    source.write_text("a\n1\n")
    assignment = Assignment(job=job(1), url=str(source), recognizers=(str(tmp_path / "no.yaml"),))
    ending = perform(assignment, Known({}, {}), Channel(stream), threading.Event(), SystemClock())
    assert ending.outcome is RunOutcome.FAILED
    assert b"recognizers.bad" in stream.getvalue()
