"""What a server's tests do behind its sync: the driver of `pursight.testing.sync_conformance`."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, suppress
from random import Random
from uuid import UUID

from sqlalchemy import text
from tests.builders.scanned import Scanner, seen, table
from tests.builders.signed_in import signed_in

from pursight.contracts.scans import TableReport
from pursight.contracts.sync import Value
from pursight.identity import new_id
from pursight.protocol.sync import Key
from pursight.protocol.sync_port import SyncProtocol
from pursight.testing.sync_conformance import Field, Fields
from pursight_server.access import sessions, store
from pursight_server.access.model import FIRST_ADMINISTRATOR, Caller, Role
from pursight_server.catalog import service as catalog
from pursight_server.classification import service as classification
from pursight_server.classification.model import Verdict
from pursight_server.platform.services import Services
from pursight_server.platform.unit_of_work import Actor, ReadUnit, UnitOfWork
from pursight_server.sync import devices
from pursight_server.sync.model import visible_entities
from pursight_server.sync.projection import PROJECTIONS
from pursight_server.sync.service import ServerSync

EVERY_ID = {
    "domain": "SELECT id FROM domain",
    "source": "SELECT id FROM source",
    "asset": "SELECT id FROM asset",
    "classification": "SELECT asset_id FROM finding UNION SELECT asset_id FROM decision",
    "profile": "SELECT DISTINCT asset_id FROM profile",
    "quality": "SELECT DISTINCT asset_id FROM quality_score",
    "rule": "SELECT id FROM rule",
    "violation": "SELECT id FROM violation",
    "scan": "SELECT id FROM scan",
    "skipped": "SELECT DISTINCT source_id FROM skipped_object",
    "agent": "SELECT id FROM agent",
    "held_deletion": "SELECT id FROM held_deletion",
    "event": "SELECT lpad(to_hex(seq), 32, '0')::uuid FROM event",
}
"""Which rows there can be, read past the feed."""

_ROLES = {"whole": FIRST_ADMINISTRATOR, "part": frozenset({Role.DATA_USER})}


async def everything(unit: ReadUnit, entities: tuple[str, ...]) -> dict[Key, Fields]:
    """Make all rows of some entities anew from what the domains hold now."""
    rows: dict[Key, Fields] = {}
    for entity in entities:
        ids = (await unit.connection.execute(text(EVERY_ID[entity]))).scalars().all()
        found = await PROJECTIONS[entity](unit, sorted(ids))
        rows |= {(entity, row_id): fields for row_id, fields in found.items()}
    return rows


OpenSync = Callable[[Caller, UUID], Awaitable[SyncProtocol]]
"""Gives the way in for a device that is known already."""


class ServerDriver:
    """Two persons, a source that is scanned again and again, and people who annotate it.

    Args:
        given: The server.
        scanner: Of its source.
        open_sync: How a console reaches it; the service itself by default.
    """

    def __init__(
        self, given: Services, scanner: Scanner, open_sync: OpenSync | None = None
    ) -> None:
        self.given, self.scanner, self._open = given, scanner, open_sync or self._service
        self.organisation_id = scanner.organisation_id
        self.tables: dict[str, TableReport] = {}
        self.callers: dict[str, Caller] = {}
        self._taken: set[UUID] = set()
        self._decided: list[UUID] = []
        self.rng = Random(20)

    async def _service(self, caller: Caller, device_id: UUID) -> SyncProtocol:
        return ServerSync(self.given, caller, device_id)

    # --- persons ---

    async def caller(self, person: str) -> Caller:
        """Give a person, signed in; made at the first time."""
        if person not in self.callers:
            self.callers[person] = await signed_in(
                self.given, self.organisation_id, person, _ROLES[person]
            )
        known = self.callers[person]
        async with self.given.database.reading(self.organisation_id) as unit:
            return await sessions.caller(unit, known.session_id, known.person_id)

    async def open(self, person: str) -> SyncProtocol:
        """Make a new device known."""
        caller, device_id = await self.caller(person), new_id(self.given.clock)
        async with self._writing() as uow:
            await devices.register(uow, caller, device_id, f"{person}-laptop")
        return await self._open(caller, device_id)

    async def permitted(self, person: str) -> Mapping[Key, Fields]:
        """Make all rows of the person's entities anew."""
        caller = await self.caller(person)
        async with self.given.database.reading(self.organisation_id) as unit:
            return await everything(unit, visible_entities(caller))

    async def regrade(self, *, part: bool) -> None:
        """Change the whole-seeing person's roles."""
        person = await self.caller("whole")
        async with self._writing() as uow:
            await store.change_person(
                uow,
                person.person_id,
                name=person.name,
                roles=_ROLES["part" if part else "whole"],
                disabled_at=None,
            )

    # --- rows ---

    async def change(self) -> None:
        """Scan the source: one more table, one renamed column; decide about another."""
        number = len(self.tables)
        label = self.rng.choice(("email", "phone", "none"))
        self.tables[f"t{number}"] = table(
            f"t{number}", "id", seen(f"contact_{number}", label=label), "note", "owner_name"
        )
        first = table(
            "t0", "id", seen("contact_0", label=label), "note", "owner_name", f"more_{number}"
        )
        await self.scanner.scan(*{**self.tables, "t0": first}.values())
        column = await self._column("owner_name")
        async with self._writing(await self.caller("whole")) as uow:
            await classification.decide(uow, column, Verdict.CHANGE, label="person_name")
        self._decided.append(column)

    async def remove(self) -> None:
        """Take back a decision about a column in which nothing was found: its row goes."""
        column = self._decided.pop(0)
        async with self._writing(await self.caller("whole")) as uow:
            await classification.withdraw(uow, column)
        if ("classification", column) in await self.permitted("whole"):
            raise AssertionError("the row is still there")

    async def plain(self) -> Field:
        """Tags."""
        column = await self._column("note")
        return Field(
            ("asset", column),
            "tags",
            (["first"], ["second"], ["third"]),
            lambda fields: fields["tags"],
        )

    async def governed(self) -> Field:
        """A decision."""
        column = await self._column("note")

        def read(fields: Fields) -> Value:
            decision = fields["decision"]
            assert isinstance(decision, dict)
            return {name: decision[name] for name in ("verdict", "label", "reason")}

        values = [{"verdict": "change", "label": label, "reason": "seen"} for label in _LABELS]
        return Field(
            ("classification", column), "decision", (values[0], values[1], values[2]), read
        )

    async def _column(self, name: str) -> UUID:
        """Give a column of this name that was not given yet."""
        for asset in (await self.scanner.assets()).values():
            if asset.name == name and asset.id not in self._taken:
                self._taken.add(asset.id)
                return asset.id
        raise AssertionError(f"every column {name} was given already")

    async def write_at_once(self, writers: int, meanwhile: Callable[[], Awaitable[None]]) -> None:
        """Let people annotate and decide at the same time, in long and short transactions."""
        columns = [one for one in (await self.scanner.assets()).values() if one.level == "column"]
        ids = [one.id for one in columns]
        seeds = [self.rng.getrandbits(32) for _ in range(writers)]
        writing = asyncio.gather(*[self._write(Random(seed), ids) for seed in seeds])
        try:
            while not writing.done():
                await meanwhile()
        except BaseException:
            writing.cancel()
            await asyncio.wait([writing])
            raise
        await writing

    async def _write(self, rng: Random, ids: list[UUID]) -> None:
        for number in range(8):
            with suppress(_ChangedTheirMind):
                async with self._writing() as uow:
                    # several rows in one order, as everywhere, or two would wait in a ring
                    for asset_id in sorted(rng.sample(ids, rng.choice((1, 1, 3)))):
                        await catalog.annotate(uow, asset_id, {"description": f"{rng.random()}"})
                        for _ in range(rng.randrange(20)):
                            await asyncio.sleep(0)
                    _keep(mind=number % 4 != 3)

    def _writing(self, caller: Caller | None = None) -> AbstractAsyncContextManager[UnitOfWork]:
        actor = Actor.system("the tests")
        if caller is not None:
            actor = Actor("person", caller.person_id, caller.name)
        return self.given.database.unit_of_work(self.organisation_id, actor)


class _ChangedTheirMind(Exception):
    pass


def _keep(*, mind: bool) -> None:
    if not mind:
        raise _ChangedTheirMind


_LABELS = ("email", "phone", "person_name")
