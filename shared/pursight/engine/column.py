"""One column in one pass: its profile and the evidence of what it holds, in one mergeable state."""

from collections.abc import Set
from typing import NamedTuple, Self

import pyarrow as pa

from pursight.classification.classifier import Classifier
from pursight.classification.column import ColumnContext, ColumnEvidence
from pursight.contracts.features import ColumnFeatures
from pursight.contracts.scans import Classification, Found
from pursight.profiling.column import ColumnProfile
from pursight.values.arrow import ArrowArray, Words, flat_type
from pursight.values.chunk import Chunk

Judged = tuple[Classification, ColumnFeatures | None]
"""What a column holds, and by what that may be judged again."""


class Seen(NamedTuple):
    """What a column's state says of the chunk that it took in last, for what columns hold together.

    Attributes:
        hashes: Of its values, nulls left out.
        rare_rows: Numbers, in the order of reading, of rows where something rare was found.
    """

    hashes: Words
    rare_rows: Set[int]


class ColumnState:
    """What is known of one column: its profile and the evidence of what it holds."""

    def __init__(
        self, classifier: Classifier, arrow_type: pa.DataType, *, exact_distinct: int
    ) -> None:
        self.profile = ColumnProfile(arrow_type, exact_distinct=exact_distinct)
        self._evidence = ColumnEvidence(classifier, flat_type(arrow_type))
        self._told: tuple[ColumnContext, ColumnFeatures] | None = None

    def update(self, values: ArrowArray) -> Seen:
        """Take in a chunk that `readable` made."""
        self._told = None
        chunk = Chunk(values)
        hashes = self.profile.take(chunk)
        self._evidence.take(chunk)
        return Seen(hashes, self.rare_rows())

    def merge(self, other: Self) -> None:
        """Take in what another state of the same column has seen."""
        self._told = None
        self.profile.merge(other.profile)
        self._evidence.merge(other._evidence)

    def features(self, context: ColumnContext) -> ColumnFeatures:
        """Measure what tells what the column holds."""
        if self._told is not None and self._told[0] == context:
            return self._told[1]
        return self._evidence.features(context)

    def tell(self, context: ColumnContext) -> None:
        """Measure that now, for when it is asked for: where there is a processor for it."""
        self._told = (context, self._evidence.features(context))

    def settle(self) -> None:
        """Get ready to be asked: where there is a processor for it."""
        self.profile.settle()

    def settled(self, classifier: Classifier, judged: Judged, context: ColumnContext) -> Judged:
        """What brought recognisers make of it; features that no longer tell all are not kept."""
        found = classifier.settle(judged[0], self._evidence, context)
        return judged if found == judged[0] else (found, None)

    def found(self, classification: Classification) -> tuple[Found, ...]:
        """Say where the entities lie that it holds besides; this stays at the agent."""
        rare = self._evidence.rare
        return tuple(
            Found(label=label, count=count, rows=tuple(rare.rows.get(label, ())))
            for label, count in rare.convincing().items()
            if label in classification.entities
        )

    def rare_rows(self) -> set[int]:
        """Number the rows in which something rare was found, in the order of reading."""
        return {row for rows in self._evidence.rare.rows.values() for row in rows}
