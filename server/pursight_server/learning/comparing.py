"""The worker's part of a comparison: judge all stored features, note what would be otherwise."""

import asyncio
from datetime import timedelta
from typing import Final
from uuid import UUID

import structlog

from pursight.classification.column_model import ModelRefused
from pursight.crash import crash_point
from pursight.identity import new_id
from pursight_server.classification.model import says_nothing
from pursight_server.classification.service import digest_of
from pursight_server.learning import judging
from pursight_server.learning.judging import Judge
from pursight_server.learning.model import (
    Change,
    Preview,
    PreviewState,
    count_changes,
    kind_of_change,
)
from pursight_server.learning.store import evidence, previews, versions
from pursight_server.learning.store.evidence import Kept
from pursight_server.platform.services import Services
from pursight_server.platform.unit_of_work import Actor, UnitOfWork

WORKER: Final = Actor.system("column model")
PATIENCE: Final = timedelta(minutes=2)
"""A worker that has said nothing for so long is taken for dead."""

_BATCH: Final = 500
_TRIES: Final = 3

_log = structlog.get_logger("pursight.learning")


class _Lost(Exception):
    """The comparison was discarded, or another worker has it."""


async def compare_what_waits(given: Services) -> None:
    """Carry out the comparisons that wait, in every organisation, one after the other."""
    for organisation_id in await given.database.organisations():
        while await _compare_one(given, organisation_id):
            pass


async def _compare_one(given: Services, organisation_id: UUID) -> bool:
    worker = new_id(given.clock)
    async with given.database.unit_of_work(organisation_id, WORKER) as uow:
        one = await previews.claim(uow, worker, PATIENCE)
    if one is None:
        return False
    work = _Comparison(given, organisation_id, one, worker)
    try:
        await work.run()
    except _Lost:
        _log.info("comparison given up", preview=str(one.id))
    except ModelRefused as error:
        await work.fail(error.message)
    return True


class _Comparison:
    """One comparison under way."""

    def __init__(self, given: Services, organisation_id: UUID, one: Preview, worker: UUID) -> None:
        self._database, self._organisation_id = given.database, organisation_id
        self._one, self._worker = one, worker

    async def run(self) -> None:
        """Compare until nothing has changed meanwhile; after a few tries say so."""
        async with self._database.reading(self._organisation_id) as unit:
            content = await versions.content(unit, self._one.model_id)
        if content is None:
            await self.fail("this version has no content")
            return
        judge = await asyncio.to_thread(judging.loaded, content, self._one.thresholds)
        for _ in range(_TRIES):
            if await self._walk(judge):
                return
        await self.fail("scans kept changing what was compared; compare again when they are done")

    async def fail(self, problem: str) -> None:
        """Say why there is no result."""
        async with self._database.unit_of_work(self._organisation_id, WORKER) as uow:
            values = {"state": PreviewState.FAILED, "problem": problem}
            if await previews.pulse(uow, self._one.id, self._worker, values):
                await previews.drop_changes(uow, self._one.id)

    async def _walk(self, judge: Judge) -> bool:
        """Go through all columns once; whether all of it was of one state."""
        async with self._database.unit_of_work(self._organisation_id, WORKER) as uow:
            basis, total = await evidence.basis(uow), await evidence.count(uow)
            await previews.drop_changes(uow, self._one.id)
            await self._pulse(uow, {"total": total, "done": 0})
        counts: dict[str, object] = count_changes((), {})
        after, done = UUID(int=0), 0
        while True:
            async with self._database.reading(self._organisation_id) as unit:
                some = await evidence.walk(unit, after, _BATCH)
            if not some:
                break
            found = await asyncio.to_thread(_changes, some, judge)
            after, done = some[-1].asset_id, done + len(some)
            counts = count_changes(found, counts)
            async with self._database.unit_of_work(self._organisation_id, WORKER) as uow:
                await self._pulse(uow, {"done": done})
                await previews.add_changes(uow, self._one.id, found)
            crash_point("learning.after_batch")
        async with self._database.unit_of_work(self._organisation_id, WORKER) as uow:
            if await evidence.basis(uow) != basis:
                return False
            ready = {"state": PreviewState.READY, "basis": basis, "counts": counts, "done": done}
            await self._pulse(uow, ready)
            uow.record(
                "model_preview.compared",
                "model_preview",
                self._one.id,
                after={"number": self._one.number, "columns": done, **counts},
            )
        return True

    async def _pulse(self, uow: UnitOfWork, values: dict[str, object]) -> None:
        if not await previews.pulse(uow, self._one.id, self._worker, values):
            raise _Lost


def _changes(columns: list[Kept], judge: Judge) -> list[Change]:
    """Judge some columns and keep those whose finding would be another."""
    judged = judge.judge([judging.read(one.features) for one in columns])
    found = []
    for one, now in zip(columns, judged, strict=True):
        if not one.sha256 and says_nothing(now):
            continue  # nothing was kept and nothing would be
        if digest_of(now) == one.sha256:
            continue
        before = (one.label, one.confidence, one.decision)
        after = (now.label, now.confidence, now.decision.value)
        found.append(
            Change(
                asset_id=one.asset_id,
                source_id=one.source_id,
                run_id=one.run_id,
                sort_key=one.sort_key,
                kind=kind_of_change(before, after).value,
                decided=one.decided is not None,
                label_before=one.label,
                confidence_before=one.confidence,
                decision_before=one.decision,
                label=now.label,
                confidence=now.confidence,
                decision=now.decision.value,
                classification=now.model_dump_json(exclude_defaults=True),
            )
        )
    return found
