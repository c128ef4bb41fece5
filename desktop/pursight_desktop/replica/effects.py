"""Effects: edits are shown at once, written into the rows and taken out again when answered."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from pursight.classification.labels import LABELS
from pursight.contracts.sync import Command, Operation, Row
from pursight.protocol.sync import Key
from pursight.protocol.sync_console import shown
from pursight.protocol.sync_replica import Pending, Replica
from pursight_desktop.replica.rows import KeptRow, Rows

RowKey = tuple[str, bytes]

_FOUND: Final = ("applied", "suggested")


def keys_of(command: Command) -> tuple[RowKey, ...]:
    """Name the rows a command changes: a decision also shows in the column's asset."""
    key = (command.entity, command.id.bytes)
    if command.entity == "classification":
        return key, ("asset", key[1])
    return (key,)


def all_keys(outbox: Iterable[Pending]) -> set[RowKey]:
    """Name the rows that an outbox changes."""
    return {key for pending in outbox for key in keys_of(pending.command)}


def refresh(rows: Rows, outbox: Sequence[Pending], keys: Iterable[RowKey]) -> None:
    """Show these rows as the outbox makes them."""
    wanted = set(keys)
    related = [one for one in outbox if wanted.intersection(keys_of(one.command))]
    read = wanted | all_keys(related)
    bases = {key: rows.base(*key) for key in read}
    replica = Replica(
        base={base.key: base.row() for base in bases.values() if base is not None},
        outbox=tuple(related),
    )
    now = shown(replica)
    for pending in related:
        if not pending.again:
            _show_further(now, pending.command, replica.base)
    for entity, row_id in wanted:
        row = now.get((entity, UUID(bytes=row_id)))
        base = bases[entity, row_id]
        rows.show(entity, row_id, base, None if row is None else KeptRow.of(row))


def _show_further(now: dict[Key, Row], command: Command, base: Mapping[Key, Row]) -> None:
    """Show what the server will make of a command beyond the fields that it sets."""
    if command.op is not Operation.SET:
        return
    if command.entity == "classification" and "decision" in command.args:
        found = base.get(("classification", command.id))
        label = _decided_label(command.args["decision"], found.fields if found else {})
        _update(now, ("asset", command.id), label)
        _update(now, ("classification", command.id), {"contested": False})
    elif command.entity == "violation" and "acceptance" in command.args:
        _update(now, (command.entity, command.id), _accepted(command.args["acceptance"]))


def _decided_label(decision: Any, found: Mapping[str, Any]) -> dict[str, Any]:
    if isinstance(decision, dict):
        label, state = str(decision.get("label") or "none"), "decided"
    else:
        state = str(found.get("found") or "none")
        label = str(found.get("label")) if state in _FOUND else "none"
        state = state if state in _FOUND else "none"
    facts = LABELS.get(label)
    fields = {"label": label, "label_state": state}
    return fields if facts is None else {**fields, "sensitivity": facts.sensitivity.value}


def _accepted(acceptance: Any) -> dict[str, Any]:
    if not isinstance(acceptance, dict):
        return {"state": "open", "accepted_by": "", "reason": ""}
    return {
        "state": "accepted",
        "accepted_by": str(acceptance.get("by") or ""),
        "reason": str(acceptance.get("reason") or ""),
    }


def _update(now: dict[Key, Row], key: Key, fields: Mapping[str, Any]) -> None:
    row = now.get(key)
    if row is not None:
        now[key] = row.model_copy(update={"fields": {**row.fields, **fields}})
