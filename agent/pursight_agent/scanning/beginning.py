"""How a process that measures beside a scan is started; light, so that it can be done early."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PIPE = 1 << 20
"""Bytes that a pipe holds, where it can be asked to: with few of them both ends often wait."""
_LARGE = 32 << 20
"""Bytes of a file from which a scan takes longer than it takes to start a process."""

Process = subprocess.Popen[bytes]


def begin() -> Process:
    """Start a process that can become a lane: it loads what it needs, then waits to be told more.

    It ends by itself when who started it is gone.
    """
    return subprocess.Popen(  # noqa: S603  our own program
        command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        pipesize=_PIPE,
    )


@contextmanager
def begun_early(target: str, workers: int) -> Iterator[list[Process]]:
    """Start those that a scan will surely need, before anything else is loaded or looked at.

    Who uses one takes it from the list; those left are ended.

    Args:
        target: What is to be scanned; only of files here it is known without looking whether they
            are large.
        workers: How many processes may measure.
    """
    begun: list[Process] = []
    try:
        if _is_large(target):
            begun += [begin() for _ in range(workers - 1)]
        yield begun
    finally:
        while begun:
            drop(begun.pop())


def _is_large(target: str) -> bool:
    try:
        path = Path(target)
        files = list(path.iterdir()) if path.is_dir() else [path]
        return any(one.is_file() and one.stat().st_size >= _LARGE for one in files)
    except (OSError, ValueError):  # an address, or nothing at all
        return False


def drop(process: Process) -> None:
    """End a process that `begin` started and nobody needs."""
    process.kill()
    process.communicate()


def command() -> list[str]:
    """Spell how to start a process: the frozen program itself, or this Python."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "agent", "measure"]
    return [sys.executable, "-m", "pursight_agent.scanning.aside"]
