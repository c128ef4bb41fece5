"""The border: what is refused before anything reads it, and how often one may ask."""

import asyncio
import contextlib
import json
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from hypothesis import given
from hypothesis import strategies as st
from tests.builders.served import served

from pursight_server.app.bodies import API_BYTES, STRICT_BYTES
from pursight_server.app.factory import build_app
from pursight_server.app.patient_http import HEAD_BYTES, PatientHttp
from pursight_server.platform import strict_json
from pursight_server.platform.hosts import Hosts, Proxies
from pursight_server.platform.rate_limits import (
    Buckets,
    RateLimits,
    TooManyRequests,
    network_of,
)
from pursight_server.platform.services import Services
from pursight_server.platform.settings import Settings

__all__ = ["served"]

JSON = {"Content-Type": "application/json"}


def code_of(answer: httpx.Response) -> tuple[int, str]:
    """Status and code of a problem."""
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    return answer.status_code, answer.json()["code"]


@pytest.mark.parametrize(
    "body",
    [
        '{"organisation": "a", "organisation": "b", "email": "x", "password": "y"}',
        '{"a": {"b": 1, "b": 2}}',
        '{"a": NaN}',
        '{"a": -Infinity}',
        '{"a": 1e999}',
        '{"a": ' + "9" * 401 + "}",
        "[" * 65 + "]" * 65,
        '{"a":' * 70 + "1" + "}" * 70,
        '{"a": "\\ud800',
        "{'a': 1}",
        '{"a": 1} {"b": 2}',
        "\ufeff{}",
        '{"a": 01}',
        '{"a": "b\\u0000c"}',
        '{"a\\u0000": 1}',
        '{"a": "\\\\\\u0000"}',
    ],
)
async def test_json_that_can_be_read_in_two_ways_is_refused(
    anonymous: httpx.AsyncClient, body: str
) -> None:
    answer = await anonymous.post("/api/v1/sessions", content=body.encode(), headers=JSON)
    assert code_of(answer) == (400, "request.malformed")


async def test_bytes_that_are_no_utf_8_are_refused(anonymous: httpx.AsyncClient) -> None:
    for content in (b'{"a": "\xff"}', '{"a": 1}'.encode("utf-16")):
        answer = await anonymous.post("/api/v1/sessions", content=content, headers=JSON)
        assert code_of(answer) == (400, "request.malformed")


@pytest.mark.parametrize("query", ["kind=%00", "q=a%00b&limit=1", "cursor=%00"])
async def test_a_nul_character_is_refused_before_the_database_does(
    client: httpx.AsyncClient, query: str
) -> None:
    assert code_of(await client.get(f"/api/v1/assets?{query}")) == (400, "request.malformed")


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20)
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=20,
)  # fmt: skip


@given(JSON_VALUES)
def test_what_every_program_reads_alike_passes(value: Any) -> None:
    for content in (
        json.dumps(value).encode(),
        json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"),
    ):
        if "\0" in "".join(_texts(value)):
            with pytest.raises(strict_json.BadJson):
                strict_json.check(content)
        strict_json.check(content, nul=True)
    strict_json.check(b'{"a": "\\\\u0000"}')  # a backslash, and no NUL after it


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [t for k, v in value.items() for t in [k, *_texts(v)]]
    if isinstance(value, list):
        return [text for one in value for text in _texts(one)]
    return [value] if isinstance(value, str) else []


@given(st.dictionaries(st.text(max_size=5), JSON_VALUES, min_size=1, max_size=3))
def test_any_doubled_key_is_found(value: dict[str, Any]) -> None:
    text = json.dumps(value)
    key = json.dumps(next(iter(value)))
    with pytest.raises(strict_json.BadJson):
        strict_json.check(f"{text[:-1]}, {key}: 1}}".encode())


