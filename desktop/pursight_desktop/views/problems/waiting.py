"""What waits in the tray, with who is on the other side and when (no Qt)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from pursight_desktop.replica.files import Connection
from pursight_desktop.replica.queries import activity
from pursight_desktop.replica.queries.activity import EventFilter, EventLine
from pursight_desktop.replica.queries.problems import Problem, problems

LOOKED_AT: Final = 40
"""Entries of the log of one subject that are looked at for who changed it."""

_KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    "decision": ("classification.decided", "classification.withdrawn"),
    "acceptance": ("violation.accepted", "violation.reopened"),
    "state": ("rule.edited",),
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """A problem.

    Attributes:
        by: Who wrote what is there now; empty when the log here does not tell.
        at: When.
    """

    problem: Problem
    by: str = ""
    at: datetime | None = None

    @property
    def conflict(self) -> bool:
        """Whether somebody else was faster; else the server refused it."""
        return self.problem.outcome == "conflict"

    @property
    def likeness(self) -> tuple[object, ...]:
        """What it has in common with those that can be decided together with it."""
        one = self.problem
        fields = tuple(sorted(field.field for field in one.fields))
        return (one.outcome, one.entity, one.code, fields)


def waiting(connection: Connection) -> list[Waiting]:
    """List all, oldest first."""
    return [_told(connection, one) for one in problems(connection)]


def _told(connection: Connection, problem: Problem) -> Waiting:
    if problem.outcome != "conflict":
        return Waiting(problem)
    wanted = EventFilter(subject_id=problem.subject_id)
    fields = {one.field for one in problem.fields}
    for entry in activity.events(connection, wanted, limit=LOOKED_AT):
        if _changed(entry, fields):
            return Waiting(problem, entry.actor_name, entry.at)
    return Waiting(problem)


def _changed(entry: EventLine, fields: set[str]) -> bool:
    """Whether an entry tells of a change to one of the fields."""
    for field in fields:
        if field in _KINDS:
            if entry.kind in _KINDS[field]:
                return True
        elif entry.kind == "asset.annotated" and field in (entry.after or {}):
            return True
    return False
