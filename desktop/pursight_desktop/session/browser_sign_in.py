"""Signing in through the system's browser: out to an identity provider, back over loopback."""

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlsplit
from uuid import UUID

import httpx
from pydantic import BaseModel

from pursight.clock import Clock, SystemClock
from pursight_desktop.session import trust
from pursight_desktop.session.account import Accounts
from pursight_desktop.session.answers import Offline
from pursight_desktop.session.loopback import PATIENCE, listening
from pursight_desktop.session.secrets import Vault
from pursight_desktop.session.session import Session, Tokens
from pursight_desktop.session.sign_in import (
    HalfWay,
    Keeping,
    SecondFactorNeeded,
    SecondStep,
    as_,
    ask,
    open_line,
    platform_name,
)


class Provider(BaseModel):
    """An identity provider of an organisation."""

    id: UUID
    name: str


class _Begun(BaseModel):
    authorization_url: str


class Ways(BaseModel):
    """How one can sign in to an organisation, beside a password of PurSight.

    Attributes:
        directory: With the password of its directory.
        passkeys: With a passkey, on a page of the server's.
    """

    directory: bool = False
    providers: tuple[Provider, ...] = ()
    passkeys: bool = False


async def ways(url: str, organisation: str, *, pin: str = "") -> Ways:
    """Ask how one can sign in.

    Raises:
        BadAddress, UnknownServer: It is no address; the server has to be trusted first.
        ServerRefused, Offline: The server says no, or does not answer.
    """
    url = trust.spell_url(url)
    await look_at(url, pin)
    async with open_line(url, pin) as client:
        body = {"organisation": organisation.strip()}
        return as_(Ways, await ask(client, "POST", "/api/v1/sessions/ways", json=body))


@dataclass(frozen=True, slots=True, kw_only=True)
class BrowserSignIn:
    """One way through the browser.

    Args:
        open_browser: Opens an address in the system's browser; may be called on any thread.
        stopped: Set by whoever wants to wait no more.
    """

    url: str
    organisation: str
    provider_id: UUID
    vault: Vault
    accounts: Accounts
    open_browser: Callable[[str], object]
    pin: str = ""
    clock: Clock | None = None
    patience: timedelta = PATIENCE
    stopped: threading.Event = field(default_factory=threading.Event)

    async def run(self) -> Session:
        """Open the browser, wait for it to come back, and open the session.

        Raises:
            BrowserNotBack: It did not come in time, or the person was not let in there.
            SecondFactorNeeded: The provider knows them, and a second factor is asked for.
            ServerRefused, Offline: The server says no, or does not answer.
        """
        url, clock = trust.spell_url(self.url), self.clock or SystemClock()
        await look_at(url, self.pin)
        async with listening() as back, open_line(url, self.pin) as client:
            wanted = {
                "organisation": self.organisation.strip(),
                "provider_id": str(self.provider_id),
            }
            begun = await ask(
                client, "POST", "/api/v1/sessions/provider/begin", json=wanted | back.asked()
            )
            self.open_browser(web_address(as_(_Begun, begun).authorization_url))
            code = await back.code(self.patience, self.stopped)
            asked_at = clock.now()
            body = {"code": code, "code_verifier": back.verifier, "device": platform_name()}
            found = await ask(client, "POST", "/api/v1/sessions/provider", json=body)
            if isinstance(found, dict) and "challenge" in found:
                step = as_(SecondStep, found)
                raise SecondFactorNeeded(HalfWay(url=url, pin=self.pin, step=step))
            kept = Keeping(url, self.pin, self.vault, self.accounts, clock)
            return await kept.enter(client, as_(Tokens, found), asked_at)


async def look_at(url: str, pin: str) -> None:
    """See whether a server is one to trust, where no fingerprint of it was confirmed.

    Raises:
        UnknownServer: No authority vouches for it.
    """
    if not pin:
        needed = await asyncio.to_thread(trust.look_at, url)
        if needed:
            raise trust.UnknownServer(httpx.URL(url).host, needed)


def web_address(url: str) -> str:
    """Let nothing but a web page be opened: the address comes from the network."""
    if urlsplit(url).scheme not in ("https", "http"):
        raise Offline("The server names no page to sign in at.")
    return url
