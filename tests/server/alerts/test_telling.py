"""Mail about alerts and heads, taken by a real mail server over TLS with a sign-in."""

import ssl
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import httpx
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword
from pydantic import SecretStr
from tests.builders.ports import free_port

from pursight.clock import StoppedClock
from pursight.contracts.audit import TreeHead
from pursight_server.activity import seals
from pursight_server.activity.mailing import mail_heads
from pursight_server.alerts.telling import mail_alerts
from pursight_server.alerts.watching import watch_logs
from pursight_server.organisations.model import Organisation
from pursight_server.platform.certificates import (
    AUTHORITY,
    TLS_CERTIFICATE,
    TLS_KEY,
    make_certificate,
)
from pursight_server.platform.mail import MailUnavailable, send
from pursight_server.platform.services import Services
from pursight_server.platform.settings import MailSecurity, Settings
from pursight_server.platform.unit_of_work import Actor

PASSWORD = "swordfish-of-the-mail"
ACTOR = Actor.system("the tests")


@dataclass
class MailServer:
    """What it took, and how to reach it."""

    got: list[Envelope]
    settings: dict[str, Any]

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
        )  # fmt: skip
    finally:
        controller.stop()


def having(services: Services, **settings: Any) -> Services:
    """Give a server other settings."""
    return replace(services, settings=services.settings.model_copy(update=settings))


async def happen(services: Services, organisation: Organisation, count: int = 1) -> None:
    async with services.database.unit_of_work(organisation.id, ACTOR) as uow:
        for number in range(count):
            uow.record("thing.made", "thing", str(number), after={"password": "not-in-mail"})


async def test_alerts_are_mailed_once_to_whom_the_rule_says_or_the_administrators(
    services: Services,
    organisation: Organisation,
    client: httpx.AsyncClient,
    mail_server: MailServer,
) -> None:
    given = having(services, **mail_server.settings)
    rule = {"name": "Things\r\nBcc: all@example.com", "kinds": ["thing.made"]}
    assert (await client.post("/api/v1/alert-rules", json=rule)).status_code == 201
    mine = rule | {"name": "Mine", "notify": ["Watch@Example.com", "watch@example.com"]}
    assert (await client.post("/api/v1/alert-rules", json=mine)).status_code == 201
    await watch_logs(given)
    await happen(given, organisation)
    await watch_logs(given)
    await mail_alerts(given)
    await mail_alerts(given)
    everybody = (await client.get("/api/v1/persons")).json()["items"]
    got = {tuple(to): (subject, text) for to, subject, text in mail_server.texts()}
    assert set(got) == {("watch@example.com",), tuple(sorted(one["email"] for one in everybody))}
    assert len(mail_server.got) == 2
    subject, text = got["watch@example.com",]
    assert subject == "PurSight, Acme: Mine"
    assert "1 event" in text
    assert "not-in-mail" not in text


async def test_what_was_not_taken_is_mailed_later_and_not_when_it_is_old(
    services: Services,
    organisation: Organisation,
    client: httpx.AsyncClient,
    mail_server: MailServer,
    clock: StoppedClock,
) -> None:
    await client.post("/api/v1/alert-rules", json={"name": "T", "kinds": ["thing.made"]})
    await watch_logs(services)
    await mail_alerts(services)
    await happen(services, organisation)
    await watch_logs(services)
    wrong = having(services, **mail_server.settings | {"smtp_password": SecretStr("wrong")})
    with pytest.raises(MailUnavailable) as error:
        await mail_alerts(wrong)
    assert PASSWORD not in str(error.value)
    assert mail_server.got == []
    await mail_alerts(having(services, **mail_server.settings))
    assert len(mail_server.got) == 1
    clock.advance(timedelta(hours=1))
    await happen(services, organisation)
    await watch_logs(services)
    clock.advance(timedelta(hours=25))
    await mail_alerts(having(services, **mail_server.settings))
    assert len(mail_server.got) == 1


def test_a_mail_server_that_nobody_vouches_for_gets_nothing(
    mail_server: MailServer, clock: StoppedClock, tmp_path: Path
) -> None:
    base = Settings(data_dir=tmp_path)
    other = base.model_copy(update=mail_server.settings | {"smtp_ca": None})
    with pytest.raises(MailUnavailable, match="SSLCertVerificationError"):
        send(other, clock, ["a@example.com"], "s", "t")
    plain = mail_server.settings | {"smtp_security": MailSecurity.NONE}
    with pytest.raises(MailUnavailable):
        send(base.model_copy(update=plain), clock, ["a@example.com"], "s", "t")
    away = mail_server.settings | {"smtp_port": 1}
    with pytest.raises(MailUnavailable, match="localhost:1 "):
        send(base.model_copy(update=away), clock, ["a@example.com"], "s", "t")
    assert mail_server.got == []


async def test_the_newest_head_is_mailed_once_a_day(
    services: Services, organisation: Organisation, mail_server: MailServer, clock: StoppedClock
) -> None:
    given = having(services, seal_email="auditor@example.com", **mail_server.settings)
    async with given.database.unit_of_work(organisation.id, ACTOR) as uow:
        head = await seals.seal(uow, given.keys.log_signing)
    assert head is not None
    for _ in range(3):
        await mail_heads(given)
    ((to, subject, text),) = mail_server.texts()
    assert (to, subject) == (["auditor@example.com"], "PurSight: signed head of the log of Acme")
    line = next(one for one in text.splitlines() if one.startswith("{"))
    assert TreeHead.model_validate_json(line) == head
    await happen(given, organisation)
    async with given.database.unit_of_work(organisation.id, ACTOR) as uow:
        await seals.seal(uow, given.keys.log_signing)
    await mail_heads(given)
    assert len(mail_server.got) == 1, "not yet a day"
    clock.advance(timedelta(hours=24))
    await mail_heads(given)
    assert len(mail_server.got) == 2
    clock.advance(timedelta(hours=48))
    await mail_heads(given)
    assert len(mail_server.got) == 2, "nothing is new"
