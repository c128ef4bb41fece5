"""API tokens: make, revoke, and say who asks with one."""

import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from pursight.errors import Forbidden, NotFound, Refused, Unauthenticated
from pursight.identity import new_id
from pursight_server.access import lockout, machines, store
from pursight_server.access.break_glass.marking import mark_of
from pursight_server.access.client import Network, Through, Way
from pursight_server.access.machines import ApiToken, ServiceAccount
from pursight_server.access.model import (
    Caller,
    Permission,
    Person,
    PrincipalKind,
    Subject,
    SubjectKind,
)
from pursight_server.access.rights.reading import rights_of
from pursight_server.access.store import api_tokens as kept
from pursight_server.access.store import service_accounts as accounts
from pursight_server.access.store import settings as laid_down
from pursight_server.platform.services import Services
from pursight_server.platform.unit_of_work import Actor, ReadUnit, UnitOfWork

USED_TO_THE: Final = timedelta(hours=1)
"""How exactly it is kept when a token was last used; so that reading does not write each time."""

_DOOR = Actor.system("api tokens")


class TokenScope(Refused):
    """The token would be for more than its principal may do, or for what no token is for."""

    code = "api_token.scope"


class TokenLife(Refused):
    """The token would live too long, or not at all."""

    code = "api_token.life"


class NotForTokens(Forbidden):
    """Only a person who has signed in can do this."""

    code = "api_token.not_for_tokens"


class ApiTokenRefused(Unauthenticated):
    """The API token is unknown, wrong, revoked or expired, or its principal is disabled."""

    code = "api_token.refused"


@dataclass(frozen=True, slots=True)
class Issued:
    """A new token and its text, which is shown this once."""

    token: ApiToken
    text: str


async def issue(
    uow: UnitOfWork,
    *,
    kind: PrincipalKind,
    principal_id: UUID,
    name: str,
    permissions: frozenset[Permission],
    expires_at: datetime,
    created_by: UUID,
) -> Issued:
    """Make a token for somebody or for a service account.

    Raises:
        NotFound: There is no such principal, or it is disabled.
        TokenScope: It would be for more than the principal may do now, or for a person's own.
        TokenLife: It would live longer than the organisation allows, or be over already.
    """
    # Where it will be used from is not known yet; each request with it is judged by its own.
    way = Way(Through.TOKEN, Network.PRIVATE)
    caller = await _principal(uow, kind, principal_id, principal_id, way=way)
    if caller is None:
        raise NotFound("there is nobody with this id who could use an API token")
    _check_scope(permissions, caller.permissions)
    _check_life(uow.clock.now(), expires_at, (await laid_down.find(uow)).api_token_days)
    secret = secrets.token_urlsafe(32)
    token = ApiToken(
        id=new_id(uow.clock),
        principal_kind=kind,
        principal_id=principal_id,
        name=name,
        permissions=permissions,
        created_at=uow.clock.now(),
        created_by=created_by,
        expires_at=expires_at,
        used_at=None,
        revoked_at=None,
    )
    await kept.add(uow, token, machines.digest(secret))
    uow.record("api_token.created", "api_token", token.id, after=_facts(token))
    return Issued(token, machines.spell(token.id, secret))


async def revoke(
    uow: UnitOfWork, token_id: UUID, *, of: UUID | None = None, note: str = ""
) -> None:
    """Revoke a token at once; with `of` only if it is that principal's.

    Raises:
        NotFound: There is no such token that still works.
    """
    revoked = await kept.revoke(uow, token_id=token_id, principal_id=of)
    if not revoked:
        raise NotFound("there is no such API token that still works")
    _record_revoked(uow, revoked, note)


async def revoke_all(uow: UnitOfWork, principal_id: UUID, note: str) -> None:
    """Revoke whatever tokens somebody or a service account has."""
    _record_revoked(uow, await kept.revoke(uow, principal_id=principal_id), note)


