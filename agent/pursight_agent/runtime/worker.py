"""A run's child process, seen from the agent: started, fed, watched, stopped."""

import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Protocol

import psutil
from pydantic import ValidationError

from pursight.contracts.agents import Job, Progress, RunOutcome
from pursight.contracts.scans import TableReport
from pursight.contracts.usage import Usage
from pursight.crash import crash_point
from pursight.errors import PurSightError
from pursight_agent.runtime.kept import WORD
from pursight_agent.runtime.pipe import (
    CANCEL,
    DONE,
    END,
    FINISHED,
    PROGRESS,
    RECORD,
    Assignment,
    Done,
    Ending,
)
from pursight_agent.scanning.finished import Finished

_WATCH_SECONDS = 0.2
_CANCEL_PATIENCE_SECONDS = 15.0


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a child may use."""

    memory_bytes: int
    cpu_seconds: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a child ended.

    Attributes:
        ending: What it said last; None if it died before it could.
        code: Why it has no ending; empty otherwise.
        reason: The same for a person.
    """

    ending: Ending | None
    code: str = ""
    reason: str = ""


WINDOW_CLOSED = "load.window_closed"
"""Code of a child that was stopped because its source may not be read at this hour."""


class Keeper(Protocol):
    """Keeps what the child is through with for a later start of the same run."""

    def finished(self) -> Iterable[Finished]:
        """What earlier starts were through with."""
        ...

    def keep(self, done: Done, record: bytes, then: Callable[[], None]) -> None:
        """Keep a table and its record; `then` is called when it is on disk, or cannot be."""
        ...

    def with_earlier(self, usage: Usage | None) -> Usage | None:
        """Add what earlier starts had used."""
        ...

    def close(self) -> None:
        """Have all of it stored."""
        ...


