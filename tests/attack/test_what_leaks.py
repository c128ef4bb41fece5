"""Secrets and other organisations' rows: crawled for through every door, as every role."""

import asyncio
import json
import re

import httpx
import psycopg
import pytest
import websockets
from tests.builders.fortress import Filled, Fortress

from pursight.identity import new_id
from pursight_server.activity.sealing import seal_logs
from pursight_server.platform.database import Database

pytestmark = pytest.mark.timeout(600)
MARKUP_OPEN = re.compile(r"<img src=x|<b>bold</b>")


async def everything(fortress: Fortress, filled: Filled, client: httpx.AsyncClient) -> str:
    """All that a client gets to read: every GET, exports and the console's whole replica."""
    device = str(new_id(fortress.services.clock))
    known = await client.post("/sync/v1/devices", json={"id": device, "name": "a crawler"})
    assert known.status_code in {201, 401}
    asked = {"limit": "200", "before": "1", "after": "1", "cursor": "x", "everybody": "true"}
    texts = []
    for path in fortress.addresses("GET", filled):
        for params in ({}, asked) if client is filled.admin else (asked,):
            answer = await client.get(path, params=params, headers={"PurSight-Device": device})
            assert answer.status_code < 500, (path, answer.text)
            texts.append(f"{path} {answer.status_code} {answer.headers} {answer.text}")
    return "\n".join(texts)


async def sign_in_and_fail(fortress: Fortress) -> None:
    """Try the password where it is right, where it is wrong, and where it cannot be understood."""
    nobody = fortress.people["nobody"]
    password = fortress.secrets["password"]
    for organisation, email, status in (
        ("acme", "auditor@acme.example", 201),
        ("acme", "nobody@acme.example", 401),
        ("nowhere", "auditor@acme.example", 401),
        ("acme", "x" * 500, 422),
    ):
        body = {"organisation": organisation, "email": email, "password": password}
        answer = await nobody.post("/api/v1/sessions", json=body)
        assert answer.status_code == status, answer.text
        assert password not in answer.text
    refused = await nobody.post("/api/v1/sessions/refresh", json={"refresh_token": password})
    assert refused.status_code in {401, 422}
    assert password not in refused.text


async def test_no_secret_is_read_anywhere_by_anybody(
    capsys: pytest.CaptureFixture[str], fortress: Fortress
) -> None:
    """What is logged is listened to before the organisations are made and anybody signs in."""
    await seal_logs(fortress.services)
    await sign_in_and_fail(fortress)
    for name, client in {**fortress.people, "admin": fortress.ours.admin}.items():
        told = await everything(fortress, fortress.ours, client)
        for what, secret in fortress.secrets.items():
            assert secret not in told, (name, what)
        assert "argon2" not in told, name
        assert fortress.theirs.mark not in told, name
        if name != "nobody":
            assert fortress.ours.mark in told, name
    logged = capsys.readouterr()
    assert "/api/v1/sessions" in logged.out
    for what, secret in fortress.secrets.items():
        assert secret not in logged.out + logged.err, what


async def test_no_secret_lies_in_the_database_in_the_clear(
    fortress: Fortress, superuser_dsn: str
) -> None:
    with psycopg.connect(superuser_dsn) as connection:
        tables = [
            row[0]
            for row in connection.execute(
                "SELECT relname FROM pg_class WHERE relkind = 'r'"
                " AND relnamespace = 'public'::regnamespace"
            )
        ]
        rows = ""
        for table in tables:
            query = f"SELECT row_to_json(t)::text, t::text FROM {table} t"
            rows += "\n".join(f"{a} {b}" for a, b in connection.execute(query.encode()))
        bodies = connection.execute("SELECT body FROM stored_reply").fetchall()
    rows += " ".join(bytes(body).decode("latin-1") for (body,) in bodies)
    assert len(bodies) == 2
    for what, secret in fortress.secrets.items():
        if what != "password hash":
            assert secret not in rows, what
            assert secret.encode().hex() not in rows, what


