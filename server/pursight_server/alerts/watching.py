"""Read the log behind its writers and raise alerts; the log is all that is looked at."""

from datetime import datetime

from pursight.identity import new_id
from pursight_server.activity import service as activity
from pursight_server.alerts import service, store
from pursight_server.alerts.model import Alert, AlertRule, Burst, bursts, matches
from pursight_server.alerts.naming import name_of
from pursight_server.platform.services import Services
from pursight_server.platform.unit_of_work import Actor, UnitOfWork

WATCH = Actor.system("alerts")

MOST_EVENTS = 10_000
"""Events that are looked at in one transaction."""


async def watch_logs(services: Services) -> None:
    """Look at what is new in the log of every organisation."""
    for organisation_id in await services.database.organisations():
        more = True
        while more:
            async with services.database.unit_of_work(organisation_id, WATCH) as uow:
                more = await watch(uow)


async def watch(uow: UnitOfWork, most: int = MOST_EVENTS) -> bool:
    """Raise alerts for what is new, and note how far the log was looked at, all in one.

    An organisation's log is looked at from when alerts first came to it: what lies before is
    history, and nobody is woken for it.

    Returns:
        Whether there is more to look at.
    """
    size = await activity.size(uow)
    after, begins = await store.read_so_far(uow, size)
    if begins:
        await service.bring_rules(uow)
    if size <= after:
        return False
    until = min(size, after + most)
    rules = await store.rules(uow)
    if not service.all_brought(rules):
        await service.bring_rules(uow)
        rules = await store.rules(uow)
    first = (await activity.several(uow, [after + 1]))[0]
    for rule in rules:
        if rule.enabled:
            await _judge(uow, rule, first.at - rule.window, after, until)
    await store.read_until(uow, until)
    return until < size


async def _judge(uow: UnitOfWork, rule: AlertRule, since: datetime, after: int, until: int) -> None:
    found = await activity.between(uow, rule.kinds, since=since, after=after, until=until)
    events = [event for event in found if matches(rule, event)]
    if not events or events[-1].seq <= after:
        return
    going_on = await store.latest(uow, rule, events[0].at - rule.window)
    for burst in bursts(rule, events, after=after, going_on=going_on):
        if burst.goes_on is None:
            await _raise(uow, rule, burst)
        else:
            known = next(one for one in going_on.values() if one.id == burst.goes_on)
            await store.change(
                uow,
                known.id,
                {
                    "count": known.count + burst.count,
                    "last_seq": burst.last.seq,
                    "last_at": burst.last.at,
                },
            )


async def _raise(uow: UnitOfWork, rule: AlertRule, burst: Burst) -> None:
    new = Alert(
        id=new_id(uow.clock),
        rule_id=rule.id,
        rule_name=rule.name,
        severity=rule.severity,
        kinds=rule.kinds,
        per=rule.per,
        key=burst.key,
        about=await name_of(uow, rule, burst.last),
        count=burst.count,
        first_seq=burst.first.seq,
        last_seq=burst.last.seq,
        first_at=burst.first.at,
        last_at=burst.last.at,
        raised_at=uow.clock.now(),
    )
    await store.add(uow, new)
    uow.record(
        "alert.raised",
        "alert",
        new.id,
        after={
            "rule": rule.name,
            "severity": rule.severity.value,
            "about": new.about,
            "subject_kind": new.subject_kind,
            "subject_id": new.subject_id,
            "count": new.count,
            "first_seq": new.first_seq,
            "last_seq": new.last_seq,
        },
    )
