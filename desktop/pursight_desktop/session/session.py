"""Session: requests as the person who is signed in, with tokens that renew themselves."""

import asyncio
import platform
import threading
from collections.abc import AsyncGenerator, Callable
from datetime import datetime, timedelta
from typing import Final

import httpx
from pydantic import BaseModel, ValidationError
from typing_extensions import override

from pursight import __version__
from pursight.clock import Clock, SystemClock
from pursight.errors import PurSightError
from pursight_desktop.session import trust
from pursight_desktop.session.account import Account
from pursight_desktop.session.answers import (
    NotTheServer,
    SessionOver,
    no_answer,
    read,
    session_over,
)
from pursight_desktop.session.secrets import REFRESH_TOKEN, Vault

TIMEOUT: Final = httpx.Timeout(30.0, connect=10.0)
REFRESH_TIMEOUT: Final = httpx.Timeout(8.0, connect=10.0)
"""Twice this is less than the time in which the server answers a used refresh token once more."""

_REFRESH: Final = "/api/v1/sessions/refresh"

USER_AGENT: Final = f"PurSight console {__version__} ({platform.system()}, {platform.node()})"

EARLY: Final = timedelta(seconds=30)
"""So long before its end an access token is renewed."""


class Tokens(BaseModel):
    """What the server hands out; more than this is not looked at."""

    access_token: str
    expires_in: int
    refresh_token: str


class Session:
    """One person's session with a server.

    The refresh token is good once, and one that comes a second time much later ends the session. So
    there is one refresh at a time in all of the process; the new token is in the vault before
    anything uses it; and when an answer is lost, the question is asked again at once.

    Args:
        account: Whose it is.
        vault: Keeps the refresh token.
        access: An access token that is still good, and until when; None to begin with a refresh.
        transport: Instead of the network, in tests.
    """

    def __init__(
        self,
        account: Account,
        vault: Vault,
        *,
        clock: Clock | None = None,
        access: tuple[str, datetime] | None = None,
        transport: Callable[[], httpx.AsyncBaseTransport] | None = None,
    ) -> None:
        self.account = account
        self._vault, self._clock = vault, clock or SystemClock()
        self._access = access
        self._transport = transport
        # not one of asyncio: clients of several event loops share the session
        self._one_at_a_time = threading.Lock()

    def client(self, *, timeout: httpx.Timeout = TIMEOUT) -> httpx.AsyncClient:
        """Make a client that signs its requests; it is for one event loop and must be closed."""
        return self._open(timeout, auth=_Bearer(self))

    async def access_token(self, *, not_this: str = "") -> str:
        """Give an access token that is good, renewing it if need be.

        Args:
            not_this: One that the server has just refused.

        Raises:
            SessionOver: The session has ended.
            Offline: The server cannot be asked.
        """
        # a thread that waits for the lock could not be cancelled
        while not self._one_at_a_time.acquire(blocking=False):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        if self._access is not None and self._access[0] != not_this:
            token, until = self._access
            if self._clock.now() < until - EARLY:
                self._one_at_a_time.release()
                return token
        # cut off in the middle, the only copy of the new token would be lost
        return await asyncio.shield(asyncio.create_task(self._refresh_and_release()))

    @property
    def signed_in(self) -> bool:
        """Whether there is a refresh token to go on with."""
        return self._vault.get(self.account.key, REFRESH_TOKEN) is not None

    async def sign_out(self) -> None:
        """End the session here, and on the server if it can be reached."""
        try:
            async with self.client() as client:
                read(await client.delete("/api/v1/sessions/current"))
        except (httpx.HTTPError, PurSightError):
            pass  # it runs out by itself
        finally:
            self.forget()

    def forget(self) -> None:
        """Go on no more: the person has to sign in again."""
        self._access = None
        self._vault.drop(self.account.key, REFRESH_TOKEN)

    async def _refresh_and_release(self) -> str:
        try:
            return await self._refresh()
        finally:
            self._one_at_a_time.release()

    async def _refresh(self) -> str:
        kept = self._vault.get(self.account.key, REFRESH_TOKEN)
        if kept is None:
            raise session_over()
        async with self._open(REFRESH_TIMEOUT) as client:
            try:
                try:
                    answer = await client.post(_REFRESH, json={"refresh_token": kept})
                except (httpx.ReadError, httpx.ReadTimeout, httpx.RemoteProtocolError):
                    answer = await client.post(_REFRESH, json={"refresh_token": kept})
            except httpx.HTTPError as error:
                raise no_answer(self.account.server_url, error) from error
        try:
            tokens = Tokens.model_validate(read(answer))
        except SessionOver:
            self.forget()
            raise
        except ValidationError as error:
            raise NotTheServer("What answered is no PurSight server.") from error
        self._vault.put(self.account.key, REFRESH_TOKEN, tokens.refresh_token)
        until = self._clock.now() + timedelta(seconds=tokens.expires_in)
        self._access = (tokens.access_token, until)
        return tokens.access_token

    def _open(self, timeout: httpx.Timeout, auth: httpx.Auth | None = None) -> httpx.AsyncClient:
        url, pin = self.account.server_url, self.account.pin
        return httpx.AsyncClient(
            base_url=url,
            headers={"User-Agent": USER_AGENT},
            auth=auth,
            timeout=timeout,
            verify=trust.context(url, pin),
            transport=self._transport() if self._transport else None,
            follow_redirects=False,
        )


class _Bearer(httpx.Auth):
    """Adds the access token; a refused one is renewed and the request sent once more."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @override
    async def async_auth_flow(
        self, request: httpx.Request
    ) -> AsyncGenerator[httpx.Request, httpx.Response]:
        token = await self._session.access_token()
        request.headers["Authorization"] = f"Bearer {token}"
        answer = yield request
        if answer.status_code != httpx.codes.UNAUTHORIZED:
            return
        # the token may have run out on the way, or the session may have been ended elsewhere:
        # the refresh tells which
        token = await self._session.access_token(not_this=token)
        request.headers["Authorization"] = f"Bearer {token}"
        yield request
