"""Queries over alert rules and alerts."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, delete, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from pursight_server.alerts.model import Alert, AlertRule, Per, Severity
from pursight_server.alerts.tables import alert, alert_reader, alert_rule
from pursight_server.platform.conditions import Condition
from pursight_server.platform.paging import Page, PageRequest, fetch_page
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork

alerts_table = alert
rules_table = alert_rule
"""For `access.scope.visible`."""

_ALERT = [one for one in alert.c if one.name != "organisation_id"]
_RULE = [one for one in alert_rule.c if one.name != "organisation_id"]


async def read_so_far(uow: UnitOfWork, start: int) -> tuple[int, bool]:
    """Tell up to which event the log was looked at, and let nobody else look meanwhile.

    Args:
        uow: Whose.
        start: Where to begin when nobody has looked yet.

    Returns:
        The event's number, and whether it is the first time.
    """
    made = await uow.connection.execute(
        upsert(alert_reader)
        .values(organisation_id=uow.organisation_id, seq=start)
        .on_conflict_do_nothing()
        .returning(alert_reader.c.seq)
    )
    begins = made.first() is not None
    query = select(alert_reader.c.seq).where(alert_reader.c.organisation_id == uow.organisation_id)
    seq = (await uow.connection.execute(query.with_for_update())).scalar_one()
    return int(seq), begins


async def read_until(uow: UnitOfWork, seq: int) -> None:
    """Note how far the log was looked at."""
    await uow.connection.execute(
        update(alert_reader)
        .where(alert_reader.c.organisation_id == uow.organisation_id)
        .values(seq=seq)
    )


async def add_rule(uow: UnitOfWork, rule: AlertRule) -> bool:
    """Keep a rule; tells whether it was not there yet, by name or as one that PurSight brings."""
    made = await uow.connection.execute(
        upsert(alert_rule)
        .values(organisation_id=uow.organisation_id, **_values(rule))
        .on_conflict_do_nothing()
        .returning(alert_rule.c.id)
    )
    return made.first() is not None


async def change_rule(uow: UnitOfWork, rule: AlertRule) -> None:
    """Write a rule over what it was."""
    await uow.connection.execute(
        update(alert_rule)
        .where(alert_rule.c.organisation_id == uow.organisation_id, alert_rule.c.id == rule.id)
        .values(**_values(rule))
    )


async def drop_rule(uow: UnitOfWork, rule_id: UUID) -> None:
    """Delete a rule."""
    await uow.connection.execute(
        delete(alert_rule).where(
            alert_rule.c.organisation_id == uow.organisation_id, alert_rule.c.id == rule_id
        )
    )


async def rules(unit: ReadUnit) -> list[AlertRule]:
    """Read all rules by name."""
    query = _rules(unit).order_by(alert_rule.c.name)
    return [_rule(row) for row in await unit.connection.execute(query)]


async def page_of_rules(unit: ReadUnit, page: PageRequest, visible: Condition) -> Page[AlertRule]:
    """Read a page of rules by name."""
    return await fetch_page(
        unit, select(*_RULE), page, kind="alert rules", order=[alert_rule.c.name],
        visible=visible, read=_rule,
    )  # fmt: skip


async def find_rule(unit: ReadUnit, rule_id: UUID, *, lock: bool = False) -> AlertRule | None:
    """Read a rule."""
    query = _rules(unit).where(alert_rule.c.id == rule_id)
    row = (await unit.connection.execute(query.with_for_update() if lock else query)).one_or_none()
    return None if row is None else _rule(row)


async def named(unit: ReadUnit, name: str) -> UUID | None:
    """Find the rule of a name."""
    query = _rules(unit).where(alert_rule.c.name == name).with_only_columns(alert_rule.c.id)
    return (await unit.connection.execute(query)).scalar_one_or_none()


async def latest(unit: ReadUnit, rule: AlertRule, since: datetime) -> dict[str, Alert]:
    """Read each key's latest alert of a rule, of those that may still go on."""
    query = (
        _alerts(unit)
        .where(alert.c.rule_id == rule.id, alert.c.last_at >= since)
        .order_by(alert.c.last_seq)
    )
    return {row.key: _alert(row) for row in await unit.connection.execute(query)}


