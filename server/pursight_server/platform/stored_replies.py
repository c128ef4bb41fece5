"""Replies of writes that carry an Idempotency-Key: kept with their effect, given again."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, insert, select

from pursight.errors import Refused
from pursight_server.platform import fields
from pursight_server.platform.one_at_a_time import one_at_a_time
from pursight_server.platform.request_units import ReplyKey
from pursight_server.platform.tables import stored_reply
from pursight_server.platform.unit_of_work import UnitOfWork


class BadKey(Refused):
    """The Idempotency-Key is no good, or was used for another request."""

    code = "idempotency.bad_key"


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as it left."""

    status: int
    headers: dict[str, str]
    body: bytes


class AnsweredBefore(Exception):
    """The same request came before; this was its answer."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(reply.status)
        self.reply = reply


def check_key(key: str) -> None:
    """Refuse keys that are empty, long or not plain ASCII.

    Raises:
        BadKey: It is one of these.
    """
    if not (0 < len(key) <= 200 and key.isascii() and key.isprintable()):
        raise BadKey(
            "the Idempotency-Key is not usable", hint="Send 1 to 200 visible ASCII characters."
        )


async def find_reply(uow: UnitOfWork, caller_id: UUID, key: str, request_sha256: str) -> None:
    """Stop here with the earlier answer if the key was used before; else let the request go on.

    Two requests with one key at the same time: the second waits until the first is committed.

    Raises:
        AnsweredBefore: The same request was answered before.
        BadKey: Another request had this key.
    """
    await one_at_a_time(uow.connection, f"{uow.organisation_id} {caller_id} {key}")
    row = (
        await uow.connection.execute(
            select(stored_reply).where(
                stored_reply.c.organisation_id == uow.organisation_id,
                stored_reply.c.caller_id == caller_id,
                stored_reply.c.key == key,
            )
        )
    ).one_or_none()
    if row is None:
        return
    if row.request_sha256 != request_sha256:
        raise BadKey(
            "this Idempotency-Key was used for another request",
            hint="Use a new key for each request, and the same one only to repeat it.",
        )
    body = bytes(row.body)
    if fields.is_sealed(body):  # others were kept before bodies were sealed, a day at most
        body = await fields.unseal_bytes(uow, "stored_reply", "body", (caller_id, key), body)
    raise AnsweredBefore(Reply(row.status, dict(row.headers), body))


async def keep_reply(uow: UnitOfWork, key: ReplyKey, reply: Reply) -> None:
    """Keep the answer of a request in its own transaction, sealed: it may hold a token."""
    place = (key.caller_id, key.key)
    body = await fields.seal_bytes(uow, "stored_reply", "body", place, reply.body)
    await uow.connection.execute(
        insert(stored_reply).values(
            organisation_id=uow.organisation_id,
            caller_id=key.caller_id,
            key=key.key,
            request_sha256=key.request_sha256,
            status=reply.status,
            headers=reply.headers,
            body=body,
            created_at=uow.clock.now(),
        )
    )


async def forget_replies(uow: UnitOfWork, life: timedelta) -> int:
    """Delete replies older than `life`; returns how many."""
    done = await uow.connection.execute(
        delete(stored_reply).where(
            stored_reply.c.organisation_id == uow.organisation_id,
            stored_reply.c.created_at < uow.clock.now() - life,
        )
    )
    return done.rowcount
