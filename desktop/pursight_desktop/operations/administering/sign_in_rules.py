"""What signing in asks for: the organisation's rules, and the picture of all its ways in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from pursight_desktop.operations.administering import directory, providers
from pursight_desktop.operations.administering.directory import Directory
from pursight_desktop.operations.administering.providers import IdentityProvider
from pursight_desktop.operations.asking import Asking, Tagged
from pursight_desktop.session.account import Account

DIRECTORY_NEEDS = "access_settings.write"
_ORGANISATION, _RULE = "/api/v1/organisation", "/api/v1/organisation/sign-in"
_SETTINGS = "/api/v1/access-settings"
_NOT_SET = ("rev", "four_eyes_off_by")


class Organisation(BaseModel):
    """The organisation; its short name stays for ever."""

    slug: str
    name: str


class SecondFactorRule(BaseModel):
    """Which roles must have a second factor."""

    second_factor_roles: tuple[str, ...]


class Limits(BaseModel):
    """What the organisation lays down about access.

    Attributes:
        four_eyes_off_by: Who has asked to switch `four_eyes` off; somebody else has to as well.
    """

    api_token_days: int
    four_eyes: bool
    four_eyes_off_by: UUID | None = None
    request_days: int
    grant_days: int
    undecided: str
    break_glass_minutes: int


class Addresses(BaseModel):
    """What other systems have to be told.

    Attributes:
        redirect: For identity providers; empty where the server does not know its public name.
        scim: For directories that keep accounts here.
    """

    redirect: str
    scim: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """All ways in, and what holds for them.

    Attributes:
        settings: The limits as the server spelled them, to be sent back with what was changed.
        directory: None where there is none, or where one may not see it.
    """

    organisation: Tagged[Organisation]
    rule: Tagged[SecondFactorRule]
    limits: Limits
    settings: Tagged[dict[str, Any]]
    providers: tuple[IdentityProvider, ...]
    directory: Directory | None
    addresses: Addresses


async def picture(asking: Asking, account: Account) -> Picture:
    """Read all of it."""
    settings = await asking.tagged(dict[str, Any], _SETTINGS)
    return Picture(
        organisation=await asking.tagged(Organisation, _ORGANISATION),
        rule=await asking.tagged(SecondFactorRule, _RULE),
        limits=Limits.model_validate(settings.value),
        settings=settings,
        providers=await providers.every(asking),
        directory=await directory.find(asking) if account.may(DIRECTORY_NEEDS) else None,
        addresses=await asking.get(Addresses, f"{_RULE}/addresses"),
    )


async def rename(asking: Asking, seen: Tagged[Organisation], name: str) -> None:
    """Give the organisation another name."""
    await asking.write("PATCH", _ORGANISATION, {"name": name}, seen=seen.etag)


async def ask_second_factor(
    asking: Asking, seen: Tagged[SecondFactorRule], roles: Iterable[str]
) -> None:
    """Ask these roles, and no others, for a second factor."""
    await asking.write("PUT", _RULE, {"second_factor_roles": sorted(roles)}, seen=seen.etag)


async def limit(
    asking: Asking, seen: Tagged[dict[str, Any]], changed: Mapping[str, object]
) -> Limits:
    """Change limits; those that this console does not know stay as they are."""
    kept = {name: value for name, value in seen.value.items() if name not in _NOT_SET}
    body = {**kept, **changed}
    return await asking.made(Limits, "PUT", _SETTINGS, body, seen=seen.etag)
