"""Signing in with a directory's password, against a real LDAP server."""

from collections.abc import Awaitable, Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.builders import slapd
from tests.builders.slapd import BASE, SEARCHER, Slapd

from pursight.clock import StoppedClock
from pursight_server.access.model import Role

SignIn = Callable[..., Awaitable[httpx.AsyncClient]]
DIRECTORY, SESSIONS = "/api/v1/directory", "/api/v1/sessions/directory"
ADA = f"uid=ada,ou=people,{BASE}"
PASSWORD = "correct horse battery staple"
STEWARDS = f"cn=Stewards,ou=groups,{BASE}"


@pytest.fixture(scope="module")
def server() -> Iterator[Slapd]:
    """One server with Ada, who is a steward, and Bob."""
    if not slapd.available():
        pytest.skip(f"not run: needs slapd (the package {slapd.PACKAGES})")
    running = Slapd()
    ada = running.add_person("ada", PASSWORD)
    running.add_person("bob", "another password of Bob's")
    running.add_person("eve", "the password of Eve", userAccountControl="514")
    running.add_person(
        "gus", "the password of Gus", userAccountControl="512", objectGUID=b"\x00\xffGUID of Gus!!!"
    )
    running.add_person("x*)(uid=ada", "the password of X")
    running.add_group("Stewards", ada)
    yield running
    running.remove()


def settings_of(server: Slapd, **other: Any) -> dict[str, Any]:
    return {
        "urls": [server.ldaps],
        "ca": server.ca,
        "bind_dn": SEARCHER[0],
        "bind_password": SEARCHER[1],
        "base": BASE,
        "creates_persons": True,
        "role_map": {STEWARDS: ["data_steward"]},
        **other,
    }


async def set_up(client: httpx.AsyncClient, server: Slapd, **other: Any) -> None:
    answer = await client.get(DIRECTORY)
    tag = {"If-Match": answer.headers["etag"]} if answer.status_code == 200 else {}
    answer = await client.put(DIRECTORY, json=settings_of(server, **other), headers=tag)
    assert answer.status_code == 200, answer.text


async def enter(
    anonymous: httpx.AsyncClient, login: str = "ada", password: str = PASSWORD
) -> httpx.Response:
    return await anonymous.post(
        SESSIONS, json={"organisation": "acme", "login": login, "password": password}
    )


def code_of(answer: httpx.Response) -> str:
    return f"{answer.status_code} {answer.json()['code']}"


REFUSED = "401 sign_in.refused"


@pytest.fixture
async def ready(client: httpx.AsyncClient, server: Slapd) -> httpx.AsyncClient:
    """An administrator whose organisation has the directory."""
    await set_up(client, server)
    return client


async def test_somebody_new_comes_in_with_the_roles_of_their_groups(
    ready: httpx.AsyncClient, anonymous: httpx.AsyncClient, server: Slapd
) -> None:
    answer = await enter(anonymous)
    assert answer.status_code == 201, answer.text
    token = answer.json()["access_token"]
    me = await anonymous.get("/api/v1/me", headers={"Authorization": f"Bearer {token}"})
    assert me.json()["email"] == "ada@example.com"
    assert me.json()["roles"] == ["data_steward"]
    server.set(STEWARDS, member=[f"uid=bob,ou=people,{BASE}"])
    server.set(ADA, mail=["ada.lovelace@example.com"])
    again = await enter(anonymous)
    assert again.json()["person"]["id"] == answer.json()["person"]["id"]
    assert again.json()["person"]["roles"] == []
    server.set(STEWARDS, member=[ADA])
    server.set(ADA, mail=["ada@example.com"])
    assert (await enter(anonymous)).json()["person"]["roles"] == ["data_steward"]


async def test_starttls_and_groups_that_name_their_members(
    client: httpx.AsyncClient, anonymous: httpx.AsyncClient, server: Slapd
) -> None:
    await set_up(
        client,
        server,
        urls=[server.ldap],
        group_attribute="seeAlso",
        group_filter="(member={login})",
        group_base=f"ou=groups,{BASE}",
    )
    answer = await enter(anonymous)
    assert answer.status_code == 201, answer.text
    assert answer.json()["person"]["roles"] == ["data_steward"]


async def test_whatever_does_not_fit_is_refused_alike(
    ready: httpx.AsyncClient, anonymous: httpx.AsyncClient
) -> None:
    bodies = set()
    for login, password in (
        ("ada", "wrong"),
        ("nobody", PASSWORD),
        ("eve", "the password of Eve"),  # disabled there
        ("ada", ""),
        ("ada", " "),
        ("", PASSWORD),
        ("ada\x00", PASSWORD),
        ("ada", "\x00"),
        ("ada", f"{PASSWORD}\x00"),
    ):
        answer = await enter(anonymous, login, password)
        assert answer.status_code in {400, 401, 422}, (login, password)
        if answer.status_code == 401:
            assert code_of(answer) == REFUSED, (login, password)
            bodies.add((answer.json()["detail"], answer.json()["hint"]))
    assert len(bodies) == 1
    elsewhere = await anonymous.post(
        SESSIONS, json={"organisation": "nowhere", "login": "ada", "password": PASSWORD}
    )
    assert code_of(elsewhere) == REFUSED