async def test_bodies_have_a_limit_for_each_kind_of_address(
    anonymous: httpx.AsyncClient, client: httpx.AsyncClient
) -> None:
    long = {"organisation": "a" * STRICT_BYTES, "email": "x", "password": "y"}
    answer = await anonymous.post("/api/v1/sessions", json=long)
    assert code_of(answer) == (413, "body.too_large")
    answer = await client.post("/api/v1/rules", json={"name": "a" * API_BYTES})
    assert code_of(answer) == (413, "body.too_large")
    answer = await client.post("/sync/v1/push", json={"commands": ["a" * API_BYTES]})
    assert answer.status_code == 422
    for length in ("-1", "1e3", "9" * 40):
        headers = {"Content-Length": length}
        answer = await client.post("/api/v1/rules", content=b"{}", headers=headers)
        assert code_of(answer) == (413, "body.too_large")


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd", "identity, gzip"])
async def test_compressed_bodies_are_the_agents_own(
    client: httpx.AsyncClient, encoding: str
) -> None:
    headers = {"Content-Encoding": encoding, **JSON}
    answer = await client.post("/api/v1/rules", content=b"{}", headers=headers)
    assert code_of(answer) == (415, "body.unsupported")


async def test_only_this_servers_names_are_answered(app: FastAPI) -> None:
    transport = httpx.ASGITransport(app=app)
    for name, allowed in {
        "server.test": True,
        "SERVER.test.:8470": True,
        "127.0.0.1:8470": True,
        "[::1]:8470": True,
        "localhost": True,
        "evil.example": False,
        "server.test.evil.example": False,
        "evil.example:server.test": False,
        "server.test@evil.example": False,
        "": False,
    }.items():
        async with httpx.AsyncClient(transport=transport, base_url="https://x") as client:
            answer = await client.get("/health", headers={"Host": name})
        assert (answer.status_code == 200) is allowed, name
        if not allowed:
            assert code_of(answer) == (421, "host.unknown")


def test_names_of_ones_own_certificate_count_also_with_a_star() -> None:
    hosts = Hosts(frozenset({"pursight.example.org", "*.corp.example.org"}))
    assert hosts.allow("pursight.example.org:443")
    assert hosts.allow("one.corp.example.org")
    assert not hosts.allow("a.b.corp.example.org")
    assert not hosts.allow("corp.example.org")
    assert not hosts.allow("evilcorp.example.org")


@pytest.mark.parametrize(
    ("chain", "client"),
    [
        ("", "10.0.0.1"),
        ("203.0.113.7", "203.0.113.7"),
        ("1.2.3.4, 203.0.113.7", "203.0.113.7"),
        ("1.2.3.4, 203.0.113.7, 10.0.0.2", "203.0.113.7"),
        ("nonsense, 10.0.0.2", "10.0.0.2"),
        ("nonsense", "10.0.0.1"),
    ],
)
def test_the_last_address_that_is_no_proxy_is_the_client(chain: str, client: str) -> None:
    proxies = Proxies.of(["10.0.0.0/24"])
    assert proxies.client("10.0.0.1", chain) == client
    assert proxies.client("203.0.113.9", chain) == "203.0.113.9"  # no proxy: not believed


async def test_beyond_this_machine_plain_http_is_for_proxies_only(services: Services) -> None:
    given = services.settings.model_copy(
        update={"host": "0.0.0.0", "trusted_proxies": ("10.0.0.5",)}  # noqa: S104
    )
    app = build_app(_with(services, given))
    for address, status in {"10.0.0.5": 200, "10.0.0.6": 403}.items():
        transport = httpx.ASGITransport(app=app, client=(address, 1))
        async with httpx.AsyncClient(transport=transport, base_url="http://server.test") as one:
            answer = await one.get("/health", headers={"X-Forwarded-For": "10.0.0.5"})
        assert answer.status_code == status


def _with(services: Services, settings: Settings) -> Services:
    return Services(
        settings=settings, database=services.database, keys=services.keys, clock=services.clock
    )


async def test_who_tries_to_sign_in_too_often_waits(services: Services) -> None:
    given = services.settings.model_copy(update={"sign_in_limit": 3})
    transport = httpx.ASGITransport(app=build_app(_with(services, given)))
    body = {"organisation": "nowhere", "email": "a@example.com", "password": "x" * 12}
    async with httpx.AsyncClient(transport=transport, base_url="https://server.test") as client:
        headers = {"X-Forwarded-For": "203.0.113.7"}  # believed from nobody
        answers = [
            (await client.post("/api/v1/sessions", json=body, headers=headers)) for _ in range(4)
        ]
        assert [answer.status_code for answer in answers] == [401, 401, 401, 429]
        assert code_of(answers[-1]) == (429, "rate.limited")
        assert 1 <= int(answers[-1].headers["retry-after"]) <= 60
        assert (await client.get("/docs")).status_code == 200


