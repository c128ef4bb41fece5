"""What an extra brings is asked for by name where it is missing, and by nothing else."""

import subprocess
import sys
from pathlib import Path

import pytest

WITHOUT = """
import sys
absent = sys.argv[1].split(",")
class Absent:
    def find_spec(name, path=None, target=None):
        if name in absent:
            raise ModuleNotFoundError(f"No module named {name}", name=name)
sys.meta_path.insert(0, Absent)
from pursight.command_line import main
sys.argv = ["pursight", "scan", *sys.argv[2:]]
main()
"""


def scan_without(modules: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", WITHOUT, modules, *arguments],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("module", "name", "content", "extra"),
    [
        ("duckdb", "a.duckdb", b"\0" * 8 + b"DUCK" + b"\0" * 99, "agent-duckdb"),
        ("fastavro", "a.avro", b"Obj\x01" + b"\0" * 99, "agent-lake"),
        ("yaml", "a.csv", b"n\n1\n", "agent-recognizers"),
    ],
)
def test_a_missing_package_names_its_extra(
    tmp_path: Path, module: str, name: str, content: bytes, extra: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    options = ("--recognizers", "b.yaml") if module == "yaml" else ()
    done = scan_without(module, str(path), *options)
    assert done.returncode == 1
    assert f"pursight[{extra}]" in " ".join((done.stdout + done.stderr).split()).replace(" ", "")


def test_files_need_none_of_them(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("id,name\n1,ann\n2,bob\n")
    absent = "duckdb,fastavro,yaml,regex,sqlalchemy,zstandard,pandas,presidio_analyzer,pymongo"
    done = scan_without(absent, str(path), "--json", "-")
    assert done.returncode == 0, done.stderr
    assert '"rows": 2' in done.stdout
