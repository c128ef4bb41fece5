"""A table that a scan is through with, so that the same run need not read it again."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from pydantic import BaseModel, ConfigDict

from pursight import __version__
from pursight.contracts.agents import Limits
from pursight.contracts.rules import RuleSpec
from pursight.contracts.scans import DocumentTable, TableFacts, TableReport


class Mark(BaseModel):
    """Says that the table whose report went out last is done.

    Attributes:
        name: Qualified.
        identity: Digest of facts, rules, sample, patterns and version: another one is another work.
        state: Digest of the rows' state as the source tells it; None when it cannot.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    identity: str
    state: str | None = None


class Finished(Mark):
    """A mark together with what it is about, as an earlier start of the run left it."""

    table: TableReport


class FinishedDocument(Mark):
    """The same of a stand-alone scan, with all that its document says."""

    table: DocumentTable
    at: datetime


class Watch(Protocol):
    """Told by a scan which tables it is through with."""

    def finished(self, mark: Mark) -> None:
        """The table whose record was yielded last is done, whole and without trouble."""
        ...

    def resumed(self, table: TableReport) -> None:
        """A table is taken as an earlier start of the run left it; its record follows."""
        ...


class NoWatch:
    """Nobody wants to know."""

    def finished(self, mark: Mark) -> None:
        """Say nothing."""

    def resumed(self, table: TableReport) -> None:
        """Say nothing."""


class DocumentWatch(Protocol):
    """Told by a stand-alone scan what it is through with."""

    def finished(self, mark: Mark, table: DocumentTable) -> None:
        """This table is done, whole and without trouble."""
        ...

    def resumed(self, done: FinishedDocument) -> None:
        """A table is taken as an earlier start left it."""
        ...


class NoDocumentWatch:
    """Nobody wants to know."""

    def finished(self, mark: Mark, table: DocumentTable) -> None:
        """Say nothing."""

    def resumed(self, done: FinishedDocument) -> None:
        """Say nothing."""


NOBODY = NoWatch()
NOBODY_HERE = NoDocumentWatch()
NOTHING_KEPT: Mapping[str, FinishedDocument] = {}
NOTHING_FINISHED: Mapping[str, Finished | FinishedDocument] = {}


def mark(
    name: str,
    facts: TableFacts,
    *,
    rules: Sequence[RuleSpec],
    limits: Limits,
    classifier: str,
    state: str | None,
) -> Mark:
    """Word the mark of a table as it stands in the source now."""
    said = {
        "version": __version__,
        "classifier": classifier,
        "facts": facts.model_dump(mode="json", exclude={"row_count", "row_count_exact"}),
        "rules": [rule.model_dump(mode="json") for rule in rules],
        "sample_rows": limits.sample_rows,
    }
    return Mark(
        name=name,
        identity=hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest(),
        state=None if state is None else hashlib.sha256(state.encode()).hexdigest(),
    )


def still_good(finished: Mark, now: Mark) -> bool:
    """Whether a table need not be read again; one whose state nobody knows counts as the same."""
    if finished.identity != now.identity:
        return False
    return None in (finished.state, now.state) or finished.state == now.state
