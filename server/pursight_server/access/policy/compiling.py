"""From a test of assets to a condition on rows; every part of it is true or false, never null."""

import operator
from abc import abstractmethod
from collections.abc import Callable, Iterable
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    Text,
    Uuid,
    and_,
    any_,
    cast,
    exists,
    false,
    func,
    literal,
    not_,
    or_,
    select,
    true,
)
from typing_extensions import override

from pursight_server.access.policy.resources import about_of, declared
from pursight_server.access.sight import (
    NEVER,
    RANKS,
    Among,
    And,
    Compare,
    Constant,
    Has,
    HasAny,
    IsEmpty,
    Itself,
    Like,
    Not,
    Or,
    Sight,
    Test,
    Within,
    ids_of,
    not_handed_down,
)
from pursight_server.platform.conditions import Condition

_ESCAPE = "\\"
_OF_SOURCE: Final = frozenset({"environment", "source", "tags"})
"""What an asset has from its source."""
Asks = Callable[[Any], Condition]


def rows(
    sight: Sight, table: Any, organisation_id: UUID, *, parents: Any | None = None
) -> Condition:
    """Say which rows of a table somebody may see, without the rows of other organisations.

    Args:
        sight: What they may see.
        table: Whose rows.
        organisation_id: Which organisation's.
        parents: An alias of `asset` that the query of assets has joined to each column as its
            table; a column's table is looked up otherwise.
    """
    own: Condition = table.c.organisation_id == organisation_id
    about = about_of(table)
    if about.through is not None:
        column, whole = about.through
        part = exists().where(whole.c.id == column, rows(sight, whole, organisation_id))
        return own if sight.everything else and_(own, part)
    if about.asset is None and about.source is None:
        return own if sight.whole else and_(own, false())
    if sight.everything:
        return own
    if not sight.anything:
        return and_(own, false())
    ways: list[Condition] = []
    if about.asset is not None:
        ways.append(_about_asset(sight, table, about.asset, organisation_id, parents))
    if about.source is not None:
        of_source = _about_source(sight, table, about.source, organisation_id)
        ways.append(of_source if about.asset is None else and_(about.asset.is_(None), of_source))
    return and_(own, or_(*ways))


def mentions(sight: Sight, table: Any, organisation_id: UUID) -> Condition:
    """Say which rows of a table tell of nothing that a sight leaves out."""
    about = about_of(table)
    own: Condition = table.c.organisation_id == organisation_id
    if sight.everything or (about.asset is None and about.source is None):
        return own
    unspecific = and_(about.asset.is_(None), about.source.is_(None))
    return or_(and_(own, unspecific), rows(sight, table, organisation_id))


def _about_asset(
    sight: Sight, table: Any, column: Any, organisation_id: UUID, parents: Any | None
) -> Condition:
    if table is declared("asset"):
        return _asset(sight, table, organisation_id, parents)
    one = declared("asset").alias()
    return exists().where(
        one.c.organisation_id == organisation_id,
        one.c.id == column,
        _asset(sight, one, organisation_id),
    )


def _asset(sight: Sight, one: Any, organisation_id: UUID, parents: Any | None = None) -> Condition:
    parts = [_OfAsset(one, organisation_id).of(sight.allow)]
    if sight.forbid != NEVER:
        parts.append(not_(_OfAsset(one, organisation_id).of(sight.forbid)))
        of_table = not_handed_down(sight.forbid)
        if of_table != NEVER:
            forbidden = _of_table(of_table, one, organisation_id, parents)
            parts.append(not_(and_(one.c.level == "column", func.coalesce(forbidden, false()))))
    return and_(*parts)


def _of_table(test: Test, one: Any, organisation_id: UUID, parents: Any | None) -> Any:
    """Ask a column's table; null where there is none.

    It is a value, and no EXISTS: of that the planner may make a list of all tables that fit, which
    takes it most of a second in a large catalog, for one page of a list.
    """
    if parents is not None:
        return and_(parents.c.id.is_not(None), _OfAsset(parents, organisation_id).of(test))
    table = declared("asset").alias()
    return (
        select(_OfAsset(table, organisation_id).of(test))
        .where(table.c.organisation_id == organisation_id, table.c.id == one.c.parent_id)
        .scalar_subquery()
    )


def _about_source(sight: Sight, table: Any, column: Any, organisation_id: UUID) -> Condition:
    if table is declared("source"):
        return _source(sight, table)
    one = declared("source").alias()
    return exists().where(
        one.c.organisation_id == organisation_id, one.c.id == column, _source(sight, one)
    )


