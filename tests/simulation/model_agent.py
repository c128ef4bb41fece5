"""An agent with its real models on a real disk and its real scan, killed and restored at will."""

import copy
import errno
import itertools
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from uuid import UUID

import pytest
from tests.simulation.model_ledger import ModelLedger, classifier
from tests.simulation.model_server import JOB_KEY, OURS, START, Report
from tests.simulation.model_source import TABLES, TellingSource
from typing_extensions import override

from pursight import names
from pursight.clock import StoppedClock
from pursight.contracts.agents import Limits, ModelNotice, Scope, SourceRecord, TableRecord
from pursight.contracts.scans import TableReport
from pursight.protocol import keys
from pursight.protocol.models import ModelRefused, unpack
from pursight.testing.simulation_world import Killed, Violation
from pursight_agent.runtime import models
from pursight_agent.runtime.enrolment import Enrolment
from pursight_agent.runtime.judging import as_reported, classifier_of
from pursight_agent.runtime.models import FILE_NAME, Models
from pursight_agent.runtime.uplink import Answer
from pursight_agent.scanning.finished import Finished, Mark, NoWatch
from pursight_agent.scanning.scan import scan

PUBLIC = keys.to_text(keys.public_bytes(JOB_KEY))
FAULTS = ("", "killed before", "killed within", "killed after", "disk full", "cannot load")


@dataclass
class Disk:
    """What an agent keeps besides the model's file; tables with the state of their rows."""

    previous: dict[str, tuple[int, TableReport]] = field(default_factory=dict)
    finished: dict[str, tuple[int, Finished]] = field(default_factory=dict)
    begun: tuple[int, int] | None = None
    spool: dict[int, Report] = field(default_factory=dict)
    states: dict[int, dict[str, int]] = field(default_factory=dict)