class Worker:
    """One child. `run` blocks until it is gone; the other methods may be called from any thread.

    Args:
        assignment: Goes in through the pipe, the secret with it.
        previous: Goes in after it.
        report_path: Where its records are collected, one JSON line each.
        allowance: Beyond it the child is killed.
        keeper: Of tables that the child is through with; without one each start begins anew.
    """

    def __init__(
        self,
        assignment: Assignment,
        previous: Iterable[TableReport],
        report_path: Path,
        allowance: Allowance,
        keeper: Keeper | None = None,
    ) -> None:
        self._keeper = keeper
        self._paused = False
        self.job: Job = assignment.job
        self.report_path = report_path
        self.progress = Progress()
        self._assignment = assignment
        self._previous = previous
        self._allowance = allowance
        self._verdict: tuple[str, str] | None = None
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._cancelled_at: float | None = None
        self._fed = threading.Event()

    def run(self) -> Outcome:
        """Start the child, collect its records, and tell how it ended.

        Raises:
            OSError: The report file cannot be written (the child is killed).
        """
        with self._lock:
            if self._verdict is not None:
                return Outcome(None, *self._verdict)
            self._process = process = subprocess.Popen(  # noqa: S603  our own program
                command(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                start_new_session=True,
            )
        crash_point("worker.after_child_started")
        last_words: deque[bytes] = deque(maxlen=50)
        threads = [
            threading.Thread(target=self._feed, args=(process,), daemon=True),
            threading.Thread(target=self._watch, args=(process,), daemon=True),
            threading.Thread(target=_drain, args=(process.stderr, last_words), daemon=True),
        ]
        for thread in threads:
            thread.start()
        try:
            ending = self._collect(process)
        finally:
            self._kill(process)
            status = process.wait()
            for thread in threads:
                thread.join(timeout=5)
            for pipe in (process.stdin, process.stdout, process.stderr):
                _close(pipe)
            if self._keeper is not None:
                self._keeper.close()
        judged = self.verdict
        if judged is not None:
            return Outcome(None, *judged)
        if self._paused and ending is not None and ending.outcome is RunOutcome.CANCELLED:
            return Outcome(None, WINDOW_CLOSED, "Its source may be read again later.")
        if ending is not None:
            return Outcome(ending)
        return Outcome(None, "run.worker_died", _epitaph(status, last_words))

    @property
    def verdict(self) -> tuple[str, str] | None:
        """Why it was killed: code and reason; None if it was not."""
        return self._verdict

    @property
    def called_off(self) -> tuple[str, str] | None:
        """Why it is to stop or was killed: code and reason; None if nobody said so."""
        if self._verdict is None and self._cancelled_at is not None:
            return "run.cancelled", "It was stopped before it began."
        return self._verdict

    def pause(self) -> None:
        """Have the child stop between two batches, to be begun again at a better hour."""
        with self._lock:
            if self._process is None or self._cancelled_at is not None:
                return
            self._paused = True
        self._stop_child()

    def cancel(self) -> None:
        """Ask the child to stop; what it has found so far still comes."""
        with self._lock:
            self._paused = False
        self._stop_child()

    def _stop_child(self) -> None:
        with self._lock:
            process = self._process
            if self._cancelled_at is None:
                self._cancelled_at = time.monotonic()
            if process is None:
                self._verdict = self._verdict or (
                    "run.cancelled",
                    "It was stopped before it began.",
                )
                return
        self._say(process, CANCEL)

    def kill(self, code: str, reason: str) -> None:
        """Stop the child at once; `run` then tells this reason."""
        with self._lock:
            self._verdict = self._verdict or (code, reason)
            process = self._process
        if process is not None:
            self._kill(process)

    def _feed(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdin is not None  # noqa: S101  asked for above; for the type checker
        try:
            process.stdin.write(self._assignment.model_dump_json().encode() + b"\n")
            for table in self._previous:
                process.stdin.write(table.model_dump_json(exclude_defaults=True).encode() + b"\n")
            for done in self._keeper.finished() if self._keeper is not None else ():
                line = done.model_dump_json(exclude_defaults=True).encode()
                process.stdin.write(FINISHED + line + b"\n")
            process.stdin.write(b"\n")
            process.stdin.flush()
        except (OSError, ValueError):
            return  # it died: `run` says so
        except PurSightError as error:
            # what is known of the tables cannot be read; unfed the child would wait for ever
            self.kill("run.worker_died", error.message)
            return
        self._fed.set()
        if self._cancelled_at is not None:
            self._say(process, CANCEL)

    def _say(self, process: subprocess.Popen[bytes], word: bytes) -> None:
        """Write a word, but never into the middle of what is being fed."""
        if not self._fed.is_set() or process.stdin is None:
            return
        try:
            with self._lock:
                process.stdin.write(word)
                process.stdin.flush()
        except (OSError, ValueError):
            return  # it is gone already

    def _collect(self, process: subprocess.Popen[bytes]) -> Ending | None:
        assert process.stdout is not None  # noqa: S101  asked for above; for the type checker
        ending = None
        last = b""
        with self.report_path.open("wb") as file:
            for line in process.stdout:
                tag, text = line[:1], line[1:]
                if not line.endswith(b"\n"):
                    break  # cut off in the middle of a line
                if tag == RECORD:
                    file.write(text)
                    last = text
                    crash_point("report.half_written")
                elif tag == DONE and self._keeper is not None:
                    done = Done.model_validate_json(text)
                    self._keeper.keep(done, last, partial(self._say, process, WORD))
                elif tag == DONE:
                    self._say(process, WORD)
                elif tag == PROGRESS:
                    self.progress = _progress(text) or self.progress
                elif tag == END:
                    ending = Ending.model_validate_json(text)
                    break
        if ending is not None and self._keeper is not None:
            usage = self._keeper.with_earlier(ending.usage)
            ending = ending.model_copy(update={"usage": usage})
        return ending

    def _watch(self, process: subprocess.Popen[bytes]) -> None:
        try:
            watched = psutil.Process(process.pid)
        except psutil.Error:
            return
        while process.poll() is None:
            found = self._trespass(watched)
            if found is not None:
                self.kill(*found)
                return
            time.sleep(_WATCH_SECONDS)

    def _trespass(self, watched: psutil.Process) -> tuple[str, str] | None:
        if (
            self._cancelled_at is not None
            and time.monotonic() - self._cancelled_at > _CANCEL_PATIENCE_SECONDS
        ):
            code = WINDOW_CLOSED if self._paused else "run.cancelled"
            return code, "It did not stop when asked, so it was ended."
        memory, cpu = _used(watched)
        if memory > self._allowance.memory_bytes:
            allowed = f"{self._allowance.memory_bytes >> 20} MiB of memory"
            return "run.memory_limit", _over(allowed)
        if cpu > self._allowance.cpu_seconds:
            allowed = f"{self._allowance.cpu_seconds:.0f} seconds of processor time"
            return "run.cpu_limit", _over(allowed)
        return None

    @staticmethod
    def _kill(process: subprocess.Popen[bytes]) -> None:
        """End the child and what it started; one that has ended is left alone."""
        if process.poll() is not None:
            return
        try:
            family = psutil.Process(process.pid).children(recursive=True)
        except psutil.Error:
            family = []
        process.kill()
        for member in family:
            try:
                member.kill()
            except psutil.Error:
                continue


def command() -> list[str]:
    """Spell how to start the child: the frozen program itself, or this Python."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "agent", "work"]
    return [sys.executable, "-m", "pursight_agent.runtime.work"]


def _over(allowed: str) -> str:
    return f"The scan needed more than the {allowed} that it may use, and was ended."


def _used(watched: psutil.Process) -> tuple[int, float]:
    """Return bytes of memory and seconds of processor of a process and all it started."""
    memory, cpu = 0, 0.0
    try:
        family = [watched, *watched.children(recursive=True)]
    except psutil.Error:
        return 0, 0.0
    for member in family:
        try:
            times = member.cpu_times()
            memory += member.memory_info().rss
            cpu += times.user + times.system
        except psutil.Error:
            continue
    return memory, cpu


def _progress(text: bytes) -> Progress | None:
    try:
        return Progress.model_validate_json(text)
    except ValidationError:
        return None


def _drain(pipe: IO[bytes] | None, last: deque[bytes]) -> None:
    """Read standard error so that the child never waits; only the end is kept, in memory."""
    if pipe is not None:
        last.extend(pipe)


def _close(pipe: IO[bytes] | None) -> None:
    try:
        if pipe is not None:
            pipe.close()
    except OSError:
        return


def _epitaph(status: int, last_words: Iterable[bytes]) -> str:
    """Say how a child died; of what it printed only Python's own crash line, which has no data."""
    how = f"by signal {-status}" if status < 0 else f"with status {status}"
    fatal = [line for line in last_words if line.startswith(b"Fatal Python error")]
    told = f" ({fatal[0].decode('ascii', 'replace').strip()[:200]})" if fatal else ""
    return f"The scan's process ended {how} before its work was done{told}."
