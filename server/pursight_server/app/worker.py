"""The background loop: sweeps and deadlines, each at its own pace."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

import structlog

from pursight_server.app.measures import TASK_RUNS
from pursight_server.platform.services import Services

_log = structlog.get_logger("pursight.worker")


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do again and again.

    `run` gets the services; it walks organisations with `database.organisations()` and opens a
    `database.unit_of_work(organisation, Actor.system(name))` for each. It must be harmless when
    two servers run it at the same time, and when it is cut off anywhere.
    """

    name: str
    every: timedelta
    run: Callable[[Services], Awaitable[None]]


async def work(services: Services, tasks: Sequence[Task]) -> None:
    """Run all tasks until cancelled; one that fails is logged and tried again at its next time."""
    async with asyncio.TaskGroup() as group:
        for task in tasks:
            group.create_task(_repeat(services, task), name=task.name)


async def _repeat(services: Services, task: Task) -> None:
    while True:
        await run_once(services, task)
        await asyncio.sleep(task.every.total_seconds())


async def run_once(services: Services, task: Task) -> bool:
    """Run a task once; tells whether it went well."""
    try:
        await task.run(services)
    except Exception as error:  # noqa: BLE001  border: the loop outlives any one failure
        _log.warning("task failed", task=task.name, exc_info=error)
        TASK_RUNS.labels(task.name, "failed").inc()
        return False
    TASK_RUNS.labels(task.name, "done").inc()
    return True
