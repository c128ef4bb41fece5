"""The compliance report."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from fastapi.responses import HTMLResponse

from pursight_server.access import scope as access
from pursight_server.access.guard import Reading, requires
from pursight_server.access.model import Caller, Permission
from pursight_server.catalog.store.listing import assets_table
from pursight_server.platform.conditions import Condition
from pursight_server.reports import service
from pursight_server.reports.summary import ReportSummary

router = APIRouter(prefix="/api/v1/reports", tags=["reports"])

Reader = Annotated[Caller, Depends(requires(Permission.REPORTS_READ))]
Sources = Annotated[
    Sequence[UUID], Query(alias="source_id", description="Only these sources; none given is all")
]


@router.get("/compliance", response_class=HTMLResponse, summary="The report as a page")
async def compliance_page(caller: Reader, unit: Reading, source_ids: Sources = ()) -> HTMLResponse:
    """Write one HTML page that needs no other file; names and counts, never a value."""
    page = await service.compliance_report(unit, source_ids or None, _visible(caller))
    return HTMLResponse(page, headers={"Content-Disposition": 'inline; filename="report.html"'})


@router.get("/summary", summary="The report in numbers")
async def compliance_summary(
    caller: Reader, unit: Reading, source_ids: Sources = ()
) -> ReportSummary:
    """Read what the report says, for programs."""
    return await service.compliance_summary(unit, source_ids or None, _visible(caller))


def _visible(caller: Caller) -> Condition | None:
    """Say which assets a report for somebody may tell of; None: of all."""
    if access.sees_all(caller, Permission.REPORTS_READ):
        return None
    return access.visible(caller, Permission.REPORTS_READ, assets_table)
