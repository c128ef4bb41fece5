"""Path tricks, overridden methods, invented identities: the door is the same whatever one says."""

import re
from collections.abc import Iterator

import httpx
import pytest
from tests.builders.fortress import Fortress

pytestmark = pytest.mark.timeout(600)

TRICKS = {
    "matrix parameter": lambda p: p + ";x",
    "matrix parameter inside": lambda p: p.replace("/api/", "/api;x=/health/"),
    "doubled slash": lambda p: "/" + p,
    "doubled slash inside": lambda p: p.replace("/v1/", "//v1//"),
    "encoded slash": lambda p: p.replace("/v1/", "%2fv1%2F"),
    "encoded dot dot": lambda p: "/health/%2e%2e" + p,
    "dot dot": lambda p: "/health/.." + p,
    "dot": lambda p: p.replace("/v1/", "/./v1/"),
    "double encoding": lambda p: p.replace("/v1/", "%252fv1%252f"),
    "backslash": lambda p: p.replace("/v1/", "\\v1\\"),
    "capitals": lambda p: p.upper(),
    "trailing slash": lambda p: p + "/",
    "trailing dot": lambda p: p + ".",
    "trailing nul": lambda p: p + "%00",
    "trailing space": lambda p: p + "%20",
    "suffix": lambda p: p + ".json",
    "public beginning": lambda p: "/health" + p,
    "public end": lambda p: p + "/health",
    "fragment": lambda p: p + "%23/health",
}
"""Each makes another path of a path, which must not open what the path itself does not."""

CLAIMS = {
    "X-Original-URL": "/health",
    "X-Rewrite-URL": "/health",
    "X-HTTP-Method-Override": "GET",
    "X-Method-Override": "GET",
    "X-Forwarded-User": "admin",
    "X-Remote-User": "admin",
    "Remote-User": "admin",
    "X-Auth-Request-Email": "admin.of.ours@acme.example",
    "X-Forwarded-For": "127.0.0.1",
    "X-Real-IP": "127.0.0.1",
    "X-Forwarded-Host": "localhost",
    "X-Forwarded-Prefix": "/health",
    "Forwarded": "for=127.0.0.1;host=localhost;proto=https",
    "X-Organisation": "umbrella",
    "X-Tenant-ID": "umbrella",
    "X-Organisation-Id": "00000000-0000-0000-0000-000000000000",
    "X-Internal-Request": "true",
    "X-SSL-Client-Verify": "SUCCESS",
    "X-SSL-Client-CN": "admin",
    "Cookie": "access_token=admin; session=admin; organisation=umbrella",
    "Authorization": "Basic YWRtaW46YWRtaW4=",
    "User": "admin",
}


FOR_EVERYBODY = ("/api/v1/sessions", "/api/v1/token-keys")
"""Doors, and the public keys by which anybody may check a token."""


def guarded(fortress: Fortress, method: str) -> Iterator[str]:
    """Addresses that need somebody to be signed in."""
    for path in fortress.addresses(method):
        if path.startswith(("/api/", "/sync/")) and not path.startswith(FOR_EVERYBODY):
            yield path


async def raw(client: httpx.AsyncClient, method: str, target: str) -> httpx.Response:
    """Send a target exactly as it is spelled."""
    request = client.build_request(method, "/")
    request.url = request.url.copy_with(raw_path=target.encode())
    return await client.send(request)


async def test_no_spelling_of_a_path_opens_what_the_path_does_not(fortress: Fortress) -> None:
    nobody, seen = fortress.people["nobody"], 0
    for path in guarded(fortress, "GET"):
        assert (await raw(nobody, "GET", path)).status_code in {401, 422}, path
        for name, trick in TRICKS.items():
            answer = await raw(nobody, "GET", trick(path))
            assert answer.status_code in {400, 401, 404, 405, 422}, (name, path, answer.status_code)
            assert fortress.ours.mark not in answer.text, (name, path)
            assert not answer.is_redirect, (name, path)
            seen += 1
    assert seen > 700


async def test_no_method_but_the_routes_own_is_taken(fortress: Fortress) -> None:
    nobody = fortress.people["nobody"]
    for path in guarded(fortress, "GET"):
        for method in ("HEAD", "OPTIONS", "TRACE", "PROPFIND", "get", "GETS"):
            answer = await nobody.request(method, path)
            assert answer.status_code in {400, 401, 404, 405, 422}, (method, path)
    user = fortress.people["data_user"]
    for path in guarded(fortress, "DELETE"):
        for header in ("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"):
            before = (await user.get(path)).status_code
            after = await user.get(path, headers={header: "DELETE"})
            assert after.status_code == before, path
        answer = await user.get(path, params={"_method": "DELETE"})
        assert answer.status_code == (await user.get(path)).status_code


async def test_who_says_who_they_are_is_not_believed(fortress: Fortress) -> None:
    nobody, user = fortress.people["nobody"], fortress.people["data_user"]
    for header, value in CLAIMS.items():
        claim = {header: value}
        for path in ("/api/v1/me", "/api/v1/persons", "/api/v1/assets"):
            assert (await nobody.get(path, headers=claim)).status_code == 401, header
        if header != "Authorization":
            assert (await user.get("/api/v1/persons", headers=claim)).status_code == 403, header
            found = (await user.get("/api/v1/assets", headers=claim)).text
            assert fortress.theirs.mark not in found, header
            assert fortress.ours.mark in found, header


async def test_errors_tell_no_traces_paths_or_statements(fortress: Fortress) -> None:
    telling = re.compile(r"Traceback|File \"|/site-packages/|psycopg|sqlalchemy|SELECT |line \d+,")
    broken = {
        "content": b'{"a": ',
        "headers": {"Content-Type": "application/json"},
    }
    for path in fortress.addresses("POST"):
        for sent in ({"json": {"a": 1}}, {"json": []}, {"json": "x\u0000y"}, broken):
            answer = await fortress.ours.admin.post(path, **sent)  # type: ignore[arg-type]
            assert answer.status_code < 500, (path, answer.text)
            assert not telling.search(answer.text), path
            if answer.status_code >= 400:
                kind = "scim" if path.startswith("/scim/") else "problem"
                assert answer.headers["content-type"] == f"application/{kind}+json", path


async def test_nothing_leads_elsewhere(fortress: Fortress) -> None:
    headers = {"X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"}
    asked = {
        "next": "https://evil.example",
        "redirect": "//evil.example",
        "return_to": "//e.example",
    }
    for path in fortress.addresses("GET"):
        for target in (path, path + "/", "//evil.example/.." + path):
            answer = await raw(fortress.ours.admin, "GET", target)
            assert not answer.is_redirect
        answer = await fortress.ours.admin.get(path, params=asked, headers=headers)
        assert not answer.is_redirect
        assert "evil.example" not in answer.headers.get("location", "")
