"""What a table's columns hold together, worded for its report."""

from collections.abc import Sequence

import numpy as np

from pursight.contracts.scans import TableFacts
from pursight.contracts.structure import (
    MOST_DEPENDENCIES,
    MOST_KEYS,
    CandidateKey,
    Dependency,
    TableStructure,
)
from pursight.profiling.column import ColumnProfile
from pursight.profiling.distinct import RELATIVE_ERROR
from pursight.profiling.structure import FEWEST_ROWS, Structure
from pursight.values.arrow import ArrowArray, Words

NO_VALUE = np.uint64(0x6E6F2076616C7565)
"""What stands for a null among hashes."""


def hash_rows(values: ArrowArray, hashes: Words) -> Words:
    """A hash for each row, nulls too, from those of the values that are there."""
    if len(hashes) == len(values):
        return hashes
    rows = np.full(len(values), NO_VALUE, np.uint64)
    if len(hashes):
        rows[values.is_valid().to_numpy(zero_copy_only=False)] = hashes
    return rows


def table_structure(
    facts: TableFacts,
    names: Sequence[str],
    columns: Sequence[ColumnProfile],
    state: Structure,
    *,
    rows: int,
    complete: bool,
) -> TableStructure | None:
    """Word what was found; None of a table with too few rows to say anything.

    Args:
        facts: The catalog's, for what is declared already.
        names: Of the columns that were read.
        columns: Their profiles, in the same order.
        state: What holds among them.
        rows: How many were read.
        complete: Whether that is all of them.
    """
    if rows < FEWEST_ROWS:
        return None
    numbers = [column.numbers() for column in columns]
    declared = {tuple(facts.primary_key), *(tuple(key.columns) for key in facts.unique)}
    keys = [
        CandidateKey(
            columns=(name,),
            exact=column.counted_exactly,
            error=None if column.counted_exactly else RELATIVE_ERROR,
            declared=(name,) in declared,
        )
        for name, column in zip(names, columns, strict=True)
        if column.is_key
    ]
    declared_sets = {frozenset(one) for one in declared}
    for found in state.keys(numbers):
        together = tuple(names[at] for at in found.columns)
        keys.append(
            CandidateKey(
                columns=together,
                exact=found.error is None,
                error=found.error,
                declared=frozenset(together) in declared_sets,
            )
        )
    return TableStructure(
        examined=rows,
        complete=complete,
        keys=tuple(keys[:MOST_KEYS]),
        dependencies=tuple(
            Dependency(determinant=names[a], dependent=names[b], error=error)
            for a, b, error in state.dependencies(numbers)[:MOST_DEPENDENCIES]
        ),
        note="too_wide" if state.too_wide else None,
    )
