"""The first bytes of a database that is a file, or in plain words why they cannot be read."""

import os
from pathlib import Path

from pursight_agent.source import SourceDenied, SourceNotFound


def first_bytes(path: Path, size: int) -> bytes:
    """Read how a file begins, before a library says no more than "unable to open".

    Raises:
        SourceNotFound: There is no such file, or it is a folder.
        SourceDenied: It may not be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(size)
    except FileNotFoundError as error:
        raise SourceNotFound(
            f"There is no file {spelled(path)!r}.", hint="Check the spelling of the path."
        ) from error
    except IsADirectoryError as error:
        raise SourceNotFound(
            f"{spelled(path)!r} is a folder, not a database.",
            hint="Name the database file itself.",
        ) from error
    except (OSError, ValueError) as error:
        raise SourceDenied(
            f"The agent may not read {spelled(path)!r}.",
            hint="Give the agent's account read permission on the file and its folder.",
        ) from error


def spelled(path: Path | str) -> str:
    """Spell a path as valid text: bytes that are no UTF-8 become replacement characters."""
    return os.fsencode(path).decode("utf-8", "replace")
