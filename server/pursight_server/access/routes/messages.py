"""Persons, sessions and the organisation on the wire."""

from datetime import datetime
from typing import Annotated, Final, Literal
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from pursight_server.access.holdings.store import Particulars
from pursight_server.access.model import Permission, Person, Role, ScopeKind, Session
from pursight_server.access.sessions import SignedIn
from pursight_server.organisations.model import Organisation

STORABLE: Final = r"^[^\x00]*$"
"""Texts that PostgreSQL can keep: without NUL."""

Name = Annotated[
    str,
    StringConstraints(min_length=1, max_length=200, strip_whitespace=True, pattern=STORABLE),
]
Words = Annotated[str, StringConstraints(max_length=2000, strip_whitespace=True, pattern=STORABLE)]
Code = Annotated[str, StringConstraints(min_length=1, max_length=63)]
_DEPARTMENT: Final = "Where somebody works, for policies; empty for nowhere"
Department = Annotated[
    str,
    StringConstraints(max_length=200, strip_whitespace=True, pattern=STORABLE),
    Field(description=_DEPARTMENT),
]
Looked = Annotated[
    str,
    Query(
        max_length=200,
        pattern=STORABLE,
        description="Words; each must be a part of what it is found by",
    ),
]
Password = Annotated[str, Field(min_length=1, max_length=256)]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ScopeBody(_Body):
    """Where a role holds: everywhere, in a domain or source, or in an asset and what lies in it."""

    kind: ScopeKind = ScopeKind.ORGANISATION
    id: UUID | None = None


class SignInBody(_Body):
    """Who wants to sign in."""

    organisation: Annotated[str, Field(min_length=1, max_length=63, examples=["acme"])]
    email: Annotated[str, Field(min_length=3, max_length=320, examples=["ada@example.com"])]
    password: Annotated[str, Field(max_length=256, examples=["correct horse battery staple"])]
    device: Annotated[str, Field(max_length=100, examples=["ada-laptop"])] = ""


class RefreshBody(_Body):
    """A refresh token, good once."""

    refresh_token: Annotated[str, Field(min_length=10, max_length=200, examples=["prt1.…"])]


class NewPersonBody(_Body):
    """Somebody new."""

    email: Annotated[str, Field(max_length=320, examples=["grace@example.com"])]
    name: Annotated[Name, Field(examples=["Grace Hopper"])]
    roles: Annotated[list[Role], Field(examples=[["data_steward"]])]
    password: Password | None = Field(
        default=None,
        description="Without one they cannot sign in yet",
        examples=["several words in a row"],
    )
    department: Department = Field(default="", examples=["Human resources"])


class PersonEdit(_Body):
    """What to change; what is left out stays."""

    name: Name | None = Field(default=None, examples=["Grace B. Hopper"])
    roles: list[Role] | None = Field(default=None, examples=[["data_steward", "auditor"]])
    disabled: bool | None = Field(default=None, examples=[False])
    department: Department | None = Field(default=None, examples=["Human resources"])


class DepartmentBody(_Body):
    """Where somebody works, for policies; empty for nowhere."""

    department: Annotated[Department, Field(examples=["Human resources"])]


class PasswordBody(_Body):
    """Another password for somebody."""

    password: Annotated[Password, Field(examples=["several words in a row"])]


class OwnPasswordBody(PasswordBody):
    """Another password for oneself."""

    present: Annotated[Password, Field(examples=["the password until now"])]


class OrganisationEdit(_Body):
    """What to change."""

    name: Annotated[Name, Field(examples=["Acme Europe"])]


class PersonReply(BaseModel):
    """A person."""

    id: UUID
    email: str = Field(examples=["grace@example.com"])
    name: str = Field(examples=["Grace Hopper"])
    roles: list[Role]
    disabled: bool
    rev: int
    created_at: datetime
    changed_at: datetime

    @classmethod
    def of(cls, person: Person) -> "PersonReply":
        """Spell a person."""
        return cls(
            id=person.id,
            email=person.email,
            name=person.name,
            roles=sorted(person.roles),
            disabled=person.disabled_at is not None,
            rev=person.rev,
            created_at=person.created_at,
            changed_at=person.changed_at,
        )


