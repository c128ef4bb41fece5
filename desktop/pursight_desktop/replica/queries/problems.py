"""The problems tray: refused edits and conflicts, with both texts."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pursight_desktop.replica.files import Connection
from pursight_desktop.replica.outbox import TrayLine, tray
from pursight_desktop.replica.queries.reading import fields_of
from pursight_desktop.replica.queries.subjects import subjects


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One field: what the person wrote and what is there now; a domain is told by its name."""

    field: str
    mine: Any
    theirs: Any


@dataclass(frozen=True, slots=True)
class Problem:
    """An edit that was refused or contradicts somebody else's.

    Attributes:
        outcome: conflict or refused.
        subject: What it is about, in words; `subject_id` its asset, rule or violation.
        code: Why it was refused, as a stable code; `detail` the same in words.
        fields: Of a conflict the governed fields that contradict; of a refusal all of the edit.
        gone: What it was about may not be seen any more.
    """

    mid: int
    outcome: str
    op: str
    entity: str
    subject_id: UUID
    subject: str
    code: str
    detail: str
    fields: tuple[FieldProblem, ...]
    gone: bool


def problems(connection: Connection) -> list[Problem]:
    """List what waits in the tray, oldest first."""
    found = []
    for line in tray(connection):
        now = fields_of(connection, line.entity, line.id)
        if line.conflicts:
            fields = [_field(connection, one.field, one.mine, one.theirs) for one in line.conflicts]
        else:
            fields = [
                _field(connection, name, mine, (now or {}).get(name))
                for name, mine in line.args.items()
            ]
        found.append(
            Problem(
                mid=line.mid,
                outcome=line.outcome.value,
                op=line.op.value,
                entity=line.entity,
                subject_id=line.id,
                subject=line.subject,
                code=line.code,
                detail=line.detail,
                fields=tuple(fields),
                gone=now is None and not _can_begin(connection, line),
            )
        )
    return found


def _field(connection: Connection, name: str, mine: Any, theirs: Any) -> FieldProblem:
    if name != "domain_id":
        return FieldProblem(name, mine, theirs)
    keys = [("domain", one) for one in (mine, theirs) if isinstance(one, str)]
    known = {key[1]: one.name or key[1] for key, one in subjects(connection, keys).items()}
    return FieldProblem(name, known.get(mine), known.get(theirs))


def _can_begin(connection: Connection, line: TrayLine) -> bool:
    """Whether the edit itself makes the row: the decision about a column with no finding."""
    return line.entity == "classification" and bool(fields_of(connection, "asset", line.id))
