"""Kept: how the child waits until a finished table is on disk, before it begins another."""

import threading

WORD = b"kept\n"
"""What the agent answers when a table that the child is through with is on disk."""
_PATIENCE_SECONDS = 60.0
"""After so long it goes on all the same: a disk that hangs must not stop the scan for ever."""


class Kept:
    """Answers of the agent. Without waiting for them the scan would run ahead of the disk.

    Then a kill would cost all tables that were finished while one was being written.
    """

    def __init__(self) -> None:
        self._answers = threading.Semaphore(0)

    def hear(self) -> None:
        """Take in one answer; from any thread."""
        self._answers.release()

    def wait(self) -> None:
        """Wait for the answer to what was said last."""
        self._answers.acquire(timeout=_PATIENCE_SECONDS)
