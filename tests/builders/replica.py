"""A replica with an estate in it: deterministic, of any size, through the path rows take."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from tests.builders import estate_rows as made
from tests.builders import estate_words as say
from tests.builders.without_indexes import without_indexes

from pursight.classification.labels import LABELS
from pursight.identity import id_at
from pursight_desktop.replica import kept
from pursight_desktop.replica.rows import KeptRow, Rows
from pursight_desktop.replica.store import Store, Writer

START = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
BATCH = 20_000
MANY = 100_000
WIDE = 1_000
GRADES = ("public", "internal", "confidential", "restricted")


@dataclass(slots=True)
class AnEstate:
    """What was built, to refer to; of very many columns only the first ten thousand are listed.

    Attributes:
        wide_table: A table of a thousand columns, if there are ten times as many in all.
        undecided: Columns whose classification waits for a person.
        decided: Columns that somebody has decided.
        events: How many events there are.
    """

    sources: list[UUID] = field(default_factory=list)
    schemas: list[UUID] = field(default_factory=list)
    tables: list[UUID] = field(default_factory=list)
    columns: list[UUID] = field(default_factory=list)
    undecided: list[UUID] = field(default_factory=list)
    decided: list[UUID] = field(default_factory=list)
    rules: list[UUID] = field(default_factory=list)
    violations: list[UUID] = field(default_factory=list)
    scans: list[UUID] = field(default_factory=list)
    agents: list[UUID] = field(default_factory=list)
    wide_table: UUID | None = None
    events: int = 0


def an_estate(store: Store, *, tables: int = 60, columns: int = 1_000, seed: int = 1) -> AnEstate:
    """Fill an empty replica, as after its first checkpoint.

    Args:
        store: Empty.
        tables: Of all sources together.
        columns: Likewise; from a hundred thousand on indexes are made afterwards.
        seed: The same seed makes the same estate.
    """
    built = AnEstate()
    rows = _Estate(Random(seed), built, tables, columns).rows()
    if columns >= MANY:
        with without_indexes(store):
            _fill(store, rows)
    else:
        _fill(store, rows)
    with store.writing() as writer:
        _mark_checkpoint(writer)
    return built


def _fill(store: Store, rows: Iterator[tuple[str, UUID, dict[str, Any]]]) -> None:
    rev, at_end = 0, False
    while not at_end:
        with store.writing() as writer:
            taken = Rows.of(writer)
            for entity, row_id, fields in rows:
                rev += 1
                taken.put_base(KeptRow.make(entity, row_id, rev, fields))
                if rev % BATCH == 0:
                    break
            else:
                at_end = True


def _mark_checkpoint(writer: Writer) -> None:
    connection = writer.connection
    (head,) = connection.execute("SELECT coalesce(max(rev), 0) FROM row").fetchone()
    for name, value in {
        "cursor": "estate",
        "at": "estate",
        "feed": "estate",
        "fresh": False,
        "phase": "pull",
        "seq": head,
        "checkpoint_at": "2026-03-02T08:00:00+00:00",
        "sync_schema": 1,
    }.items():
        kept.set_note(connection, name, value)


DOMAIN = UUID(int=0xD01)
"""A domain; nothing belongs to it."""


class _Estate:
    """Makes rows in the order in which a snapshot tells them, near enough."""

    def __init__(self, rng: Random, built: AnEstate, tables: int, columns: int) -> None:
        self.rng, self.built = rng, built
        self.tables, self.columns = tables, columns
        self._made, self._before = 0, ""

    def id(self) -> UUID:
        """Make the next id."""
        self._made += 1
        return id_at(START + timedelta(milliseconds=self._made), self.rng.getrandbits(74))

    def rows(self) -> Iterator[tuple[str, UUID, dict[str, Any]]]:
        """Make all rows."""
        yield "domain", DOMAIN, made.domain("Sales")
        for number, name in enumerate(("agent-berlin", "agent-madrid")):
            agent = self.id()
            self.built.agents.append(agent)
            yield "agent", agent, made.agent(name, well=not number)
        sources = max(2, min(24, self.tables // 40))
        widths = self._widths()
        for number in range(sources):
            yield from self._source(number, widths[number::sources])
        yield from self._events()

    def _widths(self) -> list[int]:
        """Deal the columns out to the tables; one is wide when there are enough."""
        left, tables = self.columns, self.tables
        widths = []
        if left >= 10 * WIDE:
            widths.append(WIDE)
            left, tables = left - WIDE, tables - 1
        for table in range(tables):
            mean = left // (tables - table)
            width = left if table == tables - 1 else self.rng.randint(mean // 2, mean + mean // 2)
            width = min(width, left)
            widths.append(width)
            left -= width
        return widths

    # --- places ---

    def _source(self, number: int, widths: list[int]) -> Iterator[tuple[str, UUID, dict[str, Any]]]:
        rng, source, root = self.rng, self.id(), self.id()
        self.built.sources.append(source)
        system, kind = say.SYSTEMS[number % len(say.SYSTEMS)], say.KINDS[number % len(say.KINDS)]
        name = f"{system}-{'prod' if number % 3 else 'test'}-{number + 1}"
        ill = number % 7 == 3
        yield (
            "source",
            source,
            made.source(name, kind, self.built.agents[number % 2], root, ill=ill),
        )
        base = {"source_id": str(source), "schema_name": "", "table_name": ""}
        yield (
            "asset",
            root,
            made.asset("source", kind, name, name, base, quality=rng.randint(40, 98)),
        )
        schemas = rng.sample(say.SCHEMAS, min(len(say.SCHEMAS), 1 + len(widths) // 6))
        for at, schema_name in enumerate(schemas):
            schema = self.id()
            self.built.schemas.append(schema)
            place = {**base, "schema_name": schema_name, "parent_id": str(root)}
            fqn = f"{name}.{schema_name}"
            yield (
                "asset",
                schema,
                made.asset("schema", "schema", schema_name, fqn, place, position=at),
            )
            for table_number, width in enumerate(widths[at :: len(schemas)]):
                yield from self._table(schema, place, fqn, table_number, width)
        yield from self._scans(source, ill=ill)
        if number % 2:
            yield "skipped", source, made.SKIPPED

    def _table(
        self, schema: UUID, above: dict[str, Any], path: str, number: int, width: int
    ) -> Iterator[tuple[str, UUID, dict[str, Any]]]:
        rng, table, built = self.rng, self.id(), self.built
        source = UUID(above["source_id"])
        style = rng.choice(say.STYLES)
        name = say.table_name(rng, style, number)
        fqn = f"{path}.{name}"
        built.tables.append(table)
        if width == WIDE:
            built.wide_table = table
        score = rng.randint(20, 100)
        place = {**above, "table_name": name, "parent_id": str(schema)}
        fields = made.asset(
            "table", "view" if rng.random() < 0.1 else "table", name, fqn, place, quality=score
        )
        fields["row_count"] = int(10 ** rng.uniform(1, 7))
        self._annotate(fields, 0.4)
        columns = list(self._columns(table, fqn, place, style, width))
        sensitive = max(
            (one["sensitivity"] for _, one in columns), key=GRADES.index, default="public"
        )
        fields["sensitivity"] = sensitive
        fields["facts"] = {"primary_key": ["id"], "foreign_keys": []}
        if number:
            to = {"columns": ["parent_id"], "ref_table": self._before, "ref_columns": ["id"]}
            fields["facts"]["foreign_keys"] = [{"name": f"fk_{name}", **to}]
        self._before = name
        yield "asset", table, fields
        yield "quality", table, made.quality(score)
        for column, column_fields in columns:
            yield "asset", column, column_fields
            yield from self._about_column(source, column, column_fields)
        if rng.random() < 0.25 and columns:
            yield from self._rule(source, table, place, columns[0])

    def _columns(
        self,
        table: UUID,
        above: str,
        place: dict[str, Any],
        style: say.Style,
        width: int,
    ) -> Iterator[tuple[UUID, dict[str, Any]]]:
        rng = self.rng
        names: set[str] = set()
        for position in range(1, width + 1):
            label, kind = "none", ""
            if position == 1:
                kind, plain = "bigint", "id"
            elif rng.random() < 0.25:
                label, kind, plains = rng.choice(say.CONCEPTS)
                plain = rng.choice(plains)
            else:
                kind, plains = rng.choice(say.PLAIN)
                plain = rng.choice(plains)
            name = say.column_name(rng, style, plain) if position > 1 else style(["id"])
            while name in names:
                name = f"{name}_{len(names)}"
            names.add(name)
            column_place = {**place, "parent_id": str(table)}
            fields = made.asset(
                "column", "column", name, f"{above}.{name}", column_place, position=position
            )
            fields["type"] = kind
            if label != "none":
                fields["label"] = label
                fields["label_state"] = rng.choice(("applied", "applied", "suggested", "decided"))
                fields["label_confidence"] = round(rng.uniform(0.5, 1.0), 3)
                fields["sensitivity"] = LABELS[label].sensitivity.value
            if rng.random() < 0.3:
                fields["quality"] = rng.randint(10, 100)
            self._annotate(fields, 0.05)
            yield self.id(), fields

    def _annotate(self, fields: dict[str, Any], share: float) -> None:
        rng = self.rng
        if rng.random() < share:
            fields["description"] = rng.choice(say.SENTENCES)
        if rng.random() < share:
            fields["owner"] = rng.choice(say.OWNERS)
        if rng.random() < share:
            fields["tags"] = sorted(rng.sample(say.TAGS, rng.randint(1, 2)))

    # --- what is known of them ---

    def _about_column(
        self, source: UUID, column: UUID, fields: dict[str, Any]
    ) -> Iterator[tuple[str, UUID, dict[str, Any]]]:
        rng, built = self.rng, self.built
        if len(built.columns) < 10_000:
            built.columns.append(column)
        if fields["label"] != "none":
            state = fields["label_state"]
            kept_ids = built.undecided if state == "suggested" else built.decided
            if state != "applied" and len(kept_ids) < 10_000:
                kept_ids.append(column)
            yield "classification", column, made.classification(source, fields)
        if rng.random() < 0.05 or (len(built.columns) < 400 and fields["position"] < 6):
            yield "profile", column, made.profile(rng)
        if fields["label"] in ("password", "credit_card") and rng.random() < 0.1:
            violation = self.id()
            built.violations.append(violation)
            yield "violation", violation, made.violation(rng, source, column, fields)

    def _rule(
        self,
        source: UUID,
        table: UUID,
        place: dict[str, Any],
        column: tuple[UUID, dict[str, Any]],
    ) -> Iterator[tuple[str, UUID, dict[str, Any]]]:
        rule = self.id()
        self.built.rules.append(rule)
        yield "rule", rule, made.rule(self.rng, table, place, column[0], column[1]["name"])

    def _scans(self, source: UUID, *, ill: bool) -> Iterator[tuple[str, UUID, dict[str, Any]]]:
        for number in range(8):
            scan = self.id()
            self.built.scans.append(scan)
            state = "failed" if ill and number == 7 else "committed"
            yield "scan", scan, made.scan(source, START + timedelta(days=7 * number), state)

    def _events(self) -> Iterator[tuple[str, UUID, dict[str, Any]]]:
        built, rng = self.built, self.rng
        built.events = min(20_000, 3 * len(built.tables))
        for number in range(1, built.events + 1):
            subject = rng.choice(built.tables)
            yield "event", UUID(int=number), made.event(rng, number, subject, START)
