"""Export the log with its proofs, as lines that anybody can check without a server."""

import base64
from collections.abc import AsyncIterator
from dataclasses import asdict

from pursight.audit.events import Event
from pursight.audit.heads import key_id
from pursight.audit.merkle import inclusion_ranges
from pursight.canonical import canonical
from pursight.contracts.audit import (
    ExportedEvent,
    ExportedHead,
    ExportEnd,
    ExportHeader,
    LogKey,
    TreeHead,
)
from pursight.contracts.base import Wire
from pursight_server.activity.seals import NotProven, Tree
from pursight_server.activity.store import log
from pursight_server.activity.store import seals as stored
from pursight_server.organisations import service as organisations
from pursight_server.platform.unit_of_work import ReadUnit


async def export(
    unit: ReadUnit, public_key: bytes, chosen: log.EventFilter | None = None
) -> AsyncIterator[bytes]:
    """Yield an export line by line.

    Args:
        unit: Whose log; one transaction, so the export is of one moment.
        public_key: Of the key that signs heads now; auditors should have it from elsewhere too.
        chosen: Which events; None is the whole log. An excerpt holds sealed events only, each
            with its proof.

    Raises:
        NotProven: An excerpt is wanted, and nothing has been sealed yet.
    """
    newest = await stored.newest(unit)
    if chosen is not None and newest is None:
        raise NotProven(
            "the log has not been sealed yet", hint="The log is sealed once a minute; ask again."
        )
    yield _line(
        ExportHeader(
            organisation_id=unit.organisation_id,
            organisation=(await organisations.get(unit)).name,
            exported_at=unit.clock.now(),
            whole=chosen is None,
            keys=(
                LogKey(
                    key_id=key_id(public_key),
                    public_key=base64.b64encode(public_key).decode("ascii"),
                ),
            ),
        )
    )
    heads = [] if newest is None else [newest]
    if newest is not None and chosen is None:
        heads = await stored.all_heads(unit, newest.size)
    for head in heads:
        yield _line(ExportedHead(head=head))
    events = 0
    async for one in _events(unit, newest, chosen):
        events += 1
        yield one
    yield _line(ExportEnd(events=events, heads=len(heads)))


async def _events(
    unit: ReadUnit, newest: TreeHead | None, chosen: log.EventFilter | None
) -> AsyncIterator[bytes]:
    if chosen is None or newest is None:
        async for event in log.events_after(unit, 0):
            yield _line(_exported(event, None))
        return
    tree = Tree(unit, newest.size)
    async for event in log.events_after(unit, 0, until=newest.size, chosen=chosen):
        path = await tree.path(inclusion_ranges(event.seq - 1, newest.size))
        yield _line(_exported(event, path))


def _exported(event: Event, path: tuple[str, ...] | None) -> ExportedEvent:
    return ExportedEvent(**asdict(event), path=path)


def _line(one: Wire) -> bytes:
    return canonical(one.model_dump(mode="json", exclude_none=False)) + b"\n"
