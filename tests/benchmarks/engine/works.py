"""The pieces of work that are measured, each in a process of its own.

A work is a function of texts that returns JSON. What is made ready before the clock starts
(imports, compiled patterns) is made in `ready`, where a work gives one.
"""

import gc
import importlib
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from peers import copy_binary, metrics, sql_metrics  # type: ignore[import-not-found]

HERE = Path(__file__).resolve().parent
CACHE = (
    Path(os.environ.get("PURSIGHT_BENCHMARK_CACHE", ""))
    if os.environ.get("PURSIGHT_BENCHMARK_CACHE")
    else None
)


@dataclass(frozen=True, slots=True)
class Cost:
    """What a work cost: seconds of processors (children included), of the clock, peak memory."""

    cpu: float
    wall: float
    mebibytes: float
    said: dict[str, Any]


def cost_of(work: str, *arguments: str, environment: dict[str, str] | None = None) -> Cost:
    """Do a work in a fresh process."""
    done = subprocess.run(
        [sys.executable, str(HERE / "works.py"), work, *arguments],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, **(environment or {})},
    )
    if done.returncode:
        raise SystemExit(f"{work} failed:\n{done.stderr[-3000:]}")
    return Cost(**json.loads(done.stdout.splitlines()[-1]))


def _classifier() -> Any:
    from pursight.classification.classifier import Classifier

    return Classifier.build(language=False, cache=CACHE)


def _states(target: str) -> list[Any]:
    """Read, profile and classify all of a source."""
    from pursight.contracts.agents import Limits, Scope
    from pursight.engine.table import TableState
    from pursight_agent.connectors import open_source

    states = []
    with closing(open_source(target)) as source:
        source.limit(Limits())
        for facts in source.discover(Scope()).tables:
            state = None
            for batch in source.read(facts, sample_rows=None):
                state = state or TableState(
                    facts,
                    batch.schema,
                    _READY["classifier"],
                    (),
                    now=datetime.now(UTC),  # noqa: TID251  no result depends on it
                )
                state.update(batch)
            if state is not None:
                state.report(complete=True)
                states.append(state)
    return states


def engine(target: str) -> dict[str, Any]:
    """Ours: everything about every value."""
    states = _states(target)
    return {"rows": sum(state.rows for state in states)}


def scan(target: str, workers: str = "1") -> dict[str, Any]:
    """Ours, as `pursight scan` does it, with so many processes that measure.

    They are started before the clock, as what is imported here is; what they have spent until then
    does not count.
    """
    from pursight.clock import SystemClock
    from pursight.contracts.agents import Limits, Scope
    from pursight_agent.connectors import open_source
    from pursight_agent.load.measure import peak_memory
    from pursight_agent.scanning.scan import scan_document

    team = _READY["team"]
    before = _of_lanes(team)
    began, wall = time.process_time(), time.perf_counter()
    with closing(open_source(target)) as source:
        document = scan_document(
            source,
            classifier=_READY["classifier"],
            scope=Scope(),
            limits=Limits(),
            clock=SystemClock(),
            team=team,
        )
    wall, own = time.perf_counter() - wall, time.process_time() - began
    lanes = [now - then for now, then in zip(_of_lanes(team), before, strict=True)]
    if team.workers != int(workers):
        raise SystemExit(f"measured by {team.workers} processes, not {workers}")
    return {
        "rows": document.counts.rows,
        "labels": document.counts.sensitive_columns,
        "wall": wall,
        "cpu": own + sum(lanes),
        "busiest": max(own, *lanes, 0.0),
        "mebibytes": (peak_memory() + team.peak_memory_bytes) / (1 << 20),
    }


def _of_lanes(team: Any) -> list[float]:
    import psutil

    return [sum(psutil.Process(lane.pid).cpu_times()[:2]) for lane in team.lanes]


def _team(workers: int) -> Any:
    from pursight_agent.scanning.team import Team

    team = Team(workers, _READY["classifier"], CACHE)
    team.warm()
    if not team.wait(120):
        raise SystemExit("the processes that measure did not start")
    return team


def discover(target: str) -> dict[str, Any]:
    """Ours: discovery alone."""
    from pursight.contracts.agents import Scope
    from pursight_agent.connectors import open_source

    with closing(open_source(target)) as source:
        found = source.discover(Scope())
    return {"tables": len(found.tables), "columns": sum(len(t.columns) for t in found.tables)}


def reflect(url: str) -> dict[str, Any]:
    """SQLAlchemy's bulk reflection of the same."""
    import sqlalchemy as sa

    engine = sa.create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    looked = sa.inspect(engine)
    tables = columns = 0
    for schema in looked.get_schema_names():
        if schema == "information_schema":
            continue
        kind = sa.engine.reflection.ObjectKind.ANY
        for ask in (
            looked.get_multi_pk_constraint,
            looked.get_multi_foreign_keys,
            looked.get_multi_unique_constraints,
            looked.get_multi_indexes,
            looked.get_multi_table_comment,
        ):
            ask(schema=schema, kind=kind)
        found = looked.get_multi_columns(schema=schema, kind=kind)
        tables += len(found)
        columns += sum(map(len, found.values()))
    engine.dispose()
    return {"tables": tables, "columns": columns}


def read_only(target: str) -> dict[str, Any]:
    """Our connector alone: every row as Arrow, and nothing done with it."""
    from pursight.contracts.agents import Limits, Scope
    from pursight_agent.connectors import open_source

    rows = 0
    with closing(open_source(target)) as source:
        source.limit(Limits())
        for facts in source.discover(Scope()).tables:
            rows += sum(batch.num_rows for batch in source.read(facts, sample_rows=None))
    return {"rows": rows}


