"""A real mail server that keeps what it takes, over TLS with a sign-in."""

import ssl
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword
from pydantic import SecretStr
from tests.builders.ports import free_port

from pursight.clock import StoppedClock
from pursight_server.platform.certificates import (
    AUTHORITY,
    TLS_CERTIFICATE,
    TLS_KEY,
    make_certificate,
)
from pursight_server.platform.services import Services

PASSWORD = "swordfish-of-the-mail"


@dataclass
class MailServer:
    """What it took, and how to reach it."""

    got: list[Envelope]
    settings: dict[str, Any]
    refused: set[str]
    """Addresses that it takes nothing for."""

    def texts(self) -> list[tuple[list[str], str, str]]:
        """Recipients, subject and text of each message."""
        found = []
        for envelope in self.got:
            assert isinstance(envelope.content, bytes)
            message = message_from_bytes(envelope.content, policy=policy.default)
            body = message.get_body()
            assert body is not None
            found.append((sorted(envelope.rcpt_tos), str(message["Subject"]), body.get_content()))
        return found


class _Keep:
    def __init__(self) -> None:
        self.got: list[Envelope] = []
        self.refused: set[str] = set()

    async def handle_RCPT(  # noqa: N802
        self, _server: object, _session: object, envelope: Envelope, address: str, _options: object
    ) -> str:
        if address in self.refused:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: object, _session: object, envelope: Envelope) -> str:  # noqa: N802
        self.got.append(envelope)
        return "250 kept"


def _authenticate(
    _server: object, _session: object, _envelope: object, _mechanism: str, data: object
) -> AuthResult:
    right = isinstance(data, LoginPassword) and data.password == PASSWORD.encode()
    return AuthResult(success=right)


@pytest.fixture
def mail_server(tmp_path: Path, clock: StoppedClock) -> Iterator[MailServer]:
    make_certificate(tmp_path, clock.now())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / TLS_CERTIFICATE, tmp_path / TLS_KEY)
    keep = _Keep()
    port = free_port()
    controller = Controller(
        keep,
        hostname="127.0.0.1",
        port=port,
        tls_context=context,
        require_starttls=True,
        auth_required=True,
        authenticator=_authenticate,
    )
    controller.start()
    try:
        yield MailServer(
            keep.got,
            {
                "smtp_host": "localhost", "smtp_port": port, "smtp_ca": tmp_path / AUTHORITY,
                "smtp_user": "pursight", "smtp_password": SecretStr(PASSWORD),
                "mail_from": "pursight@example.com",
            },
            keep.refused,
        )  # fmt: skip
    finally:
        controller.stop()


def having(services: Services, **settings: Any) -> Services:
    """Give a server other settings."""
    return replace(services, settings=services.settings.model_copy(update=settings))
