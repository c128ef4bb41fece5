"""Recovery codes: ten for the day the phone is lost (pure)."""

import hashlib
import secrets
from typing import Final

COUNT: Final = 10
_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that are mistaken for others on paper."""


def new_codes() -> list[str]:
    """Make ten codes of 79 bits each."""
    return ["-".join("".join(_four()) for _ in range(4)) for _ in range(COUNT)]


def digest(code: str) -> str:
    """Hash a code as it is kept; how somebody groups its letters does not matter.

    A plain hash is enough: nobody can try 2^79 codes.
    """
    plain = "".join(letter for letter in code.lower() if letter.isalnum())
    return hashlib.sha256(b"pursight recovery code\n" + plain.encode()).hexdigest()


def _four() -> list[str]:
    return [secrets.choice(_LETTERS) for _ in range(4)]
