"""The closing report of an access review: evidence as JSON and as a sheet (pure)."""

import csv
import hashlib
import io
from collections.abc import Sequence
from typing import Any, Final

from pursight.canonical import canonical, plain
from pursight.spreadsheets import safe
from pursight_server.access_reviews.model import Item, Review, counts

_COLUMNS: Final = (
    "number",
    "kind",
    "subject_kind",
    "subject_id",
    "subject_name",
    "role",
    "scope_kind",
    "scope_id",
    "target_id",
    "given_at",
    "given_by_name",
    "ends_at",
    "outcome",
    "decided_by",
    "decided_by_name",
    "decided_at",
    "reason",
)


def report(review: Review, items: Sequence[Item]) -> dict[str, Any]:
    """Tell what was looked at, by whom, and what was decided, item by item."""
    told = {
        "id": review.id,
        "name": review.name,
        "about": review.about,
        "which": review.which,
        "reviewers": review.reviewers,
        "undecided": review.undecided,
        "created_by": review.created_by,
        "created_by_name": review.created_by_name,
        "created_at": review.created_at,
        "due_at": review.due_at,
        "closed_at": review.closed_at,
        "state": review.state,
        "counts": counts(items),
        "items": [_line(item) for item in items],
    }
    found: dict[str, Any] = plain(told)
    return found


def digest(review: Review, items: Sequence[Item]) -> str:
    """Hash the report as its closing event has it: SHA-256 of the canonical JSON."""
    return hashlib.sha256(canonical(report(review, items))).hexdigest()


def sheet(items: Sequence[Item]) -> str:
    """Write the items as a sheet; what a spreadsheet would take for a formula is made harmless."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for item in items:
        line = plain(_line(item))
        writer.writerow(["" if line[name] is None else safe(str(line[name])) for name in _COLUMNS])
    return text.getvalue()


def _line(item: Item) -> dict[str, Any]:
    derived = {
        "subject_kind": item.subject.kind,
        "subject_id": item.subject.id,
        "scope_kind": item.scope.kind,
        "scope_id": item.scope.id,
    }
    return {name: derived[name] if name in derived else getattr(item, name) for name in _COLUMNS}
