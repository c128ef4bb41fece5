"""Passwords that others have had before: the commonest by a list of ours, leaked ones by yours."""

import hashlib
import os
import re
from bisect import bisect_left
from functools import cache
from importlib import resources
from itertools import pairwise
from pathlib import Path
from typing import Final

from pursight.errors import Fault, PurSightError

_DIGEST_BYTES: Final = 5
_MOST_PARTS: Final = 2
_SHA1_LINE: Final = re.compile(rb"([0-9A-Fa-f]{40})(?::[0-9]+)?\r?\n?")
_LONGEST_LINE: Final = 128


class ListUnreadable(PurSightError):
    """The list of leaked passwords cannot be read: no password is accepted unlooked at."""

    code = "password.list_unreadable"
    fault = Fault.WORLD
    status = 503


def is_common(password: str) -> bool:
    """Whether a password is one of the commonest, two of them in a row, or one again and again.

    Small letters and capitals are the same here. Digits and signs at the end make nothing better:
    what guesses passwords tries them first.
    """
    word = password.lower()
    for text in {word, word.rstrip("0123456789!?.#$*-_ ")}:
        if _repeats(text) or _in_parts(text, _MOST_PARTS):
            return True
    return False


def is_leaked(password: str, listed: Path) -> bool:
    """Whether a password's SHA-1 is in a file as Have I Been Pwned gives it out, sorted by hash.

    Some forty reads, however large the file is; nothing leaves this machine.

    Raises:
        ListUnreadable: The file is not there, or not such a one.
    """
    wanted = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper().encode()
    try:
        with listed.open("rb") as file:
            low, high = 0, file.seek(0, os.SEEK_END)
            if not high:
                raise _unreadable(listed)
            while low < high:  # the first line that begins at or behind `low` may be the one
                middle = (low + high) // 2
                file.seek(middle)
                if middle:
                    file.seek(middle - 1)
                    file.readline(_LONGEST_LINE)
                line = file.readline(_LONGEST_LINE)
                if not line:
                    high = middle
                    continue
                found = _SHA1_LINE.fullmatch(line)
                if found is None:
                    raise _unreadable(listed)
                hashed = found[1].upper()
                if hashed == wanted:
                    return True
                if hashed < wanted:
                    low = file.tell()
                else:
                    high = middle
    except OSError as error:
        raise _unreadable(listed) from error
    return False


def _repeats(text: str) -> bool:
    """Whether a text is a short one again and again, or counts up or down."""
    for length in range(1, 7):
        if len(text) > length and (text[:length] * len(text))[: len(text)] == text:
            return True
    steps = {ord(after) - ord(before) for before, after in pairwise(text)}
    return len(steps) == 1


def _in_parts(text: str, parts: int) -> bool:
    if _listed(text):
        return True
    return parts > 1 and any(
        _listed(text[:at]) and _in_parts(text[at:], parts - 1) for at in range(1, len(text))
    )


def _listed(text: str) -> bool:
    kept = _digests()
    digest = hashlib.sha256(text.encode()).digest()[:_DIGEST_BYTES]
    at = bisect_left(kept, digest)
    return at < len(kept) and kept[at] == digest


@cache
def _digests() -> list[bytes]:
    raw = (resources.files("pursight_server.access") / "data" / "common-passwords.bin").read_bytes()
    return [raw[at : at + _DIGEST_BYTES] for at in range(0, len(raw), _DIGEST_BYTES)]


def _unreadable(listed: Path) -> ListUnreadable:
    return ListUnreadable(
        f"the list of leaked passwords {listed.name} cannot be read",
        hint="It has one SHA-1 a line in hex, sorted, as the downloader of Have I Been Pwned writes"
        " it. Correct PURSIGHT_LEAKED_PASSWORDS, or leave it out.",
    )
