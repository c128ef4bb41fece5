"""The child begins no table before the one it is through with is on disk at the agent."""

import threading
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.agent.runtime.test_worker import ROOMY, assignment

from pursight.contracts.agents import JobKind, RunOutcome
from pursight.contracts.usage import Usage
from pursight_agent.runtime.pipe import Done
from pursight_agent.runtime.worker import Worker
from pursight_agent.scanning.finished import Finished


class SlowDisk:
    """Keeps a table a while after it was told to, and notes who came before that."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.open: set[str] = set()
        self.too_early: list[str] = []

    def finished(self) -> Iterable[Finished]:
        return ()

    def keep(self, done: Done, record: bytes, then: Callable[[], None]) -> None:
        if self.open:
            self.too_early.append(done.mark.name)
        self.told.append(done.mark.name)
        self.open.add(done.mark.name)
        threading.Timer(0.2, self._on_disk, (done.mark.name, then)).start()

    def _on_disk(self, name: str, then: Callable[[], None]) -> None:
        self.open.discard(name)
        then()

    def with_earlier(self, usage: Usage | None) -> Usage | None:
        return usage

    def close(self) -> None:
        """Nothing is held open."""


def test_a_slow_disk_is_waited_for(make_sqlite: Callable[..., Path], tmp_path: Path) -> None:
    path = make_sqlite("".join(f"CREATE TABLE t{n} (i INTEGER);" for n in range(5)))
    disk = SlowDisk()
    worker = Worker(
        assignment(f"sqlite:///{path}", JobKind.SCAN), (), tmp_path / "report", ROOMY, disk
    )
    outcome = worker.run()
    assert outcome.ending is not None, outcome
    assert outcome.ending.outcome is RunOutcome.COMPLETED
    assert len(disk.told) == 5
    assert not disk.too_early
