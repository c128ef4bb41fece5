"""What no console of ours sends, or only at a bad moment: answered in words, never at length."""

import asyncio
from collections.abc import Callable

import pytest
from tests.builders.consoles import Console, MakeConsole
from tests.builders.scanned import Scanner, seen, table

from pursight.contracts.sync import Put, RepairReply
from pursight.identity import new_id
from pursight_server.sync import service

CUSTOMER = table("customer", *(seen(f"c{number}", label="email") for number in range(20)))


@pytest.mark.parametrize("mid", [3, 2**63, 10**40])
async def test_a_number_far_ahead_is_a_gap(console: MakeConsole, mid: int) -> None:
    grace = await console()
    command = {"mid": mid, "entity": "asset", "id": str(new_id()), "op": "set", "args": {}}
    answer = await grace.post("push", {"commands": [command]})
    assert (answer.status_code, answer.json()["code"]) == (409, "sync.gap")
    assert answer.headers["PurSight-Last-Mid"] == "0"


async def test_a_console_made_known_five_times_at_once_is_one(console: MakeConsole) -> None:
    grace = await console()
    body = {"id": str(new_id()), "name": "impatient"}
    answers = await asyncio.gather(
        *(grace.http.post("/sync/v1/devices", json=body) for _ in range(5))
    )
    assert [answer.status_code for answer in answers] == [201] * 5
    known = (await grace.http.get("/sync/v1/devices")).json()
    assert [one["name"] for one in known].count("impatient") == 1


async def test_half_a_letter_uses_up_its_number_and_is_kept_as_far_as_it_can_be(
    console: MakeConsole, scanner: Scanner
) -> None:
    await scanner.scan(CUSTOMER)
    grace = await console()
    row = next(row for row in grace.of("asset") if row.fields["name"] == "customer")
    body = (
        '{"commands": [{"mid": 1, "entity": "asset", "id": "%s", "op": "set",'
        r' "args": {"description": "half \ud83d, whole \ud83d\ude00"}}]}'
    )
    answer = await grace.http.post(
        "/sync/v1/push",
        content=(body % row.id).encode(),
        headers={"PurSight-Device": str(grace.device), "Content-Type": "application/json"},
    )
    assert answer.json()["results"][0]["outcome"] == "applied"
    await grace.pull()
    assert grace.rows["asset", row.id].fields["description"] == "half \ufffd, whole \U0001f600"


def _by_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "LARGEST_PAGE", 4)


def _by_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "_BYTES_A_PAGE", 3_000)
    monkeypatch.setattr(service, "_ROWS_AT_ONCE", 3)


@pytest.mark.parametrize("small", [_by_rows, _by_bytes])
async def test_a_repair_of_everything_comes_in_pages(
    console: MakeConsole,
    scanner: Scanner,
    monkeypatch: pytest.MonkeyPatch,
    small: Callable[[pytest.MonkeyPatch], None],
) -> None:
    await scanner.scan(CUSTOMER)
    grace = await console()
    small(monkeypatch)
    wrong = [new_id() for _ in range(3)]
    known = {str(row_id): 1 for row_id in wrong}
    asked = {"cursor": grace.cursor, "scope": "asset", "known": known}
    replies = await _pages(grace, asked)
    assert len(replies) > 3
    puts = [one.row for reply in replies for one in reply.changes if isinstance(one, Put)]
    evicts = [one.id for reply in replies for one in reply.changes if not isinstance(one, Put)]
    assert sorted(puts, key=lambda row: row.id) == sorted(grace.of("asset"), key=lambda row: row.id)
    assert sorted(evicts) == sorted(wrong)


async def _pages(console: Console, asked: dict[str, object]) -> list[RepairReply]:
    replies: list[RepairReply] = []
    while True:
        answer = await console.post("repair", asked)
        replies.append(RepairReply.model_validate_json(answer.content))
        if replies[-1].next is None:
            return replies
        asked = {**asked, "after": str(replies[-1].next)}
