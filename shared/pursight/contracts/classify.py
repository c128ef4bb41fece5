"""Batch classification of given columns: the lines of `pursight classify`."""

from pydantic import Field

from pursight.contracts.base import Label, Share, Wire
from pursight.contracts.scans import Evidence


class ColumnIn(Wire):
    """One input line; values as texts, numbers or null."""

    id: str
    table: str = ""
    column: str = ""
    values: tuple[str | int | float | bool | None, ...] = ()


class ColumnOut(Wire):
    """One output line; `none` when nothing was found."""

    id: str
    label: Label = "none"
    confidence: Share = 0.0
    evidence: tuple[Evidence, ...] = Field(default=())
