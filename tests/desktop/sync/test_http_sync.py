"""HttpSync and the real server: every question, and every no in the protocol's own words."""

import base64
import json
from datetime import timedelta

import httpx
import pytest
from tests.builders.scanned import Scanner, seen, table
from tests.server.conftest import SignIn
from typing_extensions import override

from pursight.clock import StoppedClock
from pursight.contracts.sync import ChangesReply, Command, Operation, Outcome, Put, Row
from pursight.identity import new_id
from pursight.protocol.sync import DeviceRevoked, Key, Rescope, Resync, Rows, digests, key_of
from pursight.protocol.sync_server import Gap
from pursight_desktop.session.answers import (
    NotTheServer,
    Offline,
    ServerBusy,
    ServerRefused,
    SessionOver,
)
from pursight_desktop.sync.client import DEVICE_UNKNOWN, HttpSync
from pursight_desktop.sync.lease import lease_until
from pursight_server.access.model import FIRST_ADMINISTRATOR


@pytest.fixture
async def sync(client: httpx.AsyncClient) -> HttpSync:
    """A console that the server knows."""
    sync = HttpSync(client, new_id())
    await sync.register("grace-laptop")
    return sync


async def everything(sync: HttpSync) -> tuple[Rows, ChangesReply]:
    """Fetch all rows, and the page of changes that makes them one state."""
    rows: dict[Key, Row] = {}
    reply = await sync.snapshot(None)
    rows |= {key_of(row): row for row in reply.rows}
    while reply.next is not None:
        reply = await sync.snapshot(reply.next)
        rows |= {key_of(row): row for row in reply.rows}
    changes = await sync.changes(reply.cursor)
    while True:
        rows |= {key_of(one.row): one.row for one in changes.changes if isinstance(one, Put)}
        if not changes.more:
            return rows, changes
        changes = await sync.changes(changes.cursor)


def one_named(rows: Rows, name: str) -> Row:
    return next(
        row for row in rows.values() if row.entity == "asset" and row.fields["name"] == name
    )


async def test_a_device_is_registered_as_often_as_one_likes(sync: HttpSync) -> None:
    first, again = await sync.register("grace-laptop"), await sync.register("")
    assert first == again
    assert len(base64.b64decode(first.lease_key)) == 32


async def test_rows_arrive_and_their_digests_fit(sync: HttpSync, scanner: Scanner) -> None:
    await scanner.scan(table("customer", seen("email", label="email"), "note"))
    reply = await sync.snapshot(None)
    assert reply.total == len(reply.rows) > 3
    found = await sync.changes(reply.cursor)
    assert found.digests == digests(reply.rows)
    assert (found.more, found.last_mid) == (False, 0)


async def test_an_edit_is_pushed_once_however_often_it_is_sent(
    sync: HttpSync, scanner: Scanner
) -> None:
    await scanner.scan(table("customer", "email"))
    rows, at = await everything(sync)
    asset = one_named(rows, "customer")
    command = Command(
        mid=1,
        entity="asset",
        id=asset.id,
        op=Operation.SET,
        args={"description": "Who buys"},
        base_rev=asset.rev,
    )
    first, again = await sync.push([command]), await sync.push([command])
    assert first == again
    assert first.results[0].outcome is Outcome.APPLIED
    changed = (await sync.changes(at.cursor)).changes
    shown = [
        one.row for one in changed if isinstance(one, Put) and key_of(one.row) == key_of(asset)
    ]
    assert [row.fields["description"] for row in shown] == ["Who buys"]


async def test_a_gap_says_where_to_go_on(sync: HttpSync) -> None:
    with pytest.raises(Gap) as caught:
        await sync.push([Command(mid=7, entity="asset", id=new_id(), op=Operation.SET)])
    assert caught.value.last_mid == 0


