"""Liveness, readiness, measures."""

from typing import Literal

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pydantic import BaseModel

from pursight.errors import Unavailable
from pursight_server.access.guard import Given, public
from pursight_server.app.measures import POOL_IN_USE, REGISTRY
from pursight_server.platform.schema import newest_revision, revision_seen

router = APIRouter(tags=["operation"])


class NotReady(Unavailable):
    """The server cannot do its work yet."""

    code = "server.not_ready"


class Liveness(BaseModel):
    """The process answers."""

    status: Literal["alive"] = "alive"


class Readiness(BaseModel):
    """The process can do its work."""

    status: Literal["ready"] = "ready"
    revision: str


@router.get("/health", summary="Whether the process lives")
@public
async def health() -> Liveness:
    """Answer as long as the process does, whatever the database does."""
    return Liveness()


@router.get("/ready", summary="Whether the database answers and is up to date")
@public
async def ready(given: Given) -> Readiness:
    """Answer 200 when requests can be served, 503 with the reason otherwise."""
    async with given.database.outside() as connection:
        revision = await revision_seen(connection)
    wanted = newest_revision()
    if revision != wanted:
        raise NotReady(
            f"the database is at revision {revision or 'none'}, this program needs {wanted}",
            hint="Run `pursight server migrate`.",
        )
    return Readiness(revision=wanted)


@router.get("/metrics", summary="Measures for Prometheus", response_class=Response)
@public
async def metrics(given: Given) -> Response:
    """Answer in Prometheus' text format; holds no names of persons or data."""
    POOL_IN_USE.set(given.database.connections_in_use)
    return Response(generate_latest(REGISTRY), media_type=CONTENT_TYPE_LATEST)
