"""From what is left of a Cedar policy to a test of assets (pure).

Cedar's JSON is walked as it stands: before evaluation, to see whether a policy could ever become a
condition; and after partial evaluation, when only the asset is unknown.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal
from uuid import UUID

from pursight.errors import Refused
from pursight_server.access.sight import (
    ALWAYS,
    NEVER,
    NUMBERS,
    OPTIONAL,
    SETS,
    TEXTS,
    Among,
    Compare,
    Constant,
    Has,
    HasAny,
    IsEmpty,
    Itself,
    Like,
    Test,
    Within,
    all_of,
    any_of,
    ids_of,
    negated,
)

Node = Mapping[str, Any]
_Operator = Literal["<", "<=", ">", ">=", "=="]
_MIRRORED: Final[dict[str, _Operator]] = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "=="}


class NotCompilable(Refused):
    """A policy asks of assets what no list could be searched for."""

    code = "policy.not_compilable"


@dataclass(frozen=True, slots=True)
class _Known:
    """A value that does not depend on the asset; None: only its kind of place is known."""

    value: Any


@dataclass(frozen=True, slots=True)
class _Attribute:
    name: str


class _Asset:
    """The asset itself."""


_Operand = _Known | _Attribute | _Asset


def condition_of(policy: Node, *, opaque: bool = False) -> Test:
    """Make a test of a policy's conditions.

    Args:
        policy: In Cedar's JSON.
        opaque: Whether it was not evaluated yet; then what does not depend on the asset counts as
            true, and only the shape of the rest matters.

    Raises:
        NotCompilable: Some part of it cannot become a condition.
    """
    walk = _Walk(opaque)
    parts = [walk.scope(policy["resource"])]
    for clause in policy.get("conditions", ()):
        test = walk.test(clause["body"])
        parts.append(test if clause["kind"] == "when" else negated(test))
    return all_of(parts)


@dataclass(frozen=True, slots=True)
class _Walk:
    opaque: bool

    def scope(self, scope: Node) -> Test:
        """Read `resource == …`, `resource in …`, `resource is … in …` of a policy's head."""
        parts: list[Test] = []
        if "slot" in scope:
            raise _cannot("a template's slot", "Name the resource itself.")
        if "entity_type" in scope:
            parts.append(Constant(scope["entity_type"] == "Asset"))
        if scope["op"] == "==":
            parts.append(_itself([scope["entity"]]))
        if scope["op"] == "in":
            parts.append(_within([scope["entity"]]))
        if "in" in scope:
            parts.append(_within([scope["in"]["entity"]]))
        return all_of(parts)

    def test(self, node: Node) -> Test:
        """Translate what is true or false."""
        if not _asks_asset(node):
            if self.opaque:
                return ALWAYS
            if isinstance(node.get("Value"), bool):
                return Constant(node["Value"])
            raise _cannot("a part that could not be worked out", "")
        name, of = next(iter(node.items()))
        translate = _TESTS.get(name)
        if translate is None:
            raise _cannot(f"'{name}' of the resource", "")
        return translate(self, of)

    def operand(self, node: Node) -> _Operand:
        """Read one side of an operator."""
        if _is_asset(node):
            return _Asset()
        if "." in node and _is_asset(node["."]["left"]):
            return _Attribute(node["."]["attr"])
        if _asks_asset(node):
            raise _cannot(
                f"a computed value ('{next(iter(node))}') of the resource",
                "Compare an attribute of the resource as it is.",
            )
        return _Known(None if self.opaque else _plain(node))

    def pair(self, of: Node) -> tuple[_Operand, _Operand]:
        return self.operand(of["left"]), self.operand(of["right"])

    # --- one method an operator ---

    def conjunction(self, of: Node) -> Test:
        left = self.test(of["left"])
        return NEVER if left == NEVER else all_of([left, self.test(of["right"])])

    def disjunction(self, of: Node) -> Test:
        left = self.test(of["left"])
        return ALWAYS if left == ALWAYS else any_of([left, self.test(of["right"])])

    def choice(self, of: Node) -> Test:
        question = self.test(of["if"])
        return any_of(
            [
                all_of([question, self.test(of["then"])]),
                all_of([negated(question), self.test(of["else"])]),
            ]
        )

    def equal(self, of: Node) -> Test:
        left, right = self.pair(of)
        if isinstance(left, _Known):
            left, right = right, left
        if isinstance(left, _Asset) and isinstance(right, _Known):
            return self.of_known(right, lambda one: _itself([one]))
        return self.attribute(left, right, "==")

    def order(self, operator: _Operator, of: Node) -> Test:
        left, right = self.pair(of)
        if isinstance(left, _Known):
            return self.attribute(right, left, _MIRRORED[operator])
        return self.attribute(left, right, operator)

    def attribute(self, left: _Operand, right: _Operand, operator: _Operator) -> Test:
        if isinstance(left, _Attribute) and isinstance(right, _Known):
            name = left.name
            if name in TEXTS and operator == "==":
                return self.of_known(right, lambda one: Among(name, frozenset({one})))
            if name in NUMBERS:
                return self.of_known(right, lambda one: Compare(name, operator, int(one)))
        raise _cannot(
            f"'{operator}' between these two",
            "Compare a text or number of the resource with one that does not depend on it.",
        )

    def inside(self, of: Node) -> Test:
        left, right = self.pair(of)
        if isinstance(left, _Asset) and isinstance(right, _Known):
            return self.of_known(
                right, lambda one: _within(one if isinstance(one, list) else [one])
            )
        raise _cannot("this 'in'", 'Write: resource in Asset::"…", Source::"…" or Domain::"…".')

    def contains(self, of: Node) -> Test:
        left, right = self.pair(of)
        if isinstance(left, _Attribute) and isinstance(right, _Known) and left.name in SETS:
            name = left.name
            return self.of_known(right, lambda one: HasAny(name, frozenset({one})))
        if isinstance(left, _Known) and isinstance(right, _Attribute) and right.name in TEXTS:
            name = right.name
            return self.of_known(left, lambda some: _among(name, some))
        raise _cannot("this 'contains'", "Ask a set of the resource for a text, or the reverse.")

    def contains_any(self, of: Node) -> Test:
        left, right = self.pair(of)
        if isinstance(left, _Known):
            left, right = right, left
        if isinstance(left, _Attribute) and isinstance(right, _Known) and left.name in SETS:
            name = left.name
            return self.of_known(right, lambda some: _has_any(name, some))
        raise _cannot("this 'containsAny'", "Ask tags or owners of the resource for some texts.")

    def contains_all(self, of: Node) -> Test:
        left, right = self.pair(of)
        if isinstance(left, _Attribute) and isinstance(right, _Known) and left.name in SETS:
            name = left.name
            return self.of_known(right, lambda some: all_of(_has_any(name, [one]) for one in some))
        raise _cannot("this 'containsAll'", "Ask tags or owners of the resource for some texts.")

    def empty(self, of: Node) -> Test:
        asked = self.operand(of["arg"])
        if isinstance(asked, _Attribute) and asked.name in SETS:
            return IsEmpty(asked.name)
        raise _cannot("this 'isEmpty'", "Ask it of tags or owners of the resource.")

    def like(self, of: Node) -> Test:
        asked = self.operand(of["left"])
        if isinstance(asked, _Attribute) and asked.name in TEXTS:
            return Like(asked.name, _pattern(of["pattern"]))
        raise _cannot("this 'like'", "Ask it of a text of the resource.")

    def has(self, of: Node) -> Test:
        if not _is_asset(of["left"]):
            raise _cannot("this 'has'", "Ask it of the resource.")
        name = of["attr"]
        if name in OPTIONAL:
            return Has(name)
        return Constant(name in TEXTS | SETS | NUMBERS)

    def kind(self, of: Node) -> Test:
        if not _is_asset(of["left"]):
            raise _cannot("this 'is'", "Ask it of the resource.")
        parts: list[Test] = [Constant(of["entity_type"] == "Asset")]
        if of.get("in") is not None:
            parts.append(self.inside({"left": of["left"], "right": of["in"]}))
        return all_of(parts)

    def of_known(self, known: _Known, make: Callable[[Any], Test]) -> Test:
        """Make a test of a value, if it is known by now."""
        return ALWAYS if self.opaque else make(known.value)


