"""Write alert rules, and take note of alerts."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from pursight.errors import Conflict, NotFound, Refused
from pursight.identity import new_id
from pursight_server.access.service import spell_email
from pursight_server.alerts import store
from pursight_server.alerts.builtin import BUILTIN
from pursight_server.alerts.model import Alert, AlertRule, Per, Severity
from pursight_server.platform.preconditions import check_if_match
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork

_KIND = re.compile(r"[a-z][a-z_]{0,60}\.([a-z][a-z_]{0,60}|\*)")


class BadKind(Refused):
    """What is counted is no kind of event."""

    code = "alert_rule.bad_kind"


class BroughtRule(Conflict):
    """PurSight brings the rule, and would bring it again."""

    code = "alert_rule.builtin"


async def bring_rules(uow: UnitOfWork) -> None:
    """Add the rules that PurSight brings and the organisation does not have yet."""
    there = {rule.builtin for rule in await store.rules(uow)}
    for one in BUILTIN:
        if one.key in there:
            continue
        now = uow.clock.now()
        rule = AlertRule(
            id=new_id(uow.clock),
            name=one.name,
            kinds=one.kinds,
            gained=one.gained,
            noted=one.noted,
            threshold=one.threshold,
            window=one.window,
            per=one.per,
            severity=one.severity,
            builtin=one.key,
            rev=1,
            created_at=now,
            changed_at=now,
        )
        if not await store.add_rule(uow, rule):  # a rule of the organisation's own has the name
            await store.add_rule(uow, replace(rule, name=f"{one.name} ({one.key})"))


def all_brought(rules: Sequence[AlertRule]) -> bool:
    """Whether every rule that PurSight brings is among these."""
    return {one.key for one in BUILTIN} <= {rule.builtin for rule in rules}


async def create_rule(
    uow: UnitOfWork,
    *,
    name: str,
    kinds: Sequence[str],
    gained: Mapping[str, str],
    threshold: int,
    window: timedelta,
    per: Per,
    severity: Severity,
    notify: Sequence[str],
) -> AlertRule:
    """Add a rule.

    Raises:
        BadKind: One of the kinds is none.
        BadEmail: One of the addresses is none.
        Conflict: There is a rule of that name.
    """
    now = uow.clock.now()
    rule = _checked(
        AlertRule(
            id=new_id(uow.clock),
            name=name,
            kinds=tuple(kinds),
            gained=gained,
            threshold=threshold,
            window=window,
            per=per,
            severity=severity,
            notify=tuple(notify),
            rev=1,
            created_at=now,
            changed_at=now,
        )
    )
    if not await store.add_rule(uow, rule):
        raise _taken(name)
    uow.record("alert_rule.created", "alert_rule", rule.id, after=_facts(rule))
    return rule


async def change_rule(
    uow: UnitOfWork, rule_id: UUID, *, if_match: str | None, **changes: Any
) -> AlertRule:
    """Change what is given of a rule.

    Raises:
        NotFound: There is none.
        Changed, IfMatchMissing: The edit was not made from the present revision.
        BadKind, BadEmail: What it counts or whom it tells is wrong.
        Conflict: Another rule has the name.
    """
    before = _there(await store.find_rule(uow, rule_id, lock=True))
    check_if_match(if_match, before.rev)
    after = _checked(replace(before, **changes))
    if after == before:
        return before
    if after.name != before.name and await store.named(uow, after.name) is not None:
        raise _taken(after.name)
    after = replace(after, rev=before.rev + 1, changed_at=uow.clock.now())
    await store.change_rule(uow, after)
    uow.record(
        "alert_rule.changed", "alert_rule", rule_id, before=_facts(before), after=_facts(after)
    )
    return after


async def delete_rule(uow: UnitOfWork, rule_id: UUID, *, if_match: str | None) -> None:
    """Take a rule of the organisation's own away; the alerts that it raised stay.

    Raises:
        NotFound: There is none.
        Changed, IfMatchMissing: The wish was not made from the present revision.
        BroughtRule: PurSight brings it.
    """
    before = _there(await store.find_rule(uow, rule_id, lock=True))
    check_if_match(if_match, before.rev)
    if before.builtin is not None:
        raise BroughtRule(
            "PurSight brings this rule, and it cannot be deleted",
            hint="Switch it off: then it counts nothing.",
        )
    await store.drop_rule(uow, rule_id)
    uow.record("alert_rule.deleted", "alert_rule", rule_id, before=_facts(before))


async def get_rule(unit: ReadUnit, rule_id: UUID) -> AlertRule:
    """Read a rule.

    Raises:
        NotFound: There is none.
    """
    return _there(await store.find_rule(unit, rule_id))


async def acknowledge(uow: UnitOfWork, alert_id: UUID, *, person_id: UUID, note: str) -> Alert:
    """Note that somebody has looked; the first who did stays.

    Raises:
        NotFound: There is no such alert.
        Conflict: Somebody has looked already.
    """
    found = await store.find(uow, alert_id, lock=True)
    if found is None:
        raise NotFound("there is no such alert")
    if found.acknowledged_at is not None:
        raise Conflict("somebody has taken note of this alert already")
    now = uow.clock.now()
    await store.change(
        uow, alert_id, {"acknowledged_at": now, "acknowledged_by": person_id, "note": note}
    )
    uow.record("alert.acknowledged", "alert", alert_id, after={"rule": found.rule_name}, note=note)
    return replace(
        found, acknowledged_at=now, acknowledged_by=person_id, note=note, rev=found.rev + 1
    )


def _checked(rule: AlertRule) -> AlertRule:
    for kind in rule.kinds:
        if not _KIND.fullmatch(kind):
            raise BadKind(
                f"“{kind}” is no kind of event",
                hint="Write it as in the log, person.created, or person.* for a whole family.",
            )
    return replace(rule, notify=tuple(dict.fromkeys(spell_email(one) for one in rule.notify)))


def _facts(rule: AlertRule) -> dict[str, object]:
    return {
        "name": rule.name,
        "kinds": list(rule.kinds),
        "gained": dict(rule.gained),
        "noted": rule.noted,
        "threshold": rule.threshold,
        "window_seconds": int(rule.window.total_seconds()),
        "per": rule.per.value,
        "severity": rule.severity.value,
        "notify": list(rule.notify),
        "enabled": rule.enabled,
    }


def _there(rule: AlertRule | None) -> AlertRule:
    if rule is None:
        raise NotFound("there is no such alert rule")
    return rule


def _taken(name: str) -> Conflict:
    return Conflict(f"there is an alert rule called “{name}” already", hint="Give another name.")
