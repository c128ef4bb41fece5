"""Roles, permissions and who asks (pure)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Permission(StrEnum):
    """What can be allowed: `<resource>.<action>`."""

    ORGANISATION_READ = "organisation.read"
    ORGANISATION_WRITE = "organisation.write"
    PERSONS_READ = "persons.read"
    PERSONS_WRITE = "persons.write"
    ACTIVITY_READ = "activity.read"
    ACTIVITY_VERIFY = "activity.verify"
    ALERTS_READ = "alerts.read"
    ALERTS_WRITE = "alerts.write"
    AGENTS_READ = "agents.read"
    AGENTS_WRITE = "agents.write"
    SOURCES_READ = "sources.read"
    SOURCES_WRITE = "sources.write"
    SCANS_READ = "scans.read"
    SCANS_RUN = "scans.run"
    CATALOG_READ = "catalog.read"
    CATALOG_WRITE = "catalog.write"
    CLASSIFICATION_READ = "classification.read"
    CLASSIFICATION_DECIDE = "classification.decide"
    RULES_READ = "rules.read"
    RULES_WRITE = "rules.write"
    COMPLIANCE_READ = "compliance.read"
    COMPLIANCE_WRITE = "compliance.write"
    QUALITY_READ = "quality.read"
    REPORTS_READ = "reports.read"
    SELF_READ = "self.read"
    SELF_WRITE = "self.write"


class Role(StrEnum):
    """What a person is here for; one person can have several."""

    DATA_ADMINISTRATOR = "data_administrator"
    DATA_STEWARD = "data_steward"
    AUDITOR = "auditor"
    DATA_USER = "data_user"
    SYSTEM_ADMINISTRATOR = "system_administrator"
    WORKSPACE_MEMBER = "workspace_member"


_P = Permission
_SELF = frozenset({_P.SELF_READ, _P.SELF_WRITE, _P.ORGANISATION_READ})
_FIND = frozenset({_P.CATALOG_READ, _P.CLASSIFICATION_READ, _P.QUALITY_READ, _P.SOURCES_READ})
_GOVERN = _FIND | {_P.RULES_READ, _P.COMPLIANCE_READ, _P.REPORTS_READ, _P.SCANS_READ}

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.DATA_ADMINISTRATOR: _SELF
    | _GOVERN
    | {
        _P.SOURCES_WRITE,
        _P.AGENTS_READ,
        _P.AGENTS_WRITE,
        _P.SCANS_RUN,
        _P.CATALOG_WRITE,
        _P.ACTIVITY_READ,
    },
    Role.DATA_STEWARD: _SELF
    | _GOVERN
    | {
        _P.CATALOG_WRITE,
        _P.CLASSIFICATION_DECIDE,
        _P.RULES_WRITE,
        _P.COMPLIANCE_WRITE,
        _P.SCANS_RUN,
        _P.AGENTS_READ,
        _P.ACTIVITY_READ,
    },
    Role.AUDITOR: _SELF
    | _GOVERN
    | {
        _P.PERSONS_READ,
        _P.AGENTS_READ,
        _P.ACTIVITY_READ,
        _P.ACTIVITY_VERIFY,
        _P.ALERTS_READ,
    },
    Role.DATA_USER: _SELF | _FIND,
    Role.SYSTEM_ADMINISTRATOR: _SELF
    | {
        _P.ORGANISATION_WRITE,
        _P.PERSONS_READ,
        _P.PERSONS_WRITE,
        _P.AGENTS_READ,
        _P.ACTIVITY_READ,
        _P.ACTIVITY_VERIFY,
        _P.ALERTS_READ,
        _P.ALERTS_WRITE,
    },
    Role.WORKSPACE_MEMBER: _SELF | _FIND,
}
"""What each role allows."""

FIRST_ADMINISTRATOR = frozenset(
    {Role.SYSTEM_ADMINISTRATOR, Role.DATA_ADMINISTRATOR, Role.DATA_STEWARD}
)
"""Roles of the first person of an organisation, who has to begin alone."""


def permissions_of(roles: frozenset[Role]) -> frozenset[Permission]:
    """Join what the roles allow."""
    return frozenset().union(*(GRANTS[role] for role in roles))


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who can sign in."""

    id: UUID
    email: str
    name: str
    roles: frozenset[Role]
    disabled_at: datetime | None
    rev: int
    created_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Somebody signed in somewhere."""

    id: UUID
    person_id: UUID
    created_at: datetime
    used_at: datetime
    expires_at: datetime
    ended_at: datetime | None
    client: str

    def alive(self, now: datetime) -> bool:
        """Whether it has neither ended nor run out."""
        return self.ended_at is None and now < self.expires_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who makes a request, and what they may do."""

    person_id: UUID
    organisation_id: UUID
    session_id: UUID
    email: str
    name: str
    roles: frozenset[Role]

    @property
    def permissions(self) -> frozenset[Permission]:
        """What the roles allow, joined."""
        return permissions_of(self.roles)

    def may(self, permission: Permission) -> bool:
        """Whether the caller has a permission."""
        return permission in self.permissions
