"""A replica is open in one console at a time, whoever else tries; a crash frees it."""

import os
import sys
from pathlib import Path

from pursight.errors import Conflict


class AlreadyOpen(Conflict):
    """Another console of this person is open on this machine."""

    code = "console.already_open"


class Claim:
    """Held as long as the replica is open; the system lets go of it when the process ends."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(self._file)
        except OSError as error:
            os.close(self._file)
            raise AlreadyOpen(
                "This account is open in another window of the console.",
                hint="Use that window, or close it first.",
            ) from error

    def release(self) -> None:
        """Let another console have it."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
