"""Reading a file takes the memory of some of its rows, however many there are."""

import random
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

READ = """
import sys
from pursight.contracts.agents import Scope
from pursight_agent.connectors import open_source
from pursight_agent.load.measure import peak_memory
source = open_source(sys.argv[1])
(table,) = source.discover(Scope()).tables
batches = source.read(table, sample_rows=None, batch_rows=1024)
rows = next(batches).num_rows
before = peak_memory()
rows += sum(batch.num_rows for batch in batches)
print(rows, peak_memory() - before)
"""


PEAKS_ARE_TOLD = pytest.mark.skipif(
    sys.platform == "win32",
    reason="Windows counts the peak of the working set, which it may trim or let grow as it likes:"
    " what was read and let go can stay in it",
)


@PEAKS_ARE_TOLD
def test_what_was_read_of_parquet_is_let_go(tmp_path: Path) -> None:
    path, chance = tmp_path / "large.parquet", random.Random(7)
    schema = pa.schema([("content", pa.binary())])
    with pq.ParquetWriter(path, schema, compression="none", use_dictionary=False) as writer:
        for _ in range(80):
            cells = [chance.randbytes(1 << 10) for _ in range(1 << 10)]
            writer.write_batch(pa.record_batch([pa.array(cells, pa.binary())], schema=schema))
    assert path.stat().st_size > 80 << 20
    rows, more = _read(path)
    assert rows == 80 << 10
    assert more < 40 << 20


@PEAKS_ARE_TOLD
def test_what_was_read_of_csv_is_let_go(tmp_path: Path) -> None:
    path, chance = tmp_path / "large.csv", random.Random(7)
    # Cells of changing lengths: buffers of equal ones fit where the last lay.
    lines = [
        f"{chance.randrange(10**9)},{'x' * chance.randrange(40)},"
        f"{chance.random()},{'y z ' * chance.randrange(9)}\n"
        for _ in range(20_000)
    ]
    with path.open("w") as file:
        file.write("a,b,c,d\n")
        for _ in range(150):
            file.writelines(lines)
    assert path.stat().st_size > 150 << 20
    rows, more = _read(path)
    assert rows == 3_000_000
    assert more < 100 << 20


def _read(path: Path) -> tuple[int, int]:
    """Read a file in a process of its own: its rows, and by how many bytes the peak grew."""
    done = subprocess.run(
        [sys.executable, "-c", READ, str(path)], capture_output=True, text=True, check=True
    )
    rows, more = map(int, done.stdout.split())
    return rows, more
