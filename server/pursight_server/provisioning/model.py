"""Accounts and groups as SCIM names them, and how lenient we are with what directories send."""

import string
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Final
from uuid import UUID

from scim2_models import (
    URN,
    AnyExtension,
    AttributeBinding,
    ComplexAttribute,
    Extension,
    Group,
    GroupMembership,
    Mutability,
    Name,
    Required,
    Resource,
    ScimPolicy,
    Uniqueness,
)

SOURCE: Final = "scim"
"""As the source of groups that only a directory changes."""

_SMALL = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)


class Email(ComplexAttribute):
    """An e-mail address of somebody."""

    value: str | None = None
    """The address."""

    type: str | None = None
    """What it is for, as `work`."""

    primary: bool | None = None
    """Whether it is the one to write to."""


class EnterpriseUser(Extension):
    """What an organisation notes of its people, as far as it is of use here."""

    __schema__ = URN("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User")

    employee_number: str | None = None
    """As the organisation numbers its people."""

    cost_center: str | None = None
    """Who pays."""

    organization: str | None = None
    """Which organisation of a larger one."""

    division: str | None = None
    """Which division."""

    department: str | None = None
    """Which department."""


class User(Resource[AnyExtension]):
    """A person; of the standard's attributes only those that are of use here are kept."""

    __schema__ = URN("urn:ietf:params:scim:schemas:core:2.0:User")

    user_name: Annotated[str | None, Required.true, Uniqueness.server] = None
    """As the directory knows the person; unique, the case of A to Z does not count."""

    name: Name | None = None
    """The parts of the person's name."""

    display_name: str | None = None
    """The name as it is shown."""

    title: str | None = None
    """What the person is, as `Data Steward`."""

    user_type: str | None = None
    """The relation to the organisation, as `Employee`."""

    preferred_language: str | None = None
    """As `de-DE`."""

    locale: str | None = None
    """For numbers and dates, as `de-DE`."""

    timezone: str | None = None
    """As `Europe/Berlin`."""

    active: bool | None = None
    """Whether the person may sign in."""

    emails: list[Email] | None = None
    """Addresses; the primary one, or else the one for work, is the person's."""

    groups: Annotated[list[GroupMembership] | None, Mutability.read_only] = None
    """The groups the person is in directly; changed through the groups."""


Account = User[EnterpriseUser]
"""A person with what an organisation notes."""

ENTERPRISE: Final = str(EnterpriseUser.__schema__)

KINDS: Final[dict[str, type[Resource[Any]]]] = {"User": Account, "Group": Group}
"""The resources there are, by their type's name."""


def fold(text: str) -> str:
    """Spell A to Z small: so that the database and we compare alike, whatever its locale is."""
    return text.translate(_SMALL)


def _comparable(binding: AttributeBinding, text: str) -> str:
    return text if binding.case_exact else fold(text)


LENIENT: Final = ScimPolicy(
    unknown=ScimPolicy.Unknown.ignore,
    remove_value_as_filter=ScimPolicy.RemoveValue.apply,
    unmatched_path_filter=ScimPolicy.UnmatchedPathFilter.create,
    comparison_key=_comparable,
)
"""Attributes that are not kept are ignored, and PATCH is taken as Entra ID sends it."""


def spread(body: dict[str, Any]) -> dict[str, Any]:
    """Bring two shapes of PATCH that Entra ID sends to the standard's.

    A path with a filter as a key inside a value gets an operation of its own; and what is removed
    by its `value` is looked for by that alone: `{"value": "…", "$ref": null}` has nothing else.
    """
    return {
        key: [one for operation in value for one in _alone(operation)]
        if key.lower() == "operations" and isinstance(value, list)
        else value
        for key, value in body.items()
    }


def _alone(operation: Any) -> list[Any]:
    value = operation.get("value") if isinstance(operation, dict) else None
    if isinstance(value, list) and str(operation.get("op")).lower() == "remove":
        alone = [{"value": one["value"]} if _has_value(one) else one for one in value]
        return [{**operation, "value": alone}]
    if not isinstance(value, dict) or operation.get("path"):
        return [operation]
    apart = [key for key in value if "[" in key]
    if not apart:
        return [operation]
    rest = {key: one for key, one in value.items() if key not in apart}
    first = [{**operation, "value": rest}] if rest else []
    return first + [{**operation, "path": key, "value": value[key]} for key in apart]


def _has_value(one: Any) -> bool:
    return isinstance(one, dict) and isinstance(one.get("value"), str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is kept of an account, from the directory or made up of a person nobody provisioned.

    Attributes:
        details: All but what has a place of its own, as SCIM spells it.
        linked: Whether a directory has taken the account over.
        groups: The groups the person is in directly, by id with their names.
    """

    id: UUID
    user_name: str
    external_id: str | None
    active: bool
    details: dict[str, Any]
    linked: bool
    created_at: datetime
    changed_at: datetime
    groups: tuple[tuple[UUID, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptGroup:
    """What is kept of a group; `members` holds kind, id and name, or is None when not asked for."""

    id: UUID
    display_name: str
    external_id: str | None
    version: int
    created_at: datetime
    changed_at: datetime
    members: tuple[tuple[str, UUID, str], ...] | None = ()
