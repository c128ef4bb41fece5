"""Cedar: the only place that knows its engine."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

import cedarpy

from pursight.errors import Refused
from pursight_server.access.client import SOMEHOW, Way
from pursight_server.access.model import Permission
from pursight_server.access.policy.form import Form, guesses, render
from pursight_server.access.policy.residual import NotCompilable, condition_of
from pursight_server.access.policy.schema import SCHEMA, of_assets
from pursight_server.access.sight import ALWAYS, Test

LONGEST: Final = 20_000

Texts = tuple[tuple[str, str], ...]
"""Policies in force: id and Cedar text of each, in the order of the ids."""


class BadPolicy(Refused):
    """The text is no policy, or one that no list could be searched with."""

    code = "policy.bad"


@dataclass(frozen=True, slots=True)
class Principal:
    """Who asks, as policies see them."""

    id: UUID
    kind: str
    email: str
    roles: frozenset[str]
    groups: tuple[tuple[UUID, str], ...] = ()
    department: str = ""
    steward_of: frozenset[UUID] = frozenset()
    steward_of_sources: frozenset[UUID] = frozenset()
    steward_of_domains: frozenset[UUID] = frozenset()

    @property
    def called(self) -> list[str]:
        """Under which names an asset may say that they own it."""
        return sorted({self.email, *(name for _, name in self.groups)} - {""})

    def entities(self) -> list[dict[str, Any]]:
        """Spell them, and their groups, for Cedar."""
        attrs: dict[str, Any] = {
            "kind": self.kind,
            "email": self.email,
            "roles": sorted(self.roles),
            "called": self.called,
            "stewardOf": [_named("Asset", one) for one in sorted(self.steward_of)],
            "stewardOfSources": [_named("Source", one) for one in sorted(self.steward_of_sources)],
            "stewardOfDomains": [_named("Domain", one) for one in sorted(self.steward_of_domains)],
        }
        if self.department:
            attrs["department"] = self.department
        groups = [_uid("Group", group_id) for group_id, _ in self.groups]
        return [
            {"uid": _uid("Person", self.id), "attrs": attrs, "parents": groups},
            *({"uid": group, "attrs": {}, "parents": []} for group in groups),
        ]


@dataclass(frozen=True, slots=True)
class Context:
    """When and from where somebody asks, which is the same for all that one request is about.

    The hour and the day, with Monday as 1, are in UTC.
    """

    hour: int
    weekday: int
    way: Way = SOMEHOW


@dataclass(frozen=True, slots=True)
class Thing:
    """An asset as policies see it."""

    id: UUID
    attributes: Mapping[str, Any]
    above: tuple[UUID, ...] = ()
    source_id: UUID | None = None

    def entity(self) -> dict[str, Any]:
        """Spell it for Cedar."""
        parents = [_uid("Asset", one) for one in self.above]
        if self.source_id is not None:
            parents.append(_uid("Source", self.source_id))
        if "domain" in self.attributes:
            parents.append(_uid("Domain", self.attributes["domain"]))
        return {"uid": _uid("Asset", self.id), "attrs": dict(self.attributes), "parents": parents}


@dataclass(frozen=True, slots=True)
class Judged:
    """What policies say of one thing: which permit it, and which forbid it."""

    permits: tuple[str, ...] = ()
    forbids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of policies when only the asset is unknown: by id, what they fit."""

    permits: Mapping[str, Test] = field(default_factory=dict)
    forbids: Mapping[str, Test] = field(default_factory=dict)


def check(text: str) -> dict[str, Any]:
    """Read one policy and see that it can be decided and compiled.

    Returns:
        The policy in Cedar's JSON.

    Raises:
        BadPolicy: It is not exactly one policy that fits the schema, in words with the line.
        NotCompilable: It asks of assets what no list could be searched for.
    """
    if "\x00" in text or "\\0" in text or "\\u{0}" in text or not _encodable(text):
        raise BadPolicy(
            "the policy holds letters that the database cannot keep",
            hint="Leave out NUL and halves of surrogate pairs.",
        )
    if len(text) > LONGEST:
        raise BadPolicy("the policy is too long", hint=f"At most {LONGEST} letters.")
    try:
        parsed = json.loads(cedarpy.policies_to_json_str(text))
    except ValueError as error:
        line = _line_of_fault(text)
        raise BadPolicy(
            f"line {line}: this is no Cedar policy: {error}",
            hint="Write: permit(principal, action, resource is Asset) when { … };",
        ) from error
    policies = list(parsed["staticPolicies"].values())
    if parsed["templates"] or len(policies) != 1:
        raise BadPolicy("this is not exactly one policy", hint="Save one permit or forbid a time.")
    result = cedarpy.validate_policies(text, _schema())
    if not result.validation_passed:
        wrong = dict.fromkeys(_said(str(error.error)) for error in result.errors)
        said = "; ".join(list(wrong)[:5])
        raise BadPolicy(
            f"line {_line_of_words(text, said)}: {said}",
            hint="Guard what may be missing with `has`; write `resource is Asset` in the head "
            "if the policy asks for attributes of assets.",
        )
    try:
        condition_of(policies[0], opaque=True)
    except NotCompilable as error:
        line = _line_of_words(text, error.message)
        raise NotCompilable(f"line {line}: {error.message}", hint=error.hint) from error
    checked: dict[str, Any] = policies[0]
    return checked


