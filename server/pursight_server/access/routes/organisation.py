"""The caller's organisation."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from pursight_server.access.guard import IfMatch, Reading, Writing, requires
from pursight_server.access.model import Caller, Permission
from pursight_server.access.routes.messages import OrganisationEdit, OrganisationReply
from pursight_server.organisations import service
from pursight_server.platform.preconditions import etag

router = APIRouter(prefix="/api/v1/organisation", tags=["access"])

Reader = Annotated[Caller, Depends(requires(Permission.ORGANISATION_READ))]
Editor = Annotated[Caller, Depends(requires(Permission.ORGANISATION_WRITE))]


@router.get("", summary="The organisation")
async def get_organisation(_caller: Reader, unit: Reading, response: Response) -> OrganisationReply:
    """Read the caller's organisation."""
    organisation = await service.get(unit)
    response.headers["ETag"] = etag(organisation.rev)
    return OrganisationReply.of(organisation)


@router.patch("", summary="Rename the organisation")
async def rename_organisation(
    body: OrganisationEdit,
    _caller: Editor,
    uow: Writing,
    response: Response,
    if_match: IfMatch = None,
) -> OrganisationReply:
    """Give it another name; the short name used at sign-in stays."""
    organisation = await service.rename(uow, body.name, if_match=if_match)
    response.headers["ETag"] = etag(organisation.rev)
    return OrganisationReply.of(organisation)
