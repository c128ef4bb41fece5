"""A store whose process can die in the middle of a transaction: the disk is all that is left."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from typing_extensions import override

from pursight_desktop.replica.store import Store, Writer

Doom = Literal["before the commit", "before the file is cleaned", "before the log is emptied"]
DOOMS: tuple[Doom, ...] = (
    "before the commit", "before the file is cleaned", "before the log is emptied",
)  # fmt: skip


class Killed(BaseException):
    """The console's process died; what is on the disk is all that is left."""


class MortalStore(Store):
    """A store whose process dies in the middle of its next transaction, if it is doomed."""

    doom: Doom | None = None
    remains: Path | None = None
    _is_mortal = False

    @contextmanager
    @override
    def writing(self) -> Iterator[Writer]:
        self._is_mortal = True
        try:
            with super().writing() as writer:
                yield writer
                if self.doom == "before the commit":
                    writer.before_commit.append(self._die)
        finally:
            self._is_mortal = False

    @override
    def _clean(self, writer: Writer) -> None:
        if self.doom == "before the file is cleaned":
            self._die()
        super()._clean(writer)

    @override
    def _scrub(self) -> None:
        if self._is_mortal and self.doom == "before the log is emptied":
            self._die()
        super()._scrub()

    def _die(self) -> None:
        self.doom = None
        self.remains = self.leave_remains()
        raise Killed

    def leave_remains(self) -> Path:
        """Copy the files as they lie there now: what a process finds that begins after us."""
        folder = self.path.parent
        number = int(folder.name) + 1
        remains = folder.with_name(str(number))
        remains.mkdir()
        for file in folder.iterdir():
            if not file.name.endswith("-shm"):
                shutil.copy(file, remains)
        return remains
