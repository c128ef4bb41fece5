"""Letters: mail to people about entries of the log, each once; the log says what was mailed."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from pursight.audit.events import Event
from pursight_server.access import service as access
from pursight_server.activity import service as activity
from pursight_server.organisations import service as organisations
from pursight_server.platform import mail
from pursight_server.platform.services import Services
from pursight_server.platform.unit_of_work import Actor, ReadUnit

FRESH: Final = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Letter:
    """What is written to some persons; each gets a message of their own."""

    to: tuple[UUID, ...]
    subject: str
    text: str


async def mail_events(
    services: Services,
    clerk: Actor,
    kinds: Sequence[str],
    noted: str,
    write: Callable[[ReadUnit, Event], Awaitable[Letter | None]],
) -> None:
    """Mail people about what is new in every log; what is older than a day is no news any more.

    A letter is sent twice at worst, when the server dies between sending it and noting that. One
    that the mail server does not take holds up no other, and is tried again for that day.

    Args:
        services: Of the server.
        clerk: Who notes in the log what was mailed.
        kinds: Of entries to write about.
        noted: Kind of the entry that says so.
        write: Writes the letter; None where nobody has to know.

    Raises:
        MailUnavailable: Something was not taken.
    """
    if not mail.set_up(services.settings):
        return
    failures: list[mail.MailUnavailable] = []
    for organisation_id in await services.database.organisations():
        async with services.database.reading(organisation_id) as unit:
            told = await _told(unit, kinds, noted)
            before = f"PurSight, {(await organisations.get(unit)).name}: " if told else ""
        for event, known in told:
            async with services.database.reading(organisation_id) as unit:
                letter = await write(unit, event)
                to = [] if letter is None else [one for one in letter.to if one not in known]
                addresses = await access.addresses(unit, to)
            if letter is None:
                continue
            sent = await _sent(services, addresses, before, letter, failures)
            if sent:
                async with services.database.unit_of_work(organisation_id, clerk) as uow:
                    after = {"entry": event.seq, "about": event.kind, "people": sent}
                    uow.record(noted, event.subject_kind, event.subject_id, after=after)
    if failures:
        raise failures[0]


async def _told(
    unit: ReadUnit, kinds: Sequence[str], noted: str
) -> list[tuple[Event, frozenset[UUID]]]:
    """Read what is new, each with whom was written to about it."""
    size = await activity.size(unit)
    since = unit.clock.now() - FRESH
    found = await activity.between(unit, [*kinds, noted], since=since, after=size, until=size)
    known: dict[int, set[UUID]] = {one.seq: set() for one in found if one.kind != noted}
    for one in found:
        facts = one.after or {}
        if one.kind == noted and facts.get("entry") in known:
            known[facts["entry"]] |= {UUID(person) for person in facts["people"]}
    return [(one, frozenset(known[one.seq])) for one in found if one.kind != noted]


async def _sent(
    services: Services,
    addresses: Mapping[UUID, str],
    before: str,
    letter: Letter,
    failures: list[mail.MailUnavailable],
) -> list[UUID]:
    """Send to each alone, since one bad address must not cost the others theirs."""
    sent = []
    for person_id, address in sorted(addresses.items()):
        try:
            await asyncio.to_thread(
                mail.send,
                services.settings,
                services.clock,
                [address],
                before + letter.subject,
                letter.text,
            )
        except mail.MailUnavailable as error:
            failures.append(error)
        else:
            sent.append(person_id)
    return sent
