"""Roles, permissions and who asks (pure)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Literal, Protocol
from uuid import UUID

from pursight_server.access.client import SOMEHOW, Way
from pursight_server.access.sight import NEVER, Sight, Within, covered

PrincipalKind = Literal["person", "service_account"]
"""Who can be let in."""


class Permission(StrEnum):
    """What can be allowed: `<resource>.<action>`."""

    ORGANISATION_READ = "organisation.read"
    ORGANISATION_WRITE = "organisation.write"
    PERSONS_READ = "persons.read"
    PERSONS_WRITE = "persons.write"
    PERSONS_PROVISION = "persons.provision"
    ACTIVITY_READ = "activity.read"
    ACTIVITY_VERIFY = "activity.verify"
    ALERTS_READ = "alerts.read"
    ALERTS_WRITE = "alerts.write"
    AGENTS_READ = "agents.read"
    AGENTS_WRITE = "agents.write"
    DOMAINS_READ = "domains.read"
    DOMAINS_WRITE = "domains.write"
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
    POLICIES_READ = "policies.read"
    POLICIES_WRITE = "policies.write"
    SERVICE_ACCOUNTS_READ = "service_accounts.read"
    SERVICE_ACCOUNTS_WRITE = "service_accounts.write"
    ACCESS_SETTINGS_WRITE = "access_settings.write"
    ACCESS_REQUESTS_MAKE = "access_requests.make"
    ACCESS_REQUESTS_DECIDE = "access_requests.decide"
    ACCESS_REQUESTS_READ = "access_requests.read"
    ACCESS_REVIEWS_READ = "access_reviews.read"
    ACCESS_REVIEWS_WRITE = "access_reviews.write"
    ACCESS_REVIEWS_DECIDE = "access_reviews.decide"
    BREAK_GLASS_USE = "break_glass.use"
    BREAK_GLASS_REVIEW = "break_glass.review"


class Role(StrEnum):
    """What a person is here for; one person can have several."""

    DATA_ADMINISTRATOR = "data_administrator"
    DATA_STEWARD = "data_steward"
    AUDITOR = "auditor"
    DATA_USER = "data_user"
    SYSTEM_ADMINISTRATOR = "system_administrator"
    WORKSPACE_MEMBER = "workspace_member"


_P = Permission
_SELF = frozenset(
    {
        _P.SELF_READ,
        _P.SELF_WRITE,
        _P.ORGANISATION_READ,
        _P.DOMAINS_READ,
        _P.ACCESS_REQUESTS_MAKE,
        _P.ACCESS_REQUESTS_DECIDE,
        _P.ACCESS_REVIEWS_DECIDE,
    }
)
_FIND = frozenset({_P.CATALOG_READ, _P.CLASSIFICATION_READ, _P.QUALITY_READ, _P.SOURCES_READ})
_GOVERN = _FIND | {_P.RULES_READ, _P.COMPLIANCE_READ, _P.REPORTS_READ, _P.SCANS_READ}

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.DATA_ADMINISTRATOR: _SELF
    | _GOVERN
    | {
        _P.DOMAINS_WRITE,
        _P.SOURCES_WRITE,
        _P.AGENTS_READ,
        _P.AGENTS_WRITE,
        _P.SCANS_RUN,
        _P.CATALOG_WRITE,
        _P.ACTIVITY_READ,
        _P.ACCESS_REQUESTS_READ,
        _P.ACCESS_REVIEWS_READ,
        _P.ACCESS_REVIEWS_WRITE,
        _P.BREAK_GLASS_USE,
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
        _P.POLICIES_READ,
        _P.SERVICE_ACCOUNTS_READ,
        _P.ACCESS_REQUESTS_READ,
        _P.ACCESS_REVIEWS_READ,
        _P.BREAK_GLASS_REVIEW,
        _P.AGENTS_READ,
        _P.ACTIVITY_READ,
        _P.ACTIVITY_VERIFY,
        _P.ALERTS_READ,
    },
    Role.DATA_USER: _SELF | _FIND,
    Role.SYSTEM_ADMINISTRATOR: _SELF
    | {
        _P.ORGANISATION_WRITE,
        _P.DOMAINS_WRITE,
        _P.PERSONS_READ,
        _P.PERSONS_WRITE,
        _P.PERSONS_PROVISION,
        _P.POLICIES_READ,
        _P.POLICIES_WRITE,
        _P.SERVICE_ACCOUNTS_READ,
        _P.SERVICE_ACCOUNTS_WRITE,
        _P.ACCESS_SETTINGS_WRITE,
        _P.ACCESS_REQUESTS_READ,
        _P.ACCESS_REVIEWS_READ,
        _P.ACCESS_REVIEWS_WRITE,
        _P.BREAK_GLASS_USE,
        _P.BREAK_GLASS_REVIEW,
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


_OF_ASSETS = frozenset(
    ["catalog", "classification", "compliance", "quality", "reports", "rules", "scans", "sources"]
)

EVERYWHERE_ONLY = frozenset(
    permission for permission in Permission if permission.value.partition(".")[0] not in _OF_ASSETS
)
"""Permissions about no asset: a role that is given for a part of the catalog does not give them."""


class ScopeKind(StrEnum):
    """For what a role is given."""

    ORGANISATION = "organisation"
    DOMAIN = "domain"
    SOURCE = "source"
    ASSET = "asset"


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a role holds: everywhere, in a domain or source, or in an asset and what lies in it."""

    kind: ScopeKind = ScopeKind.ORGANISATION
    id: UUID | None = None


