"""Build the FastAPI application."""

from importlib.metadata import PackageNotFoundError, version
from typing import Any

from fastapi import FastAPI
from typing_extensions import override

from pursight_server.app import error_responses
from pursight_server.app.entry import Entry
from pursight_server.app.health import router as health
from pursight_server.app.openapi import all_routes, document
from pursight_server.app.refusals import Refusals
from pursight_server.app.request_border import RequestBorder
from pursight_server.app.wiring import routers
from pursight_server.platform.services import Services
from pursight_server.platform.settings import Role


class _Application(FastAPI):
    @override
    def openapi(self) -> dict[str, Any]:
        return document(self)


def build_app(services: Services) -> FastAPI:
    """Make the application around its services; it opens nothing by itself."""
    app = _Application(
        title="PurSight",
        summary="Data governance that looks at every value and takes none.",
        version=_version(),
        openapi_url="/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.state.services = services
    app.state.refusals = Refusals()
    error_responses.install(app)
    app.include_router(health)
    if Role.API in services.settings.roles:
        for router in routers():
            app.include_router(router)
    app.add_middleware(
        RequestBorder,
        entry=Entry.of(services.settings, services.limits, all_routes(app)),
        body_limit=services.settings.body_limit,
        tls=bool(services.spki_sha256) or services.settings.public_url.startswith("https:"),
    )
    return app


def _version() -> str:
    try:
        return version("pursight")
    except PackageNotFoundError:
        return "0.1.0"
