"""Hold what vanished at once, and carry out what a person says of it."""

from collections.abc import Sequence
from uuid import UUID

from pursight.errors import Conflict, NotFound
from pursight.identity import new_id
from pursight_server.catalog.model import HeldDeletion
from pursight_server.catalog.store import annotating, merging
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork
from pursight_server.sources import service as sources


class DeletionSettled(Conflict):
    """Somebody has decided about it already, or it has settled itself."""

    code = "deletion.settled"


async def hold(
    uow: UnitOfWork,
    source_id: UUID,
    run_id: UUID,
    waiting: Sequence[UUID],
    *,
    existing: int,
    complete: bool,
) -> None:
    """Keep one held deletion a source up to date with its newest scan.

    Args:
        uow: The transaction of the scan, in which the source is locked.
        source_id: Which source.
        run_id: The scan.
        waiting: Tables that vanished and are not taken for gone yet; empty settles an older one.
        existing: Tables that were there before.
        complete: Whether the scan saw its whole scope; if not, it settles nothing.
    """
    held = await annotating.waiting(uow, source_id)
    if not waiting:
        if held is not None and complete:
            await _settle(uow, held, "returned", "", "a later scan did not miss them")
        return
    if held is not None:
        values = {"run_id": run_id, "asset_ids": list(waiting), "existing": existing}
        await annotating.change_held(uow, held.id, values)
        return
    new = HeldDeletion(
        id=new_id(uow.clock),
        source_id=source_id,
        run_id=run_id,
        state="waiting",
        asset_ids=tuple(waiting),
        existing=existing,
        created_at=uow.clock.now(),
        decided_at=None,
        decided_by="",
        note="",
        rev=1,
    )
    await annotating.add_held(uow, new)
    after = {"source_id": source_id, "tables": list(waiting), "existing": existing}
    uow.record("deletion.held", "held_deletion", new.id, after=after)


async def locked(uow: UnitOfWork, held_id: UUID) -> HeldDeletion:
    """Read one and keep others from deciding it, and its source from being scanned, meanwhile.

    The source first, as a scan does: else what a scan has just seen could be taken for gone.

    Raises:
        NotFound: There is none.
    """
    found = _there(await annotating.find_held(uow, held_id))
    await sources.locked(uow, found.source_id)
    return _there(await annotating.find_held(uow, held_id, lock=True))


async def get(unit: ReadUnit, held_id: UUID) -> HeldDeletion:
    """Read one.

    Raises:
        NotFound: There is none.
    """
    return _there(await annotating.find_held(unit, held_id))


async def confirm(uow: UnitOfWork, held_id: UUID, note: str) -> HeldDeletion:
    """Take the held tables for gone, save those that a scan has seen since.

    Raises:
        NotFound: There is no such held deletion.
        DeletionSettled: It waits no more.
    """
    held = _waiting(await locked(uow, held_id))
    found = await annotating.unseen_since(uow, held)
    await merging.mark_gone(uow, [asset_id for asset_id, _, _ in found])
    for asset_id, fqn, is_table in found:
        if is_table:
            before = {"fqn": fqn, "present": True}
            uow.record("asset.gone", "asset", asset_id, before=before, note=note)
    await _settle(uow, held, "confirmed", uow.actor.name, note)
    return await get(uow, held_id)


async def reject(uow: UnitOfWork, held_id: UUID, note: str) -> HeldDeletion:
    """Keep the held tables; should the next complete scan miss them too, they are held anew.

    Raises:
        NotFound: There is no such held deletion.
        DeletionSettled: It waits no more.
    """
    held = _waiting(await locked(uow, held_id))
    await _settle(uow, held, "rejected", uow.actor.name, note)
    return await get(uow, held_id)


async def _settle(uow: UnitOfWork, held: HeldDeletion, state: str, by: str, note: str) -> None:
    values = {"state": state, "decided_at": uow.clock.now(), "decided_by": by, "note": note}
    await annotating.change_held(uow, held.id, values)
    uow.record(
        f"deletion.{state}",
        "held_deletion",
        held.id,
        before={"state": held.state},
        after={"state": state},
        note=note,
    )


def _there(found: HeldDeletion | None) -> HeldDeletion:
    if found is None:
        raise NotFound("there is no such held deletion")
    return found


def _waiting(held: HeldDeletion) -> HeldDeletion:
    if held.state != "waiting":
        raise DeletionSettled(
            f"this was settled already: {held.state}",
            hint="Scan the source again to see how things stand now.",
        )
    return held
