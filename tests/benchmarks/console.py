"""Measure the console on a large estate, beside plain SQL over the same file in the same run.

    python tests/benchmarks/console.py [--columns 1000000] [--tables 50000] [--times 40]
        [--replica FOLDER] [--json FILE]

`--replica` keeps the estate in a folder and takes it from there the next time. Prints median and
95th percentile of each interaction in milliseconds, and the same of the plainest SQL that answers
the question: no ranking, no typing errors, no words, and none of the console's Python.
"""

# ruff: noqa: E402  Qt without a screen; lines that print a table

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from PySide6.QtWidgets import QApplication
from tests.benchmarks import console_questions as ask
from tests.benchmarks.console_measures import HEADING, Measured, line, measure, p95, timed
from tests.builders.replica import an_estate

from pursight_desktop.background.desk import Desk
from pursight_desktop.replica import files
from pursight_desktop.replica.queries import asset, catalog, search
from pursight_desktop.replica.queries.asset_filter import AssetQuery
from pursight_desktop.replica.store import Store
from pursight_desktop.session.account import Account, Accounts
from pursight_desktop.settings import Paths, Preferences
from pursight_desktop.sync.console import REPLICA_NAME
from pursight_desktop.theme import Theme
from pursight_desktop.views.catalog.columns import asset_columns
from pursight_desktop.widgets.table import DataTable

KEY = b"k" * 32


