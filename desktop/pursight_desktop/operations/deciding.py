"""Decide what columns hold, take decisions back, accept risks, pause rules."""

from collections.abc import Sequence
from typing import Literal
from uuid import UUID

from pursight.clock import Clock, SystemClock
from pursight.contracts.sync import Value
from pursight.errors import Refused
from pursight_desktop.operations.change import Change
from pursight_desktop.operations.edits import Edit, NotThere, Seen, carry_out, gone
from pursight_desktop.operations.shown import shown_fields
from pursight_desktop.operations.wording import Label, Saying, tr
from pursight_desktop.replica.store import Store, Writer

Verdict = Literal["accept", "reject", "change"]
RuleState = Literal["active", "paused", "retired"]

NONE = "none"


class NothingFound(Refused):
    """There is no finding that could be accepted."""

    code = "console.nothing_found"


class LabelMissing(Refused):
    """A verdict that changes the label came without one, or without a reason where one is due."""

    code = "console.incomplete_decision"


def decide(
    store: Store,
    ids: Sequence[UUID],
    verdict: Verdict,
    label: str | None = None,
    reason: str = "",
    *,
    by: str = "",
    clock: Clock | None = None,
    seen: Seen | None = None,
) -> Change:
    """Say what columns hold; no scan ever undoes it.

    Columns whose finding there is nothing to accept about are left out of many.

    Args:
        store: The replica.
        ids: Of columns.
        verdict: Accept what was found, reject it, or change it to `label`.
        label: With `change`.
        reason: In words of the person.
        by: The person's name, shown until the server has told its own.
        clock: The system's unless given.
        seen: Revs of the classifications when the person looked at them, 0 where there was none;
            as they are now unless given.

    Raises:
        LabelMissing: `change` without a label.
        NothingFound: `accept`, and in none of the columns anything was found.
        NotThere: None of the columns is here any more.
    """
    if verdict == "change" and not label:
        raise LabelMissing("Say which label it should be.")
    at = (clock or SystemClock()).now().isoformat()

    def plan(writer: Writer) -> list[Edit]:
        edits, there = [], False
        for column_id in dict.fromkeys(ids):
            row = _finding(writer, column_id)
            if row is None:
                continue
            there = True
            found = str(row.get("label") or NONE)
            if verdict == "accept" and found == NONE:
                continue
            meant = {"accept": found, "reject": NONE, "change": label or NONE}[verdict]
            decision: dict[str, Value] = {
                "verdict": verdict,
                "label": meant,
                "reason": reason.strip(),
                "by": by,
                "at": at,
            }
            before = {"decision": row.get("decision")}
            rev = None if seen is None else seen.get(column_id)
            edits.append(Edit("classification", column_id, before, {"decision": decision}, rev))
        if ids and not there:
            raise gone()
        if ids and not edits:
            raise NothingFound("Nothing was found here that could be accepted.")
        return edits

    return carry_out(store, lambda count: _decided(verdict, label or NONE, count), plan)


def withdraw_decision(store: Store, ids: Sequence[UUID], *, seen: Seen | None = None) -> Change:
    """Let what scans find count again; `seen` as with `decide`."""

    def plan(writer: Writer) -> list[Edit]:
        edits = []
        for column_id in dict.fromkeys(ids):
            row = _finding(writer, column_id)
            if row is not None:
                before = {"decision": row.get("decision")}
                rev = None if seen is None else seen.get(column_id)
                edits.append(Edit("classification", column_id, before, {"decision": None}, rev))
        if ids and not edits:
            raise gone()
        return edits

    return carry_out(store, _withdrawn, plan)


def accept_violation(store: Store, ids: Sequence[UUID], reason: str, *, by: str = "") -> Change:
    """Take the risk of open violations, for a reason that stays on record.

    Raises:
        LabelMissing: There is no reason.
    """
    why = reason.strip()
    if not why:
        raise LabelMissing(
            "A risk is taken for a reason.", hint="Say why; it is kept with the violation."
        )

    def plan(writer: Writer) -> list[Edit]:
        return [
            Edit("violation", one, {"acceptance": None}, {"acceptance": {"reason": why, "by": by}})
            for one, _row in _in_state(writer, ids, "open")
        ]

    return carry_out(store, _accepted, plan)


def reopen_violation(store: Store, ids: Sequence[UUID]) -> Change:
    """Take acceptances back."""

    def plan(writer: Writer) -> list[Edit]:
        return [
            Edit("violation", one, {"acceptance": row["acceptance"]}, {"acceptance": None})
            for one, row in _in_state(writer, ids, "accepted")
        ]

    return carry_out(store, _reopened, plan)


def set_rule_state(store: Store, ids: Sequence[UUID], state: RuleState) -> Change:
    """Have rules checked, pause them, or retire them for good."""

    def plan(writer: Writer) -> list[Edit]:
        edits = []
        for rule_id in dict.fromkeys(ids):
            row = shown_fields(writer, "rule", rule_id)
            if row is not None and row.get("state") != "retired":
                edits.append(Edit("rule", rule_id, {"state": row.get("state")}, {"state": state}))
        if ids and not edits:
            if all(shown_fields(writer, "rule", one) is None for one in ids):
                raise gone()
            raise NotThere("This rule was retired, for good.", hint="Define a new one.")
        return edits

    return carry_out(store, lambda count: _ruled(state, count), plan)


def _finding(writer: Writer, column_id: UUID) -> dict[str, Value] | None:
    """Read what is known of a column; nothing found is empty, and None if the column is gone."""
    row = shown_fields(writer, "classification", column_id)
    if row is None and shown_fields(writer, "asset", column_id) is not None:
        return {}
    return row


def _in_state(
    writer: Writer, ids: Sequence[UUID], state: str
) -> list[tuple[UUID, dict[str, Value]]]:
    found = []
    for violation_id in dict.fromkeys(ids):
        row = shown_fields(writer, "violation", violation_id)
        if row is not None and row.get("state") == state:
            found.append((violation_id, row))
    if ids and not found:
        if all(shown_fields(writer, "violation", one) is None for one in ids):
            raise gone()
        said = {"open": "This is not open any more.", "accepted": "This is not accepted any more."}
        raise NotThere(said[state], hint="Somebody else was faster, or a scan was.")
    return found


def _decided(verdict: Verdict, label: str, count: int) -> Saying:
    match verdict:
        case "accept":
            return tr("Label of {n} columns accepted", None, count)
        case "reject":
            return tr("Label of {n} columns rejected", None, count)
        case _:
            said = tr("Label of {n} columns changed to {label}", None, count)
            return said.having(label=Label(label))


def _withdrawn(count: int) -> Saying:
    return tr("Decision about {n} columns taken back", None, count)


def _accepted(count: int) -> Saying:
    return tr("Risk of {n} violations accepted", None, count)


def _reopened(count: int) -> Saying:
    return tr("{n} violations opened again", None, count)


def _ruled(state: RuleState, count: int) -> Saying:
    match state:
        case "active":
            return tr("{n} rules switched on", None, count)
        case "paused":
            return tr("{n} rules paused", None, count)
        case _:
            return tr("{n} rules retired", None, count)
