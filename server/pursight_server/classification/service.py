"""Record what scans find, decide what counts, set sensitivities."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from pursight.contracts.scans import Classification, TableReport
from pursight.errors import Conflict, NotFound, Refused
from pursight.identity import new_id
from pursight_server.catalog import service as catalog
from pursight_server.catalog.model import (
    Asset,
    LabelShown,
    Level,
    ScanChanges,
    clean,
    digest,
    storable,
)
from pursight_server.classification import store
from pursight_server.classification.model import (
    Finding,
    HumanDecision,
    Sensitivities,
    Verdict,
    decided_label,
    found,
    labels_of,
    says_nothing,
    shown,
)
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork
from pursight_server.sources import service as sources


class VerdictDoesNotFit(Refused):
    """Nothing was found that could be accepted, or a label is missing or too much."""

    code = "classification.verdict"


class FoundOtherwise(Conflict):
    """A scan has found something else since the person looked."""

    code = "classification.found_otherwise"


@dataclass(frozen=True, slots=True)
class Judged:
    """What a column is found to hold, and where it stands."""

    asset_id: UUID
    table_id: UUID
    name: str
    classification: Classification


async def record(
    uow: UnitOfWork,
    source_id: UUID,
    run_id: UUID,
    tables: Sequence[TableReport],
    changes: ScanChanges,
) -> None:
    """Keep what a scan found of each column; decisions of people stand, whatever was found.

    A partition holds what its table holds: nothing is kept of it but what a person decides of it.
    """
    judged: list[Judged] = []
    above = await catalog.partition_columns(uow, source_id)
    for report in tables:
        key = (storable(report.facts.schema_name), storable(report.facts.name))
        for column in report.columns:
            name = storable(column.name)
            asset_id = changes.columns.get((*key, name))
            if asset_id is not None:
                table_id = changes.tables[key]
                said = Classification() if asset_id in above else column.classification
                judged.append(Judged(asset_id, table_id, name, said))
    known = await store.digests(uow, source_id)
    await _keep(uow, source_id, run_id, judged, known=known, kind="classification.found")
    await _show_partitions(uow, source_id, above)


async def rejudge(uow: UnitOfWork, source_id: UUID, run_id: UUID, judged: Sequence[Judged]) -> None:
    """Keep what another model makes of columns as they were last scanned; decisions stand."""
    known = await store.digests(uow, source_id, [one.asset_id for one in judged])
    kind = "classification.rejudged"
    await _keep(uow, source_id, run_id, judged, known=known, kind=kind, only_changes=True)
    await _show_partitions(uow, source_id, await catalog.partition_columns(uow, source_id))


async def _keep(
    uow: UnitOfWork,
    source_id: UUID,
    run_id: UUID,
    judged: Iterable[Judged],
    *,
    known: dict[UUID, store.Digest],
    kind: str,
    only_changes: bool = False,
) -> None:
    """Keep what is not as before, show it, and tell of it.

    Args:
        uow: The transaction, in which the source is locked.
        source_id: Which source.
        run_id: The scan that the judgement rests on.
        judged: Columns; those that say what is known are passed over.
        known: What is known of them.
        kind: Of the event.
        only_changes: Tell only of another label, confidence or decision, not of other reasons.
    """
    new: list[tuple[Finding, str]] = []
    events: dict[UUID, dict[str, tuple[Finding, Any]]] = defaultdict(dict)
    for column in judged:
        reported, before = column.classification, known.get(column.asset_id)
        if before is None and says_nothing(reported):
            continue  # most columns: nothing was found, and nothing is kept
        one = found(column.asset_id, source_id, reported)
        sha256 = _digest(one)
        if before is None or before[0] != sha256:
            known[column.asset_id] = (sha256, one.label, one.confidence, one.decision)
            new.append((one, sha256))
            now = (one.label, one.confidence, one.decision)
            if only_changes and before and before[1:] == now:
                continue
            if one.label != "none" or (before and before[1] != "none"):
                events[column.table_id][column.name] = (one, before)
    await store.write(uow, source_id, run_id, new)
    await _show(uow, source_id, [one for one, _ in new])
    for table_id, columns in events.items():
        uow.record(
            kind,
            "asset",
            table_id,
            before={
                name: {"label": before[1], "confidence": before[2], "decision": before[3]}
                for name, (_, before) in columns.items()
                if before
            },
            after={
                name: {
                    "label": one.label,
                    "confidence": one.confidence,
                    "decision": one.decision,
                }
                for name, (one, _) in columns.items()
            },
        )


async def decide(
    uow: UnitOfWork,
    asset_id: UUID,
    verdict: Verdict,
    *,
    label: str | None = None,
    reason: str = "",
) -> HumanDecision:
    """Say what a column holds. It stands against all later scans, until a person decides anew.

    Args:
        uow: By whom.
        asset_id: The column.
        verdict: Accept what was found, reject it, or change it to `label`.
        label: For `change`, the right one; for `accept`, optionally what the person saw, so that
            nobody accepts what a scan has put there in the meantime.
        reason: In words of the person.

    Raises:
        NotFound: There is no such column.
        VerdictDoesNotFit: Nothing was found to accept, or the label does not go with the verdict.
        FoundOtherwise: The label to accept is not what is found now.
    """
    column = await _locked_column(uow, asset_id)
    finding = await finding_of(uow, column)
    found_label = finding.label if finding else "none"
    if verdict is Verdict.ACCEPT and label not in {None, found_label}:
        raise FoundOtherwise(
            f"the newest scan finds {found_label}, not {label}",
            hint="Look at the column again, then decide.",
        )
    decided = decided_label(verdict, found_label, label)
    if decided is None:
        raise VerdictDoesNotFit(
            "nothing was found that could be accepted"
            if verdict is Verdict.ACCEPT
            else f"the verdict {verdict.value} does not go with this label",
            hint="Give a label with the verdict change, and none with reject.",
        )
    before = (await store.standing(uow, [asset_id])).get(asset_id)
    new = HumanDecision(
        id=new_id(uow.clock),
        asset_id=asset_id,
        verdict=verdict,
        label=decided,
        found_label=found_label,
        reason=storable(reason),
        decided_by=uow.actor.id,
        decided_by_name=uow.actor.name,
        decided_at=uow.clock.now(),
    )
    await store.end_standing(uow, asset_id)
    await store.add_decision(uow, new)
    await catalog.show_labels(
        uow, column.source_id, {asset_id: _line(finding, new, await store.sensitivities(uow))}
    )
    await _show_parts_of(uow, column)
    uow.record(
        "classification.decided",
        "asset",
        asset_id,
        before={"label": before.label if before else found_label},
        after={"label": decided, "verdict": verdict},
        note=reason,
    )
    return new


async def withdraw(uow: UnitOfWork, asset_id: UUID, reason: str = "") -> None:
    """Take a decision back: what scans find counts again.

    Raises:
        NotFound: There is no such column, or nobody has decided about it.
    """
    column = await _locked_column(uow, asset_id)
    finding = await store.find(uow, asset_id)
    before = (await store.standing(uow, [asset_id])).get(asset_id)
    if before is None:
        raise NotFound("nobody has decided about this column")
    await store.end_standing(uow, asset_id)
    line = _line(finding, None, await store.sensitivities(uow))
    await catalog.show_labels(uow, column.source_id, {asset_id: line})
    await _show_parts_of(uow, column)
    uow.record(
        "classification.withdrawn",
        "asset",
        asset_id,
        before={"label": before.label, "verdict": before.verdict},
        after={"label": line.label},
        note=reason,
    )


async def set_sensitivity(
    uow: UnitOfWork, kind: str, name: str, sensitivity: str | None
) -> Sensitivities:
    """See a label or a whole category otherwise than the vocabulary does; None follows it again."""
    before = await store.sensitivities(uow)
    labels = labels_of(kind, name)
    await store.set_sensitivity(uow, kind, name, sensitivity)
    after = await store.sensitivities(uow)
    changed = [label for label in labels if before.of(label) != after.of(label)]
    for label in changed:
        await catalog.show_sensitivity(uow, label, after.of(label))
    own = {"label": before.labels, "category": before.categories}[kind]
    if own.get(name) != sensitivity:
        uow.record(
            "sensitivity.set",
            f"sensitivity_{kind}",
            name,
            before={"sensitivity": own.get(name)},
            after={"sensitivity": sensitivity},
        )
    return after


async def sensitivities(unit: ReadUnit) -> Sensitivities:
    """Read what labels mean to the organisation."""
    return await store.sensitivities(unit)


async def findings_of(unit: ReadUnit, source_id: UUID) -> dict[UUID, Finding]:
    """Read all that was found in a source, by column."""
    return await store.of_source(unit, source_id)


async def several(
    unit: ReadUnit, ids: Sequence[UUID]
) -> dict[UUID, tuple[Finding | None, HumanDecision | None]]:
    """Read what was found in columns and what stands decided; columns with neither are left out."""
    findings, standing = await store.several(unit, ids), await store.standing(unit, ids)
    return {
        asset_id: (findings.get(asset_id), standing.get(asset_id))
        for asset_id in ids
        if asset_id in findings or asset_id in standing
    }


async def finding_of(unit: ReadUnit, column: Asset) -> Finding | None:
    """Read what was found in a column; in a partition's, what was found in its table's."""
    own = await store.find(unit, column.id)
    if own is not None and own.label != "none":
        return own
    above = await catalog.partition_columns(unit, column.source_id)
    if column.id not in above:
        return own
    found_above = await store.find(unit, above[column.id])
    return None if found_above is None else replace(found_above, asset_id=column.id)


async def _show_parts_of(uow: UnitOfWork, column: Asset) -> None:
    """Show a column's label in the partitions of its table, and in itself if it is one of them."""
    above = await catalog.partition_columns(uow, column.source_id)
    concerned = {part: top for part, top in above.items() if column.id in {part, top}}
    await _show_partitions(uow, column.source_id, concerned)


