"""Measure the edge engine next to its peers, in one run.

    python tests/benchmarks/engine/run.py all|classify|profile|memory|cores|postgres|discovery|agent
        [--rows N] [--runs N] [--tables N] [--folder DIR] [--postgres URL] [--json FILE]
        [--cells N] [--ydata PYTHON] [--different N] [--installed]

Prints a table for each: what was measured, the peer measured in the same run, their ratio, the aim,
and whether it is met. Seconds are those of processors, children included, and medians of `--runs`.
Data are made in `--folder` (a temporary one when none is given), PostgreSQL is started for the run
unless a URL of one is given, whose table `people` and schemas `area_*` are then dropped and made
anew. Each piece of work is done in a process of its own. Peers:

- Presidio's AnalyzerEngine with all its predefined English recognisers and its `no_op` language
  engine (no model is downloaded, which makes it faster than its default with spaCy's model).
- DuckDB on one thread: SUMMARIZE, a plain scan into Arrow, and a query per metric.
- ydata-profiling, if `--ydata` names a Python that has it (and setuptools before 81); else it is
  said not to be measured.
- PostgreSQL: a query per metric, and COPY BINARY of the whole table. SQLAlchemy's bulk reflection.

`--different 50000000` also scans so many different texts and numbers, for its peak of memory (they
are made in the folder, 1 GB). `cores` compares one core with two on the same tables: one process
held to one core, with the database held to it too, and two processes on all cores; besides one
process that may use all cores, as Arrow's threads and a database beside it do. It means something
only on two processors that have nothing else to do. `--installed` also
makes an environment of `pursight[agent]` alone, which needs a package index.
"""

import argparse
import itertools
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack, nullcontext
from pathlib import Path

import all_different  # type: ignore[import-not-found]
import installed_agent  # type: ignore[import-not-found]
import made_data  # type: ignore[import-not-found]
import postgres  # type: ignore[import-not-found]
from lines import Line, against, at_most, faster, show, write  # type: ignore[import-not-found]
from works import Cost, cost_of  # type: ignore[import-not-found]

TEXTS = "first_name,last_name,email,phone,street,town,country,last_ip,card,reference,state,notes"
DIFFERENT = "email,phone,last_ip,card,reference,notes"


