"""Cells as the server sends them to Arrow arrays, a batch at a time."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from pursight.values.arrow import ArrowArray, compute
from pursight_agent.connectors.mysql.rows import Cells
from pursight_agent.connectors.mysql.types import ColumnPlan, Spelling
from pursight_agent.source import ObjectFailed

_Column = Sequence[bytes | None]


def schema_of(plans: Sequence[ColumnPlan]) -> pa.Schema:
    """The one schema of all batches."""
    return pa.schema([pa.field(p.name, p.settled) for p in plans])


def batch_of(rows: Sequence[Cells], plans: Sequence[ColumnPlan]) -> pa.RecordBatch:
    """Convert some rows.

    Raises:
        ObjectFailed: A value does not fit the type that was settled by an earlier look.
    """
    schema = schema_of(plans)
    if not plans:
        nothing: ArrowArray = pa.array([{}] * len(rows), pa.struct([]))
        return pa.RecordBatch.from_struct_array(nothing)  # type: ignore[arg-type]
    if not rows:
        return pa.RecordBatch.from_pylist([], schema=schema)
    columns = zip(zip(*rows, strict=True), plans, strict=True)
    try:
        arrays = [_array(cells, p) for cells, p in columns]
    except (pa.ArrowInvalid, ValueError) as error:
        raise ObjectFailed(
            "Its values changed between two looks at them.",
            hint="A view whose rows differ each time can only be scanned when its types are plain.",
        ) from error
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _array(cells: _Column, plan: ColumnPlan) -> ArrowArray:
    raw: ArrowArray = pa.array(cells, pa.binary())
    match plan.spelling:
        case Spelling.BYTES:
            return raw
        case Spelling.BITS:
            return _bits(cells, plan)
        case Spelling.SINGLE:
            return _singles(raw)
        case Spelling.TEXT:
            return _parsed(cells, raw, plan)


def _parsed(cells: _Column, raw: ArrowArray, plan: ColumnPlan) -> ArrowArray:
    try:
        texts: ArrowArray = raw.cast(pa.string())
    except pa.ArrowInvalid:  # a text that its character set does not allow keeps its row
        decoded = [None if c is None else c.decode("utf-8", "replace") for c in cells]
        texts = pa.array(decoded, pa.string())
    arrow = plan.settled
    if arrow == pa.string():
        return texts
    if plan.kind in {"time", "timestamp"}:  # Arrow reads neither from a text without date or zone
        if plan.kind == "time":
            texts = compute.binary_join_element_wise("1970-01-01", texts, " ")
        moments: ArrowArray = texts.cast(pa.timestamp("us"))
        return moments.cast(arrow)
    typed: ArrowArray = texts.cast(arrow)
    return typed


def _bits(cells: _Column, plan: ColumnPlan) -> ArrowArray:
    numbers = [None if c is None else int.from_bytes(c, "big") for c in cells]
    if plan.width == 1:
        return pa.array([None if n is None else n == 1 for n in numbers], pa.bool_())
    return pa.array([None if n is None else f"{n:0{plan.width}b}" for n in numbers], pa.string())


def _singles(raw: ArrowArray) -> ArrowArray:
    """Doubles of the shortest text of each single, as PostgreSQL prints its `real`."""
    doubles: ArrowArray = raw.cast(pa.string()).cast(pa.float64())
    singles = doubles.to_numpy(zero_copy_only=False).astype(np.float32)
    shortest = singles.astype(str).astype(np.float64)
    return pa.array(shortest, pa.float64(), mask=np.asarray(doubles.is_null()))
