"""What the rows of a table say of its columns together: keys, dependencies, joins. Names only."""

from typing import Literal

from pydantic import Field

from pursight.contracts.base import Code, Count, Identifier, Share, Wire

MOST_KEYS = 10
MOST_DEPENDENCIES = 30
MOST_JOINS = 50


class CandidateKey(Wire):
    """Columns that tell the rows of a table apart: no value missing, none twice."""

    columns: tuple[Identifier, ...] = Field(min_length=1, max_length=3)
    exact: bool = Field(description="Whether the values were counted, not estimated")
    error: Share | None = Field(default=None, description="Relative error of the estimate")
    declared: bool = Field(default=False, description="The source's catalog says so already")


class Dependency(Wire):
    """Rows that agree in one column agree in another."""

    determinant: Identifier
    dependent: Identifier
    error: Share = Field(
        default=0.0,
        description="Share of rows to leave out for it to hold (g3); 0: it holds in all rows",
    )


class TableStructure(Wire):
    """What was found out about a table's columns together."""

    examined: Count = Field(description="Rows looked at")
    complete: bool = Field(description="Whether every row was looked at")
    keys: tuple[CandidateKey, ...] = Field(default=(), max_length=MOST_KEYS)
    dependencies: tuple[Dependency, ...] = Field(default=(), max_length=MOST_DEPENDENCIES)
    note: Code | None = Field(
        default=None,
        description="Why combinations and dependencies were not sought",
        examples=["too_wide"],
    )


class JoinKey(Wire):
    """The values of a column lie among those of another table's key."""

    column: Identifier
    ref_schema: Identifier = ""
    ref_table: Identifier
    ref_column: Identifier
    contained: Share = Field(description="Share of the column's different values that lie there")
    error: Share | None = Field(
        default=None, description="95 of 100 such shares are within this; null when exact"
    )
    compared: Count = Field(description="Different values that were compared")
    declared: bool = Field(default=False, description="A foreign key says so already")
    estimated_from: Literal["all", "sample"] = "all"


class TableJoins(Wire):
    """What a table's columns were found to point at, and which tables were compared."""

    schema_name: Identifier = ""
    name: Identifier
    joins: tuple[JoinKey, ...] = Field(default=(), max_length=MOST_JOINS)
