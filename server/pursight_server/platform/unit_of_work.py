"""One request or job is one transaction; its events are written last."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Literal
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from pursight.audit.events import Draft
from pursight.canonical import plain
from pursight.clock import Clock
from pursight_server.platform.event_log import append_events
from pursight_server.platform.field_keys import Vault

ActorKind = Literal["person", "service_account", "agent", "system"]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does it; the name is kept as it was then."""

    kind: ActorKind
    id: UUID
    name: str

    @classmethod
    def system(cls, name: str) -> "Actor":
        """A part of the server that acts by itself."""
        return cls("system", UUID(int=0), name)


@dataclass(slots=True, kw_only=True)
class ReadUnit:
    """A transaction of one organisation in which queries run."""

    connection: AsyncConnection
    organisation_id: UUID
    clock: Clock
    vault: Vault | None = None
    """Data keys for sealed columns; None where nothing is sealed or opened."""


@dataclass(slots=True, kw_only=True)
class UnitOfWork(ReadUnit):
    """A transaction of one organisation in which commands run. Never commit it: its opener does."""

    actor: Actor
    trace_id: str
    _drafts: list[Draft] = field(default_factory=list)

    def record(
        self,
        kind: str,
        subject_kind: str,
        subject_id: UUID | str,
        *,
        before: Mapping[str, Any] | None = None,
        after: Mapping[str, Any] | None = None,
        note: str = "",
    ) -> None:
        """Note one change; it is written with this transaction, or not at all.

        Args:
            kind: What happened, `<subject>.<verb in the past>`, as `source.registered`.
            subject_kind: What it happened to, as `source`.
            subject_id: Which one.
            before: The fields that changed, as they were; None when it is new.
            after: The same fields, as they are now; None when it is gone.
            note: Why, in words of the person who did it.
        """
        self._drafts.append(
            Draft(
                kind=kind,
                subject_kind=subject_kind,
                subject_id=plain(str(subject_id)),
                before=None if before is None else plain(before),
                after=None if after is None else plain(after),
                note=plain(note),
            )
        )

    @asynccontextmanager
    async def attempt(self) -> AsyncIterator[None]:
        """Undo what is done inside, rows and events, if it raises; the transaction can go on."""
        recorded = len(self._drafts)
        try:
            async with self.connection.begin_nested():
                yield
        except BaseException:
            del self._drafts[recorded:]
            raise

    async def write_events(self) -> None:
        """Write the recorded events; called last by `Database.unit_of_work`, or just before."""
        drafts, self._drafts = self._drafts, []
        if drafts:
            await append_events(
                self.connection,
                organisation_id=self.organisation_id,
                actor=(self.actor.kind, self.actor.id, plain(self.actor.name)),
                trace_id=self.trace_id,
                clock=self.clock,
                drafts=drafts,
            )
