"""What a console may ask a server; the server's sync and the console's client both offer it."""

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Protocol
from uuid import UUID

from pursight.contracts.sync import (
    ChangesReply,
    Command,
    Digests,
    PushReply,
    RepairReply,
    RescopeReply,
    SnapshotReply,
)


class SyncProtocol(Protocol):
    """Console sync v1 for one device of one person.

    Every method raises the four errors of `pursight.protocol.sync` where docs/protocols.md says
    so; `push` raises `pursight.protocol.sync_server.Gap`.
    """

    async def snapshot(self, page: str | None) -> SnapshotReply:
        """Read a page of all rows; None begins anew."""
        ...

    async def changes(self, cursor: str, limit: int = 1000) -> ChangesReply:
        """Read what changed after a cursor, at most `limit` positions of the feed."""
        ...

    async def rescope(self, cursor: str, digests: Digests) -> RescopeReply:
        """Learn which scopes differ from what the console has."""
        ...

    async def repair(self, cursor: str, scope: str, known: Mapping[UUID, int]) -> RepairReply:
        """Learn what makes one scope right; `known` is the rev of each row of it."""
        ...

    async def repair_parts(
        self, cursor: str, scope: str, known: Mapping[UUID, int]
    ) -> AsyncIterator[RepairReply]:
        """Learn the same a part at a time: all of it may be more than there is memory for."""
        yield await self.repair(cursor, scope, known)

    async def push(self, commands: Sequence[Command]) -> PushReply:
        """Have commands carried out, in order of their `mid`."""
        ...
