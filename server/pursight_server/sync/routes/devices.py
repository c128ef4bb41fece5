"""Consoles of a person: make one known, list them, revoke one."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, ConfigDict, Field

from pursight.contracts.sync import DeviceReply, DeviceRequest
from pursight.errors import Forbidden
from pursight_server.access.guard import Given, Reading, Writing, requires
from pursight_server.access.model import Caller, Permission
from pursight_server.sync import devices
from pursight_server.sync.store import devices as store

router = APIRouter(prefix="/sync/v1/devices", tags=["console sync"])

Reader = Annotated[Caller, Depends(requires(Permission.SELF_READ))]
Editor = Annotated[Caller, Depends(requires(Permission.SELF_WRITE))]


class DeviceLine(BaseModel):
    """One console."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    person_id: UUID
    name: str = Field(examples=["grace-laptop"])
    last_mid: int = Field(description="Its last command that was carried out")
    created_at: datetime
    last_seen_at: datetime = Field(description="To the minute")
    revoked_at: datetime | None


@router.post("", status_code=201, summary="Make a console known")
async def register(body: DeviceRequest, caller: Editor, uow: Writing, given: Given) -> DeviceReply:
    """Make a console of the caller known; again it changes nothing."""
    known = await devices.register(uow, caller, body.id, body.name)
    return DeviceReply(
        id=known.id,
        organisation_id=caller.organisation_id,
        person_id=caller.person_id,
        lease_key=devices.lease_key(given.keys),
    )


@router.get("", summary="Consoles")
async def list_devices(
    caller: Reader,
    unit: Reading,
    *,
    everybody: Annotated[bool, Query(description="Also others'; needs persons.read")] = False,
    person_id: Annotated[
        UUID | None, Query(description="Somebody else's; needs persons.read")
    ] = None,
) -> list[DeviceLine]:
    """List the caller's consoles, revoked ones too, the latest seen first."""
    of = person_id or (None if everybody else caller.person_id)
    if of != caller.person_id and not caller.may(Permission.PERSONS_READ):
        raise Forbidden("to see others' consoles needs the permission persons.read")
    found = await store.of(unit, of)
    return [DeviceLine.model_validate(one) for one in found]


@router.delete("/{device_id}", status_code=204, summary="Revoke a console")
async def revoke(device_id: UUID, caller: Editor, uow: Writing) -> None:
    """Trust a console no more; it deletes its replica. Others' need persons.write."""
    await devices.revoke(uow, caller, device_id)
