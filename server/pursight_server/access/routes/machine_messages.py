"""Service accounts, API tokens and settings about access on the wire."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from pursight_server.access.api_tokens import Issued
from pursight_server.access.machines import ApiToken, ServiceAccount
from pursight_server.access.model import Permission, PrincipalKind, Role
from pursight_server.access.routes.messages import STORABLE, Name
from pursight_server.access.settings import AccessSettings, Undecided

Description = Annotated[
    str, StringConstraints(max_length=2000, strip_whitespace=True, pattern=STORABLE)
]
_SCOPE = ["catalog.read", "scans.run"]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class NewServiceAccountBody(_Body):
    """A program that is to work for the organisation."""

    name: Annotated[Name, Field(examples=["nightly scans"])]
    description: Description = Field(default="", examples=["Starts scans after the nightly load"])
    owner_id: UUID = Field(description="The person who answers for it")
    roles: list[Role] = Field(examples=[["data_administrator"]])


class ServiceAccountEdit(_Body):
    """What to change; what is left out stays."""

    name: Name | None = None
    description: Description | None = None
    owner_id: UUID | None = None
    roles: list[Role] | None = None
    disabled: bool | None = Field(default=None, description="True revokes its tokens for good")


class NewApiTokenBody(_Body):
    """What a token is to be for."""

    name: Annotated[Name, Field(examples=["build server"])]
    permissions: list[Permission] = Field(min_length=1, max_length=200, examples=[_SCOPE])
    expires_at: AwareDatetime


class AccessSettingsBody(_Body):
    """All settings; what is left out gets its default, but for `four_eyes`."""

    api_token_days: int = Field(default=365, ge=1, le=3650)
    four_eyes: bool | None = Field(
        default=None, description="Left out it stays, and so does the wish to switch it off"
    )
    request_days: int = Field(default=14, ge=1, le=365)
    grant_days: int = Field(default=365, ge=1, le=3650)
    undecided: Undecided = "revoke"
    break_glass_minutes: int = Field(default=60, ge=1, le=1440)


class ServiceAccountReply(BaseModel):
    """A service account."""

    id: UUID
    name: str = Field(examples=["nightly scans"])
    description: str
    owner_id: UUID
    roles: list[Role]
    disabled: bool
    rev: int
    created_at: datetime
    changed_at: datetime

    @classmethod
    def of(cls, account: ServiceAccount) -> "ServiceAccountReply":
        """Spell one."""
        return cls(
            id=account.id,
            name=account.name,
            description=account.description,
            owner_id=account.owner_id,
            roles=sorted(account.roles),
            disabled=account.disabled_at is not None,
            rev=account.rev,
            created_at=account.created_at,
            changed_at=account.changed_at,
        )


class ListedServiceAccountReply(ServiceAccountReply):
    """A service account as administrators see it."""

    owner_name: str = Field(description="Empty for somebody one may not see")

    @classmethod
    def told(cls, account: ServiceAccount, names: Mapping[UUID, str]) -> Self:
        """Spell one with the name of who answers for it."""
        spelled = ServiceAccountReply.of(account).model_dump()
        return cls(**spelled, owner_name=names.get(account.owner_id, ""))


class ApiTokenReply(BaseModel):
    """An API token without its secret, which nobody has but whoever made it."""

    id: UUID
    principal_kind: PrincipalKind
    principal_id: UUID
    name: str = Field(examples=["build server"])
    permissions: list[Permission]
    created_at: datetime
    created_by: UUID
    expires_at: datetime
    used_at: datetime | None = Field(description="When it was last used, to the hour")
    revoked_at: datetime | None

    @classmethod
    def of(cls, token: ApiToken) -> "ApiTokenReply":
        """Spell one."""
        return cls(
            id=token.id,
            principal_kind=token.principal_kind,
            principal_id=token.principal_id,
            name=token.name,
            permissions=sorted(token.permissions),
            created_at=token.created_at,
            created_by=token.created_by,
            expires_at=token.expires_at,
            used_at=token.used_at,
            revoked_at=token.revoked_at,
        )


class ListedApiTokenReply(ApiTokenReply):
    """An API token as administrators see it."""

    principal_name: str = Field(description="Whose it is; empty for somebody one may not see")

    @classmethod
    def told(cls, token: ApiToken, names: Mapping[UUID, str]) -> Self:
        """Spell one with the name of who holds it."""
        spelled = ApiTokenReply.of(token).model_dump()
        return cls(**spelled, principal_name=names.get(token.principal_id, ""))


class IssuedTokenReply(ApiTokenReply):
    """A new API token, shown this once: `Authorization: Bearer <token>`."""

    token: str = Field(examples=["psk1.0193…7f3c.kR9…"])

    @classmethod
    def issued(cls, issued: Issued) -> "IssuedTokenReply":
        """Spell one with its secret."""
        return cls(**ApiTokenReply.of(issued.token).model_dump(), token=issued.text)


class AccessSettingsReply(AccessSettingsBody):
    """What the organisation lays down about access."""

    four_eyes: bool = False
    four_eyes_off_by: UUID | None = Field(
        default=None, description="Who has asked to switch `four_eyes` off"
    )

    @classmethod
    def of(cls, settings: AccessSettings) -> "AccessSettingsReply":
        """Spell them."""
        return cls(
            api_token_days=settings.api_token_days,
            four_eyes=settings.four_eyes,
            four_eyes_off_by=settings.four_eyes_off_by,
            request_days=settings.request_days,
            grant_days=settings.grant_days,
            undecided=settings.undecided,
            break_glass_minutes=settings.break_glass_minutes,
        )
