"""Rules as SQL in the source's own engine, with the meaning they have on the agent's batches.

A rule whose meaning the source's SQL does not share to the letter is not handed over: then the
table is read, and all its rules are checked at the agent.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pursight.contracts.rules import (
    ForeignKeyHolds,
    Freshness,
    InSet,
    NotNull,
    Outcome,
    Pattern,
    Range,
    RowCount,
    RuleResult,
    RuleSpec,
    Unique,
)
from pursight.contracts.scans import TableFacts
from pursight.rules.relations import reference_of
from pursight.rules.state import RuleState
from pursight_agent.push_down import conditions
from pursight_agent.push_down.cells import batch_of
from pursight_agent.push_down.kinds import Family
from pursight_agent.push_down.measuring import COLUMNS_AT_ONCE, Question, filled
from pursight_agent.push_down.words import Aggregates
from pursight_agent.source import qualified

Ask = Callable[[str], Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A table as statements name it, with what its columns hold."""

    relation: str
    columns: Mapping[str, Question]


@dataclass(frozen=True, slots=True)
class _Part:
    """How one rule is answered: by an aggregate of the pass over the table, or a statement."""

    rule: RuleSpec
    aggregate: str = ""
    statement: str = ""
    newest: Question | None = None
    problem: RuleResult | None = None


def checked(
    ask: Ask,
    asked_of: Callable[[TableFacts], Asked],
    table: TableFacts,
    rules: Sequence[RuleSpec],
    *,
    tables: Mapping[str, TableFacts],
    words: Aggregates,
    now: datetime,
) -> tuple[RuleResult, ...] | None:
    """Check rules in the source; None when one of them means something else there.

    Args:
        ask: Gives the one row of a statement.
        asked_of: Asks what a table's columns hold, those of the facts only.
        table: That the rules are bound to.
        rules: All of its rules.
        tables: That foreign keys may point at, by qualified name.
        words: Of the dialect.
        now: That freshness is measured from.
    """
    if not words.dialect:
        return None
    asked = asked_of(_narrow(table, {name for rule in rules for name in _columns(rule)}))
    others: dict[str, Asked] = {}
    for rule in rules:
        if isinstance(rule.check, ForeignKeyHolds):
            target = reference_of(rule, rule.check)
            name = qualified(target.schema, target.table)
            if name not in tables:
                return None
            others[str(rule.id)] = asked_of(_narrow(tables[name], set(target.columns)))
    parts: list[_Part] = []
    for rule in rules:
        part = _part(rule, asked, others.get(str(rule.id)), words, now)
        if part is None:
            return None
        parts.append(part)
    rows, answers = _one_pass(ask, parts, asked.relation, words)
    return tuple(_result(ask, part, rows, answers.get(part.rule.id), now) for part in parts)


def _narrow(table: TableFacts, wanted: set[str]) -> TableFacts:
    columns = tuple(column for column in table.columns if column.name in wanted)
    return table.model_copy(update={"columns": columns})


def _columns(rule: RuleSpec) -> tuple[str, ...]:
    match rule.check:
        case Unique() | ForeignKeyHolds() as check:
            return check.columns
        case RowCount():
            return ()
        case check:
            return (check.column,)


def _part(  # noqa: PLR0911  a case each
    rule: RuleSpec, asked: Asked, other: Asked | None, words: Aggregates, now: datetime
) -> _Part | None:
    known = [asked.columns[name] for name in _columns(rule) if name in asked.columns]
    if not isinstance(rule.check, NotNull) and any(c.kind.family is Family.OTHER for c in known):
        return None
    if isinstance(rule.check, ForeignKeyHolds):
        return _pointing(rule, rule.check, asked, other, words)
    problem = _problem(rule, asked, now)
    if problem is not None:
        return _Part(rule, problem=problem)
    failing: str | None = None
    match rule.check:
        case RowCount():
            return _Part(rule)
        case Unique():
            return _Part(rule, statement=conditions.repeated(asked.relation, known, words))
        case Freshness():
            return _newest(rule, known[0], words)
        case NotNull() | Range() | InSet() | Pattern() as check:
            failing = conditions.failing(check, known[0], words)
    counted = filled(words.count, f"CASE WHEN {failing} THEN 1 END")
    return None if failing is None else _Part(rule, aggregate=counted)


def _newest(rule: RuleSpec, column: Question, words: Aggregates) -> _Part | None:
    if column.kind.family not in {Family.DATE, Family.MOMENT, Family.MOMENT_UTC}:
        return None  # texts are read as moments by the agent
    return _Part(rule, aggregate=f"{words.functions}MAX({column.column})", newest=column)


def _pointing(
    rule: RuleSpec, check: ForeignKeyHolds, asked: Asked, other: Asked | None, words: Aggregates
) -> _Part | None:
    ours = [asked.columns.get(name) for name in check.columns]
    theirs = [other.columns.get(name) for name in check.ref_columns] if other else []
    if other is None or len(ours) != len(theirs):
        return None
    pairs = [(a, b) for a, b in zip(ours, theirs, strict=True) if a is not None and b is not None]
    if len(pairs) < len(ours):
        return None
    statement = conditions.missing(asked.relation, other.relation, pairs, words)
    return _Part(rule, statement=statement) if statement else None


def _problem(rule: RuleSpec, asked: Asked, now: datetime) -> RuleResult | None:
    """Why a rule cannot be checked at all, told by the engine itself from a table without rows."""
    state = RuleState(rule, now=now)
    state.update(batch_of([], [(name, column.kind) for name, column in asked.columns.items()]))
    result = state.result(complete=True)
    return result if result.outcome is Outcome.ERROR else None


def _one_pass(
    ask: Ask, parts: Sequence[_Part], relation: str, words: Aggregates
) -> tuple[int, dict[Any, Any]]:
    due = [part for part in parts if part.aggregate]
    rows, answers = 0, dict[Any, Any]()
    for start in range(0, max(len(due), 1), COLUMNS_AT_ONCE):
        some = due[start : start + COLUMNS_AT_ONCE]
        listed = ",\n  ".join([words.count.format(x="*"), *(part.aggregate for part in some)])
        row = ask(f"SELECT {listed}\nFROM {relation}")
        rows = int(row[0])
        answers |= {part.rule.id: said for part, said in zip(some, row[1:], strict=True)}
    return rows, answers


def _result(ask: Ask, part: _Part, rows: int, said: Any, now: datetime) -> RuleResult:
    there: dict[str, Any] = {"measured": "in_source", "examined": rows, "complete": True}
    if part.problem is not None:
        return part.problem.model_copy(update=there)
    if part.newest is not None:
        state = RuleState(part.rule, now=now)
        ends = [] if said is None else [(said,)]
        state.update(batch_of(ends, [(part.newest.name, part.newest.kind)]))
        return state.result(complete=True).model_copy(update=there)
    if isinstance(part.rule.check, RowCount):
        failing = _wanting(part.rule.check, rows)
    else:
        failing = int((ask(part.statement)[0] if part.statement else said) or 0)
    outcome = Outcome.FAILED if failing else Outcome.PASSED
    return RuleResult(
        rule_id=part.rule.id,
        rule_version=part.rule.version,
        outcome=outcome,
        failing=failing,
        **there,
    )


def _wanting(check: RowCount, rows: int) -> int:
    """Rows that are missing or too many."""
    if check.maximum is not None and rows > check.maximum:
        return rows - check.maximum
    return max((check.minimum or 0) - rows, 0)
