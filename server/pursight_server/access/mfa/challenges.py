"""Challenges: half a sign-in, good for minutes and for one second half."""

import hashlib
import secrets
from datetime import timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from pursight.identity import new_id
from pursight_server.access import store
from pursight_server.access.store import Challenge
from pursight_server.platform.unit_of_work import UnitOfWork

LIFE: Final = timedelta(minutes=5)
MOST_TRIES: Final = 5
_PREFIX: Final = "psc1"


class Purpose(StrEnum):
    """What a challenge is half of."""

    SECOND_STEP = "second_step"  # a factor is there and has to be shown
    ENROL = "enrol"  # none is there, and the organisation asks for one
    PASSKEY = "passkey"  # signing in with a passkey alone
    REGISTER = "register"  # a signed-in person adds a passkey
    PAGE_TICKET = "page_ticket"  # a signed-in person opens the page of their passkeys
    PAGE = "page"  # that page is open


async def issue(
    uow: UnitOfWork,
    purpose: Purpose,
    person_id: UUID | None,
    *,
    methods: tuple[str, ...] = (),
    webauthn: bytes | None = None,
    life: timedelta = LIFE,
) -> str:
    """Open a challenge; returns its token, which names the organisation and holds a secret."""
    token = f"{_PREFIX}.{uow.organisation_id.hex}.{secrets.token_urlsafe(32)}"
    await store.add_challenge(
        uow,
        new_id(uow.clock),
        _digest(token),
        person_id=person_id,
        purpose=purpose.value,
        expires_at=uow.clock.now() + life,
        methods=methods,
        webauthn=webauthn,
    )
    return token


def of_nobody() -> str:
    """Make a token that looks like one and opens nothing, for organisations that do not exist."""
    return f"{_PREFIX}.{secrets.token_hex(16)}.{secrets.token_urlsafe(32)}"


def organisation_of(token: str) -> UUID | None:
    """Say which organisation a token is of, if it is a token at all."""
    prefix, _, rest = token.partition(".")
    organisation, _, secret = rest.partition(".")
    if prefix != _PREFIX or len(organisation) != 32 or not secret:
        return None
    try:
        return UUID(hex=organisation)
    except ValueError:
        return None


async def take(uow: UnitOfWork, token: str, *purposes: Purpose) -> Challenge | None:
    """Find, and lock, a challenge that is still open; None when there is none for this."""
    found = await store.challenge_by_digest(uow, _digest(token))
    if (
        found is None
        or found.purpose not in purposes
        or found.used_at is not None
        or found.tries >= MOST_TRIES
        or uow.clock.now() >= found.expires_at
    ):
        return None
    return found


async def methods_of(uow: UnitOfWork, token: str) -> tuple[str, ...]:
    """Say how somebody had shown who they are, of a challenge that may have been met since."""
    found = await store.challenge_by_digest(uow, _digest(token))
    return () if found is None else found.methods


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
