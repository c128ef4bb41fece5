"""Sign in: a password for a session, and who that is."""

import asyncio
import platform
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

import httpx
from pydantic import BaseModel, TypeAdapter, ValidationError

from pursight.clock import Clock, SystemClock
from pursight.errors import Unauthenticated
from pursight.identity import new_id
from pursight_desktop.session import trust
from pursight_desktop.session.account import Account, Accounts
from pursight_desktop.session.answers import (
    LOOK_AT_THE_ADDRESS,
    NotTheServer,
    ServerBusy,
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


class SecondStep(BaseModel):
    """What the server asks for after the password; more than this is not looked at."""

    challenge: str
    methods: tuple[str, ...] = ()
    must_enrol: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfWay:
    """Half a sign-in: the password was right, a second factor is asked for."""

    url: str
    pin: str
    step: SecondStep


class SecondFactorNeeded(Unauthenticated):
    """The password was right, and is not enough.

    Attributes:
        half: What the second half goes on from.
    """

    code = "console.second_factor_needed"

    def __init__(self, half: HalfWay) -> None:
        super().__init__("A second factor is asked for.")
        self.half = half


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
        SecondFactorNeeded: They do; go on with `second_step`.
        ServerRefused: Organisation, e-mail address and password do not fit together.
        Offline: The server cannot be reached.
        SecretsUnreadable: The refresh token cannot be kept.
    """
    body = {"organisation": organisation.strip(), "email": email.strip(), "password": password}
    kept = (vault, accounts, clock or SystemClock(), transport)
    return await _open(url, pin, "/api/v1/sessions", body, kept)


async def sign_in_with_directory(
    url: str,
    organisation: str,
    login: str,
    password: str,
    *,
    vault: Vault,
    accounts: Accounts,
    pin: str = "",
    clock: Clock | None = None,
    transport: Callable[[], httpx.AsyncBaseTransport] | None = None,
) -> Session:
    """Open a session with the password of the organisation's directory; else as `sign_in`.

    Args:
        url: As a person types it.
        organisation: Its short name.
        login: What the directory calls them.
        password: Theirs there; it is kept nowhere.
        vault: Keeps the refresh token.
        accounts: Keeps the rest.
        pin: Fingerprint of the server's key that the person has confirmed.
        clock: The system's unless given.
        transport: Instead of the network, in tests.
    """
    body = {"organisation": organisation.strip(), "login": login.strip(), "password": password}
    kept = (vault, accounts, clock or SystemClock(), transport)
    return await _open(url, pin, "/api/v1/sessions/directory", body, kept)


_Kept = tuple[Vault, Accounts, Clock, Callable[[], httpx.AsyncBaseTransport] | None]


async def _open(url: str, pin: str, path: str, said: dict[str, str], kept: _Kept) -> Session:
    vault, accounts, clock, transport = kept
    url = trust.spell_url(url)
    if not pin and transport is None:
        needed = await asyncio.to_thread(trust.look_at, url)
        if needed:
            raise trust.UnknownServer(httpx.URL(url).host, needed)
    async with open_line(url, pin, transport) as client:
        asked_at = clock.now()
        answer = await ask(client, "POST", path, json=said | {"device": platform_name()})
        if isinstance(answer, dict) and "challenge" in answer:
            raise SecondFactorNeeded(HalfWay(url=url, pin=pin, step=as_(SecondStep, answer)))
        tokens = as_(Tokens, answer)
        keeping = Keeping(url, pin, vault, accounts, clock, transport)
        return await keeping.enter(client, tokens, asked_at)


@dataclass(frozen=True, slots=True)
class Keeping:
    """Where what signing in gives is kept."""

    url: str
    pin: str
    vault: Vault
    accounts: Accounts
    clock: Clock
    transport: Callable[[], httpx.AsyncBaseTransport] | None = None

    async def enter(self, client: httpx.AsyncClient, tokens: Tokens, asked_at: datetime) -> Session:
        """Ask whose tokens these are, and remember account and refresh token."""
        bearer = {"Authorization": f"Bearer {tokens.access_token}"}
        me = as_(WhoAmI, await ask(client, "GET", "/api/v1/me", headers=bearer))
        account = account_of(self.url, me, pin=self.pin, device_id=new_id(self.clock))
        known = self.accounts.known(account)
        if known is not None:
            account = account_of(self.url, me, pin=self.pin, device_id=known.device_id)
        self.vault.put(account.key, REFRESH_TOKEN, tokens.refresh_token)
        self.accounts.keep(account)
        access = (tokens.access_token, asked_at + timedelta(seconds=tokens.expires_in))
        return Session(
            account, self.vault, clock=self.clock, access=access, transport=self.transport
        )


def platform_name() -> str:
    """Say what this machine is called: a session with a name is one of a console."""
    return platform.node().strip()[:100] or "console"


def open_line(
    url: str, pin: str, transport: Callable[[], httpx.AsyncBaseTransport] | None = None
) -> httpx.AsyncClient:
    """Open a line to a server for somebody who has not signed in yet."""
    return httpx.AsyncClient(
        base_url=url,
        headers={"User-Agent": USER_AGENT},
        timeout=TIMEOUT,
        verify=trust.context(url, pin),
        transport=transport() if transport else None,
    )


async def account_now(client: httpx.AsyncClient, account: Account) -> Account:
    """Ask who the signed-in person is now: name, roles and permissions change.

    Raises:
        Offline: The server cannot be reached.
        SessionOver: The session has ended.
    """
    me = as_(WhoAmI, await ask(client, "GET", "/api/v1/me"))
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


async def ask(client: httpx.AsyncClient, method: str, path: str, **content: Any) -> object:
    """Ask a server; every way to get no answer is one error.

    Raises:
        Offline, ServerRefused: There is no answer, or it is no.
    """
    try:
        return read(await client.request(method, path, **content))
    except ServerBusy as busy:  # nothing at the door is tried again by itself
        raise ServerBusy(
            busy.message, hint="Try again in a moment.", retry_after=busy.retry_after
        ) from busy
    except httpx.HTTPError as error:
        url = str(client.base_url).rstrip("/")
        raise no_answer(url, error, LOOK_AT_THE_ADDRESS) from error


def as_(kind: type[M], content: object) -> M:
    """Read an answer as what it should be.

    Raises:
        NotTheServer: It is something else.
    """
    try:
        return TypeAdapter(kind).validate_python(content)
    except ValidationError as error:
        raise NotTheServer("What answered is no PurSight server.") from error
