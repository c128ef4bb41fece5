"""Numbers and moments as a report may spell them, and the histogram made of them."""

from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from pursight.contracts.base import Count, Share, Wire

MeasureText = Annotated[str, StringConstraints(pattern=r"^[-+0-9:. TZeEnaif]{1,400}$")]
"""A number (`12.50`, `1e+300`, `nan`) or ISO 8601 moment (`2026-11-21 08:00:00`) as text."""

Extreme = int | MeasureText
"""Integers as JSON integers; decimals, floats, dates and times as text, so no digit is lost."""

Edge = Annotated[float, Field(allow_inf_nan=False)] | MeasureText
"""Where a bin ends: a round number, or a round moment as text; never a value of a row."""

MOST_BINS = 32
MOST_FREQUENT = 10


class Histogram(Wire):
    """How many values lie between round edges; no bin tells of one to four values."""

    edges: tuple[Edge, ...] = Field(
        min_length=2, max_length=MOST_BINS + 1, description="The lower one belongs to a bin"
    )
    counts: tuple[Count, ...] = Field(min_length=1, max_length=MOST_BINS)
    below: Count | None = Field(
        default=None, description="Values below the first edge; null for fewer than five"
    )
    above: Count | None = Field(
        default=None, description="Values from the last edge on; null for fewer than five"
    )
    error: Share | None = Field(
        default=None, description="A count is off by at most this share of all; null when exact"
    )

    @model_validator(mode="after")
    def _edges_enclose_counts(self) -> Self:
        if len(self.edges) != len(self.counts) + 1:
            raise ValueError("a histogram has one edge more than counts")
        return self


class FrequentValue(Wire):
    """A value that many rows hold; stays where it was made."""

    value: str | None = Field(description="Cut at 120 characters; null when it was not kept")
    cut: bool = False
    count: Count
