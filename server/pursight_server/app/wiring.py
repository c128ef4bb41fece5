"""The routers of all domains and the tasks of the worker: each domain adds its line here."""

from fastapi import APIRouter

from pursight_server.access.routes.organisation import router as organisation
from pursight_server.access.routes.persons import router as persons
from pursight_server.access.routes.sessions import router as sessions
from pursight_server.activity.routes import router as activity
from pursight_server.app.health import router as health
from pursight_server.app.worker import Task


def routers() -> list[APIRouter]:
    """List every router; their paths are whole (`/api/v1/…`, `/agent/v1/…`)."""
    return [
        health,
        sessions,
        persons,
        organisation,
        activity,
    ]


def tasks() -> list[Task]:
    """List every background task of the role `worker`."""
    return []
