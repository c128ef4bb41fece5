r"""Pattern: one regular expression with the label it speaks for and how loudly.

Patterns work on the bytes of UTF-8 text, so that Hyperscan (over a joined column) and RE2 (cell by
cell) mean the same. A pattern therefore never uses `\\s` or a negated class that could swallow the
line break between two cells; a test holds every pattern to that.
"""

from dataclasses import dataclass
from enum import StrEnum

LETTER = r"[A-Za-z\x80-\xff]"
"""A letter of any script, seen byte by byte."""


class Reach(StrEnum):
    """Where in a cell a pattern must match."""

    CELL = "cell"  # the whole cell, blanks at its ends taken off
    PROSE = "prose"  # anywhere in a long text


@dataclass(frozen=True, slots=True)
class Pattern:
    """What a cell looks like.

    Attributes:
        label: The label it speaks for; empty for a mere shape.
        name: Unique within the label; `label.name` is the detector's code.
        expression: Without anchors; they follow from `reach`.
        strength: Confidence when every cell fits, checksums hold and the name says nothing;
            0 means that the pattern only agrees with a name.
        check: Name of a checksum in `checksums.CHECKS`; empty for none.
        country: ISO 3166 code, for country variants.
    """

    label: str
    name: str
    expression: str
    strength: float = 0.0
    check: str = ""
    country: str = ""
    reach: Reach = Reach.CELL

    @property
    def detector(self) -> str:
        """The stable code that evidence carries."""
        return f"{self.label or 'shape'}.{self.name}"

    @property
    def anchored(self) -> str:
        """The expression as both automata compile it."""
        return f"^(?:{self.expression})$" if self.reach is Reach.CELL else self.expression
