"""A file in which no value comes twice: what a scan remembers of it must be bounded still."""

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

CHUNK = 1_000_000


def write(folder: Path, rows: int) -> Path:
    """Write so many texts and whole numbers, all different, unless they are there."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"different-{rows}.parquet"
    if path.exists():
        return path
    schema = pa.schema([("token", pa.string()), ("serial", pa.int64())])
    partial = path.with_suffix(".partial")
    with pq.ParquetWriter(partial, schema, compression="zstd", use_dictionary=False) as writer:
        for start in range(0, rows, CHUNK):
            writer.write_batch(_batch(start, min(CHUNK, rows - start), schema))
    partial.replace(path)
    return path


def _batch(start: int, n: int, schema: pa.Schema) -> pa.RecordBatch:
    numbers = np.arange(start, start + n, dtype=np.uint64)
    # Odd multipliers turn different numbers into different ones of 64 bits.
    mixed = (numbers * np.uint64(0x9E3779B97F4A7C15)) ^ np.uint64(0x5851F42D4C957F2D)
    octets = mixed[:, None] >> np.arange(60, -4, -4, dtype=np.uint64)[None, :]
    digits = np.frombuffer(b"0123456789abcdef", np.uint8)[(octets & np.uint64(15)).astype(np.int64)]
    offsets = np.arange(0, (n + 1) * 16, 16, dtype=np.int32)
    texts: Any = pa.StringArray.from_buffers(
        n, pa.py_buffer(offsets), pa.py_buffer(np.ascontiguousarray(digits))
    )
    serials: Any = pa.array(mixed.view(np.int64))
    return pa.RecordBatch.from_arrays([texts, serials], schema=schema)
