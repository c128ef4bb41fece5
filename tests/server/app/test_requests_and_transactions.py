"""One request, one transaction: committed before the answer leaves, rolled back with an error."""

import asyncio
from datetime import timedelta
from typing import Annotated

import httpx
import psycopg
import pytest
from fastapi import Depends, FastAPI
from starlette.responses import StreamingResponse

from pursight.errors import Refused
from pursight_server.access.guard import Reading, Writing, requires
from pursight_server.access.model import Caller, Permission
from pursight_server.app.worker import Task, run_once, work
from pursight_server.platform.services import Services
from pursight_server.platform.unit_of_work import Actor

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
Anyone = Annotated[Caller, Depends(requires(Permission.SELF_READ))]


@pytest.fixture
def app(app: FastAPI) -> FastAPI:
    """The application with routes that fail in all the ways routes can."""

    @app.post("/try/{how}")
    async def attempt(how: str, _caller: Anyone, uow: Writing) -> dict[str, str]:
        uow.record("test.written", "test", how)
        match how:
            case "refused":
                raise Refused("not like that", hint="Another way.")
            case "broken":
                raise ZeroDivisionError
            case "deferred":
                await uow.connection.exec_driver_sql(
                    "CREATE TEMP TABLE t (n int, CONSTRAINT late UNIQUE (n)"
                    " DEFERRABLE INITIALLY DEFERRED) ON COMMIT DROP"
                )
                await uow.connection.exec_driver_sql("INSERT INTO t VALUES (1), (1)")
            case _:
                pass
        return {"how": how}

    @app.get("/stream")
    async def stream(_caller: Anyone, unit: Reading) -> StreamingResponse:
        async def rows() -> object:
            for _ in range(3):
                await unit.connection.exec_driver_sql("SELECT 1")
                yield b"row\n"

        return StreamingResponse(rows())

    return app


def written(dsn: str) -> list[tuple[str, str]]:
    with psycopg.connect(dsn) as connection:
        return connection.execute(  # type: ignore[return-value]
            "SELECT subject_id, trace_id FROM event WHERE kind = 'test.written' ORDER BY seq"
        ).fetchall()


async def test_a_success_is_durable_when_it_is_told(
    client: httpx.AsyncClient, superuser_dsn: str
) -> None:
    headers = {"traceparent": f"00-{TRACE}-00f067aa0ba902b7-01"}
    answer = await client.post("/try/fine", headers=headers)
    assert (answer.status_code, answer.json()) == (200, {"how": "fine"})
    assert written(superuser_dsn) == [("fine", TRACE)]


@pytest.mark.parametrize(("how", "status"), [("refused", 422), ("broken", 500), ("deferred", 500)])
async def test_an_error_leaves_nothing_behind(
    client: httpx.AsyncClient, superuser_dsn: str, how: str, status: int
) -> None:
    answer = await client.post(f"/try/{how}", headers={"Idempotency-Key": "k"})
    assert answer.status_code == status, "an error at commit, too, must not be told as a success"
    assert answer.headers["content-type"] == "application/problem+json"
    assert written(superuser_dsn) == []
    assert (
        await client.post("/try/fine", headers={"Idempotency-Key": "k"})
    ).status_code == 422 or (written(superuser_dsn))


async def test_a_stream_reads_in_its_transaction(client: httpx.AsyncClient) -> None:
    assert (await client.get("/stream")).text == "row\n" * 3


async def test_no_connection_is_left_taken(client: httpx.AsyncClient, services: Services) -> None:
    hows = ["fine", "refused", "broken"] * 10
    await asyncio.gather(*[client.post(f"/try/{how}") for how in hows])
    assert services.database.connections_in_use == 0


async def test_replies_are_forgotten_after_their_time(
    client: httpx.AsyncClient, services: Services, superuser_dsn: str
) -> None:
    from pursight_server.app.housekeeping import FORGET_REPLIES

    await client.post("/try/fine", headers={"Idempotency-Key": "k"})
    for kept, hours in ((1, 23), (0, 2)):
        services.clock.advance(timedelta(hours=hours))  # type: ignore[attr-defined]
        assert await run_once(services, FORGET_REPLIES)
        with psycopg.connect(superuser_dsn) as connection:
            row = connection.execute("SELECT count(*) FROM stored_reply").fetchone()
        assert row == (kept,)


async def test_the_worker_outlives_a_task_that_fails(services: Services) -> None:
    runs: list[str] = []
    often = asyncio.Event()

    async def fails(_services: Services) -> None:
        runs.append("fails")
        if len(runs) > 10:
            often.set()
        raise RuntimeError

    async def walks(given: Services) -> None:
        for organisation_id in await given.database.organisations():
            async with given.database.unit_of_work(organisation_id, Actor.system("sweep")):
                runs.append("walks")

    tasks = [
        Task("fails", timedelta(milliseconds=1), fails),
        Task("walks", timedelta(milliseconds=1), walks),
    ]
    working = asyncio.create_task(work(services, tasks))
    await often.wait()
    assert runs.count("fails") > 1
    working.cancel()
    with pytest.raises(asyncio.CancelledError):
        await working
    assert not await run_once(services, tasks[0])
    assert await run_once(services, tasks[1])
