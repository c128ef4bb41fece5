"""Consoles at the end of a test's strings: signed in, known to the server, over its real API."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import httpx
import pytest

from pursight.clock import StoppedClock
from pursight.contracts.sync import (
    ChangesReply,
    Command,
    CommandResult,
    Operation,
    Put,
    Row,
    SnapshotReply,
)
from pursight.identity import new_id
from pursight.protocol.sync import Key, digests, key_of
from pursight_server.access.model import FIRST_ADMINISTRATOR, Role

SignIn = Callable[..., Awaitable[httpx.AsyncClient]]


class Console:
    """One console: what it asks, and the rows it has by then."""

    def __init__(self, http: httpx.AsyncClient, device: UUID) -> None:
        self.http, self.device = http, device
        self.rows: dict[Key, Row] = {}
        self.cursor = ""
        self.mid = 0

    async def get(self, path: str, **params: Any) -> httpx.Response:
        """Ask for something under /sync/v1."""
        headers = {"PurSight-Device": str(self.device)}
        return await self.http.get(f"/sync/v1/{path}", params=params, headers=headers)

    async def post(self, path: str, body: object) -> httpx.Response:
        """Send something under /sync/v1."""
        headers = {"PurSight-Device": str(self.device)}
        return await self.http.post(f"/sync/v1/{path}", json=body, headers=headers)

    async def fill(self, limit: int = 1000) -> None:
        """Take a snapshot, then what changed meanwhile."""
        self.rows, page = {}, None
        while True:
            params = {"limit": limit} | ({} if page is None else {"page": page})
            answer = await self.get("snapshot", **params)
            assert answer.status_code == 200, answer.text
            reply = SnapshotReply.model_validate_json(answer.content)
            self.rows |= {key_of(row): row for row in reply.rows}
            self.cursor, page = reply.cursor, reply.next
            if page is None:
                break
        await self.pull(limit)

    async def pull(self, limit: int = 1000) -> list[ChangesReply]:
        """Read changes up to a checkpoint; the digests must fit then."""
        replies: list[ChangesReply] = []
        while True:
            answer = await self.get("changes", cursor=self.cursor, limit=limit)
            assert answer.status_code == 200, answer.text
            reply = ChangesReply.model_validate_json(answer.content)
            replies.append(reply)
            for change in reply.changes:
                if isinstance(change, Put):
                    self.rows[key_of(change.row)] = change.row
                else:
                    self.rows.pop((change.entity, change.id), None)
            self.cursor = reply.cursor
            if not reply.more:
                assert reply.digests == digests(self.rows.values())
                return replies

    async def push(self, *commands: Command) -> list[CommandResult]:
        """Send commands."""
        body = {"commands": [command.model_dump(mode="json") for command in commands]}
        answer = await self.post("push", body)
        assert answer.status_code == 200, answer.text
        return [CommandResult.model_validate(one) for one in answer.json()["results"]]

    async def set(
        self, entity: str, row_id: UUID, base_rev: int | None = None, **args: Any
    ) -> CommandResult:
        """Set fields of a row, by default of the one this console has."""
        self.mid += 1
        if base_rev is None:
            row = self.rows.get((entity, row_id))
            base_rev = row.rev if row else 0
        command = Command(
            mid=self.mid, entity=entity, id=row_id, op=Operation.SET, args=args, base_rev=base_rev
        )
        [result] = await self.push(command)
        return result

    def of(self, entity: str) -> list[Row]:
        """List the rows of an entity."""
        return [row for (one, _), row in self.rows.items() if one == entity]

    def named(self, fqn: str) -> Row:
        """Find an asset."""
        return next(row for row in self.of("asset") if row.fields["fqn"] == fqn)


MakeConsole = Callable[..., Awaitable[Console]]


@pytest.fixture
def console(sign_in: SignIn, clock: StoppedClock) -> MakeConsole:
    """Make a person with some roles, and their console, filled; all roles by default."""

    async def console(*roles: Role, http: httpx.AsyncClient | None = None) -> Console:
        http = http or await sign_in(*(roles or FIRST_ADMINISTRATOR))
        device = new_id(clock)
        made = Console(http, device)
        answer = await http.post(
            "/sync/v1/devices", json={"id": str(device), "name": "grace-laptop"}
        )
        assert answer.status_code == 201, answer.text
        await made.fill()
        return made

    return console
