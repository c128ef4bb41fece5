"""What a scan found: tables, columns, profiles, classifications, skipped objects.

A report that leaves an agent (`TableReport`, `ColumnReport`, `Profile`) has no field that can
hold a text of a source's rows. The document of a stand-alone scan, which stays where it was made,
may also hold text extremes of columns that are not sensitive (`LocalProfile`).
"""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from pursight.contracts.base import (
    Code,
    Count,
    Identifier,
    Label,
    Moment,
    Sentence,
    Sha256,
    Share,
    Wire,
)
from pursight.contracts.features import ColumnFeatures
from pursight.contracts.measures import (
    MOST_FREQUENT,
    Extreme,
    FrequentValue,
    Histogram,
    MeasureText,
)
from pursight.contracts.rules import RuleResult
from pursight.contracts.structure import JoinKey, TableStructure
from pursight.contracts.usage import Usage

ShapeText = Annotated[str, StringConstraints(pattern=r"^[Aa9 _.,:;/@#+()\-~…?]{0,64}$")]
"""Letters as `A`/`a`, digits as `9`, runs shortened with `~`; anything uncommon as `?`."""


MeasureWhere = Literal["auto", "at_agent", "in_source"]
"""Where a source's tables are measured: its rows are read, or its own engine counts them."""


class TableKind(StrEnum):
    """What a table-like object is."""

    TABLE = "table"
    PARTITIONED_TABLE = "partitioned table"
    FOREIGN_TABLE = "foreign table"
    VIEW = "view"
    MATERIALIZED_VIEW = "materialized view"
    FILE = "file"
    SHEET = "sheet"


class Decision(StrEnum):
    """What a confidence leads to."""

    APPLIED = "applied"  # at or above the apply threshold
    SUGGESTED = "suggested"  # between suggest and apply: a person decides
    NONE = "none"


class EvidenceKind(StrEnum):
    """Which sort of observation spoke."""

    NAME = "name"
    PATTERN = "pattern"
    CHECKSUM = "checksum"
    DICTIONARY = "dictionary"
    LANGUAGE = "language"
    SHAPE = "shape"
    TYPE = "type"
    VETO = "veto"
    MODEL = "model"


class Evidence(Wire):
    """One observation for or against a label; never a value."""

    kind: EvidenceKind
    detector: Code = Field(examples=["email.cell", "presidio.us_ssn", "name.token"])
    version: int = 1
    label: Label
    matched: Count | None = Field(default=None, description="Cells that fit")
    examined: Count | None = Field(
        default=None, description="Cells looked at, without nulls and empties"
    )
    tokens: tuple[Identifier, ...] = Field(
        default=(), description="Tokens of names or comments that spoke"
    )
    weight: float = Field(description="Contribution to the confidence, -1 to 1")


class Classification(Wire):
    """What a column holds, how sure that is, and why."""

    label: Label = "none"
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")] | None = None
    confidence: Share = 0.0
    decision: Decision = Decision.NONE
    evidence: tuple[Evidence, ...] = ()
    entities: dict[Label, Count] = Field(
        default_factory=dict, description="How many cells hold something of each label besides"
    )


class Found(Wire):
    """Few cells of a column that hold something else than the rest, and where they are."""

    label: Label
    count: Count
    rows: tuple[Count, ...] = Field(
        default=(), description="The first of them, from 0 in the order of reading"
    )


class ShapeCount(Wire):
    """How many values have one character shape."""

    shape: ShapeText
    count: Count


