"""A real server through a history: people, scans, role changes, a backup and a restore."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql
from sqlalchemy import text
from tests.builders.scanned import Scanner, Seen, seen, table
from tests.builders.signed_in import signed_in
from tests.builders.sync_driver import everything

from pursight.contracts.sync_rows import ROWS
from pursight.errors import NotFound
from pursight.protocol.sync import Key
from pursight_server.access import sessions, store
from pursight_server.access.model import FIRST_ADMINISTRATOR, Caller, Role
from pursight_server.catalog import service as catalog
from pursight_server.classification import service as classification
from pursight_server.classification.model import Verdict
from pursight_server.compliance import service as compliance
from pursight_server.platform.services import Services
from pursight_server.platform.tenancy import OWNER_ROLE
from pursight_server.platform.unit_of_work import Actor
from pursight_server.rules import service as rules
from pursight_server.rules.model import RuleState
from pursight_server.sync import devices
from pursight_server.sync.model import visible_entities
from pursight_server.sync.store import feeding

State = dict[Key, tuple[int, int]]
"""Rows by name: position of the latest change, and hash."""

ROLES = (
    FIRST_ADMINISTRATOR,
    frozenset({Role.DATA_STEWARD}),
    frozenset({Role.DATA_ADMINISTRATOR}),
    frozenset({Role.AUDITOR}),
    frozenset({Role.DATA_USER}),
    frozenset({Role.SYSTEM_ADMINISTRATOR}),
)
_LABELS = ("email", "phone", "person_name", "none")
_COLUMNS = ("contact", "note", "owner_name", "amount")
_BROWSER = Actor.system("somebody in the browser")


@dataclass
class JoinedServer:
    """One installation with one organisation and a scanned source; three people work with it.

    Args:
        given: What the server is made of.
        scanner: Of its source.
        postgres_dsn: For a superuser, of the cluster's own database.
        database_name: Of the server's database.
    """

    given: Services
    scanner: Scanner
    postgres_dsn: str
    database_name: str
    callers: list[Caller] = field(default_factory=list)
    tables: dict[str, tuple[Seen, ...]] = field(default_factory=dict)
    refusals: tuple[type[Exception], ...] = (NotFound,)
    _numbers: int = 0
    _decided: list[UUID] = field(default_factory=list)
    _backups: dict[str, dict[str, tuple[Seen, ...]]] = field(default_factory=dict)

    @property
    def organisation_id(self) -> UUID:
        """Whose everything is."""
        return self.scanner.organisation_id

    async def begin(self) -> None:
        """Make people and a first scan, and keep that for every history to begin with."""
        for number in range(3):
            self.callers.append(
                await signed_in(
                    self.given, self.organisation_id, f"steward{number}", FIRST_ADMINISTRATOR
                )
            )
        rng = Random(0)
        for number in range(2):
            self.tables[f"t{number}"] = _draw_table(rng, number)
        await self.scan()
        await self.scan()

    async def begin_again(self, rng: Random) -> None:
        """Go back to the first state, with roles of this history's own."""
        await self.restore("start")
        self._backups = {"start": self._backups["start"]}
        self._decided.clear()
        self._numbers = 0
        for number in range(3):
            await self.regrade(rng, number)

    # --- people ---

    async def register(self, person: int, device_id: UUID) -> None:
        """Make a console known."""
        async with self._writing() as uow:
            await devices.register(uow, self.callers[person], device_id, f"laptop of {person}")

    async def revoke(self, person: int, device_id: UUID) -> None:
        """Trust a console no more."""
        async with self._writing() as uow:
            await devices.revoke(uow, self.callers[person], device_id)

    async def regrade(self, rng: Random, person: int) -> None:
        """Change what somebody may do."""
        who = self.callers[person]
        roles = rng.choice(ROLES)
        async with self._writing() as uow:
            await store.change_person(
                uow, who.person_id, name=who.name, roles=roles, disabled_at=None
            )

    # --- what happens without consoles ---

    async def work(self, rng: Random) -> None:
        """Let somebody do something in the browser, or the agent scan again."""
        self.given.clock.advance(timedelta(seconds=rng.randint(1, 60)))  # type: ignore[attr-defined]
        do = rng.choice((self._rescan, self._annotate, self._decide, self._decide, self._accept))
        with suppress(*self.refusals):
            await do(rng)

    async def _rescan(self, rng: Random) -> None:
        name = rng.choice(sorted(self.tables))
        self._numbers += 1
        match rng.randrange(4):
            case 0:
                self.tables[f"t{self._numbers + 9}"] = _draw_table(rng, self._numbers)
            case 1 if len(self.tables) > 1:
                del self.tables[name]
            case 2:
                first, *rest = self.tables[name]
                self.tables[name] = (seen(f"{first.name}_{self._numbers}"), *rest)
            case _:
                self.tables[name] = _draw_table(rng, self._numbers)
        await self.scan()

    async def scan(self) -> None:
        """Scan what is there."""
        await self.scanner.scan(*(table(name, *columns) for name, columns in self.tables.items()))

    async def _annotate(self, rng: Random) -> None:
        asset_id = rng.choice(await self._columns())
        name = rng.choice(("description", "owner"))
        async with self._writing() as uow:
            await catalog.annotate(uow, asset_id, {name: f"browser {rng.getrandbits(20)}"})

    async def _decide(self, rng: Random) -> None:
        """Decide, or take a decision back: the row goes where nothing else was found."""
        async with self._writing() as uow:
            if self._decided and rng.random() < 0.5:
                await classification.withdraw(uow, self._decided.pop(0))
                return
            column, label = rng.choice(await self._columns()), rng.choice(_LABELS[:3])
            await classification.decide(uow, column, Verdict.CHANGE, label=label)
            self._decided.append(column)

    async def _accept(self, _: Random) -> None:
        async with self._writing() as uow:
            for one in (await compliance.unsettled(uow, self.scanner.source_id))[:1]:
                try:
                    await compliance.accept_risk(uow, one.id, "the browser said so")
                except compliance.ViolationSettled:
                    await compliance.reopen(uow, one.id, "")
            for rule, _result in (await rules.newest_results(uow, self.scanner.source_id))[:1]:
                is_active = rule.state is RuleState.ACTIVE
                state = RuleState.PAUSED if is_active else RuleState.ACTIVE
                await rules.edit(uow, rule.id, {"state": state})

    async def purge(self) -> None:
        """Forget the whole feed so far."""
        async with self._writing() as uow:
            await feeding.purge(uow, uow.clock.now() + timedelta(seconds=1))

    async def thin_out(self) -> None:
        """Forget entries that tell nobody anything."""
        async with self._writing() as uow:
            await feeding.thin_out(uow)

    async def _columns(self) -> list[UUID]:
        assets = await self.scanner.assets()
        return [one.id for _, one in sorted(assets.items()) if one.level == "column"]

    def _writing(self) -> Any:
        return self.given.database.unit_of_work(self.organisation_id, _BROWSER)

    # --- backup and restore ---

    async def back_up(self, name: str = "backup") -> None:
        """Keep a copy of the whole database."""
        await self._copy(self.database_name, f"{self.database_name}_{name}")
        self._backups[name] = dict(self.tables)

    async def restore(self, name: str = "backup") -> bool:
        """Put the copy back, as a new feed: what came after the backup is lost at the server."""
        if name not in self._backups:
            return False
        await self._copy(f"{self.database_name}_{name}", self.database_name)
        self.tables = dict(self._backups[name])
        with psycopg.connect(self._dsn(self.database_name), autocommit=True) as connection:
            connection.execute("UPDATE installation SET feed_id = gen_random_uuid()")
        return True

    async def end(self) -> None:
        """Drop the copies."""
        await self.given.database.dispose()
        with psycopg.connect(self.postgres_dsn, autocommit=True) as connection:
            for name in self._backups:
                place = sql.Identifier(f"{self.database_name}_{name}")
                connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(place))

    async def _copy(self, origin: str, copy: str) -> None:
        await self.given.database.dispose()
        names = [sql.Identifier(copy), sql.Identifier(origin), sql.Identifier(OWNER_ROLE)]
        with psycopg.connect(self.postgres_dsn, autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(names[0]))
            make = "CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy OWNER {}"
            connection.execute(sql.SQL(make).format(*names))

    def _dsn(self, database: str) -> str:
        return psycopg.conninfo.make_conninfo(self.postgres_dsn, dbname=database)

    # --- what the judge asks ---

    async def caller(self, person: int) -> Caller:
        """Give somebody with the roles of now."""
        known = self.callers[person]
        async with self.given.database.reading(self.organisation_id) as unit:
            return await sessions.caller(unit, known.session_id, known.person_id)

    async def permitted(self, person: int) -> State:
        """Name the rows somebody may see now, as the feed has them."""
        known = self.callers[person]
        async with self.given.database.reading(self.organisation_id) as unit:
            who = await sessions.caller(unit, known.session_id, known.person_id)
            found = await unit.connection.execute(
                text("SELECT entity, id, rev, hash FROM sync_row WHERE entity = ANY(:entities)"),
                {"entities": list(visible_entities(who))},
            )
            return {(row[0], row[1]): (row[2], row[3]) for row in found}

    async def truth(self) -> Mapping[Key, Mapping[str, Any]]:
        """Make every row anew from what the domains hold, past the feed."""
        async with self.given.database.reading(self.organisation_id) as unit:
            return await everything(unit, tuple(ROWS))

    async def results(self, device_id: UUID) -> dict[int, tuple[str, str]]:
        """Read command and result of each edit of a console."""
        async with self.given.database.reading(self.organisation_id) as unit:
            found = await unit.connection.execute(
                text("SELECT mid, command, result FROM sync_result WHERE device_id = :device"),
                {"device": device_id},
            )
            return {row[0]: (row[1], row[2]) for row in found}

    async def said(self) -> list[str]:
        """Read what each event of the log says of the state after it."""
        async with self.given.database.reading(self.organisation_id) as unit:
            found = await unit.connection.execute(
                text("SELECT coalesce(after::text, '') || ' ' || note FROM event ORDER BY seq")
            )
            return [row[0] for row in found]


def _draw_table(rng: Random, number: int) -> tuple[Seen, ...]:
    return tuple(
        seen(f"{name}_{number}", label=rng.choice(_LABELS)) for name in rng.sample(_COLUMNS, 3)
    )
