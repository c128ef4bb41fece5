"""Consoles and their server through faults: every replica is exactly one permitted state.

check_sync_protocol(seeds=range(300))
"""

from collections.abc import Callable, Iterable
from random import Random

from pursight.contracts.sync import (
    ChangesReply,
    Outcome,
    PushReply,
    RepairReply,
    RescopeReply,
    SnapshotReply,
)
from pursight.identity import id_at
from pursight.protocol import sync_console as half
from pursight.protocol.sync import Rescope, Resync
from pursight.protocol.sync_replica import Replica
from pursight.testing.simulation_sync_server import (
    Failed,
    Session,
    SyncLedger,
    SyncServer,
    draw_edit,
    state_of,
)
from pursight.testing.simulation_world import (
    CALM,
    Killed,
    Store,
    Violation,
    World,
    draw_weather,
)

_BAD_WEATHER = 600.0
_PATIENCE = 4000.0


class SimulatedConsole:
    """One console process after another over one store; three people have a device or two each."""

    def __init__(self, world: World, ledger: SyncLedger, server: SyncServer, number: int) -> None:
        self.world, self.ledger, self.server = world, ledger, server
        self.device = f"device{number}"
        self.person = number % 3
        self.store = Store()
        self._life = 0
        self._boot()

    @property
    def replica(self) -> Replica:
        """What is stored."""
        return self.store.get("replica", 0) or Replica()

    # --- process ---

    def _boot(self) -> None:
        self._life += 1
        self._after(self.world.rng.uniform(0, 5), self._pull)
        self._after(self.world.rng.uniform(0, 5), self._push)

    def _after(self, seconds: float, action: Callable[[], None]) -> None:
        life = self._life

        def act() -> None:
            if life != self._life:
                return
            try:
                action()
            except Killed:
                self._life += 1
                self.world.later(self.world.rng.uniform(1, 60), self._boot)

        self.world.later(seconds, act)

    def _keep(self, replica: Replica) -> None:
        """Store the replica as one transaction, and let the ledger look at what became durable."""
        self.world.mark()
        transaction = self.store.begin()
        transaction.put("replica", 0, replica)
        transaction.commit()
        self._judge(replica)
        self.world.mark()

    def _judge(self, replica: Replica) -> None:
        if replica.repairs:
            raise Violation("digests did not fit although nothing was damaged")
        expected = frozenset() if replica.cursor is None else self.ledger.states[replica.cursor]
        if state_of(replica.base) != expected:
            raise Violation("a replica is not the permitted state of its checkpoint")

    def _call(self, ask: Callable[[Session], object], answer: Callable[[object], None]) -> None:
        life = self._life

        def answered(reply: object) -> None:
            if life == self._life:  # a process never gets an answer to its predecessor's question
                self._after(0.0, lambda: answer(reply))

        self.world.call(
            lambda: self.server.receive(self.device, self.person, ask), answered, timeout=30.0
        )

    # --- what a person does ---

    def edit(self) -> None:
        """Change something that is shown."""
        rng = self.world.rng
        new_id = id_at(self.world.now, rng.getrandbits(74))
        replica = self.replica
        edited = half.edit(replica, *draw_edit(rng, half.shown(replica), new_id))
        transaction = self.store.begin()
        transaction.put("replica", 0, edited)
        transaction.on_commit.append(lambda: self.ledger.edits.add((self.device, replica.next_mid)))
        transaction.commit()

    # --- pull ---

    def _pull(self) -> None:
        match half.next_step(self.replica):
            case half.AskSnapshot(page=page):
                self._call(lambda session: session.snapshot(page), self._on_pull)
            case half.AskChanges(cursor=cursor):
                self._call(lambda session: session.changes(cursor), self._on_pull)
            case half.AskRescope() as theirs:
                self._call(lambda session: session.rescope(theirs), self._on_pull)
            case half.AskRepair() as asked:
                self._call(lambda session: session.repair(asked), self._on_pull)
            case half.Halt():
                pass

    def _on_pull(self, reply: object) -> None:
        pause = 0.5 if self.world.weather is CALM else self.world.rng.choice((0.0, 5.0, 30.0))
        self._after(pause, self._pull)
        after = self.on_reply(self.replica, reply)
        if after is not None:
            self._keep(after)

    def on_reply(self, replica: Replica, reply: object) -> Replica | None:
        """Take in the answer to a pull; None for noise."""
        match reply:
            case Failed(error=Rescope() | Resync() as error):
                return half.on_error(replica, error)
            case ChangesReply():
                return self.on_changes(replica, reply)
            case SnapshotReply():
                return half.on_snapshot(replica, reply)
            case RescopeReply():
                return half.on_rescope(replica, reply)
            case RepairReply():
                return half.on_repair(replica, reply)
            case _:
                return None

    def on_changes(self, replica: Replica, reply: ChangesReply) -> Replica:
        """Take in a page."""
        return half.on_changes(replica, reply)

    # --- push ---

    def _push(self) -> None:
        self._after(self.world.rng.uniform(2, 20), self._push)
        commands = half.next_push(self.replica, limit=3)
        if not commands:
            return

        def answer(reply: object) -> None:
            if isinstance(reply, PushReply):
                self._keep(half.on_push(self.replica, reply))

        self._call(lambda session: session.push(commands), answer)

    def settled(self) -> bool:
        """Whether every edit has its answer and the replica is the server's state now."""
        replica = self.replica
        return not replica.outbox and replica.cursor == self.server.newest_cursor(
            self.device, self.person
        )