_TESTS: Final[Mapping[str, Callable[[_Walk, Any], Test]]] = {
    "&&": _Walk.conjunction,
    "||": _Walk.disjunction,
    "!": lambda walk, of: negated(walk.test(of["arg"])),
    "if-then-else": _Walk.choice,
    "==": _Walk.equal,
    "!=": lambda walk, of: negated(walk.equal(of)),
    "<": lambda walk, of: walk.order("<", of),
    "<=": lambda walk, of: walk.order("<=", of),
    ">": lambda walk, of: walk.order(">", of),
    ">=": lambda walk, of: walk.order(">=", of),
    "in": _Walk.inside,
    "contains": _Walk.contains,
    "containsAny": _Walk.contains_any,
    "containsAll": _Walk.contains_all,
    "isEmpty": _Walk.empty,
    "like": _Walk.like,
    "has": _Walk.has,
    "is": _Walk.kind,
}


def _is_asset(node: Any) -> bool:
    return node in ({"Var": "resource"}, {"unknown": [{"Value": "resource"}]})


def _asks_asset(node: Any) -> bool:
    if _is_asset(node):
        return True
    if isinstance(node, Mapping):
        return any(_asks_asset(inner) for name, inner in node.items() if name != "Value")
    return isinstance(node, list) and any(_asks_asset(inner) for inner in node)


def _plain(node: Node) -> Any:
    if "Set" in node:
        return [_plain(one) for one in node["Set"]]
    if "Value" not in node:
        raise _cannot("a part that could not be worked out", "")
    return node["Value"]


def _among(name: str, values: list[Any]) -> Test:
    return Among(name, frozenset(values)) if values else NEVER


def _has_any(name: str, values: list[Any]) -> Test:
    return HasAny(name, frozenset(values)) if values else NEVER


def _itself(entities: list[Any]) -> Test:
    found = _ids(entities, "Asset")
    return Itself(found) if found else NEVER


def _within_any(known: Any) -> Test:
    return _within(known if isinstance(known, list) else [known])


def _within(entities: list[Any]) -> Test:
    within = Within(*(_ids(entities, kind) for kind in ("Asset", "Source", "Domain")))
    return within if within.anywhere else NEVER


def _ids(entities: list[Any], kind: str) -> frozenset[UUID]:
    named = (entity.get("__entity", entity) for entity in entities)
    return ids_of(one["id"] for one in named if one["type"] == kind)


def _pattern(parts: list[Any]) -> tuple[str | None, ...]:
    found: list[str | None] = []
    for part in parts:
        if part == "Wildcard":
            found.append(None)
        elif found and found[-1] is not None:
            found[-1] += part["Literal"]
        else:
            found.append(part["Literal"])
    return tuple(found)


def _cannot(what: str, hint: str) -> NotCompilable:
    return NotCompilable(
        f"lists cannot be searched for {what}",
        hint=hint or "Use ==, !=, <, in, contains, like, has, &&, ||, ! and if.",
    )
