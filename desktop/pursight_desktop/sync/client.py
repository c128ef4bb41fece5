"""HttpSync: the server's console sync over HTTP, as `SyncProtocol`."""

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any, Final, TypeVar
from uuid import UUID

import httpx
from pydantic import ValidationError
from typing_extensions import override

from pursight.contracts.base import Wire
from pursight.contracts.sync import (
    Change,
    ChangesReply,
    Command,
    DeviceReply,
    DeviceRequest,
    Digests,
    PushReply,
    PushRequest,
    RepairReply,
    RepairRequest,
    RescopeReply,
    RescopeRequest,
    SnapshotReply,
)
from pursight.errors import PurSightError
from pursight.protocol.sync import ConsoleTooOld, DeviceRevoked, Rescope, Resync
from pursight.protocol.sync_port import SyncProtocol
from pursight.protocol.sync_server import DEVICE_HEADER, LAST_MID_HEADER, Gap
from pursight_desktop.session.answers import NotTheServer, ServerRefused, no_answer, read
from pursight_desktop.sync.lease import lease_until

DEVICE_UNKNOWN: Final = "sync.device_unknown"
"""The server has never heard of this console, or was restored from before it had."""

PUSH_TIMEOUT: Final = httpx.Timeout(120.0, connect=10.0)
"""Each command is a transaction of its own; a hundred of them take a busy server a while."""

REPAIR_RANGE: Final = 5_000
"""Rows of a scope whose revs go into one request."""

REPAIR_LIMIT: Final = 10_000
"""Rows of a scope that the server compares at once."""

_ERRORS: Final[Mapping[str, type[PurSightError]]] = {
    error.code: error for error in (Rescope, Resync, ConsoleTooOld, DeviceRevoked, Gap)
}

M = TypeVar("M", bound=Wire)


class HttpSync(SyncProtocol):
    """Console sync v1 for one device.

    Besides the errors of the protocol every method raises `Offline` when there is no answer, or
    one that no PurSight server would give; `SessionOver` when the person has to sign in again;
    `ServerRefused` for any other no.

    Args:
        client: Signs requests as the person; made by `Session.client`.
        device_id: Of this replica.
    """

    def __init__(self, client: httpx.AsyncClient, device_id: UUID) -> None:
        self._client = client
        self._headers = {DEVICE_HEADER: str(device_id)}
        self._device_id = device_id
        self._lease_key = ""

    async def register(self, name: str) -> DeviceReply:
        """Make the device known; repeated it changes nothing."""
        request = DeviceRequest(id=self._device_id, name=name[:200] or "console")
        reply = await self._ask(
            DeviceReply, "POST", "devices", json=request.model_dump(mode="json")
        )
        self._lease_key = reply.lease_key
        return reply

    @override
    async def snapshot(self, page: str | None) -> SnapshotReply:
        asked = {} if page is None else {"page": page}
        return await self._ask(SnapshotReply, "GET", "snapshot", params=asked)

    @override
    async def changes(self, cursor: str, limit: int = 1000) -> ChangesReply:
        asked = {"cursor": cursor, "limit": str(limit)}
        reply = await self._ask(ChangesReply, "GET", "changes", params=asked)
        known = self._lease_key and reply.lease
        if known and lease_until(reply.lease or "", self._lease_key, self._device_id) is None:
            return reply.model_copy(update={"lease": None})  # one that is not ours extends nothing
        return reply

    @override
    async def rescope(self, cursor: str, digests: Digests) -> RescopeReply:
        asked_for = RescopeRequest(cursor=cursor, digests=digests)
        return await self._send(RescopeReply, "rescope", asked_for)

    @override
    async def repair(self, cursor: str, scope: str, known: Mapping[UUID, int]) -> RepairReply:
        changes: list[Change] = []
        async for part in self.repair_parts(cursor, scope, known):
            changes += part.changes
        return RepairReply(changes=tuple(changes))

    @override
    async def repair_parts(
        self, cursor: str, scope: str, known: Mapping[UUID, int]
    ) -> AsyncIterator[RepairReply]:
        ids = sorted(known)
        starts = range(0, max(len(ids), 1), REPAIR_RANGE)
        after: UUID | None = None
        for start in starts:
            part = ids[start : start + REPAIR_RANGE]
            until = part[-1] if start != starts[-1] else None  # the last range is open
            while True:
                asked_for = RepairRequest(
                    cursor=cursor,
                    scope=scope,
                    known={one: known[one] for one in part if after is None or one > after},
                    after=after,
                    until=until,
                    limit=REPAIR_LIMIT,
                )
                reply = await self._send(RepairReply, "repair", asked_for)
                yield reply
                if reply.next is None:
                    break
                after = reply.next
            after = until

    @override
    async def push(self, commands: Sequence[Command]) -> PushReply:
        asked_for = PushRequest(commands=tuple(commands))
        return await self._send(PushReply, "push", asked_for, timeout=PUSH_TIMEOUT)

    async def _send(self, kind: type[M], path: str, body: Wire, **options: Any) -> M:
        content = body.model_dump_json()
        headers = {"Content-Type": "application/json"}
        return await self._ask(kind, "POST", path, content=content, headers=headers, **options)

    async def _ask(
        self,
        kind: type[M],
        method: str,
        path: str,
        *,
        headers: Mapping[str, str] | None = None,
        **content: Any,
    ) -> M:
        try:
            answer = await self._client.request(
                method, f"/sync/v1/{path}", headers={**self._headers, **(headers or {})}, **content
            )
        except httpx.HTTPError as error:
            raise no_answer(str(self._client.base_url).rstrip("/"), error) from error
        try:
            read_if_no_model(answer)
            return kind.model_validate_json(answer.content)
        except ServerRefused as error:
            raise sync_error(error, answer) from error
        except ValidationError as error:
            raise NotTheServer(
                "The server answered in a way that this console does not understand.",
                hint="Is there an update of the console?",
            ) from error


def read_if_no_model(answer: httpx.Response) -> None:
    """Raise what an answer means that is no JSON of ours; the JSON itself is read by its model."""
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if answer.status_code != httpx.codes.OK or kind != "application/json":
        read(answer)


def sync_error(error: ServerRefused, answer: httpx.Response) -> PurSightError:
    """Give the protocol's error that the server named; any other stays what it is."""
    kind = _ERRORS.get(error.problem.code)
    if kind is Gap:
        last = answer.headers.get(LAST_MID_HEADER, "")
        return Gap(error.message, last_mid=int(last) if last.isdecimal() else 0)
    return error if kind is None else kind(error.message, hint=error.hint)