def check_sync_protocol(
    seeds: Iterable[int],
    *,
    server: type[SyncServer] = SyncServer,
    console: type[SimulatedConsole] = SimulatedConsole,
) -> int:
    """Run one history a seed; return how many edits people made in all.

    Raises:
        Violation: The ledger does not agree; the message names the seed.
    """
    return sum(run_sync_history(seed, server=server, console=console) for seed in seeds)


def run_sync_history(
    seed: int,
    *,
    server: type[SyncServer] = SyncServer,
    console: type[SimulatedConsole] = SimulatedConsole,
) -> int:
    """Run one history: bad weather with work in it, then calm until everything is settled.

    Raises:
        Violation: As `check_sync_protocol`.
    """
    rng = Random(seed)  # noqa: S311  a replayable history, no secret
    world = World(rng, draw_weather(rng))
    ledger = SyncLedger()
    the_server = server(world, ledger)
    consoles = [console(world, ledger, the_server, n) for n in range(4)]
    try:
        _plan(world, the_server, consoles)
        world.run(_BAD_WEATHER)
        world.weather = CALM
        _settle(world, consoles)
        _judge_edits(ledger, the_server, consoles)
    except Violation as violation:
        raise Violation(f"seed {seed}: {violation}") from violation
    return len(ledger.edits)


def _plan(world: World, server: SyncServer, consoles: list[SimulatedConsole]) -> None:
    rng = world.rng
    for _ in range(rng.randint(5, 25)):
        world.later(rng.uniform(0, _BAD_WEATHER), server.write)
    for _ in range(rng.randint(2, 16)):
        world.later(rng.uniform(0, _BAD_WEATHER), rng.choice(consoles).edit)
    for _ in range(rng.randint(0, 3)):
        world.later(rng.uniform(0, _BAD_WEATHER), server.regrade)
    if rng.random() < 0.2:
        world.later(rng.uniform(0, _BAD_WEATHER), server.purge)
    if rng.random() < 0.3:
        at = rng.uniform(0, _BAD_WEATHER)
        world.later(at, server.back_up)
        restored = rng.uniform(at, _BAD_WEATHER)
        world.later(restored, server.restore)
        if rng.random() < 0.5:  # so that some console is in the middle of a rescope
            world.later(max(0.0, restored - 30.0), server.regrade)


def _settle(world: World, consoles: list[SimulatedConsole]) -> None:
    if not world.run(_BAD_WEATHER + _PATIENCE, lambda: all(c.settled() for c in consoles)):
        raise Violation("not everything was settled long after the weather calmed down")


def _judge_edits(ledger: SyncLedger, server: SyncServer, consoles: list[SimulatedConsole]) -> None:
    for console in consoles:
        told = {item.command.mid for item in console.replica.tray}
        device = server.store.get("device", console.device)
        for name, mid in ledger.edits:
            if name != console.device or mid in told:
                continue
            result = device.results.get(mid) if device else None
            if result is None or result.outcome is not Outcome.APPLIED:
                raise Violation(f"edit {mid} of {name} was neither applied nor reported")
            if bool(result.seq) != (ledger.effects.get((name, mid), 0) == 1):
                raise Violation(f"edit {mid} of {name} is acknowledged without its effect")