EVERYWHERE = Scope()


class SubjectKind(StrEnum):
    """To whom a role can be given."""

    PERSON = "person"
    GROUP = "group"
    SERVICE_ACCOUNT = "service_account"


@dataclass(frozen=True, slots=True)
class Subject:
    """A person, a group or a service account."""

    kind: SubjectKind
    id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """A role that somebody has now, and where.

    Attributes:
        inherits: Codes of the roles that are in it.
        assignment_id: None for a role of the person's own, which holds everywhere.
        via: The group it came through, if any.
    """

    role: str
    permissions: frozenset[Permission]
    inherits: frozenset[str] = frozenset()
    scope: Scope = EVERYWHERE
    assignment_id: UUID | None = None
    via: UUID | None = None
    expires_at: datetime | None = None

    def gives(self, permission: Permission) -> bool:
        """Whether it allows this anywhere."""
        if permission not in self.permissions:
            return False
        everywhere = self.scope.kind is ScopeKind.ORGANISATION
        return everywhere or permission not in EVERYWHERE_ONLY or permission in _SELF


class Judge(Protocol):
    """Knows the organisation's policies, who asks, when and from where."""

    def sight(self, permission: Permission, allowed: Sight) -> Sight:
        """Say what somebody may do something with, who was given roles for `allowed`."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """What somebody has been given, at one moment.

    Attributes:
        groups: Every group they are in, also through other groups, by id with its name.
        judge: The policies; None when there are none.
        limit: What an API token is for, which no policy widens; None: there is none.
    """

    grants: tuple[Grant, ...] = ()
    groups: tuple[tuple[UUID, str], ...] = ()
    judge: Judge | None = None
    limit: frozenset[Permission] | None = None

    @classmethod
    def of_roles(cls, roles: Iterable[Role]) -> "Rights":
        """Roles that hold everywhere."""
        return cls(
            grants=tuple(Grant(role=one.value, permissions=GRANTS[one]) for one in sorted(roles))
        )

    @property
    def permissions(self) -> frozenset[Permission]:
        """What is allowed at least somewhere."""
        return frozenset(one for one in Permission if self.sight(one).anything)

    def sight(self, permission: Permission) -> Sight:
        """Say what they may do something with: the one predicate, for points and lists alike."""
        if self.limit is not None and permission not in self.limit:
            return Sight()
        scopes = self.scopes(permission)
        places = (
            frozenset(one.id for one in scopes if one.kind is kind and one.id)
            for kind in (ScopeKind.ASSET, ScopeKind.SOURCE, ScopeKind.DOMAIN)
        )
        given = Sight(covered(EVERYWHERE in scopes, Within(*places)))
        return given if self.judge is None else self.judge.sight(permission, given)

    def within(self, limit: frozenset[Permission]) -> "Rights":
        """Return the same with no more permissions than these."""
        grants = (replace(one, permissions=one.permissions & limit) for one in self.grants)
        return replace(self, grants=tuple(grants), limit=limit)

    def giving(self, permission: Permission) -> tuple[Grant, ...]:
        """List the grants that allow something somewhere."""
        return tuple(grant for grant in self.grants if grant.gives(permission))

    def scopes(self, permission: Permission) -> frozenset[Scope]:
        """Say where something is allowed."""
        if permission in _SELF and self.giving(permission):
            return frozenset({EVERYWHERE})
        return frozenset(grant.scope for grant in self.giving(permission))


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
    device: str = ""
    address_class: str = ""
    methods: tuple[str, ...] = ()
    second_factor_at: datetime | None = None

    def alive(self, now: datetime) -> bool:
        """Whether it has neither ended nor run out."""
        return self.ended_at is None and now < self.expires_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who makes a request, and what they may do.

    Attributes:
        person_id: The person's id, or the service account's.
        session_id: The session's id, or the API token's.
        email: Empty for a service account.
        kind: Whether somebody asks, or a program that has an account of its own.
        roles: The person's own, which hold everywhere.
        given: All that they have been given, roles of their own included; None: those alone.
        limit: What the API token is for that was sent: `given` is no more than this.
        mark: Which emergency access is among `given`.
        way: From where they ask.
    """

    person_id: UUID
    organisation_id: UUID
    session_id: UUID
    email: str
    name: str
    roles: frozenset[Role]
    given: Rights | None = None
    kind: PrincipalKind = "person"
    limit: frozenset[Permission] | None = None
    mark: UUID | None = None
    way: Way = SOMEHOW

    @property
    def told_as(self) -> str:
        """The name that events carry: what was done by token or in an emergency is told apart."""
        name = self.name
        if self.kind == "person" and self.limit is not None:
            name = f"{name} (API token)"
        return name if self.mark is None else f"{name} (break-glass {self.mark})"

    @property
    def rights(self) -> Rights:
        """What they have been given."""
        return Rights.of_roles(self.roles) if self.given is None else self.given

    @property
    def permissions(self) -> frozenset[Permission]:
        """What they may do at least somewhere."""
        return frozenset(one for one in Permission if self.may(one))

    def may(self, permission: Permission) -> bool:
        """Whether the caller may do something at least somewhere."""
        return self.sight(permission).anything

    def sight(self, permission: Permission) -> Sight:
        """Say what they may do something with; what a token is not for, no policy permits."""
        sight = self.rights.sight(permission)
        within = self.limit is None or permission in self.limit
        return sight if within else Sight(NEVER, sight.forbid)
