"""How half sign-ins are kept until their second half."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, insert, select, update

from pursight_server.access.tables import sign_in_challenge
from pursight_server.platform.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Challenge:
    """What is open: of whom, for what, until when.

    Attributes:
        webauthn: The random bytes that an authenticator has to sign, once it was asked.
        methods: How the person has shown who they are so far.
    """

    id: UUID
    person_id: UUID | None
    purpose: str
    webauthn: bytes | None
    methods: tuple[str, ...]
    tries: int
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None


async def add_challenge(
    uow: UnitOfWork,
    challenge_id: UUID,
    sha256: str,
    *,
    person_id: UUID | None,
    purpose: str,
    expires_at: datetime,
    methods: tuple[str, ...] = (),
    webauthn: bytes | None = None,
) -> None:
    """Write a new one."""
    await uow.connection.execute(
        insert(sign_in_challenge).values(
            organisation_id=uow.organisation_id,
            id=challenge_id,
            person_id=person_id,
            purpose=purpose,
            sha256=sha256,
            webauthn=webauthn,
            methods=list(methods),
            created_at=uow.clock.now(),
            expires_at=expires_at,
        )
    )


async def challenge_by_digest(uow: UnitOfWork, sha256: str) -> Challenge | None:
    """Read, and lock, the challenge of a token."""
    found = await uow.connection.execute(
        select(sign_in_challenge)
        .where(
            sign_in_challenge.c.organisation_id == uow.organisation_id,
            sign_in_challenge.c.sha256 == sha256,
        )
        .with_for_update()
    )
    row = found.one_or_none()
    if row is None:
        return None
    return Challenge(
        id=row.id,
        person_id=row.person_id,
        purpose=row.purpose,
        webauthn=None if row.webauthn is None else bytes(row.webauthn),
        methods=tuple(row.methods),
        tries=row.tries,
        created_at=row.created_at,
        expires_at=row.expires_at,
        used_at=row.used_at,
    )


async def ask_authenticator(uow: UnitOfWork, challenge_id: UUID, webauthn: bytes | None) -> None:
    """Note what an authenticator has to sign; None once it has."""
    await _change(uow, challenge_id, webauthn=webauthn)


async def use_challenge(uow: UnitOfWork, challenge_id: UUID) -> None:
    """Note that a challenge has been met: it opens nothing more."""
    await _change(uow, challenge_id, used_at=uow.clock.now(), webauthn=None)


async def count_challenge_try(uow: UnitOfWork, challenge: Challenge) -> None:
    """Note a wrong answer."""
    await _change(uow, challenge.id, tries=challenge.tries + 1)


async def forget_challenges(uow: UnitOfWork, before: datetime) -> None:
    """Delete those that ran out before a time."""
    await uow.connection.execute(
        delete(sign_in_challenge).where(
            sign_in_challenge.c.organisation_id == uow.organisation_id,
            sign_in_challenge.c.expires_at < before,
        )
    )


async def void_challenges(uow: UnitOfWork, person_id: UUID) -> None:
    """Let nobody finish what was begun in a person's name: half sign-ins, and pages of passkeys."""
    await uow.connection.execute(
        update(sign_in_challenge)
        .where(
            sign_in_challenge.c.organisation_id == uow.organisation_id,
            sign_in_challenge.c.person_id == person_id,
            sign_in_challenge.c.used_at.is_(None),
        )
        .values(used_at=uow.clock.now(), webauthn=None)
    )


async def _change(uow: UnitOfWork, challenge_id: UUID, **values: object) -> None:
    await uow.connection.execute(
        update(sign_in_challenge)
        .where(
            sign_in_challenge.c.organisation_id == uow.organisation_id,
            sign_in_challenge.c.id == challenge_id,
        )
        .values(**values)
    )
