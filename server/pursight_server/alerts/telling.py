"""Write to people about alerts."""

import asyncio
from collections import defaultdict
from datetime import timedelta
from uuid import UUID

from pursight_server.access import service as access
from pursight_server.access.model import Role
from pursight_server.alerts import store
from pursight_server.alerts.model import Alert
from pursight_server.alerts.watching import WATCH
from pursight_server.organisations import service as organisations
from pursight_server.platform import mail
from pursight_server.platform.services import Services

_FRESH = timedelta(hours=24)


async def mail_alerts(services: Services) -> None:
    """Mail what nobody was written to about; older alerts than a day are no news any more.

    A message is sent twice at worst, when the server dies between sending it and noting that. One
    that the mail server does not take holds up no other, and is tried again for that day.

    Raises:
        MailUnavailable: Something was not taken.
    """
    if not mail.set_up(services.settings):
        return
    failures: list[mail.MailUnavailable] = []
    for organisation_id in await services.database.organisations():
        failures += await _mail(services, organisation_id)
    if failures:
        raise failures[0]


async def _mail(services: Services, organisation_id: UUID) -> list[mail.MailUnavailable]:
    async with services.database.reading(organisation_id) as unit:
        alerts = await store.unmailed(unit, services.clock.now() - _FRESH)
        if not alerts:
            return []
        notify = {rule.id: rule.notify for rule in await store.rules(unit)}
        everybody = await access.addresses_of(unit, Role.SYSTEM_ADMINISTRATOR)
        name = (await organisations.get(unit)).name
    together: dict[tuple[str, ...], list[Alert]] = defaultdict(list)
    for alert in alerts:  # a rule may have been deleted since
        together[notify.get(alert.rule_id) or tuple(everybody)].append(alert)
    failures: list[mail.MailUnavailable] = []
    for to, some in together.items():
        try:
            if to:
                await asyncio.to_thread(
                    mail.send,
                    services.settings,
                    services.clock,
                    to,
                    _subject(name, some),
                    _text(some),
                )
        except mail.MailUnavailable as error:
            failures.append(error)
            continue
        async with services.database.unit_of_work(organisation_id, WATCH) as uow:
            await store.mailed(uow, [alert.id for alert in some])
    return failures


def _subject(name: str, alerts: list[Alert]) -> str:
    if len(alerts) == 1:
        return f"PurSight, {name}: {alerts[0].rule_name}"
    return f"PurSight, {name}: {len(alerts)} alerts"


def _text(alerts: list[Alert]) -> str:
    blocks: list[str] = []
    for alert in alerts:
        events = "1 event" if alert.count == 1 else f"{alert.count:,} events"
        about = f"\n  About: {alert.about}" if alert.about else ""
        blocks.append(
            f"{alert.rule_name} ({alert.severity.value})\n"
            f"  When: {alert.first_at:%Y-%m-%d %H:%M:%S} to {alert.last_at:%H:%M:%S} UTC, {events},"
            f" numbers {alert.first_seq} to {alert.last_seq} of the log{about}"
        )
    return "\n\n".join(blocks) + "\n\nLook in PurSight, and take note of it there.\n"
