"""Console sync over HTTP with nothing but httpx: no retry, no session, no replica."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

import httpx
from pydantic import BaseModel
from typing_extensions import override

from pursight.contracts.problem import Problem
from pursight.contracts.sync import (
    ChangesReply,
    Command,
    Digests,
    PushReply,
    PushRequest,
    RepairReply,
    RepairRequest,
    RescopeReply,
    RescopeRequest,
    SnapshotReply,
)
from pursight.protocol.sync import ConsoleTooOld, DeviceRevoked, Rescope, Resync
from pursight.protocol.sync_port import SyncProtocol
from pursight.protocol.sync_server import DEVICE_HEADER, LAST_MID_HEADER, Gap

_ERRORS = {error.code: error for error in (ConsoleTooOld, DeviceRevoked, Rescope, Resync)}

M = TypeVar("M", bound=BaseModel)


class PlainHttpSync(SyncProtocol):
    """One device of one person; `http` carries their access token."""

    def __init__(self, http: httpx.AsyncClient, device_id: UUID) -> None:
        self._http = http
        self._headers = {DEVICE_HEADER: str(device_id), "Content-Type": "application/json"}

    @override
    async def snapshot(self, page: str | None) -> SnapshotReply:
        """Read a page of rows."""
        params = {"limit": 7} | ({} if page is None else {"page": page})
        return await self._ask(SnapshotReply, "GET", "snapshot", params=params)

    @override
    async def changes(self, cursor: str, limit: int = 1000) -> ChangesReply:
        """Read a page of changes."""
        params = {"cursor": cursor, "limit": limit}
        return await self._ask(ChangesReply, "GET", "changes", params=params)

    @override
    async def rescope(self, cursor: str, digests: Digests) -> RescopeReply:
        """Compare digests."""
        return await self._post(RescopeReply, RescopeRequest(cursor=cursor, digests=digests))

    @override
    async def repair(self, cursor: str, scope: str, known: Mapping[UUID, int]) -> RepairReply:
        """Make a scope right, ten rows at once."""
        after, changes = None, []
        while True:
            request = RepairRequest(
                cursor=cursor,
                scope=scope,
                known={one: rev for one, rev in known.items() if after is None or one > after},
                after=after,
                limit=10,
            )
            reply = await self._post(RepairReply, request)
            changes += reply.changes
            if reply.next is None:
                return RepairReply(changes=tuple(changes))
            after = reply.next

    @override
    async def push(self, commands: Sequence[Command]) -> PushReply:
        """Send commands."""
        return await self._post(PushReply, PushRequest(commands=tuple(commands)))

    async def _post(self, kind: type[M], body: BaseModel) -> M:
        path = type(body).__name__.removesuffix("Request").lower()
        return await self._ask(kind, "POST", path, content=body.model_dump_json())

    async def _ask(self, kind: type[M], method: str, path: str, **given: Any) -> M:
        answer = await self._http.request(
            method, f"/sync/v1/{path}", headers=self._headers, **given
        )
        if answer.status_code == 200:
            return kind.model_validate_json(answer.content)
        problem = Problem.model_validate_json(answer.content)
        if problem.code == Gap.code:
            raise Gap(problem.detail, last_mid=int(answer.headers[LAST_MID_HEADER]))
        assert problem.code in _ERRORS, problem
        error = _ERRORS[problem.code](problem.detail)
        assert error.status == answer.status_code
        raise error
