"""A small catalog with everything that policies can ask for, written behind the API."""

import random
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert

from pursight_server.agents.tables import agent
from pursight_server.catalog.tables import annotation, asset
from pursight_server.platform.unit_of_work import UnitOfWork
from pursight_server.sources.tables import source

LABELS = ("none", "email", "e_mail", "iban")
SENSITIVITIES = ("public", "internal", "confidential", "restricted")
TAGS = ("hr", "open", "50%", "pii")
OWNERS = ("", "ada@example.com", "Finance", "bob@example.com")
SOURCES = (("crm", "production"), ("ware_house", "test"), ("c%m", ""))
_AT = datetime(2026, 1, 1, tzinfo=UTC)
_KEPT = {"rev": 1, "created_at": _AT, "changed_at": _AT}


@dataclass(frozen=True)
class Governed:
    """What was written."""

    sources: tuple[UUID, ...]
    assets: tuple[UUID, ...]
    """From the top of each tree down."""


async def govern(uow: UnitOfWork, seed: int = 1) -> Governed:
    """Write three sources, each with two schemas of three tables of three columns."""
    writer = _Writer(uow, random.Random(seed))
    await writer.agent()
    for name, environment in SOURCES:
        of = await writer.source(name, environment)
        root = await writer.asset(of, "source", name, None)
        for schema in range(2):
            inside = await writer.asset(of, "schema", f"s{schema}", root)
            for table in range(3):
                around = await writer.asset(of, "table", f"t{table}", inside)
                for column in range(3):
                    await writer.asset(of, "column", f"c{column}", around)
    return Governed(tuple(writer.sources), tuple(writer.assets))


class _Writer:
    def __init__(self, uow: UnitOfWork, rng: random.Random) -> None:
        self.uow, self.rng = uow, rng
        self.agent_id = self.new()
        self.sources: list[UUID] = []
        self.assets: list[UUID] = []

    def new(self) -> UUID:
        return UUID(int=self.rng.getrandbits(128), version=4)

    async def put(self, table: Any, **values: Any) -> None:
        await self.uow.connection.execute(
            insert(table).values(organisation_id=self.uow.organisation_id, **_KEPT | values)
        )

    async def agent(self) -> None:
        await self.put(
            agent,
            id=self.agent_id,
            name="agent",
            agent_group="",
            public_key="",
            token_id=self.new(),
            state="active",
            software="",
            platform="",
            health={},
            enrolled_at=_AT,
        )

    async def source(self, name: str, environment: str) -> UUID:
        one = self.new()
        self.sources.append(one)
        await self.put(
            source,
            id=one,
            name=name,
            kind=self.rng.choice(("postgresql", "files")),
            agent_id=self.agent_id,
            alias=name,
            environment=environment,
            tags=self.rng.sample(TAGS, self.rng.randrange(2)),
            description="",
            scope={},
            limits={},
            state="classified",
            state_since=_AT,
        )
        return one

    async def asset(self, of: UUID, level: str, name: str, parent: UUID | None) -> UUID:
        one = self.new()
        self.assets.append(one)
        label = self.rng.choice(LABELS) if level == "column" else "none"
        await self.put(
            asset,
            id=one,
            source_id=of,
            parent_id=parent,
            level=level,
            kind=self.rng.choice(("table", "view")) if level == "table" else level,
            schema_name="",
            table_name="",
            column_name="",
            name=name,
            fqn=f"{name}.{one.hex[:6]}",
            key=one.hex,
            facts={},
            facts_sha256="",
            present=True,
            first_run_id=one,
            last_run_id=one,
            first_seen_at=_AT,
            last_seen_at=_AT,
            label=label,
            label_state="none" if label == "none" else "applied",
            sensitivity=self.rng.choice(SENSITIVITIES),
        )
        if self.rng.random() < 0.35:
            tags = self.rng.sample(TAGS, self.rng.randrange(3))
            owner = self.rng.choice(OWNERS)
            await self.put(annotation, asset_id=one, description="", owner=owner, tags=tags)
        return one
