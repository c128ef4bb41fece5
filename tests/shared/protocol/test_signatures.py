"""Signed requests: what is covered, how old they may be, and one answer for every refusal."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from http_message_signatures import HTTPMessageSigner, MappingKeyResolver
from http_message_signatures.algorithms import ED25519
from hypothesis import given
from hypothesis import strategies as st

from pursight.protocol import keys, signatures
from pursight.protocol.signatures import SignatureRefused

SECRET = bytes(range(32))
PUBLIC = keys.public_bytes(SECRET)
URL = "https://server.example/agent/v1/poll?x=1&y=%20"
BODY = b'{"capacity":1}'

Headers = Mapping[str, str]


def signed(now: datetime, *, body: bytes = BODY, url: str = URL, nonce: str = "n1") -> Headers:
    others = {"Content-Type": "application/json", "Content-Digest": "sha-256=:AAAA:"}
    made = signatures.sign(
        "POST", url, others, body, key=SECRET, key_id="agent-1", now=now, nonce=nonce
    )
    return {**{name: value for name, value in others.items() if name not in made}, **made}


def refused(
    headers: Headers, now: datetime, *, method: str = "POST", url: str = URL, body: bytes = BODY
) -> str:
    with pytest.raises(SignatureRefused) as caught:
        signatures.verify(method, url, headers, body, key=PUBLIC, now=now)
    assert caught.value.code == "signature.refused"
    assert caught.value.message == SignatureRefused("signature.any").message
    return caught.value.reason


def test_a_signed_request_is_verified_behind_a_proxy(now: datetime) -> None:
    headers = {name.lower(): value for name, value in signed(now).items()}
    assert signatures.claimed_key_id(headers) == "agent-1"
    behind = "http://10.0.0.1:8080/agent/v1/poll?x=1&y=%20"
    key = Ed25519PrivateKey.from_private_bytes(SECRET).public_key()
    found = signatures.verify("POST", behind, headers, BODY, key=key, now=now)
    assert found == signatures.Verified("agent-1", now, "n1")


def test_an_empty_body_is_covered_too(now: datetime) -> None:
    headers = signed(now, body=b"")
    assert signatures.verify("POST", URL, headers, b"", key=PUBLIC, now=now).nonce == "n1"
    assert refused(headers, now, body=b"x") == "signature.wrong"


@given(st.binary(max_size=200), st.binary(max_size=200))
def test_only_the_signed_body_passes(body: bytes, other: bytes) -> None:
    now = datetime.fromisoformat("2026-11-21T08:00:00+00:00")
    headers = signed(now, body=body)
    if body == other:
        assert signatures.verify("POST", URL, headers, other, key=PUBLIC, now=now)
    else:
        assert refused(headers, now, body=other) == "signature.wrong"


@pytest.mark.parametrize(
    ("method", "url"),
    [
        ("PUT", URL),
        ("POST", URL.replace("poll", "enroll")),
        ("POST", URL.replace("x=1", "x=2")),
        ("POST", URL.partition("?")[0]),
    ],
)
def test_method_path_and_query_are_covered(now: datetime, method: str, url: str) -> None:
    assert refused(signed(now), now, method=method, url=url) == "signature.wrong"


def test_another_key_does_not_pass(now: datetime) -> None:
    with pytest.raises(SignatureRefused):
        signatures.verify("POST", URL, signed(now), BODY, key=keys.public_bytes(bytes(32)), now=now)


@pytest.mark.parametrize(
    ("seconds", "reason"),
    [(300, None), (301, "signature.old"), (-30, None), (-31, "signature.ahead")],
)
def test_age(now: datetime, seconds: int, reason: str | None) -> None:
    later = now + timedelta(seconds=seconds)
    if reason is None:
        assert signatures.verify("POST", URL, signed(now), BODY, key=PUBLIC, now=later)
    else:
        assert refused(signed(now), later) == reason


BREAKINGS: dict[str, tuple[str, str, str, str]] = {
    # header, the part of it to replace ("" is all of it), by what, and the reason
    "no signature": ("Signature", "", "", "signature.missing"),
    "no digest": ("Content-Digest", "", "", "signature.missing"),
    "no dictionary": ("Signature-Input", "", "@@", "signature.malformed"),
    "not our tag": ("Signature-Input", ";tag=", ";nag=", "signature.malformed"),
    "a number": ("Signature-Input", "", "a=1", "signature.malformed"),
    "not ASCII": ("Signature-Input", "", "é", "signature.malformed"),
    "other nonce": ("Signature-Input", "n1", "n2", "signature.wrong"),
    "query left out": ("Signature-Input", '"@query" ', "", "signature.wrong"),
    "short": ("Signature", "", "pursight=:AAAA:", "signature.wrong"),
    "no signature bytes": ("Signature", "", "@@", "signature.wrong"),
}


@pytest.mark.parametrize("name", list(BREAKINGS))
def test_a_broken_signature_is_refused(now: datetime, name: str) -> None:
    header, old, new, reason = BREAKINGS[name]
    headers = dict(signed(now))
    headers[header] = headers[header].replace(old or headers[header], new)
    assert refused({key: value for key, value in headers.items() if value}, now) == reason


class Message:
    """A request as the library wants it."""

    def __init__(self, now: datetime) -> None:
        self.method, self.url, self.headers = "POST", URL, dict(signed(now))


@pytest.mark.parametrize(
    "covered",
    [
        ("@method", "@path", "content-digest"),
        ("@method", "@path", "@query"),
        ("@path", "@query", "content-digest"),
        ("@method", "@query", "content-digest"),
    ],
)
def test_a_good_signature_over_too_little_is_refused(
    now: datetime, covered: tuple[str, ...]
) -> None:
    message = Message(now)
    HTTPMessageSigner(
        signature_algorithm=ED25519,
        key_resolver=MappingKeyResolver(
            public_keys={}, private_keys={"agent-1": keys.private(SECRET)}
        ),
    ).sign(
        message,
        key_id="agent-1",
        created=now,
        nonce="n1",
        tag="pursight-agent-1",
        covered_component_ids=covered,
        use_existing_digest=True,
    )
    assert refused(message.headers, now) == "signature.wrong"


@given(st.text(max_size=40), st.text(max_size=40))
def test_no_header_whatever_breaks_it(signature_input: str, signature: str) -> None:
    now = datetime.fromisoformat("2026-11-21T08:00:00+00:00")
    headers = {
        **signed(now),
        "Signature-Input": signature_input,
        "Signature": signature,
    }
    refused(headers, now)
