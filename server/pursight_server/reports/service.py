"""Write the compliance report, as a page or in numbers."""

from collections.abc import Sequence
from uuid import UUID

from pursight_server.platform.conditions import Condition
from pursight_server.platform.unit_of_work import ReadUnit
from pursight_server.reports.gathering import gather
from pursight_server.reports.page import render
from pursight_server.reports.summary import ReportSummary, summarise


async def compliance_report(
    unit: ReadUnit, source_ids: Sequence[UUID] | None = None, visible: Condition | None = None
) -> str:
    """Write one HTML page about some sources, or all; it needs no other file and shows no value."""
    return render(await gather(unit, source_ids, visible))


async def compliance_summary(
    unit: ReadUnit, source_ids: Sequence[UUID] | None = None, visible: Condition | None = None
) -> ReportSummary:
    """Put the same in numbers."""
    return summarise(await gather(unit, source_ids, visible))