async def test_traffic_of_one_organisation_means_nothing_in_another(fortress: Fortress) -> None:
    """Every address with the one's ids, asked by the other: nothing is there, nothing happens."""
    theirs, ours = fortress.theirs, fortress.ours
    before = await _state(theirs)
    own = {"label", "category", "code", "seq", "number", "serial", "unknown"}
    tried, answered = 0, []
    for method in ("GET", "POST", "PUT", "PATCH", "DELETE"):
        for route in fortress.routes:
            names = set(re.findall(r"{(\w+)", route.path)) - own
            if method not in (route.methods or ()) or not names or "/agent/" in route.path:
                continue
            path = re.sub(r"{(\w+)}", lambda m: theirs.ids.get(m[1], ""), route.path)
            if "//" in path or path.endswith("/") or path.startswith("/scim/"):  # no sessions there
                continue
            for body in ({}, {"name": "taken"}, {"reason": "taken", "label": "email"}):
                given = {} if method in {"GET", "DELETE"} else {"json": body}
                headers = {"If-Match": '"1"'}
                answer = await ours.admin.request(method, path, headers=headers, **given)  # type: ignore[arg-type]
                tried += answer.status_code == 404
                if answer.status_code not in {404, 412, 422, 428}:
                    answered.append((method, route.path, answer.status_code))
                assert theirs.mark not in answer.text
    assert sorted(set(answered)) == []
    assert tried > 30
    assert await _state(theirs) == before


async def _state(filled: Filled) -> list[str]:
    paths = ("assets", "sources", "rules", "persons", "agents", "events", "compliance/violations")
    answers = [await filled.admin.get(f"/api/v1/{path}") for path in paths]
    return [answer.text for answer in answers]


async def test_markup_in_names_stays_text_in_pages(fortress: Fortress) -> None:
    for path in ("/api/v1/reports/compliance", "/docs"):
        answer = await fortress.ours.admin.get(path)
        assert answer.status_code == 200
        assert not MARKUP_OPEN.search(answer.text), path
        assert "49" not in re.findall(r"alert\(1\)&gt;(\d+)", answer.text)
    report = (await fortress.ours.admin.get("/api/v1/reports/compliance")).text
    assert "&lt;img src=x onerror=alert(1)&gt;{{7*7}}${7*7}" in report  # not carried out either
    answer = await fortress.ours.admin.get("/api/v1/sources")
    assert answer.headers["content-type"] == "application/json"


async def test_every_back_end_that_breaks_keeps_the_door_shut(
    fortress: Fortress, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without database or keys nobody gets in, and nobody is told why."""
    user = fortress.people["data_user"]
    assert (await user.get("/api/v1/assets")).status_code == 200
    for way_in in ("reading", "unit_of_work", "outside"):
        monkeypatch.setattr(Database, way_in, _broken)
    for path in fortress.addresses("GET"):
        if path.startswith(("/api/", "/sync/")) and path != "/api/v1/token-keys":
            answer = await user.get(path)
            assert answer.status_code in {401, 422, 500, 503}, (path, answer.status_code)
            assert "OSError" not in answer.text
            assert "secret address" not in answer.text
    body = {"organisation": "acme", "email": "auditor@acme.example", "password": "x" * 12}
    assert (await user.post("/api/v1/sessions", json=body)).status_code in {500, 503}


def _broken(*_given: object) -> None:
    raise OSError("secret address of the database")


async def test_a_lost_field_key_lets_nothing_be_stored_in_the_clear(fortress: Fortress) -> None:
    vault = fortress.services.database.vault
    assert vault is not None
    vault.plain.clear()
    vault.port.keys.clear()  # type: ignore[attr-defined]
    answer = await fortress.ours.admin.post(
        "/api/v1/agents/tokens", json={}, headers={"Idempotency-Key": "another"}
    )
    assert answer.status_code == 503
    assert answer.json()["code"] == "keys.field_key_missing"
    assert "pst1." not in answer.text


async def test_a_page_of_another_site_opens_no_socket(fortress: Fortress) -> None:
    address = fortress.url.replace("http://", "ws://") + "/sync/v1/live"
    for origin in ("https://evil.example", "null", "https://localhost.evil.example"):
        with pytest.raises(websockets.exceptions.InvalidStatus, match="403"):
            await websockets.connect(address, origin=origin)
    said = {"token": fortress.secrets["access token"], "device": fortress.ours.ids["device_id"]}
    async with websockets.connect(address) as socket:  # a console is no page and has no origin
        await socket.send(json.dumps(said))
        with pytest.raises(websockets.exceptions.ConnectionClosed) as closed:
            await asyncio.wait_for(socket.recv(), 10)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code in {4400, 4403}  # the device is another person's
