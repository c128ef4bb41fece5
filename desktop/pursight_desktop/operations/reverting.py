"""Revert: set back what an entry of the log says was changed."""

from collections.abc import Mapping
from typing import Protocol
from uuid import UUID

from pursight.contracts.sync import Value
from pursight.errors import Refused
from pursight_desktop.operations.change import Change
from pursight_desktop.operations.edits import Edit, carry_out
from pursight_desktop.operations.shown import shown_fields
from pursight_desktop.operations.wording import Saying, tr
from pursight_desktop.replica.store import Store, Writer

FIELDS_OF = {"asset": ("description", "owner", "tags", "domain_id"), "rule": ("state",)}


class CannotRevert(Refused):
    """What happened cannot be set back from here."""

    code = "console.cannot_revert"


class LoggedChange(Protocol):
    """An entry of the log, as queries give it."""

    @property
    def kind(self) -> str:
        """Such as `asset.annotated`."""
        ...

    @property
    def subject_id(self) -> str:
        """Of what was changed."""
        ...

    @property
    def before(self) -> Mapping[str, Value] | None:
        """Fields before."""
        ...

    @property
    def after(self) -> Mapping[str, Value] | None:
        """Fields after."""
        ...


def can_revert(event: LoggedChange) -> bool:
    """Whether `revert` knows what to do about an entry; a view shows the button by this."""
    return event.kind in _WAYS and bool(_edits_of(event))


def revert(store: Store, event: LoggedChange) -> Change:
    """Set back what an entry of the log says was changed; that is an edit of its own.

    Raises:
        CannotRevert: The entry is of a kind that cannot be set back, or its subject is gone.
    """
    entity = _WAYS.get(event.kind, "")
    args = _edits_of(event)
    if not entity or not args:
        raise CannotRevert(
            "This cannot be set back from here.", hint="Change what you want changed by hand."
        )
    subject = UUID(event.subject_id)

    def plan(writer: Writer) -> list[Edit]:
        row = shown_fields(writer, entity, subject)
        if row is None:
            raise CannotRevert("What was changed is not here any more.")
        if entity == "classification":
            return [_decision(subject, row, event)]
        if entity == "violation":
            return [Edit(entity, subject, {"acceptance": row["acceptance"]}, {"acceptance": None})]
        domain = args.get("domain_id")
        if isinstance(domain, str) and shown_fields(writer, "domain", UUID(domain)) is None:
            raise CannotRevert("The domain in which it lay is not there any more.")
        return [Edit(entity, subject, {name: row.get(name) for name in args}, args)]

    return carry_out(store, lambda _count: _reverted(event.kind), plan)


_WAYS = {
    "asset.annotated": "asset",
    "classification.decided": "classification",
    "classification.withdrawn": "classification",
    "rule.edited": "rule",
    "violation.accepted": "violation",
}


def _reverted(kind: str) -> Saying:
    match kind:
        case "asset.annotated":
            return tr("Reverted: documentation")
        case "classification.decided":
            return tr("Reverted: decision")
        case "classification.withdrawn":
            return tr("Reverted: decision taken back")
        case "rule.edited":
            return tr("Reverted: state of a rule")
        case _:
            return tr("Reverted: acceptance of a risk")


def _edits_of(event: LoggedChange) -> dict[str, Value]:
    """The fields that would be set back; empty when the entry does not tell enough."""
    entity = _WAYS.get(event.kind, "")
    before, after = event.before or {}, event.after or {}
    if entity in ("classification", "violation"):
        return {"": None} if before else {}
    names = FIELDS_OF.get(entity, ())
    return {
        name: before[name] for name in names if name in before and before[name] != after.get(name)
    }


def _decision(subject: UUID, row: Mapping[str, Value], event: LoggedChange) -> Edit:
    """Bring the label back that was there before.

    The entry tells the label, not whether a person had chosen it. What scans find anyway needs no
    decision; anything else was somebody's.
    """
    label = str((event.before or {}).get("label") or "none")
    found = str(row.get("label") or "none")
    decision: Value = None
    if label != found:
        verdict = "reject" if label == "none" else "change"
        decision = {"verdict": verdict, "label": label, "reason": "reverted"}
    before = {"decision": row.get("decision")}
    return Edit("classification", subject, before, {"decision": decision})
