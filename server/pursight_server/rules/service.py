"""Write rules, hand them to scans, keep what came of them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from pursight.contracts.rules import Check, ForeignKeyHolds, Outcome, RuleSpec, Severity
from pursight.contracts.scans import TableReport
from pursight.errors import Conflict, NotFound, Refused
from pursight.identity import new_id
from pursight_server.catalog import service as catalog
from pursight_server.catalog.model import ScanChanges, storable
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork
from pursight_server.rules import store
from pursight_server.rules.model import (
    Result,
    Rule,
    RuleState,
    columns_of,
    contradiction,
    spec_of,
    with_columns,
)
from pursight_server.sources import service as sources


class RuleDoesNotFit(Refused):
    """The rule speaks of a table or column that is not there, or cannot be kept by any data."""

    code = "rule.does_not_fit"


class RuleRetired(Conflict):
    """A retired rule is not edited any more."""

    code = "rule.retired"


async def define(
    uow: UnitOfWork,
    source_id: UUID,
    *,
    name: str,
    check: Check,
    table: str,
    schema_name: str = "",
    severity: Severity = Severity.MEDIUM,
    description: str = "",
) -> Rule:
    """Write a rule about a table. Before the first scan of its source any table name is taken.

    Raises:
        NotFound: There is no such source.
        RuleDoesNotFit: The source has been scanned, and has no such table or column.
    """
    await sources.get(uow, source_id)
    now = uow.clock.now()
    new = Rule(
        id=new_id(uow.clock),
        source_id=source_id,
        table_id=None,
        schema_name=schema_name,
        table_name=table,
        name=name,
        description=description,
        severity=severity,
        check=check,
        column_ids={},
        state=RuleState.ACTIVE,
        version=1,
        rev=1,
        created_at=now,
        changed_at=now,
    )
    new = await _bound(uow, new)
    await store.add(uow, new)
    await store.add_version(uow, new, _spoken(new))
    uow.record("rule.defined", "rule", new.id, after={"source_id": source_id, **_spoken(new)})
    return new


async def get(unit: ReadUnit, rule_id: UUID) -> Rule:
    """Read one rule.

    Raises:
        NotFound: There is none.
    """
    return _there(await store.find(unit, rule_id))


async def locked(uow: UnitOfWork, rule_id: UUID) -> Rule:
    """Read one rule and hold it until the end of the transaction.

    Raises:
        NotFound: There is none.
    """
    return _there(await store.find(uow, rule_id, lock=True))


async def edit(uow: UnitOfWork, rule_id: UUID, changes: Mapping[str, Any]) -> Rule:
    """Word a rule anew; each edit that changes something is a version of its own.

    Args:
        uow: The caller must have checked the revision of a `locked` read in it.
        rule_id: Which.
        changes: `name`, `description`, `severity`, `check`, `state` to their new values.

    Raises:
        NotFound: There is no such rule.
        RuleRetired: It is retired.
        RuleDoesNotFit: The new check speaks of columns that are not there.
    """
    before = await locked(uow, rule_id)
    changed = {name: new for name, new in changes.items() if getattr(before, name) != new}
    if not changed:
        return before
    if before.state is RuleState.RETIRED:
        raise RuleRetired("this rule is retired", hint="Write a new one.")
    after = replace(before, **changed)
    if "check" in changed:
        after = await _bound(uow, after)
        changed |= {"table_id": after.table_id, "column_ids": dict(after.column_ids)}
    after = replace(after, version=before.version + 1)
    await store.change(uow, rule_id, changed | {"version": after.version})
    await store.add_version(uow, after, _spoken(after))
    uow.record("rule.edited", "rule", rule_id, before=_spoken(before), after=_spoken(after))
    return await get(uow, rule_id)


async def rules_for(uow: ReadUnit, source_id: UUID) -> tuple[RuleSpec, ...]:
    """Give a job its rules, spelled with the names that tables and columns have now.

    Rules about a table that is gone are left out: there is nothing to check.
    """
    rules = await store.of_source(uow, source_id, [RuleState.ACTIVE])
    ids = {rule.table_id for rule in rules if rule.table_id}
    ids |= {UUID(column) for rule in rules for column in rule.column_ids.values()}
    assets = await catalog.several(uow, sorted(ids))
    specs: list[RuleSpec] = []
    for rule in rules:
        table = assets.get(rule.table_id) if rule.table_id else None
        if table is None:
            specs.append(spec_of(rule))
        elif table.present:
            now = {
                name: assets[UUID(column)].column_name
                for name, column in rule.column_ids.items()
                if UUID(column) in assets
            }
            check = with_columns(rule.check, now)
            names = {"schema_name": table.schema_name, "table": table.table_name, "check": check}
            specs.append(spec_of(rule).model_copy(update=names))
    return tuple(specs)


async def record_results(
    uow: UnitOfWork,
    source_id: UUID,
    run_id: UUID,
    tables: Sequence[TableReport],
    changes: ScanChanges,
) -> None:
    """Keep what came of the source's rules; an event for each whose outcome is not as before."""
    rules = {rule.id: rule for rule in await store.of_source(uow, source_id, list(RuleState))}
    await _bind_new(uow, rules.values(), changes)
    results = [
        Result(
            rule_id=one.rule_id,
            run_id=run_id,
            version=one.rule_version,
            outcome=one.outcome,
            examined=one.examined,
            failing=one.failing,
            complete=one.complete,
            measured=one.measured,
            code=one.code,
            reason=storable(one.reason),
            nominal_time=changes.nominal_time or uow.clock.now(),
        )
        for report in tables
        for one in report.rule_results
        if one.rule_id in rules
    ]
    before = await store.newest(uow, [one.rule_id for one in results])
    await store.write_results(uow, results)
    for one in results:
        old = before.get(one.rule_id)
        if old is None or (old.outcome, old.failing) != (one.outcome, one.failing):
            uow.record(
                f"rule.{_HAPPENED[one.outcome]}",
                "rule",
                one.rule_id,
                before=None if old is None else _counts(old),
                after=_counts(one),
            )


