"""Build the FastAPI application."""

from importlib.metadata import PackageNotFoundError, version

from fastapi import FastAPI

from pursight_server.app import error_responses
from pursight_server.app.request_border import RequestBorder
from pursight_server.app.wiring import routers
from pursight_server.platform.services import Services


def build_app(services: Services) -> FastAPI:
    """Make the application around its services; it opens nothing by itself."""
    app = FastAPI(
        title="PurSight",
        summary="Data governance that looks at every value and takes none.",
        version=_version(),
        openapi_url="/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    app.state.services = services
    error_responses.install(app)
    for router in routers():
        app.include_router(router)
    app.add_middleware(
        RequestBorder,
        body_limit=services.settings.body_limit,
        tls=bool(services.spki_sha256),
    )
    return app


def _version() -> str:
    try:
        return version("pursight")
    except PackageNotFoundError:
        return "0.1.0"
