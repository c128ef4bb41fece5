"""SyncEngine: one thread that keeps replica and server together, whatever the network does."""

import asyncio
import contextlib
import logging
import random
import threading
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final, TypeVar
from uuid import UUID

from pursight.clock import Clock, SystemClock
from pursight.errors import PurSightError
from pursight.protocol.retry import backoff
from pursight_desktop.replica.sync_state import SyncState
from pursight_desktop.session.account import Account
from pursight_desktop.session.answers import Offline
from pursight_desktop.sync.link import Link
from pursight_desktop.sync.offline_time import LatestTime, gone_back
from pursight_desktop.sync.rest import Rest
from pursight_desktop.sync.status import Connection, ConsoleStatus, word
from pursight_desktop.sync.turns import Stand, Turns

POLL_SECONDS: Final = 30.0
LONGEST_WAIT: Final = 300.0
STOP_SECONDS: Final = 1.0

_log = logging.getLogger("pursight.console")

T = TypeVar("T")

MakeLink = Callable[[], Link]
"""Makes a link in the event loop of the engine."""


class SyncEngine:
    """Keeps a replica and its server together, on a thread of its own.

    Everything here may be called from any thread and returns at once.

    Args:
        state: What the replica has and wants.
        link: Makes the way to the server; None as long as nobody is signed in.
        destroy: Deletes the replica's key and then its files, when the device was revoked.
        tidy: Called when all is sent and fetched and there is nothing else to do.
        clock: For leases and the time of the next try.
        rng: Spreads tries over time.
        rest: How it waits; tests pass one that needs no time.
        steady: Seconds that only grow, whatever the clock does.
    """

    def __init__(
        self,
        state: SyncState,
        link: MakeLink | None,
        *,
        destroy: Callable[[], None],
        tidy: Callable[[], None] = lambda: None,
        clock: Clock | None = None,
        rng: random.Random | None = None,
        rest: Rest | None = None,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self._state, self._make_link = state, link
        self._destroy, self._tidy = destroy, tidy
        self._clock, self._rng = clock or SystemClock(), rng or random.SystemRandom()
        self._rest = rest or Rest()
        self._hint_rest = self._rest.another()
        self._listeners: list[Callable[[ConsoleStatus], None]] = []
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._main: asyncio.Task[None] | None = None
        self._telling: asyncio.Future[None] | None = None
        self._link: Link | None = None
        self._people: tuple[str, ...] = ()
        self._present: tuple[tuple[str, UUID], ...] = ()
        self._looking_at: UUID | None = None
        self._stopping = self._anew = False
        self._latest = LatestTime(steady)
        self._disk = ThreadPoolExecutor(1, "pursight-replica")
        self._thread = threading.Thread(target=self._live, name="pursight-sync", daemon=True)
        self._ready = threading.Event()
        self._stand = Stand(Connection.CONNECTING if link else Connection.SIGNED_OUT)
        self._status = self._look(self._stand)

    # --- from any thread ---

    @property
    def status(self) -> ConsoleStatus:
        """How things stand."""
        return self._status

    @property
    def account(self) -> Account | None:
        """Who is signed in, as the server last said; None before it has."""
        link = self._link
        return None if link is None else link.account

    def listen(self, listener: Callable[[ConsoleStatus], None]) -> Callable[[], None]:
        """Be told of each other status, on the engine's thread; returns what ends that."""
        with self._lock:
            self._listeners.append(listener)

        def leave() -> None:
            with self._lock, contextlib.suppress(ValueError):
                self._listeners.remove(listener)

        return leave

    def start(self) -> None:
        """Begin."""
        self._thread.start()
        self._ready.wait()

    def nudge(self) -> None:
        """There is an edit to send: if the server answers at present, do it now."""
        self._post(self._rest.nudge)
        self._post(self._tell_of_an_edit)

    def retry(self) -> None:
        """A person wants it tried now, however long the wait would be."""
        self._post(self._rest.wake)
        self._post(self._hint_rest.wake)

    def look_at(self, asset_id: UUID | None) -> None:
        """Let others who are connected know which asset the person looks at; None for none."""
        self._looking_at = asset_id  # kept even before the engine runs

        def say() -> None:
            if self._link is not None:
                self._say_what_is_looked_at(self._link)

        self._post(say)

    def signed_in(self, link: MakeLink) -> None:
        """Go on with another session."""

        def change() -> None:
            self._make_link = link
            self._drop_link()
            self._rest.wake()

        self._post(change)

    def signed_out(self) -> None:
        """Go on without a session; the replica stays."""

        def change() -> None:
            self._make_link = None
            self._drop_link()
            self._rest.wake()

        self._post(change)

    def begin_anew(self) -> None:
        """Fetch the whole copy again, once the server answers; edits stay, and are sent first."""

        def change() -> None:
            self._anew = True
            self._rest.wake()

        self._post(change)

    def ask(self, call: Callable[[Link], Awaitable[T]]) -> "Future[T]":
        """Have the server asked something beside the sync."""

        async def answer() -> T:
            return await call(self._open_link())

        loop = self._loop
        if loop is None or self._stopping:
            failed: Future[T] = Future()
            failed.set_exception(Offline("The console is being closed."))
            return failed
        return asyncio.run_coroutine_threadsafe(answer(), loop)

    def stop(self, *, wait: float = STOP_SECONDS) -> bool:
        """End; a transaction that is under way ends by itself.

        Returns:
            Whether all is at rest. If not, the replica still finishes what it was at.
        """
        self._stopping = True
        if self._thread.is_alive():
            self._post(lambda: self._main.cancel() if self._main else None)
            self._thread.join(wait)
        self._disk.shutdown(wait=False, cancel_futures=True)
        return not self._thread.is_alive()

    # --- on the engine's thread ---

    def _live(self) -> None:
        asyncio.run(self._run())

    async def _run(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._rest.begin()
        self._hint_rest.begin()
        self._main = asyncio.create_task(self._go_on())
        hints = asyncio.create_task(self._hear())
        self._ready.set()
        await asyncio.wait({self._main})
        hints.cancel()
        # a refresh of the session that is cut off would cost the session
        others = asyncio.all_tasks() - {asyncio.current_task()}
        if others:
            await asyncio.wait(others, timeout=STOP_SECONDS / 2)
        if self._link is not None:
            await self._link.close()
        self._loop = None
        if not self._main.cancelled():
            self._main.result()  # a defect of ours must not vanish

    async def _go_on(self) -> None:
        turns = Turns(self._state, self._work)
        while not self._stopping:
            if self._make_link is None:
                await self._tell(Stand(Connection.SIGNED_OUT))
                await self._rest.until_woken()
                continue
            link = self._open_link()
            if self._anew:
                self._anew = False
                turns.begin_anew()
            stand = await turns.take(link)
            if link is not self._link:
                continue  # somebody signed in or out meanwhile
            await self._settle(stand)
            if stand.connection is Connection.REVOKED:
                return

    async def _settle(self, stand: Stand) -> None:
        """Tell how things stand after a turn, and wait until the next."""
        match stand.connection:
            case Connection.REVOKED:
                try:
                    await self._work(self._destroy)
                except (PurSightError, OSError) as error:
                    _log.info("the revoked replica was not deleted whole: %s", error)
                await self._tell(stand)
            case Connection.SIGNED_OUT:
                await self._tell(stand)
                await self._rest.until_woken()
            case Connection.TOO_OLD:
                await self._tell(stand)
                await self._rest.patiently(LONGEST_WAIT)
            case _ if stand.failures:
                wait = backoff(
                    stand.failures, self._rng, cap=LONGEST_WAIT, retry_after=stand.retry_after
                )
                await self._tell(stand, retry_in=wait)
                await self._rest.patiently(wait)
            case _:
                await self._tell(stand)
                if stand.at_rest:
                    try:
                        await self._work(self._tidy)
                    except PurSightError as error:  # it is tried again at the next rest
                        _log.info("the replica was not tidied: %s", error.code)
                    await self._rest.lightly(POLL_SECONDS)

    async def _hear(self) -> None:
        """Listen for hints; they only hasten what polling does anyway."""
        failures = 0
        while not self._stopping:
            link = self._link
            if link is not None and self._stand.connection is Connection.ONLINE:
                try:
                    async for hint in link.hints():
                        failures = 0
                        self._people = hint.people
                        self._present = tuple((one.name, one.looking_at) for one in hint.present)
                        if hint.seq > self._status.sync.seq:
                            self._rest.nudge()
                        else:
                            await self._tell(self._stand)
                except Exception as error:  # noqa: BLE001  border: hints may be missed
                    _log.info("no live connection: %s", type(error).__name__)
                if not failures:
                    self._rest.nudge()  # the next pull tells why it ended
                if self._people or self._present:  # who is still there nobody knows
                    self._people, self._present = (), ()
                    await self._tell(self._stand)
                failures += 1
            await self._hint_rest.patiently(
                backoff(max(failures, 1), self._rng, base=2.0, cap=LONGEST_WAIT)
            )

    def _open_link(self) -> Link:
        if self._link is None:
            if self._make_link is None:
                raise Offline("Nobody is signed in.", hint="Sign in first.")
            self._link = self._make_link()
            self._say_what_is_looked_at(self._link)
        return self._link

    def _say_what_is_looked_at(self, link: Link) -> None:
        said = asyncio.ensure_future(link.look_at(self._looking_at))
        said.add_done_callback(lambda done: done.cancelled() or done.exception())

    def _drop_link(self) -> None:
        old, self._link = self._link, None
        if old is not None:
            task = asyncio.ensure_future(old.close())
            task.add_done_callback(lambda done: done.exception())

    async def _tell(self, stand: Stand, *, retry_in: float | None = None) -> None:
        self._stand = stand
        if stand.connection is Connection.REVOKED:  # there is nothing left to look at
            last = self._status.sync
            found = ConsoleStatus(stand.connection, last, word(stand.connection, last))
        else:
            try:
                found = await self._work(lambda: self._look(stand, retry_in))
            except PurSightError as error:  # a disk that is full now may have room later
                hint = f"{error.message} {error.hint}".strip()
                found = replace(self._status, connection=stand.connection, hint=hint)
        if found == self._status:
            return
        self._status = found
        with self._lock:
            listeners = tuple(self._listeners)
        for listener in listeners:
            try:
                listener(found)
            except Exception:  # noqa: BLE001  border: whoever listens must not stop the sync
                _log.exception("a listener failed")

    def _tell_of_an_edit(self) -> None:
        """Tell that an edit waits, at once: a request may hang until its time is up."""
        if self._telling is None or self._telling.done():
            self._telling = asyncio.ensure_future(self._tell(self._stand))

    def _look(self, stand: Stand, retry_in: float | None = None) -> ConsoleStatus:
        sync, now = self._state.status(), self._clock.now()
        seen = self._latest.at(now, sync)
        if self._latest.worth_writing(sync):
            with contextlib.suppress(PurSightError):  # a full disk: it is remembered until then
                self._state.see(seen, set_back=self._latest.set_back)
        connection = stand.connection
        if self._latest.ran_out(now, sync):
            connection = Connection.LOCKED
        message = word(connection, sync)
        return ConsoleStatus(
            connection,
            sync,
            message,
            hint=stand.hint,
            retry_at=None if retry_in is None else now + timedelta(seconds=retry_in),
            people=self._people,
            present=self._present,
            clock_back=gone_back(seen, now),
        )

    async def _work(self, work: Callable[[], T]) -> T:
        """Do something with the disk, beside the loop: hints and questions go on."""
        return await asyncio.get_running_loop().run_in_executor(self._disk, work)

    def _post(self, what: Callable[[], Any]) -> None:
        loop = self._loop
        if loop is not None:
            with contextlib.suppress(RuntimeError):  # it has just ended
                loop.call_soon_threadsafe(what)