def effect_of(text: str) -> str:
    """Say whether a policy that was checked is a `permit` or a `forbid`."""
    return str(next(_static(cedarpy.policies_to_json_str(text)))["effect"])


def form_of(text: str) -> Form | None:
    """Fill in the form that says exactly what a policy says; None when no form can."""
    wanted = next(_static(cedarpy.policies_to_json_str(text)))
    for form in guesses(wanted):
        if next(_static(cedarpy.policies_to_json_str(render(form)))) == wanted:
            return form
    return None


def judge(
    texts: Texts,
    principal: Principal,
    permission: Permission,
    context: Context,
    thing: Thing | None,
) -> Judged:
    """Decide policies for one asset, or for the organisation as a whole."""
    given = _request(principal, permission, context)
    if thing is None:
        given["resource"] = 'Organisation::"organisation"'
        entities = _entities(principal)
    else:
        given["resource"] = f'Asset::"{thing.id}"'
        entities = _entities(principal).with_added_json_str(json.dumps([thing.entity()]))
    result = cedarpy.is_authorized(given, _parsed(texts), entities)
    if result.diagnostics.errors:
        raise _not_evaluable()
    reasons = tuple(sorted(result.diagnostics.reasons))
    return Judged(permits=reasons) if result.allowed else Judged(forbids=reasons)


@lru_cache(maxsize=4096)
def left(texts: Texts, principal: Principal, permission: Permission, context: Context) -> Left:
    """Evaluate policies as far as they go while the asset is unknown."""
    if not of_assets(permission):
        judged = judge(texts, principal, permission, context, None)
        return Left(dict.fromkeys(judged.permits, ALWAYS), dict.fromkeys(judged.forbids, ALWAYS))
    result = cedarpy.is_authorized_partial(
        _request(principal, permission, context), _parsed(texts), _entities(principal)
    )
    if result.diagnostics.errors:
        raise _not_evaluable()
    permits: dict[str, Test] = {}
    forbids: dict[str, Test] = {}
    # In the order of their ids: Cedar's own differs from one process to the next, and what somebody
    # may see has to be spelled alike in all of them.
    for policy_id, residual in sorted((result.residuals or {}).items()):
        test = condition_of(residual)
        (permits if residual["effect"] == "permit" else forbids)[policy_id] = test
    return Left(permits, forbids)


def _request(principal: Principal, permission: Permission, context: Context) -> dict[str, Any]:
    return {
        "principal": f'Person::"{principal.id}"',
        "action": f'Action::"{permission.value}"',
        "context": {
            "hour": context.hour,
            "weekday": context.weekday,
            "through": context.way.through.value,
            "network": context.way.network.value,
        },
    }


def _not_evaluable() -> BadPolicy:
    return BadPolicy(
        "a policy in force cannot be evaluated, so nobody is let through",
        hint="On the server's machine, `pursight server access-policies list` says which one, "
        "and `off NAME` ends it.",
    )


@lru_cache(maxsize=1)
def _schema() -> cedarpy.Schema:
    return cedarpy.Schema.from_str(SCHEMA)


@lru_cache(maxsize=64)
def _parsed(texts: Texts) -> cedarpy.PolicySet:
    try:
        policies = {
            policy_id: next(iter(_static(cedarpy.policies_to_json_str(text))))
            for policy_id, text in texts
        }
    except ValueError as error:
        raise _not_evaluable() from error
    return cedarpy.PolicySet.from_json_str(
        json.dumps({"templates": {}, "staticPolicies": policies, "templateLinks": []})
    )


def _static(text: str) -> Iterator[dict[str, Any]]:
    yield from json.loads(text)["staticPolicies"].values()


@lru_cache(maxsize=1024)
def _entities(principal: Principal) -> cedarpy.Entities:
    actions = [
        {"uid": _uid("Action", permission.value), "attrs": {}, "parents": []}
        for permission in Permission
    ]
    return cedarpy.Entities.from_json_str(json.dumps([*principal.entities(), *actions]))


def _uid(kind: str, name: object) -> dict[str, str]:
    return {"type": kind, "id": str(name)}


def _named(kind: str, name: object) -> dict[str, Any]:
    return {"__entity": _uid(kind, name)}


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _said(error: str) -> str:
    return error.split("`, ", 1)[-1] if error.startswith("for policy") else error


def _line_of_fault(text: str) -> int:
    """Find the line at which the parser stops: up to the one before, only the end was missing."""
    lines = text.splitlines() or [""]
    for number in range(1, len(lines) + 1):
        try:
            cedarpy.policies_to_json_str("\n".join(lines[:number]))
        except ValueError as error:
            if "end of input" not in str(error):
                return number
    return len(lines)


def _line_of_words(text: str, said: str) -> int:
    """Find the first line that has what an error names first."""
    for word in said.replace("'", "`").split("`")[1::2]:
        for number, line in enumerate(text.splitlines(), 1):
            if word and word in line:
                return number
    return 1
