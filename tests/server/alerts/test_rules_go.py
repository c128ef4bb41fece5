"""Rules of one's own are deleted; what they raised stays, and who touched a rule is told."""

from datetime import timedelta

import httpx
import pytest
from tests.builders.mail_server import MailServer, having, mail_server
from tests.server.alerts.test_watching import ALERTS, RULES, alerts, happen
from tests.server.conftest import SignIn

from pursight.clock import StoppedClock
from pursight_server.access.model import Role
from pursight_server.alerts.builtin import BUILTIN
from pursight_server.alerts.telling import mail_alerts
from pursight_server.alerts.watching import watch_logs
from pursight_server.organisations.model import Organisation
from pursight_server.platform.mail import MailUnavailable
from pursight_server.platform.services import Services

__all__ = ["mail_server"]


async def me(client: httpx.AsyncClient) -> str:
    return str((await client.get("/api/v1/me")).json()["person_id"])


async def test_a_rule_is_deleted_and_its_alerts_stay(
    services: Services, organisation: Organisation, client: httpx.AsyncClient, sign_in: SignIn
) -> None:
    made = await client.post(RULES, json={"name": "Things", "kinds": ["thing.made"]})
    rule, tag = f"{RULES}/{made.json()['id']}", {"If-Match": made.headers["ETag"]}
    await watch_logs(services)
    await happen(services, organisation, "thing.made")
    await watch_logs(services)
    auditor = await sign_in(Role.AUDITOR)
    assert (await auditor.delete(rule, headers=tag)).status_code == 403
    assert (await client.delete(rule)).status_code == 428
    assert (await client.delete(rule, headers={"If-Match": '"7"'})).status_code == 412
    gone = await client.delete(rule, headers=tag)
    assert (gone.status_code, gone.content) == (204, b"")
    assert (await client.get(rule)).status_code == 404
    assert (await client.delete(rule, headers=tag)).status_code == 404
    (one,) = await alerts(client, open=True)
    assert (one["rule_name"], one["rule_id"]) == ("Things", made.json()["id"])
    assert (one["kinds"], one["per"]) == (["thing.made"], "subject")
    done = await client.post(f"{ALERTS}/{one['id']}/acknowledge", json={"note": "a drill"})
    assert done.status_code == 200
    asked = {"kind": "alert_rule.deleted"}
    (event,) = (await client.get("/api/v1/events", params=asked)).json()["items"]
    assert (event["before"]["name"], event["subject_id"]) == ("Things", made.json()["id"])
    await happen(services, organisation, "thing.made")
    await watch_logs(services)
    found = await alerts(client)
    assert [entry["count"] for entry in found if entry["rule_name"] == "Things"] == [1]
    again = await client.post(RULES, json={"name": "Things", "kinds": ["thing.made"]})
    assert again.status_code == 201, "its name is free again"


async def test_a_rule_that_comes_stays(services: Services, client: httpx.AsyncClient) -> None:
    await watch_logs(services)
    for one in (await client.get(RULES, params={"limit": 200})).json()["items"]:
        answer = await client.delete(f"{RULES}/{one['id']}", headers={"If-Match": "*"})
        assert (answer.status_code, answer.json()["code"]) == (409, "alert_rule.builtin")
        assert answer.json()["hint"]
    assert len((await client.get(RULES, params={"limit": 200})).json()["items"]) == len(BUILTIN)


@pytest.mark.parametrize("silenced", ["off", "deleted"])
async def test_whoever_silences_a_rule_is_told_of(
    services: Services, client: httpx.AsyncClient, silenced: str
) -> None:
    made = await client.post(RULES, json={"name": "T", "kinds": ["thing.made"]})
    rule = f"{RULES}/{made.json()['id']}"
    await watch_logs(services)
    if silenced == "off":
        await client.patch(rule, json={"enabled": False}, headers={"If-Match": "*"})
    else:
        await client.delete(rule, headers={"If-Match": "*"})
    await watch_logs(services)
    await watch_logs(services)
    (one,) = await alerts(client)
    assert one["rule_name"] == "An alert rule was changed or deleted"
    assert (one["about"], one["subject_kind"]) == ("Pat Person", "person")
    assert one["subject_id"] == await me(client)
    assert one["count"] == 1, "alerts raise none"


async def test_a_role_that_becomes_an_administrators_is_told_of(
    services: Services, client: httpx.AsyncClient
) -> None:
    await watch_logs(services)
    for code, more in (
        ("chief", {"inherits": ["system_administrator"]}),
        ("giver", {"permissions": ["persons.write"]}),
        ("reader", {"permissions": ["catalog.read"]}),
    ):
        own = {"code": code, "name": f"The {code}", **more}
        assert (await client.post("/api/v1/own-roles", json=own)).status_code == 201
    await watch_logs(services)
    told = {(one["rule_name"], one["about"], one["subject_id"]) for one in await alerts(client)}
    assert told == {
        ("A role came to include that of system administrator", "The chief", "chief"),
        ("A role came to allow giving roles", "The giver", "giver"),
    }


