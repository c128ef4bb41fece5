"""What the worker does for the column model: trainings and comparisons that wait."""

from typing import Final

import structlog

from pursight_server.learning import asking
from pursight_server.learning.asking import NoBuiltIn
from pursight_server.learning.comparing import WORKER
from pursight_server.platform.services import Services

_log: Final = structlog.get_logger("pursight.learning")


async def keep_builtin(given: Services) -> None:
    """Give every organisation the version that came with this package, so that it can go back."""
    for organisation_id in await given.database.organisations():
        async with given.database.unit_of_work(organisation_id, WORKER) as uow:
            try:
                await asking.builtin(uow)
            except NoBuiltIn as error:
                _log.info("no built-in model", reason=error.message)
                return