async def _show_partitions(uow: UnitOfWork, source_id: UUID, above: Mapping[UUID, UUID]) -> None:
    """Show what counts for columns of partitions: their own decision, else what their table shows.

    Args:
        uow: The transaction.
        source_id: Which source.
        above: By column of a partition, the column of its table.
    """
    if not above:
        return
    tops = list(set(above.values()))
    findings = await store.several(uow, tops)
    standing = await store.standing(uow, [*tops, *above])
    own = await store.sensitivities(uow)
    lines = {
        part: _line(findings.get(top), standing.get(part) or standing.get(top), own)
        for part, top in above.items()
    }
    await catalog.show_labels(uow, source_id, lines)


async def _show(uow: UnitOfWork, source_id: UUID, findings: Iterable[Finding]) -> None:
    by_column = {one.asset_id: one for one in findings}
    standing = await store.standing(uow, list(by_column))
    own = await store.sensitivities(uow)
    await catalog.show_labels(
        uow,
        source_id,
        {asset_id: _line(one, standing.get(asset_id), own) for asset_id, one in by_column.items()},
    )


def _line(
    finding: Finding | None, decision: HumanDecision | None, own: Sensitivities
) -> LabelShown:
    now = shown(finding, decision, own)
    return LabelShown(now.label, now.state, now.confidence, now.sensitivity)


def digest_of(judged: Classification) -> str:
    """Return the digest by which a judgement is compared with a kept finding's."""
    return _digest(found(UUID(int=0), UUID(int=0), judged))


def _digest(one: Finding) -> str:
    return digest(clean(_content(one)))


def _content(one: Finding) -> dict[str, Any]:
    """Return what a scan says; `asdict` would copy every piece of evidence first."""
    said = ("label", "country", "confidence", "decision", "evidence", "entities")
    return {name: getattr(one, name) for name in said}


async def _locked_column(uow: UnitOfWork, asset_id: UUID) -> Asset:
    """Read a column and keep its source from being scanned or decided about meanwhile.

    A scan that does not see the decision yet would show what it found instead; and where nothing
    was found there is no finding that could be locked.
    """
    column = await catalog.get(uow, asset_id)
    if column.level is not Level.COLUMN:
        raise NotFound("this asset is no column, and only columns are classified")
    await sources.locked(uow, column.source_id)
    return await catalog.get(uow, asset_id)
