"""Promises every Source must keep; run it over a connector of your own too."""

from collections import Counter
from collections.abc import Callable
from contextlib import closing

import pyarrow as pa

from pursight.contracts.agents import Limits, Scope
from pursight.contracts.scans import TableFacts, TableKind
from pursight_agent.source import (
    Capabilities,
    Discovery,
    Source,
    SourceError,
    qualified,
)

_SMALL = 7


def check_source(open_source: Callable[[], Source]) -> None:
    """Exercise a source; raise AssertionError on a broken promise.

    Args:
        open_source: Opens the same, unchanging source each time. It should hold at least one
            table with rows; hostile names and odd types make the check worth more.
    """
    with closing(open_source()) as source:
        _promise(isinstance(source.capabilities, Capabilities), "a promise was broken")
        source.limit(Limits())
        _promise(source.test() == source.test(), "the same source called itself differently")
        discovery = source.discover(Scope())
        _check_discovery(discovery)
        _check_scope(source, discovery)
        discovery = source.discover(Scope())
        broken = {(entry.schema_name, entry.name) for entry in discovery.skipped}
        for table in discovery.tables:
            if (table.schema_name, table.name) not in broken:
                _check_table(source, table)
        _check_unknown_table(source)
        source.close()
        source.close()


def _check_discovery(discovery: Discovery) -> None:
    named = Counter((table.schema_name, table.name) for table in discovery.tables)
    _promise(all(times == 1 for times in named.values()), f"listed twice: {named.most_common(1)}")
    for table in discovery.tables:
        where = qualified(table.schema_name, table.name)
        names = [column.name for column in table.columns]
        _promise(len(names) == len(set(names)), f"{where}: two columns have one name")
        positions = [column.position for column in table.columns]
        _promise(positions == list(range(1, len(positions) + 1)), f"{where}: positions {positions}")
        table.model_dump_json()
        for key in table.primary_key:
            _promise(key in names, f"{where}: the primary key names {key!r}, which is no column")
    for entry in discovery.skipped:
        where = qualified(entry.schema_name, entry.name)
        entry.model_dump_json()
        _promise(bool(entry.reason), f"{where} is skipped without a reason")
        known = (entry.schema_name, entry.name) in named
        _promise(
            entry.partial == known,
            f"{where}: in part and not in the tables, or skipped and in the tables",
        )


def _check_scope(source: Source, everything: Discovery) -> None:
    objects = _objects(everything)
    nothing = source.discover(Scope(exclude=("*",)))
    _promise(not nothing.tables, "everything was excluded, and something is there")
    vanished = {
        name
        for name, folder in objects.items()
        if name not in _objects(nothing) and folder not in _objects(nothing)
    }
    _promise(not vanished, f"vanished without a trace: {sorted(vanished)[:3]}")
    for name in (qualified(t.schema_name, t.name) for t in everything.tables[:3]):
        one = source.discover(Scope(include=(_literal(name),)))
        found = [qualified(t.schema_name, t.name) for t in one.tables]
        _promise(name in found, f"{name} was included by its own name and is not there")
        other = source.discover(Scope(exclude=(_literal(name),)))
        left = {qualified(t.schema_name, t.name) for t in other.tables}
        _promise(name not in left, f"{name} was excluded by its own name and is there")
        codes = [s.code for s in other.skipped if qualified(s.schema_name, s.name) == name]
        _promise("scope.excluded" in codes, f"{name} was excluded, and skipped does not say so")


def _objects(discovery: Discovery) -> dict[str, str]:
    """Every object by its name, with the name of what holds it: a sheet's workbook."""
    named = [(t.schema_name, t.name) for t in discovery.tables]
    named += [(s.schema_name, s.name) for s in discovery.skipped]
    return {
        qualified(schema, name): qualified(*(["", *schema.rsplit("/", 1)][-2:]))
        for schema, name in named
    }


def _literal(name: str) -> str:
    """A pattern for one name: `?` fits any character, so it also fits itself and `*`."""
    return name.replace("*", "?")


def _check_table(source: Source, table: TableFacts) -> None:
    where = qualified(table.schema_name, table.name)
    wanted = [column.name for column in table.columns]
    rows = _read(source, table, None, wanted, where)
    for limit in (0, 1, 3, rows + 1):
        got = _read(source, table, limit, wanted, where)
        _promise(got <= limit, f"{where}: {got} rows for a limit of {limit}")
        _promise(
            got == min(limit, rows) or bool(table.row_count), f"{where}: {got} of {limit} rows"
        )
    again = 0
    for batch in source.read(table, sample_rows=None, batch_rows=_SMALL):
        _promise(batch.num_rows <= _SMALL, f"{where}: a batch of {batch.num_rows} rows")
        again += batch.num_rows
    _promise(again == rows, f"{where}: {rows} rows, then {again}")
    if source.capabilities.count_rows:
        _promise(source.count(table) == rows, f"{where}: counted otherwise than read")
    if len(wanted) > 1:
        narrow = table.model_copy(update={"columns": table.columns[1:]})
        _promise(_read(source, narrow, None, wanted[1:], where) == rows, "a promise was broken")
    abandoned = iter(source.read(table, sample_rows=None, batch_rows=1))
    next(abandoned)
    del abandoned
    _promise(_read(source, table, 1, wanted, where) == min(1, rows), f"{where}: stuck after a stop")
    state = source.content_state(table)
    _promise(state == source.content_state(table), f"{where}: its state changed by itself")
    if table.kind is TableKind.VIEW:
        _promise(state is None or not source.capabilities.snapshot, f"{where}: views have no state")
    source.notices()
    _promise(source.notices() == (), f"{where}: a notice was handed over twice")


def _read(
    source: Source, table: TableFacts, limit: int | None, wanted: list[str], where: str
) -> int:
    schema: pa.Schema | None = None
    rows = 0
    for batch in source.read(table, sample_rows=limit):
        _promise(batch.schema.names == wanted, f"{where}: {batch.schema.names} instead of {wanted}")
        _promise(
            schema is None or batch.schema == schema, f"{where}: the schema changed on the way"
        )
        schema = batch.schema
        batch.validate(full=True)
        rows += batch.num_rows
    _promise(schema is not None, f"{where}: not even an empty batch")
    return rows


def _check_unknown_table(source: Source) -> None:
    ghost = TableFacts(schema_name="no such schema", name="no such table", kind=TableKind.TABLE)
    try:
        list(source.read(ghost, sample_rows=None))
    except SourceError as error:
        _promise(bool(error.message), "an error without a message")
    else:
        raise AssertionError("a table that is not there was read")


def _promise(kept: bool, otherwise: str) -> None:
    if not kept:
        raise AssertionError(otherwise)