def summarize(path: str) -> dict[str, Any]:
    """DuckDB's SUMMARIZE on one thread."""
    with _duckdb() as connection:
        return {"columns": len(connection.execute(f"SUMMARIZE FROM '{path}'").fetchall())}


def plain_scan(path: str) -> dict[str, Any]:
    """DuckDB reads every value of a file into Arrow, and that is all."""
    with _duckdb() as connection:
        rows = sum(b.num_rows for b in connection.execute(f"FROM '{path}'").to_arrow_reader())
    return {"rows": rows}


def query_per_metric(path: str) -> dict[str, Any]:
    """A profiler of the kind that asks one question a query, here of DuckDB."""
    asked = 0
    with _duckdb() as connection:
        for name, type_, *_ in connection.execute(f"DESCRIBE FROM '{path}'").fetchall():
            for metric in metrics(name, type_):
                connection.execute(f"SELECT {metric} FROM '{path}'").fetchall()
                asked += 1
    return {"queries": asked}


def _duckdb() -> Any:
    import duckdb

    connection = duckdb.connect()
    connection.execute("SET threads = 1")
    return connection


def ydata(path: str) -> dict[str, Any]:
    """ydata-profiling, where the interpreter that runs this has it."""
    import pandas as pd
    from ydata_profiling import ProfileReport  # type: ignore[import-not-found]

    report = ProfileReport(pd.read_parquet(path), progress_bar=False, minimal=True)
    return {"bytes": len(report.to_json())}


def hyperscan_alone(path: str, columns: str) -> dict[str, Any]:
    """The automaton's own ceiling: the joined columns scanned, and no match told."""
    from pursight.classification.automaton import joined

    database, buffers = _READY["classifier"].automaton._database, []
    for name in columns.split(","):
        cells = _column(path, name)
        buffers.append((joined(cells)[0], len(cells)))
    began = time.process_time()
    for text, _ in buffers:
        database.scan(text, match_event_handler=None)
    return {"values": sum(n for _, n in buffers), "seconds": time.process_time() - began}


def tier_one(path: str, columns: str) -> dict[str, Any]:
    """Ours: all of tier 1 over the columns, to the labels."""
    from pursight.classification.column import ColumnContext, ColumnEvidence

    arrays = {name: _column(path, name) for name in columns.split(",")}
    began = time.process_time()
    for name, cells in arrays.items():
        evidence = ColumnEvidence(_READY["classifier"], cells.type)
        for start in range(0, len(cells), 65_536):
            evidence.update(cells.slice(start, 65_536))
        evidence.classify(ColumnContext("", "people", name))
    seconds = time.process_time() - began
    return {"values": sum(map(len, arrays.values())), "seconds": seconds}


def presidio(path: str, columns: str, cells: str) -> dict[str, Any]:
    """Presidio's analyzer on so many of the same cells, taken evenly, one cell a call."""
    from pursight.classification.language import analyzer

    found = analyzer()
    if found is None:
        return {"values": 0, "seconds": 0.0}
    names = columns.split(",")
    texts = []
    for name in names:
        column = _column(path, name)
        step = max(1, len(column) * len(names) // int(cells))
        texts += column.take(_every(step, len(column))).to_pylist()
    began = time.process_time()
    for text in texts:
        found.analyze(text=text, language="en")
    return {"values": len(texts), "seconds": time.process_time() - began}


def _every(step: int, length: int) -> Any:
    import pyarrow as pa

    return pa.array(range(0, length, step))


def _column(path: str, name: str) -> Any:
    import pyarrow as pa
    import pyarrow.parquet as pq

    column = pq.read_table(path, columns=[name]).column(0)
    return column.cast(pa.large_string()).combine_chunks().drop_null()


_READY: dict[str, Any] = {}
_MODULES = (
    "pursight.clock",
    "pursight.engine.table",
    "pursight_agent.connectors.files.connector",
    "pursight_agent.connectors.files.delimited",
    "pursight_agent.connectors.files.parquet",
    "pursight_agent.connectors.postgres.connector",
    "pursight_agent.scanning.scan",
    "duckdb",
    "sqlalchemy.dialects.postgresql.psycopg",
)
"""Imported before the clock starts, for ourselves and for the peers."""

_NEED_CLASSIFIER = {"engine", "scan", "hyperscan_alone", "tier_one"}
WORKS: dict[str, Callable[..., dict[str, Any]]] = {
    f.__name__: f
    for f in (
        engine, scan, discover, reflect, read_only, summarize, plain_scan,
        query_per_metric, ydata, copy_binary, sql_metrics, hyperscan_alone, tier_one, presidio,
    )
}  # fmt: skip


def _spent() -> float:
    own = resource.getrusage(resource.RUSAGE_SELF)
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def main() -> None:
    """Do one work and say what it cost."""
    name, *arguments = sys.argv[1:]
    if cores := os.environ.get("PURSIGHT_BENCHMARK_CORES"):
        os.sched_setaffinity(0, set(map(int, cores.split(","))))
    for module in _MODULES if name != "ydata" else ():
        importlib.import_module(module)
    if name in _NEED_CLASSIFIER:
        _READY["classifier"] = _classifier()
    if name == "scan":
        gc.freeze()  # as `pursight scan` does
        _READY["team"] = _team(int(arguments[1]) if len(arguments) > 1 else 1)
    cpu, wall = _spent(), time.perf_counter()
    said = WORKS[name](*arguments)
    cost = {"cpu": _spent() - cpu, "wall": time.perf_counter() - wall, "said": said}
    peaks = [
        resource.getrusage(w).ru_maxrss for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    ]
    print(json.dumps({**cost, "mebibytes": max(peaks) / 1024}))
    if "team" in _READY:
        _READY["team"].close()


if __name__ == "__main__":
    main()
