"""What one can do with the catalog; other domains come in here."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from pursight.errors import NotFound
from pursight_server.catalog.model import Annotation, Asset, Facts, HeldDeletion, LabelShown
from pursight_server.catalog.recording import record_scan
from pursight_server.catalog.store import annotating, listing, partitions, replicating
from pursight_server.domains import service as domains
from pursight_server.platform.conditions import Condition
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork
from pursight_server.sources import service as sources

__all__ = [
    "annotate",
    "children",
    "find_table",
    "get",
    "held_deletions",
    "is_known",
    "locked",
    "partition_columns",
    "profiles",
    "record_scan",
    "roots",
    "roots_of",
    "several",
    "show_labels",
    "show_quality",
    "show_sensitivity",
    "shown",
    "skipped",
    "skipped_of",
    "tree",
]


async def get(unit: ReadUnit, asset_id: UUID, *, labelled: Condition | None = None) -> Asset:
    """Read one asset, gone or not; `labelled` says of which ones labels are told, None of all.

    Raises:
        NotFound: There is none.
    """
    found = await listing.find(unit, asset_id, labelled=labelled)
    if found is None:
        raise NotFound("there is no such asset")
    return found


async def several(unit: ReadUnit, ids: Sequence[UUID]) -> dict[UUID, Asset]:
    """Read assets by id; what does not exist is left out."""
    return await listing.several(unit, ids) if ids else {}


async def children(unit: ReadUnit, asset_id: UUID) -> list[Asset]:
    """Read what is present directly in an asset; columns in the order of their table."""
    return await listing.children(unit, asset_id)


async def tree(unit: ReadUnit, source_id: UUID, visible: Condition | None = None) -> list[Asset]:
    """Read what is present in a source, all or what is visible, parents before children."""
    return await listing.tree(unit, source_id, visible)


async def find_table(unit: ReadUnit, source_id: UUID, schema: str, table: str) -> Asset | None:
    """Read a present table by its name as the source spells it."""
    return await listing.find_table(unit, source_id, schema, table)


async def roots(unit: ReadUnit) -> list[Asset]:
    """Read the assets that stand for whole sources, archived ones too."""
    return await listing.roots(unit)


async def is_known(unit: ReadUnit, source_id: UUID) -> bool:
    """Whether a source has been scanned at all."""
    return await listing.is_known(unit, source_id)


async def skipped(unit: ReadUnit, source_id: UUID) -> list[Facts]:
    """Read what the newest scan of a source did not look at, and why."""
    return await listing.skipped(unit, source_id)


async def shown(unit: ReadUnit, ids: Sequence[UUID]) -> dict[UUID, Facts]:
    """Read assets by id as consoles show them; see `replicating.assets`."""
    return await replicating.assets(unit, ids)


async def profiles(
    unit: ReadUnit, ids: Sequence[UUID], points: int
) -> dict[UUID, tuple[Facts, list[Facts]]]:
    """Read the newest measures of assets and how they went; see `replicating.profiles`."""
    return await replicating.profiles(unit, ids, points)


async def skipped_of(unit: ReadUnit, source_ids: Sequence[UUID]) -> dict[UUID, list[Facts]]:
    """Read what the newest scans of sources did not look at; sources without any are left out."""
    return await replicating.skipped(unit, source_ids)


async def roots_of(unit: ReadUnit, source_ids: Sequence[UUID]) -> dict[UUID, UUID]:
    """Read which assets stand for whole sources, by source."""
    return await replicating.roots(unit, source_ids)


async def held_deletions(unit: ReadUnit, ids: Sequence[UUID]) -> dict[UUID, HeldDeletion]:
    """Read held deletions by id; what does not exist is left out."""
    return await replicating.held(unit, ids)


async def locked(
    uow: UnitOfWork, asset_id: UUID, said: Collection[str] = frozenset()
) -> Annotation:
    """Read what people said of an asset, and hold it until the end of the transaction.

    Args:
        uow: The transaction.
        asset_id: Which.
        said: What is to be said of it. With `domain_id` its source is held first, as scans do:
            what a scan finds in it meanwhile would else not be in its domain.

    Raises:
        NotFound: There is no such asset.
    """
    if "domain_id" in said:
        await sources.locked(uow, (await get(uow, asset_id)).source_id)
    found = await annotating.lock(uow, asset_id)
    if found is None:
        raise NotFound("there is no such asset")
    return found


async def annotate(uow: UnitOfWork, asset_id: UUID, changes: Mapping[str, Any]) -> Asset:
    """Say something of an asset: `description`, `owner`, `tags`, `domain_id`.

    What was said before changes nothing. All that lies in it and has no nearer domain is in its
    domain, too.

    Raises:
        NotFound: There is no such asset, or no such domain.
    """
    before = await locked(uow, asset_id, changes.keys())
    changed = {name: new for name, new in changes.items() if getattr(before, name) != new}
    if changed:
        await domains.check_there(uow, changed.get("domain_id"))
        await annotating.write(uow, asset_id, replace(before, **changed, rev=before.rev + 1))
        uow.record(
            "asset.annotated",
            "asset",
            asset_id,
            before={name: getattr(before, name) for name in changed},
            after=changed,
        )
    return await get(uow, asset_id)


async def partition_columns(unit: ReadUnit, source_id: UUID) -> dict[UUID, UUID]:
    """Read which columns of partitions are which columns of the tables that they are parts of."""
    return await partitions.partition_columns(unit, source_id)


async def show_labels(uow: UnitOfWork, source_id: UUID, labels: Mapping[UUID, LabelShown]) -> None:
    """Show what columns of a source hold, as classification has settled it."""
    await annotating.show_labels(uow, source_id, labels)


async def show_sensitivity(uow: UnitOfWork, label: str, sensitivity: str) -> None:
    """Show another sensitivity for a label everywhere, and for the tables that hold it."""
    for source_id in await annotating.show_sensitivity(uow, label, sensitivity):
        await annotating.show_labels(uow, source_id, {})


async def show_quality(uow: UnitOfWork, scores: Mapping[UUID, float | None]) -> None:
    """Show scores of tables and sources, as quality has found them."""
    await annotating.show_quality(uow, scores)
