"""Link: one way to the server for one event loop: sync, other questions, hints."""

import contextlib
import platform
import ssl
from collections.abc import AsyncIterator, Callable
from typing import Protocol
from uuid import UUID

import httpx
import websockets.asyncio.client
import websockets.exceptions
from pydantic import ValidationError
from typing_extensions import override
from websockets.asyncio.client import ClientConnection

from pursight.contracts.sync import DeviceReply, Hint, LookingAt
from pursight.protocol.sync_port import SyncProtocol
from pursight.protocol.sync_server import DEVICE_HEADER
from pursight_desktop.session import trust
from pursight_desktop.session.account import Account
from pursight_desktop.session.answers import Offline
from pursight_desktop.session.session import USER_AGENT, Session
from pursight_desktop.session.sign_in import account_now
from pursight_desktop.sync.client import HttpSync


class Link(Protocol):
    """One way to the server for one event loop."""

    @property
    def sync(self) -> SyncProtocol:
        """The sync protocol."""
        ...

    @property
    def http(self) -> httpx.AsyncClient:
        """For everything else that only the server can do."""
        ...

    @property
    def account(self) -> Account | None:
        """Who is signed in, as the server last said; None if it does not say."""
        ...

    async def register(self) -> DeviceReply:
        """Make this device known, and learn who is signed in."""
        ...

    def hints(self) -> AsyncIterator[Hint]:
        """Hear that there is something to pull, until the connection ends; may raise `Offline`."""
        ...

    async def look_at(self, asset_id: UUID | None) -> None:
        """Let others who are connected know what is looked at; None for nothing."""

    async def close(self) -> None:
        """Close what is open."""
        ...


class HttpLink(Link):
    """The way of a session; made in the event loop that uses it.

    Args:
        session: Whose.
        keep: Is told when the person's name, roles or permissions are others than before.
    """

    def __init__(self, session: Session, keep: Callable[[Account], None] | None = None) -> None:
        self._session, self._keep = session, keep
        self._client = session.client()
        self._sync = HttpSync(self._client, session.account.device_id)
        self._live: ClientConnection | None = None
        self._looking_at: UUID | None = None

    @property
    @override
    def sync(self) -> HttpSync:
        return self._sync

    @property
    @override
    def http(self) -> httpx.AsyncClient:
        return self._client

    @property
    @override
    def account(self) -> Account:
        return self._session.account

    @override
    async def register(self) -> DeviceReply:
        reply = await self._sync.register(platform.node())
        account = await account_now(self._client, self._session.account)
        if account != self._session.account:
            self._session.account = account
            if self._keep is not None:
                self._keep(account)
        return reply

    @override
    async def hints(self) -> AsyncIterator[Hint]:
        """Hear that there is something to pull; what is no hint is passed over.

        Raises:
            Offline: The connection cannot be opened, or was cut.
        """
        account = self._session.account
        chosen = trust.context(account.server_url, account.pin)
        token = await self._session.access_token()
        try:
            async with websockets.asyncio.client.connect(
                account.server_url.replace("http", "ws", 1) + "/sync/v1/live",
                ssl=chosen if isinstance(chosen, ssl.SSLContext) else None,
                additional_headers={
                    "Authorization": f"Bearer {token}",
                    DEVICE_HEADER: str(account.device_id),
                },
                user_agent_header=USER_AGENT,
                max_size=1 << 16,
            ) as connection:
                self._live = connection
                await self.look_at(self._looking_at)
                async for message in connection:
                    try:
                        yield Hint.model_validate_json(message)
                    except ValidationError:
                        continue
        except (websockets.exceptions.WebSocketException, OSError) as error:
            raise Offline("There is no live connection; changes arrive every 30 s.") from error
        finally:
            self._live = None

    @override
    async def look_at(self, asset_id: UUID | None) -> None:
        self._looking_at = asset_id
        if self._live is not None:
            said = LookingAt(looking_at=asset_id)
            with contextlib.suppress(websockets.exceptions.WebSocketException, OSError):
                await self._live.send(said.model_dump_json())

    @override
    async def close(self) -> None:
        await self._client.aclose()
