"""Mail about alerts and heads, taken by a real mail server over TLS with a sign-in."""

from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr
from tests.builders.mail_server import PASSWORD, MailServer, having, mail_server

from pursight.clock import StoppedClock
from pursight.contracts.audit import TreeHead
from pursight_server.activity import seals
from pursight_server.activity.mailing import mail_heads
from pursight_server.alerts.telling import mail_alerts
from pursight_server.alerts.watching import watch_logs
from pursight_server.organisations.model import Organisation
from pursight_server.platform.mail import MailUnavailable, send
from pursight_server.platform.services import Services
from pursight_server.platform.settings import MailSecurity, Settings
from pursight_server.platform.unit_of_work import Actor

ACTOR = Actor.system("the tests")

__all__ = ["mail_server"]


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
