"""COPY's text to Arrow, a batch at a time, through Arrow's own CSV parser."""

from collections.abc import Callable, Generator, Sequence
from contextlib import ExitStack, closing, nullcontext
from io import BytesIO
from typing import IO, Any, cast

import psycopg
import pyarrow as pa
import pyarrow.csv as pc
from psycopg import sql
from psycopg.abc import PQGen
from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus
from psycopg.pq.abc import PGconn
from psycopg.waiting import Wait

from pursight.values.arrow import ArrowArray
from pursight_agent.connectors.postgres.inflow import Inflow, can_flow
from pursight_agent.connectors.postgres.types import ColumnPlan
from pursight_agent.load.ahead import growing
from pursight_agent.source import ObjectFailed

_BATCH_BYTES = 64 << 20


def copy_batches(
    connection: psycopg.Connection[Any],
    query: sql.Composable,
    plans: Sequence[ColumnPlan],
    *,
    batch_rows: int,
    ahead: Callable[[float], object] | None = None,
) -> Generator[pa.RecordBatch]:
    """Run `COPY (query) TO STDOUT` and yield its rows; at least one batch.

    PostgreSQL sends one message a row, so a batch is cut between messages. Unquoted emptiness is
    null and `""` the empty text, which is exactly how Arrow reads it when told so.

    Args:
        connection: Nobody else may use it before the last batch.
        query: What to copy.
        plans: Of its columns.
        batch_rows: At most in one batch.
        ahead: Take in what the server sends while a batch is looked at, so that it works on, and
            tell this for how many seconds it did. Otherwise it waits.
    """
    statement = sql.SQL("COPY ({}) TO STDOUT (FORMAT csv)").format(query)
    schema = pa.schema([pa.field(p.name, p.settled) for p in plans])
    started = over = False
    with connection.cursor() as cursor, cursor.copy(statement), ExitStack() as stack:
        inflow: Inflow | None = None
        taken = BytesIO()  # one for all batches: fresh memory is dear
        sizes = growing(batch_rows)
        while not over:
            with inflow.reading() if inflow is not None else nullcontext():
                rows, over = connection.wait(_rows(connection.pgconn, next(sizes), taken))
            if ahead is not None and not over and inflow is None and can_flow():
                inflow = stack.enter_context(closing(Inflow(connection.pgconn, ahead)))
            if rows or not started:
                started = True
                yield _parse(taken.getbuffer()[: taken.tell()], rows, plans, schema)


def _rows(pgconn: PGconn, most: int, taken: BytesIO) -> PQGen[tuple[int, bool]]:
    """Take rows that COPY sends, so many or fewer if they are long.

    Args:
        pgconn: In the middle of COPY.
        most: Rows.
        taken: Written over from its beginning up to where it stands then; what is behind is old.

    Returns:
        How many they are, and whether those were all.
    """
    taken.seek(0)
    rows = size = 0
    take, keep = pgconn.get_copy_data, taken.write
    while rows < most and size < _BATCH_BYTES:
        length, row = take(1)
        if length > 0:
            keep(row)
            rows += 1
            size += length
        elif length < 0:
            _check_end(pgconn)
            return rows, True
        else:
            while not (yield Wait.R):
                pass
            pgconn.consume_input()
    return rows, False


def _check_end(pgconn: PGconn) -> None:
    """Take what follows the last row: the server's word that these were all, or its error."""
    said = []
    while (result := pgconn.get_result()) is not None:
        said.append(result)  # all of them, else the connection takes no further command
    for one in said:
        if one.status != ExecStatus.COMMAND_OK:
            raise error_from_result(one)


def _parse(
    data: memoryview, rows: int, plans: Sequence[ColumnPlan], schema: pa.Schema
) -> pa.RecordBatch:
    if not plans:
        nothing: Any = pa.array([{}] * rows, pa.struct([]))
        return pa.RecordBatch.from_struct_array(nothing)
    if not rows:
        return pa.RecordBatch.from_pylist([], schema=schema)
    numbered = [str(place) for place in range(len(plans))]
    types = {n: _parsed_as(p) for n, p in zip(numbered, plans, strict=True)}
    try:
        table = pc.read_csv(
            cast(IO[Any], pa.BufferReader(pa.py_buffer(data))),
            read_options=pc.ReadOptions(
                column_names=numbered, block_size=len(data) + 1, use_threads=False
            ),
            parse_options=pc.ParseOptions(newlines_in_values=True, ignore_empty_lines=False),
            convert_options=pc.ConvertOptions(
                check_utf8=False,
                column_types=types,
                null_values=[""],
                strings_can_be_null=True,
                quoted_strings_can_be_null=False,
                true_values=["t"],
                false_values=["f"],
            ),
        ).combine_chunks()
    except pa.ArrowInvalid as error:
        raise ObjectFailed(
            "Its values changed between two looks at them.",
            hint="A view whose rows differ each time can only be scanned when its types are plain.",
        ) from error
    arrays = [_finish(table.column(place), p) for place, p in enumerate(plans)]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _parsed_as(column: ColumnPlan) -> pa.DataType:
    return pa.binary() if column.settled == pa.string() or column.hex else column.settled


def _finish(column: Any, plan: ColumnPlan) -> ArrowArray:
    array: ArrowArray = column.chunk(0) if column.num_chunks else pa.array([], column.type)
    if plan.hex:
        return pa.array(
            [None if v is None else bytes.fromhex(v[2:].decode()) for v in array.to_pylist()],
            pa.binary(),
        )
    if plan.settled == pa.string():
        try:
            texts: ArrowArray = array.cast(pa.string())
        except pa.ArrowInvalid:  # a database of encoding SQL_ASCII holds any bytes
            return pa.array(
                [None if v is None else v.decode("utf-8", "replace") for v in array.to_pylist()],
                pa.string(),
            )
        return texts
    return array
