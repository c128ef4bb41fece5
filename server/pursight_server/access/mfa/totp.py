"""Codes by time (RFC 6238): the step of a code that fits, and what an app is set up with (pure)."""

import hmac
from datetime import datetime
from typing import Final

import pyotp

STEP_SECONDS: Final = 30
SKEW: Final = 1
"""Steps that a clock may be off, either way."""


def new_secret() -> str:
    """Make a secret of 160 bits, in base 32."""
    return pyotp.random_base32(32)


def step_of(code: str, secret: str, *, now: datetime, last_step: int) -> int | None:
    """Say at which step a code holds; None when at none, or at none after the last accepted one.

    The last step is what keeps a code that was looked at over a shoulder from being used again.
    """
    code = code.replace(" ", "")
    present, generator = int(now.timestamp()) // STEP_SECONDS, pyotp.TOTP(secret)
    found = None
    for step in range(present - SKEW, present + SKEW + 1):
        fits = hmac.compare_digest(generator.generate_otp(step).encode(), code.encode())
        if fits and step > last_step:
            found = step
    return found


def setup_uri(secret: str, *, email: str, organisation: str) -> str:
    """Spell what an authenticator app reads from a QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=f"PurSight {organisation}")