async def test_a_name_for_ever_can_be_bytes(
    client: httpx.AsyncClient, anonymous: httpx.AsyncClient, server: Slapd
) -> None:
    await set_up(client, server, subject_attribute="objectGUID")
    first = await enter(anonymous, "gus", "the password of Gus")
    assert first.status_code == 201, first.text
    again = await enter(anonymous, "gus", "the password of Gus")
    assert again.json()["person"]["id"] == first.json()["person"]["id"]
    assert code_of(await enter(anonymous)) == REFUSED  # Ada has no such name


@pytest.mark.parametrize(
    "login",
    [
        "*",
        "a*",
        "ada)(objectClass=*",
        "*)(uid=ada))(|(uid=*",
        "ada)(|(password=*",
        "\\61da",
        "ada))%00",
        "x)(userPassword=*",
        "(",
        ")",
        "\\",
        "ada,ou=people",
    ],
)
async def test_a_name_is_nothing_but_a_name(
    ready: httpx.AsyncClient, anonymous: httpx.AsyncClient, login: str
) -> None:
    for password in (PASSWORD, "*", "x)(uid=*"):
        assert code_of(await enter(anonymous, login, password)) == REFUSED


async def test_a_name_with_every_special_sign_is_found(
    ready: httpx.AsyncClient, anonymous: httpx.AsyncClient
) -> None:
    answer = await enter(anonymous, "x*)(uid=ada", "the password of X")
    assert answer.status_code == 201, answer.text
    assert answer.json()["person"]["email"] == "x*)(uid=ada@example.com"


async def test_another_authority_and_servers_that_are_away_let_nobody_in(
    client: httpx.AsyncClient, anonymous: httpx.AsyncClient, server: Slapd, tmp_path: Path
) -> None:
    stranger = slapd.authority(tmp_path)
    for other in (
        {"ca": stranger},
        {"ca": stranger, "urls": [server.ldap]},
        {"ca": ""},
        {"urls": ["ldaps://localhost:9"]},
        {"urls": [server.ldap.replace("ldap:", "ldaps:")]},
        {"bind_password": "wrong"},
        {"base": "dc=nowhere"},
    ):
        await set_up(client, server, **other)
        answer = await enter(anonymous)
        assert code_of(answer) == "503 directory.away", other
        assert "password" not in answer.text.replace("sign_in", "")
    await set_up(client, server, urls=["ldaps://localhost:9", server.ldaps])
    assert (await enter(anonymous)).status_code == 201


async def test_nothing_is_said_to_a_server_without_tls(server: Slapd, tmp_path: Path) -> None:
    """A server that takes StartTLS' place hears a request for TLS, and no password."""
    import asyncio

    heard = bytearray()

    async def listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.extend(await reader.read(4096))
        # an extended response: protocol error; this server "has no TLS"
        writer.write(bytes.fromhex("300c02010178070a010204000400"))
        await writer.drain()
        heard.extend(await reader.read(4096))
        writer.close()

    from dataclasses import replace

    from pursight_server.access.directories.ldap import LdapDirectory
    from pursight_server.access.directories.ports import DirectoryAway

    fake = await asyncio.start_server(listen, "127.0.0.1", 0)
    port = fake.sockets[0].getsockname()[1]
    directory = replace(a_directory(server), urls=(f"ldap://localhost:{port}",))
    opened = LdapDirectory(directory, "a secret of ours")
    with pytest.raises(DirectoryAway):
        await asyncio.to_thread(opened.find, "ada")
    with pytest.raises(DirectoryAway):
        await asyncio.to_thread(opened.fits, ADA, "a secret of Ada's")
    fake.close()
    assert b"1.3.6.1.4.1.1466.20037" in heard
    assert b"secret" not in heard


def a_directory(server: Slapd) -> Any:
    from pursight.clock import SystemClock
    from pursight.identity import new_id
    from pursight_server.access.directories.model import Directory

    now = SystemClock().now()
    return Directory(
        id=new_id(SystemClock()),
        urls=(server.ldaps,),
        ca=server.ca,
        bind_dn=SEARCHER[0],
        bind_password="",
        base=BASE,
        created_at=now,
        changed_at=now,
    )


