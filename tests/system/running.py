"""Processes that work in a folder, and how a test waits for something of theirs."""

import time
from collections.abc import Callable
from pathlib import Path

import psutil


def running(folder: Path) -> list[str]:
    """Command lines of processes that name the folder or have it in their environment."""
    found = []
    for process in psutil.process_iter():
        try:
            line = " ".join(process.cmdline())
            if str(folder) in line or str(folder) in process.environ().get(
                "PURSIGHT_AGENT_DIR", ""
            ):
                found.append(line)
        except (psutil.NoSuchProcess, psutil.AccessDenied, psutil.ZombieProcess):
            continue
    return found


PATIENCE_SECONDS = 240.0
"""Longer than an agent stays away from a server that was down for a minute, as one is that starts
on a busy machine: its waits double, and half of them are over later than the server is back."""


def wait(
    what: Callable[[], bool],
    seconds: float = PATIENCE_SECONDS,
    *,
    told: Callable[[], str] = str,
) -> None:
    """Wait until something is so; if it does not become so, `told` has something to say of it."""
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, f"not so after {seconds} s\n{told()}"
        time.sleep(0.1)
