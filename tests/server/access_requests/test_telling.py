"""Deciders and askers hear of requests by mail, taken by a real mail server."""

from datetime import timedelta

import httpx
import pytest
from tests.builders.mail_server import MailServer, having, mail_server
from tests.builders.renewed import Calendar
from tests.server.access_requests.test_asking_and_deciding import (
    CUSTOMER,
    REQUESTS,
    Assets,
    ask,
    owned_by,
)
from tests.server.conftest import SignIn

from pursight_server.access.model import Role
from pursight_server.access_requests.telling import mail_requests
from pursight_server.platform.mail import MailUnavailable
from pursight_server.platform.services import Services

__all__ = ["mail_server"]

SECRET = "row 4711 says 12.50"


async def _two_owners(client: httpx.AsyncClient, sign_in: SignIn, assets: Assets) -> None:
    group = (await client.post("/api/v1/groups", json={"name": "Finance"})).json()["id"]
    for email in ("ann@example.com", "bob@example.com"):
        somebody = await sign_in(Role.DATA_USER, email=email)
        person_id = (await somebody.get("/api/v1/me")).json()["person_id"]
        await client.post(f"/api/v1/groups/{group}/members", json={"id": person_id})
    await owned_by(client, assets[CUSTOMER], "Finance")


async def test_deciders_are_told_once_each_and_the_asker_of_the_decision(
    services: Services,
    client: httpx.AsyncClient,
    sign_in: SignIn,
    assets: Assets,
    mail_server: MailServer,
) -> None:
    given = having(services, **mail_server.settings)
    await _two_owners(client, sign_in, assets)
    owner = await sign_in(Role.DATA_USER, email="owner@example.com")
    pat = await sign_in(Role.DATA_USER, email="pat@example.com")
    await mail_requests(services)
    request = await ask(pat, assets[CUSTOMER], purpose=SECRET)
    await mail_requests(given)
    await mail_requests(given)
    told = {to[0]: (subject, text) for to, subject, text in mail_server.texts()}
    assert sorted(told) == ["ann@example.com", "bob@example.com"]
    assert len(mail_server.got) == 2
    subject, text = told["ann@example.com"]
    assert subject.startswith("PurSight, Acme: ")
    assert subject.endswith("asks for access")
    assert "for 7 days" in text
    await owned_by(client, assets[CUSTOMER], "owner@example.com")
    body = {"note": SECRET, "days": 3}
    answer = await owner.post(f"{REQUESTS}/{request['id']}/approve", json=body)
    assert (answer.status_code, answer.json()["days"]) == (200, 3), answer.text
    await mail_requests(given)
    await mail_requests(given)
    (to, subject, text) = mail_server.texts()[-1]
    assert (to, len(mail_server.got)) == (["pat@example.com"], 3)
    assert subject == "PurSight, Acme: Your access request was approved"
    assert "for 3 days" in text
    everything = str([envelope.content for envelope in mail_server.got])
    assert SECRET not in everything
    assert CUSTOMER not in everything
    asked = {"kind": "access_request.mailed", "subject_id": request["id"]}
    noted = (await client.get("/api/v1/events", params=asked)).json()["items"]
    assert [len(one["after"]["people"]) for one in noted] == [1, 2]


async def test_one_bad_address_costs_the_others_nothing(
    services: Services,
    client: httpx.AsyncClient,
    sign_in: SignIn,
    assets: Assets,
    mail_server: MailServer,
) -> None:
    given = having(services, **mail_server.settings)
    await _two_owners(client, sign_in, assets)
    pat = await sign_in(Role.DATA_USER)
    await ask(pat, assets[CUSTOMER])
    mail_server.refused.add("ann@example.com")
    for _ in range(3):
        with pytest.raises(MailUnavailable):
            await mail_requests(given)
    assert [to for to, _, _ in mail_server.texts()] == [["bob@example.com"]]
    mail_server.refused.clear()
    await mail_requests(given)
    assert [to for to, _, _ in mail_server.texts()] == [["bob@example.com"], ["ann@example.com"]]


async def test_nobody_hears_of_what_is_over_and_all_are_reminded(  # noqa: PLR0917  fixtures
    services: Services,
    client: httpx.AsyncClient,
    sign_in: SignIn,
    assets: Assets,
    mail_server: MailServer,
    calendar: Calendar,
) -> None:
    given = having(services, **mail_server.settings)
    await _two_owners(client, sign_in, assets)
    pat = await sign_in(Role.DATA_USER, email="pat@example.com")
    request = await ask(pat, assets[CUSTOMER])
    await pat.post(f"{REQUESTS}/{request['id']}/withdraw")
    await mail_requests(given)
    assert mail_server.got == []
    await ask(pat, assets[CUSTOMER])
    calendar.clock.advance(timedelta(hours=25))
    await mail_requests(given)
    assert mail_server.got == [], "no news any more"
    await calendar.passes(timedelta(days=7))
    await mail_requests(given)
    subjects = {subject for _, subject, _ in mail_server.texts()}
    assert len(mail_server.got) == 2
    assert all(one.startswith("PurSight, Acme: Reminder: ") for one in subjects)
    await calendar.passes(timedelta(days=30))
    await mail_requests(given)
    to, subject, _ = mail_server.texts()[-1]
    assert to == ["pat@example.com"]
    assert "nobody decided it in time" in subject
