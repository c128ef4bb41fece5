"""Requests of agents, signed and verified: HTTP Message Signatures (RFC 9421) with Ed25519.

Covered are `@method`, `@path`, `@query` and `content-digest` (RFC 9530, sha-256 over the body as
it travels, compressed), with `created`, `nonce` and `keyid`. The authority is left out because a
proxy in front of the server may change it; what ties a request to one server is the agent's key,
which only that server knows.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import http_sf
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from http_message_signatures import (
    HTTPMessageSigner,
    HTTPMessageVerifier,
    HTTPSignatureKeyResolver,
    MappingKeyResolver,
)
from http_message_signatures.algorithms import ED25519
from http_message_signatures.exceptions import HTTPMessageSignaturesException
from typing_extensions import override

from pursight.errors import Unauthenticated
from pursight.protocol.keys import PrivateKey, PublicKey, private, public

MAX_AGE_SECONDS = 300
MAX_AHEAD_SECONDS = 30
NONCE_MEMORY_SECONDS = MAX_AGE_SECONDS + MAX_AHEAD_SECONDS
"""How long the server must remember a nonce: for no longer can its request still be fresh."""

_TAG = "pursight-agent-1"
_COVERED = ("@method", "@path", "@query", "content-digest")
_HEADERS = frozenset({"content-digest", "signature-input", "signature"})


class SignatureRefused(Unauthenticated):
    """A request whose signature does not hold: one answer for every reason.

    Attributes:
        reason: For the log only, never for the answer: `signature.missing`, `signature.malformed`,
            `signature.old`, `signature.ahead`, `signature.wrong`, `signature.replayed`.
    """

    code = "signature.refused"

    def __init__(self, reason: str) -> None:
        super().__init__(
            "the request is not signed by a known agent, or its time is too far from the server's"
        )
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Verified:
    """What a valid signature vouches for besides the request."""

    key_id: str
    created: datetime
    nonce: str


@dataclass(slots=True)
class _Message:
    method: str
    url: str
    headers: dict[str, str]


class _Verifier(HTTPMessageVerifier):
    """The library's verifier without its own clock: times are checked here, against `now`."""

    @override
    def validate_created_and_expires(self, sig_input: Any, max_age: object = None) -> None:
        """Leave times to `verify`."""


def sign(
    method: str,
    url: str,
    headers: Mapping[str, str],
    body: bytes,
    *,
    key: PrivateKey,
    key_id: str,
    now: datetime,
    nonce: str,
) -> dict[str, str]:
    """Make the three headers to send besides the given ones.

    Args:
        method: Upper case.
        url: Absolute, percent-encoded, exactly as it will be sent.
        headers: The request's other headers; none of them is covered.
        body: The bytes that travel (compressed if they are), empty for none.
        key: The agent's private key.
        key_id: The agent's id as text.
        now: The moment by the agent's corrected clock.
        nonce: At least 96 random bits as text, never used before; a retry needs a new one.

    Returns:
        `Content-Digest`, `Signature-Input` and `Signature`.
    """
    kept = {name: value for name, value in headers.items() if name.lower() not in _HEADERS}
    message = _Message(method, url, kept)
    signer = HTTPMessageSigner(
        signature_algorithm=ED25519,
        key_resolver=MappingKeyResolver(public_keys={}, private_keys={key_id: private(key)}),
    )
    signer.sign(
        message,
        key_id=key_id,
        created=now,
        nonce=nonce,
        tag=_TAG,
        label="pursight",
        covered_component_ids=_COVERED,
        body=body,
    )
    return {name: value for name, value in message.headers.items() if name.lower() in _HEADERS}


def claimed_key_id(headers: Mapping[str, str]) -> str:
    """Read whose key the request says it is signed with, to look the key up; not verified.

    Raises:
        SignatureRefused: There is no signature, or it cannot be read.
    """
    lower = {name.lower(): value for name, value in headers.items()}
    if not lower.keys() >= _HEADERS:
        raise SignatureRefused("signature.missing")
    try:
        key_id = _keyid_of_ours(lower["signature-input"])
    except (ValueError, TypeError, AttributeError) as error:
        raise SignatureRefused("signature.malformed") from error
    if not key_id or not isinstance(key_id, str):
        raise SignatureRefused("signature.malformed")
    return key_id


def verify(
    method: str,
    url: str,
    headers: Mapping[str, str],
    body: bytes,
    *,
    key: PublicKey,
    now: datetime,
) -> Verified:
    """Check a request against the key that `claimed_key_id` led to.

    The caller must then remember the nonce for `NONCE_MEMORY_SECONDS` per key id, in the
    transaction of the request, and refuse one it knows: `SignatureRefused("signature.replayed")`.
    Answer every refusal with the same 401 that carries the server's `now`.

    Args:
        method: As received.
        url: Any absolute URL with the received path and query, percent-encoded as received.
        headers: As received; names in any case; repeated ones joined by `, `.
        body: As received, before decompression.
        key: The public key stored for the claimed key id.
        now: The server's present moment.

    Raises:
        SignatureRefused: It does not hold, covers too little, is older than 300 s or more than
            30 s ahead, or the body does not have the signed digest.
    """
    claimed_key_id(headers)
    verifier = _Verifier(signature_algorithm=ED25519, key_resolver=_OneKey(public(key)))
    try:
        results = verifier.verify(
            _Message(method, url, dict(headers)),
            max_age=None,
            expect_tag=_TAG,
            require_components=_COVERED,
            body=body,
        )
    except HTTPMessageSignaturesException as error:
        raise SignatureRefused("signature.wrong") from error
    if len(results) != 1:
        raise SignatureRefused("signature.malformed")
    parameters = results[0].parameters
    created = _moment(parameters.get("created"))
    check_time(created, now)
    if not (nonce := parameters.get("nonce")):
        raise SignatureRefused("signature.malformed")
    return Verified(str(parameters["keyid"]), created, str(nonce))


def check_time(created: datetime, now: datetime) -> None:
    """Refuse what is too old or too far ahead.

    Raises:
        SignatureRefused: With the reason `signature.old` or `signature.ahead`.
    """
    if (now - created).total_seconds() > MAX_AGE_SECONDS:
        raise SignatureRefused("signature.old")
    if (created - now).total_seconds() > MAX_AHEAD_SECONDS:
        raise SignatureRefused("signature.ahead")


class _OneKey(HTTPSignatureKeyResolver):
    """Resolves every key id to the key that the caller has looked up."""

    def __init__(self, key: Ed25519PublicKey) -> None:
        self._key = key

    @override
    def resolve_public_key(self, key_id: str) -> Ed25519PublicKey:
        return self._key


def _moment(stamp: object) -> datetime:
    if not isinstance(stamp, int):
        raise SignatureRefused("signature.malformed")
    try:
        return datetime.fromtimestamp(stamp, UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise SignatureRefused("signature.malformed") from error


def _keyid_of_ours(signature_input: str) -> object:
    """Read the key id of the first signature with our tag."""
    found: Any = http_sf.parse(signature_input.encode("latin-1"), tltype="dictionary")
    for _, parameters in found.values():
        if parameters.get("tag") == _TAG:
            return parameters.get("keyid")
    return None