class Profile(Wire):
    """Numbers about a column's values; extremes only of numbers and times, and only if harmless."""

    examined: Count = Field(description="Rows looked at")
    complete: bool = Field(description="Whether every row was looked at")
    nulls: Count
    empties: Count = Field(default=0, description="Texts of length zero")
    distinct: Count | None = Field(default=None, description="Different values, nulls not counted")
    distinct_exact: bool = False
    distinct_error: Share | None = Field(
        default=None, description="Relative standard error of a sketch"
    )
    masked: bool = Field(
        default=False, description="Extremes withheld: they would show a sensitive value"
    )
    min: Extreme | None = None
    max: Extreme | None = None
    not_finite: Count | None = Field(
        default=None, description="Floats that are nan or infinite: left out of sum, mean and so on"
    )
    mean: float | None = None
    stddev: float | None = Field(default=None, description="Of the population")
    sum: Extreme | None = None
    quantiles: tuple[float, ...] = Field(
        default=(), description="At 5, 25, 50, 75 and 95 %; rank error 1 %"
    )
    length_min: Count | None = Field(
        default=None, description="Characters of texts, bytes of binaries"
    )
    length_max: Count | None = None
    length_mean: float | None = None
    trues: Count | None = None
    falses: Count | None = None
    looks_like: Code | None = Field(
        default=None,
        description="What the texts of an untyped column are",
        examples=["integer", "date"],
    )
    shapes: tuple[ShapeCount, ...] = Field(default=(), description="The most frequent, at most ten")
    histogram: Histogram | None = Field(
        default=None, description="Of numbers and moments that are not masked"
    )
    top_counts: tuple[Count, ...] = Field(
        default=(),
        max_length=MOST_FREQUENT,
        description="How often the most frequent values occur, by rank, without the values",
    )
    top_error: Count | None = Field(
        default=None, description="`top_counts` are too low by at most this; null when exact"
    )
    granularity: Code | None = Field(
        default=None,
        description="Coarsest unit that 99 % of the moments are whole multiples of",
        examples=["day", "minute"],
    )
    granularity_share: Share | None = Field(default=None, description="How many of them are")
    moment_min: MeasureText | None = Field(
        default=None, description="Of texts that look like dates, as ISO 8601"
    )
    moment_max: MeasureText | None = None
    moment_mean: MeasureText | None = None
    moment_quantiles: tuple[MeasureText, ...] = Field(
        default=(), description="At 5, 25, 50, 75 and 95 %; rank error 1 %"
    )
    measured: Literal["at_agent", "in_source"] = "at_agent"
    classified: Count | None = Field(
        default=None,
        description="Measured in the source: so many rows were read, and label and masking rest "
        "on them; null when on all that were examined",
    )


class LocalProfile(Profile):
    """A profile that stays where it was made: text extremes too, cut at 120 characters."""

    min: int | str | None = None
    max: int | str | None = None
    min_cut: bool = False
    max_cut: bool = False
    frequent: tuple[FrequentValue, ...] = Field(
        default=(), max_length=MOST_FREQUENT, description="What `top_counts` count"
    )


class ForeignKey(Wire):
    """Columns that point at another table's."""

    name: Identifier | None = None
    columns: tuple[Identifier, ...]
    ref_schema: Identifier | None = None
    ref_table: Identifier
    ref_columns: tuple[Identifier, ...] = ()


class UniqueKey(Wire):
    """Columns that are unique together."""

    name: Identifier | None = None
    columns: tuple[Identifier, ...]


class Index(Wire):
    """An index; expressions stand as `(expression)`."""

    name: Identifier
    columns: tuple[Identifier, ...]
    unique: bool = False


LONGEST_DEFAULT = 4096


class ColumnFacts(Wire):
    """What the source's own catalog says about a column."""

    name: Identifier
    position: int = Field(ge=1)
    type: str = Field(max_length=4096, description="As the source spells it")
    nullable: bool = True
    default: str | None = Field(
        default=None,
        max_length=LONGEST_DEFAULT,
        description="Default expression; in what leaves an agent text literals stand as '…'",
    )
    generated: bool = False
    comment: str | None = Field(default=None, max_length=20_000)


