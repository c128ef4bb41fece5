"""Sign in: a password for a session, and who that is."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar
from uuid import UUID

import httpx
from pydantic import BaseModel, TypeAdapter, ValidationError

from pursight.clock import Clock, SystemClock
from pursight.identity import new_id
from pursight_desktop.session import trust
from pursight_desktop.session.account import Account, Accounts
from pursight_desktop.session.answers import (
    LOOK_AT_THE_ADDRESS,
    NotTheServer,
    no_answer,
    read,
)
from pursight_desktop.session.secrets import REFRESH_TOKEN, Vault
from pursight_desktop.session.session import TIMEOUT, USER_AGENT, Session, Tokens

M = TypeVar("M", bound=BaseModel)


class _Organisation(BaseModel):
    id: UUID
    slug: str
    name: str


class WhoAmI(BaseModel):
    """What `GET /api/v1/me` tells; more than this is not looked at."""

    person_id: UUID
    email: str
    name: str
    roles: tuple[str, ...]
    permissions: tuple[str, ...]
    organisation: _Organisation


async def sign_in(
    url: str,
    organisation: str,
    email: str,
    password: str,
    *,
    vault: Vault,
    accounts: Accounts,
    pin: str = "",
    clock: Clock | None = None,
    transport: Callable[[], httpx.AsyncBaseTransport] | None = None,
) -> Session:
    """Open a session, and remember account and refresh token.

    Somebody who was signed in before keeps their device, so that their replica goes on.

    Args:
        url: As a person types it.
        organisation: Its short name.
        email: Theirs.
        password: Theirs; it is kept nowhere.
        vault: Keeps the refresh token.
        accounts: Keeps the rest.
        pin: Fingerprint of the server's key that the person has confirmed.
        clock: The system's unless given.
        transport: Instead of the network, in tests.

    Raises:
        BadAddress: The text is no address of a server.
        UnknownServer: No authority vouches for it, and no pin was given; it carries the pin.
        ServerRefused: Organisation, e-mail address and password do not fit together.
        Offline: The server cannot be reached.
        SecretsUnreadable: The refresh token cannot be kept.
    """
    clock = clock or SystemClock()
    url = trust.spell_url(url)
    if not pin and transport is None:
        needed = await asyncio.to_thread(trust.look_at, url)
        if needed:
            raise trust.UnknownServer(httpx.URL(url).host, needed)
    asked_at = clock.now()
    body = {"organisation": organisation.strip(), "email": email.strip(), "password": password}
    async with httpx.AsyncClient(
        base_url=url,
        headers={"User-Agent": USER_AGENT},
        timeout=TIMEOUT,
        verify=trust.context(url, pin),
        transport=transport() if transport else None,
    ) as client:
        tokens = _as(Tokens, await _ask(client, "POST", "/api/v1/sessions", json=body))
        bearer = {"Authorization": f"Bearer {tokens.access_token}"}
        me = _as(WhoAmI, await _ask(client, "GET", "/api/v1/me", headers=bearer))
    account = account_of(url, me, pin=pin, device_id=new_id(clock))
    known = accounts.known(account)
    if known is not None:
        account = account_of(url, me, pin=pin, device_id=known.device_id)
    vault.put(account.key, REFRESH_TOKEN, tokens.refresh_token)
    accounts.keep(account)
    until = asked_at + timedelta(seconds=tokens.expires_in)
    access = (tokens.access_token, until)
    return Session(account, vault, clock=clock, access=access, transport=transport)


async def account_now(client: httpx.AsyncClient, account: Account) -> Account:
    """Ask who the signed-in person is now: name, roles and permissions change.

    Raises:
        Offline: The server cannot be reached.
        SessionOver: The session has ended.
    """
    me = _as(WhoAmI, await _ask(client, "GET", "/api/v1/me"))
    return account_of(account.server_url, me, pin=account.pin, device_id=account.device_id)


def account_of(url: str, me: WhoAmI, *, pin: str, device_id: UUID) -> Account:
    """Say of a server's answer whose account it is."""
    return Account(
        server_url=url,
        organisation=me.organisation.slug,
        organisation_id=me.organisation.id,
        organisation_name=me.organisation.name,
        person_id=me.person_id,
        person_name=me.name,
        email=me.email,
        roles=me.roles,
        permissions=me.permissions,
        device_id=device_id,
        pin=pin,
    )


async def _ask(client: httpx.AsyncClient, method: str, path: str, **content: Any) -> object:
    try:
        return read(await client.request(method, path, **content))
    except httpx.HTTPError as error:
        url = str(client.base_url).rstrip("/")
        raise no_answer(url, error, LOOK_AT_THE_ADDRESS) from error


def _as(kind: type[M], content: object) -> M:
    try:
        return TypeAdapter(kind).validate_python(content)
    except ValidationError as error:
        raise NotTheServer("What answered is no PurSight server.") from error
