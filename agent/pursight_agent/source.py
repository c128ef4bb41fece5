"""The Source port: what a connector can do and promises, and the errors it may raise."""

import traceback
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, runtime_checkable

from pursight import names
from pursight.contracts.agents import Limits, Scope
from pursight.contracts.rules import RuleResult, RuleSpec
from pursight.contracts.scans import Skipped, SourceFacts, TableFacts
from pursight.errors import Fault, PurSightError

if TYPE_CHECKING:
    import pyarrow as pa  # heavy, and the service's own process has no use for it

# --- errors: a driver's own words may hold values, so they never become part of a message ---------


class SourceError(PurSightError):
    """A source, or one object in it, cannot be read."""

    code = "source.failed"
    fault = Fault.WORLD
    status = 503


class SourceUnreachable(SourceError):
    """Nothing answers, or the connection was lost: no other object can be read either."""

    code = "source.unreachable"


class SourceBusy(SourceError):
    """It answers, and asks to come back later: locked, or too many connections."""

    code = "source.busy"


class SourceTimeout(SourceError):
    """A statement took longer than the limits of the scan allow."""

    code = "source.timeout"


class SourceRefused(SourceError):
    """Name, password or certificate was not accepted."""

    code = "source.refused"
    fault = Fault.CALLER
    status = 422


class PasswordNeeded(SourceRefused):
    """The server asks for a password and none was given."""

    code = "source.password_needed"


class SourceNotFound(SourceError):
    """There is no such file, folder, host or database."""

    code = "source.not_found"
    fault = Fault.CALLER
    status = 422


class SourceDenied(SourceError):
    """The account may not read this object."""

    code = "source.denied"
    fault = Fault.CALLER
    status = 422


class SourceUnsupported(SourceError):
    """No connector reads this."""

    code = "source.unsupported"
    fault = Fault.CALLER
    status = 422


class SourceCorrupt(SourceError):
    """What is there is damaged, encrypted or not what it claims to be."""

    code = "source.corrupt"
    fault = Fault.CALLER
    status = 422


class ObjectFailed(SourceError):
    """The source reports an error in one object, such as a view that divides by zero."""

    code = "source.object_failed"


