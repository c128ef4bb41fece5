"""A server that trains, activates, rolls back and is restored: real decisions over plain tables."""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from tests.simulation.model_ledger import LabelThresholds, ModelLedger, content_of, loaded
from tests.simulation.model_ledger import thresholds_of as own_thresholds

from pursight.contracts.agents import ModelNotice
from pursight.contracts.features import ColumnFeatures
from pursight.contracts.models import ModelHeader
from pursight.contracts.scans import Classification, TableReport
from pursight.protocol import activation
from pursight.protocol.models import pack
from pursight.testing.simulation_world import Violation
from pursight_server.learning.judging import Judge, rejudged

OURS = UUID(int=7)
JOB_KEY = bytes(range(32))
START = datetime(2026, 11, 22, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Report:
    """What a scan brings."""

    run: int
    alias: str
    nominal: int
    serial: int | None
    tables: tuple[TableReport, ...]


@dataclass(frozen=True)
class Truth:
    """The server's database; what a transaction leaves is another one."""

    active: ModelHeader | None = None
    features: dict[str, ColumnFeatures] = field(default_factory=dict)
    findings: dict[str, Classification] = field(default_factory=dict)
    decisions: dict[str, str] = field(default_factory=dict)
    newest: dict[str, int] = field(default_factory=dict)
    committed: frozenset[int] = frozenset()


class ModelServer:
    """One server of one organisation; each method is one transaction."""

    def __init__(self, ledger: ModelLedger) -> None:
        self.ledger = ledger
        self.seconds = 0.0
        self.skew = timedelta(0)
        self.truth = Truth()
        self.backup: Truth | None = Truth()

    @property
    def now(self) -> datetime:
        return START + timedelta(seconds=self.seconds) + self.skew

    @property
    def serial(self) -> int | None:
        return self.truth.active.serial if self.truth.active else None

    def activate(self, number: int, thresholds: LabelThresholds) -> None:
        """Judge by a version from now on, an older one too: all findings at once."""
        self.seconds += 0.001
        self._begin(self.next_serial(None), number, thresholds)
        judge = Judge(loaded(number), own_thresholds(thresholds))
        keys = list(self.truth.features)
        found = judge.judge([self.truth.features[key] for key in keys])
        self.truth = replace(self.truth, findings=dict(zip(keys, found, strict=True)))
        self.check()

    def poll(self, held: int | None) -> ModelNotice | None:
        """Hear what an agent holds; say which model it should."""
        active = self.truth.active
        since = active.activated_at if active else None
        if activation.is_overtaken(self.serial, since, self.now, held=held):
            number, own = (active.number, active.thresholds) if active else (1, {})
            self._begin(self.next_serial(held), number, own)
        active = self.truth.active
        return ModelNotice(serial=active.serial, sha256=active.sha256) if active else None

    def packed(self, serial: int) -> bytes | None:
        """Give the model in use, and no other."""
        return self.packed_in_use() if serial == self.serial else None

    def packed_in_use(self) -> bytes:
        """Sign and pack what is in use, which there must be."""
        active = self.truth.active
        assert active is not None
        return pack(active, content_of(active.number), JOB_KEY)

    def commit(self, report: Report) -> None:
        """Take a report in, once; an older one than is shown changes nothing."""
        truth = self.truth
        if report.run in truth.committed:
            return
        truth = replace(truth, committed=truth.committed | {report.run})
        if report.nominal >= truth.newest.get(report.alias, 0):
            truth = self._applied(truth, report)
        self.truth = truth
        self.check()

    def decide(self, column: str, label: str) -> None:
        """Have a person say what a column holds."""
        self.truth = replace(self.truth, decisions={**self.truth.decisions, column: label})

    def restore(self) -> None:
        """Be what the last backup was, with a clock that somebody has looked at."""
        self.truth, self.skew = self.backup or self.truth, timedelta(0)
        self.seconds += 60

    def next_serial(self, held: int | None) -> int:
        """Number the next activation."""
        return activation.next_serial(self.serial, self.now, held=held)

    def check(self) -> None:
        """Hold what is shown against the model in use and against what people decided."""
        for column, features in self.truth.features.items():
            if self.truth.findings[column] != self.ledger.verdict(self.serial, features):
                raise Violation("what is shown is not what the model in use finds")
        if self.truth.decisions != self.ledger.decisions:
            raise Violation("a person's decision was undone")

    def _applied(self, truth: Truth, report: Report) -> Truth:
        tables = list(report.tables)
        if activation.must_be_judged_again(self.serial, report.serial):
            own = truth.active.thresholds if truth.active else {}
            number = truth.active.number if truth.active else 1
            tables = rejudged(tables, Judge(loaded(number), own_thresholds(own)))
        features, findings = dict(truth.features), dict(truth.findings)
        for table in tables:
            for column in table.columns:
                key = f"{report.alias}.{table.facts.name}.{column.name}"
                assert column.features is not None
                features[key], findings[key] = column.features, column.classification
        newest = {**truth.newest, report.alias: report.nominal}
        return replace(truth, features=features, findings=findings, newest=newest)

    def _begin(self, serial: int, number: int, thresholds: LabelThresholds) -> None:
        header = header_of(serial, number, thresholds, self.now)
        self.ledger.activation(header)
        self.truth = replace(self.truth, active=header)


def header_of(
    serial: int, number: int, thresholds: LabelThresholds, at: datetime, *, whose: UUID = OURS
) -> ModelHeader:
    """Say what is signed of a version."""
    content = content_of(number)
    return ModelHeader(
        organisation_id=whose,
        serial=serial,
        number=number,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        thresholds=dict(thresholds),
        activated_at=at,
    )
