"""All patterns at once over a column: Hyperscan on the joined cells, RE2 where that is missing."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.metadata
import importlib.util
import itertools
import os
import platform
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute

from pursight.classification.patterns.catalogue import fingerprint
from pursight.classification.patterns.pattern import Pattern

pc: Any = pyarrow.compute  # its stubs know no generic array of texts


Hits = tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]
"""Two arrays of one length: the number of a pattern, and the cell that it fits."""

_PIECE = 8 * 1024 * 1024
"""Bytes that Hyperscan sees at once; bounds the number of events held in memory."""


class Automaton(Protocol):
    """Finds every pattern in every cell of a column."""

    engine: str

    def scan(self, cells: pa.Array[Any]) -> Hits:
        """Return each pair of pattern and cell that fit, once.

        Args:
            cells: Texts (`pa.large_string()`), no nulls.
        """
        ...


def build_automaton(patterns: Sequence[Pattern], *, cache: Path | None = None) -> Automaton:
    """Compile for the fastest engine that is installed."""
    if importlib.util.find_spec("hyperscan") is not None:
        return HyperscanAutomaton(patterns, cache=cache)
    return Re2Automaton(patterns)


def joined(cells: pa.Array[Any]) -> tuple[bytes, npt.NDArray[np.int64]]:
    r"""Join cells by newlines, line breaks inside them escaped as `\\n`.

    Returns:
        The bytes, and the offset just behind each cell (its newline's place).
    """
    escaped = pc.replace_substring(cells, "\n", "\\n")
    lengths = pc.binary_length(escaped).to_numpy(zero_copy_only=False).astype(np.int64)
    ends = np.cumsum(lengths + 1) - 1
    return _join(escaped), ends


def _join(cells: pa.Array[Any]) -> bytes:
    """Join through Arrow: one list of all cells, its offsets the whole array."""
    one = pa.LargeListArray.from_arrays(pa.array([0, len(cells)], pa.int64()), cells)
    text: bytes = (
        pc.binary_join(one, pa.scalar("\n", pa.large_string()))[0].as_buffer().to_pybytes()
    )
    return text


class HyperscanAutomaton:
    """One pass over the joined column; an event's end says which cell it is in."""

    engine = "hyperscan"

    def __init__(self, patterns: Sequence[Pattern], *, cache: Path | None = None) -> None:
        self._database = _compiled(tuple(patterns), cache)
        import hyperscan

        self._scratch = hyperscan.Scratch(self._database)
        self._database.scratch = self._scratch

    def scan(self, cells: pa.Array[Any]) -> Hits:
        """Find all pairs of pattern and cell, in pieces of bounded size."""
        if len(cells) == 0:
            return np.empty(0, np.int64), np.empty(0, np.int64)
        pairs: list[npt.NDArray[np.int64]] = []
        lengths = pc.binary_length(cells).to_numpy(zero_copy_only=False)
        piece_of = np.cumsum(lengths, dtype=np.int64) // _PIECE
        edges = [0, *(np.flatnonzero(np.diff(piece_of)) + 1), len(cells)]
        for start, end in itertools.pairwise(edges):
            found = self._scan_piece(cells.slice(start, end - start))
            found[1] += start
            pairs.append(found)
        both = np.concatenate(pairs, axis=1)
        return both[0], both[1]

    def _scan_piece(self, cells: pa.Array[Any]) -> npt.NDArray[np.int64]:
        text, ends = joined(cells)
        ids: list[int] = []
        places: list[int] = []
        note_id, note_place = ids.append, places.append

        def event(pattern: int, _start: int, end: int, _flags: int, _context: object) -> None:
            note_id(pattern)
            note_place(end)

        self._database.scan(text, match_event_handler=event)
        if not ids:
            return np.empty((2, 0), np.int64)
        numbers = np.array(ids, np.int64)
        cell = np.searchsorted(ends, np.array(places, np.int64), side="left")
        # An unanchored pattern reports every end in a cell: one pair is enough.
        keys = np.unique(numbers * len(cells) + cell)
        return np.stack([keys // len(cells), keys % len(cells)])


class Re2Automaton:
    """The same patterns, one cell at a time."""

    engine = "re2"

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        import re2

        options = re2.Options()
        options.encoding = re2.Options.Encoding.LATIN1
        options.never_nl = False
        options.log_errors = False
        options.max_mem = 64 << 20
        self._set = re2.Set.SearchSet(options)
        for pattern in patterns:
            self._set.Add(pattern.anchored.encode("latin-1"))
        self._set.Compile()

    def scan(self, cells: pa.Array[Any]) -> Hits:
        """Find all pairs of pattern and cell."""
        ids: list[int] = []
        places: list[int] = []
        texts: list[str] = pc.replace_substring(cells, "\n", "\\n").to_pylist()
        for place, cell in enumerate(texts):
            found = self._set.Match(cell.encode()) or []
            ids.extend(found)
            places.extend([place] * len(found))
        return np.array(ids, np.int64), np.array(places, np.int64)


def _compiled(patterns: tuple[Pattern, ...], cache: Path | None) -> Any:
    """Load a compiled copy of the very same patterns for this very CPU, or compile and keep it."""
    import hyperscan

    path = None if cache is None else cache / f"patterns-{_cache_key(patterns)}.hs"
    if path is not None:
        stored = _read_if_there(path)
        if stored is not None:
            with contextlib.suppress(hyperscan.HyperscanError):  # else it is made anew
                return hyperscan.loadb(stored, hyperscan.HS_MODE_BLOCK)
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    database.compile(
        expressions=[p.anchored.encode("latin-1") for p in patterns],
        ids=list(range(len(patterns))),
        elements=len(patterns),
        flags=[hyperscan.HS_FLAG_MULTILINE] * len(patterns),
    )
    if path is not None:
        _keep(path, hyperscan.dumpb(database))
    return database


def _keep(path: Path, content: bytes) -> None:
    """Put a copy there in one step; without one, as on a full disk, the next process compiles."""
    part = path.with_suffix(f".{os.getpid()}-{secrets.token_hex(4)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(hashlib.sha256(content).digest() + content)
        part.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def _read_if_there(path: Path) -> bytes | None:
    """Read a copy; none when it is not as it was written, since Hyperscan trusts what it loads."""
    try:
        stored = path.read_bytes()
    except OSError:
        return None
    digest, content = stored[:32], stored[32:]
    return content if hashlib.sha256(content).digest() == digest else None


def _cache_key(patterns: tuple[Pattern, ...]) -> str:
    """Patterns, Hyperscan's version and the CPU: a database built for AVX-512 crashes without."""
    cpu = Path("/proc/cpuinfo")
    lines = cpu.read_text("utf-8", "replace").splitlines() if cpu.exists() else []
    features = next((line for line in lines if line.startswith("flags")), "")
    machine = f"{platform.machine()} {platform.processor()} {platform.system()} {features}"
    told = f"{fingerprint(patterns)} {importlib.metadata.version('hyperscan')} {machine}"
    return hashlib.sha256(told.encode()).hexdigest()[:32]
