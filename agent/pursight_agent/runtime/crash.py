"""Crash points: where fault tests cut the agent off; inert unless PURSIGHT_CRASH_AT names one."""

import os
import signal
from pathlib import Path

VARIABLE = "PURSIGHT_CRASH_AT"

POINTS = frozenset(
    {
        "poll.after_accept_sent",
        "poll.after_confirm",
        "worker.after_child_started",
        "report.half_written",
        "spool.before_commit",
        "spool.after_commit",
        "deliver.after_chunk",
        "deliver.before_commit_sent",
        "deliver.after_commit_reply",
        "deliver.after_receipt_stored",
    }
)
"""Every step of a run at the agent after which `kill -9` must lose and double nothing."""


def crash_point(name: str) -> None:
    """Die here by SIGKILL if the environment asks for it.

    `PURSIGHT_CRASH_AT=name` dies each time; `PURSIGHT_CRASH_AT=name@/some/file` dies once: the file
    is made just before, and where it exists already, nothing happens.
    """
    wanted = os.environ.get(VARIABLE)
    if not wanted:
        return
    point, _, marker = wanted.partition("@")
    if point != name:
        return
    if marker:
        try:
            Path(marker).touch(exist_ok=False)
        except FileExistsError:
            return
    if hasattr(signal, "SIGKILL"):
        os.kill(os.getpid(), signal.SIGKILL)
    os._exit(137)
