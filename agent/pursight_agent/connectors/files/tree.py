"""Where files lie: one file, or a folder with all that is in it."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from pursight.contracts.agents import Limits
from pursight.contracts.scans import Skipped, SourceFacts
from pursight_agent.connectors.files.place import LocalFile
from pursight_agent.connectors.files.walk import Found, walk
from pursight_agent.source import SourceDenied, SourceNotFound


class Tree(Protocol):
    """Files under one name: a folder of this machine, a prefix of a bucket."""

    def test(self) -> SourceFacts:
        """Look whether it is there and may be read; raise with a hint when not."""
        ...

    def is_single(self) -> bool:
        """Whether it is one file and not a folder."""
        ...

    def listed(self) -> Iterator[Found | Skipped]:
        """Yield all files, folder by folder, and what is left alone with the reason."""
        ...

    def limit(self, limits: Limits) -> None:
        """Keep to these limits from now on."""
        ...

    def close(self) -> None:
        """Let go of everything; closing twice is fine."""
        ...


class LocalTree:
    """A file or folder of this machine."""

    def __init__(self, path: Path) -> None:
        self._root = path.absolute()

    def test(self) -> SourceFacts:
        """Look whether the path is there and may be read."""
        try:
            mode = self._root.stat().st_mode
            if stat.S_ISDIR(mode):
                os.scandir(self._root).close()
            elif stat.S_ISREG(mode):
                self._root.open("rb").close()
            else:
                raise SourceNotFound(
                    f"{str(self._root)!r} is neither a file nor a folder.",
                    hint="Name a file or a folder.",
                )
        except FileNotFoundError as error:
            raise SourceNotFound(
                f"There is no file or folder {str(self._root)!r}.",
                hint="Check the spelling of the path.",
            ) from error
        except OSError as error:
            raise SourceDenied(
                f"The agent may not read {str(self._root)!r}.",
                hint="Give the agent's account read permission there.",
            ) from error
        name = os.fsencode(self._root.name or "/").decode("utf-8", "replace")
        return SourceFacts(
            name=name,
            kind="files",
            database=name,
            location=os.fsencode(self._root).decode("utf-8", "replace"),
        )

    def is_single(self) -> bool:
        """Whether it is one file."""
        return not self._root.is_dir()

    def listed(self) -> Iterator[Found | Skipped]:
        """Walk the folder, all levels down."""
        if self._root.is_dir():
            yield from walk(self._root)
        else:
            name = os.fsencode(self._root.name).decode("utf-8", "replace")
            yield Found(LocalFile(self._root), "", name)

    def limit(self, limits: Limits) -> None:
        """Files know no statements; reading is interrupted between batches."""

    def close(self) -> None:
        """Nothing is held."""
