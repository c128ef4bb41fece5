"""What is kept of an unfinished run, for whom, and until when."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from tests.agent.runtime.test_spool import NOW, job, request

from pursight.clock import StoppedClock
from pursight.contracts.agents import Job, Scope, TableRecord
from pursight.contracts.scans import TableFacts, TableKind, TableReport
from pursight.contracts.usage import Usage
from pursight.protocol import report
from pursight_agent.runtime import checkpoint
from pursight_agent.runtime.checkpoint import Checkpoint
from pursight_agent.runtime.pipe import Done
from pursight_agent.runtime.spool import RunState, Spool
from pursight_agent.scanning.finished import Mark
from pursight_agent.source import qualified

URL = "postgresql://reader@db.example/crm"
USED = Usage(wall_seconds=10, source_seconds=2, busy_share=0.2, statements={"copy": 1}, rows=5)


@pytest.fixture
def spool(tmp_path: Path) -> Iterator[Spool]:
    with closing(Spool(tmp_path, 1 << 20)) as opened:
        yield opened


def of(spool: Spool, one: Job, url: str = URL, limit: int = 1 << 20) -> Checkpoint:
    return Checkpoint(spool.database, one, url, clock=StoppedClock(NOW), limit_bytes=limit)


def keep(made: Checkpoint, *names: str) -> None:
    for name in names:
        facts = TableFacts(name=name, kind=TableKind.TABLE)
        record = TableRecord(table=TableReport(facts=facts))
        mark = Mark(name=qualified("", name), identity="i", state="s")
        made.keep(Done(mark=mark, usage=USED), report.encode_line(record))
    made.close()


def names(made: Checkpoint) -> list[str]:
    return sorted(one.table.facts.name for one in made.finished())


def test_the_next_attempt_takes_it_up_and_adds_its_use(spool: Spool) -> None:
    keep(of(spool, job(1)), "a", "b")
    later = of(spool, job(1).model_copy(update={"attempt": 2}))
    assert names(later) == ["a", "b"]
    whole = later.with_earlier(USED)
    assert whole is not None
    assert (whole.starts, whole.rows, whole.statements) == (2, 10, {"copy": 2})
    assert whole.busy_share == pytest.approx(0.2)


@pytest.mark.parametrize(
    "other",
    [
        lambda one: one.model_copy(update={"scope": Scope(include=("a",))}),
        lambda one: one.model_copy(update={"rules_sha256": "f" * 64}),
        lambda one: one.model_copy(update={"alias": "hr"}),
        lambda one: one.model_copy(update={"full": not one.full}),
        lambda one: one.model_copy(
            update={"limits": one.limits.model_copy(update={"sample_rows": 7})}
        ),
        lambda one: job(2),
    ],
    ids=["scope", "rules", "alias", "full", "sample", "run"],
)
def test_what_is_another_work_takes_up_nothing(spool: Spool, other: Callable[[Job], Job]) -> None:
    keep(of(spool, job(1)), "a")
    made = of(spool, other(job(1)))
    assert names(made) == []
    assert made.with_earlier(USED) == USED
    assert names(of(spool, job(1), "postgresql://reader@elsewhere/crm")) == []
    assert names(of(spool, job(1))) == ["a"]


def test_a_stored_report_and_the_end_of_its_checkpoint_are_one(spool: Spool) -> None:
    one = job(1)
    spool.begin(one, NOW, state=RunState.RUNNING)
    keep(of(spool, one), "a")
    assert spool.finish((one.run_id, 1), b"report\n", request(one), NOW)
    assert names(of(spool, one)) == []
    assert of(spool, one).with_earlier(USED) == USED


def test_a_start_that_gets_further_does_not_count_against_the_run(spool: Spool) -> None:
    one = job(1)
    spool.begin(one, NOW, state=RunState.RUNNING)
    assert [spool.started((one.run_id, 1), one) for _ in range(2)] == [1, 2]
    keep(of(spool, one), "a")
    assert spool.started((one.run_id, 1), one) == 2


def test_damage_means_reading_again(spool: Spool) -> None:
    keep(of(spool, job(1)), "a", "b")
    with spool.database.transaction() as connection:
        connection.execute("UPDATE checkpoint SET body = zeroblob(9) WHERE name LIKE '%a'")
    assert names(of(spool, job(1))) == ["b"]


def test_it_is_bounded(spool: Spool) -> None:
    keep(of(spool, job(1), limit=100), "a")
    assert names(of(spool, job(1))) == []


def test_it_is_forgotten_after_a_week(spool: Spool) -> None:
    keep(of(spool, job(1)), "a")
    checkpoint.forget(spool.database, NOW + checkpoint.KEPT_FOR - timedelta(hours=1))
    assert names(of(spool, job(1))) == ["a"]
    checkpoint.forget(spool.database, NOW + checkpoint.KEPT_FOR + timedelta(hours=1))
    assert names(of(spool, job(1))) == []
