"""What people and agents send: statements, expressions, formulas, bombs, forged requests."""

import asyncio
import json
import re
import resource
from pathlib import Path

import httpx
import pytest
import zstandard
from tests.builders.agent_driver import AgentDriver
from tests.builders.fortress import Fortress

from pursight.contracts.agents import PollRequest

pytestmark = pytest.mark.timeout(600)

STATEMENTS = (
    "' OR '1'='1",
    "'; DROP TABLE person; --",
    "1) UNION SELECT password_hash FROM person --",
    "\\' OR 1=1 --",
    "%' AND pg_sleep(9) --",
    "$1",
    "%s",
    ":name",
    "asset.id",
    "(SELECT current_setting('pursight.organisation'))",
    "\u0000",
    "%",
    "_",
    "\\",
)
A_PARAMETER = 4
SEARCHES = (
    "(" * 190,
    "a:*&" * 40,
    "!" * 200,
    "'" * 200,
    "*",
    "\\" * 199,
    "a & | ! b <-> (",
    "{{7*7}}",
    "../../etc/passwd",
    "\ud7ff\ue000\U0010ffff" * 20,
    "\u202e" * 100,
    "[[:alpha:]]{1,1000}",
)
BOMB = 300 * 1024 * 1024
MOST_GROWN = 100 * 1024


async def test_no_filter_search_or_cursor_is_a_statement(fortress: Fortress) -> None:
    """Each text is looked for as it is: none finds more, none breaks anything, none takes long."""
    admin = fortress.ours.admin
    parameters = {
        (route.path, field.alias)
        for route in fortress.routes
        if "GET" in (route.methods or ()) and route.path.startswith(("/api/", "/sync/"))
        for field in route.dependant.query_params
        + [one for inner in route.dependant.dependencies for one in inner.query_params]
    }
    assert len(parameters) > 40
    for number, (path, name) in enumerate(sorted(parameters)):
        address = _with_ids(fortress, path)
        for turn in range(A_PARAMETER):  # each text meets many parameters, each parameter some
            text = STATEMENTS[(number * A_PARAMETER + turn) % len(STATEMENTS)]
            answer = await admin.get(address, params={name: text})
            assert answer.status_code < 500, (path, name, text, answer.text)
            assert fortress.theirs.mark not in answer.text, (path, name, text)
            assert "argon2" not in answer.text
    assert (await admin.get("/api/v1/persons")).status_code == 200
    for field in ("sort", "order", "order_by", "fields", "organisation_id"):
        answer = await admin.get("/api/v1/assets", params={field: STATEMENTS[2]})
        assert answer.text == (await admin.get("/api/v1/assets")).text


def _with_ids(fortress: Fortress, path: str) -> str:
    for name, value in fortress.ours.ids.items():
        path = path.replace("{" + name + "}", value)
    return path.replace("{", "").replace("}", "")


async def test_hostile_searches_find_nothing_and_break_nothing(fortress: Fortress) -> None:
    for text in SEARCHES:
        for path, name in (("assets", "q"), ("sources", "text"), ("persons", "text")):
            answer = await fortress.ours.admin.get(f"/api/v1/{path}", params={name: text})
            assert answer.status_code in {200, 422}, (path, text[:20], answer.text)


async def test_who_may_not_write_learns_nothing_of_what_they_write(fortress: Fortress) -> None:
    """The refusal comes before the expression is looked at: right and wrong ones look the same."""
    rule = {
        "source_id": fortress.ours.ids["source_id"],
        "schema_name": "public",
        "table": "customer",
        "name": "x",
        "severity": "high",
        "check": {"check": "pattern", "column": "email", "expression": "(a+)+$"},
    }
    expressions = ["a", "(" * 500, "__import__('os').system('id')", "${jndi:ldap://x}", "(a+)+$"]
    for who in ("nobody", "data_user", "auditor", "workspace_member"):
        answers = set()
        for expression in expressions:
            check = {"check": "pattern", "column": "email", "expression": expression}
            sent = await fortress.people[who].post("/api/v1/rules", json=rule | {"check": check})
            body = sent.json()
            answers.add((sent.status_code, body["code"], body["detail"]))
        for body in ({}, {"check": {"check": "eval"}}, []):
            sent = await fortress.people[who].post("/api/v1/rules", json=body)
            answers.add((sent.status_code, sent.json()["code"], sent.json()["detail"]))
        assert len(answers) == 1, (who, answers)
        assert answers.pop()[0] in {401, 403}
    for expression in ("(?P<", "(?=a)", "a{1001}", "(" * 500):
        check = {"check": "pattern", "column": "email", "expression": expression}
        answer = await fortress.ours.admin.post("/api/v1/rules", json=rule | {"check": check})
        assert answer.status_code < 500


