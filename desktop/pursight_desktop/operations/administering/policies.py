"""Policies of access: reading, checking, trying out, writing, and what they used to say."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from pursight_desktop.operations.administering.policy_form import Effect, PolicyForm
from pursight_desktop.operations.administering.way import USUAL, Way
from pursight_desktop.operations.asking import Asking, Listed, Tagged
from pursight_desktop.session.account import Account

_PATH: Final = "/api/v1/access-policies"
_AT_ONCE: Final = 25
"""For so many persons a simulation looks before it says how far it is."""

_LINE: Final = re.compile(r"^line (\d+): ")
_ACTION: Final = re.compile(r'Action::"([a-z_]+\.[a-z_]+)"')
_EFFECT: Final = re.compile(r"\s*(?://[^\n]*\n\s*|@[^\n]*\n\s*)*(permit|forbid)\b")


def _known_form(given: object) -> PolicyForm | None:
    """Read a form; one of a newer server that this console cannot show counts as none."""
    try:
        return None if given is None else PolicyForm.model_validate(given)
    except ValidationError:
        return None


class Policy(BaseModel):
    """A policy, or one version of it.

    Attributes:
        text: In Cedar.
        form: What says the same as a form; None where no form can.
    """

    model_config = ConfigDict(frozen=True)

    id: UUID
    name: str
    description: str = ""
    text: str
    form: PolicyForm | None = None
    enabled: bool
    rev: int
    changed_by_name: str
    created_at: datetime
    changed_at: datetime

    _form = field_validator("form", mode="before")(_known_form)

    @property
    def effect(self) -> Effect:
        """Whether it permits or forbids."""
        return self.form.effect if self.form is not None else effect_of(self.text)

    @property
    def actions(self) -> tuple[str, ...]:
        """The permissions that it names; none for one about everything with assets."""
        return self.form.actions if self.form is not None else actions_of(self.text)


def effect_of(text: str) -> Effect:
    """Say whether a text of Cedar permits or forbids."""
    found = _EFFECT.match(text)
    return "permit" if found is not None and found[1] == "permit" else "forbid"


def actions_of(text: str) -> tuple[str, ...]:
    """List the permissions that a text of Cedar names, each once."""
    return tuple(dict.fromkeys(_ACTION.findall(text)))


def line_of(message: str) -> int:
    """Say which line of a text the server names in a refusal; 0 for none."""
    found = _LINE.match(message)
    return int(found[1]) if found is not None else 0


@dataclass(frozen=True, slots=True)
class Written:
    """What a policy is to say: as text or as a form; neither: it is to end."""

    text: str | None = None
    form: PolicyForm | None = None

    def body(self) -> dict[str, Any]:
        """Spell it for the server."""
        if self.form is not None:
            return {"form": self.form.body()}
        return {} if self.text is None else {"text": self.text}

    @property
    def actions(self) -> tuple[str, ...]:
        """The permissions that it names."""
        if self.form is not None:
            return self.form.actions
        return actions_of(self.text or "")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A policy as somebody wants it; the same is sent whether it is saved or asked for.

    Attributes:
        said: Name, description, enabled, and text or form; what is left out stays.
        policy_id: Of the policy that is to change; None for a new one.
        seen: The tag of the version that the person had before their eyes.
    """

    said: Mapping[str, Any]
    policy_id: UUID | None = None
    seen: str = ""


class Checked(BaseModel):
    """A policy that could be saved, as text, and as a form where one says the same."""

    text: str
    form: PolicyForm | None = None

    _form = field_validator("form", mode="before")(_known_form)


class Difference(BaseModel):
    """What would change for one person; about the organisation as a whole 1 comes or goes."""

    model_config = ConfigDict(frozen=True)

    person_id: UUID
    name: str
    gained: int
    lost: int
    first_gained: tuple[str, ...] = ()
    first_lost: tuple[str, ...] = ()

    @property
    def id(self) -> UUID:
        """Tells it from the others."""
        return self.person_id


class Part(BaseModel):
    """What a simulation has found for some of the persons.

    Attributes:
        following: After whom to go on; None: these were the last.
        yours_lost: What whoever asks could do nowhere any more; told with the first part.
        through: Through what it is taken that they ask; empty where the server does not say.
        network: From which network.
    """

    differences: tuple[Difference, ...]
    looked_at: int
    persons: int
    following: UUID | None = None
    yours_lost: tuple[str, ...] = ()
    through: str = ""
    network: str = ""


class _Group(BaseModel):
    id: UUID
    name: str


class _OwnRole(BaseModel):
    code: str
    name: str


class _Role(BaseModel):
    role: str


@dataclass(frozen=True, slots=True)
class Names:
    """Who and what policies can name, as far as one may see it.

    Attributes:
        roles: Codes of all roles; `own_roles` names those of the organisation's own.
    """

    people: Mapping[UUID, str] = field(default_factory=dict)
    groups: Mapping[UUID, str] = field(default_factory=dict)
    roles: tuple[str, ...] = ()
    own_roles: Mapping[str, str] = field(default_factory=dict)


async def every(asking: Asking) -> Listed[Policy]:
    """List all policies by name."""
    return await asking.listed(Policy, _PATH)


async def names(asking: Asking, account: Account) -> Names:
    """Read whom policies can name."""
    if not account.may("persons.read"):
        return Names()
    people = await asking.listed(_Group, "/api/v1/persons")
    groups = await asking.listed(_Group, "/api/v1/groups")
    built_in = await asking.get(list[_Role], "/api/v1/roles")
    own = await asking.get(list[_OwnRole], "/api/v1/own-roles")
    return Names(
        people={one.id: one.name for one in people.rows},
        groups={one.id: one.name for one in groups.rows},
        roles=(*(one.role for one in built_in), *(one.code for one in own)),
        own_roles={one.code: one.name for one in own},
    )


async def one(asking: Asking, policy_id: UUID) -> Tagged[Policy]:
    """Read a policy that is to be edited."""
    return await asking.tagged(Policy, f"{_PATH}/{policy_id}")


async def check(asking: Asking, written: Written) -> Checked:
    """Have a policy checked, and spelled the other way; nothing is saved."""
    return await asking.made(Checked, "POST", f"{_PATH}/check", written.body())


async def versions(asking: Asking, policy_id: UUID) -> tuple[Policy, ...]:
    """Read all that a policy ever said, the latest first."""
    return tuple(await asking.get(list[Policy], f"{_PATH}/{policy_id}/versions"))


async def simulate(
    asking: Asking,
    written: Written,
    permission: str,
    *,
    replaces: UUID | None = None,
    after: UUID | None = None,
    way: Way = USUAL,
) -> Part:
    """Find out for the next persons what would change for them; nothing is saved.

    Args:
        asking: Asks the server.
        written: What the policy would say.
        permission: For doing what.
        replaces: The policy that it would be another version of.
        after: The person after whom to go on.
        way: From where all of them ask.
    """
    body = written.body() | {
        **way.said(),
        "permission": permission,
        "people": _AT_ONCE,
        "first": 5,
        "replaces": str(replaces) if replaces else None,
        "after": str(after) if after else None,
    }
    return await asking.made(Part, "POST", f"{_PATH}/simulate", body)


async def save(asking: Asking, wanted: Wanted) -> Policy:
    """Save a new policy, or another version of one; it holds at once, if it is enabled."""
    if wanted.policy_id is None:
        return await asking.made(Policy, "POST", _PATH, wanted.said)
    path = f"{_PATH}/{wanted.policy_id}"
    return await asking.made(Policy, "PATCH", path, wanted.said, seen=wanted.seen)