class Bench:
    """All interactions over one replica."""

    def __init__(self, store: Store, times: int, queries: int) -> None:
        self.store, self.times, self.queries = store, times, queries
        self.plain = files.connect(store.path, KEY)
        self.rng = Random(5)

    def _read(self, query: Callable[[Any], object]) -> Callable[[], object]:
        def run() -> object:
            with self.store.reader() as connection:
                return query(connection)

        return run

    def _sql(self, sql: str, *values: object) -> Callable[[], object]:
        return lambda: self.plain.execute(sql, values).fetchall()

    def search(self) -> Measured:
        """Each keystroke of realistic queries."""
        return measure(
            "search, each keystroke",
            (
                (
                    typed,
                    self._read(_searching(typed)),
                    self._sql(ask.PLAIN_SEARCH, f"%{typed}%", f"%{typed}%"),
                )
                for typed in ask.keystrokes(self.rng, self.queries)
            ),
        )

    def suggest(self) -> Measured:
        """The palette."""
        return measure(
            "palette, each keystroke",
            (
                (
                    typed,
                    self._read(_suggesting(typed)),
                    self._sql(ask.PLAIN_SUGGEST, f"{typed}%"),
                )
                for typed in ask.keystrokes(self.rng, self.queries)
            ),
        )

    def open_table(self) -> Measured:
        """The widest table, of a thousand columns."""
        [(wide, columns)] = self.plain.execute(
            "SELECT parent, count(*) FROM asset WHERE level = 3 GROUP BY parent"
            " ORDER BY 2 DESC LIMIT 1"
        ).fetchall()
        table = UUID(bytes=wide)
        return measure(
            f"open a table of {columns} columns",
            (
                ("", self._read(lambda c: asset.asset(c, table)), self._sql(ask.PLAIN_TABLE, wide))
                for _ in range(self.times)
            ),
        )

    def scroll(self) -> list[Measured]:
        """Pages of the whole list: one after the other, and where the slider is dropped."""
        with self.store.reader() as connection:
            lines = catalog.lines(connection, AssetQuery())

        def at(start: int) -> tuple[str, Callable[[], object], Callable[[], object]]:
            page = self._read(lambda c: lines.fetch(c, start, start + 100))
            return f"row {start}", page, self._sql(ask.PLAIN_PAGE, start)

        begin = self.rng.randrange(len(lines) // 2)
        return [
            measure("scroll, next page", (at(begin + n * 100) for n in range(self.times))),
            measure(
                "scroll, slider dropped anywhere",
                (at(self.rng.randrange(len(lines) - 100)) for _ in range(self.times)),
            ),
        ]

    def sort(self) -> Measured:
        """Another order, up to its first page."""

        def change(key: str, *, down: bool) -> Callable[[], object]:
            query = AssetQuery(levels=("column",), sort=key, descending=down)
            return self._read(lambda c: catalog.lines(c, query).fetch(c, 0, 100))

        return measure(
            "sort by another column",
            (
                (
                    f"{key} {'down' if down else 'up'}",
                    change(key, down=down),
                    self._sql(ask.PLAIN_SORTED.format(key, "DESC" if down else "ASC")),
                )
                for _ in range(max(1, self.times // 16))
                for key in ask.SORTS
                for down in (False, True)
            ),
        )

    def filter(self) -> Measured:
        """Choose in a facet: the list's first page, and all facets with their counts."""
        labels = [
            one
            for (one,) in self.plain.execute("SELECT DISTINCT label FROM asset").fetchall()
            if one != "none"
        ]
        source = self.plain.execute("SELECT id FROM asset WHERE level = 0").fetchone()[0]
        chosen: list[tuple[str, AssetQuery, str]] = [
            (f"label {one}", AssetQuery(labels=(one,)), f"label = '{one}'") for one in labels[:12]
        ]
        chosen += [
            ("restricted", AssetQuery(sensitivities=("restricted",)), "sensitivity = 3"),
            ("columns", AssetQuery(levels=("column",)), "level = 3"),
            ("tables", AssetQuery(levels=("table",)), "level = 2"),
            ("suggested", AssetQuery(label_states=("suggested",)), "label_state = 'suggested'"),
            ("poor quality", AssetQuery(quality_below=50), "quality BETWEEN 0 AND 49.99"),
            (
                "under a source",
                AssetQuery(under=UUID(bytes=source), levels=("column",)),
                f"level = 3 AND source = (SELECT source FROM asset WHERE id = x'{source.hex()}')",
            ),
        ]

        def ours(query: AssetQuery) -> Callable[[], object]:
            return self._read(
                lambda c: (catalog.lines(c, query).fetch(c, 0, 100), catalog.facets(c, query))
            )

        def plainly(where: str) -> Callable[[], object]:
            statements = [ask.PLAIN_FILTERED.format(where), ask.PLAIN_COUNT.format(where)]
            statements += [ask.PLAIN_FACET.format(facet, where) for facet in ask.FACETS]
            return lambda: [self.plain.execute(one).fetchall() for one in statements]

        rounds = max(1, self.times // len(chosen))
        return measure(
            "filter by a facet, with counts",
            (
                (name, ours(query), plainly(where))
                for _ in range(rounds)
                for name, query, where in chosen
            ),
        )

    def paint(self) -> Measured:
        """A frame of the table while it scrolls, 1280 by 800, its pages there."""
        app = QApplication.instance() or QApplication(["benchmark"])
        assert isinstance(app, QApplication)
        Theme(app, "light")
        desk = Desk(
            self.store, _an_account(), Preferences(Path(tempfile.mkdtemp()) / "p.json"), None
        )
        with self.store.reader() as connection:
            lines = catalog.lines(connection, AssetQuery())
        table = DataTable(asset_columns("columns"), desk.read)
        table.resize(1280, 800)
        table.show()
        table.show_lines(lines)
        bar = table.verticalScrollBar()

        def settle() -> None:
            deadline = time.perf_counter() + 5
            while time.perf_counter() < deadline:
                app.processEvents()
                if desk.idle:
                    break
            app.processEvents()

        settle()
        frames: list[tuple[str, Callable[[], object], None]] = []
        for number in range(self.times * 5):
            value = 3 * number

            def frame(value: int = value) -> None:
                bar.setValue(value)
                table.viewport().repaint()

            frames.append((f"row {value}", frame, None))

        def all_frames() -> Iterable[tuple[str, Callable[[], object], None]]:
            for number, one in enumerate(frames):
                if number % 10 == 0:
                    settle()
                yield one

        measured = measure("paint a frame while scrolling", all_frames())
        desk.close()
        return measured


def start(replica: Path, times: int) -> list[Measured]:
    """Start the console as a process of its own, again and again."""
    home = Path(tempfile.mkdtemp(prefix="pursight-benchmark-"))
    paths, account = Paths(home), _an_account()
    paths.make()
    Accounts(paths.accounts).keep(account)
    folder = account.folder(paths)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "device").write_text(str(account.device_id), encoding="ascii")
    place = folder / REPLICA_NAME
    for suffix in ("", "-key-check"):
        os.link(f"{replica}{suffix}", f"{place}{suffix}")
    visible: list[float] = []
    filled: list[float] = []
    cpu: list[float] = []
    for _ in range(times):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        command = [sys.executable, str(Path(__file__).with_name("console_start.py")), str(home)]
        answer = subprocess.run(
            [*command, KEY.hex(), str(time.monotonic())],
            check=True,
            capture_output=True,
            text=True,
            timeout=120,
        )
        first, second = answer.stdout.split()[-2:]
        visible.append(float(first))
        filled.append(float(second))
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        worked = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
        cpu.append(worked * 1000)
    shutil.rmtree(home)
    return [
        Measured(name, times, statistics.median(took), p95(took), max(took), p95(cpu))
        for name, took in (
            ("start: window visible", visible),
            ("start: first screen filled", filled),
        )
    ]


def _searching(typed: str) -> Callable[[Any], object]:
    return lambda connection: search.search(connection, typed)


def _suggesting(typed: str) -> Callable[[Any], object]:
    return lambda connection: search.suggest(connection, typed)


def _an_account() -> Account:
    return Account(
        server_url="https://127.0.0.1:9",
        organisation="acme",
        organisation_id=UUID(int=1),
        organisation_name="Acme",
        person_id=UUID(int=2),
        person_name="Grace Hopper",
        email="grace@example.com",
        roles=("data_steward",),
        device_id=UUID(int=3),
    )


def _estate(folder: Path, tables: int, columns: int) -> Path:
    path = folder / "replica.db"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        store = Store.open(path, KEY)
        took = timed(lambda: an_estate(store, tables=tables, columns=columns))[0] / 1000
        store.close()
        print(f"made {columns} columns in {took:.0f} s")
    return path


def main() -> None:
    """Build or take the estate, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--columns", type=int, default=1_000_000)
    parser.add_argument("--tables", type=int, default=0)
    parser.add_argument("--times", type=int, default=40)
    parser.add_argument("--queries", type=int, default=100)
    parser.add_argument("--starts", type=int, default=5)
    parser.add_argument("--replica", type=Path)
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args()
    folder = chosen.replica or Path(tempfile.mkdtemp(prefix="pursight-benchmark-"))
    path = _estate(folder, chosen.tables or max(1, chosen.columns // 20), chosen.columns)
    print(HEADING)
    results: list[Measured] = []

    def tell(*some: Measured) -> None:
        results.extend(some)
        for one in some:
            print(line(one), flush=True)

    store = Store.open(path, KEY)
    bench = Bench(store, chosen.times, chosen.queries)
    with store.reader() as connection:
        (columns,) = connection.execute("SELECT count(*) FROM asset WHERE level = 3").fetchone()
    for ask_for in (bench.suggest, bench.open_table, bench.sort, bench.search, bench.paint):
        tell(ask_for())
    tell(*bench.scroll())
    tell(bench.filter())
    size = store.size() / 1e6
    store.close()
    tell(*start(path, chosen.starts))
    print(f"{columns} columns, {size:.0f} MB, load {os.getloadavg()[0]:.1f}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory at most {peak:.0f} MB; milliseconds")
    if chosen.json:
        told = {"columns": columns, "load": os.getloadavg(), "measured": list(map(asdict, results))}
        chosen.json.write_text(json.dumps(told, indent=1), encoding="utf-8")
    if chosen.replica is None:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
