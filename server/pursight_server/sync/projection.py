"""Rows of consoles from the domains, many at once: one reader an entity."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from types import MappingProxyType
from uuid import UUID

from pursight_server.access.holdings import store as holdings
from pursight_server.activity import service as activity
from pursight_server.agents import service as agents
from pursight_server.catalog import service as catalog
from pursight_server.classification import service as classification
from pursight_server.compliance import service as compliance
from pursight_server.domains import service as domains
from pursight_server.platform.unit_of_work import ReadUnit
from pursight_server.quality import service as quality
from pursight_server.rules import service as rules
from pursight_server.scans import service as scans
from pursight_server.sources import service as sources
from pursight_server.sync import fields
from pursight_server.sync.model import Fields

HISTORY = 30
"""Points of a profile and results of a rule that a row tells."""

Projection = Callable[[ReadUnit, Sequence[UUID]], Awaitable[dict[UUID, Fields]]]
"""Reads rows by id; what does not exist, or is nothing to show, is left out."""


async def _domains(unit: ReadUnit, ids: Sequence[UUID]) -> dict[UUID, Fields]:
    found = await domains.several(unit, ids)
    owners = sorted({one.owner_id for one in found.values() if one.owner_id})
    names = await holdings.names_of(unit, owners)
    return {
        domain_id: fields.domain(one, names.get(one.owner_id, "") if one.owner_id else "")
        for domain_id, one in found.items()
    }


async def _assets(unit: ReadUnit, ids: Sequence[UUID]) -> dict[UUID, Fields]:
    found = await catalog.shown(unit, ids)
    return {asset_id: fields.asset(one) for asset_id, one in found.items()}


async def _profiles(unit: ReadUnit, ids: Sequence[UUID]) -> dict[UUID, Fields]:
    found = await catalog.profiles(unit, ids, HISTORY)
    return {asset_id: fields.profile(*one) for asset_id, one in found.items()}


async def _classifications(unit: ReadUnit, ids: Sequence[UUID]) -> dict[UUID, Fields]:
    found = await classification.several(unit, ids)
    unseen = [asset_id for asset_id, (finding, _) in found.items() if finding is None]
    columns = await catalog.several(unit, unseen)
    return {
        asset_id: fields.classification(
            columns[asset_id].source_id if finding is None else finding.source_id,
            finding,
            decision,
        )
        for asset_id, (finding, decision) in found.items()
    }


async def _qualities(unit: ReadUnit, ids: Sequence[UUID]) -> dict[UUID, Fields]:
    found = await quality.several(unit, ids)
    return {asset_id: fields.quality(one) for asset_id, one in found.items()}


async def _rules(unit: ReadUnit, ids: Sequence[UUID]) -> dict[UUID, Fields]:
    found = await rules.several(unit, ids, HISTORY)
    return {rule_id: fields.rule(*one) for rule_id, one in found.items()}


async def _violations(unit: ReadUnit, ids: Sequence[UUID]) -> dict[UUID, Fields]:
    found = await compliance.several(unit, ids)
    return {violation_id: fields.violation(one) for violation_id, one in found.items()}


async def _scans(unit: ReadUnit, ids: Sequence[UUID]) -> dict[UUID, Fields]:
    found = await scans.several(unit, ids)
    return {scan_id: fields.scan(one) for scan_id, one in found.items()}


async def _skipped(unit: ReadUnit, ids: Sequence[UUID]) -> dict[UUID, Fields]:
    found = await catalog.skipped_of(unit, ids)
    return {source_id: fields.skipped(objects) for source_id, objects in found.items()}


async def _sources(unit: ReadUnit, ids: Sequence[UUID]) -> dict[UUID, Fields]:
    found, roots = await sources.several(unit, ids), await catalog.roots_of(unit, ids)
    return {source_id: fields.source(one, roots.get(source_id)) for source_id, one in found.items()}


async def _agents(unit: ReadUnit, ids: Sequence[UUID]) -> dict[UUID, Fields]:
    found = await agents.several(unit, ids)
    return {agent_id: fields.agent(*one) for agent_id, one in found.items()}


async def _held_deletions(unit: ReadUnit, ids: Sequence[UUID]) -> dict[UUID, Fields]:
    found = await catalog.held_deletions(unit, ids)
    return {held_id: fields.held_deletion(one) for held_id, one in found.items()}


async def _events(unit: ReadUnit, ids: Sequence[UUID]) -> dict[UUID, Fields]:
    found = await activity.several(unit, [one.int for one in ids])
    return {UUID(int=one.seq): fields.event(one) for one in found}


PROJECTIONS: Mapping[str, Projection] = MappingProxyType(
    {
        "domain": _domains,
        "source": _sources,
        "asset": _assets,
        "classification": _classifications,
        "profile": _profiles,
        "quality": _qualities,
        "rule": _rules,
        "violation": _violations,
        "scan": _scans,
        "skipped": _skipped,
        "agent": _agents,
        "held_deletion": _held_deletions,
        "event": _events,
    }
)
