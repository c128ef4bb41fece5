"""The benchmark of the engine runs and says what it should, in a tiny size; nothing is timed."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ENGINE = Path(__file__).parent / "engine"

pytestmark = pytest.mark.timeout(600)  # many processes, each with the whole engine


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tables and compiled patterns, made once."""
    return tmp_path_factory.mktemp("engine")


def measured(folder: Path, part: str, *options: str) -> list[dict[str, Any]]:
    kept = folder / f"{part}.json"
    command = [sys.executable, ENGINE / "run.py", part, "--runs", "1", "--rows", "2000"]
    done = subprocess.run(
        [*command, "--folder", folder, "--json", kept, *options],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert part in done.stdout
    found: dict[str, list[dict[str, Any]]] = json.loads(kept.read_text())
    return found[part]


@pytest.mark.parametrize(
    ("part", "options", "lines"),
    [
        ("classify", ("--cells", "60"), 4),
        ("profile", (), 11),
        ("memory", ("--different", "3000"), 4),
        ("cores", ("--rows", "12000"), 15),  # enough cells to be divided
        ("postgres", (), 7),
        ("discovery", ("--tables", "60"), 5),
        ("agent", ("--idle", "0.2"), 4),
    ],
)
def test_every_part_measures_us_and_its_peers(
    folder: Path, part: str, options: tuple[str, ...], lines: int
) -> None:
    found = measured(folder, part, *options)
    assert len(found) == lines
    for line in found:
        assert line["what"]
        assert line["measured"] or "not measured" in line["peer"]
        assert (line["met"] is None) == (not line["aim"])
    assert any(line["aim"] for line in found)


def test_the_table_is_the_same_each_time_and_has_what_it_promises(tmp_path: Path) -> None:
    program = "import made_data; from pathlib import Path; made_data.write(Path({!r}), 300)"
    contents = []
    for name in ("one", "two"):
        folder = tmp_path / name
        subprocess.run([sys.executable, "-c", program.format(str(folder))], check=True, cwd=ENGINE)
        contents.append((folder / "people-300.csv").read_bytes())
    assert contents[0] == contents[1]
    head, *rows = contents[0].splitlines()
    assert len(rows) == 300
    assert head.count(b",") == 19
    assert sum(b"@example.org" in row for row in rows) > 250