class ObjectError(SourceError):
    """One object's own reason, with a code of its own such as `file.corrupt`."""

    fault: ClassVar[Fault] = Fault.CALLER
    status = 422

    def __init__(self, code: str, message: str, *, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.code = code  # type: ignore[misc]


# --- the port -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Capabilities:
    """Optional powers, declared so that nobody has to find out by failing."""

    count_rows: bool = False
    """`count` answers without reading the rows."""
    push_down: bool = False
    """Could evaluate aggregates in the source."""
    comments: bool = False
    """Knows comments on tables and columns."""
    foreign_keys: bool = False
    """Knows foreign keys."""
    content_state: bool = False
    """`content_state` can tell that a table has not changed."""
    remote: bool = False
    """Moving rows costs money or a long way: large tables are measured there, unless told else."""
    snapshot: bool = False
    """All tables are read as of one moment."""


@dataclass(frozen=True, slots=True)
class Discovery:
    """All objects that the account sees: each in `tables`, in `skipped`, or (partial) in both."""

    source: SourceFacts
    tables: tuple[TableFacts, ...] = ()
    skipped: tuple[Skipped, ...] = ()


class Source(Protocol):
    """A place that holds data. Implement this to teach the agent a new one.

    Every method but `close` may raise `SourceError`; anything else it raises is a defect.
    """

    @property
    def capabilities(self) -> Capabilities:
        """What this source can do beyond discovering and reading."""
        ...

    def limit(self, limits: Limits) -> None:
        """Keep to these limits from now on (time of a statement, connections)."""
        ...

    def test(self) -> SourceFacts:
        """Connect and say what is there; raise with a hint when that fails."""
        ...

    def discover(self, scope: Scope) -> Discovery:
        """List all objects; those out of scope are in `skipped` with code `scope.excluded`."""
        ...

    def count(self, table: TableFacts) -> int | None:
        """Count the rows exactly without reading them; None when it cannot."""
        ...

    def content_state(self, table: TableFacts) -> str | None:
        """Give a text that differs whenever the rows may; None when that cannot be known."""
        ...

    def read(
        self, table: TableFacts, *, sample_rows: int | None, batch_rows: int = 65_536
    ) -> "Iterator[pa.RecordBatch]":
        """Yield the rows in batches of one schema: the facts' columns, in their order.

        Facts with fewer columns than discovery gave are a wish for just those. At least one batch
        is yielded, empty for an empty table; at most `sample_rows` rows in all.
        """
        ...

    def notices(self) -> tuple[Skipped, ...]:
        """Hand over what the last `read` had to leave out; each entry once."""
        ...

    def close(self) -> None:
        """Let go of everything; closing twice is fine."""
        ...


@dataclass(frozen=True, slots=True)
class ColumnMeasures:
    """What a source's own engine says of one column."""

    nulls: int
    distinct: int | None
    """Different values, nulls not counted."""
    distinct_error: float | None
    """Relative standard error of `distinct`; None when it is exact."""
    facts: Mapping[str, Any]
    """Other fields of `contracts.scans.Profile`, meaning what they mean there."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What a source's own engine says of a whole table."""

    rows: int
    columns: Mapping[str, ColumnMeasures]
    rule_results: tuple[RuleResult, ...] = ()


@runtime_checkable
class Measuring(Protocol):
    """A source that declares `push_down` and computes a table's numbers itself."""

    def measure(self, table: TableFacts) -> Measured:
        """Measure every row of the facts' columns; raise `SourceError` when that fails."""
        ...


@runtime_checkable
class Checking(Protocol):
    """A source that measures and also checks rules itself."""

    def check(
        self,
        table: TableFacts,
        rules: Sequence[RuleSpec],
        tables: Mapping[str, TableFacts],
        now: datetime,
    ) -> tuple[RuleResult, ...] | None:
        """Check all rules of a table over every row; None when one means something else there.

        Args:
            table: That the rules are bound to.
            rules: All of its rules.
            tables: That foreign keys may point at, by qualified name.
            now: That freshness is measured from.
        """
        ...


# --- what connectors share ------------------------------------------------------------------------


def qualified(schema: str, name: str) -> str:
    """Spell a table's fully qualified name."""
    return names.join((schema, name))


def in_scope(scope: Scope, schema: str, name: str) -> bool:
    """Whether a table is to be scanned.

    A pattern fits the fully qualified name, the same without quotes, with a slash (files), or
    the bare name. No `include` means all; `exclude` wins.
    """
    spellings = (qualified(schema, name), f"{schema}.{name}", f"{schema}/{name}", name)

    def fits(patterns: tuple[str, ...]) -> bool:
        return any(names.matches(patterns, spelling) for spelling in spellings)

    return (not scope.include or fits(scope.include)) and not fits(scope.exclude)


def excluded(schema: str, name: str, kind: str) -> Skipped:
    """Word the entry for an object that the scope leaves out."""
    return Skipped(
        schema_name=schema,
        name=name,
        kind=kind,
        code="scope.excluded",
        reason="The scope of this scan leaves it out.",
    )


def skipped(
    error: PurSightError, *, schema: str, name: str, kind: str, partial: bool = False
) -> Skipped:
    """Turn an error about one object into its entry in the list of skipped ones."""
    return Skipped(
        schema_name=schema,
        name=name,
        kind=kind,
        code=error.code,
        reason=error.message[:2000],
        hint=error.hint[:2000],
        partial=partial,
    )


def kind_code(kind: str) -> str:
    """Spell a table kind as a code: `materialized view` is `materialized_view`."""
    return kind.replace(" ", "_")


def defect(error: BaseException) -> str:
    """Name a defect's kind and the last line of ours it came through.

    Never the error's own words: they may hold values of the source.
    """
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "pursight" in frame.filename]
    place = f" at {Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else ""
    return f"{type(error).__name__}{place}"
