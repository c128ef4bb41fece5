"""Crash points: where fault tests cut a program off; inert unless PURSIGHT_CRASH_AT names one."""

import os
import signal
from pathlib import Path

VARIABLE = "PURSIGHT_CRASH_AT"

AGENT_POINTS = frozenset(
    {
        "poll.after_accept_sent",
        "poll.after_confirm",
        "worker.after_child_started",
        "report.half_written",
        "checkpoint.after_write",
        "spool.before_commit",
        "spool.after_commit",
        "deliver.after_chunk",
        "deliver.before_commit_sent",
        "deliver.after_commit_reply",
        "deliver.after_receipt_stored",
    }
)
"""Every step of a run at the agent after which `kill -9` must lose and double nothing."""

SERVER_POINTS = frozenset(
    {
        "scans.before_poll_commit",
        "scans.after_poll_commit",
        "intake.before_chunk_commit",
        "intake.after_chunk_commit",
        "intake.before_run_commit",
        "intake.after_run_commit",
    }
)
"""The same at the server: before a transaction is durable, and after it but before the answer."""

AGENT_MODEL_POINTS = frozenset({"models.before_store", "models.after_store"})
"""The same for taking a column model: what lies there afterwards is the old one or the new."""

SERVER_MODEL_POINTS = frozenset(
    {
        "learning.after_batch",
        "learning.before_version_commit",
        "learning.before_activation_commit",
    }
)
"""The same for comparing, training and activating at the server."""


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
