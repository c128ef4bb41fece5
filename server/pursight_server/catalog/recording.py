"""A scan into the catalog: compare with what is known, write what differs, one event a table."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from pursight.contracts.agents import Scope
from pursight.contracts.scans import Skipped, SourceFacts, TableReport
from pursight.contracts.structure import TableJoins
from pursight.protocol.commit import deletions_held
from pursight_server.catalog import holding, joining, renames
from pursight_server.catalog.diff import diff
from pursight_server.catalog.joining import Joined
from pursight_server.catalog.known import Known
from pursight_server.catalog.merge import Merge
from pursight_server.catalog.model import (
    ColumnKey,
    Facts,
    ScanChanges,
    TableKey,
    column_measures,
    deletable,
    digest,
    in_part,
    snapshot,
    storable,
    table_measures,
)
from pursight_server.catalog.renames import Candidates
from pursight_server.catalog.store import merging
from pursight_server.platform.unit_of_work import UnitOfWork
from pursight_server.sources import service as sources


async def record_scan(  # noqa: PLR0917  the parts of one report
    uow: UnitOfWork,
    source_id: UUID,
    run_id: UUID,
    facts: SourceFacts | None,
    tables: Sequence[TableReport],
    skipped: Sequence[Skipped],
    *,
    complete: bool,
    nominal_time: datetime,
    scope: Scope,
    joins: Sequence[TableJoins] = (),
) -> ScanChanges:
    """Bring the catalog up to a scan. What people said is in other tables and stays.

    Args:
        uow: The transaction of the commit.
        source_id: What was scanned.
        run_id: By which run.
        facts: What the source says of itself; None when it was not said.
        tables: All that the scan saw, unchanged tables too.
        skipped: What it did not look at; that is never taken for gone.
        complete: Whether all of the scope was seen: only then may things be gone.
        nominal_time: When the scan was due.
        scope: What it looked at.
        joins: What the tables that were read point at.

    Raises:
        NotFound: There is no such source.
    """
    source = await sources.locked(uow, source_id)
    known = Known.of([one async for one in merging.known(uow, source_id)])
    before, after = known.snapshot, snapshot(tables)
    may_go = deletable(before, scope, skipped, complete=complete)
    found = renames.candidates(before, after, deletable=may_go, returning=known.absent)
    renamed = renames.find(
        found, before, after, await _old_profiles(uow, found, known), _new_profiles(found, tables)
    )
    vanishing = may_go - after.keys() - set(renamed.tables.values())
    held = deletions_held(len(before), len(vanishing))
    changes = diff(
        before,
        after,
        renames=renamed,
        deletable=() if held else may_go,
        keep_columns=in_part(tables, skipped),
    )
    merge = Merge(source_id, source.name, known, tables, uow.clock)
    merge.take_source(source.kind, facts)
    for change in changes:
        merge.take(change)
    merge.take_schemas_left(complete=complete and not held)
    compared = joining.joined(tables, joins, await _old_joins(uow, known, tables))
    await _write(uow, run_id, merge, compared, nominal_time)
    await merging.replace_skipped(uow, source_id, (_skipped(run_id, one) for one in skipped))
    waiting = [known.tables[key].id for key in sorted(vanishing)] if held else []
    await holding.hold(uow, source_id, run_id, waiting, existing=len(before), complete=complete)
    return ScanChanges(
        source=merge.source,
        tables=merge.table_ids,
        columns=merge.column_ids,
        added=merge.counts.added,
        changed=merge.counts.changed,
        gone=merge.counts.gone,
        renamed=merge.counts.renamed,
        held=len(waiting),
        nominal_time=nominal_time,
    )


async def _write(
    uow: UnitOfWork, run_id: UUID, merge: Merge, compared: Joined, nominal_time: datetime
) -> None:
    old = merge.known.root
    if old is not None and old.name != merge.source_name:
        await merging.rename_source(uow, merge.source_id, old.name, merge.source_name)
    facts_before = await merging.facts_of(uow, [row["id"] for row in merge.updated])
    profiles = _changed_profiles(merge, compared)
    await merging.insert_assets(uow, run_id, _with_profiles(merge.inserted, profiles))
    await merging.update_assets(uow, run_id, merge.updated)
    await merging.move_assets(uow, merge.moved)
    await merging.mark_gone(uow, merge.gone)
    new = {row["id"] for row in merge.inserted}
    await merging.write_profiles(uow, run_id, nominal_time, profiles.values())
    await merging.point_at_profiles(
        uow, run_id, [row for asset_id, row in profiles.items() if asset_id not in new]
    )
    changed = new | {row["id"] for row in merge.updated}
    seen = [merge.source, *merge.schema_ids.values(), *merge.table_ids.values()]
    await merging.mark_seen(uow, run_id, [one for one in seen if one not in changed])
    for kind, subject, before, after in merge.events(facts_before):
        uow.record(kind, "asset", subject, before=before, after=after)


def _with_profiles(inserted: Sequence[Facts], profiles: Mapping[UUID, Facts]) -> list[Facts]:
    """Let new assets point at their first measures, so that none is written twice."""
    return [
        row | {"profile_sha256": profiles[row["id"]]["sha256"]} if row["id"] in profiles else row
        for row in inserted
    ]


def _changed_profiles(merge: Merge, compared: Joined) -> dict[UUID, Facts]:
    """Return the measures that are not as before, by asset."""
    unchanged = joining.unchanged(merge.reports)
    rows: dict[UUID, Facts] = {}
    for report in merge.reports:
        key = (storable(report.facts.schema_name), storable(report.facts.name))
        measured: list[tuple[UUID, Facts | None]] = [
            (merge.table_ids[key], table_measures(report, compared.of(report, unchanged)))
        ]
        measured += [
            (merge.column_ids[column_key], column_measures(column.profile))
            for column in report.columns
            if (column_key := (*key, storable(column.name))) in merge.column_ids
        ]
        for asset_id, measures in measured:
            if measures is None:
                continue
            sha256 = digest(measures)
            if merge.known.profile_of(asset_id) != sha256:
                rows[asset_id] = {"asset_id": asset_id, "sha256": sha256, "measures": measures}
    return rows


async def _old_joins(
    uow: UnitOfWork, known: Known, tables: Sequence[TableReport]
) -> dict[TableKey, Sequence[Facts]]:
    """Read what tables pointed at, if this scan did not read all of them again."""
    if not joining.unchanged(tables):
        return {}
    wanted = {
        known.tables[key].id: key for key in map(joining.key_of, tables) if key in known.tables
    }
    measures = await merging.newest_profiles(uow, list(wanted))
    return {wanted[asset_id]: one.get("joins") or [] for asset_id, one in measures.items()}


async def _old_profiles(uow: UnitOfWork, found: Candidates, known: Known) -> dict[ColumnKey, Facts]:
    wanted = {known.columns[key].id: key for key in found.profiles(known.snapshot)}
    profiles = await merging.newest_profiles(uow, list(wanted))
    return {wanted[asset_id]: measures for asset_id, measures in profiles.items()}


def _new_profiles(found: Candidates, tables: Sequence[TableReport]) -> Mapping[ColumnKey, Facts]:
    wanted: set[TableKey] = {new for new, _ in found.tables}
    wanted |= {key for key, _, _ in found.columns}
    return {
        (*key, storable(column.name)): measures
        for report in tables
        if (key := (storable(report.facts.schema_name), storable(report.facts.name))) in wanted
        for column in report.columns
        if (measures := column_measures(column.profile)) is not None
    }


def _skipped(run_id: UUID, one: Skipped) -> Facts:
    return {
        "run_id": run_id,
        "schema_name": storable(one.schema_name),
        "name": storable(one.name),
        "kind": one.kind,
        "code": one.code,
        "reason": storable(one.reason),
        "hint": storable(one.hint),
        "partial": one.partial,
    }