def _source(sight: Sight, one: Any) -> Condition:
    of = _OfSource(one)
    return and_(of.of(sight.allow), not_(of.of(sight.forbid)))


class _Target:
    """What attributes are in SQL, of one kind of row."""

    key: Any
    """The column of its id."""
    sensitivity: Any
    """Its sensitivity."""

    def of(self, test: Test) -> Condition:
        """Spell a test."""
        if isinstance(test, Constant):
            return true() if test.value else false()
        if isinstance(test, And):
            return and_(*(self.of(part) for part in test.parts))
        if isinstance(test, Or):
            return or_(*(self.of(part) for part in test.parts))
        if isinstance(test, Not):
            return not_(self.of(test.part))
        return self.of_attribute(test)

    def of_attribute(self, test: Test) -> Condition:
        """Spell a test of one attribute."""
        if isinstance(test, Among | Like | Has) and test.attribute == "domain":
            return self.domain(_asks_domain(test))
        if isinstance(test, Among):
            return self.text(test.attribute, lambda column: _one_of(column, test.values))
        if isinstance(test, Like):
            return self.text(test.attribute, lambda column: _like(column, test.pattern))
        if isinstance(test, Has):
            return self.text(test.attribute, lambda _column: true())
        if isinstance(test, Compare):
            return _compare(self.sensitivity, test)
        return self.of_many(test)

    def of_many(self, test: Test) -> Condition:
        """Spell a test of a set, or of where it lies."""
        if isinstance(test, HasAny):
            return self.said(test.attribute, test.values)
        if isinstance(test, IsEmpty):
            return not_(self.said(test.attribute, None))
        if isinstance(test, Itself):
            return _one_of_ids(self.key, test.assets)
        if isinstance(test, Within):
            return self.within(test)
        raise TypeError(f"{type(test).__name__} is no part of a condition")

    @abstractmethod
    def text(self, attribute: str, asks: Asks) -> Condition:
        """Ask a text, which must be there."""

    @abstractmethod
    def domain(self, asks: Asks) -> Condition:
        """Ask the id of its domain, which must be there."""

    @abstractmethod
    def said(self, attribute: str, values: Iterable[str] | None) -> Condition:
        """Ask a set for any of some texts; None: for anything at all."""

    @abstractmethod
    def within(self, test: Within) -> Condition:
        """Ask where it lies."""


class _OfAsset(_Target):
    """An asset; tags and owners are also those of all that it lies in, tags its source's too."""

    def __init__(self, asset: Any, organisation_id: UUID) -> None:
        self.asset, self.organisation_id = asset, organisation_id
        self.key, self.sensitivity = asset.c.id, asset.c.sensitivity

    @override
    def of(self, test: Test) -> Condition:
        if not isinstance(test, Or):
            return super().of(test)
        ways: list[Condition] = []
        of_source: list[Test] = []  # asked together: one look at the few sources
        for part in test.parts:
            asks_source = isinstance(part, Among | Like | HasAny) and part.attribute in _OF_SOURCE
            if asks_source:
                of_source.append(part)
            if not asks_source:
                ways.append(self.of(part))
            elif isinstance(part, HasAny):
                ways.append(self.noted(part.attribute, part.values))
        if of_source:
            ways.append(self.of_source(lambda source: _OfSource(source).of(Or(tuple(of_source)))))
        return or_(*ways)

    @override
    def text(self, attribute: str, asks: Asks) -> Condition:
        if attribute == "label":
            return and_(self.asset.c.label != "none", asks(self.asset.c.label))
        if attribute == "environment":
            return self.of_source(lambda source: asks(source.c.environment))
        if attribute == "source":
            return self.of_source(lambda source: asks(source.c.name))
        return asks(self.asset.c[attribute])

    @override
    def said(self, attribute: str, values: Iterable[str] | None) -> Condition:
        here = self.noted(attribute, values)
        if attribute == "owners":
            return here
        return or_(here, self.of_source(lambda source: _tagged(source.c.tags, values)))

    @override
    def domain(self, asks: Asks) -> Condition:
        nearest = self.asset.c.domain_id
        of_source = self.of_source(lambda source: _there(source.c.domain_id, asks))
        return or_(_there(nearest, asks), and_(nearest.is_(None), of_source))

    def noted(self, attribute: str, values: Iterable[str] | None) -> Condition:
        """Ask what people have written about it, and about all that it lies in."""
        note = declared("annotation").alias()
        owners = attribute == "owners"
        found: Condition = exists().where(
            note.c.organisation_id == self.organisation_id,
            note.c.asset_id == any_(self.asset.c.path),
            _owned(note.c.owner, values) if owners else _tagged(note.c.tags, values),
        )
        return found

    @override
    def within(self, test: Within) -> Condition:
        ways: list[Condition] = []
        if test.assets:
            ids = literal(sorted(test.assets), ARRAY(Uuid))
            ways.append(self.asset.c.path.op("&&", is_comparison=True)(ids))
        if test.sources:
            ways.append(_one_of_ids(self.asset.c.source_id, test.sources))
        if test.domains:
            ways.append(self.domain(lambda column: _one_of_ids(column, test.domains)))
        return or_(*ways)

    def of_source(self, asks: Asks) -> Condition:
        """Ask its source; sources are few, so they are looked up once for all rows."""
        source = declared("source").alias()
        there: Condition = self.asset.c.source_id.in_(
            select(source.c.id).where(
                source.c.organisation_id == self.organisation_id, asks(source)
            )
        )
        return there


