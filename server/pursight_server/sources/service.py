"""Register, edit and archive sources; move them through their lifecycle."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from pursight.canonical import plain
from pursight.errors import NotFound, Refused
from pursight.identity import new_id
from pursight_server.agents import service as agents
from pursight_server.agents.model import AgentState
from pursight_server.domains import service as domains
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork
from pursight_server.sources import store
from pursight_server.sources.model import (
    ConnectionTest,
    Source,
    SourceDraft,
    SourceEvent,
    SourceProblem,
    SourceState,
    follow,
    moves_to_scanning,
)

_EDITABLE = frozenset(
    {
        "name",
        "kind",
        "environment",
        "domain_id",
        "tags",
        "description",
        "scope",
        "limits",
        "agent_id",
        "alias",
    }
)


async def register(uow: UnitOfWork, draft: SourceDraft) -> Source:
    """Register a source; its connection is tested as a step of its own.

    Raises:
        NotFound: There is no such agent, or domain.
        Refused: The agent was revoked.
        SourceTaken: The name or the agent's alias is in use.
    """
    await _check_agent(uow, draft.agent_id)
    await domains.check_there(uow, draft.domain_id)
    now = uow.clock.now()
    new = Source(
        **{name: getattr(draft, name) for name in SourceDraft.__dataclass_fields__},
        id=new_id(uow.clock),
        state=SourceState.REGISTERED,
        state_since=now,
        problem=None,
        last_test=None,
        last_scan_at=None,
        applied_nominal_time=None,
        rev=1,
        created_at=now,
        changed_at=now,
    )
    await store.add(uow, new)
    uow.record(
        "source.registered",
        "source",
        new.id,
        after={name: _spelled(getattr(new, name)) for name in sorted(_EDITABLE)},
    )
    return new


async def get(unit: ReadUnit, source_id: UUID) -> Source:
    """Read one source.

    Raises:
        NotFound: There is none.
    """
    return _there(await store.find(unit, source_id))


async def several(unit: ReadUnit, ids: Sequence[UUID]) -> dict[UUID, Source]:
    """Read sources by id; what does not exist is left out."""
    return await store.several(unit, ids)


async def locked(uow: UnitOfWork, source_id: UUID) -> Source:
    """Read one source and hold it until the end of the transaction.

    Raises:
        NotFound: There is none.
    """
    return _there(await store.lock(uow, source_id))


async def find_by_alias(unit: ReadUnit, agent_id: UUID, alias: str) -> Source | None:
    """Read the source in use that an agent knows by this alias."""
    return await store.find_by_alias(unit, agent_id, alias)


async def edit(uow: UnitOfWork, source_id: UUID, changes: Mapping[str, Any]) -> Source:
    """Change what a person said of a source; what is the same already changes nothing.

    Args:
        uow: The caller must have checked the revision of a `locked` read in it.
        source_id: Which.
        changes: Fields of `SourceDraft` to their new values.

    Raises:
        NotFound: There is no such source, agent or domain.
        IllegalMove: It is archived.
        Refused: The new agent was revoked, or another source is not meant by the alias.
        SourceTaken: The new name or alias is in use.
    """
    if unknown := changes.keys() - _EDITABLE:
        raise Refused(f"a source has no field {min(unknown)} that can be edited")
    before = await locked(uow, source_id)
    if before.state is SourceState.ARCHIVED:
        follow(before.state, SourceEvent.ARCHIVE)
    changed = {name: new for name, new in changes.items() if getattr(before, name) != new}
    if not changed:
        return before
    if "agent_id" in changed:
        await _check_agent(uow, changed["agent_id"])
    if "domain_id" in changed:
        await domains.check_there(uow, changed["domain_id"])
    await store.change(uow, source_id, {name: _stored(new) for name, new in changed.items()})
    uow.record(
        "source.edited",
        "source",
        source_id,
        before={name: _spelled(getattr(before, name)) for name in changed},
        after={name: _spelled(new) for name, new in changed.items()},
    )
    return await get(uow, source_id)


async def move(
    uow: UnitOfWork, source_id: UUID, event: SourceEvent, *, problem: SourceProblem | None = None
) -> SourceState:
    """Follow one arrow of the lifecycle and record it.

    Args:
        uow: The transaction.
        source_id: Which.
        event: What happened.
        problem: Why, for `FAIL` and `FAIL_SCAN`; any other move clears the last one.

    Raises:
        NotFound: There is no such source.
        IllegalMove: The diagram has no such arrow.
    """
    before = await locked(uow, source_id)
    after = follow(before.state, event)
    await store.change(
        uow,
        source_id,
        {
            "state": after,
            "state_since": uow.clock.now(),
            "problem": None if problem is None else asdict(problem),
        },
    )
    uow.record(
        "source.archived" if event is SourceEvent.ARCHIVE else "source.moved",
        "source",
        source_id,
        before={"state": before.state},
        after={"state": after} | ({} if problem is None else {"problem": asdict(problem)}),
    )
    return after


async def enter_scanning(uow: UnitOfWork, source_id: UUID) -> None:
    """Walk to `scanning`, through `connected` if nobody tested the connection before.

    Raises:
        NotFound: There is no such source.
        IllegalMove: No way leads there, as from `archived`.
    """
    for event in moves_to_scanning((await locked(uow, source_id)).state):
        await move(uow, source_id, event)


async def archive(uow: UnitOfWork, source_id: UUID) -> Source:
    """Take a source out of use; what is known of it stays, its name and alias become free.

    Raises:
        NotFound: There is no such source.
        IllegalMove: It is archived already.
    """
    await move(uow, source_id, SourceEvent.ARCHIVE)
    return await get(uow, source_id)


async def note_test(uow: UnitOfWork, source_id: UUID, test: ConnectionTest) -> None:
    """Keep what came of a connection test, and move on if it was awaited.

    A source past `connected` is tested for its health only: the lifecycle does not move.
    """
    before = await locked(uow, source_id)
    await store.change(uow, source_id, {"last_test": plain(asdict(test))})
    uow.record(
        "source.tested",
        "source",
        source_id,
        before={"last_test": None if before.last_test is None else asdict(before.last_test)},
        after={"last_test": asdict(test)},
    )
    if before.state is not SourceState.CONFIGURING:
        return
    if test.reachable:
        await move(uow, source_id, SourceEvent.CONNECT)
    else:
        problem = SourceProblem(test.code or "source.unreachable", test.message, test.hint)
        await move(uow, source_id, SourceEvent.FAIL, problem=problem)


async def note_scan(uow: UnitOfWork, source_id: UUID, *, newest: datetime | None) -> None:
    """Keep that a scan was applied; `newest` moves the nominal time that the catalog shows."""
    values: dict[str, Any] = {"last_scan_at": uow.clock.now()}
    if newest is not None:
        values["applied_nominal_time"] = newest
    await store.change(uow, source_id, values)


async def _check_agent(uow: UnitOfWork, agent_id: UUID) -> None:
    agent = await agents.facts_of(uow, agent_id)
    if agent.state is AgentState.REVOKED:
        raise Refused("the agent was revoked", hint="Choose an agent that is active.")


def _there(found: Source | None) -> Source:
    if found is None:
        raise NotFound("there is no such source")
    return found


def _stored(value: object) -> Any:
    return _spelled(value) if not isinstance(value, UUID) else value


def _spelled(value: object) -> Any:
    """Spell a field for an event or a JSON column."""
    if hasattr(value, "model_dump"):
        return value.model_dump(mode="json")
    return list(value) if isinstance(value, tuple) else value
