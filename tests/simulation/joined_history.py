"""Histories of consoles and a server: bad weather with work in it, then calm, then the judge."""

import json
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from random import Random
from uuid import UUID

from tests.simulation.joined_console import JoinedConsole
from tests.simulation.joined_listing import Listing
from tests.simulation.joined_server import JoinedServer

from pursight.contracts.sync import CommandResult, Operation, Outcome
from pursight.protocol.sync_replica import Pending
from pursight.testing.simulation_world import Violation
from pursight_desktop.replica.sync_state import SyncState
from pursight_desktop.sync.status import Connection

STEPS = 70
_PATIENCE, _ROUNDS = 80, 12

Act = Callable[[], Awaitable[object] | None]


@dataclass
class JoinedHistory:
    """One history.

    Args:
        server: As `begin` left it.
        listing: Lists what somebody may see, as browsers do.
        place: For the consoles' files.
        seed: Of everything that happens.
        state_kind: How consoles take answers in; another one to plant a bug.
    """

    server: JoinedServer
    listing: Listing
    place: Path
    seed: int
    state_kind: type[SyncState] = SyncState

    def __post_init__(self) -> None:
        """Begin with nobody."""
        self.rng = Random(self.seed)
        self.consoles: list[JoinedConsole] = []

    async def run(self) -> int:
        """Run it; returns how many edits people made.

        Raises:
            Violation: Something was lost, doubled, kept against the rights, or shown too early.
        """
        async with AsyncExitStack() as stack:
            stack.callback(self._end)
            try:
                await self.server.begin_again(self.rng)
                for number in range(self.rng.randint(2, 4)):
                    self._join(number)
                for _ in range(STEPS):
                    await self._step()
                await self._settle()
                await self._judge_at_the_end()
            except (Violation, AssertionError) as error:
                raise Violation(f"seed {self.seed}: {error}") from error
        return sum(len(one.edits) for one in self.consoles)

    def _end(self) -> None:
        for console in self.consoles:
            console.end()

    def _join(self, number: int) -> None:
        self.consoles.append(
            JoinedConsole(
                self.server,
                self.rng,
                self.place / f"{self.seed}-{number}",
                number,
                number % 3,
                self.state_kind,
            )
        )

    async def _step(self) -> None:
        rng, server = self.rng, self.server
        console = rng.choice(self.consoles)
        if rng.random() < 0.25:
            chance = rng.random()
            if chance < 0.62:
                await server.work(rng)
            elif chance < 0.80:
                await server.regrade(rng, rng.randrange(3))
            elif chance < 0.84:
                await rng.choice((server.purge, server.thin_out))()
            elif chance < 0.90:
                await server.back_up()
            elif chance < 0.97:
                await server.restore()
            elif rng.random() < 0.3:
                await self._revoke(console)
            return
        if console.is_revoked:
            return
        await self._act(console)

    async def _revoke(self, console: JoinedConsole) -> None:
        try:
            await self.server.revoke(console.person, console.device)
        except self.server.refusals:
            return  # it was never made known

    async def _act(self, console: JoinedConsole) -> None:
        chance = self.rng.random()
        if chance < 0.55:
            for _ in range(self.rng.randint(1, 4)):
                await self._take(console)
                if console.is_revoked:
                    return
        elif chance < 0.80:
            console.edit()
        elif chance < 0.84:
            console.withdraw()
        elif chance < 0.88:
            console.settle()
        elif chance < 0.91:
            console.kill()
        elif chance < 0.95:
            console.doom()
        elif chance < 0.98:
            await console.weather.push_a_copy()
        else:
            console.weather.answer_a_copy()
        self._judge(console)

    async def _take(self, console: JoinedConsole) -> bool:
        """Take a turn and look at what it made of the replica; whether all is at rest."""
        stand = await console.take()
        if console.is_revoked:
            _judge_files(console)
            return True
        reached = console.weather.checkpoint
        if reached is not None and console.cursor == reached:
            console.expected = await self.server.permitted(console.person)
            _judge_shown(console)
        self._judge(console)
        return stand is not None and stand.connection is Connection.ONLINE and stand.at_rest

    def _judge(self, console: JoinedConsole) -> None:
        if console.repairs:
            raise Violation("digests did not fit although nothing was damaged")
        if console.cursor is not None and console.base() != console.expected:
            raise Violation(
                f"a replica is not the permitted state of its checkpoint: {_differing(console)}"
            )

    async def _settle(self) -> None:
        for console in self.consoles:
            console.is_calm, console.store.doom = True, None
        for _ in range(_ROUNDS):
            cursors = [one.cursor for one in self.consoles if not one.is_revoked]
            at_rest = [await self._rest(one) for one in self.consoles if not one.is_revoked]
            if all(at_rest) and cursors == [
                one.cursor for one in self.consoles if not one.is_revoked
            ]:
                return
        raise Violation("not everything was settled long after the weather calmed down")

    async def _rest(self, console: JoinedConsole) -> bool:
        for _ in range(_PATIENCE):
            if await self._take(console):
                return console.is_revoked or not console.waiting
        raise Violation(f"console {console.number} does not come to rest: {console.stand}")

    # --- at the end ---

    async def _judge_at_the_end(self) -> None:
        truth = await self.server.truth()
        said = await self.server.said()
        for console in self.consoles:
            if console.is_revoked:
                continue
            permitted = await self.server.permitted(console.person)
            if console.base() != permitted:
                raise Violation("a replica at rest is not what its person may see")
            shown = {key: json.loads(text) for key, text in console.shown().items()}
            wrong = [key for key, fields in shown.items() if truth.get(key) != fields]
            if wrong or shown.keys() != permitted.keys():
                raise Violation(f"a row is not what the server's domains hold: {wrong[:3]}")
            await self.listing.compare(console.person, shown)
            await self._judge_edits(console, said)

    async def _judge_edits(self, console: JoinedConsole, said: list[str]) -> None:
        results = await self.server.results(console.device)
        tray = {line.mid: json.dumps(dict(line.args)) for line in console.tray()}
        for edit in console.edits:
            name = f"edit {edit.mid} of console {console.number}"
            times = [sum(word in one for one in said) for word in edit.words]
            if max(times, default=0) > 1 + edit.settled:
                raise Violation(f"{name} was applied {max(times)} times")
            if edit.withdrawn:
                if any(times):
                    raise Violation(f"{name} was withdrawn, and applied")
            elif edit.mid in tray:
                if not all(word in tray[edit.mid] for word in edit.words):
                    raise Violation(f"{name} lies in the tray without its text")
            elif not edit.settled:
                _judge_applied(name, edit.words, times, results.get(edit.mid))


