"""Decide what columns hold, take decisions back, accept risks, pause rules."""

from collections.abc import Sequence
from typing import Literal
from uuid import UUID

from pursight.clock import Clock, SystemClock
from pursight.contracts.sync import Value
from pursight.errors import Refused
from pursight_desktop.operations.change import Change
from pursight_desktop.operations.edits import Edit, carry_out
from pursight_desktop.operations.shown import shown_fields
from pursight_desktop.operations.wording import columns, of, spoken_label
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

    Raises:
        LabelMissing: `change` without a label.
        NothingFound: `accept`, and in none of the columns anything was found.
    """
    if verdict == "change" and not label:
        raise LabelMissing("Say which label it should be.")
    at = (clock or SystemClock()).now().isoformat()

    def plan(writer: Writer) -> list[Edit]:
        edits = []
        for column_id in dict.fromkeys(ids):
            row = shown_fields(writer, "classification", column_id) or {}
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
            edits.append(Edit("classification", column_id, before, {"decision": decision}))
        if ids and not edits:
            raise NothingFound("Nothing was found here that could be accepted.")
        return edits

    done = {"accept": "accepted", "reject": "rejected"}.get(
        verdict, f"changed to {spoken_label(label or NONE)}"
    )
    return carry_out(store, columns(done), plan)


def withdraw_decision(store: Store, ids: Sequence[UUID]) -> Change:
    """Let what scans find count again."""

    def plan(writer: Writer) -> list[Edit]:
        edits = []
        for column_id in dict.fromkeys(ids):
            row = shown_fields(writer, "classification", column_id) or {}
            before = {"decision": row.get("decision")}
            edits.append(Edit("classification", column_id, before, {"decision": None}))
        return edits

    return carry_out(
        store, lambda count: f"Decision about {of(count, 'column', 'columns')} taken back", plan
    )


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

    return carry_out(
        store, lambda count: f"Risk of {of(count, 'violation', 'violations')} accepted", plan
    )


def reopen_violation(store: Store, ids: Sequence[UUID]) -> Change:
    """Take acceptances back."""

    def plan(writer: Writer) -> list[Edit]:
        return [
            Edit("violation", one, {"acceptance": row["acceptance"]}, {"acceptance": None})
            for one, row in _in_state(writer, ids, "accepted")
        ]

    return carry_out(
        store, lambda count: f"{of(count, 'violation', 'violations')} opened again", plan
    )


def set_rule_state(store: Store, ids: Sequence[UUID], state: RuleState) -> Change:
    """Have rules checked, pause them, or retire them for good."""

    def plan(writer: Writer) -> list[Edit]:
        edits = []
        for rule_id in dict.fromkeys(ids):
            row = shown_fields(writer, "rule", rule_id)
            if row is not None and row.get("state") != "retired":
                edits.append(Edit("rule", rule_id, {"state": row.get("state")}, {"state": state}))
        return edits

    done = {"active": "switched on", "paused": "paused", "retired": "retired"}[state]
    return carry_out(store, lambda count: f"{of(count, 'rule', 'rules')} {done}", plan)


def _in_state(
    writer: Writer, ids: Sequence[UUID], state: str
) -> list[tuple[UUID, dict[str, Value]]]:
    found = []
    for violation_id in dict.fromkeys(ids):
        row = shown_fields(writer, "violation", violation_id)
        if row is not None and row.get("state") == state:
            found.append((violation_id, row))
    return found
