"""Seal every organisation's log again and again, and tell the world of each signed head.

What has been told cannot be taken back: who keeps the heads can prove later that the log was
written anew, whatever happened to the server and its keys.
"""

import asyncio
import os
import socket
from pathlib import Path

import structlog

from pursight.canonical import canonical
from pursight.contracts.audit import TreeHead
from pursight_server.activity import seals
from pursight_server.activity.store import seals as stored
from pursight_server.platform.services import Services
from pursight_server.platform.settings import Settings
from pursight_server.platform.unit_of_work import Actor

_log = structlog.get_logger("pursight.seal")
SEALER = Actor.system("sealer")
_SYSLOG_PRIORITY = 13 * 8 + 5  # facility log audit, severity notice (RFC 5424, section 6.2.1)
_SYSLOG_SECONDS = 5.0


async def seal_logs(services: Services) -> None:
    """Sign what is new in all logs; one that does not hold is reported and not signed for.

    All are sealed before any is told of: a syslog that is away keeps no log from being sealed.
    """
    for organisation_id in await services.database.organisations():
        try:
            async with services.database.unit_of_work(organisation_id, SEALER) as uow:
                await seals.seal(uow, services.keys.log_signing)
        except seals.LogBroken as error:
            _log.error(
                "the log does not hold and is not signed for",
                organisation=str(organisation_id),
                reason=error.message,
            )
    for organisation_id in await services.database.organisations():
        async with services.database.unit_of_work(organisation_id, SEALER) as uow:
            told = await stored.unannounced(uow)
            if told:
                await asyncio.to_thread(announce, services.settings, told)
                await stored.announced(uow, told[-1].size)


def announce(settings: Settings, heads: list[TreeHead]) -> None:
    """Write heads to the file and send them to the syslog that the administrator has named.

    Raises:
        OSError: One of them could not be reached; it is tried again with the next seal.
    """
    lines = [canonical(head.model_dump(mode="json")).decode() for head in heads]
    if settings.seal_file is not None:
        _append(settings.seal_file, lines)
    if settings.seal_syslog:
        _send(settings.seal_syslog, heads, lines)


def _append(file: Path, lines: list[str]) -> None:
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    with os.fdopen(handle, "wb") as out:
        out.write("".join(line + "\n" for line in lines).encode())
        out.flush()
        os.fsync(out.fileno())


def _send(address: str, heads: list[TreeHead], lines: list[str]) -> None:
    """Send RFC 5424 messages over TCP, framed by their length (RFC 6587)."""
    host, _, port = address.rpartition(":")
    with socket.create_connection((host.strip("[]"), int(port)), _SYSLOG_SECONDS) as connection:
        for head, line in zip(heads, lines, strict=True):
            at = head.at.isoformat(timespec="microseconds").replace("+00:00", "Z")
            message = (
                f"<{_SYSLOG_PRIORITY}>1 {at} {socket.gethostname() or '-'} pursight - head - {line}"
            ).encode()
            connection.sendall(f"{len(message)} ".encode() + message)