class ListedPersonReply(PersonReply):
    """A person as administrators see them."""

    department: str = Field(description=_DEPARTMENT, examples=["Human resources"])
    second_factor: bool = Field(description="Whether they have an app or a passkey in use")

    @classmethod
    def told(cls, person: Person, more: Particulars) -> "ListedPersonReply":
        """Spell a person with what is told besides."""
        return cls(
            **PersonReply.of(person).model_dump(),
            department=more.department,
            second_factor=more.second_factor,
        )


class SignedInReply(BaseModel):
    """Tokens: `Authorization: Bearer <access_token>` on every request."""

    access_token: str
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105  a word of RFC 6750
    expires_in: int = Field(description="Seconds", examples=[300])
    refresh_token: str = Field(description="Good once, for `POST /api/v1/sessions/refresh`")
    organisation_id: UUID
    session_id: UUID
    person: PersonReply

    @classmethod
    def of(cls, signed_in: SignedIn) -> "SignedInReply":
        """Spell what somebody gets who signs in."""
        return cls(
            access_token=signed_in.access_token,
            expires_in=signed_in.expires_in,
            refresh_token=signed_in.refresh_token,
            organisation_id=signed_in.organisation_id,
            session_id=signed_in.session_id,
            person=PersonReply.of(signed_in.person),
        )


class SessionReply(BaseModel):
    """Somewhere somebody is signed in."""

    id: UUID
    current: bool
    client: str
    device: str = Field(
        description="As the console calls its machine; empty for other programs",
        examples=["ada-laptop"],
    )
    address_class: str = Field(
        description="Where the address lay when the session last went on",
        examples=["this_machine", "private", "public"],
    )
    methods: list[str] = Field(examples=[["password", "totp"]])
    created_at: datetime
    used_at: datetime
    expires_at: datetime

    @classmethod
    def of(cls, session: Session, current: UUID | None = None) -> "SessionReply":
        """Spell a session."""
        return cls(
            id=session.id,
            current=session.id == current,
            client=session.client,
            device=session.device,
            address_class=session.address_class,
            methods=list(session.methods),
            created_at=session.created_at,
            used_at=session.used_at,
            expires_at=session.expires_at,
        )


class Jwk(BaseModel):
    """A public key (RFC 8037)."""

    kty: Literal["OKP"]
    crv: Literal["Ed25519"]
    alg: Literal["EdDSA"]
    use: Literal["sig"]
    kid: str
    x: str


class JwkSet(BaseModel):
    """The keys that access tokens are signed with: the one before, the present, the next."""

    keys: list[Jwk]


class EndedReply(BaseModel):
    """How many sessions were ended."""

    ended: int


class OrganisationReply(BaseModel):
    """The organisation."""

    id: UUID
    slug: str = Field(examples=["acme"])
    name: str = Field(examples=["Acme"])
    rev: int
    created_at: datetime
    changed_at: datetime

    @classmethod
    def of(cls, organisation: Organisation) -> "OrganisationReply":
        """Spell an organisation."""
        return cls(
            id=organisation.id,
            slug=organisation.slug,
            name=organisation.name,
            rev=organisation.rev,
            created_at=organisation.created_at,
            changed_at=organisation.changed_at,
        )


class WhoAmI(BaseModel):
    """Who asks, and what they may do."""

    person_id: UUID
    email: str
    name: str
    roles: list[Role]
    permissions: list[Permission]
    organisation: OrganisationReply
    session_id: UUID


class RoleReply(BaseModel):
    """A role and what it allows."""

    role: Role
    permissions: list[Permission]
