"""The command line: lists without importing, says what is missing, words errors for people."""

import subprocess
import sys

import pytest

from pursight.command_line import COMMANDS

HEAVY = ("fastapi", "sqlalchemy", "pyarrow", "numpy", "psycopg", "presidio_analyzer", "httpx")


def python(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60
    )


def test_help_lists_every_command_and_imports_none_of_them() -> None:
    done = python(
        "import sys; sys.argv = ['pursight', '--help']\n"
        "from pursight.command_line import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        f"print('heavy:', [name for name in {HEAVY!r} if name in sys.modules])"
    )
    assert "heavy: []" in done.stdout
    for name in COMMANDS:
        assert f" {name} " in done.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pursight", name, "--help"],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Usage" in done.stdout


def test_a_missing_package_is_named_with_the_line_to_type() -> None:
    done = python(
        "import sys; sys.modules['fastapi'] = None; sys.argv = ['pursight', 'server', 'doctor']\n"
        "sys.modules['pursight_server.commands.server'] = None\n"
        "from pursight.command_line import main\nmain()"
    )
    assert done.returncode == 1
    assert "pip install 'pursight[server]'" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_command_is_a_usage_error() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pursight", "frobnicate"],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 2
    assert "frobnicate" in done.stderr
