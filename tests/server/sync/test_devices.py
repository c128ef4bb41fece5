"""Consoles are made known, listed and revoked; a lease says until when they may work offline."""

import base64
from datetime import UTC, datetime, timedelta

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from tests.builders.consoles import Console, MakeConsole
from tests.server.conftest import SignIn

from pursight.clock import StoppedClock
from pursight.contracts.sync import Command, Operation
from pursight.identity import new_id
from pursight_server.access.model import Role


async def ways_in(console: Console) -> list[tuple[int, str]]:
    """Try every request; status and code of each answer."""
    command = Command(mid=1, entity="asset", id=console.device, op=Operation.SET)
    answers = [
        await console.get("snapshot"),
        await console.get("changes", cursor=console.cursor),
        await console.post("rescope", {"cursor": console.cursor, "digests": {}}),
        await console.post("repair", {"cursor": console.cursor, "scope": "asset", "known": {}}),
        await console.post("push", {"commands": [command.model_dump(mode="json")]}),
    ]
    return [(answer.status_code, answer.json().get("code", "")) for answer in answers]


async def test_making_a_console_known_twice_changes_nothing(
    console: MakeConsole, clock: StoppedClock
) -> None:
    grace = await console()
    body = {"id": str(grace.device), "name": "another name"}
    again = await grace.http.post("/sync/v1/devices", json=body)
    assert again.status_code == 201
    assert {"id", "organisation_id", "person_id", "lease_key"} == again.json().keys()
    [known] = (await grace.http.get("/sync/v1/devices")).json()
    assert (known["name"], known["revoked_at"]) == ("grace-laptop", None)
    clock.advance(timedelta(minutes=2))
    await grace.pull()
    [known] = (await grace.http.get("/sync/v1/devices")).json()
    assert datetime.fromisoformat(known["last_seen_at"]) == clock.now()


async def test_another_persons_console_is_theirs(console: MakeConsole) -> None:
    grace, ada = await console(), await console(Role.DATA_STEWARD)
    taken = await ada.http.post("/sync/v1/devices", json={"id": str(grace.device), "name": "x"})
    assert (taken.status_code, taken.json()["code"]) == (409, "sync.device_taken")
    stolen = Console(ada.http, grace.device)
    stolen.cursor = ada.cursor
    assert await ways_in(stolen) == [(404, "sync.device_unknown")] * 5
    gone = await ada.http.delete(f"/sync/v1/devices/{grace.device}")
    assert gone.status_code == 404
    me = (await grace.http.get("/api/v1/me")).json()["person_id"]
    for others in ("everybody=true", f"person_id={me}", f"person_id={me}&everybody=true"):
        assert (await ada.http.get(f"/sync/v1/devices?{others}")).status_code == 403


async def test_a_revoked_console_gets_nothing_any_more(console: MakeConsole) -> None:
    grace = await console()
    assert [status for status, _ in await ways_in(grace)] == [200] * 5
    for _ in range(2):
        assert (await grace.http.delete(f"/sync/v1/devices/{grace.device}")).status_code == 204
    assert await ways_in(grace) == [(403, "sync.device_revoked")] * 5
    again = await grace.http.post(
        "/sync/v1/devices", json={"id": str(grace.device), "name": "again"}
    )
    assert (again.status_code, again.json()["code"]) == (403, "sync.device_revoked")


async def test_an_administrator_revokes_a_lost_console(
    console: MakeConsole, sign_in: SignIn
) -> None:
    ada, other = await console(Role.DATA_STEWARD), await console(Role.DATA_STEWARD)
    administrator = await sign_in(Role.SYSTEM_ADMINISTRATOR)
    listed = (await administrator.get("/sync/v1/devices?everybody=true")).json()
    assert str(ada.device) in {one["id"] for one in listed}
    assert str(other.device) in {one["id"] for one in listed}
    whose = {"person_id": (await ada.http.get("/api/v1/me")).json()["person_id"]}
    [hers] = (await administrator.get("/sync/v1/devices", params=whose)).json()
    assert hers["id"] == str(ada.device)
    [own] = (await ada.http.get("/sync/v1/devices", params=whose)).json()
    assert own == hers
    assert (await administrator.delete(f"/sync/v1/devices/{ada.device}")).status_code == 204
    assert (await ada.get("changes", cursor=ada.cursor)).status_code == 403


async def test_a_console_nobody_knows_is_told_so(sign_in: SignIn, clock: StoppedClock) -> None:
    stranger = Console(await sign_in(Role.DATA_STEWARD), new_id(clock))
    stranger.cursor = "x"
    assert await ways_in(stranger) == [(404, "sync.device_unknown")] * 5


async def test_a_console_that_is_too_old_is_told_to_update(console: MakeConsole) -> None:
    grace = await console()
    grace.http.headers["PurSight-Sync-Schema"] = "0"
    assert await ways_in(grace) == [(426, "sync.console_too_old")] * 5
    grace.http.headers["PurSight-Sync-Schema"] = "1"
    assert [status for status, _ in await ways_in(grace)] == [200] * 5


async def test_a_checkpoint_carries_a_lease(console: MakeConsole, clock: StoppedClock) -> None:
    grace = await console()
    answer = await grace.http.post("/sync/v1/devices", json={"id": str(grace.device), "name": "x"})
    known = answer.json()
    key = Ed25519PublicKey.from_public_bytes(base64.b64decode(known["lease_key"]))
    [reply] = await grace.pull()
    assert reply.lease is not None
    lease = jwt.decode(reply.lease, key, ["EdDSA"], audience="pursight-console")
    assert (lease["dev"], lease["sub"]) == (str(grace.device), known["person_id"])
    until = datetime.fromtimestamp(lease["exp"], UTC)
    assert abs(until - clock.now() - timedelta(days=7)) < timedelta(seconds=1)
    as_access_token = await grace.http.get(
        "/api/v1/me", headers={"Authorization": f"Bearer {reply.lease}"}
    )
    assert as_access_token.status_code == 401
