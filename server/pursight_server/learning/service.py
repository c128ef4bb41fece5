"""What other domains ask: keep a scan's features, judge by the model in use, tell agents of it."""

import asyncio
from collections.abc import Sequence
from uuid import UUID

from pursight.contracts.agents import ModelNotice
from pursight.contracts.models import ModelHeader
from pursight.contracts.scans import TableReport
from pursight.errors import NotFound
from pursight.protocol import models as protocol
from pursight.protocol.activation import must_be_judged_again
from pursight.protocol.keys import PrivateKey
from pursight_server.catalog.model import ScanChanges, storable
from pursight_server.classification import service as classification
from pursight_server.learning import activating, judging
from pursight_server.learning.model import Activation
from pursight_server.learning.store import evidence, versions
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork


async def keep_features(
    uow: UnitOfWork,
    source_id: UUID,
    run_id: UUID,
    tables: Sequence[TableReport],
    changes: ScanChanges,
) -> None:
    """Keep the features of all columns that a scan saw; without any what was there is dropped.

    An older agent sends none. What it finds counts as before, but cannot be judged again.
    """
    known = await evidence.digests(uow, source_id)
    seen: dict[UUID, TableReport] = {}
    kept: list[tuple[UUID, bytes, str]] = []
    without: list[UUID] = []
    for report in tables:
        key = (storable(report.facts.schema_name), storable(report.facts.name))
        for column in report.columns:
            asset_id = changes.columns.get((*key, storable(column.name)))
            if asset_id is None or asset_id in seen:
                continue
            seen[asset_id] = report
            if column.features is None:
                without += [asset_id] * (asset_id in known)
                continue
            spelled, sha256 = judging.spelled(column.features)
            if known.get(asset_id) != sha256:
                kept.append((asset_id, spelled, sha256))
    await evidence.write(uow, source_id, run_id, kept)
    if without:
        await evidence.forget(uow, without)


async def judged(
    unit: ReadUnit, tables: Sequence[TableReport], model_serial: int | None
) -> Sequence[TableReport]:
    """Judge what a scan reports by the model in use, if another one has judged it at the agent.

    So nothing an agent says that has not fetched the model yet takes a change back.

    Args:
        unit: Where to look up which model is in use.
        tables: As they were reported.
        model_serial: The activation by which they were judged.
    """
    active = await versions.current(unit)
    if not must_be_judged_again(active.serial if active else None, model_serial):
        return tables
    if not any(column.features for table in tables for column in table.columns):
        return tables
    model = await _loaded(unit, active) if active else await _builtin()
    if model is None:
        return tables
    return await asyncio.to_thread(judging.rejudged, tables, model)


async def overtake(uow: UnitOfWork, held: int) -> ModelNotice | None:
    """Activate what is in use once more if an agent holds a later activation than this server.

    Returns:
        Which model agents should use now.
    """
    await activating.overtake(uow, held)
    return await notice(uow)


async def is_behind(unit: ReadUnit, held: int | None) -> bool:
    """Whether an agent holds a later activation than this server knows."""
    return await activating.is_behind(unit, held)


async def notice(unit: ReadUnit) -> ModelNotice | None:
    """Tell which model agents should use; None for the one that came with them."""
    active = await versions.current(unit)
    return None if active is None else ModelNotice(serial=active.serial, sha256=active.sha256)


async def packed(unit: ReadUnit, serial: int, job_key: PrivateKey) -> bytes:
    """Sign the model in use for an agent.

    Raises:
        NotFound: Another one is in use.
    """
    active = await versions.current(unit)
    content = None if active is None else await versions.content(unit, active.model_id)
    if active is None or active.serial != serial or content is None:
        raise NotFound("this model is not in use", hint="The next poll tells which one is.")
    header = ModelHeader(
        organisation_id=unit.organisation_id,
        serial=active.serial,
        number=active.number,
        sha256=active.sha256,
        size=len(content),
        thresholds=dict(active.thresholds),
        activated_at=active.activated_at,
    )
    return protocol.pack(header, content, job_key)


async def decided(unit: ReadUnit, ids: Sequence[UUID]) -> dict[UUID, str]:
    """Read what people have decided of columns and still stands."""
    found = await classification.several(unit, ids)
    return {asset_id: said.label for asset_id, (_, said) in found.items() if said is not None}


async def _builtin() -> judging.Judge | None:
    """Load what came with the package, as its agents judge while nothing was activated."""
    content = judging.builtin()
    return await asyncio.to_thread(judging.loaded, content, {}) if content else None


async def _loaded(unit: ReadUnit, active: Activation) -> judging.Judge:
    found = judging.cached(active.sha256, active.thresholds)
    if found is not None:
        return found
    content = await versions.content(unit, active.model_id)
    if content is None:
        raise NotFound("the model in use has no content")
    return await asyncio.to_thread(judging.loaded, content, active.thresholds)
