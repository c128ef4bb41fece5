"""Conditions and statements of rules, composed with SQLAlchemy Core for one dialect (pure)."""

import math
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from decimal import Context, Decimal
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import mysql, postgresql, sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.sql.elements import ColumnElement

from pursight.contracts.rules import InSet, NotNull, Pattern, Range
from pursight.rules.cells import listed_values
from pursight.rules.ranges import bounds_in_units, nearest_floats
from pursight_agent.push_down.expressions import for_postgres
from pursight_agent.push_down.kinds import Family, Kind
from pursight_agent.push_down.measuring import Question, filled
from pursight_agent.push_down.words import Aggregates

_UNITS = frozenset({Family.DATE, Family.TIME, Family.MOMENT, Family.MOMENT_UTC})
_FIRST_DAY = date(1970, 1, 1)
_FIRST = datetime(1970, 1, 1)  # noqa: DTZ001  what zone it is of says the column
_WIDE = Context(prec=100)
_INTEGERS = (-(1 << 63), (1 << 63) - 1)


def failing(
    check: NotNull | Range | InSet | Pattern, column: Question, words: Aggregates
) -> str | None:
    """Word the condition that a row breaks a check of one cell; None when it cannot be worded."""
    cell: ColumnElement[Any] = sa.literal_column(_exact(column, words))
    broken: ColumnElement[bool] | None = None
    match check:
        case NotNull():
            return _text(cell.is_(None), words)
        case Range():
            broken = _outside(check, cell, column, words)
        case InSet():
            broken = _unlisted(check, cell, column, words)
        case Pattern():
            broken = _unmatched(check, cell, column, words)
    return None if broken is None else _text(sa.and_(cell.is_not(None), broken), words)


def repeated(relation: str, key: Sequence[Question], words: Aggregates) -> str:
    """Count the rows whose key another row has too."""
    cells: list[ColumnElement[Any]] = [sa.literal_column(_exact(column, words)) for column in key]
    rows: ColumnElement[int] = sa.literal_column(filled(words.count, "*"))
    groups = (
        sa.select(rows.label("n"))
        .select_from(sa.text(relation))
        .where(*(cell.is_not(None) for cell in cells))
        .group_by(*cells)
        .having(rows > 1)
        .subquery("repeated")
    )
    total: ColumnElement[int] = sa.literal_column(f"{words.functions}SUM(n)")
    return _text(sa.select(sa.func.coalesce(total, 0)).select_from(groups), words)


def missing(
    relation: str, other: str, pairs: Sequence[tuple[Question, Question]], words: Aggregates
) -> str | None:
    """Count the rows whose key the other table does not have; None when the two are not alike.

    Args:
        relation: That points.
        other: That is pointed at.
        pairs: Of columns, here and there.
        words: Of the dialect.
    """
    if not all(_alike(one, another) for one, another in pairs):
        return None
    ours = _keys(relation, [one for one, _ in pairs], words, "pointing")
    theirs = _keys(other, [another for _, another in pairs], words, "pointed", distinct=True)
    columns = list(zip(ours.c, theirs.c, strict=True))
    joined = ours.outerjoin(theirs, sa.and_(*(one == another for one, another in columns)))
    rows: ColumnElement[int] = sa.literal_column(filled(words.count, "*"))
    counted = sa.select(rows).select_from(joined).where(columns[0][1].is_(None))
    return _text(counted, words)


def _keys(
    relation: str, key: Sequence[Question], words: Aggregates, name: str, *, distinct: bool = False
) -> Any:
    cells: list[ColumnElement[Any]] = [sa.literal_column(_exact(column, words)) for column in key]
    labelled = [cell.label(f"k{at}") for at, cell in enumerate(cells)]
    selected = sa.select(*labelled).select_from(sa.text(relation))
    selected = selected.where(*(cell.is_not(None) for cell in cells))
    return (selected.distinct() if distinct else selected).subquery(name)


def _alike(one: Question, other: Question) -> bool:
    """Whether the source finds two cells equal exactly when the agent does."""
    exact = one.kind.family is not Family.FLOAT and Family.OTHER not in {
        one.kind.family,
        other.kind.family,
    }
    return exact and one.kind.family is other.kind.family and one.kind.scale == other.kind.scale


def _exact(column: Question, words: Aggregates) -> str:
    return filled(words.text, column.column) if column.kind.family is Family.TEXT else column.column


def _outside(
    check: Range, cell: ColumnElement[Any], column: Question, words: Aggregates
) -> ColumnElement[bool] | None:
    kind = column.kind
    if kind.family is Family.FLOAT:
        return _outside_floats(check, cell, column, words)
    if kind.family is Family.TEXT or (kind.family is Family.DECIMAL and kind.scale is None):
        return None  # texts are read as numbers or moments by the agent
    low, high = bounds_in_units(check, kind.arrow)
    least, most = _limits(kind)
    broken: list[ColumnElement[bool]] = []
    if low is not None and low > least:
        broken.append(sa.true() if low > most else cell < _unit(low, kind, words))
    if high is not None and high < most:
        broken.append(sa.true() if high < least else cell > _unit(high, kind, words))
    return sa.or_(sa.false(), *broken)


