"""What the organisation lays down about access."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from pursight_server.access import changing_settings
from pursight_server.access.guard import IfMatch, Reading, Writing, requires
from pursight_server.access.model import Caller, Permission
from pursight_server.access.routes.machine_messages import AccessSettingsBody, AccessSettingsReply
from pursight_server.access.settings import AccessSettings
from pursight_server.platform.preconditions import etag

router = APIRouter(prefix="/api/v1/access-settings", tags=["access"])

Reader = Annotated[Caller, Depends(requires(Permission.ORGANISATION_READ))]
Editor = Annotated[Caller, Depends(requires(Permission.ACCESS_SETTINGS_WRITE))]


@router.get("", summary="Settings about access")
async def get_settings(_caller: Reader, unit: Reading, response: Response) -> AccessSettingsReply:
    """Read them; nobody has to set any."""
    settings = await changing_settings.get(unit)
    response.headers["ETag"] = etag(settings.rev)
    return AccessSettingsReply.of(settings)


@router.put("", summary="Change settings about access")
async def put_settings(
    body: AccessSettingsBody,
    _caller: Editor,
    uow: Writing,
    response: Response,
    if_match: IfMatch = None,
) -> AccessSettingsReply:
    """Set all of them; what is there already, tokens and requests, keeps its end.

    `four_eyes` is switched off by two people: after the first, `four_eyes_off_by` says who asked.
    """
    settings = await changing_settings.put(
        uow,
        AccessSettings(**body.model_dump(exclude={"four_eyes"})),
        four_eyes=body.four_eyes,
        if_match=if_match,
    )
    response.headers["ETag"] = etag(settings.rev)
    return AccessSettingsReply.of(settings)