async def test_a_scope_is_repaired_in_ranges(
    sync: HttpSync, scanner: Scanner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pursight_desktop.sync.client.REPAIR_RANGE", 3)
    monkeypatch.setattr("pursight_desktop.sync.client.REPAIR_LIMIT", 2)
    await scanner.scan(table("customer", *(f"c{number}" for number in range(20))))
    rows, at = await everything(sync)
    assets = {row.id: row for row in rows.values() if row.entity == "asset"}
    known = {row.id: row.rev for row in assets.values()}
    missing = [*sorted(known)[4:9], max(known)]
    stale, ghost = sorted(known)[11], new_id()
    for one in missing:
        del known[one]
    known[stale] -= 1
    known[ghost] = 1
    reply = await sync.repair(at.cursor, "asset", known)
    held = {row_id: assets[row_id] for row_id in known if row_id in assets and row_id != stale}
    for change in reply.changes:
        if isinstance(change, Put):
            held[change.row.id] = change.row
        else:
            assert change.id == ghost
    assert held == assets
    nothing = await sync.repair(at.cursor, "asset", {})
    assert {one.row.id for one in nothing.changes if isinstance(one, Put)} == set(assets)


async def test_what_differs_is_told_by_scope(sync: HttpSync, scanner: Scanner) -> None:
    await scanner.scan(table("customer", "email"))
    rows, at = await everything(sync)
    mine = digests(rows.values())
    assert (await sync.rescope(at.cursor, mine)).differ == ()
    del mine["asset"]
    assert (await sync.rescope(at.cursor, mine)).differ == ("asset",)


async def test_a_foreign_cursor_begins_anew(sync: HttpSync) -> None:
    with pytest.raises(Resync):
        await sync.changes("bm9uc2Vuc2U=")


async def test_changed_permissions_are_told(
    sync: HttpSync, client: httpx.AsyncClient, scanner: Scanner
) -> None:
    await scanner.scan(table("customer", "email"))
    _, at = await everything(sync)
    me = (await client.get("/api/v1/me")).json()
    person = await client.get(f"/api/v1/persons/{me['person_id']}")
    edit = await client.patch(
        f"/api/v1/persons/{me['person_id']}",
        json={"roles": ["system_administrator"]},
        headers={"If-Match": person.headers["etag"]},
    )
    assert edit.status_code == 200, edit.text
    with pytest.raises(Rescope):
        await sync.changes(at.cursor)


async def test_a_revoked_device_is_told_so_everywhere(
    sync: HttpSync, client: httpx.AsyncClient
) -> None:
    _, at = await everything(sync)
    assert (await client.delete(f"/sync/v1/devices/{sync._device_id}")).status_code == 204
    for ask in (
        sync.register("again"),
        sync.snapshot(None),
        sync.changes(at.cursor),
        sync.rescope(at.cursor, {}),
        sync.repair(at.cursor, "asset", {}),
        sync.push([Command(mid=1, entity="asset", id=new_id(), op=Operation.SET)]),
    ):
        with pytest.raises(DeviceRevoked):
            await ask


async def test_an_unknown_device_is_no_error_of_the_protocol(client: httpx.AsyncClient) -> None:
    with pytest.raises(ServerRefused) as caught:
        await HttpSync(client, new_id()).snapshot(None)
    assert caught.value.problem.code == DEVICE_UNKNOWN


async def test_who_is_not_signed_in_is_told_to(anonymous: httpx.AsyncClient) -> None:
    with pytest.raises(SessionOver):
        await HttpSync(anonymous, new_id()).snapshot(None)


async def test_a_lease_is_believed_only_from_the_server(
    sync: HttpSync, scanner: Scanner, clock: StoppedClock, sign_in: SignIn
) -> None:
    await scanner.scan(table("customer", "email"))
    key = (await sync.register("")).lease_key
    _, at = await everything(sync)
    assert at.lease is not None
    until = lease_until(at.lease, key, sync._device_id)
    assert until is not None
    assert timedelta(days=6) < until - clock.now() < timedelta(days=8)
    assert lease_until(at.lease, key, new_id()) is None
    assert lease_until(at.lease, base64.b64encode(bytes(32)).decode(), sync._device_id) is None
    head, body, signature = at.lease.split(".")
    longer = json.loads(base64.urlsafe_b64decode(body + "=="))
    longer["exp"] += 1_000_000
    forged = base64.urlsafe_b64encode(json.dumps(longer).encode()).decode().rstrip("=")
    for bad in (f"{head}.{forged}.{signature}", "", "a.b.c", "é.é.é", f"{head}.{body}."):
        assert lease_until(bad, key, sync._device_id) is None
    # a console whose server shows another key keeps the lease it has
    sync._lease_key = base64.b64encode(bytes(32)).decode()
    assert (await sync.changes(at.cursor)).lease is None
    other = await sign_in(*FIRST_ADMINISTRATOR)
    stranger = HttpSync(other, sync._device_id)
    with pytest.raises(ServerRefused):
        await stranger.register("stolen id")


class Answering(httpx.AsyncBaseTransport):
    """Answers everything alike."""

    def __init__(self, answer: httpx.Response | httpx.HTTPError) -> None:
        self.answer = answer

    @override
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if isinstance(self.answer, httpx.HTTPError):
            raise self.answer
        return self.answer


async def answered(answer: httpx.Response | httpx.HTTPError) -> Exception:
    transport = Answering(answer)
    async with httpx.AsyncClient(transport=transport, base_url="https://server.test") as client:
        with pytest.raises(Offline) as caught:
            await HttpSync(client, new_id()).changes("cursor")
    return caught.value


async def test_what_is_no_answer_of_a_server_is_being_offline() -> None:
    portal = httpx.Response(200, html="<html>Welcome</html>")
    assert isinstance(await answered(portal), NotTheServer)
    login = httpx.Response(302, headers={"location": "https://portal.example"})
    assert isinstance(await answered(login), NotTheServer)
    other = httpx.Response(200, json={"hello": "world"})
    assert isinstance(await answered(other), NotTheServer)
    broken = httpx.Response(200, content=b"{", headers={"content-type": "application/json"})
    assert isinstance(await answered(broken), NotTheServer)
    gateway = httpx.Response(502, html="<html>Bad gateway</html>")
    assert isinstance(await answered(gateway), ServerBusy)
    busy = await answered(httpx.Response(503, headers={"retry-after": "17"}))
    assert isinstance(busy, ServerBusy)
    assert busy.retry_after == 17
    for cut in (httpx.ConnectError("x"), httpx.ReadTimeout("x"), httpx.RemoteProtocolError("x")):
        assert type(await answered(cut)) is Offline