async def add(uow: UnitOfWork, new: Alert) -> None:
    """Keep an alert."""
    values = {name: getattr(new, name) for name in Alert.__dataclass_fields__}
    values["kinds"] = list(new.kinds)
    await uow.connection.execute(
        insert(alert).values(organisation_id=uow.organisation_id, **values)
    )


async def change(uow: UnitOfWork, alert_id: UUID, values: Mapping[str, Any]) -> None:
    """Change an alert and count its revision up."""
    await uow.connection.execute(
        update(alert)
        .where(alert.c.organisation_id == uow.organisation_id, alert.c.id == alert_id)
        .values(rev=alert.c.rev + 1, **values)
    )


async def find(unit: ReadUnit, alert_id: UUID, *, lock: bool = False) -> Alert | None:
    """Read an alert."""
    query = _alerts(unit).where(alert.c.id == alert_id)
    row = (await unit.connection.execute(query.with_for_update() if lock else query)).one_or_none()
    return None if row is None else _alert(row)


async def page_of_alerts(
    unit: ReadUnit, page: PageRequest, visible: Condition, *, open_only: bool
) -> Page[Alert]:
    """Read a page of alerts, the latest first."""
    query = select(*_ALERT)
    if open_only:
        query = query.where(alert.c.acknowledged_at.is_(None))
    return await fetch_page(
        unit, query, page, kind="alerts", order=[alert.c.raised_at, alert.c.id],
        visible=visible, read=_alert, descending=True,
    )  # fmt: skip


async def unmailed(unit: ReadUnit, since: datetime) -> list[Alert]:
    """Read alerts since a moment that nobody was written to about, the first first."""
    query = (
        _alerts(unit)
        .where(alert.c.mailed_at.is_(None), alert.c.raised_at >= since)
        .order_by(alert.c.raised_at)
        .limit(1_000)
    )
    return [_alert(row) for row in await unit.connection.execute(query)]


async def mailed(uow: UnitOfWork, alert_ids: Sequence[UUID]) -> None:
    """Note that somebody was written to."""
    await uow.connection.execute(
        update(alert)
        .where(alert.c.organisation_id == uow.organisation_id, alert.c.id.in_(alert_ids))
        .values(mailed_at=uow.clock.now())
    )


def _rules(unit: ReadUnit) -> Select[Any]:
    return select(*_RULE).where(alert_rule.c.organisation_id == unit.organisation_id)


def _alerts(unit: ReadUnit) -> Select[Any]:
    return select(*_ALERT).where(alert.c.organisation_id == unit.organisation_id)


def _values(rule: AlertRule) -> dict[str, Any]:
    plain = AlertRule.__dataclass_fields__.keys() - {"window"}
    return {name: getattr(rule, name) for name in plain} | {
        "window_seconds": int(rule.window.total_seconds()),
        "kinds": list(rule.kinds),
        "notify": list(rule.notify),
        "gained": dict(rule.gained),
    }


def _rule(row: Any) -> AlertRule:
    values = dict(row._mapping)  # noqa: SLF001  SQLAlchemy's documented name
    window = timedelta(seconds=values.pop("window_seconds"))
    lists = {"kinds": tuple(row.kinds), "notify": tuple(row.notify)}
    words = {"per": Per(row.per), "severity": Severity(row.severity)}
    return AlertRule(**values | lists | words, window=window)


def _alert(row: Any) -> Alert:
    words = {"per": Per(row.per), "severity": Severity(row.severity), "kinds": tuple(row.kinds)}
    return Alert(**dict(row._mapping) | words)  # noqa: SLF001  SQLAlchemy's documented name
