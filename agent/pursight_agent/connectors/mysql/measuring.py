"""MySQL's words for push-down, and what to ask of each column."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from pursight_agent.connectors.mysql.types import ColumnPlan, Spelling, quote
from pursight_agent.push_down.kinds import Family, Kind, kind_of_arrow
from pursight_agent.push_down.measuring import Question, question
from pursight_agent.push_down.words import Aggregates

WORDS = Aggregates(
    text="CAST(CONVERT({c} USING utf8mb4) AS BINARY)",
    length="CHAR_LENGTH({c})",
    octets="LENGTH({c})",
    total="SUM(CAST({c} AS DECIMAL(65, 0)))",
    double="({c} + 0e0)",
    true="{c} = 1",
    dialect="mysql",
    literals={
        Family.DATE: "DATE '{v}'",
        Family.TIME: "TIME '{v}'",
        Family.MOMENT: "TIMESTAMP '{v}'",
        Family.MOMENT_UTC: "TIMESTAMP '{v}'",
        Family.DECIMAL: "CAST('{v}' AS DECIMAL(65, {s}))",
    },
)
_TEXTS = frozenset({"char", "varchar", "tinytext", "text", "mediumtext", "longtext"})
_BINARIES = frozenset({"binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob"})


def questions(plans: Sequence[ColumnPlan]) -> list[Question]:
    """Word what is asked of each column, of the value that would be read.

    Args:
        plans: Settled.
    """
    asked = []
    for plan in plans:
        kind, cell, read = kind_of_arrow(plan.settled), quote(plan.name), None
        if plan.spelling is Spelling.SINGLE:
            cell, read = f"({cell} + 0e0)", _shortest
        elif plan.spelling is Spelling.BITS and kind.family is Family.TEXT:
            cell = f"LPAD(BIN({cell} + 0), {plan.width}, '0')"
        elif kind.family is Family.TEXT and plan.kind not in _TEXTS:
            cell = f"CAST({cell} AS CHAR)"
        elif kind.family is Family.BINARY and plan.kind not in _BINARIES:
            kind = Kind(Family.OTHER)  # shapes and vectors are counted, no more
        asked.append(question(plan.name, kind, cell, WORDS, read=read))
    return asked


def _shortest(cell: Any) -> float:
    """The double of the shortest text of a single, as it is read."""
    return float(str(np.float32(float(cell))))
