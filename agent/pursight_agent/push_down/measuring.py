"""A table's numbers by aggregates in its own engine: the statement, and its one row as measures."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pyarrow as pa

from pursight.profiling.column import ColumnProfile
from pursight.profiling.numbers import spell_decimal
from pursight_agent.push_down.cells import batch_of
from pursight_agent.push_down.kinds import Family, Kind
from pursight_agent.push_down.words import Aggregates
from pursight_agent.source import ColumnMeasures, Measured

COLUMNS_AT_ONCE = 80
"""Of one statement: no dialect's limit of expressions is reached."""

_EXACT = frozenset({Family.INTEGER, Family.DECIMAL})


@dataclass(frozen=True, slots=True)
class Question:
    """One column's expressions by what they answer."""

    name: str
    kind: Kind
    expressions: Mapping[str, str]
    column: str = ""
    """Its quoted name, or the expression that is read in its place."""
    double: str = ""
    """What the mean is of."""
    read: Callable[[Any], Any] | None = None
    """What the connector makes of a cell, where its agent reads another value than stands there."""


def question(
    name: str,
    kind: Kind,
    column: str,
    words: Aggregates,
    *,
    read: Callable[[Any], Any] | None = None,
) -> Question:
    """Word what is asked of one column.

    Args:
        name: Of the column.
        kind: What it holds.
        column: Its name as it stands in the statement, quoted, or an expression.
        words: Of the dialect.
        read: Makes of an extreme what the connector makes of the cell when it reads it.
    """
    finite = _when(filled(words.finite, column), column)
    double = filled(words.double, finite if kind.family is Family.FLOAT else column)
    return Question(
        name, kind, dict(_expressions(kind.family, column, words)), column, double, read
    )


def measured(
    ask: Callable[[str], Sequence[Any]],
    questions: Sequence[Question],
    relation: str,
    words: Aggregates,
) -> Measured:
    """Measure a table in one pass over it, of a wide one eighty columns at a time.

    Args:
        ask: Gives the one row of a statement.
        questions: Of all columns.
        relation: What to select from.
        words: Of the dialect.
    """
    rows, columns = 0, dict[str, ColumnMeasures]()
    for start in range(0, max(len(questions), 1), COLUMNS_AT_ONCE):
        part = questions[start : start + COLUMNS_AT_ONCE]
        rows, said = _taken_apart(ask(statement(part, relation, words)), part)
        if words.variance:
            _add_deviations(ask, part, said, relation, words)
        for one, answer in zip(part, said, strict=True):
            columns[one.name] = _measures(rows, answer, one.kind, words)
    return Measured(rows, columns)


def _add_deviations(
    ask: Callable[[str], Sequence[Any]],
    part: Sequence[Question],
    said: Sequence[dict[str, Any]],
    relation: str,
    words: Aggregates,
) -> None:
    asked: list[tuple[dict[str, Any], str]] = []
    for one, answer in zip(part, said, strict=True):
        mean = answer.get("mean")
        if one.kind.family is Family.INTEGER and answer["least"] is not None:
            mean = Fraction(_total(answer), int(answer["present"]))
        if mean is not None:
            square = filled(words.variance, one.double).replace("{m}", f"({float(mean)!r})")
            asked.append((answer, square))
    if asked:
        listed = ",\n  ".join(square for _, square in asked)
        row = ask(f"SELECT {listed}\nFROM {relation}")
        for (answer, _), square in zip(asked, row, strict=True):
            answer["deviation"] = math.sqrt(square)


def statement(questions: Sequence[Question], relation: str, words: Aggregates) -> str:
    """Ask everything in one pass over the table."""
    asked = [words.count.format(x="*")]
    asked += [expression for one in questions for expression in one.expressions.values()]
    listed = ",\n  ".join(asked)
    return f"SELECT {listed}\nFROM {relation}"


def answers(
    row: Sequence[Any], questions: Sequence[Question], words: Aggregates
) -> tuple[int, dict[str, ColumnMeasures]]:
    """Take a row apart: the number of rows, and the measures of every column."""
    rows, said = _taken_apart(row, questions)
    return rows, {
        one.name: _measures(rows, answer, one.kind, words)
        for one, answer in zip(questions, said, strict=True)
    }


def _taken_apart(
    row: Sequence[Any], questions: Sequence[Question]
) -> tuple[int, list[dict[str, Any]]]:
    rest = iter(row)
    rows = int(next(rest))
    said = [{what: next(rest) for what in one.expressions} for one in questions]
    for one, answer in zip(questions, said, strict=True):
        for end in ("least", "greatest"):
            if one.read is not None and answer.get(end) is not None:
                answer[end] = one.read(answer[end])
    return rows, said


def _expressions(family: Family, c: str, words: Aggregates) -> Iterator[tuple[str, str]]:
    yield "present", filled(words.count, c)
    if family in {Family.OTHER, Family.BOOLEAN}:
        if family is Family.BOOLEAN:
            yield "trues", filled(words.count, _when(filled(words.true, c), "1"))
        return
    yield (
        "distinct",
        filled(words.distinct, filled(words.text, c) if family is Family.TEXT else c),
    )
    if family in _EXACT:
        yield from _extremes(c, words)
        if family is Family.INTEGER:
            yield from _totals(c, words)
        else:
            yield "total", filled(words.total_decimal, c)
        if not words.variance:
            yield "deviation", filled(words.deviation, filled(words.double, c))
    elif family is Family.FLOAT:
        yield from _of_floats(c, words)
    elif family in {Family.TEXT, Family.BINARY}:
        length = filled(words.length if family is Family.TEXT else words.octets, c)
        yield from _extremes(length, words)
        yield from _totals(length, words)
        if family is Family.TEXT:
            yield "empties", filled(words.count, _when(f"{length} = 0", "1"))
    else:
        yield from _extremes(c, words)


