"""Who was refused what, noted in the log, but not so often that asking in a loop fills it."""

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import structlog
from starlette.requests import Request

from pursight.errors import Forbidden, PurSightError
from pursight_server.access.guard import actor_of
from pursight_server.access.model import Caller
from pursight_server.platform.services import Services

_log = structlog.get_logger("pursight.refusals")

EVERY: Final = timedelta(minutes=1)
"""The same principal at the same route is noted once in this time."""
_MOST = 10_000

_Key = tuple[UUID, UUID, str]


@dataclass(slots=True)
class Refusals:
    """Remembers, in this process, what was noted lately; its memory is bounded."""

    _noted: OrderedDict[_Key, datetime] = field(default_factory=OrderedDict)

    def due(self, key: _Key, now: datetime) -> bool:
        """Whether this is to be noted; then it is taken for noted."""
        last = self._noted.get(key)
        if last is not None and now - last < EVERY:
            return False
        self._noted[key] = now
        self._noted.move_to_end(key)
        if len(self._noted) > _MOST:
            self._noted.popitem(last=False)
        return True

    async def note(self, services: Services, request: Request, error: PurSightError) -> None:
        """Write `access.refused` when somebody who is known lacked a permission.

        The refusal stands whatever becomes of the note: a log that cannot be written is told of
        in the server's own.
        """
        caller: Caller | None = getattr(request.state, "caller", None)
        if caller is None or not isinstance(error, Forbidden):
            return
        route = f"{request.method} {getattr(request.scope.get('route'), 'path', 'unknown')}"
        actor = actor_of(caller)
        if not self.due((caller.organisation_id, actor.id, route), services.clock.now()):
            return
        try:
            async with services.database.unit_of_work(caller.organisation_id, actor) as uow:
                uow.record(
                    "access.refused",
                    actor.kind,
                    actor.id,
                    after={"route": route},
                    note=error.message,
                )
        except PurSightError as failure:
            _log.warning("a refusal could not be noted", reason=failure.message)
