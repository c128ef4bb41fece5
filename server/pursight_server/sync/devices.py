"""Consoles: make one known, revoke it, let it work offline for a while."""

import base64
from datetime import datetime, timedelta
from uuid import UUID

import jwt

from pursight.errors import Conflict, NotFound
from pursight.protocol.sync import DeviceRevoked
from pursight_server.access.model import Caller, Permission
from pursight_server.platform.crypto import ServerKeys
from pursight_server.platform.database import Database
from pursight_server.platform.unit_of_work import Actor, ReadUnit, UnitOfWork
from pursight_server.sync.model import Device
from pursight_server.sync.store import devices as store

LEASE_ISSUER, LEASE_AUDIENCE = "pursight", "pursight-console"
CONSOLES = Actor.system("consoles")
_SEEN_EVERY = timedelta(minutes=1)


class DeviceUnknown(NotFound):
    """The console was never made known, or the server was restored from before that."""

    code = "sync.device_unknown"


class DeviceTaken(Conflict):
    """Another person has a console with this id."""

    code = "sync.device_taken"


async def register(uow: UnitOfWork, who: Caller, device_id: UUID, name: str) -> Device:
    """Make a console of a person known; again it changes nothing.

    Raises:
        DeviceTaken: Another person has one with this id.
        DeviceRevoked: It was revoked, for good.
    """
    known = await store.find(uow, device_id, lock=True)
    if known is not None:
        _check(known, who)
        return known
    now = uow.clock.now()
    new = Device(
        id=device_id,
        person_id=who.person_id,
        name=name.replace("\x00", "\ufffd"),
        last_mid=0,
        created_at=now,
        last_seen_at=now,
    )
    if not await store.add(uow, new):
        return await register(uow, who, device_id, name)
    after = {"name": new.name, "person": who.email}
    uow.record("device.registered", "device", device_id, after=after)
    return new


async def revoke(uow: UnitOfWork, who: Caller, device_id: UUID) -> None:
    """Trust a console no more: it deletes its key and its replica; again it changes nothing.

    Raises:
        NotFound: There is no such console that this person may revoke.
    """
    known = await store.find(uow, device_id, lock=True)
    others = who.may(Permission.PERSONS_WRITE)
    if known is None or (known.person_id != who.person_id and not others):
        raise NotFound("there is no such console")
    if known.revoked_at is None:
        await store.change(uow, device_id, revoked_at=uow.clock.now(), connected_until=None)
        uow.record("device.revoked", "device", device_id, before={"name": known.name})


async def admitted(unit: ReadUnit, who: Caller, device_id: UUID, *, lock: bool = False) -> Device:
    """Read the console that asks.

    Raises:
        DeviceUnknown: It was never made known.
        DeviceRevoked: It was revoked.
    """
    known = await store.find(unit, device_id, lock=lock)
    if known is None or known.person_id != who.person_id:
        raise DeviceUnknown(
            "this console is not known here", hint="Make it known: POST /sync/v1/devices."
        )
    _check(known, who)
    return known


async def note_seen(database: Database, who: Caller, device: Device) -> None:
    """Keep when a console was last heard, to the minute."""
    if database.clock.now() - device.last_seen_at < _SEEN_EVERY:
        return
    async with database.unit_of_work(who.organisation_id, CONSOLES) as uow:
        await store.change(uow, device.id, last_seen_at=uow.clock.now())


def lease(keys: ServerKeys, who: Caller, device_id: UUID, now: datetime, life: timedelta) -> str:
    """Sign until when a console may work without hearing from here."""
    return jwt.encode(
        {
            "iss": LEASE_ISSUER,
            "aud": LEASE_AUDIENCE,
            "sub": str(who.person_id),
            "org": str(who.organisation_id),
            "dev": str(device_id),
            "iat": int(now.timestamp()),
            "exp": int((now + life).timestamp()),
        },
        keys.token_signing,
        algorithm="EdDSA",
        headers={"kid": keys.token_key_id},
    )


def lease_key(keys: ServerKeys) -> str:
    """Spell the public key that verifies leases."""
    return base64.b64encode(keys.token_signing.public_key().public_bytes_raw()).decode("ascii")


def _check(known: Device, who: Caller) -> None:
    if known.person_id != who.person_id:
        raise DeviceTaken("another person has a console with this id", hint="Make a new id.")
    if known.revoked_at is not None:
        raise DeviceRevoked("this device was revoked")
