"""What the agent and the child of a job say to each other, over the pipes between them.

Standard input: one line of JSON (`Assignment`), then one line for each table's last result, with a
`+` before those that an earlier start of this run was through with, then an empty line; after that
the line `cancel` stops the work and the end of the pipe means that the agent is gone. Standard
output: one line of JSON each (`progress`, `record`, `done`, `end`); `done` says that the table of
the record before it is finished. Nothing secret stands in arguments or environment, and what
libraries print goes nowhere.
"""

import time
from typing import IO

from pydantic import BaseModel, ConfigDict

from pursight.contracts.agents import Job, Progress, ReportRecord, RunOutcome
from pursight.contracts.scans import ScanCounts
from pursight.contracts.usage import Usage
from pursight.protocol import report
from pursight_agent.push_down.choice import PushDown
from pursight_agent.runtime.judged_by import JudgedBy
from pursight_agent.scanning.finished import Mark

PROGRESS, RECORD, DONE, END = b"p", b"r", b"d", b"e"
"""First byte of a line on standard output: what the rest of it is."""

CANCEL = b"cancel\n"
FINISHED = b"+"
"""First byte of a line on standard input that is a `Finished`, not a last result."""
AGENT_IS_GONE = 75
_PROGRESS_SECONDS = 0.2


class Assignment(BaseModel):
    """What the parent tells the child first."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    job: Job
    url: str
    secret: str | None = None
    measure: PushDown = PushDown()
    cache: str = ""
    judged_by: JudgedBy = JudgedBy()
    finds: str = ""
    recognizers: tuple[str, ...] = ()
    language_model: str = ""
    niceness: int = 10
    clock_offset_seconds: float = 0.0


class Ending(BaseModel):
    """What the child says last."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    outcome: RunOutcome
    complete: bool
    counts: ScanCounts
    usage: Usage | None = None


class Done(BaseModel):
    """What the child says when it is through with a table."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    mark: Mark
    usage: Usage


class Channel:
    """The child's way to speak: whole lines on the real standard output."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._last_progress = 0.0

    def progress(self, progress: Progress) -> None:
        """Say how far it is, at most five times a second."""
        now = time.monotonic()
        if now - self._last_progress >= _PROGRESS_SECONDS or progress.phase == "done":
            self._last_progress = now
            self._line(PROGRESS, progress.model_dump_json().encode())

    def record(self, record: ReportRecord) -> None:
        """Hand over one record of the report."""
        self._line(RECORD, report.encode_line(record).rstrip(b"\n"))

    def done(self, done: Done) -> None:
        """Say that the table of the last record is finished."""
        self._line(DONE, done.model_dump_json().encode())

    def end(self, ending: Ending) -> None:
        """Say that nothing follows."""
        self._line(END, ending.model_dump_json().encode())

    def _line(self, tag: bytes, text: bytes) -> None:
        self._stream.write(tag + text + b"\n")
        self._stream.flush()
