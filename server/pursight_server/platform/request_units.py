"""Units of one request: opened by its route, ended by the middleware before the answer leaves."""

from contextlib import AbstractAsyncContextManager, AsyncExitStack
from dataclasses import dataclass, field
from typing import TypeVar
from uuid import UUID

from pursight_server.platform.unit_of_work import UnitOfWork

T = TypeVar("T")


@dataclass(slots=True)
class RequestUnits:
    """Transactions that end with the request: committed when it succeeds, rolled back otherwise."""

    stack: AsyncExitStack = field(default_factory=AsyncExitStack)
    writing: UnitOfWork | None = None
    reply_key: "ReplyKey | None" = None

    async def enter(self, unit: AbstractAsyncContextManager[T]) -> T:
        """Open a unit that lasts as long as the request."""
        return await self.stack.enter_async_context(unit)


@dataclass(frozen=True, slots=True)
class ReplyKey:
    """Under what the answer of a repeatable write is kept."""

    caller_id: UUID

    key: str
    request_sha256: str
