"""The worker's part of a training: gather decisions, run the child, measure, keep the version."""

import asyncio
import contextlib
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

import structlog

from pursight.classification.column_model import ModelRefused
from pursight.contracts.models import MAX_MODEL_BYTES
from pursight.contracts.scans import Classification
from pursight.crash import crash_point
from pursight.identity import new_id
from pursight_server.learning import judging
from pursight_server.learning.comparing import PATIENCE, WORKER
from pursight_server.learning.model import (
    LabelThresholds,
    Version,
    VersionState,
    held_out,
    measure,
    seed_of,
)
from pursight_server.learning.store import evidence, versions
from pursight_server.learning.store.evidence import Decided
from pursight_server.learning.trainer import Lesson, Taught
from pursight_server.platform.services import Services
from pursight_server.platform.unit_of_work import UnitOfWork

PULSE_SECONDS: Final = 2.0

_log = structlog.get_logger("pursight.learning")


class _GivenUp(Exception):
    """The training was cancelled, or another worker has it."""


class _Failed(Exception):
    """The child could not train; the message is for a person."""


async def train_what_waits(given: Services) -> None:
    """Carry out the trainings that wait, in every organisation, one after the other."""
    for organisation_id in await given.database.organisations():
        while await train_one(given, organisation_id):
            pass


async def train_one(
    given: Services,
    organisation_id: UUID,
    *,
    shipped: Callable[[], bytes] = judging.shipped_examples,
    pulse_seconds: float = PULSE_SECONDS,
) -> bool:
    """Carry out one training if any waits; tells whether one did.

    Args:
        given: The server's services.
        organisation_id: Whose.
        shipped: The examples that come with the package.
        pulse_seconds: How often the database is told and asked.
    """
    worker = new_id(given.clock)
    async with given.database.unit_of_work(organisation_id, WORKER) as uow:
        one = await versions.claim(uow, worker, PATIENCE)
    if one is None:
        return False
    work = _Training(
        given,
        organisation_id,
        one,
        worker=worker,
        shipped=shipped,
        pulse_seconds=pulse_seconds,
    )
    try:
        await work.run()
    except _GivenUp:
        _log.info("training given up", version=one.number)
    except (_Failed, ModelRefused) as error:
        await work.fail(str(error))
    return True


@dataclass(frozen=True, slots=True)
class _Material:
    """What a training goes by."""

    taught: Sequence[Decided]
    kept_back: Sequence[Decided]
    thresholds: LabelThresholds
    active: bytes
    active_number: int


class _Training:
    """One training under way."""

    def __init__(
        self,
        given: Services,
        organisation_id: UUID,
        one: Version,
        *,
        worker: UUID,
        shipped: Callable[[], bytes],
        pulse_seconds: float,
    ) -> None:
        self._database, self._organisation_id = given.database, organisation_id
        self._one, self._worker = one, worker
        self._shipped, self._pulse_seconds = shipped, pulse_seconds

    async def run(self) -> None:
        """Train, measure, keep."""
        await self._say("gathering")
        material = await self._material()
        lesson = Lesson(
            seed=seed_of(
                [one.asset_id for one in material.taught], [one.label for one in material.taught]
            ),
            version=self._one.number,
            taught=tuple(
                Taught(
                    label=one.label,
                    group=f"table {one.table_id}",
                    features=judging.read(one.features),
                )
                for one in material.taught
            ),
        )
        content = await self._trained(lesson)
        await self._say("measuring")
        metrics = await asyncio.to_thread(_metrics, content, material)
        crash_point("learning.before_version_commit")
        async with self._database.unit_of_work(self._organisation_id, WORKER) as uow:
            await self._pulse(uow, "")
            await versions.change(
                uow,
                self._one.id,
                {
                    "state": VersionState.READY,
                    "content": content,
                    "sha256": judging.sha256_of(content),
                    "decisions": len(material.taught) + len(material.kept_back),
                    "metrics": metrics,
                },
            )
            uow.record(
                "column_model.trained",
                "column_model",
                self._one.id,
                after={
                    "number": self._one.number,
                    "sha256": judging.sha256_of(content),
                    "decisions": len(material.taught) + len(material.kept_back),
                },
            )

    async def fail(self, problem: str) -> None:
        """Say why there is no version."""
        async with self._database.unit_of_work(self._organisation_id, WORKER) as uow:
            if not await versions.pulse(uow, self._one.id, self._worker, ""):
                return
            values = {"state": VersionState.FAILED, "problem": problem}
            await versions.change(uow, self._one.id, values)
            uow.record(
                "column_model.training_failed",
                "column_model",
                self._one.id,
                after={"number": self._one.number, "problem": problem},
            )

    async def _material(self) -> _Material:
        async with self._database.reading(self._organisation_id) as unit:
            known = await evidence.decided(unit)
            active = await versions.current(unit)
            content = None if active is None else await versions.content(unit, active.model_id)
            return _Material(
                taught=[one for one in known if not held_out(one.asset_id)],
                kept_back=[one for one in known if held_out(one.asset_id)],
                thresholds={} if active is None else active.thresholds,
                active=content or judging.builtin(),
                active_number=0 if active is None else active.number,
            )

    async def _trained(self, lesson: Lesson) -> bytes:
        """Run the child; it is killed when the training is cancelled or the server stops."""
        shipped = await asyncio.to_thread(self._shipped)
        child = await asyncio.create_subprocess_exec(
            *command(),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        told = lesson.model_dump_json(exclude_defaults=True).encode() + b"\n" + shipped
        working = asyncio.ensure_future(child.communicate(told))
        try:
            while not working.done():
                await self._say("training")
                await asyncio.wait({working}, timeout=self._pulse_seconds)
            said, _ = await working
        finally:
            with contextlib.suppress(ProcessLookupError):
                child.kill()
            await child.wait()
            working.cancel()
        if child.returncode != 0 or not 0 < len(said) <= MAX_MODEL_BYTES:
            # What it said on its way out could hold names of columns: only how it ended is told.
            raise _Failed(f"the training process ended with status {child.returncode}")
        return said

    async def _say(self, progress: str) -> None:
        async with self._database.unit_of_work(self._organisation_id, WORKER) as uow:
            await self._pulse(uow, progress)

    async def _pulse(self, uow: UnitOfWork, progress: str) -> None:
        if not await versions.pulse(uow, self._one.id, self._worker, progress):
            raise _GivenUp


def command() -> list[str]:
    """Spell how to start the child: the frozen program itself, or this Python."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "server", "train-model"]
    return [sys.executable, "-m", "pursight_server.learning.trainer"]


def _metrics(content: bytes, material: _Material) -> dict[str, Any]:
    """Judge the decisions that no training saw by the new model and by the one in use."""
    features = [judging.read(one.features) for one in material.kept_back]
    truths = [one.label for one in material.kept_back]
    new = judging.loaded(content, material.thresholds).judge(features)
    found: dict[str, Any] = {
        "trained_on": len(material.taught),
        "held_out": measure(truths, new),
        "active_number": material.active_number,
    }
    if material.active:
        old = judging.loaded(material.active, material.thresholds).judge(features)
        found["active"] = measure(truths, old)
        pairs = zip(new, old, strict=True)
        found["otherwise"] = sum(_said(one) != _said(other) for one, other in pairs)
    return found


def _said(one: Classification) -> tuple[str, str]:
    return one.label, one.decision.value
