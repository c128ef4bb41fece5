"""The condition form: a policy as people fill it in, to Cedar and back (pure)."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Final, Literal, get_args
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from pursight_server.access.client import Network, Through
from pursight_server.access.model import Permission

Text = Annotated[str, StringConstraints(min_length=1, max_length=500)]
Texts = Annotated[list[Text], Field(min_length=1, max_length=100)]

TextAttribute = Literal[
    "level", "kind", "name", "label", "sensitivity", "environment", "source", "domain"
]
OptionalAttribute = Literal["label", "domain"]
SetAttribute = Literal["tags", "owners"]
TEXT_ATTRIBUTES: Final[tuple[TextAttribute, ...]] = get_args(TextAttribute)
OPTIONAL_ATTRIBUTES: Final[tuple[OptionalAttribute, ...]] = get_args(OptionalAttribute)
SET_ATTRIBUTES: Final[tuple[SetAttribute, ...]] = get_args(SetAttribute)


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Who(_Part):
    """For whom: everybody, a group with all inside it, one person, or who has a role everywhere."""

    kind: Literal["everybody", "group", "person", "role"] = "everybody"
    name: str = Field(default="", max_length=63, description="Id of a group or person; a role")


class Part(_Part):
    """A domain, a source, or an asset with all that lies in it."""

    kind: Literal["domain", "source", "asset"]
    id: UUID


class TextCondition(_Part):
    """A text of an asset is one of some, or is not; domains are named by their ids."""

    attribute: TextAttribute
    test: Literal["is", "is_not"]
    values: Texts


class LabelCondition(_Part):
    """An asset has a label, or a domain, or none."""

    attribute: OptionalAttribute = "label"
    test: Literal["there", "missing"]


class SetCondition(_Part):
    """Tags or owners, of an asset or of what it lies in, hold one of some, or none of them."""

    attribute: SetAttribute
    test: Literal["has_any", "has_none"]
    values: Texts


class RelationCondition(_Part):
    """Whoever asks owns the asset, or is its steward, or is not."""

    relation: Literal["owner", "steward"]
    holds: bool = True


class DepartmentCondition(_Part):
    """Whoever asks works in one of some departments."""

    departments: Texts
    holds: bool = True


class HoursCondition(_Part):
    """The hour, in UTC, lies between two: the first counts, the second does not."""

    first: Annotated[int, Field(ge=0, le=23)]
    until: Annotated[int, Field(ge=1, le=24)]
    holds: bool = True


class WeekdaysCondition(_Part):
    """The day, in UTC, is one of some: Monday is 1."""

    weekdays: Annotated[list[Annotated[int, Field(ge=1, le=7)]], Field(min_length=1, max_length=7)]
    holds: bool = True


class ThroughCondition(_Part):
    """It is asked through one of some: a console, another program, an API token."""

    through: Annotated[list[Through], Field(min_length=1, max_length=3)]
    holds: bool = True


class NetworkCondition(_Part):
    """It is asked from an address that lies in one of some networks."""

    networks: Annotated[list[Network], Field(min_length=1, max_length=4)]
    holds: bool = True


SubjectCondition = (
    RelationCondition
    | DepartmentCondition
    | HoursCondition
    | WeekdaysCondition
    | ThroughCondition
    | NetworkCondition
)
"""Of whoever asks, when and from where."""

_STEWARD_OF: Final = ("stewardOf", "stewardOfSources", "stewardOfDomains")

Condition = TextCondition | LabelCondition | SetCondition | SubjectCondition


class Form(_Part):
    """A policy: its effect where all conditions hold."""

    effect: Literal["permit", "forbid"]
    who: Who = Who()
    actions: Annotated[list[Permission], Field(max_length=50)] = Field(
        default=[], description="None: whatever can be done with assets"
    )
    within: Annotated[list[Part], Field(max_length=100)] = Field(
        default=[], description="None: anywhere"
    )
    conditions: Annotated[list[Condition], Field(max_length=50)] = []


def render(form: Form) -> str:
    """Spell a form as one Cedar policy."""
    who = {
        "everybody": "principal",
        "role": "principal",
        "group": f"principal in Group::{_text(form.who.name)}",
        "person": f"principal == Person::{_text(form.who.name)}",
    }[form.who.kind]
    named = ", ".join(f"Action::{_text(one.value)}" for one in form.actions)
    action = f"action in [{named}]" if named else "action"
    parts = []
    if form.who.kind == "role":
        parts.append(f"principal.roles.contains({_text(form.who.name)})")
    if form.within:
        places = [f"resource in {one.kind.title()}::{_text(str(one.id))}" for one in form.within]
        parts.append(" || ".join(places))
    parts += [_spell(one) for one in form.conditions]
    head = f"{form.effect}(\n  {who},\n  {action},\n  resource is Asset\n)"
    if not parts:
        return f"{head};"
    body = " &&\n  ".join(f"({part})" for part in parts)
    return f"{head}\nwhen {{\n  {body}\n}};"


def _spell(one: Condition) -> str:
    if isinstance(one, TextCondition):
        there = f"{_texts(one.values)}.contains(resource.{one.attribute})"
        if one.attribute in OPTIONAL_ATTRIBUTES:
            there = f"resource has {one.attribute} && {there}"
        return there if one.test == "is" else f"!({there})"
    if isinstance(one, LabelCondition):
        there = f"resource has {one.attribute}"
        return there if one.test == "there" else f"!({there})"
    if isinstance(one, SetCondition):
        there = f"resource.{one.attribute}.containsAny({_texts(one.values)})"
        return there if one.test == "has_any" else f"!({there})"
    return _not(one.holds, _of_subject(one))


def _of_subject(one: SubjectCondition) -> str:
    if isinstance(one, RelationCondition):
        if one.relation == "owner":
            return "resource.owners.containsAny(principal.called)"
        return " || ".join(f"resource in principal.{those}" for those in _STEWARD_OF)
    if isinstance(one, DepartmentCondition):
        some = _texts(one.departments)
        return f"principal has department && {some}.contains(principal.department)"
    return _of_context(one)


def _of_context(
    one: HoursCondition | WeekdaysCondition | ThroughCondition | NetworkCondition,
) -> str:
    if isinstance(one, HoursCondition):
        return f"context.hour >= {one.first} && context.hour < {one.until}"
    if isinstance(one, WeekdaysCondition):
        return f"[{', '.join(map(str, one.weekdays))}].contains(context.weekday)"
    if isinstance(one, ThroughCondition):
        return f"{_texts([way.value for way in one.through])}.contains(context.through)"
    return f"{_texts([network.value for network in one.networks])}.contains(context.network)"


def _not(holds: bool, text: str) -> str:
    return text if holds else f"!({text})"


def _texts(values: list[str]) -> str:
    return f"[{', '.join(map(_text, values))}]"


def _text(value: str) -> str:
    """Quote as Cedar does, which is Rust's way: escapes of one letter, and numbers in braces."""
    found = []
    for letter in value:
        if letter in '"\\':
            found.append("\\" + letter)
        elif letter.isprintable():
            found.append(letter)
        else:
            found.append(f"\\u{{{ord(letter):x}}}")
    return f'"{"".join(found)}"'


