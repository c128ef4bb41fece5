"""Connectors of other packages: a worked example, installed and used; bad ones harm nobody."""

import contextlib
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from pursight_agent.commands.connector_list import lines
from pursight_agent.connectors import BUILT_IN, open_source, plugins
from pursight_agent.connectors.plugins import PluginBroken, installed
from pursight_agent.source import SourceError, SourceUnsupported

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "docs" / "examples" / "pursight-ics"
CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:{uid}
SUMMARY:Interview\\, second round
DESCRIPTION:A long line that was folded
 in the middle\\nand has two lines
ORGANIZER;CN=HR:mailto:{who}@example.com
ATTENDEE:mailto:a@example.org
ATTENDEE:mailto:b@example.org
DTSTART:20261121T090000Z
END:VEVENT
END:VCALENDAR
"""
CHECK = """
import sys
from pursight_agent.connectors import open_source
from pursight_agent.testing.check_source import check_source
check_source(lambda: open_source(sys.argv[1]))
source = open_source(sys.argv[1])
from pursight.contracts.agents import Scope
table = source.discover(Scope()).tables[0]
print(next(source.read(table, sample_rows=1)).to_pylist()[0]["description"])
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the example's wheel and unpack it, which is what installing a wheel is."""
    made = tmp_path_factory.mktemp("wheel")
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(made)],
        cwd=EXAMPLE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    target = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(next(made.glob("*.whl"))) as wheel:
        wheel.extractall(target)
    return target


@pytest.fixture
def calendars(tmp_path: Path) -> Path:
    folder = tmp_path / "my calendars"
    folder.mkdir()
    people = ["ann", "bob", "cleo", "dan", "eve", "finn"]
    for number, who in enumerate(people):
        text = CALENDAR.format(uid=f"{number}@x", who=who)
        (folder / f"{who}.ics").write_text(text, encoding="utf-8")
    (folder / "broken.ics").write_text("no calendar", encoding="utf-8")
    return folder


def _run(site: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([str(site), *filter(None, [os.environ.get("PYTHONPATH")])])
    return subprocess.run(
        [sys.executable, *arguments],
        env=os.environ | {"PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_example_keeps_the_promises_of_a_source(site: Path, calendars: Path) -> None:
    (calendars / "broken.ics").unlink()
    done = _run(site, "-c", CHECK, f"ics://{calendars}")
    assert done.returncode == 0, done.stderr[-3000:]
    assert done.stdout.startswith("A long line that was foldedin the middle\nand has two")


def test_the_example_is_scanned_like_any_other_source(site: Path, calendars: Path) -> None:
    done = _run(
        site, "-m", "pursight", "scan", f"ics://{calendars}", "--json", "-", "--no-language"
    )
    assert done.returncode == 0, done.stderr[-3000:]
    document = json.loads(done.stdout)
    assert document["source"]["kind"] == "ics"
    assert document["counts"]["tables"] == 7
    labels = {
        column["classification"]["label"]
        for table in document["tables"]
        for column in table["columns"]
        if column["name"] == "organizer"
    }
    assert "email" in " ".join(labels)
    assert [entry["code"] for entry in document["skipped"]] == ["source.corrupt"]


def test_the_program_lists_it_with_its_origin(site: Path) -> None:
    done = _run(site, "-m", "pursight", "agent", "connectors", "--json", "--check")
    listed = {row["scheme"]: row for row in json.loads(done.stdout)}
    assert listed["ics"]["origin"] == "pursight-ics 1.0.0"
    assert listed["ics"]["state"] == "works"
    assert listed["snowflake"]["state"] == "built in"


def _install(folder: Path, package: str, entries: str, code: str = "") -> None:
    (folder / f"{package}.py").write_text(code, encoding="utf-8")
    information = folder / f"{package}-2.0.dist-info"
    information.mkdir()
    (information / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {package}\nVersion: 2.0\n", encoding="utf-8"
    )
    (information / "entry_points.txt").write_text(
        f"[pursight.connectors]\n{entries}\n", encoding="utf-8"
    )


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "packages"
    folder.mkdir()
    monkeypatch.syspath_prepend(folder)
    return folder


def test_a_bad_plug_in_is_named_and_harms_no_other(packages: Path, tmp_path: Path) -> None:
    _install(packages, "wh_broken", "wrong = wh_broken:open", "raise RuntimeError('pw=hunter2')")
    _install(packages, "wh_exits", "exits = wh_exits:open", "raise SystemExit(3)")
    _install(
        packages,
        "wh_fails",
        "fails = wh_fails:open_it",
        "def open_it(url, *, secret=None):\n    raise RuntimeError(secret)",
    )
    _install(packages, "wh_odd", "odd = wh_odd:open_it\nnone = wh_odd:x", "open_it = dict\nx = 3")
    for scheme, words in {
        "wrong": "cannot be imported (RuntimeError)",
        "exits": "cannot be imported (SystemExit)",
        "fails": "failed to open a source (RuntimeError",
        "odd": "wh_odd 2.0",
        "none": "cannot be called",
    }.items():
        with pytest.raises(PluginBroken, match="wh_") as caught:
            open_source(f"{scheme}://host", secret="hunter2")
        assert words in caught.value.message
        assert "hunter2" not in f"{caught.value.message} {caught.value.hint}"
    (tmp_path / "a.csv").write_text("id\n1\n", encoding="utf-8")
    open_source(str(tmp_path / "a.csv")).close()


def test_no_package_takes_over_a_scheme_of_ours_or_of_another(packages: Path) -> None:
    _install(packages, "wh_greedy", "postgresql = wh_greedy:x\ntwice = wh_greedy:x")
    _install(packages, "wh_other", "twice = wh_other:x")
    assert type(open_source("postgresql://u@h/d")).__name__ == "PostgresSource"
    with pytest.raises(PluginBroken, match=r"wh_greedy 2\.0 and wh_other 2\.0"):
        open_source("twice://x")
    states = {(row["scheme"], row["origin"]): row["state"] for row in lines(check=False)}
    assert states["postgresql", "wh_greedy 2.0"] == "not used: the scheme is PurSight's own"
    assert states["twice", "wh_other 2.0"] == "not used: two packages want this scheme"


def test_listing_imports_nothing_of_other_packages(packages: Path) -> None:
    _install(packages, "wh_lazy", "lazy = wh_lazy:x", "raise SystemExit('imported')")
    assert "lazy" in {plugin.scheme for plugin in installed()}
    assert "wh_lazy" not in sys.modules


def test_an_unknown_scheme_is_answered_with_the_known_ones() -> None:
    with pytest.raises(SourceUnsupported, match="nonesuch") as caught:
        open_source("nonesuch://host")
    assert "snowflake" in caught.value.hint


@pytest.mark.parametrize("scheme", sorted(BUILT_IN))
def test_every_scheme_of_ours_has_a_connector(scheme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(plugins, "open_plugin", lambda url, **_: asked.append(url))
    # A path that is not there, a package that is not installed: both are known connectors.
    with contextlib.suppress(SourceError):
        open_source(f"{scheme}://user:pw@host/database")
    assert not asked
