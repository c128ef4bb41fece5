"""A small catalog with everything that policies can ask for, written behind the API."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, update

from pursight_server.agents.tables import agent
from pursight_server.catalog.tables import annotation, asset
from pursight_server.domains.tables import domain
from pursight_server.platform.unit_of_work import UnitOfWork
from pursight_server.sources.tables import source

LABELS = ("none", "email", "e_mail", "iban")
SENSITIVITIES = ("public", "internal", "confidential", "restricted")
TAGS = ("hr", "open", "50%", "pii")
OWNERS = ("", "ada@example.com", "Finance", "bob@example.com")
SALES, FINANCE = UUID(int=0xD01), UUID(int=0xD02)
"""Domains, with the same ids in every organisation."""
SOURCES = (("crm", "production"), ("ware_house", "test"), ("c%m", ""))
_AT = datetime(2026, 1, 1, tzinfo=UTC)
_KEPT = {"rev": 1, "created_at": _AT, "changed_at": _AT}


@dataclass(frozen=True)
class Governed:
    """What was written."""

    sources: tuple[UUID, ...]
    assets: tuple[UUID, ...]
    """From the top of each tree down."""
    belongs_to: Mapping[UUID, UUID | None]
    """The domains of sources and assets, told of what people said alone."""


async def govern(uow: UnitOfWork, seed: int = 1) -> Governed:
    """Write three sources, each with two schemas of three tables of three columns."""
    writer = _Writer(uow, random.Random(seed), random.Random(f"domains {seed}"))
    await writer.agent()
    for domain_id, name in ((SALES, "Sales"), (FINANCE, "Finance")):
        await writer.put(domain, id=domain_id, name=name, description="")
    for name, environment in SOURCES:
        of = await writer.source(name, environment)
        root = await writer.asset(of, "source", name, None)
        for schema in range(2):
            inside = await writer.asset(of, "schema", f"s{schema}", root)
            for table in range(3):
                around = await writer.asset(of, "table", f"t{table}", inside)
                for column in range(3):
                    await writer.asset(of, "column", f"c{column}", around)
    await writer.say_otherwise()
    return Governed(tuple(writer.sources), tuple(writer.assets), writer.belongs_to())


class _Writer:
    def __init__(self, uow: UnitOfWork, rng: random.Random, of_domains: random.Random) -> None:
        self.uow, self.rng, self.of_domains = uow, rng, of_domains
        self.own: dict[UUID, UUID] = {}
        self.around: dict[UUID, UUID] = {}
        self.agent_id = self.new()
        self.sources: list[UUID] = []
        self.assets: list[UUID] = []

    def new(self) -> UUID:
        return UUID(int=self.rng.getrandbits(128), version=4)

    async def put(self, table: Any, **values: Any) -> None:
        await self.uow.connection.execute(
            insert(table).values(organisation_id=self.uow.organisation_id, **_KEPT | values)
        )

    def domain(self, one: UUID, share: float) -> UUID | None:
        """Put something into a domain, or into none; other choices stay what they are."""
        if self.of_domains.random() < share:
            self.own[one] = self.of_domains.choice((SALES, FINANCE))
        return self.own.get(one)

    async def say_otherwise(self) -> None:
        """Put some into a domain, or out of theirs, after all that lies in them was written."""
        noted = select(annotation.c.asset_id).order_by(annotation.c.asset_id)
        for one in (await self.uow.connection.execute(noted)).scalars().all():
            if self.of_domains.random() < 0.4:
                self.own.pop(one, None)
                now = self.domain(one, 0.6)
                said = update(annotation).where(annotation.c.asset_id == one)
                await self.uow.connection.execute(said.values(domain_id=now))

    def belongs_to(self) -> dict[UUID, UUID | None]:
        """Tell the domain of each: its own, or that of what is around it."""
        found: dict[UUID, UUID | None] = {}
        for one in (*self.sources, *self.assets):
            found[one] = self.own.get(one) or found.get(self.around.get(one, one))
        return found

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
            domain_id=self.domain(one, 0.5),
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
        self.around[one] = of if parent is None else parent
        domain_id = self.domain(one, 0.15)
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
        said: dict[str, Any] = {"owner": "", "tags": [], "domain_id": domain_id}
        noted = self.rng.random() < 0.35
        if noted:
            said["tags"] = self.rng.sample(TAGS, self.rng.randrange(3))
            said["owner"] = self.rng.choice(OWNERS)
        if noted or domain_id is not None:
            await self.put(annotation, asset_id=one, description="", **said)
        return one
