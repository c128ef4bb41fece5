"""Enrolment tokens, and whether an agent may enrol (pure)."""

import base64
import binascii
import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from pursight.errors import Conflict, Forbidden, Refused, Unauthenticated

TOKEN_LIFETIME: Final = timedelta(hours=24)
"""How long an enrolment token lives."""

MAX_TOKEN_USES: Final = 10_000
"""How many agents one token may enrol at most: a fleet's image, not a free-for-all."""


_NUL: Final = re.compile(rb"(?<!\\)((?:\\\\)*)\\u0000")


def storable(message: bytes) -> bytes:
    """Put U+FFFD for the one character that PostgreSQL cannot keep, in JSON of any shape.

    A file's header may hold it; one odd name must not make a whole report undeliverable.
    """
    return _NUL.sub(rb"\1\\ufffd", message)


class AgentState(StrEnum):
    """Whether an agent is trusted."""

    ACTIVE = "active"
    REVOKED = "revoked"


class TokenRefused(Unauthenticated):
    """The token is unknown, wrong, expired or used up; one answer for all four."""

    code = "enrolment.token_refused"


class KeyConflict(Conflict):
    """The agent id is taken by another key, or by another organisation."""

    code = "agent.key_conflict"


class AgentRevoked(Forbidden):
    """An administrator has withdrawn this agent's trust."""

    code = "agent.revoked"


class ProtocolUnknown(Refused):
    """The agent speaks a version of the protocol that is not served here."""

    code = "agent.protocol_unknown"
    status = 426


@dataclass(frozen=True, slots=True)
class TokenFacts:
    """What the server keeps of an enrolment token; the secret only as its hash."""

    id: UUID
    secret_sha256: str
    agent_group: str
    expires_at: datetime
    uses_left: int


@dataclass(frozen=True, slots=True)
class AgentFacts:
    """What matters of an agent for trusting it."""

    id: UUID
    organisation_id: UUID
    name: str
    agent_group: str
    public_key: str
    token_id: UUID
    state: AgentState


class Enrolment(StrEnum):
    """What an enrolment request leads to."""

    ENROL = "enrol"  # a new agent; one use of the token
    RENEW = "renew"  # the same agent and key with another token; one use of it
    REPEAT = "repeat"  # the answer was lost: the same answer, no use


def spell_token_id(organisation_id: UUID, token_id: UUID) -> str:
    """Write a token's public half; it names the organisation, so none has to be searched for."""
    raw = organisation_id.bytes + token_id.bytes
    return base64.urlsafe_b64encode(raw).decode("ascii").rstrip("=")


def read_token_id(text: str) -> tuple[UUID, UUID]:
    """Read organisation and token back.

    Raises:
        TokenRefused: It is no token id of ours.
    """
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise token_refused() from None
    if len(raw) != 32:
        raise token_refused()
    return UUID(bytes=raw[:16]), UUID(bytes=raw[16:])


def hash_secret(secret: str) -> str:
    """SHA-256 of a token's secret; enough, as the secret is 256 random bits."""
    return hashlib.sha256(secret.encode()).hexdigest()


def token_refused() -> TokenRefused:
    """Word the one refusal for every reason."""
    return TokenRefused(
        "the enrolment token is not valid",
        hint="Ask a data administrator for a new token: each lives 24 hours and has limited uses.",
    )


def decide_enrolment(
    token: TokenFacts | None,
    agent: AgentFacts | None,
    *,
    secret: str,
    public_key: str,
    now: datetime,
) -> Enrolment:
    """Decide on an enrolment request whose signature by the new key has been verified.

    Args:
        token: The token named, None when unknown.
        agent: The agent that has the requested id already, None for none.
        secret: The token's secret as given.
        public_key: The key the agent wants to be known by.
        now: The present moment.

    Raises:
        TokenRefused: Unknown, wrong, expired or used up.
        KeyConflict: The id belongs to another key.
        AgentRevoked: The id and key were revoked; they are never trusted again.
    """
    if token is None or not hmac.compare_digest(token.secret_sha256, hash_secret(secret)):
        raise token_refused()
    repeated = agent is not None and agent.token_id == token.id and agent.public_key == public_key
    if not repeated and (now >= token.expires_at or token.uses_left < 1):
        raise token_refused()
    if agent is None:
        return Enrolment.ENROL
    if agent.public_key != public_key:
        raise key_conflict()
    if agent.state is AgentState.REVOKED:
        raise revoked()
    return Enrolment.REPEAT if repeated else Enrolment.RENEW


def key_conflict() -> KeyConflict:
    """Word the refusal of a taken id."""
    return KeyConflict(
        "an agent with this id is enrolled with another key",
        hint="Let the agent make a new identity, or revoke the old one and remove its folder.",
    )


def revoked() -> AgentRevoked:
    """Word the refusal of a revoked agent."""
    return AgentRevoked(
        "this agent was revoked",
        hint="It must stop scanning and keep what it has not delivered; ask a data administrator.",
    )
