"""Service accounts and API tokens: what they are, and how a token is spelled (pure)."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from pursight_server.access.model import Permission, PrincipalKind, Role

PREFIX: Final = "psk1."
"""How every API token begins, so that scanners for secrets can find one that got out."""

FOR_PERSONS: Final = frozenset(
    {
        Permission.SELF_READ,
        Permission.SELF_WRITE,
        Permission.SERVICE_ACCOUNTS_WRITE,
        Permission.ACCESS_SETTINGS_WRITE,
        Permission.ACCESS_REQUESTS_MAKE,
        Permission.ACCESS_REQUESTS_DECIDE,
        Permission.ACCESS_REVIEWS_WRITE,
        Permission.ACCESS_REVIEWS_DECIDE,
        Permission.BREAK_GLASS_USE,
        Permission.BREAK_GLASS_REVIEW,
    }
)
"""What no API token is ever for: a person's own sessions and passwords, making tokens, and what a
second pair of eyes has to look at."""

_SPELLED = re.compile(r"psk1\.([0-9a-f]{32})\.([A-Za-z0-9_-]{43})", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceAccount:
    """A program that works for the organisation: it has roles, and neither password nor session."""

    id: UUID
    name: str
    description: str
    owner_id: UUID
    roles: frozenset[Role]
    disabled_at: datetime | None
    rev: int
    created_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiToken:
    """A key to the API for one person or service account; the secret itself is not kept.

    Attributes:
        permissions: What it is for; what its principal may not do, it may not do either.
        used_at: When it was last used, to the hour.
    """

    id: UUID
    principal_kind: PrincipalKind
    principal_id: UUID
    name: str
    permissions: frozenset[Permission]
    created_at: datetime
    created_by: UUID
    expires_at: datetime
    used_at: datetime | None
    revoked_at: datetime | None

    def alive(self, now: datetime) -> bool:
        """Whether it has neither been revoked nor run out."""
        return self.revoked_at is None and now < self.expires_at


@dataclass(frozen=True, slots=True)
class Spelled:
    """A token's text taken apart: which one it claims to be, and the digest of its secret."""

    id: UUID
    sha256: str


def spell(token_id: UUID, secret: str) -> str:
    """Put a token's text together."""
    return f"{PREFIX}{token_id.hex}.{secret}"


def digest(secret: str) -> str:
    """Hash a secret of 256 random bits: nobody can guess it, so that no slow hash is needed."""
    return hashlib.sha256(secret.encode()).hexdigest()


def read(text: str) -> Spelled | None:
    """Take a token's text apart; None when it is not spelled like one."""
    found = _SPELLED.fullmatch(text)
    return Spelled(UUID(hex=found[1]), digest(found[2])) if found else None
