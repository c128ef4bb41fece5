"""The agent's half of its protocol, simulated: real decisions over a crash store."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from uuid import UUID

from pursight.contracts.agents import CommitRequest, Job, JobKind, RunOutcome
from pursight.protocol import delivery, held
from pursight.protocol.chunks import digest, root
from pursight.protocol.replies import ClockIsOff, ServerSaid, read_reply
from pursight.protocol.runs import missed, run_id_for_schedule
from pursight.testing.simulation_ledger import Ledger
from pursight.testing.simulation_server import (
    AskCommit,
    Envelope,
    Poll,
    Put,
    Reply,
    SimulatedServer,
)
from pursight.testing.simulation_tables import TABLES, TableWork
from pursight.testing.simulation_world import (
    PORTAL,
    Killed,
    Store,
    Transaction,
    World,
)

_EVERY = timedelta(seconds=600)
_GRACE = timedelta(seconds=900)
_OWN = "nightly"
_AT_ONCE = 3

RunKey = tuple[UUID, int]
Answer = Callable[[object], None]


class SimulatedAgent:
    """One agent process after another over one store."""

    tables_of: type[TableWork] = TableWork

    def __init__(
        self, world: World, ledger: Ledger, server: SimulatedServer, number: int, aliases: str
    ) -> None:
        self.world, self.ledger, self.server = world, ledger, server
        self.id = UUID(int=0xA0 + number)
        self.aliases = tuple(aliases)
        self.store = Store()
        self.skew = timedelta(0)  # what the machine's clock is wrong by
        self.cut = (0.0, 0.0)  # from when till when nothing it sends gets out
        self._release = 0  # of its program; it may be updated while it is down
        self._life = 0  # counts processes; callbacks of a dead one do nothing
        self._still_until = 0.0
        self._workers: set[RunKey] = set()
        self._sending: set[RunKey] = set()
        self._unsent: dict[RunKey, None] = {}
        self._boot()

    # --- process ---

    def _boot(self) -> None:
        self._life += 1
        self._release += self.world.rng.random() < 0.2
        self._tables = self.tables_of(
            self.store, self._write, self.ledger.tables, agent_id=self.id, release=self._release
        )
        self._workers, self._sending = set(), set()
        self._unsent = {
            key: None
            for key, row in self.store.rows("spool")
            if row.state is not delivery.DeliveryState.CLEARED
        }
        self._after(self.world.rng.uniform(0, 5), self._poll)
        self._after(self.world.rng.uniform(0, 5), self._look_at_schedule)
        self._after(0.0, self._resume)

    def _resume(self) -> None:
        for start in held.after_restart(dict(self.store.rows("held"))):
            self._start(start.job)
        for key, row in self.store.rows("run"):
            if row == "running":
                self._work(key, None, _nominal_of(key, self.store))
        self._deliver()

    def _after(self, seconds: float, action: Callable[[], None]) -> None:
        """Do something later, unless the process has died by then; a paused one does it late."""
        life = self._life

        def act() -> None:
            if life != self._life:
                return
            if self.world.seconds < self._still_until:
                self.world.later(self._still_until - self.world.seconds, act)
                return
            if self.world.chance(self.world.weather.pause):
                self._still_until = self.world.seconds + self.world.rng.uniform(60, 400)
            self._guard(action)

        self.world.later(seconds, act)

    def _guard(self, action: Callable[[], None]) -> None:
        try:
            action()
        except Killed:
            self._life += 1
            self.world.later(self.world.rng.uniform(1, 120), self._boot)

    def _write(self, change: Callable[[Transaction], None]) -> bool:
        """Store a change as one transaction; False when the disk is full."""
        transaction = self.store.begin()
        change(transaction)
        self.world.mark()
        if self.world.chance(self.world.weather.disk_full):
            return False
        transaction.commit()
        self.world.mark()
        return True

    def _clock(self) -> datetime:
        return self.world.now + self.skew + (self.store.get("offset", 0) or timedelta(0))

    def _call(self, content: Poll | Put | AskCommit, answer: Answer, copies: int = 1) -> None:
        life = self._life

        def answered(reply: object) -> None:
            if life == self._life:
                self._after(0.0, lambda: answer(reply))

        if self.cut[0] <= self.world.seconds < self.cut[1]:
            self.world.later(60.0, lambda: answered(None))
            return
        for _ in range(copies):
            nonce = f"{self.world.rng.getrandbits(64):x}"
            envelope = Envelope(self.id, self._clock(), nonce, content)
            self.world.call(partial(self.server.receive, envelope), answered)

    def _adjust(self, now: datetime) -> None:
        self._write(lambda t: t.put("offset", 0, now - self.world.now - self.skew))

    # --- poll ---

    def _poll(self) -> None:
        now_held = dict(self.store.rows("held"))
        says = held.say(now_held, {})
        poll = Poll(says, max(0, 2 - len(self._workers)), self.aliases)
        sent = self.world.seconds

        def answer(reply: object) -> None:
            self._after(self.world.rng.uniform(5, 40), self._poll)
            if isinstance(reply, Reply) and reply.status == 401:
                self.on_clock_refused(reply)
            if isinstance(reply, Reply) and reply.poll is not None:
                self._hear(says, reply, self.world.seconds - sent)

        self._call(poll, answer)

    def on_clock_refused(self, reply: Reply) -> None:
        """Correct the offset by a 401."""
        said = self.read(reply)
        if isinstance(said, ClockIsOff) and said.now is not None:
            self._adjust(said.now)

    def _hear(self, says: held.Says, reply: Reply, waited: float) -> None:
        before = dict(self.store.rows("held"))
        assert reply.poll is not None  # noqa: S101  the caller looked
        after, todo = held.hear(before, says, reply.poll, waited_seconds=waited)
        for job in reply.offers:
            after = held.take(after, job)
            todo = (*todo, *self.at_offer(job))

        def change(transaction: Transaction) -> None:
            for key, one in after.items():
                transaction.put("held", key, one)

        if not self._write(change):
            return
        for step in todo:
            if isinstance(step, held.Start):
                self._start(step.job)
            else:
                self._stop(step)

    def at_offer(self, job: Job) -> tuple[held.Start, ...]:
        """Do nothing for an offer but ask for it in the next poll."""
        del job
        return ()

    # --- workers ---

    def _start(self, job: Job) -> None:
        key = (job.run_id, job.attempt)
        if key not in self._workers:
            self.ledger.worker_started(job.id, job.attempt, self.id)
            self._work(key, job, job.nominal_time)

    def _stop(self, stop: held.Stop) -> None:
        key = (stop.job.run_id, stop.job.attempt)
        if key in self._workers:
            self._workers.discard(key)
            if stop.deliver:
                self._finish(key, stop.job, stop.job.nominal_time, RunOutcome.CANCELLED)

    def _work(self, key: RunKey, job: Job | None, nominal: datetime) -> None:
        self._workers.add(key)
        lasts = self.world.rng.choice((5.0, 60.0, 400.0)) * self.world.rng.uniform(0.5, 1.5)
        self._read(key, job, nominal, lasts / TABLES)

    def _read(self, key: RunKey, job: Job | None, nominal: datetime, each: float) -> None:
        """Read one table after the other, then finish."""
        if key not in self._workers:
            return
        table = self._tables.next_table(key)
        if table is None:
            self._tables.report(key)
            self._finish(key, job, nominal, RunOutcome.COMPLETED)
            return

        def through() -> None:
            if key in self._workers:
                self._tables.read(key, table)
                self._read(key, job, nominal, each)

        self._after(each, through)

    def _finish(self, key: RunKey, job: Job | None, nominal: datetime, outcome: RunOutcome) -> None:
        """Spool a report: chunks, request and the end of the work are one transaction."""
        chunks = [
            f"{key}{n}{self.world.rng.getrandbits(32)}".encode()
            for n in range(self.world.rng.randint(0, 3))
        ]
        digests = tuple(digest(chunk) for chunk in chunks)
        alias = self.aliases[0] if job is None else job.alias
        request = CommitRequest(
            n_chunks=len(chunks),
            root=root(digests),
            kind=JobKind.SCAN,
            alias=alias,
            job_id=None if job is None else job.id,
            outcome=outcome,
            complete=outcome is RunOutcome.COMPLETED,
            nominal_time=nominal,
            started_at=nominal,
            finished_at=nominal,
        )

        def change(transaction: Transaction) -> None:
            if job is not None:
                kept = held.finished(dict(self.store.rows("held")), (job.id, job.attempt))
                transaction.put("held", (job.id, job.attempt), kept[job.id, job.attempt])
            else:
                transaction.put("run", key, "spooled")
                transaction.on_commit.append(
                    lambda: self.ledger.fire_ran(self.id, _OWN, nominal, key[0])
                )
            spooled = delivery.RunInSpool(*key, digests, request.root)
            transaction.put("spool", key, spooled)
            transaction.put("request", key, request)
            self._tables.drop(transaction, key)
            for number, chunk in enumerate(chunks):
                transaction.put("chunk", (*key, number), chunk)
            transaction.on_commit.append(lambda: self.ledger.report_spooled(*key, b"".join(chunks)))

        if self._write(change):
            self._workers.discard(key)
            self._unsent[key] = None
            self._deliver()
        else:
            self._workers.add(key)
            self._after(30.0, lambda: self._again(key, job, nominal, outcome))

    def _again(self, key: RunKey, job: Job | None, nominal: datetime, outcome: RunOutcome) -> None:
        if key in self._workers:
            self._finish(key, job, nominal, outcome)

    # --- own schedule ---

    def run_id(self, nominal: datetime) -> UUID:
        """Name the run of a fire."""
        return run_id_for_schedule(self.id, _OWN, nominal)

    def _look_at_schedule(self) -> None:
        self._after(self.world.rng.uniform(100, 500), self._look_at_schedule)
        now = self._clock()
        first = datetime.fromtimestamp(
            (now - _GRACE).timestamp() // _EVERY.total_seconds() * _EVERY.total_seconds(), UTC
        )
        fires = [first + _EVERY * n for n in range(1, 4)]
        keys = {fire: (self.run_id(fire), 1) for fire in fires}
        new = [fire for fire in fires if self.store.get("run", keys[fire]) is None]
        found = missed(new, now=now, grace=_GRACE)

        def change(transaction: Transaction) -> None:
            for fire in found.skipped:
                transaction.put("run", keys[fire], "skipped")
            if found.run is not None:
                transaction.put("run", keys[found.run], "running")
                transaction.put("nominal", keys[found.run], found.run)

        if self._write(change) and found.run is not None:
            self._work(keys[found.run], None, found.run)

    # --- delivery ---

    def _deliver(self) -> None:
        """Take the next step of the oldest runs; few at a time, so a day's spool is no storm."""
        for key in list(self._unsent):
            if len(self._sending) >= _AT_ONCE:
                return
            if key not in self._sending:
                self._step(key)

    def _step(self, key: RunKey) -> None:
        row: delivery.RunInSpool = self.store.get("spool", key)
        match delivery.next_step(row):
            case delivery.PutChunk(number=number) as step:
                chunk = self.store.get("chunk", (*key, number))
                if chunk is not None:
                    self._send(key, step, Put(*key, number, chunk))
            case delivery.Commit() as step:
                self._send(key, step, AskCommit(*key, self.store.get("request", key)))
            case delivery.DeleteChunks():
                self._delete(key, row)
            case _:
                pass

    def _send(
        self, key: RunKey, step: delivery.PutChunk | delivery.Commit, what: Put | AskCommit
    ) -> None:
        self._sending.add(key)
        waiting = [True]
        copies = 5 if self.world.chance(self.world.weather.five) else 1

        def answer(reply: object) -> None:
            row = self.store.get("spool", key)
            after = delivery.on_reply(row, step, self.read(reply), rng=self.world.rng)
            stored = self._write(lambda t: t.put("spool", key, after.run))
            for note in after.notes:
                if isinstance(note, delivery.AdjustClock):
                    self._adjust(note.now)
            if waiting:
                waiting.clear()  # the other copies' answers change the row, and drive nothing
                self._after(after.wait_seconds if stored else 5.0, lambda: self._sent(key))

        self._call(what, answer, copies)
        self.after_sending(key, step)

    def _sent(self, key: RunKey) -> None:
        self._sending.discard(key)
        self._deliver()

    def after_sending(self, key: RunKey, step: delivery.PutChunk | delivery.Commit) -> None:
        """Do nothing: what was sent stays until there is a receipt."""

    def read(self, reply: object) -> ServerSaid:
        """Understand a reply."""
        if reply is PORTAL:
            return read_reply(200, {"Content-Type": "text/html"}, b"<html>Welcome</html>")
        if not isinstance(reply, Reply):
            return read_reply(None, {}, b"")
        return read_reply(reply.status, reply.headers, reply.body)

    def _delete(self, key: RunKey, row: delivery.RunInSpool) -> None:
        def change(transaction: Transaction) -> None:
            for number in range(len(row.digests)):
                transaction.delete("chunk", (*key, number))
            transaction.put("spool", key, delivery.on_deleted(row))
            transaction.on_commit.append(lambda: self.ledger.chunks_deleted(key[0]))

        if self._write(change):
            del self._unsent[key]
        else:
            self._after(30.0, self._deliver)

    def work_left(self) -> bool:
        """Whether a worker runs or a report is not yet cleared."""
        return bool(self._workers) or bool(self._unsent)


def _nominal_of(key: RunKey, store: Store) -> datetime:
    nominal: datetime = store.get("nominal", key)
    return nominal
