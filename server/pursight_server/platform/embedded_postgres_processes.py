"""Processes, ports and locks: what the PostgreSQL launcher must know of the machine."""

import fcntl
import os
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from pursight.errors import Conflict


class PostgresInUse(Conflict):
    """Another process of ours has this folder."""

    code = "postgres.in_use"


class FolderLock:
    """Held by one process at a time, and let go when it dies, however it dies."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[str] | None = None

    @property
    def held(self) -> bool:
        """Whether this object holds it."""
        return self._file is not None

    def take(self) -> None:
        """Take it.

        Raises:
            PostgresInUse: Another process, or another object of this one, has it.
        """
        file = self._path.open("w", encoding="utf-8")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.close()
            raise PostgresInUse(
                f"another PurSight process uses {self._path.parent}",
                hint="Stop it first, or choose another data directory.",
            ) from error
        self._file = file

    def release(self) -> None:
        """Let it go; letting go twice does nothing."""
        if self._file is not None:
            self._file.close()
            self._file = None


def clean_environment() -> dict[str, str]:
    """Pass on nothing that PostgreSQL's programs would take as settings."""
    return {
        key: value
        for key, value in os.environ.items()
        if not key.startswith("PG") and key not in {"LC_ALL", "LANG", "LC_MESSAGES"}
    } | {"LC_ALL": "C"}


def process_lives(pid: int) -> bool:
    """Whether a process runs; a zombie, which nobody has waited for yet, does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except (FileNotFoundError, IndexError):
        return True
    return state not in {"Z", "X"}


def works_in(pid: int, folder: Path) -> bool:
    """Whether a process has a folder as its working directory; believed where nobody can tell.

    A number that a pid file kept proves nothing: after the machine was restarted it may be any
    program's, and that must not be stopped. PostgreSQL works in its cluster.
    """
    try:
        return Path(f"/proc/{pid}/cwd").readlink() == folder
    except OSError:
        return True


def end_postmaster(pid: int, patience: float, *, reap: Callable[[], object] | None = None) -> None:
    """Let a PostgreSQL end its sessions and write a checkpoint; one that does not is cut short.

    Args:
        pid: Its first process.
        patience: Seconds for each of the two ways.
        reap: Takes note of a child's end, without which it stays a zombie.
    """
    for way in (signal.SIGINT, signal.SIGQUIT):
        if not process_lives(pid):
            return
        with suppress(ProcessLookupError):
            os.kill(pid, way)
        end = time.monotonic() + patience
        while process_lives(pid) and time.monotonic() < end:
            if reap is not None:
                reap()
            time.sleep(0.02)


def is_free(port: int) -> bool:
    """Whether nobody listens on a port of this machine; 0 is none."""
    if not port:
        return False
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def free_port() -> int:
    """Find a port that nobody has at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


_PASSES = ("lock file", "shared memory", "could not bind", "Address already in use", "Killed")


def passes(words: str) -> bool:
    """Whether what a PostgreSQL said that would not start goes away by itself.

    What a killed one leaves (its lock file, its shared memory, its port) does, within a minute; a
    broken cluster does not. A PostgreSQL that said nothing was killed itself.
    """
    return not words.strip() or any(sign in words for sign in _PASSES)


def last_complaint(words: str) -> str:
    """Pick the last FATAL or PANIC line, or the last line, without its time."""
    lines = [line for line in words.splitlines() if line.strip()]
    worst = [line for line in lines if "FATAL:" in line or "PANIC:" in line]
    line = (worst or lines or ["nothing"])[-1]
    return line.partition("] ")[2][:300] or line[:300]


def read_from(path: Path, start: int) -> str:
    """Read a file's text from a byte on; empty when there is none."""
    try:
        with path.open("rb") as file:
            file.seek(start)
            return file.read(65_536).decode(errors="replace")
    except FileNotFoundError:
        return ""


@contextmanager
def signals_held_back() -> Iterator[None]:
    """Let Ctrl-C and SIGTERM wait for the end of a few steps that belong together."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