class _OfSource(_Target):
    """A source is an asset of the level `source`: public, without label or owner."""

    def __init__(self, source: Any) -> None:
        self.source = source
        self.key, self.sensitivity = source.c.id, literal(RANKS[0])

    @override
    def text(self, attribute: str, asks: Asks) -> Condition:
        of = self.source.c
        known = {
            "level": literal("source"),
            "kind": of.kind,
            "name": of.name,
            "source": of.name,
            "environment": of.environment,
            "sensitivity": literal(RANKS[0]),
        }
        return asks(known[attribute]) if attribute in known else false()

    @override
    def said(self, attribute: str, values: Iterable[str] | None) -> Condition:
        return _tagged(self.source.c.tags, values) if attribute == "tags" else false()

    @override
    def domain(self, asks: Asks) -> Condition:
        return _there(self.source.c.domain_id, asks)

    @override
    def within(self, test: Within) -> Condition:
        inside = self.domain(lambda column: _one_of_ids(column, test.domains))
        return or_(_one_of_ids(self.key, test.assets | test.sources), inside)


def _asks_domain(test: Among | Like | Has) -> Asks:
    if isinstance(test, Among):
        return lambda column: _one_of_ids(column, ids_of(test.values))
    if isinstance(test, Like):
        return lambda column: _like(cast(column, Text), test.pattern)
    return lambda _column: true()


def _there(column: Any, asks: Asks) -> Condition:
    return and_(column.is_not(None), asks(column))


def _one_of(column: Any, values: Iterable[str]) -> Condition:
    condition: Condition = column == any_(literal(sorted(values), ARRAY(Text)))
    return condition


def _one_of_ids(column: Any, ids: Iterable[UUID]) -> Condition:
    condition: Condition = column == any_(literal(sorted(ids), ARRAY(Uuid)))
    return condition


def _owned(owner: Any, values: Iterable[str] | None) -> Condition:
    anybody: Condition = owner != ""
    return anybody if values is None else and_(anybody, _one_of(owner, values))


def _tagged(tags: Any, values: Iterable[str] | None) -> Condition:
    if values is None:
        empty: Condition = tags != literal([], ARRAY(Text))
        return empty
    some: Condition = tags.op("&&", is_comparison=True)(literal(sorted(values), ARRAY(Text)))
    return some


def _like(column: Any, pattern: Iterable[str | None]) -> Condition:
    letters = "".join("%" if part is None else _escaped(part) for part in pattern)
    condition: Condition = column.like(letters, escape=_ESCAPE)
    return condition


def _escaped(text: str) -> str:
    for letter in (_ESCAPE, "%", "_"):
        text = text.replace(letter, _ESCAPE + letter)
    return text


def _compare(sensitivity: Any, test: Compare) -> Condition:
    # Named, and not numbered by CASE: the planner knows how many rows are restricted, and orders by
    # it. What is none of the four counts as the lowest.
    fits: Callable[[int, int], bool] = _OPERATORS[test.operator]
    named = [name for number, name in enumerate(RANKS) if fits(number, test.number)]
    if RANKS[0] not in named:
        return _one_of(sensitivity, named) if named else false()
    others = [name for name in RANKS if name not in named]
    return not_(_one_of(sensitivity, others)) if others else true()


_OPERATORS: Final = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
}
