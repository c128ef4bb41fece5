"""One table in one pass: a mergeable state that profiles, classifies and checks its batches."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any, Self

import pyarrow as pa

from pursight.classification.classifier import Classifier
from pursight.classification.column import ColumnContext
from pursight.contracts.rules import RuleSpec
from pursight.contracts.scans import (
    LONGEST_DEFAULT,
    Classification,
    ColumnFacts,
    ColumnReport,
    Decision,
    DocumentColumn,
    DocumentTable,
    LocalProfile,
    Profile,
    TableFacts,
    TableReport,
)
from pursight.contracts.structure import TableStructure
from pursight.engine.column import ColumnState, Judged, Seen
from pursight.engine.defaults import without_literals
from pursight.engine.matching import Place, match_columns
from pursight.engine.places import FoundCells, FoundRow, RowKeys
from pursight.engine.structure import hash_rows, table_structure
from pursight.profiling.column import ColumnProfile
from pursight.profiling.distinct import EXACT_UP_TO
from pursight.profiling.masking import CROWD
from pursight.profiling.structure import Structure
from pursight.rules.relations import ReferenceKey, ReferenceKeys
from pursight.rules.state import RuleState
from pursight.values.arrow import ArrowArray, family_of, readable

FEW_VALUES = CROWD
"""A column with fewer values than this has no numbers of single values in what leaves an agent:
extremes, mean and quantiles of so few would spell out the rows."""

_NEAR = 32
"""So many columns to each side are neighbours: naming all of 5,000 for each would be quadratic."""

_REMEMBERED = 24_000_000
_LEAST_REMEMBERED = 10_000

_NO_REFERENCES: Mapping[ReferenceKey, ReferenceKeys] = MappingProxyType({})
_NOTHING_KNOWN: Mapping[str, Classification] = MappingProxyType({})


class TableState:
    """What is known of one table after some of its batches; holds numbers, no rows.

    Args:
        facts: What the source's catalog says. May know no columns: then the schema names them.
        schema: Of every batch to come; any types, names may repeat. Columns belong to those of
            the facts by position if the names agree there, else by name.
        classifier: Shared by all tables of the process.
        rules: Those of this table.
        now: The moment that freshness is measured from.
        references: For foreign keys, see `pursight.rules.state.RuleState`.
        known: By name what columns hold whose values are seen elsewhere: those of a partition,
            which is read with its parent.
    """

    def __init__(
        self,
        facts: TableFacts,
        schema: pa.Schema,
        classifier: Classifier,
        rules: Sequence[RuleSpec],
        *,
        now: datetime,
        references: Mapping[ReferenceKey, ReferenceKeys] = _NO_REFERENCES,
        known: Mapping[str, Classification] = _NOTHING_KNOWN,
    ) -> None:
        self._facts = facts
        self._known = known
        self._classified: list[Judged] | None = None
        self._classifier = classifier
        self._schema = schema
        self._rows = 0
        # Many columns share one budget of memory for what is counted exactly.
        bound = _REMEMBERED // max(len(schema), 1)
        bound = min(max(bound, _LEAST_REMEMBERED), EXACT_UP_TO)
        self._columns = [
            ColumnState(classifier, field.type, exact_distinct=bound) for field in schema
        ]
        self._structure = Structure([family_of(field.type) for field in schema])
        self._unread = ColumnState(classifier, pa.null(), exact_distinct=0)
        self._places: tuple[Place, ...] = match_columns(facts.columns, schema.names)
        by_name = {place.facts.name: place.at for place in self._places}
        key = tuple(by_name.get(name) for name in facts.primary_key)
        self._keys = RowKeys(tuple(at for at in key if at is not None) if None not in key else ())
        self._rules = [RuleState(rule, now=now, references=references) for rule in rules]
        # Not by `from_pylist`, which knows no unions and few dictionaries.
        none_of_each = [pa.nulls(0, field.type) for field in schema]
        nothing = pa.RecordBatch.from_arrays(none_of_each, schema=schema)
        for rule in self._rules:
            rule.update(nothing)  # so that a rule for a missing column fails on an empty table too

    @property
    def rows(self) -> int:
        """How many rows were taken in."""
        return self._rows

    @property
    def expected_rows(self) -> int | None:
        """How many the catalog says or guesses that there are."""
        return self._facts.row_count

    def update(self, batch: pa.RecordBatch) -> None:
        """Take in rows.

        Raises:
            TypeError: The batch's columns are not those of the schema, in number or type.
        """
        self.take(batch, self.readable(batch))

    def take(self, batch: pa.RecordBatch, values: Sequence[ArrowArray]) -> None:
        """Take in rows that `readable` has looked at."""
        seen = [state.update(chunk) for state, chunk in zip(self._columns, values, strict=True)]
        self.follow(batch, values, seen)

    def readable(self, batch: pa.RecordBatch) -> list[ArrowArray]:
        """The columns of a batch as the states of columns take them in.

        Raises:
            TypeError: The batch's columns are not those of the schema, in number.
        """
        if batch.num_columns != len(self._columns):
            raise TypeError(f"expected {len(self._columns)} columns, got {batch.num_columns}")
        return [readable(column) for column in batch.columns]

    def follow(
        self, batch: pa.RecordBatch, values: Sequence[ArrowArray], seen: Sequence[Seen]
    ) -> None:
        """Take in what columns hold together, once each column's state has taken in its own.

        Args:
            batch: The next one; batches come in the order of reading.
            values: What `readable` made of it.
            seen: What the columns' states said of it; the hashes of those that are not among
                `together` are not looked at.
        """
        before, self._rows = self._rows, self._rows + batch.num_rows
        self._classified = None
        for one in seen:
            self._keys.note(values, one.rare_rows, before)
        self._structure.update([hash_rows(values[at], seen[at].hashes) for at in self.together])
        if self._rules:
            # A batch without columns still knows its rows, but cannot be made anew with them.
            read = pa.RecordBatch.from_arrays(values, batch.schema.names) if values else batch
            for rule in self._rules:
                rule.update(read)

    @property
    def together(self) -> Sequence[int]:
        """Places of the columns whose hashes `follow` wants."""
        return self._structure.columns

    def lend(self, at: int) -> ColumnState:
        """Hand over the state of a column, for another process to go on with.

        Until it is given back, nothing may be asked of this state but `readable` and `follow`.
        """
        lent = self._columns[at]
        self._columns[at] = ColumnState(self._classifier, pa.null(), exact_distinct=0)
        return lent

    def give_back(self, at: int, state: ColumnState) -> None:
        """Take the state of a column that was lent."""
        self._columns[at] = state
        self._classified = None

    def merge(self, other: Self) -> Self:
        """Take in what another state of the same table has seen; this one is changed and returned.

        Raises:
            ValueError: It is a state of another table, or with other rules.
        """
        if (
            (other._facts.schema_name, other._facts.name)
            != (self._facts.schema_name, self._facts.name)
            or len(other._columns) != len(self._columns)
            or len(other._rules) != len(self._rules)
        ):
            raise ValueError("cannot merge the states of two different tables")
        self._keys.merge(other._keys, self._rows)
        self._rows += other._rows
        self._classified = None
        for column, same_column in zip(self._columns, other._columns, strict=True):
            column.merge(same_column)
        self._structure.merge(other._structure)
        for rule, same_rule in zip(self._rules, other._rules, strict=True):
            rule.merge(same_rule)
        return self

    def labels(self) -> Mapping[str, Classification]:
        """Say by name what the columns hold, with what was seen so far."""
        names = (place.facts.name for place in self._places)
        return dict(zip(names, (label for label, _ in self._classify()), strict=True))

    def found(self) -> tuple[FoundCells, ...]:
        """Say where rare finds lie; this stays at the agent, and so do the keys of the rows.

        Keys that are sensitive themselves are left out: they would be a second copy.
        """
        key = self._facts.primary_key
        labels = self.labels()
        open_key = not any(is_sensitive(labels[name]) for name in key if name in labels)
        return tuple(
            FoundCells(
                column=place.facts.name,
                label=one.label,
                count=one.count,
                key_columns=key,
                rows=tuple(
                    FoundRow(row, self._keys.of(row) if open_key else ()) for row in one.rows
                ),
            )
            for place, (classification, _) in zip(self._places, self._classify(), strict=True)
            for one in self._state(place).found(classification)
        )

    def report(self, *, complete: bool) -> TableReport:
        """What may leave the agent: no text of any row stands in it.

        Args:
            complete: Whether every row of the table was taken in.
        """
        classified = self._classify()
        return TableReport(
            facts=self._counted_facts(complete).model_copy(
                update={"columns": tuple(_without_literals(place.facts) for place in self._places)}
            ),
            columns=tuple(
                ColumnReport(
                    name=place.facts.name,
                    profile=self._profile(place, classification, complete, local=False),
                    classification=classification,
                    features=features,
                )
                for place, (classification, features) in zip(self._places, classified, strict=True)
            ),
            structure=self.structure(complete=complete),
            rule_results=tuple(rule.result(complete) for rule in self._rules),
        )

    def document(self, *, complete: bool) -> DocumentTable:
        """What stays where it was made: extremes of texts too, where nothing sensitive was found.

        Args:
            complete: Whether every row of the table was taken in.
        """
        facts = self._counted_facts(complete)
        columns = tuple(
            DocumentColumn(
                **dict(place.facts),
                profile=_local(self._profile(place, classification, complete, local=True)),
                classification=classification,
                found=self._state(place).found(classification),
            )
            for place, (classification, _) in zip(self._places, self._classify(), strict=True)
        )
        fields: dict[str, Any] = dict(facts)
        fields["schema"] = fields.pop("schema_name")
        fields["columns"] = columns
        fields["structure"] = self.structure(complete=complete)
        fields["rule_results"] = tuple(rule.result(complete) for rule in self._rules)
        return DocumentTable(**fields)

    def structure(self, *, complete: bool) -> TableStructure | None:
        """Say which columns tell rows apart and which determine others.

        Args:
            complete: Whether every row of the table was taken in.
        """
        return table_structure(
            self._facts,
            self._schema.names,
            [column.profile for column in self._columns],
            self._structure,
            rows=self._rows,
            complete=complete,
        )

    def measured(self) -> Iterator[tuple[str, ColumnProfile]]:
        """Name the columns that were read, each with what was measured."""
        for place in self._places:
            if place.at is not None:
                yield place.facts.name, self._columns[place.at].profile

    def _classify(self) -> list[Judged]:
        if self._classified is None:
            self._classified = self._classified_now()
        return self._classified

    def contexts(self) -> dict[int, ColumnContext]:
        """What stands around each column that was read, by its place."""
        around = zip(self._places, self._contexts(), strict=True)
        return {place.at: context for place, context in around if place.at is not None}

    def _contexts(self) -> list[ColumnContext]:
        names = tuple(place.facts.name for place in self._places)
        return [
            ColumnContext(
                schema=self._facts.schema_name,
                table=self._facts.name,
                column=place.facts.name,
                type=place.facts.type,
                comment=place.facts.comment or "",
                table_comment=self._facts.comment or "",
                neighbours=names[max(0, at - _NEAR) : at] + names[at + 1 : at + 1 + _NEAR],
            )
            for at, place in enumerate(self._places)
        ]

    def _classified_now(self) -> list[Judged]:
        names = [place.facts.name for place in self._places]
        own = [
            (self._state(place), context)
            for place, context in zip(self._places, self._contexts(), strict=True)
            if place.facts.name not in self._known
        ]
        features = [state.features(context) for state, context in own]
        judged = zip(self._classifier.judge(features), features, strict=True)
        found = iter(
            [
                state.settled(self._classifier, one, context)
                for one, (state, context) in zip(judged, own, strict=True)
            ]
        )
        return [(self._known[name], None) if name in self._known else next(found) for name in names]

    def _state(self, place: Place) -> ColumnState:
        return self._unread if place.at is None else self._columns[place.at]

    def _profile(
        self, place: Place, classification: Classification, complete: bool, *, local: bool
    ) -> Profile | None:
        if place.at is None:
            return None
        profile = self._columns[place.at].profile
        mask = is_sensitive(classification) or (not local and 0 < profile.present < FEW_VALUES)
        return profile.report(complete=complete, mask=mask, text_extremes=local)

    def _counted_facts(self, complete: bool) -> TableFacts:
        """The catalog's facts, with the rows counted when all were read."""
        if not complete or (self._facts.row_count_exact and self._facts.row_count is not None):
            return self._facts
        return self._facts.model_copy(update={"row_count": self._rows, "row_count_exact": True})


def is_sensitive(classification: Classification) -> bool:
    """Whether values must not show: a label was applied, or a person still has to decide on one."""
    return classification.label != "none" and classification.decision is not Decision.NONE


def _local(profile: Profile | None) -> LocalProfile | None:
    return profile if isinstance(profile, LocalProfile) else None


def _without_literals(column: ColumnFacts) -> ColumnFacts:
    if column.default is None:
        return column
    # '' is spelled '…', so an expression without its literals can be longer than with them.
    shown = without_literals(column.default)[:LONGEST_DEFAULT]
    return column.model_copy(update={"default": shown})
