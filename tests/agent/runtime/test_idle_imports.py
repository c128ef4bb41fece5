"""The idle service is light: what is heavy is imported by children only."""

import subprocess
import sys

HEAVY = (
    "pyarrow",
    "duckdb",
    "presidio_analyzer",
    "hyperscan",
    "re2",
    "numpy",
    "pandas",
    "sqlalchemy",
    "psycopg",
    "openpyxl",
    "spacy",
    "stdnum",
    "regex",
    "yaml",
    "fastavro",
    "pymysql",
)
FOR_PEOPLE = ("rich", "pygments")
"""What a terminal wants and a service does not; httpx and structlog take it in where they can."""

PROBE = """
import sys
import pursight_agent.runtime.service
from pursight_agent.runtime import incremental
print(",".join(name for name in sys.argv[1:] if name in sys.modules))
"""


COMMAND = """
import os, sys
from pursight_agent import settings
names = sys.argv[1:]
def said():
    print(",".join(name for name in names if name in sys.modules), flush=True)
    os._exit(0)
settings.data_directory = said  # asked for when all is imported that the service needs
sys.argv = ["pursight", "agent", "run", "--log-format", "json"]
from pursight.command_line import main
main()
"""


def test_the_command_that_runs_the_service_imports_nothing_for_people_either() -> None:
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, *HEAVY, *FOR_PEOPLE],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == ""


def test_the_service_imports_nothing_heavy() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *HEAVY], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == ""


def test_a_running_service_has_imported_nothing_heavy() -> None:
    """Enrol, poll and run a test job, then look."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.fakes.idle_probe", *HEAVY],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.splitlines()[-1] == "heavy:"
