"""What a steward asks for: train, cancel, compare, discard. The worker does what takes long."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from pursight.classification.labels import LABELS
from pursight.contracts.models import LabelThreshold
from pursight.errors import Conflict, NotFound, Refused
from pursight.identity import new_id
from pursight_server.catalog.model import storable
from pursight_server.learning import judging
from pursight_server.learning.model import (
    FEWEST_DECISIONS,
    LabelThresholds,
    Preview,
    PreviewState,
    Version,
    VersionState,
    held_out,
)
from pursight_server.learning.store import evidence, previews, versions
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork

UNFINISHED = frozenset({PreviewState.QUEUED, PreviewState.COMPARING, PreviewState.READY})


class TooFewDecisions(Conflict):
    """There is not enough to learn from, or nothing to measure on."""

    code = "model.too_few_decisions"


class TrainingUnderWay(Conflict):
    """One training of an organisation at a time."""

    code = "model.training"


class PreviewOpen(Conflict):
    """One comparison of an organisation at a time."""

    code = "model.preview_open"


class WrongState(Conflict):
    """It is too late, or too early, for that."""

    code = "model.wrong_state"


class NoBuiltIn(NotFound):
    """This installation was built without a model."""

    code = "model.none_built_in"


class UnknownLabel(Refused):
    """A threshold for a label that does not exist."""

    code = "model.unknown_label"


async def train(uow: UnitOfWork, note: str = "") -> Version:
    """Ask for a new version, trained from what people have decided so far.

    Raises:
        TooFewDecisions: Fewer than `FEWEST_DECISIONS` stand about columns with features.
        TrainingUnderWay: One is being trained already.
    """
    await versions.hold(uow)
    if (running := await versions.training(uow)) is not None:
        raise TrainingUnderWay(
            f"version {running.number} is being trained", hint="Wait for it, or cancel it."
        )
    known = await evidence.decided(uow)
    kept = [one for one in known if not held_out(one.asset_id)]
    if len(known) < FEWEST_DECISIONS or len(kept) == len(known):
        raise TooFewDecisions(
            f"{len(known)} decisions stand about columns whose features are known, and"
            f" {FEWEST_DECISIONS} are needed",
            hint="Decide about more columns. Columns that were last scanned by an older agent"
            " count once a newer one has scanned them.",
        )
    await _keep_builtin(uow)
    new = _version(uow, await versions.next_number(uow), "trained", VersionState.QUEUED, note)
    await versions.add(uow, replace(new, decisions=len(known)))
    uow.record(
        "column_model.training_asked",
        "column_model",
        new.id,
        after={"number": new.number, "decisions": len(known)},
        note=note,
    )
    return replace(new, decisions=len(known))


async def cancel(uow: UnitOfWork, number: int) -> Version:
    """Give a training up; the worker notices at its next pulse.

    Raises:
        NotFound: There is no such version.
        WrongState: It is not being trained.
    """
    one = _there(await versions.find(uow, number, lock=True))
    if one.state not in {VersionState.QUEUED, VersionState.TRAINING}:
        raise WrongState(f"version {number} is not being trained: it is {one.state.value}")
    await versions.change(uow, one.id, {"state": VersionState.CANCELLED, "progress": ""})
    uow.record(
        "column_model.training_cancelled",
        "column_model",
        one.id,
        before={"state": one.state},
        after={"state": VersionState.CANCELLED},
    )
    return await version(uow, number)


async def compare(
    uow: UnitOfWork, number: int | None, thresholds: LabelThresholds | None, note: str = ""
) -> Preview:
    """Ask what would change with a version and thresholds; nothing changes by it.

    Args:
        uow: By whom.
        number: Which version; None for the one in use, or before any the built-in one.
        thresholds: All of the organisation's own; None leaves them as they are.
        note: Why, in words of the person.

    Raises:
        NotFound: There is no such version.
        WrongState: It cannot judge: its training failed, or is not done.
        PreviewOpen: Another comparison waits to be activated or discarded.
        UnknownLabel: A threshold names a label that neither the vocabulary nor the model has.
    """
    await versions.hold(uow)
    if await previews.open_ones(uow):
        raise PreviewOpen(
            "another comparison is open", hint="Activate it or discard it before the next one."
        )
    await _keep_builtin(uow)
    active = await versions.current(uow)
    if number is None:
        number = active.number if active else (await builtin(uow)).number
    one = _there(await versions.find(uow, number))
    if one.state is not VersionState.READY:
        raise WrongState(f"version {number} cannot judge: it is {one.state.value}")
    if thresholds is None:
        thresholds = active.thresholds if active else {}
    _check(thresholds)
    new = Preview(
        id=new_id(uow.clock),
        model_id=one.id,
        number=one.number,
        thresholds=thresholds,
        state=PreviewState.QUEUED,
        done=0,
        total=await evidence.count(uow),
        counts={},
        basis="",
        problem="",
        note=storable(note),
        made_by=uow.actor.id,
        made_by_name=uow.actor.name,
        created_at=uow.clock.now(),
        changed_at=uow.clock.now(),
    )
    await previews.add(uow, new)
    uow.record(
        "model_preview.asked",
        "model_preview",
        new.id,
        after={"number": new.number, "thresholds": spelled(thresholds)},
        note=note,
    )
    return new


async def again(uow: UnitOfWork, preview_id: UUID) -> Preview:
    """Compare anew, with what scans have found since.

    Raises:
        NotFound: There is no such comparison.
        WrongState: It was activated or discarded.
    """
    one = await locked(uow, preview_id)
    if one.state not in UNFINISHED | {PreviewState.FAILED}:
        raise WrongState(f"this comparison is {one.state.value}")
    others = [other for other in await previews.open_ones(uow) if other.id != preview_id]
    if others:
        raise PreviewOpen("another comparison is open", hint="Activate it or discard it first.")
    fresh: dict[str, Any] = {"state": PreviewState.QUEUED, "counts": {}, "basis": "", "problem": ""}
    await previews.change(uow, preview_id, {**fresh, "done": 0, "worker": None})
    await previews.drop_changes(uow, preview_id)
    return await preview(uow, preview_id)


async def discard(uow: UnitOfWork, preview_id: UUID) -> Preview:
    """Let a comparison go; findings stay as they are.

    Raises:
        NotFound: There is no such comparison.
        WrongState: It was activated, or discarded already.
    """
    one = await locked(uow, preview_id)
    if one.state not in UNFINISHED | {PreviewState.FAILED}:
        raise WrongState(f"this comparison is {one.state.value}")
    await previews.change(uow, preview_id, {"state": PreviewState.DISCARDED})
    await previews.drop_changes(uow, preview_id)
    uow.record(
        "model_preview.discarded",
        "model_preview",
        preview_id,
        before={"state": one.state},
        after={"state": PreviewState.DISCARDED},
    )
    return await preview(uow, preview_id)


async def version(unit: ReadUnit, number: int) -> Version:
    """Read one version.

    Raises:
        NotFound: There is none.
    """
    return _there(await versions.find(unit, number))


async def preview(unit: ReadUnit, preview_id: UUID) -> Preview:
    """Read one comparison.

    Raises:
        NotFound: There is none.
    """
    found = await previews.find(unit, preview_id)
    if found is None:
        raise NotFound("there is no such comparison")
    return found


async def locked(uow: UnitOfWork, preview_id: UUID) -> Preview:
    """Read one comparison and hold it until the commit; the organisation's versions first.

    Raises:
        NotFound: There is none.
    """
    await versions.hold(uow)
    found = await previews.find(uow, preview_id, lock=True)
    if found is None:
        raise NotFound("there is no such comparison")
    return found


async def builtin(uow: UnitOfWork) -> Version:
    """Read the version that came with this package; keep it as a version the first time.

    Raises:
        NoBuiltIn: There is none.
    """
    content = judging.builtin()
    if not content:
        raise NoBuiltIn("this installation was built without a column model")
    sha256 = judging.sha256_of(content)
    found = await versions.find_builtin(uow, sha256)
    if found is not None:
        return found
    await versions.hold(uow)
    number = await versions.next_number(uow)
    new = replace(
        _version(uow, number, "builtin", VersionState.READY, ""), sha256=sha256, made_by_name=""
    )
    await versions.add(uow, new, content)
    uow.record(
        "column_model.came_with_package",
        "column_model",
        new.id,
        after={"number": number, "sha256": sha256},
    )
    return new


async def _keep_builtin(uow: UnitOfWork) -> None:
    """Give the organisation the package's version as well, so that it can go back to it."""
    if judging.builtin():
        await builtin(uow)


def spelled(thresholds: LabelThresholds) -> Mapping[str, Any]:
    """Spell thresholds for an event."""
    return {label: one.model_dump(mode="json") for label, one in sorted(thresholds.items())}


def _check(thresholds: Mapping[str, LabelThreshold]) -> None:
    unknown = sorted(label for label in thresholds if label not in LABELS or label == "none")
    if unknown:
        raise UnknownLabel(
            f"there is no label {unknown[0]} that a threshold could be for",
            hint="GET /api/v1/classifications/labels lists all.",
        )


def _version(uow: UnitOfWork, number: int, origin: str, state: VersionState, note: str) -> Version:
    now = uow.clock.now()
    return Version(
        id=new_id(uow.clock),
        number=number,
        origin=origin,
        state=state,
        progress="",
        sha256="",
        decisions=0,
        metrics={},
        problem="",
        note=storable(note),
        made_by=uow.actor.id,
        made_by_name=uow.actor.name,
        created_at=now,
        changed_at=now,
    )


def _there(found: Version | None) -> Version:
    if found is None:
        raise NotFound("there is no such version of the model")
    return found
