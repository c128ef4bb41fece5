"""Tables as scans see them, and whole scans applied to the server's catalog."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from pursight.clock import StoppedClock
from pursight.contracts.agents import Scope
from pursight.contracts.features import ColumnFeatures
from pursight.contracts.rules import RuleResult
from pursight.contracts.scans import (
    Classification,
    ColumnFacts,
    ColumnReport,
    Decision,
    Evidence,
    EvidenceKind,
    Profile,
    Skipped,
    SourceFacts,
    TableFacts,
    TableKind,
    TableReport,
)
from pursight.contracts.structure import TableJoins
from pursight.identity import new_id
from pursight_server.catalog import service as catalog
from pursight_server.catalog.model import Asset, ScanChanges
from pursight_server.classification import service as classification
from pursight_server.compliance import service as compliance
from pursight_server.learning import service as learning
from pursight_server.organisations.model import Organisation
from pursight_server.platform.database import Database
from pursight_server.platform.unit_of_work import Actor
from pursight_server.quality import service as quality
from pursight_server.rules import service as rules


@dataclass(frozen=True, kw_only=True)
class Seen:
    """One column as a scan sees it."""

    name: str
    type: str = "text"
    label: str = "none"
    confidence: float = 0.97
    decision: Decision = Decision.APPLIED
    named: bool = True
    comment: str | None = None
    profile: dict[str, Any] | None = field(default_factory=dict)
    entities: dict[str, int] = field(default_factory=dict)
    features: ColumnFeatures | None = None


def seen(name: str, **values: Any) -> Seen:
    """See a column; it holds a hundred different texts unless told otherwise."""
    return Seen(name=name, **values)


def a_profile(**values: Any) -> Profile:
    """Measure a hundred different values."""
    return Profile.model_validate(
        {"examined": 100, "complete": True, "nulls": 0, "distinct": 100, "distinct_exact": True}
        | values
    )


def table(
    name: str,
    *columns: Seen | str,
    schema: str = "public",
    kind: TableKind = TableKind.TABLE,
    rows: int = 100,
    primary_key: Sequence[str] = (),
    comment: str | None = None,
    results: Sequence[RuleResult] = (),
    partition_of: str | None = None,
) -> TableReport:
    """See a table; a text is a column of that name."""
    given = [seen(one) if isinstance(one, str) else one for one in columns]
    return TableReport(
        facts=TableFacts(
            schema_name=schema,
            name=name,
            kind=kind,
            comment=comment,
            row_count=rows,
            row_count_exact=True,
            primary_key=tuple(primary_key),
            partition_of=partition_of,
            columns=tuple(
                ColumnFacts(name=one.name, position=at, type=one.type, comment=one.comment)
                for at, one in enumerate(given, start=1)
            ),
        ),
        columns=tuple(
            ColumnReport(
                name=one.name,
                profile=None if one.profile is None else a_profile(**one.profile),
                classification=_classified(one),
                features=one.features,
            )
            for one in given
        ),
        rule_results=tuple(results),
    )


def _classified(one: Seen) -> Classification:
    if one.label == "none":
        return Classification()
    evidence = [
        Evidence(
            kind=EvidenceKind.PATTERN,
            detector=f"{one.label}.cell",
            label=one.label,
            matched=97,
            examined=100,
            weight=0.9,
        )
    ]
    if one.named:
        evidence.append(
            Evidence(
                kind=EvidenceKind.NAME,
                detector="name.token",
                label=one.label,
                tokens=(one.name,),
                weight=0.4,
            )
        )
    return Classification(
        label=one.label,
        confidence=one.confidence,
        decision=one.decision,
        evidence=tuple(evidence),
        entities=one.entities,
    )


@dataclass
class Scanner:
    """Applies scans of one source as a commit does, each a minute after the one before."""

    database: Database
    organisation_id: UUID
    source_id: UUID
    clock: StoppedClock
    runs: list[UUID] = field(default_factory=list)

    async def scan(
        self,
        *tables: TableReport,
        complete: bool = True,
        scope: Scope | None = None,
        skipped: Sequence[Skipped] = (),
        facts: SourceFacts | None = None,
        joins: Sequence[TableJoins] = (),
        model_serial: int | None = None,
    ) -> ScanChanges:
        """Apply a scan that saw these tables."""
        self.clock.advance(timedelta(minutes=1))
        self.runs.append(new_id(self.clock))
        actor = Actor("agent", UUID(int=7), "an agent")
        async with self.database.unit_of_work(self.organisation_id, actor) as uow:
            changes = await catalog.record_scan(
                uow,
                self.source_id,
                self.runs[-1],
                facts or SourceFacts(kind="postgresql", version="18.1"),
                tables,
                skipped,
                complete=complete,
                nominal_time=self.clock.now(),
                scope=scope or Scope(),
                joins=joins,
            )
            judged = await learning.judged(uow, tables, model_serial)
            await learning.keep_features(uow, self.source_id, self.runs[-1], judged, changes)
            await classification.record(uow, self.source_id, self.runs[-1], judged, changes)
            await rules.record_results(uow, self.source_id, self.runs[-1], tables, changes)
            await compliance.assess(uow, self.source_id)
            await quality.score(uow, self.source_id)
        return changes

    async def assets(self) -> dict[str, Asset]:
        """Read what is present, by qualified name."""
        async with self.database.reading(self.organisation_id) as unit:
            return {one.fqn: one for one in await catalog.tree(unit, self.source_id)}


@pytest.fixture
def scanner(
    database: Database, organisation: Organisation, source: str, clock: StoppedClock
) -> Scanner:
    """A source named CRM, ready to be scanned."""
    return Scanner(database, organisation.id, UUID(source), clock)