async def newest_results(unit: ReadUnit, source_id: UUID) -> list[tuple[Rule, Result | None]]:
    """Read the active rules of a source, each with its newest result."""
    rules = await store.of_source(unit, source_id, [RuleState.ACTIVE])
    newest = await store.newest(unit, [rule.id for rule in rules])
    return [(rule, newest.get(rule.id)) for rule in rules]


async def several(
    unit: ReadUnit, ids: Sequence[UUID], results: int
) -> dict[UUID, tuple[Rule, list[Result]]]:
    """Read rules by id, each with so many of its latest results, the newest first."""
    rules, latest = await store.several(unit, ids), await store.latest(unit, ids, results)
    return {rule_id: (rule, latest.get(rule_id, [])) for rule_id, rule in rules.items()}


async def _bind_new(uow: UnitOfWork, rules: Any, changes: ScanChanges) -> None:
    """Tie rules to assets that a scan has seen for the first time."""
    for rule in rules:
        key = (rule.schema_name, rule.table_name)
        if rule.table_id is None and key in changes.tables:
            columns = {
                name: str(changes.columns[(*key, name)])
                for name in columns_of(rule.check)
                if (*key, name) in changes.columns
            }
            await store.bind(uow, rule.id, changes.tables[key], columns)


async def _bound(uow: UnitOfWork, rule: Rule) -> Rule:
    """Tie a rule to the assets it speaks of."""
    if problem := contradiction(rule.check):
        raise RuleDoesNotFit(f"this rule cannot work: {problem}")
    if not await catalog.is_known(uow, rule.source_id):
        return rule
    table_id, columns = await _columns_of_table(uow, rule)
    wanted = columns_of(rule.check)
    _check_columns(rule.table_name, wanted, columns)
    if isinstance(rule.check, ForeignKeyHolds):
        check = rule.check
        _, theirs = await _columns(uow, rule.source_id, check.ref_schema, check.ref_table)
        _check_columns(check.ref_table, check.ref_columns, theirs)
    return replace(
        rule, table_id=table_id, column_ids={name: str(columns[name]) for name in wanted}
    )


async def _columns_of_table(uow: UnitOfWork, rule: Rule) -> tuple[UUID, dict[str, UUID]]:
    """Find a rule's table: the one it is tied to, whatever its name is now, else by name."""
    if rule.table_id is not None:
        table = (await catalog.several(uow, [rule.table_id])).get(rule.table_id)
        if table is not None and table.present:
            columns = await catalog.children(uow, table.id)
            return table.id, {column.column_name: column.id for column in columns}
    return await _columns(uow, rule.source_id, rule.schema_name, rule.table_name)


async def _columns(
    uow: UnitOfWork, source_id: UUID, schema: str, table: str
) -> tuple[UUID, dict[str, UUID]]:
    found = await catalog.find_table(uow, source_id, schema, table)
    if found is None:
        where = f" in {schema}" if schema else ""
        raise RuleDoesNotFit(
            f"the source has no table {table}{where}",
            hint="Spell schema and table as the catalog does; scan again if it is new.",
        )
    columns = await catalog.children(uow, found.id)
    return found.id, {column.column_name: column.id for column in columns}


def _check_columns(table: str, wanted: Sequence[str], known: Mapping[str, UUID]) -> None:
    for name in wanted:
        if name not in known:
            raise RuleDoesNotFit(
                f"the table {table} has no column {name}",
                hint=f"Its columns are {', '.join(list(known)[:20]) or 'not known'}.",
            )


_HAPPENED = {Outcome.PASSED: "passed", Outcome.FAILED: "failed", Outcome.ERROR: "not_checked"}


def _counts(one: Result) -> dict[str, Any]:
    return {"outcome": one.outcome, "failing": one.failing, "examined": one.examined}


def _spoken(rule: Rule) -> dict[str, Any]:
    """Return what a person said, as it is kept in versions and events."""
    return {
        "name": rule.name,
        "description": rule.description,
        "severity": rule.severity.value,
        "schema_name": rule.schema_name,
        "table": rule.table_name,
        "check": rule.check.model_dump(mode="json"),
        "state": rule.state.value,
        "version": rule.version,
    }


def _there(found: Rule | None) -> Rule:
    if found is None:
        raise NotFound("there is no such rule")
    return found
