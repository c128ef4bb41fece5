"""Groups, custom roles, assignments and what follows from them (pure)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pursight_server.access.model import (
    GRANTS,
    Grant,
    Permission,
    Role,
    Scope,
    Subject,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """People, and other groups, that get roles together.

    Attributes:
        source: Who keeps it: empty when people do, `scim` when a directory does.
    """

    id: UUID
    name: str
    description: str
    rev: int
    created_at: datetime
    changed_at: datetime
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomRole:
    """A role an organisation has put together; `code` names it for ever."""

    code: str
    name: str
    description: str
    permissions: frozenset[Permission]
    inherits: frozenset[str]
    rev: int
    created_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """Who was given which role where, by whom, and until when."""

    id: UUID
    role: str
    subject: Subject
    scope: Scope
    expires_at: datetime | None
    reason: str
    granted_by: UUID
    granted_by_name: str
    created_at: datetime

    def holds(self, now: datetime) -> bool:
        """Whether its time is not over."""
        return self.expires_at is None or now < self.expires_at


def is_built_in(code: str) -> bool:
    """Whether this is one of the six roles that every organisation has."""
    return any(code == role.value for role in Role)


def lineage(code: str, custom: Mapping[str, CustomRole]) -> frozenset[str]:
    """List a role with all that it inherits; codes that nobody defined stay out."""
    found: set[str] = set()
    waiting = [code]
    while waiting:
        one = waiting.pop()
        if one in found or not (is_built_in(one) or one in custom):
            continue
        found.add(one)
        if one in custom:
            waiting += custom[one].inherits
    return frozenset(found)


def allowed_by(code: str, custom: Mapping[str, CustomRole]) -> frozenset[Permission]:
    """Join what a role allows with what it inherits."""
    found: set[Permission] = set()
    for one in lineage(code, custom):
        found |= custom[one].permissions if one in custom else GRANTS[Role(one)]
    if Permission.CATALOG_READ in found:  # what assets belong to is vocabulary, as their labels are
        found.add(Permission.DOMAINS_READ)
    return frozenset(found)


def built_in_of(grants: Iterable[Grant]) -> frozenset[Role]:
    """Say which of the six roles somebody has anywhere, also as a part of another role."""
    codes = {code for one in grants for code in (one.role, *one.inherits)}
    return frozenset(role for role in Role if role.value in codes)


def grants_of(
    held: Iterable[Assignment], custom: Mapping[str, CustomRole], now: datetime
) -> tuple[Grant, ...]:
    """Say what assignments give at a moment, in the order of their ids."""
    return tuple(
        Grant(
            role=one.role,
            permissions=allowed_by(one.role, custom),
            inherits=lineage(one.role, custom) - {one.role},
            scope=one.scope,
            assignment_id=one.id,
            via=one.subject.id if one.subject.kind == "group" else None,
            expires_at=one.expires_at,
        )
        for one in sorted(held, key=lambda one: one.id)
        if one.holds(now)
    )
