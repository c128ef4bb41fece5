"""A real agent in a directory of its own: set up in this process, run as another."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from pursight.clock import Clock, SystemClock
from pursight.contracts.agents import JobKind
from pursight_agent import settings
from pursight_agent.runtime import consent, enrolment
from pursight_agent.runtime.ledger import Ledger
from pursight_agent.runtime.spool import Spool
from pursight_agent.secrets import open_secrets

QUICK = """
[limits]
poll_seconds = 0.3
progress_seconds = 0.2
"""


@dataclass
class AgentProcess:
    """One agent; `start` may be called again after it ended."""

    directory: Path
    environment: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> str:
        path = self.directory / "log"
        return path.read_text() if path.exists() else ""

    def enrol(self, url: str, token: str, clock: Clock | None = None) -> enrolment.Enrolment:
        clock = clock or SystemClock()
        with closing(Ledger(self.directory, clock, 1 << 24)) as ledger:
            return enrolment.enrol(
                self.directory,
                url,
                token,
                name="test agent",
                secrets=open_secrets(self.directory),
                ledger=ledger,
                clock=clock,
            )

    def configure(self, text: str) -> None:
        (self.directory / settings.FILE_NAME).write_text(text)

    def add_source(self, alias: str, url: str) -> None:
        settings.add_source(self.directory, settings.SourceEntry(alias=alias, url=url))
        consent.allow(self.directory, alias, list(JobKind))

    def start(self, **environment: str) -> None:
        assert self.process is None or self.process.poll() is not None
        with (self.directory / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.fakes.agent_main"],
                env={
                    **os.environ,
                    **self.environment,
                    **environment,
                    settings.DIRECTORY_VARIABLE: str(self.directory),
                },
                stdout=log,
                stderr=log,
                cwd=Path(__file__).parents[2],
            )

    def wait_killed(self, seconds: float = 30.0) -> None:
        """Wait until it has died by SIGKILL."""
        assert self.process is not None
        status = self.process.wait(seconds)
        assert status == -signal.SIGKILL, f"ended with {status}:\n{self.log}"

    def stop(self) -> int:
        """End it as a service manager does."""
        if self.process is None or self.process.poll() is not None:
            return 0 if self.process is None else self.process.returncode
        self.process.terminate()
        try:
            return self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise

    def spool(self) -> Spool:
        return Spool(self.directory, 1 << 30)


def make_database(path: Path, rows: int = 50) -> Path:
    """Make a small SQLite database."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("create table person (id integer primary key, email text)")
        connection.executemany(
            "insert into person (email) values (?)",
            [(f"p{n}@example.com",) for n in range(rows)],
        )
        connection.commit()
    return path