def _bomb() -> bytes:
    """Pack piece by piece: whoever held all of it here would not notice that the server does."""
    packing = zstandard.ZstdCompressor(level=3).compressobj()
    piece = bytes(1024 * 1024)
    parts = [packing.compress(piece) for _ in range(BOMB // len(piece))]
    return b"".join([*parts, packing.flush()])


def _peak(*, anew: bool = False) -> int:
    """Most memory that this process has held so far, or since it was last asked anew; KiB."""
    forget, status = Path("/proc/self/clear_refs"), Path("/proc/self/status")
    if not forget.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    if anew:
        forget.write_text("5")
    return int(re.search(r"VmHWM:\s+(\d+)", status.read_text())[1])  # type: ignore[index]


async def test_bombs_burst_outside(fortress: Fortress) -> None:
    """What would unfold to 300 MiB is refused, and the memory to unfold it is never taken."""
    agent, admin = fortress.ours.agent, fortress.ours.admin
    small = _bomb()
    nested = b"[" * 500_000 + b"]" * 500_000
    wide = zstandard.ZstdCompressor(
        compression_params=zstandard.ZstdCompressionParameters(window_log=27)
    ).compress(bytes(1024))
    assert len(small) < 50_000
    before = _peak(anew=True)
    for _ in range(8):
        for body in (small, small * 2, wide[:9] + small):
            headers = {"Content-Type": "application/json", "Content-Encoding": "zstd"}
            request = agent.sign("POST", "/agent/v1/poll", body, headers=headers)
            assert (await agent.http.send(request)).status_code in {400, 413}
        for path in ("/api/v1/rules", "/sync/v1/push", "/api/v1/sessions"):
            sent = {"content": nested, "headers": {"Content-Type": "application/json"}}
            assert (await admin.post(path, **sent)).status_code in {400, 413}  # type: ignore[arg-type]
            packed = {"content": small, "headers": {"Content-Encoding": "zstd"}}
            assert (await admin.post(path, **packed)).status_code == 415  # type: ignore[arg-type]
    grown = _peak() - before
    assert grown < MOST_GROWN, f"{grown} KiB"
    packed = zstandard.ZstdCompressor().compress(b'{"a":' * 100 + b"1" + b"}" * 100)
    headers = {"Content-Type": "application/json", "Content-Encoding": "zstd"}
    request = agent.sign("POST", "/agent/v1/poll", packed, headers=headers)
    answer = await agent.http.send(request)
    assert (answer.status_code, answer.json()["code"]) == (400, "body.malformed")


async def test_an_agent_cannot_be_another_or_say_a_thing_twice(fortress: Fortress) -> None:
    ours, theirs = fortress.ours.agent, fortress.theirs.agent
    body = PollRequest(capacity=0, sources=ours.sources).model_dump_json(exclude_none=True).encode()
    headers = {"Content-Type": "application/json"}

    async def code(request: httpx.Request) -> tuple[int, str]:
        answer = await ours.http.send(request)
        assert fortress.theirs.mark not in answer.text
        return answer.status_code, answer.json().get("code", "")

    once = ours.sign("POST", "/agent/v1/poll", body, headers=headers)
    assert (await code(once))[0] == 200
    assert await code(once) == (401, "signature.refused")
    impostor = AgentDriver(ours.http, fortress.services.clock, agent_id=theirs.id, key=ours.key)
    assert (await code(impostor.sign("POST", "/agent/v1/poll", body)))[0] == 401
    for change in ({"PurSight-Agent-Id": str(theirs.id)}, {"X-Agent-Id": str(theirs.id)}):
        request = ours.sign("POST", "/agent/v1/poll", body, headers=headers)
        request.headers.update(change)
        assert (await code(request))[0] == 200  # nobody looks at it
    moved = ours.sign("POST", "/agent/v1/poll", body, headers=headers)
    moved.url = moved.url.copy_with(query=b"a=1")
    assert (await code(moved))[0] == 401
    swapped = ours.sign("POST", "/agent/v1/poll", body, headers=headers)
    other = json.dumps({"capacity": 9}).encode()
    forged = ours.http.build_request("POST", "/agent/v1/poll", content=other)
    for name in ("Signature", "Signature-Input", "Content-Digest", "PurSight-Agent-Protocol"):
        forged.headers[name] = swapped.headers[name]
    assert (await code(forged))[0] == 401
    person = fortress.people["system_administrator"].headers["authorization"]
    answer = await ours.http.post("/agent/v1/poll", headers={"Authorization": person})
    assert answer.status_code in {401, 426}


async def test_two_at_once_with_one_signature_are_one(fortress: Fortress) -> None:
    agent = fortress.ours.agent
    body = PollRequest(capacity=0, sources=agent.sources).model_dump_json(exclude_none=True)
    headers = {"Content-Type": "application/json"}
    request = agent.sign("POST", "/agent/v1/poll", body.encode(), headers=headers)
    answers = await asyncio.gather(*[agent.http.send(request) for _ in range(5)])
    assert sorted(answer.status_code for answer in answers) == [200, 401, 401, 401, 401]
