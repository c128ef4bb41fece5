"""`pursight agent sources load`: what a source may be made to bear, all told together."""

from datetime import datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from pursight.clock import Clock
from pursight.contracts.agents import Limits
from pursight_agent import settings
from pursight_agent.load.contract import cut_down
from pursight_agent.runtime import consent

_ASKED = Limits()
"""What a job asks for of which nobody said anything."""


def contract_of(directory: Path, alias: str, clock: Clock) -> dict[str, Any]:
    """Say what holds for a source now: settings and consent file, the stricter of both.

    Raises:
        NotFound: There is no such source.
        BadSettings: One of the files cannot be understood.
    """
    own = settings.load(directory)
    entry = own.find(alias)
    given = consent.load(directory).for_source(alias)
    bounds = _ASKED if given is None else consent.bounded(given, _ASKED)
    limits = cut_down(entry.within(bounds), workers=own.limits.workers)
    now = clock.now()
    times = entry.times
    return {
        "alias": alias,
        "jobs": [kind.value for kind in given.jobs] if given else [],
        "connections": limits.connections,
        "statement_seconds": limits.statement_seconds,
        "share_of_time": limits.share_of_time,
        "sample_rows": limits.sample_rows,
        "memory_mebibytes": limits.memory_mebibytes,
        "workers": limits.workers,
        "consent_hours": given.hours if given else "",
        "consent_days": list(given.days) if given else [],
        "windows": list(entry.windows),
        "timezone": entry.timezone,
        "open_now": times.is_open(now),
        "opens_at": _spelled(times.opens(now)),
        "closes_at": _spelled(times.closes(now)),
    }


def show(found: dict[str, Any], console: Console) -> None:
    """Print it for a person."""
    if not found["jobs"]:
        console.print("The consent file allows nothing with this source.")
    table = Table("What", "At most", title=found["alias"], title_justify="left")
    rows = found["sample_rows"]
    hours = f"{found['consent_hours']}, {', '.join(found['consent_days'])}"
    for name, value in (
        ("connections", str(found["connections"])),
        ("seconds of a statement", str(found["statement_seconds"])),
        ("share of time", f"{found['share_of_time']:.0%}"),
        ("rows of a table", "all" if rows is None else f"{rows:,}"),
        ("memory of a scan", f"{found['memory_mebibytes']:,} MiB"),
        ("processes of a scan that measure", str(found["workers"])),
        ("hours of the consent file", hours if found["consent_hours"] else "none"),
        ("windows", f"{', '.join(found['windows'])} ({found['timezone']})"),
    ):
        if name != "windows" or found["windows"]:
            table.add_row(name, value)
    console.print(table)
    if not found["open_now"]:
        console.print(f"It may not be read now; the next window opens {found['opens_at']}.")
    elif found["closes_at"]:
        console.print(f"It may be read until {found['closes_at']}.")


def _spelled(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat(timespec="minutes")