def _of_floats(c: str, words: Aggregates) -> Iterator[tuple[str, str]]:
    finite = _when(filled(words.finite, c), c)
    double = filled(words.double, finite)
    yield from _extremes(_when(filled(words.number, c), c), words)
    yield "finite", filled(words.count, finite)
    yield "total", f"{words.functions}SUM({double})"
    yield "mean", f"{words.functions}AVG({double})"
    if not words.variance:
        yield "deviation", filled(words.deviation, double)


def _totals(expression: str, words: Aggregates) -> Iterator[tuple[str, str]]:
    yield "total", filled(words.total, expression)
    if words.total_low:
        yield "total_low", filled(words.total_low, expression)


def _total(said: Mapping[str, Any]) -> int:
    total = int(said["total"])
    return (total << 32) + int(said["total_low"]) if "total_low" in said else total


def filled(template: str, expression: str) -> str:
    """Put an expression into a template of the words."""
    return template.replace("{c}", "{x}").replace("{x}", expression)


def _when(condition: str, then: str) -> str:
    return f"CASE WHEN {condition} THEN {then} END"


def _extremes(expression: str, words: Aggregates) -> Iterator[tuple[str, str]]:
    yield "least", f"{words.functions}MIN({expression})"
    yield "greatest", f"{words.functions}MAX({expression})"


def _measures(rows: int, said: Mapping[str, Any], kind: Kind, words: Aggregates) -> ColumnMeasures:
    present = int(said["present"])
    distinct = int(said["distinct"]) if said.get("distinct") is not None else None
    error = words.distinct_error if distinct is not None else None
    if kind.family is Family.BOOLEAN:
        trues = int(said["trues"])
        distinct = (trues > 0) + (trues < present)
    make = _FACTS.get(kind.family, _no_facts)
    return ColumnMeasures(
        nulls=rows - present,
        # A sketch may count more values than there are.
        distinct=min(distinct, present) if distinct is not None else None,
        distinct_error=error,
        facts=make(said, present, kind) if present else _of_nothing(kind),
    )


def _no_facts(said: Mapping[str, Any], present: int, kind: Kind) -> dict[str, Any]:
    del said, present, kind
    return {}


def _of_nothing(kind: Kind) -> dict[str, Any]:
    if kind.family is Family.BOOLEAN:
        return {"trues": 0, "falses": 0}
    return {"not_finite": 0} if kind.family is Family.FLOAT else {}


def _exact_facts(said: Mapping[str, Any], present: int, kind: Kind) -> dict[str, Any]:
    if kind.family is Family.INTEGER:
        total = _total(said)
        spelled: int | str = total if -(1 << 63) <= total < 1 << 64 else str(total)
        mean = Fraction(total, present)
    else:
        ends = [Decimal(str(said[which])) for which in ("least", "greatest")]
        exact = Decimal(str(said["total"]))
        scale = kind.scale
        if scale is None or kind.arrow == pa.string():
            scale = max(0, *(-int(d.as_tuple().exponent) for d in ends if d.is_finite()))
        spelled = spell_decimal(int(exact.scaleb(scale)), scale)
        kind = Kind(Family.DECIMAL, 38, scale)
        mean = Fraction(exact) / present
    return {
        **_spelled_extremes(said, kind),
        "sum": spelled,
        "mean": float(mean),
        "stddev": float(said["deviation"]),
    }


def _float_facts(said: Mapping[str, Any], present: int, kind: Kind) -> dict[str, Any]:
    finite = int(said["finite"])
    facts: dict[str, Any] = {"not_finite": present - finite}
    if said["least"] is not None:
        facts |= _spelled_extremes(said, kind)
    if finite:
        facts["sum"] = repr(float(said["total"]))
        facts["mean"] = float(said["mean"])
        facts["stddev"] = float(said["deviation"])
    return facts


def _truth_facts(said: Mapping[str, Any], present: int, kind: Kind) -> dict[str, Any]:
    del kind
    return {"trues": int(said["trues"]), "falses": present - int(said["trues"])}


def _length_facts(said: Mapping[str, Any], present: int, kind: Kind) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "length_min": int(said["least"]),
        "length_max": int(said["greatest"]),
        "length_mean": float(Fraction(_total(said), present)),
    }
    if kind.family is Family.TEXT:
        facts["empties"] = int(said["empties"])
    return facts


def _spelled_extremes(said: Mapping[str, Any], kind: Kind) -> dict[str, Any]:
    """Spell extremes exactly as the engine of the agent does: by letting it."""
    ends = [(said["least"],), (said["greatest"],)]
    values = batch_of(ends, [("ends", kind)]).column(0)
    profile = ColumnProfile(kind.arrow)
    profile.update(values)
    report = profile.report(complete=True, mask=False)
    return {"min": report.min, "max": report.max}


_FACTS: dict[Family, Callable[[Mapping[str, Any], int, Kind], dict[str, Any]]] = {
    Family.INTEGER: _exact_facts,
    Family.DECIMAL: _exact_facts,
    Family.FLOAT: _float_facts,
    Family.BOOLEAN: _truth_facts,
    Family.TEXT: _length_facts,
    Family.BINARY: _length_facts,
    Family.DATE: lambda said, _, kind: _spelled_extremes(said, kind),
    Family.TIME: lambda said, _, kind: _spelled_extremes(said, kind),
    Family.MOMENT: lambda said, _, kind: _spelled_extremes(said, kind),
    Family.MOMENT_UTC: lambda said, _, kind: _spelled_extremes(said, kind),
}
