"""`pursight demo` as a person runs it: known answers, incremental the second time, Ctrl-C."""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.system.conftest import MakePlace
from tests.system.running import running

from pursight.names import join, split
from pursight_server.demo.answers import ARGUABLE, SENSITIVE
from pursight_server.demo.people import people
from pursight_server.demo.rules import RULES

pytestmark = [pytest.mark.timeout(900)]
SOURCE_NAMES = {"crm": "Customers", "hr": "People", "share": "File share"}


@dataclass(frozen=True)
class Run:
    """One run of the demonstration."""

    printed: str
    found: dict[str, Any]
    seconds: float


def run_demo(folder: Path, *arguments: str) -> Run:
    summary = folder.parent / "summary.json"
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "pursight", "demo", "--data", str(folder), "--json", str(summary),
         *arguments],
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(summary.read_text(encoding="utf-8"))
    return Run(done.stdout, found, time.monotonic() - started)


@pytest.fixture(scope="module")
def folder(make_place: MakePlace) -> Path:
    return make_place() / "data"


@pytest.fixture(scope="module")
def first(folder: Path) -> Run:
    return run_demo(folder)


def labels(run: Run) -> dict[tuple[str, str], str]:
    """Source and qualified column, without the source's name in front, to its label."""
    return {
        (entry["source"], join(split(entry["column"])[1:])): entry["label"]
        for entry in run.found["classified"]
    }


def test_the_known_sensitive_columns_are_found(first: Run) -> None:
    found = labels(first)
    wanted = {(s, column): label for s, held in SENSITIVE.items() for column, label in held.items()}
    missed = {key: label for key, label in wanted.items() if found.get(key) != label}
    assert len(missed) <= len(wanted) * 0.05, {
        key: (label, found.get(key)) for key, label in missed.items()
    }
    extra = {
        key: label for key, label in found.items() if key not in wanted and key[1] not in ARGUABLE
    }
    assert len(extra) <= 4, extra


def test_each_rule_ends_as_the_data_was_made(first: Run) -> None:
    failed = {rule["name"] for rule in first.found["failed_rules"]}
    assert failed == {rule.name for rule in RULES if not rule.holds}
    assert first.found["rules_active"] == len(RULES)
    assert first.found["rules_not_checked"] == 0


def test_all_three_sources_are_cataloged_and_what_was_skipped_is_said(first: Run) -> None:
    assert {source["name"] for source in first.found["sources"]} == set(SOURCE_NAMES.values())
    assert all(source["rows"] > 0 for source in first.found["sources"])
    skipped = {one["name"]: one["code"] for one in first.found["skipped"]}
    assert any("broken.parquet" in name for name in skipped)
    assert any("legacy_keys" in name for name in skipped)
    assert first.found["violations"] > 0
    assert 0 < first.found["quality_score"] <= 100


def test_the_summary_speaks_to_a_steward(first: Run, folder: Path) -> None:
    report = folder / "report.html"
    for words in ("sensitive columns", "Failed rules", "Policy violations", str(report)):
        assert words in first.printed
    page = report.read_text(encoding="utf-8")
    assert "Brightwater Supply" in page
    assert "http://" not in page.replace("http://www.w3.org", "")
    assert "https://" not in page


def test_no_value_of_the_people_is_in_report_logs_or_summary(first: Run, folder: Path) -> None:
    texts = [folder / "report.html", *(folder / "logs").glob("*.log")]
    said = "".join(path.read_text(encoding="utf-8") for path in texts) + json.dumps(first.found)
    for person in people(300):
        for value in (person.email, person.phone, person.street):
            assert value not in said


def test_a_second_run_reads_only_what_changed(first: Run, folder: Path) -> None:
    share = folder / "company" / "share" / "old" / "warehouse_sensors.csv"
    lines = share.read_text(encoding="utf-8").splitlines(keepends=True)
    share.write_text("".join(lines[:-10]), encoding="utf-8")
    again = run_demo(folder)
    assert labels(again) == labels(first)
    assert again.found["rows"] == first.found["rows"] - 10
    told = (folder / "logs" / "agent.log").read_text(encoding="utf-8")
    assert told.count('"kind": "scan"') == 6


def test_own_data_goes_through_the_same_job(folder: Path, first: Run) -> None:
    del first
    own = folder.parent / "shop files"
    own.mkdir()
    (own / "people.csv").write_text(
        "full name,e-mail\n"
        + "".join(f"{p.first_name} {p.last_name},{p.email}\n" for p in people(40)),
        encoding="utf-8",
    )
    run = run_demo(folder.parent / "own", str(own))
    assert {entry["label"] for entry in run.found["classified"]} == {"person_name", "email"}
    assert run.found["organisation"] == "Your organisation"
    other = run_demo(folder.parent / "own", str(own / "people.csv"))
    assert [source["name"] for source in other.found["sources"]] == ["people"]


def heed_interrupts() -> None:
    """Undo what a shell does to what it starts in the background: Ctrl-C is ignored there."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_ctrl_c_stops_everything(folder: Path, first: Run) -> None:
    del first
    demo = subprocess.Popen(
        [sys.executable, "-m", "pursight", "demo", "--keep", "--data", str(folder)],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        preexec_fn=heed_interrupts,  # noqa: PLW1509  no thread of ours is under way here
    )  # fmt: skip
    said = ""
    with demo:
        assert demo.stdout is not None
        for line in demo.stdout:
            said += line
            if "Ctrl-C" in line:
                break
        assert "password" in said
        assert running(folder), "nothing was kept running"
        demo.send_signal(signal.SIGINT)
        assert demo.wait(timeout=60) == 130
    assert not running(folder)