class TableFacts(Wire):
    """What the source's own catalog says about a table, view, file or sheet."""

    schema_name: Identifier = Field(
        default="", description="Schema, or folder of a file; empty at the top"
    )
    name: Identifier
    kind: TableKind
    comment: str | None = Field(default=None, max_length=20_000)
    row_count: Count | None = Field(default=None, description="Exact when `row_count_exact`")
    row_count_exact: bool = False
    partition_of: Identifier | None = Field(
        default=None, description="Qualified name of the parent"
    )
    primary_key: tuple[Identifier, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    unique: tuple[UniqueKey, ...] = ()
    indexes: tuple[Index, ...] = ()
    view_definition_sha256: Sha256 | None = None
    format: Code | None = Field(default=None, description="Of a file", examples=["csv", "parquet"])
    columns: tuple[ColumnFacts, ...] = ()


class ColumnReport(Wire):
    """One column after a scan."""

    name: Identifier
    profile: Profile | None = None
    classification: Classification = Classification()
    features: ColumnFeatures | None = Field(
        default=None, description="For judging it again; none where no value was to be had"
    )


class TableReport(Wire):
    """One table after a scan, in a form that may leave the agent."""

    facts: TableFacts
    fingerprint: Sha256 | None = Field(
        default=None,
        description="Of facts and content state; equal means unchanged since the last scan",
    )
    unchanged: bool = Field(
        default=False, description="Not read again: `columns` repeat the last result"
    )
    read_at: Moment | None = Field(
        default=None, description="When its rows were read; long ago if it has not changed since"
    )
    columns: tuple[ColumnReport, ...] = ()
    structure: TableStructure | None = None
    rule_results: tuple[RuleResult, ...] = ()


class Skipped(Wire):
    """An object that was not scanned, or only in part, and why."""

    schema_name: Identifier = ""
    name: Identifier
    kind: Code = "object"
    code: Code = Field(examples=["source.denied", "file.corrupt", "scope.excluded"])
    reason: Sentence
    hint: Sentence = ""
    partial: bool = Field(
        default=False, description="Scanned, but something is missing from the result"
    )


class SchemaFacts(Wire):
    """A schema of a database, also an empty one."""

    name: Identifier
    comment: str | None = Field(default=None, max_length=20_000)


class SourceFacts(Wire):
    """What was scanned."""

    name: Identifier = ""
    kind: Code = Field(examples=["postgresql", "mysql", "mariadb", "sqlite", "files"])
    version: str = Field(default="", max_length=200)
    database: Identifier = ""
    encoding: str = Field(default="", max_length=100)
    location: str = Field(
        default="", max_length=4096, description="Host and port, or path; no credentials"
    )
    schemas: tuple[SchemaFacts, ...] = Field(
        default=(), description="Of a database that has them and keeps comments on them"
    )


class ScanCounts(Wire):
    """How much a scan saw; a committed run is checked against it."""

    tables: Count = 0
    columns: Count = 0
    rows: Count = 0
    sensitive_columns: Count = 0
    rules_failed: Count = 0
    skipped: Count = 0
    unchanged: Count = Field(default=0, description="Tables that were not read again")


# --- the document of a stand-alone scan ----------------------------------------------------------


class DocumentColumn(ColumnFacts):
    """A column in the document: facts, profile and classification side by side."""

    profile: LocalProfile | None = None
    classification: Classification = Classification()
    found: tuple[Found, ...] = ()


class DocumentTable(Wire):
    """A table in the document; `schema` as in the source."""

    schema_: Identifier = Field(alias="schema")
    name: Identifier
    kind: TableKind
    comment: str | None = None
    row_count: Count | None = None
    row_count_exact: bool = False
    partition_of: Identifier | None = None
    primary_key: tuple[Identifier, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    unique: tuple[UniqueKey, ...] = ()
    indexes: tuple[Index, ...] = ()
    view_definition_sha256: Sha256 | None = None
    format: Code | None = None
    columns: tuple[DocumentColumn, ...] = ()
    structure: TableStructure | None = None
    joins: tuple[JoinKey, ...] = ()
    rule_results: tuple[RuleResult, ...] = ()


class ScanDocument(Wire):
    """What `pursight scan --json` writes."""

    document: Literal["pursight.scan/1"] = "pursight.scan/1"
    pursight_version: str
    started_at: Moment
    finished_at: Moment
    source: SourceFacts
    tables: tuple[DocumentTable, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    counts: ScanCounts = ScanCounts()
    usage: Usage | None = Field(default=None, description="What the scan cost, as measured here")
