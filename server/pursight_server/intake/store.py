"""Queries over chunks, receipts and quarantined deliveries."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, insert, literal, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.exc import DataError

from pursight.contracts.agents import CommitReceipt, CommitRequest
from pursight_server.intake.model import Delivery, RunQuarantined
from pursight_server.intake.tables import run_chunk, run_history, run_quarantine, run_receipt
from pursight_server.platform.one_at_a_time import one_at_a_time
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork

_C = run_chunk.c


@contextmanager
def refusing_what_cannot_be_kept() -> Iterator[None]:
    """Turn a value that no column can hold, as a count of rows beyond 64 bits, into a refusal.

    Raises:
        RunQuarantined: There was one; sent again it would fail again, for ever.
    """
    try:
        yield
    except DataError as error:
        raise RunQuarantined(
            "report.unstorable", "the report holds a number or text that cannot be stored"
        ) from error


async def lock_run(uow: UnitOfWork, run_id: UUID) -> None:
    """Let one transaction at a time commit a run, also one that nothing is known of yet."""
    await one_at_a_time(uow.connection, f"run {uow.organisation_id} {run_id}")


async def put_chunk(
    uow: UnitOfWork, delivery: Delivery, n: int, *, sha256: str, body: bytes
) -> None:
    """Keep a chunk; other bytes under the same number replace it, the same change nothing.

    Which bytes are right is decided by the root hash of the commit.
    """
    new = upsert(run_chunk).values(
        organisation_id=uow.organisation_id,
        agent_id=delivery.agent.id,
        run_id=delivery.run_id,
        attempt=delivery.attempt,
        n=n,
        sha256=sha256,
        body=body,
        received_at=uow.clock.now(),
    )
    await uow.connection.execute(
        new.on_conflict_do_update(
            index_elements=[
                _C.organisation_id,
                _C.agent_id,
                _C.run_id,
                _C.attempt,
                _C.n,
            ],
            set_={
                "sha256": new.excluded.sha256,
                "body": new.excluded.body,
                "received_at": new.excluded.received_at,
            },
            where=_C.sha256 != new.excluded.sha256,
        )
    )


async def digests(unit: ReadUnit, delivery: Delivery) -> dict[int, str]:
    """Which chunks have arrived, with the SHA-256 that was computed from each."""
    found = await unit.connection.execute(
        select(_C.n, _C.sha256).where(
            _is_of(unit, delivery),
        )
    )
    return {row.n: row.sha256 for row in found}


async def bodies(unit: ReadUnit, delivery: Delivery, n_chunks: int) -> list[bytes]:
    """Read the first `n_chunks` chunks, compressed as they came, in order."""
    found = await unit.connection.execute(
        select(_C.body)
        .where(
            _is_of(unit, delivery),
            _C.n < n_chunks,
        )
        .order_by(_C.n)
    )
    return [bytes(body) for body in found.scalars()]


async def keep_as_history(uow: UnitOfWork, delivery: Delivery, n_chunks: int) -> None:
    """Keep the chunks of a report that a newer one came before."""
    await uow.connection.execute(
        insert(run_history).from_select(
            ["organisation_id", "run_id", "n", "body"],
            select(literal(uow.organisation_id), _C.run_id, _C.n, _C.body).where(
                _is_of(uow, delivery),
                _C.n < n_chunks,
            ),
        )
    )


async def drop_chunks(uow: UnitOfWork, run_id: UUID, attempt: int | None = None) -> None:
    """Drop the chunks of a run, or of one attempt of it."""
    query = delete(run_chunk).where(_C.organisation_id == uow.organisation_id, _C.run_id == run_id)
    if attempt is not None:
        query = query.where(_C.attempt == attempt)
    await uow.connection.execute(query)


async def drop_stale_chunks(uow: UnitOfWork, before: datetime) -> int:
    """Drop chunks of deliveries that were never finished; an agent that comes back sends again."""
    done = await uow.connection.execute(
        delete(run_chunk).where(_C.organisation_id == uow.organisation_id, _C.received_at < before)
    )
    return done.rowcount


async def receipts(unit: ReadUnit, run_id: UUID) -> Mapping[int, CommitReceipt]:
    """Read the receipts of a run by attempt."""
    found = await unit.connection.execute(
        select(run_receipt.c.attempt, run_receipt.c.receipt).where(
            run_receipt.c.organisation_id == unit.organisation_id, run_receipt.c.run_id == run_id
        )
    )
    return {row.attempt: CommitReceipt.model_validate(row.receipt) for row in found}


async def add_receipt(
    uow: UnitOfWork,
    receipt: CommitReceipt,
    *,
    agent_id: UUID,
    source_id: UUID,
    request: CommitRequest,
) -> None:
    """Keep a receipt for ever."""
    await uow.connection.execute(
        insert(run_receipt).values(
            organisation_id=uow.organisation_id,
            run_id=receipt.run_id,
            attempt=receipt.attempt,
            agent_id=agent_id,
            source_id=source_id,
            applied=receipt.applied,
            receipt=receipt.model_dump(mode="json"),
            request=request.model_dump(mode="json"),
            committed_at=receipt.committed_at,
        )
    )


async def agent_of_receipt(unit: ReadUnit, run_id: UUID) -> UUID | None:
    """Who delivered a run that has any receipt."""
    found = await unit.connection.execute(
        select(run_receipt.c.agent_id)
        .where(
            run_receipt.c.organisation_id == unit.organisation_id, run_receipt.c.run_id == run_id
        )
        .order_by(run_receipt.c.committed_at)
        .limit(1)
    )
    return found.scalar_one_or_none()


async def quarantine(uow: UnitOfWork, delivery: Delivery, code: str, reason: str) -> bool:
    """Note that a delivery can never be taken; False when that was noted before."""
    done = await uow.connection.execute(
        upsert(run_quarantine)
        .values(
            organisation_id=uow.organisation_id,
            agent_id=delivery.agent.id,
            run_id=delivery.run_id,
            attempt=delivery.attempt,
            code=code,
            reason=reason,
            at=uow.clock.now(),
        )
        .on_conflict_do_nothing()
        .returning(run_quarantine.c.run_id)
    )
    return done.scalar_one_or_none() is not None


def _is_of(unit: ReadUnit, delivery: Delivery) -> ColumnElement[bool]:
    return and_(
        _C.organisation_id == unit.organisation_id,
        _C.agent_id == delivery.agent.id,
        _C.run_id == delivery.run_id,
        _C.attempt == delivery.attempt,
    )
