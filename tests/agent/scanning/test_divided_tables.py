"""Several processes that measure a table: the same result as one, no false one when they die."""

import itertools
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import psutil
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pursight.classification.classifier import Classifier
from pursight.classification.column import ColumnContext
from pursight.clock import StoppedClock
from pursight.contracts.agents import Limits, Scope, SkippedRecord, TableRecord
from pursight.contracts.rules import NotNull, RuleSpec, Unique
from pursight.contracts.scans import (
    ColumnFacts,
    ScanDocument,
    Skipped,
    SourceFacts,
    TableFacts,
    TableKind,
)
from pursight_agent.connectors import open_source
from pursight_agent.load.measure import Measure
from pursight_agent.load.pacer import Pacer
from pursight_agent.scanning import divided, reading
from pursight_agent.scanning.account import Account
from pursight_agent.scanning.scan import scan, scan_document
from pursight_agent.scanning.sharing import changes
from pursight_agent.scanning.team import Team
from pursight_agent.source import Capabilities, Discovery, Source, SourceUnreachable

pytestmark = pytest.mark.timeout(600)  # many processes, each with the whole engine

NOW = StoppedClock(datetime(2026, 11, 21, tzinfo=UTC))


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Compiled patterns, which each process of a team loads."""
    folder = tmp_path_factory.mktemp("patterns")
    Classifier.build(language=False, cache=folder)
    return folder


@pytest.fixture(scope="module")
def teams(classifier: Classifier, cache: Path) -> Iterator[dict[int, Team]]:
    """By their sizes, ready to begin; nobody may break one."""
    made = {size: Team(size, classifier, cache) for size in (2, 3)}
    for one in made.values():
        one.warm()
        assert one.wait(100)
    yield made
    for one in made.values():
        one.close()


@pytest.fixture
def own_team(classifier: Classifier, cache: Path) -> Iterator[Team]:
    """One to break."""
    with closing(Team(2, classifier, cache)) as made:
        made.warm()
        assert made.wait(100)
        yield made


def varied(rows: int) -> pa.Table:
    """Columns of most kinds, some that hang together, and a card number in the notes."""
    notes = [f"parcel {n} was left at the door of a neighbour" for n in range(rows)]
    notes[rows // 2] = "charge 4111 1111 1111 1111 for it please"
    return pa.table(
        {
            "id": pa.array(range(rows), pa.int64()),
            "email": [f"anna.{n % 977}@example.org" if n % 50 else None for n in range(rows)],
            "town": pa.array(["Oslo", "Graz", "Brno", "Riga"] * (rows // 4)).dictionary_encode(),
            "country": ["Norway", "Austria", "Czechia", "Latvia"] * (rows // 4),
            "amount": pa.array([n * 7 % 10_007 / 4 for n in range(rows)], pa.float64()),
            "made": pa.array([1_600_000_000 + n for n in range(rows)], pa.timestamp("s", "UTC")),
            "flag": [n % 3 == 0 for n in range(rows)],
            "list": pa.array([[n % 5, n % 7] for n in range(rows)], pa.list_(pa.int64())),
            "raw": pa.array([b"\x89PNG" + bytes([n % 251]) for n in range(rows)], pa.binary()),
            "notes": notes,
        }
    )  # fmt: skip


RULES = (
    RuleSpec(id=UUID(int=1), schema_name="", table="t.parquet", name="e",
             check=NotNull(column="email")),
    RuleSpec(id=UUID(int=2), schema_name="", table="t.parquet", name="u",
             check=Unique(columns=("id",))),
)  # fmt: skip


def document(path: Path, classifier: Classifier, team: Team | None) -> ScanDocument:
    with closing(open_source(str(path))) as source:
        return scan_document(
            source, classifier=classifier, scope=Scope(), limits=Limits(), clock=NOW,
            rules=RULES, team=team,
        )  # fmt: skip


def test_two_and_three_processes_say_what_one_says(
    tmp_path: Path, classifier: Classifier, teams: dict[int, Team]
) -> None:
    pq.write_table(varied(120_000), tmp_path / "t.parquet", row_group_size=30_000)
    alone = document(tmp_path / "t.parquet", classifier, None)
    (column,) = (c for c in alone.tables[0].columns if c.name == "notes")
    assert column.found
    for helped in teams.values():
        before = helped.cpu_seconds
        together = document(tmp_path / "t.parquet", classifier, helped)
        assert helped.cpu_seconds > before  # else nothing was divided
        assert together == alone


@settings(max_examples=5, deadline=None)
@given(
    cuts=st.lists(st.integers(1, 19_999), max_size=5),
    wide=st.sets(st.integers(0, 9), min_size=1),
)
def test_however_rows_are_cut_and_columns_chosen(
    cuts: list[int], wide: set[int], classifier: Classifier, teams: dict[int, Team]
) -> None:
    whole = varied(20_000).select(sorted(wide)).combine_chunks().to_batches()[0]
    edges = [0, *sorted(set(cuts)), whole.num_rows]
    parts = [whole.slice(a, b - a) for a, b in itertools.pairwise(edges)]
    reports = [records(Batches(parts), classifier, helped) for helped in (None, *teams.values())]
    assert all(one == reports[0] for one in reports)


@pytest.fixture(scope="module", autouse=True)
def _small_batches_are_divided_too() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(divided, "WORTH_DIVIDING", 2_000)
        yield


@pytest.mark.parametrize("size", [2, 3])
def test_columns_that_change_hands_all_the_time_say_what_one_process_says(
    size: int, classifier: Classifier, teams: dict[int, Team], monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = random.Random(size)
    moved: list[tuple[bool, bool]] = []

    def any_changes(
        costs: Mapping[int, float], owners: Mapping[int, int], burdens: Sequence[float]
    ) -> dict[int, int]:
        found = {at: (own + 1) % len(burdens) for at, own in owners.items() if rng.random() < 0.5}
        moved.extend((owners[at] == 0, to == 0) for at, to in found.items())
        return found

    monkeypatch.setattr(divided, "changes", any_changes)
    monkeypatch.setattr(Account, "due", lambda account, _columns: bool(account.costs))
    alone = records(Batches(batches(14)), classifier, None)
    assert records(Batches(batches(14)), classifier, teams[size]) == alone
    assert {(False, True), (True, False)} <= set(moved)
    assert size == 2 or (False, False) in moved  # from one lane to another


def test_a_column_that_costs_more_than_it_looked_changes_hands(
    classifier: Classifier, teams: dict[int, Team], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[set[int], dict[int, int]]] = []

    def remembered(
        costs: Mapping[int, float], owners: Mapping[int, int], burdens: Sequence[float]
    ) -> dict[int, int]:
        found = changes(costs, owners, burdens)
        asked.append((set(owners.values()), found))
        return found

    monkeypatch.setattr(divided, "changes", remembered)
    monkeypatch.setattr(divided, "shared_out", lambda costs, *_: [(), tuple(costs)])  # all away
    alone = records(Batches(batches(12)), classifier, None)
    assert records(Batches(batches(12)), classifier, teams[2]) == alone
    assert (asked[0][0], set(asked[0][1].values())) == ({1}, {0})


@pytest.mark.parametrize("away", [False, True])
def test_who_is_done_helps_the_other_to_conclude(
    away: bool, classifier: Classifier, teams: dict[int, Team], monkeypatch: pytest.MonkeyPatch
) -> None:
    here: list[int] = []

    class Watched(divided.DividedTable):
        def _conclude(self, at: int, contexts: Mapping[int, ColumnContext]) -> None:
            here.append(at)
            super()._conclude(at, contexts)

    def all_to_one(costs: Mapping[int, float], *_: object) -> list[tuple[int, ...]]:
        return [(), tuple(costs)] if away else [tuple(costs), ()]

    monkeypatch.setattr(divided, "shared_out", all_to_one)
    monkeypatch.setattr(Account, "due", lambda *_: False)
    monkeypatch.setattr(reading, "DividedTable", Watched)
    alone = records(Batches(batches(3)), classifier, None)
    assert records(Batches(batches(3)), classifier, teams[2]) == alone
    assert 0 < len(here) < batches(1)[0].num_columns


@pytest.mark.timeout(60)
def test_the_end_comes_also_when_every_answer_is_there_before_it_is_waited_for(
    classifier: Classifier, teams: dict[int, Team], monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = Team.answer_that_is_there

    def late(team: Team, table: int) -> object:
        return time.sleep(0.1) or looked(team, table)

    monkeypatch.setattr(Team, "answer_that_is_there", late)
    alone = records(Batches(batches(2)), classifier, None)
    assert records(Batches(batches(2)), classifier, teams[2]) == alone


class Batches:
    """A source of one table in memory, that may break behind its last batch."""

    capabilities = Capabilities()

    def __init__(self, batches: list[pa.RecordBatch], problem: Exception | None = None) -> None:
        self._batches, self._problem = batches, problem

    def limit(self, limits: Limits) -> None: ...

    def test(self) -> SourceFacts:
        return SourceFacts(kind="memory")

    def discover(self, scope: Scope) -> Discovery:
        columns = tuple(
            ColumnFacts(name=field.name, position=at, type=str(field.type))
            for at, field in enumerate(self._batches[0].schema, 1)
        )
        table = TableFacts(schema_name="", name="t", kind=TableKind.TABLE, columns=columns)
        return Discovery(self.test(), (table,))

    def count(self, table: TableFacts) -> int | None:
        return None

    def content_state(self, table: TableFacts) -> str | None:
        return None

    def read(
        self, table: TableFacts, *, sample_rows: int | None, batch_rows: int = 65_536
    ) -> Iterator[pa.RecordBatch]:
        yield from self._batches
        if self._problem is not None:
            raise self._problem

    def notices(self) -> tuple[Skipped, ...]:
        return ()

    def close(self) -> None: ...


def records(
    source: Source,
    classifier: Classifier,
    team: Team | None,
    cancelled: Callable[[], bool] = lambda: False,
) -> list[TableRecord | SkippedRecord]:
    found = scan(
        source, classifier=classifier, scope=Scope(), limits=Limits(), clock=NOW, rules=(),
        progress=lambda _: None, cancelled=cancelled, team=team,
    )  # fmt: skip
    return [one for one in found if isinstance(one, TableRecord | SkippedRecord)]


def batches(number: int, rows: int = 4_000) -> list[pa.RecordBatch]:
    whole = varied(number * rows).drop_columns(["list"]).combine_chunks().to_batches()[0]
    return [whole.slice(at * rows, rows) for at in range(number)]


def test_a_source_that_breaks_leaves_what_was_read(
    classifier: Classifier, teams: dict[int, Team]
) -> None:
    problem = SourceUnreachable("The connection is gone.")
    alone = records(Batches(batches(5), problem), classifier, None)
    assert records(Batches(batches(5), problem), classifier, teams[2]) == alone
    (table, skipped) = alone
    assert isinstance(table, TableRecord)
    assert table.table.columns[0].profile is not None
    assert isinstance(skipped, SkippedRecord)
    assert skipped.skipped.partial


def test_a_cancelled_scan_has_what_came_before(
    classifier: Classifier, teams: dict[int, Team]
) -> None:
    def second_time() -> Callable[[], bool]:
        asked = iter((False, False, True, True, True, True))
        return lambda: next(asked, True)

    alone = records(Batches(batches(5)), classifier, None, second_time())
    assert records(Batches(batches(5)), classifier, teams[2], second_time()) == alone


def test_a_killed_process_fails_its_table_and_tells_no_number(
    classifier: Classifier, own_team: Team
) -> None:
    helped = own_team

    def killing() -> Iterator[pa.RecordBatch]:
        for number, batch in enumerate(batches(8)):
            if number == 4:
                os.kill(helped.lanes[0].pid, signal.SIGKILL)
            yield batch

    source = Batches(batches(1))
    source._batches = killing()  # type: ignore[assignment]
    source.discover = lambda _: Batches(batches(1)).discover(Scope())  # type: ignore[method-assign]
    table, skipped = records(source, classifier, helped)
    assert isinstance(table, TableRecord)
    assert isinstance(skipped, SkippedRecord)
    assert skipped.skipped.code == "scan.measurer_lost"
    assert "signal 9" in skipped.skipped.reason
    assert table.table.fingerprint is None  # the next scan reads it again
    assert table.table.facts.row_count is None
    assert all(column.profile is None for column in table.table.columns)
    helped.warm()  # the next table has a team again
    assert helped.wait(60)
    again, *_ = records(Batches(batches(5)), classifier, helped)
    alone, *_ = records(Batches(batches(5)), classifier, None)
    assert again == alone


def test_a_defect_in_another_process_says_where_and_no_value(
    classifier: Classifier, own_team: Team
) -> None:
    helped = own_team
    good = batches(2)
    odd = good[1].set_column(0, "id", pa.array(["canary-7741"] * good[1].num_rows))
    table, skipped = records(Batches([good[0], odd]), classifier, helped)
    assert isinstance(skipped, SkippedRecord)
    assert skipped.skipped.code == "internal"
    assert "TypeError at column.py:" in skipped.skipped.reason
    assert "canary" not in str(skipped) + str(table)
    again, *_ = records(Batches(batches(5)), classifier, helped)
    assert isinstance(again, TableRecord)
    assert again.table.columns[0].profile is not None


def test_what_the_others_use_is_part_of_the_measured_use(
    tmp_path: Path, classifier: Classifier, teams: dict[int, Team]
) -> None:
    pq.write_table(varied(40_000), tmp_path / "t.parquet", row_group_size=20_000)
    helped = teams[2]
    with closing(open_source(str(tmp_path / "t.parquet"))) as opened:
        measure = Measure(opened, Pacer(1.0, time.monotonic, time.sleep))
        own = measure.usage()
        measure.beside = helped
        scan_document(
            measure.source, classifier=classifier, scope=Scope(), limits=Limits(), clock=NOW,
            team=helped,
        )  # fmt: skip
        used = measure.usage()
    assert (own.workers, used.workers) == (1, 2)
    assert used.cpu_seconds > own.cpu_seconds + helped.cpu_seconds > own.cpu_seconds
    assert used.peak_memory_bytes > own.peak_memory_bytes + (100 << 20)


ORPHANS = """
import sys, time
from pathlib import Path
from pursight.classification.classifier import Classifier
from pursight.classification.column import ColumnContext
from pursight_agent.scanning.sharing import changes
from pursight_agent.scanning.team import Team
cache = Path(sys.argv[1])
team = Team(3, Classifier.build(language=False, cache=cache), cache)
team.warm()
assert team.wait(60)
print(*(lane.pid for lane in team.lanes), flush=True)
time.sleep(60)
"""


def test_a_killed_scan_leaves_nobody_behind(cache: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", ORPHANS, str(cache)], stdout=subprocess.PIPE, text=True
    ) as scanning:
        assert scanning.stdout is not None
        left = [psutil.Process(int(pid)) for pid in scanning.stdout.readline().split()]
        assert len(left) == 2
        scanning.kill()
    _, alive = psutil.wait_procs(left, timeout=20)
    assert alive == []
