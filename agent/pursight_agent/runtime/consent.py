"""The local consent file: which sources, which jobs, how much load, which hours."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from pursight.contracts.agents import JobKind, Limits
from pursight_agent import settings
from pursight_agent.load.contract import cut_down

FILE_NAME = "consent.toml"

Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
_DAYS: tuple[Day, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_HOURS = re.compile(r"(\d{2}):(\d{2})-(\d{2}):(\d{2})")


class ConsentEntry(BaseModel):
    """`[[consent]]`: what may be done with one source, or with all (`*`)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: Annotated[str, Field(pattern=r"^(\*|[a-z0-9][a-z0-9_-]{0,62})$")]
    jobs: tuple[JobKind, ...] = ()
    hours: str = "00:00-24:00"
    days: tuple[Day, ...] = _DAYS
    max_sample_rows: Annotated[int, Field(ge=1)] | None = None
    max_statement_seconds: Annotated[int, Field(ge=1)] | None = None
    max_connections: Annotated[int, Field(ge=1, le=2)] | None = None
    max_memory_mebibytes: Annotated[int, Field(ge=64)] | None = None
    max_share_of_time: Annotated[float, Field(ge=0.01, le=1)] | None = None
    max_workers: Annotated[int, Field(ge=1, le=64)] | None = None

    @field_validator("hours")
    @classmethod
    def _hours_are_a_span(cls, text: str) -> str:
        span(text)
        return text


class Consent(BaseModel):
    """The whole file. What is not named in it is not allowed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    consent: tuple[ConsentEntry, ...] = ()

    def for_source(self, alias: str) -> ConsentEntry | None:
        """Return what stands for a source; an entry of its own goes before `*`."""
        for wanted in (alias, "*"):
            for entry in self.consent:
                if entry.source == wanted:
                    return entry
        return None


@dataclass(frozen=True, slots=True)
class Allowed:
    """Go on, within these limits."""

    limits: Limits


@dataclass(frozen=True, slots=True)
class Denied:
    """The owner of the data has not agreed."""

    code: str
    reason: str


def span(text: str) -> tuple[int, int]:
    """Read `HH:MM-HH:MM` as two minutes of the day; the second may be smaller (over midnight)."""
    found = _HOURS.fullmatch(text)
    if not found:
        raise ValueError("hours look like 20:00-06:00")
    first_hour, first_minute, last_hour, last_minute = (int(part) for part in found.groups())
    start, end = first_hour * 60 + first_minute, last_hour * 60 + last_minute
    if first_minute > 59 or last_minute > 59 or start >= 1440 or end > 1440 or start == end:
        raise ValueError("hours look like 20:00-06:00, from 00:00 to 24:00")
    return start, end


def within(hours: str, days: Iterable[Day], local: datetime) -> bool:
    """Whether a local time is inside; past midnight the day is the one the span began on."""
    start, end = span(hours)
    minute, weekday = local.hour * 60 + local.minute, local.weekday()
    if start < end:
        inside = start <= minute < end
    else:
        inside = minute >= start or minute < end
        if minute < end:
            weekday = (weekday - 1) % 7
    return inside and _DAYS[weekday] in tuple(days)


def decide(
    consent: Consent, kind: JobKind, alias: str, limits: Limits, local: datetime
) -> Allowed | Denied:
    """Hold a job against the consent file; the load is cut down to what is allowed.

    `local` is now in the time of this machine: people write hours of their own wall clock.
    """
    entry = consent.for_source(alias)
    if entry is None or kind not in entry.jobs:
        return Denied(
            "consent.refused",
            f"The consent file of this agent does not allow {kind.value} jobs on {alias}.",
        )
    if not within(entry.hours, entry.days, local):
        return Denied(
            "consent.outside_hours",
            f"The consent file of this agent allows {alias} only at {entry.hours}, "
            f"{', '.join(entry.days)}.",
        )
    return Allowed(bounded(entry, limits))


def bounded(entry: ConsentEntry, limits: Limits) -> Limits:
    """Cut limits down to what is allowed."""
    return cut_down(
        limits,
        sample_rows=entry.max_sample_rows,
        statement_seconds=entry.max_statement_seconds,
        connections=entry.max_connections,
        memory_mebibytes=entry.max_memory_mebibytes,
        share_of_time=entry.max_share_of_time,
        workers=entry.max_workers,
    )


def load(directory: Path) -> Consent:
    """Read `consent.toml`; an absent file allows nothing.

    Raises:
        BadSettings: It cannot be understood; nothing is allowed until it can.
    """
    return settings.check(Consent, settings.read_text(directory / FILE_NAME), FILE_NAME)


def allow(directory: Path, alias: str, jobs: Iterable[JobKind]) -> None:
    """Write down that a source may be used for these kinds of jobs, at any hour."""
    path = directory / FILE_NAME
    words = ", ".join(settings.toml_text(kind.value) for kind in jobs)
    block = f"[[consent]]\nsource = {settings.toml_text(alias)}\njobs = [{words}]\n"
    text = settings.cut_block(settings.read_text(path), "consent", "source", alias)
    _save(path, settings.append_block(text, block))


def withdraw(directory: Path, alias: str) -> None:
    """Cut out what stands for a source."""
    path = directory / FILE_NAME
    _save(path, settings.cut_block(settings.read_text(path), "consent", "source", alias))


def _save(path: Path, text: str) -> None:
    settings.check(Consent, text, path.name)
    settings.write_private(path, text.encode())