async def caller(given: Services, text: str, *, network: Network = Network.UNKNOWN) -> Caller:
    """Say who asks with a token: as the principal is now, within what the token is for.

    One answer for all that can be wrong. Wrong secrets for one token are counted as wrong passwords
    are: after five in a row it waits, longer and longer, and the right one waits too.

    Raises:
        ApiTokenRefused: It does not let anybody in.
    """
    spelled = machines.read(text)
    if spelled is None:
        raise _refused()
    async with given.database.outside() as connection:
        organisation_id = await kept.organisation_of(connection, spelled.id)
    if organisation_id is None:
        raise _refused()
    now = given.clock.now()
    async with given.database.reading(organisation_id) as unit:
        facts = await kept.key_facts(unit, spelled.id)
        if facts is None or lockout.locked(facts.locked_until, now):
            raise _refused()
        token = facts.token
        right = hmac.compare_digest(facts.sha256, spelled.sha256)
        who = None
        if right and token.alive(now):
            who = await _principal(
                unit,
                token.principal_kind,
                token.principal_id,
                token.id,
                way=Way(Through.TOKEN, network),
                limit=token.permissions,
            )
    if not right:
        await _count_failure(given, organisation_id, token)
    if who is None:
        raise _refused()
    if facts.failures or token.used_at is None or now - token.used_at >= USED_TO_THE:
        async with given.database.unit_of_work(organisation_id, _DOOR) as uow:
            await kept.set_used(uow, token.id, _to_the_hour(now))
    return who


async def _principal(
    unit: ReadUnit,
    kind: PrincipalKind,
    principal_id: UUID,
    key_id: UUID,
    *,
    way: Way,
    limit: frozenset[Permission] | None = None,
) -> Caller | None:
    """Say who a principal is and what it may do now; None when it is gone or disabled."""
    one = await _find(unit, kind, principal_id)
    if one is None or one.disabled_at is not None:
        return None
    subject = Subject(SubjectKind(kind), principal_id)
    given = await rights_of(unit, subject, one.roles, way=way)
    return Caller(
        person_id=principal_id,
        organisation_id=unit.organisation_id,
        session_id=key_id,
        email=one.email if isinstance(one, Person) else "",
        name=one.name,
        roles=one.roles if limit is None else frozenset(),
        given=given if limit is None else given.within(limit),
        kind=kind,
        limit=limit,
        mark=await mark_of(unit, given),
        way=way,
    )


async def _find(
    unit: ReadUnit, kind: PrincipalKind, principal_id: UUID
) -> Person | ServiceAccount | None:
    if kind == "service_account":
        return await accounts.find(unit, principal_id)
    return await store.find_person(unit, principal_id)


async def _count_failure(given: Services, organisation_id: UUID, token: ApiToken) -> None:
    async with given.database.unit_of_work(organisation_id, _DOOR) as uow:
        facts = await kept.key_facts(uow, token.id, lock=True)
        if facts is None or lockout.locked(facts.locked_until, uow.clock.now()):
            return
        failures = facts.failures + 1
        wait = lockout.wait_after(failures)
        until = uow.clock.now() + wait if wait else None
        await kept.set_failures(uow, token.id, failures, until)
        uow.record(
            "api_token.refused",
            "api_token",
            token.id,
            after={"failures": failures, "locked_until": until},
        )


def _check_scope(wanted: frozenset[Permission], allowed: frozenset[Permission]) -> None:
    if not wanted:
        raise TokenScope("the token would be for nothing", hint="Name at least one permission.")
    if never := wanted & machines.FOR_PERSONS:
        raise TokenScope(
            f"no API token is for {', '.join(sorted(never))}",
            hint="Sessions, passwords, devices and tokens are for people who have signed in.",
        )
    if missing := wanted - allowed:
        raise TokenScope(
            f"whoever the token is for may not do this: {', '.join(sorted(missing))}",
            hint="Leave it out, or give the role that allows it first.",
        )


def _check_life(now: datetime, expires_at: datetime, days: int) -> None:
    if expires_at <= now:
        raise TokenLife("the token would be over already", hint="Choose a time in the future.")
    if expires_at > now + timedelta(days=days):
        raise TokenLife(
            f"an API token of this organisation lives {days} days at most",
            hint="Choose an earlier end, and make another token before it.",
        )


def _record_revoked(uow: UnitOfWork, tokens: Sequence[ApiToken], note: str) -> None:
    for token in tokens:
        uow.record("api_token.revoked", "api_token", token.id, before=_facts(token), note=note)


def _facts(token: ApiToken) -> dict[str, object]:
    return {
        "name": token.name,
        "principal_kind": token.principal_kind,
        "principal_id": token.principal_id,
        "permissions": sorted(token.permissions),
        "expires_at": token.expires_at,
    }


def _to_the_hour(now: datetime) -> datetime:
    return now.replace(minute=0, second=0, microsecond=0)


def _refused() -> ApiTokenRefused:
    return ApiTokenRefused(
        "the API token is not valid",
        hint="It may be mistyped, expired or revoked, or wait after wrong tries. Make another one.",
    )
