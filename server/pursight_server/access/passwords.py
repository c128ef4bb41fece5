"""Passwords: what is accepted, how they are kept and checked."""

import asyncio
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from pursight.errors import Refused
from pursight_server.access.known_passwords import is_common, is_leaked

SHORTEST, LONGEST = 12, 256

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
"""argon2id with the first of the parameter sets of the OWASP password storage cheat sheet."""

_NOBODYS = _hasher.hash("nobody has this password")


class WeakPassword(Refused):
    """The password is not accepted."""

    code = "password.weak"


def check_strength(password: str, *, email: str) -> None:
    """Refuse passwords that are short, endless, common, or made of the person's own address.

    Length is what counts; rules about kinds of characters make passwords worse (NIST SP 800-63B).

    Raises:
        WeakPassword: It is one of these.
    """
    if len(password) < SHORTEST:
        raise WeakPassword(
            f"the password has fewer than {SHORTEST} characters",
            hint="Several words in a row are easy to remember and hard to guess.",
        )
    if len(password) > LONGEST:
        raise WeakPassword(f"the password has more than {LONGEST} characters")
    own = {part for part in (email.lower(), email.lower().partition("@")[0]) if part}
    plain = password.lower().strip("0123456789!?.#$*-_ ")
    if password.lower() in own or plain in own or len(set(password)) < 5 or is_common(password):
        raise WeakPassword(
            "the password is too easy to guess", hint="Several words in a row are hard to guess."
        )


async def check_leaked(password: str, listed: Path | None) -> None:
    """Refuse passwords that are on the administrator's list of leaked ones, if there is one.

    Raises:
        WeakPassword: It is on the list.
        ListUnreadable: There is a list, but it cannot be read.
    """
    if listed is not None and await asyncio.to_thread(is_leaked, password, listed):
        raise WeakPassword(
            "this password has been stolen somewhere before, and is on every list of guesses",
            hint="Choose one that you have never used; several words in a row are hard to guess.",
        )


async def hashed(password: str) -> str:
    """Hash a password in a thread, so that the server goes on meanwhile."""
    return await asyncio.to_thread(_hasher.hash, password)


async def fits(password: str, kept: str | None) -> bool:
    """Whether a password is the one that was hashed; takes as long when there is no hash."""
    return await asyncio.to_thread(_fits, password, kept)


def outdated(kept: str) -> bool:
    """Whether a hash was made with other parameters than today's."""
    return _hasher.check_needs_rehash(kept)


def _fits(password: str, kept: str | None) -> bool:
    try:
        _hasher.verify(kept or _NOBODYS, password)
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None
