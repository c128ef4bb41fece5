"""Put a compared model to work: all findings at once, or nothing."""

from datetime import datetime
from typing import Final
from uuid import UUID

import pydantic

from pursight.contracts.scans import Classification
from pursight.crash import crash_point
from pursight.errors import Conflict
from pursight.protocol.activation import is_overtaken, next_serial
from pursight_server.catalog import service as catalog
from pursight_server.classification import service as classification
from pursight_server.classification.service import Judged
from pursight_server.compliance import service as compliance
from pursight_server.learning import asking, judging
from pursight_server.learning.asking import WrongState
from pursight_server.learning.model import Activation, Change, PreviewState
from pursight_server.learning.store import evidence, previews, versions
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork
from pursight_server.quality import service as quality
from pursight_server.sources import service as sources

OVERTAKEN: Final = "An agent held a later activation: the server was restored from a backup."

_CLASSIFICATION = pydantic.TypeAdapter(Classification)


class PreviewStale(Conflict):
    """Scans, or another activation, have changed what was compared."""

    code = "model.preview_stale"


async def activate(uow: UnitOfWork, preview_id: UUID, note: str = "") -> Activation:
    """Judge by a version and thresholds from now on, exactly as the comparison showed.

    One transaction. Sources are held, so that no scan comes in between what is checked and what is
    written. Decisions of people stand: what counts for a column is settled anew from finding and
    decision, as after a scan.

    Raises:
        NotFound: There is no such comparison.
        WrongState: It is not ready.
        PreviewStale: What was compared is no longer so; compare again.
    """
    one = await asking.locked(uow, preview_id)
    if one.state is not PreviewState.READY:
        raise WrongState(f"this comparison cannot be activated: it is {one.state.value}")
    concerned = await evidence.sources(uow)
    for source_id in concerned:
        await sources.locked(uow, source_id)
    if await evidence.basis(uow) != one.basis:
        raise PreviewStale(
            "findings have changed since this was compared",
            hint="Compare again, then look at the difference once more.",
        )
    changed = 0
    for source_id in concerned:
        changed += await _apply(uow, preview_id, source_id)
    before = await versions.current(uow)
    version = await asking.version(uow, one.number)
    new = Activation(
        serial=next_serial(before.serial if before else None, uow.clock.now()),
        model_id=one.model_id,
        number=one.number,
        sha256=version.sha256,
        thresholds=one.thresholds,
        changed_columns=int(one.counts.get("changed", 0)),
        note=note or one.note,
        activated_by=uow.actor.id,
        activated_by_name=uow.actor.name,
        activated_at=uow.clock.now(),
    )
    await previews.change(uow, preview_id, {"state": PreviewState.ACTIVATED})
    await _begin(uow, before, new, rewritten=changed)
    crash_point("learning.before_activation_commit")
    return new


async def overtake(uow: UnitOfWork, held: int) -> Activation | None:
    """Activate what is in use once more, because an agent holds a later activation than this.

    A server that was restored from a backup has forgotten what was activated since; its agents
    have not, and would refuse what it says is in use. Before its first activation it is the
    model that came with the package that becomes one.

    Args:
        uow: By whom the later activation was told.
        held: Serial of the activation that the agent holds.

    Returns:
        The activation; None if there is none to be overtaken, or no model to activate.
    """
    await versions.hold(uow)
    before, now = await versions.current(uow), uow.clock.now()
    if not _behind(before, now, held):
        return None
    if before is None:
        if not judging.builtin():
            return None
        came = await asking.builtin(uow)
        before_id, number, sha256 = came.id, came.number, came.sha256
    else:
        before_id, number, sha256 = before.model_id, before.number, before.sha256
    new = Activation(
        serial=next_serial(before.serial if before else None, now, held=held),
        model_id=before_id,
        number=number,
        sha256=sha256,
        thresholds=before.thresholds if before else {},
        changed_columns=0,
        note=OVERTAKEN,
        activated_by=uow.actor.id,
        activated_by_name=uow.actor.name,
        activated_at=now,
    )
    await _begin(uow, before, new, rewritten=0)
    return new


async def is_behind(unit: ReadUnit, held: int | None) -> bool:
    """Whether an agent holds a later activation than this server knows."""
    return _behind(await versions.current(unit), unit.clock.now(), held)


def _behind(active: Activation | None, now: datetime, held: int | None) -> bool:
    serial, since = (active.serial, active.activated_at) if active else (None, None)
    return is_overtaken(serial, since, now, held=held)


async def _begin(
    uow: UnitOfWork, before: Activation | None, new: Activation, *, rewritten: int
) -> None:
    await versions.add_activation(uow, new)
    uow.record(
        "column_model.activated",
        "column_model",
        new.model_id,
        before=None
        if before is None
        else {
            "serial": before.serial,
            "number": before.number,
            "thresholds": asking.spelled(before.thresholds),
        },
        after={
            "serial": new.serial,
            "number": new.number,
            "sha256": new.sha256,
            "thresholds": asking.spelled(new.thresholds),
            "changed_columns": new.changed_columns,
            "rewritten_findings": rewritten,
        },
        note=new.note,
    )


async def _apply(uow: UnitOfWork, preview_id: UUID, source_id: UUID) -> int:
    """Write a source's new findings and all that hangs on them; return how many."""
    number = 0
    async for some in previews.all_changes(uow, preview_id, source_id):
        columns = await catalog.several(uow, [one.asset_id for one in some])
        by_run: dict[UUID, list[Judged]] = {}
        for one in some:
            column = columns.get(one.asset_id)
            if column is not None and column.parent_id is not None:
                judged = Judged(one.asset_id, column.parent_id, column.name, _judgement(one))
                by_run.setdefault(one.run_id, []).append(judged)
                number += 1
        for run_id, judged_ones in by_run.items():
            await classification.rejudge(uow, source_id, run_id, judged_ones)
    if number:
        assets = await catalog.tree(uow, source_id)
        await compliance.assess(uow, source_id, assets)
        await quality.score(uow, source_id, assets)
    return number


def _judgement(one: Change) -> Classification:
    return _CLASSIFICATION.validate_json(one.classification)
