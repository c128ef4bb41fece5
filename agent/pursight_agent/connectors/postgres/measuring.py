"""PostgreSQL's words for push-down, and what to ask of each column."""

from collections.abc import Sequence
from typing import Any

import psycopg

from pursight_agent.connectors.postgres.types import ColumnPlan
from pursight_agent.push_down.kinds import Family, kind_of_arrow
from pursight_agent.push_down.measuring import Question, question
from pursight_agent.push_down.words import Aggregates

WORDS = Aggregates(
    total="SUM(({c})::numeric)",
    double="({c})::float8",
    finite="{c} NOT IN ('NaN', 'Infinity', '-Infinity')",
    number="{c} <> 'NaN'",
    dialect="postgresql",
    literals={
        Family.DATE: "DATE '{v}'",
        Family.TIME: "TIME '{v}'",
        Family.MOMENT: "TIMESTAMP '{v}'",
        Family.MOMENT_UTC: "TIMESTAMP WITH TIME ZONE '{v}+00'",
        Family.DECIMAL: "CAST('{v}' AS NUMERIC)",
        Family.FLOAT: "CAST('{v}' AS DOUBLE PRECISION)",
    },
    pattern="{x} ~ {p}",
)
_FLOAT4 = 700
_TEXTS = frozenset({25, 1042, 1043})


def questions(connection: psycopg.Connection[Any], plans: Sequence[ColumnPlan]) -> list[Question]:
    """Word what is asked of each column, of the same expression that would be read.

    Args:
        connection: Knows how names are quoted.
        plans: Settled.
    """
    asked = []
    for plan in plans:
        kind, cell = kind_of_arrow(plan.settled), f"({plan.selected.as_string(connection)})"
        if kind.family is Family.TEXT:
            if plan.oid not in _TEXTS:  # as its output function spells it, which a cast may not
                cell = f"(CASE WHEN {cell} IS NOT NULL THEN concat({cell}) END)"
            cell = f'({cell}::text COLLATE "C")'  # equal only when equal
        elif plan.oid == _FLOAT4:
            cell = f"({cell}::text::float8)"  # 0.1, and not 0.10000000149011612
        asked.append(question(plan.name, kind, cell, WORDS))
    return asked