def _judge_applied(
    name: str, words: tuple[str, ...], times: list[int], result: tuple[str, str] | None
) -> None:
    if result is None:
        raise Violation(f"{name} never came to the server")
    command, told = result[0], CommandResult.model_validate_json(result[1])
    if told.outcome is not Outcome.APPLIED:
        raise Violation(f"{name} was not applied, and nobody was told: {told}")
    if not all(word in command for word in words):
        raise Violation(f"{name} was answered in place of another command")
    if told.seq and not all(times):
        raise Violation(f"{name} is acknowledged without its effect")


def _judge_shown(console: JoinedConsole) -> None:
    """What a person wrote and nobody has answered stays in sight across a checkpoint."""
    newest: dict[tuple[str, UUID, str], Pending] = {}
    for pending in console.outbox():
        for name in pending.command.args:
            newest[pending.command.entity, pending.command.id, name] = pending
    shown = console.shown()
    for (entity, row_id, name), pending in newest.items():
        text = shown.get((entity, row_id))
        if text is None or pending.again or pending.command.op is not Operation.SET:
            continue
        if entity in {"asset", "classification", "rule"}:
            fields = json.loads(text)
            if fields[name] != pending.command.args[name]:
                raise Violation(f"an edit without an answer is not shown: {pending.command}")


def _judge_files(console: JoinedConsole) -> None:
    left = [one.name for one in console.store.path.parent.iterdir()]
    if left:
        raise Violation(f"a revoked console left files: {left}")


def _differing(console: JoinedConsole) -> str:
    has, should = console.base(), console.expected or {}
    missing = [key for key in should if has.get(key) != should[key]]
    surplus = [key for key in has if key not in should]
    return f"{len(missing)} missing or other, {len(surplus)} too many: {(missing + surplus)[:3]}"
