"""A rule as one plain sentence for a steward."""

from collections.abc import Sequence

from pursight.contracts.rules import (
    ForeignKeyHolds,
    Freshness,
    InSet,
    NotNull,
    Pattern,
    Range,
    RowCount,
    RuleSpec,
    Unique,
)
from pursight.names import join

_SHOWN = 5


def explain(spec: RuleSpec) -> str:
    """Say what a rule asks of its table.

    >>> explain(rule)  # doctest: +SKIP
    'Every row of crm.customer has a value in email.'
    """
    table = _named(spec.schema_name, spec.table)
    sentence: str
    match spec.check:
        case NotNull() as check:
            sentence = f"Every row of {table} has a value in {check.column}."
        case Unique() as check:
            sentence = f"No two rows of {table} have the same {_listed(check.columns)}."
        case Range() as check:
            bounds = _between(check.minimum, check.maximum)
            sentence = f"Every {check.column} in {table} is {bounds}."
        case Pattern() as check:
            sentence = f"Every {check.column} in {table} has the form {check.expression}."
        case InSet() as check:
            sentence = f"Every {check.column} in {table} is {_one_of(check.values)}."
        case RowCount() as check:
            rows = _between(check.minimum, check.maximum)
            sentence = f"The number of rows of {table} is {rows}."
        case Freshness() as check:
            age = f"{check.hours:g} {'hour' if check.hours == 1 else 'hours'}"
            sentence = f"The newest {check.column} in {table} is at most {age} old."
        case ForeignKeyHolds() as check:
            other = _named(check.ref_schema or spec.schema_name, check.ref_table)
            sentence = (
                f"Every {_listed(check.columns)} in {table} occurs as "
                f"{_listed(check.ref_columns)} in {other}."
            )
    return sentence


def _named(schema: str, table: str) -> str:
    return join([schema, table] if schema else [table])


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _between(minimum: float | str | None, maximum: float | str | None) -> str:
    if minimum is None:
        return "of any size" if maximum is None else f"at most {maximum}"
    if maximum is None:
        return f"at least {minimum}"
    return f"exactly {minimum}" if minimum == maximum else f"between {minimum} and {maximum}"


def _one_of(values: Sequence[str]) -> str:
    shown = list(values[:_SHOWN])
    if len(values) == 1:
        return shown[0]
    if len(values) > _SHOWN:
        return f"one of {', '.join(shown)} and {len(values) - _SHOWN} more"
    return f"{', '.join(shown[:-1])} or {shown[-1]}"
