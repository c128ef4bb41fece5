"""Commits at the same time, out of order, and cut off in the middle: one effect or none."""

import asyncio
import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import text
from tests.builders.agent_driver import AgentDriver, receipt_of
from tests.builders.enrolled import a_scan_job
from tests.builders.own_runs import own_commit
from tests.builders.reports import a_report, a_table
from tests.builders.server_state import ServerState

from pursight.clock import StoppedClock
from pursight.contracts.agents import Applied, CommitRequest, Job
from pursight.identity import new_id
from pursight.protocol import chunks, report
from pursight_server.intake import effects, service, store
from pursight_server.platform.unit_of_work import UnitOfWork


async def test_five_commits_at_once_have_one_effect_and_one_receipt(
    client: httpx.AsyncClient, agent: AgentDriver, connected: str, state: ServerState
) -> None:
    job = await a_scan_job(client, agent, connected)
    records = a_report()
    await agent.put_chunks(job.run_id, 1, chunks.cut(report.encode(records)))
    request = agent.commit_of(job, records)
    answers = await asyncio.gather(
        *[agent.commit(job.run_id, job.attempt, request) for _ in range(5)]
    )
    receipts = {receipt_of(answer) for answer in answers}
    assert len(receipts) == 1
    assert receipts.pop().applied is Applied.APPLIED
    assert state.events("scan.reported").count("scan.reported") == 2, "the test's and this one"
    assert state.rows("SELECT count(*) FROM run_receipt WHERE run_id = %s", job.run_id) == [(1,)]
    assert state.log_is_dense()


async def test_five_commits_at_once_of_a_run_nobody_asked_for(
    agent: AgentDriver, source: str, clock: StoppedClock, state: ServerState
) -> None:
    run_id = new_id(clock)
    request, cut = own_commit(agent, clock.now())
    await agent.put_chunks(run_id, 1, cut)
    answers = await asyncio.gather(*[agent.commit(run_id, 1, request) for _ in range(5)])
    assert len({receipt_of(answer) for answer in answers}) == 1
    assert (state.count("scan"), state.count("run_receipt")) == (1, 1)


async def test_of_two_attempts_at_once_one_is_superseded(
    client: httpx.AsyncClient,
    agent: AgentDriver,
    connected: str,
    clock: StoppedClock,
    state: ServerState,
) -> None:
    first = await a_scan_job(client, agent, connected)
    clock.advance(timedelta(seconds=121))
    second = await agent.begin()
    assert (second.run_id, second.attempt) == (first.run_id, 2)
    one, two = a_report(a_table(name="one")), a_report(a_table(name="two"))
    receipts = await asyncio.gather(agent.delivered(first, one), agent.delivered(second, two))
    assert sorted(r.applied for r in receipts) == [Applied.APPLIED, Applied.SUPERSEDED]
    again = [await agent.delivered(first, one), await agent.delivered(second, two)]
    assert again == receipts, "each attempt gets its own receipt for ever"
    assert state.count("run_chunk") == 0
    found = (await client.get(f"/api/v1/sources/{connected}")).json()
    assert found["state"] == "monitoring"


@pytest.mark.parametrize("seed", range(3))
async def test_scans_in_any_order_leave_the_newest(
    agent: AgentDriver, source: str, clock: StoppedClock, state: ServerState, seed: int
) -> None:
    hours = list(range(6))
    random.Random(seed).shuffle(hours)
    newest = clock.now()

    async def deliver(hour: int) -> Applied:
        run_id = new_id(clock)
        request, cut = own_commit(agent, newest - timedelta(hours=hour))
        await agent.put_chunks(run_id, 1, cut)
        return receipt_of(await agent.commit(run_id, 1, request)).applied

    applied = await asyncio.gather(*[deliver(hour) for hour in hours])
    assert applied[hours.index(0)] is Applied.APPLIED
    assert state.rows("SELECT applied_nominal_time FROM source") == [(newest,)]
    in_order = state.rows(
        "SELECT s.nominal_time FROM scan s JOIN event e ON e.subject_id = s.id::text"
        " WHERE e.kind = 'scan.reported' AND s.applied = 'applied' ORDER BY e.seq"
    )
    assert in_order == sorted(in_order), "nothing newer was ever overwritten"
    assert state.log_is_dense()


class Cut(BaseException):
    """The process dies here: nothing catches it, nothing is answered."""


async def die(_uow: UnitOfWork) -> None:
    raise Cut


async def lose_the_database(uow: UnitOfWork) -> None:
    await uow.connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))


STEPS: dict[str, tuple[Any, str]] = {
    "locked": (store, "lock_run"),
    "catalog": (effects.catalog, "record_scan"),
    "classification": (effects.classification, "record"),
    "rules": (effects.rules, "record_results"),
    "compliance": (effects.compliance, "assess"),
    "quality": (effects.quality, "score"),
    "scan ended": (service.scans, "settle"),
    "chunks dropped": (store, "drop_chunks"),
    "receipt": (store, "add_receipt"),
    "events": (UnitOfWork, "write_events"),
}


@dataclass
class Ready:
    """A scan whose chunks have arrived and whose commit is worded."""

    agent: AgentDriver
    state: ServerState
    job: Job
    wanted: CommitRequest

    async def commit(self) -> httpx.Response:
        return await self.agent.commit(self.job.run_id, 1, self.wanted)


@pytest.fixture
async def ready(
    client: httpx.AsyncClient, agent: AgentDriver, connected: str, state: ServerState
) -> Ready:
    job, records = await a_scan_job(client, agent, connected), a_report()
    await agent.put_chunks(job.run_id, 1, chunks.cut(report.encode(records)))
    return Ready(agent, state, job, agent.commit_of(job, records))


@pytest.mark.logs_warnings
@pytest.mark.parametrize(
    ("moment", "death"), [("before", lose_the_database), ("after", die)], ids=["lost", "killed"]
)
@pytest.mark.parametrize("step", STEPS)
async def test_cut_off_at_any_step_nothing_is_half_done(
    ready: Ready,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    moment: str,
    death: Callable[[UnitOfWork], Any],
) -> None:
    before = ready.state.everything()
    with monkeypatch.context() as cut:
        spoil(cut, *STEPS[step], moment=moment, death=death)
        with suppress(Cut):
            assert (await ready.commit()).status_code >= 500
    after = ready.state.everything()
    assert {name for name in after if after[name] != before[name]} <= {"agent_nonce"}
    assert receipt_of(await ready.commit()).applied is Applied.APPLIED
    assert ready.state.count("run_chunk") == 0
    assert ready.state.log_is_dense()


def spoil(
    patch: pytest.MonkeyPatch,
    owner: Any,
    name: str,
    *,
    moment: str,
    death: Callable[[UnitOfWork], Any],
) -> None:
    """Let the process die before or after one step of the commit's transaction."""
    real = getattr(owner, name)

    async def spoiled(uow: UnitOfWork, *args: Any, **named: Any) -> Any:
        if name == "write_events" and "run_receipt" not in await locks(uow):
            return await real(uow, *args, **named)  # another transaction of the same request
        if moment == "before":
            await death(uow)
        result = await real(uow, *args, **named)
        if moment == "after":
            await death(uow)
        return result

    patch.setattr(owner, name, spoiled)


async def locks(uow: UnitOfWork) -> set[str]:
    """Tables that this transaction has touched."""
    found = await uow.connection.execute(
        text(
            "SELECT relation::regclass::text FROM pg_locks"
            " WHERE pid = pg_backend_pid() AND locktype = 'relation' AND mode = 'RowExclusiveLock'"
        )
    )
    return set(found.scalars())
