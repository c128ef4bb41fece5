"""Mail each log's newest signed head once a day: what left the house cannot be taken back."""

import asyncio
from datetime import timedelta

from pursight.canonical import canonical
from pursight.contracts.audit import TreeHead
from pursight_server.activity.sealing import SEALER
from pursight_server.activity.store import seals as stored
from pursight_server.organisations import service as organisations
from pursight_server.platform import mail
from pursight_server.platform.services import Services

_EVERY = timedelta(hours=24)


async def mail_heads(services: Services) -> None:
    """Mail what is due; a message is sent twice at worst, when the server dies after sending."""
    address = services.settings.seal_email
    if not address or not mail.set_up(services.settings):
        return
    for organisation_id in await services.database.organisations():
        async with services.database.reading(organisation_id) as unit:
            newest = await stored.newest(unit)
            last = await stored.mailed_last(unit)
            name = (await organisations.get(unit)).name
        if newest is None:
            continue
        if last is not None:
            size, at = last
            if size == newest.size or services.clock.now() - at < _EVERY:
                continue
        await asyncio.to_thread(
            mail.send,
            services.settings,
            services.clock,
            [address],
            f"PurSight: signed head of the log of {name}",
            _text(name, newest),
        )
        async with services.database.unit_of_work(organisation_id, SEALER) as uow:
            await stored.mailed(uow, newest.size)


def _text(name: str, head: TreeHead) -> str:
    return (
        f"The log of {name} has {head.size:,} events, and this is the server's signature under"
        " them.\nKeep this message: with it anybody can show later that they were not written"
        " anew.\nTo compare it with an export, save the line below as a file and type\n\n"
        "    pursight audit verify EXPORT --heads THAT-FILE\n\n"
        f"{canonical(head.model_dump(mode='json')).decode()}\n"
    )