# --- back -----------------------------------------------------------------------------------------

Node = Mapping[str, Any]


def guesses(policy: Node) -> Iterator[Form]:
    """Fill in forms that a policy in Cedar's JSON may have been written with.

    Whoever asks renders each and compares: only one that renders to the same says the same.
    """
    clauses = policy.get("conditions", [])
    if len(clauses) > 1 or any(clause["kind"] != "when" for clause in clauses):
        return
    who, actions = _who(policy["principal"]), _actions(policy["action"])
    if who is None or actions is None:
        return
    chain = _chain(clauses[0]["body"], "&&") if clauses else []
    joined = [{"&&": {"left": chain[0], "right": chain[1]}}, *chain[2:]] if chain[1:] else []
    for parts in (chain, joined):  # a first condition may itself be two parts
        try:
            form = _filled(policy["effect"], who, actions, parts)
        except ValidationError:  # as the weekday 9: Cedar lets it be asked for, the form does not
            continue
        if form is not None:
            yield form


def _filled(
    effect: Literal["permit", "forbid"], who: Who, actions: list[Permission], parts: list[Node]
) -> Form | None:
    within: list[Part] = []
    conditions: list[Condition] = []
    for part in parts:
        places = [_place(place) for place in _chain(part, "||")]
        role = _values(part, "principal", "roles")
        if role and who.kind == "everybody" and not within and not conditions:
            who = Who(kind="role", name=role[0])
        elif all(places) and not within and not conditions:
            within = [place for place in places if place]
        elif (condition := _condition(part)) is not None:
            conditions.append(condition)
        else:
            return None
    return Form(effect=effect, who=who, actions=actions, within=within, conditions=conditions)