def test_an_empty_password_is_never_sent(server: Slapd) -> None:
    """This server lets whoever names a person and gives no password in, as nobody."""
    from ldap3 import NONE, Connection, Server

    from pursight_server.access.directories.ldap import LdapDirectory

    plain = Connection(
        Server("127.0.0.1", port=server.plain_port, get_info=NONE), user=ADA, password=" "
    )
    assert not plain.bind()
    plain.unbind()
    opened = LdapDirectory(a_directory(server), SEARCHER[1])
    assert opened.fits(ADA, PASSWORD)
    assert not opened.fits(ADA, "")
    assert not opened.fits("", PASSWORD)
    assert not opened.fits("", "")


async def test_somebody_who_is_there_is_linked_once_and_by_what_never_changes(
    client: httpx.AsyncClient, anonymous: httpx.AsyncClient, server: Slapd, sign_in: SignIn
) -> None:
    await sign_in(Role.DATA_USER, email="bob@example.com")
    await set_up(client, server, creates_persons=False)
    bobs = ("bob", "another password of Bob's")
    assert code_of(await enter(anonymous, *bobs)) == "401 sign_in.not_known_here"
    await set_up(client, server, creates_persons=False, trusts_email=True)
    first = await enter(anonymous, *bobs)
    assert first.status_code == 201, first.text
    assert first.json()["person"]["roles"] == ["data_user"]
    bob = first.json()["person"]["id"]
    answer = await client.get(f"/api/v1/persons/{bob}")
    off = {"If-Match": answer.headers["etag"]}
    await client.patch(f"/api/v1/persons/{bob}", json={"disabled": True}, headers=off)
    assert code_of(await enter(anonymous, *bobs)) == REFUSED


async def test_wrong_passwords_make_an_account_wait(
    ready: httpx.AsyncClient, anonymous: httpx.AsyncClient, clock: StoppedClock
) -> None:
    assert (await enter(anonymous)).status_code == 201
    for _ in range(5):
        assert code_of(await enter(anonymous, password="wrong")) == REFUSED
    assert code_of(await enter(anonymous)) == REFUSED
    clock.advance(timedelta(minutes=20))
    assert (await enter(anonymous)).status_code == 201


async def test_its_settings_are_an_administrators_and_its_password_is_nobodys(
    ready: httpx.AsyncClient, server: Slapd, sign_in: SignIn, superuser_dsn: str
) -> None:
    found = await ready.get(DIRECTORY)
    assert "bind_password" not in found.json()
    assert SEARCHER[1] not in found.text
    steward = await sign_in(Role.DATA_STEWARD, Role.AUDITOR)
    for method in ("GET", "PUT", "DELETE"):
        body = settings_of(server) if method == "PUT" else None
        assert (await steward.request(method, DIRECTORY, json=body)).status_code == 403
    events = await ready.get("/api/v1/events", params={"limit": 200})
    assert "directory.added" in events.text
    assert SEARCHER[1] not in events.text
    import psycopg

    with psycopg.connect(superuser_dsn) as connection:
        row = connection.execute("SELECT bind_password FROM directory").fetchone()
    assert row is not None
    assert str(row[0]).startswith("pf1.")
    elsewhere = {**settings_of(server), "urls": ["ldaps://evil.example"]}
    del elsewhere["bind_password"]
    tag = {"If-Match": found.headers["etag"]}
    answer = await ready.put(DIRECTORY, json=elsewhere, headers=tag)
    assert code_of(answer) == "422 directory.bad"
    same = {**settings_of(server), "name_attribute": "sn"}
    del same["bind_password"]
    assert (await ready.put(DIRECTORY, json=same, headers=tag)).status_code == 200
    assert (await ready.put(DIRECTORY, json=same, headers=tag)).status_code == 412
    assert (await ready.delete(DIRECTORY)).status_code == 204
    assert (await ready.get(DIRECTORY)).status_code == 404


@pytest.mark.parametrize(
    "bad",
    [
        {"urls": ["http://localhost"]},
        {"urls": ["ldap://:389"]},
        {"urls": ["ldaps://user@host"]},
        {"urls": ["ldaps://host:99999"]},
        {"urls": ["ldaps://host/dc=x"]},
        {"user_filter": "(uid=ada)"},
        {"user_filter": "uid={login}"},
        {"user_filter": "(uid={login}))(x=y"},
        {"group_filter": "member={login}"},
        {"subject_attribute": "a)(b"},
        {"bind_dn": ""},
        {"ca": "no certificate"},
        {"bind_password": ""},
    ],
)
async def test_settings_that_cannot_work_are_refused(
    client: httpx.AsyncClient, server: Slapd, bad: dict[str, Any]
) -> None:
    answer = await client.put(DIRECTORY, json=settings_of(server, **bad))
    assert code_of(answer) == "422 directory.bad", answer.text