class ModelAgent:
    """One agent process after another over one disk."""

    def __init__(self, folder: Path, number: int, ledger: ModelLedger) -> None:
        self.number, self.ledger = number, ledger
        self.folder, self._backup = folder / f"agent{number}", folder / f"backup{number}"
        self.folder.mkdir()
        self.source = TellingSource()
        self.seconds = 0.0
        self.disk = Disk()
        self._kept: Disk | None = None
        self._runs = itertools.count(1000 * number)
        self._answer: Callable[[], Answer] = lambda: Answer(None)
        self._can_load = True
        self.boot()

    @property
    def held(self) -> int | None:
        """What its health says."""
        return self.models.held.serial if self.models.held else None

    @property
    def wanted(self) -> ModelNotice | None:
        """What it goes after."""
        return self.models._holding.wanted

    def boot(self) -> None:
        """Start as after a kill: what lies on the disk counts."""
        self._look_at_the_disk()
        self.models = Models(
            self.folder,
            _ENROLMENT,
            lambda path, most: self._answer(),
            Random(0),
            loads=lambda content: self._can_load,
            monotonic=lambda: self.seconds,
        )

    def bring(self, answer: Callable[[], Answer], fault: str = "") -> None:
        """Fetch what is wanted; `fault` is what befalls its disk or itself meanwhile."""
        wanted = self.wanted
        if wanted is None:
            return
        self._answer, self._can_load = answer, fault != "cannot load"
        try:
            with _befalling(fault):
                self.models.bring(wanted)
        except Killed:
            self.boot()
        self._look_at_the_disk()
        self.ledger.holds(self.number, self.models.held)

    def scan(self, nominal: int, *, killed_after: int | None = None) -> None:
        """Scan, or go on with what was cut off; dies when it has kept so many tables."""
        disk = self.disk
        disk.begun = disk.begun or (next(self._runs), nominal)
        states = dict(self.source.states)
        reads = dict(self.source.reads)
        path = self.models.path
        judges, serial = classifier_of(str(path) if path else "", PUBLIC, OURS, classifier)
        found: list[TableReport] = []
        through = Through()
        records = scan(
            self.source,
            classifier=judges,
            scope=Scope(),
            limits=Limits(),
            rules=(),
            clock=StoppedClock(START),
            progress=lambda _: None,
            cancelled=lambda: False,
            previous={_key(name): table for name, (_, table) in disk.previous.items()},
            finished={_key(name): done for name, (_, done) in disk.finished.items()},
            watch=through,
        )
        known = [
            name
            for name, state in states.items()
            if state in {kept.get(name, (None,))[0] for kept in (disk.previous, disk.finished)}
        ]
        for record in as_reported(records, serial, features=True):
            if isinstance(record, SourceRecord):
                serial = record.model_serial
            elif isinstance(record, TableRecord):
                found.append(record.table)
        again = [name for name in known if self.source.reads != reads and self._read(name, reads)]
        if again:
            raise Violation(f"{again} read again, though only the model can have changed")
        for kept, mark in enumerate(through.marks):
            name = mark.name.rpartition(".")[2].strip('"')
            if kept == killed_after:
                return
            [table] = [one for one in found if one.facts.name == name]
            disk.finished[name] = (states[name], Finished(**dict(mark), table=table))
        if killed_after is not None:
            return
        run, begun = disk.begun
        report = Report(run, f"s{self.number}", begun, serial, tuple(found))
        self.ledger.reported(serial, report.tables)
        disk.spool[run], disk.states[run] = report, states
        disk.begun, disk.finished = None, {}

    def delivered(self, run: int) -> None:
        """Store a receipt: what the run said is what the next one compares with."""
        report = self.disk.spool.pop(run, None)
        if report is None:
            return
        states = self.disk.states.pop(run)
        for table in report.tables:
            if table.fingerprint is not None:
                name = table.facts.name
                self.disk.previous[name] = (states[name], table)

    def keep(self) -> None:
        """Take a backup of the machine."""
        shutil.rmtree(self._backup, ignore_errors=True)
        shutil.copytree(self.folder, self._backup)
        self._kept = copy.deepcopy(self.disk)

    def restore(self) -> None:
        """Be what the backup was; the source is as it is."""
        if self._kept is None:
            return
        shutil.rmtree(self.folder)
        shutil.copytree(self._backup, self.folder)
        self.disk = copy.deepcopy(self._kept)
        self.boot()
        self.ledger.holds(self.number, self.models.held, set_back=True)

    def _look_at_the_disk(self) -> None:
        path = self.folder / FILE_NAME
        if path.exists():
            try:
                unpack(path.read_bytes(), keys.from_text(PUBLIC), organisation_id=OURS)
            except ModelRefused as error:
                raise Violation(f"a file lies there that must not: {error}") from error

    def _read(self, name: str, before: dict[tuple[str, int], int]) -> bool:
        return any(
            count != before.get(key, 0)
            for key, count in self.source.reads.items()
            if key[0] == name
        )


class Through(NoWatch):
    """Notes what a scan is through with."""

    def __init__(self) -> None:
        self.marks: list[Mark] = []

    @override
    def finished(self, mark: Mark) -> None:
        self.marks.append(mark)


@contextmanager
def _befalling(fault: str) -> Iterator[None]:
    """Have a fault befall the storing of a model: the disk is full, or the process dies there."""

    def at(point: str) -> None:
        if point == {
            "killed before": "models.before_store",
            "killed after": "models.after_store",
        }.get(fault):
            raise Killed

    def fsync(descriptor: int) -> None:
        if fault == "killed within":
            raise Killed
        if fault == "disk full":
            raise OSError(errno.ENOSPC, "no space left")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(models, "crash_point", at)
        patch.setattr(os, "fsync", fsync)
        yield


def _key(name: str) -> str:
    return names.join(("", name))


_ENROLMENT = Enrolment(
    server_url="https://pursight.example",
    tls_pin="",
    agent_id=UUID(int=1),
    name="an agent",
    organisation_id=OURS,
    organisation="ours",
    public_key="",
    job_key=PUBLIC,
    enrolled_at=START,
)
ALL_COLUMNS = [f"{table}.{column}" for table, columns in TABLES.items() for column in columns]