def _who(scope: Node) -> Who | None:
    if scope["op"] == "All":
        return Who()
    named = scope.get("entity", {})
    if (scope["op"], named.get("type")) == ("in", "Group"):
        return Who(kind="group", name=named["id"])
    if (scope["op"], named.get("type")) == ("==", "Person"):
        return Who(kind="person", name=named["id"])
    return None


def _actions(scope: Node) -> list[Permission] | None:
    if scope["op"] == "All":
        return []
    named = scope.get("entities") or [scope.get("entity", {})]
    known = {one.value: one for one in Permission}
    if any(one.get("id") not in known for one in named):
        return None
    return [known[one["id"]] for one in named]


def _chain(node: Node, operator: str) -> list[Node]:
    if operator in node:
        inner = node[operator]
        return [*_chain(inner["left"], operator), inner["right"]]
    return [node]


_PLACES: Final = frozenset({"Domain", "Source", "Asset"})


def _place(node: Node) -> Part | None:
    inner = node.get("in", {})
    value = inner.get("right", {}).get("Value")
    named = value.get("__entity", {}) if isinstance(value, Mapping) else {}
    if inner.get("left") != {"Var": "resource"} or named.get("type") not in _PLACES:
        return None
    try:
        return Part(kind=named["type"].lower(), id=UUID(named["id"]))
    except ValueError:
        return None


def _attribute(node: Any, of: str) -> str:
    """Name the attribute that a part reads of `resource`, say; empty for any other part."""
    inner = node.get(".", {}) if isinstance(node, Mapping) else {}
    return str(inner.get("attr", "")) if inner.get("left") == {"Var": of} else ""


def _literals(node: Any) -> list[Any]:
    if isinstance(node, Mapping) and "Set" in node:
        return [one.get("Value") for one in node["Set"]]
    return [node["Value"]] if isinstance(node, Mapping) and "Value" in node else []


def _values(node: Node, of: str, attribute: str) -> list[Any]:
    """Read the literals of `of.attribute.contains(…)`, `….containsAny([…])`, or the reverse."""
    for operator in ("contains", "containsAny"):
        inner = node.get(operator)
        if inner is not None:
            for one, other in (("left", "right"), ("right", "left")):
                if _attribute(inner[one], of) == attribute:
                    return _literals(inner[other])
    return []


def _condition(node: Node) -> Condition | None:
    holds = "!" not in node
    inner = node if holds else node["!"]["arg"]
    for optional in OPTIONAL_ATTRIBUTES:
        if inner == {"has": {"left": {"Var": "resource"}, "attr": optional}}:
            return LabelCondition(attribute=optional, test="there" if holds else "missing")
    last = _chain(inner, "&&")[-1]
    for attribute in TEXT_ATTRIBUTES:
        if values := _values(last, "resource", attribute):
            return TextCondition(
                attribute=attribute, test="is" if holds else "is_not", values=values
            )
    for of_set in SET_ATTRIBUTES:
        if values := _values(inner, "resource", of_set):
            return SetCondition(
                attribute=of_set, test="has_any" if holds else "has_none", values=values
            )
    return _condition_of_subject(inner, last, holds)


def _condition_of_subject(inner: Node, last: Node, holds: bool) -> Condition | None:
    if _attribute(inner.get("containsAny", {}).get("right"), "principal") == "called":
        return RelationCondition(relation="owner", holds=holds)
    places = _chain(inner, "||")
    if _attribute(places[0].get("in", {}).get("right"), "principal") == "stewardOf":
        return RelationCondition(relation="steward", holds=holds)
    if departments := _values(last, "principal", "department"):
        return DepartmentCondition(departments=departments, holds=holds)
    return _condition_of_context(inner, holds)


def _condition_of_context(inner: Node, holds: bool) -> Condition | None:
    if days := _values(inner, "context", "weekday"):
        return WeekdaysCondition(weekdays=days, holds=holds)
    if through := _values(inner, "context", "through"):
        return ThroughCondition(through=through, holds=holds)
    if networks := _values(inner, "context", "network"):
        return NetworkCondition(networks=networks, holds=holds)
    hours = [
        literals[0]
        for part, operator in zip(_chain(inner, "&&"), (">=", "<"), strict=False)
        if (literals := _literals(part.get(operator, {}).get("right")))
    ]
    if len(hours) == 2:
        return HoursCondition(first=hours[0], until=hours[1], holds=holds)
    return None
