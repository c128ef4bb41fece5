"""PacedSource: any source, kept to its share of time and measured while it is read."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from pursight.contracts.agents import Limits, Scope
from pursight.contracts.rules import RuleResult, RuleSpec
from pursight.contracts.scans import Skipped, SourceFacts, TableFacts
from pursight_agent.load.pacer import Pacer
from pursight_agent.source import (
    Capabilities,
    Checking,
    Discovery,
    Measured,
    Measuring,
    Source,
    SourceUnsupported,
)

if TYPE_CHECKING:
    import pyarrow as pa


class PacedSource:
    """Passes every call on, pausing between them and between batches.

    Args:
        source: Closed together with this.
        pacer: Of this scan.
    """

    def __init__(self, source: Source, pacer: Pacer) -> None:
        self._source = source
        self._pacer = pacer
        self.rows = 0
        self.bytes = 0

    @property
    def capabilities(self) -> Capabilities:
        """Those of the source."""
        return self._source.capabilities

    def limit(self, limits: Limits) -> None:
        """Pass the limits on."""
        with self._pacer.work():
            self._source.limit(limits)

    def test(self) -> SourceFacts:
        """Connect, as the source does."""
        with self._pacer.work():
            return self._source.test()

    def discover(self, scope: Scope) -> Discovery:
        """Discover; its statements are one piece of work."""
        with self._pacer.work():
            return self._source.discover(scope)

    def count(self, table: TableFacts) -> int | None:
        """Count, as the source does."""
        with self._pacer.work():
            return self._source.count(table)

    def measure(self, table: TableFacts) -> Measured:
        """Have the source measure; asked only of one that declares `push_down`."""
        if not isinstance(self._source, Measuring):
            raise SourceUnsupported("The source cannot measure its tables itself.")
        with self._pacer.work():
            return self._source.measure(table)

    def check(
        self,
        table: TableFacts,
        rules: Sequence[RuleSpec],
        tables: Mapping[str, TableFacts],
        now: datetime,
    ) -> tuple[RuleResult, ...] | None:
        """Have the source check rules, where it can."""
        if not isinstance(self._source, Checking):
            return None
        with self._pacer.work():
            return self._source.check(table, rules, tables, now)

    def content_state(self, table: TableFacts) -> str | None:
        """Ask for the state of the rows."""
        with self._pacer.work():
            return self._source.content_state(table)

    def read(
        self, table: TableFacts, *, sample_rows: int | None, batch_rows: int = 65_536
    ) -> "Iterator[pa.RecordBatch]":
        """Yield the source's batches; each of them is a piece of work.

        A scan that is to stop gets no further batch: who reads must ask whether that is so.
        """
        batches = self._source.read(table, sample_rows=sample_rows, batch_rows=batch_rows)
        try:
            while True:
                self._pacer.pause()
                if self._pacer.stopped():
                    return
                with self._pacer.work():
                    batch = next(batches, None)
                if batch is None:
                    return
                self.rows += batch.num_rows
                self.bytes += batch.nbytes
                yield batch
        finally:
            close = getattr(batches, "close", None)
            if close is not None:
                close()

    def notices(self) -> tuple[Skipped, ...]:
        """Hand over those of the source."""
        return self._source.notices()

    def close(self) -> None:
        """Close the source."""
        self._source.close()
