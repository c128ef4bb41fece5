"""Messages between processes: what goes in comes out, and no more goes along than is shown."""

import io

import pyarrow as pa
import pytest

from pursight.values.arrow import ArrowArray
from pursight_agent.scanning import frames

ROWS = 10_000
COLUMNS: dict[str, ArrowArray] = {
    "texts": pa.array([f"text {n}" if n % 3 else None for n in range(ROWS)]),
    "numbers": pa.array(range(ROWS)),
    "flags": pa.array([n % 2 == 0 for n in range(ROWS)]),
    "lists": pa.array([[n, n] for n in range(ROWS)]),
    "structs": pa.array([{"a": n} for n in range(ROWS)]),
    "names": pa.array(["Oslo", "Graz"] * (ROWS // 2)).dictionary_encode(),
}


@pytest.mark.parametrize("values", COLUMNS.values(), ids=COLUMNS)
@pytest.mark.parametrize(("start", "length"), [(0, ROWS), (0, 20), (5_003, 20), (ROWS, 0)])
def test_a_slice_goes_without_what_it_is_cut_from(
    values: ArrowArray, start: int, length: int
) -> None:
    shown = values.slice(start, length)
    pipe = io.BytesIO()
    frames.write(pipe, frames.Chunk(1, 2, {3: frames.alone(shown)}, frozenset({3})), None)
    assert pipe.tell() < 2_000 + 1.3 * shown.nbytes
    pipe.seek(0)
    found: frames.Chunk = frames.read(pipe, None)
    assert found.values[3].equals(shown)
    assert found.values[3].type == values.type
