"""Serve until told to stop: database, keys, HTTP, background work."""

import asyncio
import contextlib
import signal
import socket
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import FrameType

import structlog
import uvicorn
from fastapi import FastAPI
from typing_extensions import override

from pursight.clock import Clock, SystemClock
from pursight_server.app.factory import build_app
from pursight_server.app.patient_http import PatientHttp
from pursight_server.app.wiring import tasks
from pursight_server.app.worker import work
from pursight_server.platform.crypto import ServerKeys
from pursight_server.platform.database import Database
from pursight_server.platform.installation import Installation, OpenDatabase
from pursight_server.platform.listening import Endpoint, ListenRefused, listen
from pursight_server.platform.roles import check_app_role
from pursight_server.platform.schema import check_revision, upgrade
from pursight_server.platform.services import Services
from pursight_server.platform.settings import Role, Settings
from pursight_server.platform.token_keys import TokenRing
from pursight_server.sync.feed import catch_up, flush

_log = structlog.get_logger("pursight.server")
_GRACE_SECONDS = 5
_SOCKET_BYTES = 64 * 1024
_MOST_CONNECTIONS = 4000
_CERTIFICATE_SECONDS = 6 * 3600.0


def serve(
    settings: Settings, *, on_ready: Callable[[str], None], clock: Clock | None = None
) -> None:
    """Run a server in this process until SIGTERM or Ctrl-C; everything it started is stopped then.

    Args:
        settings: What it shall be.
        on_ready: Called with the server's URL once it answers.
        clock: Where the time comes from.

    Raises:
        PurSightError: It cannot start; the message and the hint say why.
    """
    clock = clock or SystemClock()
    installation = Installation(settings)
    with _stopped_by_signals() as phase:
        installation.prepare(clock)
        with installation.database(alone=True, watch=True) as opened:
            bring_up_to_date(opened)
            check_app_role(opened.app_url)
            endpoint = listen(settings, installation.keys)
            try:
                phase.serving = True
                asyncio.run(
                    _serve(
                        installation, opened, endpoint, clock=clock, on_ready=on_ready, phase=phase
                    )
                )
            finally:
                phase.serving = True  # from here on only what was started is stopped
                endpoint.socket.close()
                installation.server_json.unlink(missing_ok=True)


def bring_up_to_date(opened: OpenDatabase) -> None:
    """Migrate an embedded database; of an own one only check that it is up to date.

    Raises:
        Outdated: An own database has another revision.
    """
    if opened.embedded is not None:
        upgrade(opened.owner())
    else:
        check_revision(opened.app_url)


async def _serve(
    installation: Installation,
    opened: OpenDatabase,
    endpoint: Endpoint,
    *,
    clock: Clock,
    on_ready: Callable[[str], None],
    phase: "_Phase",
) -> None:
    settings = installation.settings
    database = Database(
        opened.app_url,
        clock=clock,
        pool_size=settings.pool_size,
        before_commit=flush,
        vault=installation.vault(),
    )
    await catch_up(database)
    keys = ServerKeys.load(installation.keys)
    services = Services(
        settings=settings,
        database=database,
        keys=keys,
        ring=TokenRing(keys, installation.keys),
        clock=clock,
        spki_sha256=endpoint.spki_sha256,
    )
    url = settings.public_url or endpoint.url

    def ready() -> None:
        installation.announce(url, endpoint.spki_sha256)
        _log.info("ready", url=url, roles=sorted(role.value for role in settings.roles))
        on_ready(url)

    config = http_config(build_app(services), endpoint.tls)
    server = _Server(config, services.stopping, ready, phase)
    renewing = asyncio.create_task(_keep_certificate(installation, endpoint, clock))
    working = asyncio.create_task(_work(services)) if Role.WORKER in settings.roles else None
    try:
        await server.serve(sockets=[endpoint.socket])
    finally:
        services.stopping.set()
        for task in filter(None, (working, renewing)):
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
        await database.dispose()
        _log.info("stopped")


def http_config(app: FastAPI, tls: ssl.SSLContext | None = None) -> uvicorn.Config:
    """Say how HTTP is spoken: what is waited for and for how long, and how much is taken."""
    return uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=True,
        proxy_headers=False,
        lifespan="off",
        timeout_graceful_shutdown=_GRACE_SECONDS,
        timeout_keep_alive=75,
        http=PatientHttp,
        ws_max_size=_SOCKET_BYTES,
        limit_concurrency=_MOST_CONNECTIONS,
        ssl_context_factory=None if tls is None else lambda _config, _default: tls,
    )


async def _keep_certificate(installation: Installation, endpoint: Endpoint, clock: Clock) -> None:
    """Renew the server's own certificate before it expires; take up somebody else's renewal."""
    while True:
        await asyncio.sleep(_CERTIFICATE_SECONDS)
        try:
            await asyncio.to_thread(renew_certificate, installation, endpoint, clock)
        except (OSError, ListenRefused) as error:
            _log.warning("the certificate could not be renewed", reason=str(error))


def renew_certificate(installation: Installation, endpoint: Endpoint, clock: Clock) -> None:
    """Renew it if it is time, and show what is there now to whoever connects.

    Raises:
        ListenRefused: It cannot be used; the one of before stays.
    """
    if installation.settings.tls_certificate is None:
        installation.prepare(clock)
    endpoint.read_again(installation.settings, installation.keys)


async def _work(services: Services) -> None:
    await work(services, tasks())


class _Server(uvicorn.Server):
    """Uvicorn that says when it is ready, and tells held requests when it stops."""

    def __init__(
        self,
        config: uvicorn.Config,
        stopping: asyncio.Event,
        on_ready: Callable[[], None],
        phase: "_Phase",
    ) -> None:
        super().__init__(config)
        self._stopping, self._on_ready, self._phase = stopping, on_ready, phase

    @override
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self._phase.asked_to_stop:
            self.should_exit = True
        elif self.started:
            self._on_ready()

    @override
    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._stopping.set()
        await super().shutdown(sockets)


@dataclass(slots=True)
class _Phase:
    serving: bool = False
    asked_to_stop: bool = False


@contextlib.contextmanager
def _stopped_by_signals() -> Iterator[_Phase]:
    """Let SIGTERM end a start like Ctrl-C does; while serving, uvicorn ends on both by itself.

    Uvicorn raises the signal again after its shutdown. That must not kill the process, since the
    database has still to be stopped.
    """
    phase = _Phase()

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        phase.asked_to_stop = True
        if not phase.serving:
            raise KeyboardInterrupt

    before = {
        number: signal.signal(number, on_signal) for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield phase
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
