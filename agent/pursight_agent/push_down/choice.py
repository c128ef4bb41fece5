"""PushDown: when a source's tables are measured in it, and how many rows are read all the same."""

from typing import Annotated, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from pursight.contracts.scans import MeasureWhere

FAR = 1_000_000
"""Rows from which a table of a source that is far, or bills what is read, is measured there."""
NEAR = 100_000_000
"""Rows from which one of a database nearby is: moving so many takes minutes, and its server too."""
CLASSIFIED_ROWS = 10_000
"""So many rows are read all the same: what a column holds is told from values."""


class PushDown(BaseModel):
    """The choice for one source.

    Attributes:
        where: Always at the agent, always in the source, or by the table's size.
        from_rows: With `auto`, by the catalog's estimate; None is `FAR` or `NEAR`.
        classified_rows: Read of each table that is measured in the source.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    where: MeasureWhere = "auto"
    from_rows: Annotated[int, Field(ge=1)] | None = None
    classified_rows: Annotated[int, Field(ge=1)] = CLASSIFIED_ROWS

    def large(self, rows: int | None, *, far: bool) -> bool:
        """Whether a table is better not moved; one of unknown size is moved."""
        least = self.from_rows or (FAR if far else NEAR)
        return rows is not None and rows >= least


Where: TypeAlias = MeasureWhere | PushDown


def push_down(where: Where) -> PushDown:
    """Take a bare choice for one with the usual numbers."""
    return where if isinstance(where, PushDown) else PushDown(where=where)