class Bench:
    """The options of a run."""

    def __init__(self, given: argparse.Namespace, folder: Path) -> None:
        self.given = given
        self.folder = folder

    def files(self, rows: int | None = None) -> tuple[Path, Path]:
        """The Parquet and the CSV of so many rows."""
        rows = rows or self.given.rows
        made_data.write(self.folder, rows)
        return self.folder / f"people-{rows}.parquet", self.folder / f"people-{rows}.csv"

    def cost(self, work: str, *arguments: object, cores: str = "") -> Cost:
        """Do a work some times; the medians.

        Args:
            work: One of `works`.
            arguments: Its own.
            cores: Numbers of those it may use, with commas; all when left out.
        """
        environment = {"PURSIGHT_BENCHMARK_CACHE": str(self.folder / "cache")}
        environment["PURSIGHT_BENCHMARK_CORES"] = cores
        costs = [
            cost_of(work, *map(str, arguments), environment=environment)
            for _ in range(self.given.runs)
        ]
        return Cost(
            statistics.median(c.cpu for c in costs),
            statistics.median(c.wall for c in costs),
            statistics.median(c.mebibytes for c in costs),
            sorted(costs, key=lambda c: c.cpu)[len(costs) // 2].said,
        )


def classify(bench: Bench) -> list[Line]:
    """Values a second of a processor, tier 1 from cells to labels."""
    path, _ = bench.files()

    def rate(cost: Cost) -> float:
        return float(cost.said["values"]) / max(float(cost.said["seconds"]), 1e-9)

    lines = []
    for title, columns in (("twelve text columns", TEXTS), ("six, all different", DIFFERENT)):
        ours = rate(bench.cost("tier_one", path, columns))
        theirs = rate(bench.cost("presidio", path, columns, bench.given.cells))
        ceiling = rate(bench.cost("hyperscan_alone", path, columns))
        unit = "values/CPU s"
        peer = f"Presidio (no_op), {bench.given.cells} of them evenly,"
        if theirs:
            lines.append(faster(title, ours, peer, theirs, unit=unit, aim=1500))
        else:
            lines.append(Line(title, f"{ours:,.0f} {unit}", "Presidio is not installed"))
        lines.append(
            faster(f"{title}: of the ceiling", ours, "Hyperscan alone", ceiling, unit=unit)
        )
    return lines


def profile(bench: Bench) -> list[Line]:
    """Everything about every value of a file."""
    lines = []
    for path in bench.files():
        kind = path.suffix[1:]
        ours = bench.cost("engine", path)
        title = f"{kind}: profile and classify all"
        theirs = bench.cost("summarize", path)
        lines.append(against(title, ours.cpu, "DuckDB SUMMARIZE", theirs.cpu, aim=2))
        theirs = bench.cost("plain_scan", path)
        lines.append(against(title, ours.cpu, "DuckDB plain scan", theirs.cpu))
        theirs = bench.cost("read_only", path)
        lines.append(against(title, ours.cpu, "our connector alone", theirs.cpu))
        theirs = bench.cost("query_per_metric", path)
        peer = f"{theirs.said['queries']} queries, one a metric (DuckDB)"
        lines.append(against(title, ours.cpu, peer, theirs.cpu))
        lines.append(at_most(f"{kind}: peak memory", ours.mebibytes, "MiB", 1024))
    if bench.given.ydata:
        theirs = _ydata(bench.given.ydata, bench.files()[0])
        ours = bench.cost("engine", bench.files()[0])
        lines.append(against("parquet", ours.cpu, "ydata-profiling (minimal)", theirs.cpu))
    else:
        lines.append(Line("parquet", "", "ydata-profiling: not measured (--ydata)"))
    return lines


def _ydata(python: str, path: Path) -> Cost:
    works = str(Path(__file__).with_name("works.py"))
    done = subprocess.run([python, works, "ydata", path], check=True, capture_output=True)
    return Cost(**json.loads(done.stdout.splitlines()[-1]))


def memory(bench: Bench) -> list[Line]:
    """Peak memory on growing inputs, and on one in which no value comes twice."""
    lines = []
    for part in (4, 2, 1):
        rows = max(bench.given.rows // part, 1)
        cost = bench.cost("engine", bench.files(rows)[0])
        lines.append(at_most(f"{rows:,} rows x 20, Parquet", cost.mebibytes, "MiB", 1024))
    if bench.given.different:
        path = all_different.write(bench.folder, bench.given.different)
        cost = bench.cost("scan", path)
        title = f"{bench.given.different:,} texts and numbers, all different"
        lines.append(at_most(title, cost.mebibytes, "MiB", 1024))
    return lines


def cores(bench: Bench) -> list[Line]:
    """What a second core gives, and what a second process that measures takes."""
    parquet, table = bench.files()
    lines = []
    with postgres.server(bench.given.postgres) as server:
        postgres.fill(server.url, bench.given.rows)
        for kind, target in (("parquet", parquet), ("csv", table), ("postgresql", server.url)):
            one, two = (bench.cost("scan", target, workers).said for workers in (1, 2))
            if (first := one_core()) is not None:
                with server.on(first) if kind == "postgresql" else nullcontext():
                    alone = bench.cost("scan", target, 1, cores=str(first)).said
                rates = (3600 / two["wall"], "one core", 3600 / alone["wall"])
                title = f"{kind}: two cores, two processes, by the clock"
                lines.append(faster(title, *rates, unit="tables/h", aim=1.8))
            rates = (3600 / two["wall"], "one, both cores", 3600 / one["wall"])
            title = f"{kind}: two processes measure, by the clock"
            lines.append(faster(title, *rates, unit="tables/h"))
            title = f"{kind}: processors' time of all"
            lines.append(against(title, two["cpu"], "one", one["cpu"]))
            title = f"{kind}: the busiest process"
            lines.append(against(title, two["busiest"], "one", one["busiest"]))
            title = f"{kind}: peak memory of all added up"
            lines.append(at_most(title, two["mebibytes"], "MiB", 1024))
    return lines


def one_core() -> int | None:
    """The first of those that may be used; None where work cannot be held to one."""
    return min(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else None


def in_postgres(bench: Bench) -> list[Line]:
    """One table: time, passes and the source's share."""
    lines = []
    with postgres.server(bench.given.postgres) as server:
        postgres.fill(server.url, bench.given.rows)

        def both(work: str, *arguments: object) -> tuple[Cost, float | None]:
            before = server.spent()
            cost = bench.cost(work, server.url, *arguments)
            after = server.spent()
            there = None if before is None or after is None else after - before
            return cost, None if there is None else there / bench.given.runs

        before = server.rows_read()
        ours, there = both("scan")
        read = server.rows_read() - before
        title = f"{bench.given.rows:,} rows x 20"
        lines.append(at_most(f"{title}: full profile and labels, wall", ours.wall, "s", 10))
        lines.append(
            at_most("passes over the table", read / bench.given.rows / bench.given.runs, "", 2)
        )
        lines.append(_share("ours", ours, there))
        for name, work in (("a query per metric", "sql_metrics"), ("COPY BINARY", "copy_binary")):
            theirs, theirs_there = both(work, postgres.TABLE)
            lines.append(against(title, ours.wall, name, theirs.wall, unit="s"))
            lines.append(_share(name, theirs, theirs_there))
    return lines


def _share(name: str, cost: Cost, there: float | None) -> Line:
    if there is None:
        return Line(f"{name}: CPU", f"{cost.cpu:.2f} s here", "the server's is not known from here")
    share = there / max(cost.cpu + there, 1e-9)
    return Line(
        f"{name}: CPU",
        f"{cost.cpu:.2f} s here, {there:.2f} s at the source",
        ratio=f"{share:.0%} there",
    )


def discovery(bench: Bench) -> list[Line]:
    """The catalog of a large database."""
    with postgres.server(bench.given.postgres) as server:
        postgres.make_tables(server.url, bench.given.tables)
        spent = [server.spent() or 0.0]
        ours = bench.cost("discover", server.url)
        spent.append(server.spent() or 0.0)
        theirs = bench.cost("reflect", server.url)
        spent.append(server.spent() or 0.0)
    there = [(after - before) / bench.given.runs for before, after in itertools.pairwise(spent)]
    found = f"{ours.said['tables']:,} tables and views, {ours.said['columns']:,} columns"
    return [
        at_most(f"{found}: wall", ours.wall, "s", 10),
        against("wall", ours.wall, "SQLAlchemy's bulk reflection", theirs.wall, unit="s"),
        against("CPU here", ours.cpu, "SQLAlchemy's bulk reflection", theirs.cpu),
        against("CPU at the source", there[0], "SQLAlchemy's bulk reflection", there[1]),
        against("peak memory", ours.mebibytes, "SQLAlchemy", theirs.mebibytes, unit="MiB"),
    ]


def of_agent(bench: Bench) -> list[Line]:
    """The agent's own weight."""
    given = bench.given
    os.environ["PURSIGHT_BENCHMARK_CACHE"] = str(bench.folder / "cache")
    lines: list[Line] = installed_agent.measure(
        given.runs, given.idle, installed=given.installed, target=bench.files()[0]
    )
    return lines


PARTS: dict[str, Callable[[Bench], list[Line]]] = {
    "classify": classify,
    "profile": profile,
    "memory": memory,
    "cores": cores,
    "postgres": in_postgres,
    "discovery": discovery,
    "agent": of_agent,
}


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("part", choices=["all", *PARTS])
    parser.add_argument("--rows", type=int, default=500_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--cells", type=int, default=3000, help="that Presidio looks at")
    parser.add_argument("--tables", type=int, default=10_000)
    parser.add_argument(
        "--idle", type=float, default=5.0, help="seconds an idle service is watched"
    )
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--postgres")
    parser.add_argument("--ydata", help="a Python that has ydata-profiling")
    parser.add_argument("--installed", action="store_true")
    parser.add_argument(
        "--different", type=int, default=0, help="rows of a file of all different values: memory"
    )
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    found: dict[str, list[Line]] = {}
    with ExitStack() as stack:
        folder = given.folder or Path(
            stack.enter_context(tempfile.TemporaryDirectory(prefix="pursight-engine-"))
        )
        bench = Bench(given, folder)
        for name in PARTS if given.part == "all" else [given.part]:
            found[name] = PARTS[name](bench)
            show(name, found[name])
            sys.stdout.flush()
    if given.json:
        write(given.json, found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