async def test_a_person_who_asks_too_often_waits_and_nobody_else(
    services: Services, client: httpx.AsyncClient
) -> None:
    object.__setattr__(services, "limits", RateLimits.of(2, 60, lambda: 0.0))
    assert [(await client.get("/api/v1/me")).status_code for _ in range(3)] == [200, 200, 429]


def test_buckets_fill_again_and_memory_is_bounded() -> None:
    now = [0.0]
    buckets = Buckets(60, 2, lambda: now[0], most=100)
    buckets.take("a")
    buckets.take("a")
    with pytest.raises(TooManyRequests) as refused:
        buckets.take("a")
    assert refused.value.retry_after == 2
    now[0] += 1.0
    buckets.take("a")
    for number in range(1000):
        buckets.take(number)
    assert len(buckets) == 100
    Buckets(0, 0).take("no limit")


def test_one_subscriber_has_one_bucket() -> None:
    assert network_of("2001:db8::1") == network_of("2001:db8::ffff:1") != network_of("2001:db9::1")
    assert network_of("::ffff:192.0.2.1") == network_of("192.0.2.1") == "192.0.2.1"


async def test_no_answer_can_be_framed_sniffed_cached_or_read_by_other_sites(
    client: httpx.AsyncClient,
) -> None:
    for path in ("/api/v1/me", "/docs", "/nowhere", "/api/v1/reports/compliance"):
        headers = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
        for answer in (
            await client.get(path, headers=headers),
            await client.options(path, headers=headers),
        ):
            assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
            assert "default-src 'none'" in answer.headers["content-security-policy"]
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert answer.headers["referrer-policy"] == "no-referrer"
            assert answer.headers["cache-control"] == "no-store"
            assert answer.headers["strict-transport-security"].startswith("max-age=")
            assert not any(name.startswith("access-control") for name in answer.headers)
            assert "set-cookie" not in answer.headers


async def _talk(url: str, *parts: bytes, seconds: float = 10.0) -> bytes:
    host, _, port = url.removeprefix("http://").partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    said = b""
    with contextlib.suppress(ConnectionError):  # who is cut off while sending may hear nothing
        for part in parts:
            writer.write(part)
            await writer.drain()
            await asyncio.sleep(0)
        async with asyncio.timeout(seconds):
            while piece := await reader.read(65_536):
                said += piece
    writer.close()
    return said


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let deadlines be short."""
    monkeypatch.setattr(PatientHttp, "head_seconds", 0.2)
    monkeypatch.setattr("pursight_server.app.bodies.SILENT_SECONDS", 0.2)


@pytest.mark.usefixtures("hasty")
async def test_who_sends_slowly_is_cut_off(served: str) -> None:
    begun = b"GET /health HTTP/1.1\r\nHost: localhost\r\nX-Slow: "
    assert (await _talk(served, begun)).startswith(b"HTTP/1.1 408 ")
    assert (await _talk(served)).startswith(b"HTTP/1.1 408 ")
    head = b"POST /api/v1/sessions HTTP/1.1\r\nHost: localhost\r\nContent-Length: 90\r\n"
    closing = b"Content-Type: application/json\r\nConnection: close\r\n\r\n{"
    answer = await _talk(served, head + closing)
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert b"body.too_slow" in answer
    whole = b"GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    assert (await _talk(served, whole)).startswith(b"HTTP/1.1 200 ")


async def test_headers_without_end_are_refused(served: str) -> None:
    begun = b"GET /health HTTP/1.1\r\nHost: localhost\r\n"
    line = b"X-Long: " + b"a" * 8000 + b"\r\n"
    address = b"GET /" + b"a" * HEAD_BYTES + b" HTTP/1.1\r\nHost: localhost\r\n\r\n"
    for parts in ((begun, *([line] * 10)), (begun, line * 10, b"\r\n"), (address,)):
        answer = await _talk(served, *parts)
        assert not answer or answer.startswith((b"HTTP/1.1 431 ", b"HTTP/1.1 414 "))
    assert (await _talk(served, begun, b"Connection: close\r\n\r\n")).startswith(b"HTTP/1.1 200 ")
