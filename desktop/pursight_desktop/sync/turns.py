"""Turns: one request to the server at a time, and what came of it."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Final, Protocol, TypeVar

from pursight.errors import PurSightError
from pursight.protocol.sync import ConsoleTooOld, DeviceRevoked, Rescope, Resync, SyncError
from pursight.protocol.sync_console import (
    AskChanges,
    AskRepair,
    AskRescope,
    AskSnapshot,
    Halt,
    Step,
)
from pursight.protocol.sync_replica import Phase
from pursight.protocol.sync_server import Gap
from pursight_desktop.replica.sync_state import SyncState
from pursight_desktop.session.answers import Offline, ServerBusy, ServerRefused, SessionOver
from pursight_desktop.sync.client import DEVICE_UNKNOWN
from pursight_desktop.sync.link import Link
from pursight_desktop.sync.status import Connection

UNPUNISHED: Final = 3
"""So many new beginnings or repairs in a row are normal; more of them wait longer and longer."""

_log = logging.getLogger("pursight.console")

T = TypeVar("T")


class Work(Protocol):
    """Does something with the disk beside the event loop."""

    def __call__(self, work: Callable[[], T], /) -> Awaitable[T]:
        """Do it and give what it returned."""
        ...


@dataclass(frozen=True, slots=True)
class Stand:
    """How things stand after a turn.

    Attributes:
        at_rest: Nothing to send, and all that the server has was pulled.
        failures: In a row; how long to wait follows from it. 0: go on at once, or at the next poll.
        retry_after: Seconds that the server asked to wait.
        hint: For the person.
    """

    connection: Connection
    at_rest: bool = False
    failures: int = 0
    retry_after: float | None = None
    hint: str = ""


class Turns:
    """Decides what to ask next, asks it, and stores the answer before anything else is done.

    Args:
        state: Of the replica; each of its methods is one transaction.
        work: Runs them.
    """

    def __init__(self, state: SyncState, work: Work) -> None:
        self._state, self._work = state, work
        self._registered: Link | None = None
        self._failures = self._setbacks = self._gaps = 0
        self._push_later = self._catching_up = self._anew = False
        self._met = False

    def begin_anew(self) -> None:
        """Have the next turn throw the copy away and fetch all of it; edits stay."""
        self._anew = True

    async def take(self, link: Link) -> Stand:
        """Ask the server one thing; never raises."""
        try:
            try:
                stand = await self._ask(link)
            except (DeviceRevoked, ConsoleTooOld, Rescope, Resync) as error:
                return await self._obey(error)
        except SessionOver as error:
            return Stand(Connection.SIGNED_OUT, hint=error.hint)
        except PurSightError as error:
            return self._fail(error)
        except Exception:  # noqa: BLE001  border: the console goes on with what it has
            _log.exception("a turn of the sync failed")
            return self._fail(None)
        self._failures = 0
        return stand

    async def _ask(self, link: Link) -> Stand:
        if self._anew:
            self._anew = False
            raise Resync("the person wants the copy fetched anew")
        step = await self._work(self._state.next_step)
        if isinstance(step, Halt):
            return Stand(_HALTED[step.phase])
        if self._registered is not link:
            await link.register()
            self._registered = link
        # the first pull tells whether the server knows more commands than were sent from here
        if self._met and not self._push_later and await self._push(link):
            return Stand(Connection.ONLINE)
        return await self._pull(link, step)

    async def _push(self, link: Link) -> bool:
        """Send the oldest edits; False when there are none, or the server wants others first."""
        commands = await self._work(self._state.next_push)
        if not commands:
            return False
        try:
            reply = await link.sync.push(commands)
        except Gap:
            # the server knows fewer than it had answered: the next pull tells from where on
            self._push_later = True
            self._gaps += 1
            return False
        except (ServerRefused, ServerBusy):
            # what cannot be sent must not keep from coming what others did, and what is taken back
            self._push_later = True
            raise
        answered = await self._work(lambda: self._state.on_push(reply))
        # a server that answered none of them would be asked for ever: one that was restored, whose
        # answers hold only after the next pull
        self._push_later = not answered
        self._gaps = 0 if answered else self._gaps + 1
        return True

    async def _pull(self, link: Link, step: Step) -> Stand:
        state, sync = self._state, link.sync
        match step:
            case AskSnapshot(page):
                snapshot = await sync.snapshot(page)
                await self._work(lambda: state.on_snapshot(snapshot))
            case AskChanges(cursor):
                changes = await sync.changes(cursor)
                await self._work(lambda: state.on_changes(changes))
                if not changes.more:
                    return await self._at_the_end()
            case AskRescope(cursor, digests):
                rescope = await sync.rescope(cursor, digests)
                await self._work(lambda: state.on_rescope(rescope))
            case AskRepair(cursor, scope, known):
                revs = {key[1]: rev for key, rev in known.items()}
                async for part in sync.repair_parts(cursor, scope, revs):
                    await self._work(partial(state.on_repair_part, part))
                await self._work(state.on_repair_end)
            case Halt():
                pass  # not asked
        self._catching_up = self._catching_up or not isinstance(step, AskChanges)
        return Stand(Connection.ONLINE)

    async def _at_the_end(self) -> Stand:
        """After the last page: a checkpoint, unless the digests did not fit."""
        status = await self._work(self._state.status)
        if status.phase is not Phase.PULL:
            self._setbacks += 1
            return Stand(Connection.ONLINE, failures=max(0, self._setbacks - UNPUNISHED))
        # what could not be sent before the checkpoint can now; a gap is tried once more at once
        at_rest = not self._catching_up and not (self._push_later and self._gaps == 1)
        at_rest = at_rest and (self._met or not status.pending)
        self._met = True
        self._setbacks, self._push_later, self._catching_up = 0, False, False
        return Stand(Connection.ONLINE, at_rest=at_rest)

    async def _obey(self, error: SyncError) -> Stand:
        """Do what one of the four errors of the protocol asks for."""
        if isinstance(error, DeviceRevoked):
            try:
                await self._work(lambda: self._state.on_error(error))
            except PurSightError as problem:  # a disk that is full must not keep the copy
                _log.info("the revocation was not noted: %s", problem.code)
            return Stand(Connection.REVOKED, hint=error.hint)
        await self._work(lambda: self._state.on_error(error))
        if isinstance(error, ConsoleTooOld):
            return Stand(Connection.TOO_OLD, hint=error.hint)
        self._setbacks += 1
        self._registered = None  # what the person may do has changed, or the server is another
        return Stand(Connection.ONLINE, failures=max(0, self._setbacks - UNPUNISHED))

    def _fail(self, error: PurSightError | None) -> Stand:
        if isinstance(error, ServerRefused) and error.problem.code == DEVICE_UNKNOWN:
            self._registered = None
        self._failures += 1
        plain = error is None or type(error) is Offline
        return Stand(
            Connection.OFFLINE,
            failures=self._failures,
            retry_after=error.retry_after if isinstance(error, ServerBusy) else None,
            hint="" if plain or error is None else f"{error.message} {error.hint}".strip(),
        )


_HALTED = {Phase.TOO_OLD: Connection.TOO_OLD, Phase.REVOKED: Connection.REVOKED}