def _outside_floats(
    check: Range, cell: ColumnElement[Any], column: Question, words: Aggregates
) -> ColumnElement[bool] | None:
    low, high = nearest_floats(check, column.kind.arrow)
    if column.read is not None or any(b is not None and math.isinf(b) for b in (low, high)):
        return None
    broken: list[ColumnElement[bool]] = []
    if words.number != Aggregates().number:
        broken.append(sa.literal_column(f"(NOT ({filled(words.number, column.column)}))"))
    if low is not None:
        broken.append(cell < _double(low, words))
    if high is not None:
        broken.append(cell > _double(high, words))
    return sa.or_(sa.false(), *broken)


def _unlisted(
    check: InSet, cell: ColumnElement[Any], column: Question, words: Aggregates
) -> ColumnElement[bool] | None:
    if column.read is not None:
        return None
    values = listed_values(check, column.kind.arrow)
    if column.kind.family is Family.TEXT:
        texts = [sa.literal(text) for text in values if "\0" not in text]
        return cell.not_in(texts) if texts else sa.true()
    if any(isinstance(value, float) and not math.isfinite(value) for value in values):
        return None
    written = [_value(value, column.kind, words) for value in values]
    return cell.not_in(written) if written else sa.true()


def _unmatched(
    check: Pattern, cell: ColumnElement[Any], column: Question, words: Aggregates
) -> ColumnElement[bool] | None:
    wanted = rf"\A(?:{check.expression})\z" if words.re2 else for_postgres(check.expression)
    if not words.pattern or wanted is None or "\0" in wanted:
        return None
    literal = _text(sa.literal(wanted), words)
    condition = words.pattern.replace("{x}", _exact(column, words)).replace("{p}", literal)
    return sa.literal_column(f"(NOT ({condition}))")


def _limits(kind: Kind) -> tuple[int, int]:
    """The least and greatest units that a column of the kind can hold."""
    if kind.family is Family.DECIMAL:
        return -(10**38) + 1, 10**38 - 1
    if kind.family is Family.INTEGER:
        return (0, (1 << 64) - 1) if kind.exactly is not None else _INTEGERS
    if kind.family is Family.DATE:
        return (date.min - _FIRST_DAY).days, (date.max - _FIRST_DAY).days
    second = _per_second(kind)
    if kind.family is Family.TIME:
        return 0, 86_400 * second - 1
    first, last = (date.min - _FIRST_DAY).days, (date.max - _FIRST_DAY).days + 1
    return first * 86_400 * second, last * 86_400 * second - 1


def _per_second(kind: Kind) -> int:
    return {"s": 1, "ms": 1000, "us": 1_000_000}[kind.arrow.unit]  # type: ignore[attr-defined]


def _unit(number: int, kind: Kind, words: Aggregates) -> ColumnElement[Any]:
    """Write a value of a column that counts in whole units."""
    if kind.family is Family.INTEGER:
        return sa.literal_column(str(number))
    if kind.family is Family.DECIMAL:
        return _value(Decimal(number).scaleb(-(kind.scale or 0), _WIDE), kind, words)
    if kind.family is Family.DATE:
        return _value(_FIRST_DAY + timedelta(days=number), kind, words)
    moment = _FIRST + timedelta(microseconds=number * (1_000_000 // _per_second(kind)))
    return _value(moment.time() if kind.family is Family.TIME else moment, kind, words)


def _value(value: Any, kind: Kind, words: Aggregates) -> ColumnElement[Any]:
    match kind.family:
        case Family.INTEGER:
            return sa.literal_column(str(int(value)))
        case Family.BOOLEAN:
            return sa.true() if value else sa.false()
        case Family.FLOAT:
            return _double(float(value), words)
        case Family.DECIMAL:
            spelled = format(value, "f")
        case family if family in _UNITS:
            spelled = (
                value.replace(tzinfo=None).isoformat(" ", "microseconds")
                if isinstance(value, datetime)
                else value.isoformat()
            )
        case _:
            spelled = str(value)
    template = words.literals.get(kind.family, "'{v}'")
    return sa.literal_column(template.replace("{v}", spelled).replace("{s}", str(kind.scale or 0)))


def _double(number: float, words: Aggregates) -> ColumnElement[Any]:
    text = repr(number)
    return sa.literal_column(
        words.literals.get(Family.FLOAT, "{v}").replace("{v}", text if "e" in text else f"{text}e0")
    )


def _text(what: Any, words: Aggregates) -> str:
    compiled = what.compile(
        dialect=_DIALECTS[words.dialect](), compile_kwargs={"literal_binds": True}
    )
    return str(compiled)


@cache
def _postgres() -> Dialect:
    # Nothing in a statement is a parameter, and a backslash is only a backslash.
    dialect = postgresql.dialect(paramstyle="named")  # type: ignore[no-untyped-call]
    dialect._backslash_escapes = False  # noqa: SLF001  else learnt from a connection
    return dialect


@cache
def _mysql() -> Dialect:
    return mysql.dialect(paramstyle="named")


@cache
def _sqlite() -> Dialect:
    return sqlite.dialect(paramstyle="named")


_DIALECTS: dict[str, Callable[[], Dialect]] = {
    "postgresql": _postgres,
    "mysql": _mysql,
    "sqlite": _sqlite,
}