async def test_a_rule_that_comes_gives_way_to_the_name_of_ones_own(
    services: Services, client: httpx.AsyncClient
) -> None:
    taken = BUILTIN[0]
    body = {"name": taken.name, "kinds": ["thing.made"], "threshold": 100_000}
    assert (await client.post(RULES, json=body)).status_code == 201
    await watch_logs(services)
    found = (await client.get(RULES, params={"limit": 200})).json()["items"]
    assert len(found) == len(BUILTIN) + 1
    brought = {one["name"] for one in found if one["builtin"]}
    assert brought == {one.name for one in BUILTIN[1:]} | {f"{taken.name} ({taken.key})"}
    await watch_logs(services)
    assert len((await client.get(RULES, params={"limit": 200})).json()["items"]) == len(found)


async def test_who_is_meant_is_told_by_name(
    services: Services, client: httpx.AsyncClient, sign_in: SignIn
) -> None:
    pat = await sign_in(Role.DATA_USER, email="pat@example.com")
    pat_id = await me(pat)
    kinds = {
        "Role": ["role.granted"],
        "Session": ["session.ended"],
        "Person": ["person.password_changed"],
        "Agent": ["identity_provider.added"],
    }
    for name, wanted in kinds.items():
        rule = {"name": name, "kinds": wanted, "per": "subject"}
        assert (await client.post(RULES, json=rule)).status_code == 201
    await watch_logs(services)
    subject = {"kind": "person", "id": pat_id}
    given = {"role": "data_steward", "subject": subject}
    granted = (await client.post("/api/v1/role-assignments", json=given)).json()
    (session,) = (await pat.get("/api/v1/sessions")).json()
    await pat.delete("/api/v1/sessions/current")
    new = {"password": "several words in a row"}
    assert (await client.put(f"/api/v1/persons/{pat_id}/password", json=new)).status_code == 204
    provider = {"name": "Acme SSO", "issuer": "https://id.example.com", "client_id": "p"}
    added = await client.post("/api/v1/identity-providers", json=provider)
    assert added.status_code == 201, added.text
    await watch_logs(services)
    found = {one["rule_name"]: one for one in await alerts(client)}
    told = {
        name: (one["about"], one["subject_kind"], one["subject_id"])
        for name, one in found.items()
        if name in kinds
    }
    assert told == {
        "Role": ("Pat Person", "role_assignment", granted["id"]),
        "Session": ("Pat Person", "session", session["id"]),
        "Person": ("Pat Person", "person", pat_id),
        "Agent": ("Acme SSO", "identity_provider", added.json()["id"]),
    }
    assert "Somebody's password was set by somebody else" in found
    log = (await client.get("/api/v1/events", params={"kind": "alert.raised"})).json()["items"]
    facts = next(entry["after"] for entry in log if entry["after"]["rule"] == "Person")
    assert (facts["about"], facts["subject_kind"], facts["subject_id"]) == told["Person"]


async def test_an_address_that_is_refused_holds_up_no_other_mail(
    services: Services,
    organisation: Organisation,
    client: httpx.AsyncClient,
    mail_server: MailServer,
    clock: StoppedClock,
) -> None:
    given = having(services, **mail_server.settings)
    for name, to in (("A", "refused@example.com"), ("B", "watch@example.com")):
        rule = {"name": name, "kinds": ["thing.made"], "notify": [to]}
        assert (await client.post(RULES, json=rule)).status_code == 201
    await watch_logs(given)
    await happen(given, organisation, "thing.made")
    mail_server.refused.add("refused@example.com")
    await watch_logs(given)
    for _ in range(2):
        with pytest.raises(MailUnavailable):
            await mail_alerts(given)
    assert [to for to, _subject, _text in mail_server.texts()] == [["watch@example.com"]]
    mail_server.refused.clear()
    clock.advance(timedelta(minutes=1))
    await mail_alerts(given)
    assert len(mail_server.got) == 2


async def test_what_a_deleted_rule_raised_is_mailed_to_the_administrators(
    services: Services,
    organisation: Organisation,
    client: httpx.AsyncClient,
    mail_server: MailServer,
) -> None:
    given = having(services, **mail_server.settings)
    body = {"name": "Mine", "kinds": ["thing.made"], "notify": ["watch@example.com"]}
    made = await client.post(RULES, json=body)
    await watch_logs(given)
    await happen(given, organisation, "thing.made")
    await watch_logs(given)
    await client.delete(f"{RULES}/{made.json()['id']}", headers={"If-Match": "*"})
    await mail_alerts(given)
    everybody = (await client.get("/api/v1/persons")).json()["items"]
    ((to, subject, _text),) = mail_server.texts()
    assert (to, subject) == ([everybody[0]["email"]], "PurSight, Acme: Mine")
