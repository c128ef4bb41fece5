"""Carry out a console's command: decide, let the domain do it, keep what became of it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any
from uuid import UUID

from pydantic import ValidationError

from pursight.contracts.sync import Command, CommandResult, Operation, Outcome, Row, Value
from pursight.contracts.sync_rows import GOVERNED, WRITABLE
from pursight.errors import Fault, NotFound, PurSightError
from pursight.protocol import sync_server as protocol
from pursight_server.access import scope as access
from pursight_server.access.model import Caller
from pursight_server.catalog import service as catalog
from pursight_server.catalog.model import Level
from pursight_server.catalog.store import listing
from pursight_server.classification import service as classification
from pursight_server.compliance import service as compliance
from pursight_server.compliance.store import violations_table
from pursight_server.platform.unit_of_work import UnitOfWork
from pursight_server.rules import service as rules
from pursight_server.rules.store import rules_table
from pursight_server.sources import service as sources
from pursight_server.sync import feed
from pursight_server.sync.edits import (
    AcceptanceEdit,
    AssetEdit,
    DecisionEdit,
    StateEdit,
    like,
    readable,
)
from pursight_server.sync.model import BESIDES, READS, WRITES, Device, spoken, visible_entities
from pursight_server.sync.store import devices, reading

Args = Mapping[str, Value]

_WORDS = {
    "sync.not_found": "it is not there, or you may not see it",
    "sync.forbidden": "your roles do not allow this",
    "sync.exists": "it is there already",
    "sync.changed_since": "somebody has changed it meanwhile",
    "sync.read_only": "this cannot be changed from a console",
    "sync.invalid": "this cannot be kept as it is",
}


async def carry_out(
    uow: UnitOfWork, who: Caller, device: Device, command: Command
) -> CommandResult:
    """Carry out the next command of a console, or give the result of one that came before.

    Effect, event, feed entry, `last_mid` and the result are one transaction. Whatever comes of
    it, the `mid` is used up: what is refused here must never be in the way of the next command.

    Args:
        uow: A transaction of this command alone.
        who: The person, with the rights of this moment.
        device: Their console, locked.
        command: What to do.

    Raises:
        Gap: An earlier command has not come yet.
    """
    is_new = command.mid > device.last_mid  # also one far beyond all that the database can count
    stored = None if is_new else await devices.result(uow, device.id, command.mid)
    known = protocol.known_result(
        protocol.Device(device.last_mid, {} if stored is None else {command.mid: stored}),
        command.mid,
    )
    if known is not None:
        return known
    command = command.model_copy(update={"args": readable(dict(command.args))})
    try:
        async with uow.attempt():
            result = await _decide(uow, who, device, command)
    except PurSightError as error:
        if error.fault is not Fault.CALLER:
            raise
        result = _refused(command, error)
    await uow.write_events()
    seq = await feed.flush(uow, str(device.id))
    result = result.model_copy(update={"seq": seq if result.seq else 0})
    await devices.settle(uow, device.id, command, result)
    return result


async def _decide(uow: UnitOfWork, who: Caller, device: Device, command: Command) -> CommandResult:
    stored = await _locked(uow, command)
    if stored is not None:
        fields = like(command.entity, dict(stored.row.fields), command.args)
        stored = replace(stored, row=stored.row.model_copy(update={"fields": fields}))
    sees, writes = await _rights(uow, who, command)
    rights = protocol.Rights(
        sees=lambda _row: sees,
        writes=lambda _row: writes,
        governed=lambda entity, name: name in GOVERNED.get(entity, ()),
    )
    possible = command.op is Operation.SET
    if not possible:  # nothing is made or deleted by consoles; whether it is there is told as ever
        command = command.model_copy(update={"op": Operation.SET, "args": {}})
    head = await reading.head(uow)
    result, effect = protocol.decide(
        command, stored, rights, device=str(device.id), seq=head.seq + 1
    )
    if result.outcome is Outcome.REFUSED:
        return result.model_copy(update={"detail": _WORDS.get(result.code or "", "")})
    if not possible or command.args.keys() - WRITABLE[command.entity]:
        return _no(command, "sync.read_only")
    if effect is not None:
        held = {conflict.field for conflict in result.conflicts}
        taken = {name: value for name, value in command.args.items() if name not in held}
        try:
            await _ENTITIES[command.entity].apply(uow, command.id, taken)
        except ValidationError as error:
            return _no(command, "sync.invalid", _said(error))
    return result


async def _rights(uow: UnitOfWork, who: Caller, command: Command) -> tuple[bool, bool]:
    """Say whether somebody may see a row, and write it; the row of a command, and no other."""
    entity = _ENTITIES.get(command.entity)
    if entity is None:
        return command.entity in visible_entities(who), False
    sees = await access.sees(uow, who, READS[command.entity], entity.table, command.id)
    writes = await access.sees(uow, who, WRITES[command.entity], entity.table, command.id)
    besides = {more for name in command.args if (more := BESIDES.get((command.entity, name)))}
    return sees, writes and all(who.may(more) for more in besides)


async def _locked(uow: UnitOfWork, command: Command) -> protocol.ServerRow | None:
    """Read the row while nobody else can change it."""
    entity = _ENTITIES.get(command.entity)
    if entity is None:
        return None
    try:
        await entity.lock(uow, command.id, command.args)
    except NotFound:
        return None
    found = await reading.find(uow, command.entity, command.id)
    if found is None:
        # A column in which nothing was found has no row yet, but may be decided about.
        row = Row(entity=command.entity, id=command.id, rev=1, fields={"decision": None})
        return protocol.ServerRow(row, {}) if command.entity == "classification" else None
    kept, changes = found
    row = Row.model_validate_json(kept.json())
    row = row.model_copy(update={"fields": spoken(command.entity, row.fields)})
    return protocol.ServerRow(
        row, {name: protocol.FieldChange(*change) for name, change in changes.items()}
    )


# --- what each entity's domain does ---


@dataclass(frozen=True, slots=True)
class _Entity:
    table: Any
    lock: Callable[[UnitOfWork, UUID, Args], Awaitable[object]]
    apply: Callable[[UnitOfWork, UUID, Args], Awaitable[None]]


async def _annotate(uow: UnitOfWork, asset_id: UUID, args: Args) -> None:
    changes = AssetEdit.model_validate(args).model_dump(include=set(args))
    if "tags" in changes:
        changes["tags"] = tuple(dict.fromkeys(changes["tags"]))
    await catalog.annotate(uow, asset_id, changes)


async def _lock_asset(uow: UnitOfWork, asset_id: UUID, args: Args) -> None:
    await catalog.locked(uow, asset_id, args.keys())


async def _lock_column(uow: UnitOfWork, asset_id: UUID, _args: Args) -> None:
    column = await catalog.get(uow, asset_id)
    if column.level is not Level.COLUMN:
        raise NotFound("this asset is no column")
    await sources.locked(uow, column.source_id)


async def _classify(uow: UnitOfWork, asset_id: UUID, args: Args) -> None:
    if args["decision"] is None:
        await classification.withdraw(uow, asset_id)
        return
    edit = DecisionEdit.model_validate(args["decision"])
    await classification.decide(
        uow, asset_id, edit.verdict, label=edit.given_label, reason=edit.reason
    )


async def _lock_violation(uow: UnitOfWork, violation_id: UUID, _args: Args) -> None:
    await compliance.locked(uow, violation_id)


async def _accept(uow: UnitOfWork, violation_id: UUID, args: Args) -> None:
    if args["acceptance"] is None:
        await compliance.reopen(uow, violation_id, "")
        return
    edit = AcceptanceEdit.model_validate(args["acceptance"])
    await compliance.accept_risk(uow, violation_id, edit.reason)


async def _lock_rule(uow: UnitOfWork, rule_id: UUID, _args: Args) -> None:
    await rules.locked(uow, rule_id)


async def _set_state(uow: UnitOfWork, rule_id: UUID, args: Args) -> None:
    await rules.edit(uow, rule_id, {"state": StateEdit.model_validate(args).state})


_ENTITIES: Mapping[str, _Entity] = MappingProxyType(
    {
        "asset": _Entity(listing.assets_table, _lock_asset, _annotate),
        "classification": _Entity(listing.assets_table, _lock_column, _classify),
        "violation": _Entity(violations_table, _lock_violation, _accept),
        "rule": _Entity(rules_table, _lock_rule, _set_state),
    }
)


# --- words ---


def _no(command: Command, code: str, detail: str = "") -> CommandResult:
    return CommandResult(
        mid=command.mid, outcome=Outcome.REFUSED, code=code, detail=detail or _WORDS[code]
    )


def _refused(command: Command, error: PurSightError) -> CommandResult:
    detail = f"{error.message}. {error.hint}" if error.hint else error.message
    return _no(command, error.code, detail)


def _said(error: ValidationError) -> str:
    return "; ".join(
        f"{'.'.join(str(part) for part in one['loc'])}: {one['msg']}" for one in error.errors()[:5]
    )
