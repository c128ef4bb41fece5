"""Agents and their server through faults: one seed, one history, judged by the outside ledger.

    check_agent_protocol(seeds=range(500))

The shells here are as thin as the real ones should be: they load, call the pure functions of
`pursight.protocol`, store, and act. A shell class can be given instead to see it caught.
"""

from collections.abc import Callable, Iterable
from datetime import timedelta
from functools import partial
from random import Random

from pursight.testing.simulation_ledger import Ledger
from pursight.testing.simulation_server import JobRow, SimulatedServer
from pursight.testing.simulation_side import SimulatedAgent
from pursight.testing.simulation_tables import nothing_left_over
from pursight.testing.simulation_world import CALM, Violation, World, draw_weather

_BAD_WEATHER = 1500.0
_PATIENCE = 9000.0
_SKEWS = (0, 0, 0, 0, -86_400, 86_400, 200, -400)


def check_agent_protocol(
    seeds: Iterable[int],
    *,
    server: type[SimulatedServer] = SimulatedServer,
    agent: type[SimulatedAgent] = SimulatedAgent,
) -> int:
    """Run one history a seed; return how many runs were committed in all.

    Raises:
        Violation: The ledger does not agree; the message names the seed.
    """
    return sum(run_history(seed, server=server, agent=agent) for seed in seeds)


def run_history(
    seed: int,
    *,
    server: type[SimulatedServer] = SimulatedServer,
    agent: type[SimulatedAgent] = SimulatedAgent,
) -> int:
    """Run one history: bad weather with work in it, then calm until everything is settled.

    Raises:
        Violation: As `check_agent_protocol`.
    """
    rng = Random(seed)  # noqa: S311  a replayable history, no secret
    world = World(rng, draw_weather(rng))
    ledger = Ledger()
    the_server = server(world, ledger)
    agents = [agent(world, ledger, the_server, n, "ab"[n:] + "a") for n in range(2)]
    try:
        _drive(world, ledger, the_server, agents)
        ledger.everything_arrived()
        for one in agents:
            nothing_left_over(one.store)
    except Violation as violation:
        raise Violation(f"seed {seed}: {violation}") from violation
    return len(ledger.committed)


def _drive(
    world: World, ledger: Ledger, server: SimulatedServer, agents: list[SimulatedAgent]
) -> None:
    rng = world.rng
    for _ in range(rng.randint(1, 4)):
        world.later(rng.uniform(0, _BAD_WEATHER), _asking(world, server))
    for one in agents:
        one.skew = timedelta(seconds=rng.choice(_SKEWS))
        begins = rng.uniform(0, _BAD_WEATHER)
        one.cut = (begins, begins + rng.choice((0.0, 300.0, 900.0)))
        jump = timedelta(seconds=rng.choice(_SKEWS))
        world.later(rng.uniform(0, _BAD_WEATHER), partial(_set_clock, one, jump))
    worst = max(_BAD_WEATHER, world.weather.away[1])
    world.run(worst)
    world.weather = CALM

    def settled() -> bool:
        return not any(one.work_left() for one in agents) and all(
            row.lease.state in ("committed", "failed", "cancelled")
            for _, row in server.store.rows("job")
        )

    if not world.run(worst + _PATIENCE, settled):
        raise Violation("not everything was settled long after the weather calmed down")
    for job_id in ledger.asked:
        row: JobRow = server.store.get("job", job_id)
        ledger.job_ended_right(job_id, row.lease.state, row.lease.attempt)


def _asking(world: World, server: SimulatedServer) -> Callable[[], None]:
    def ask() -> None:
        job_id = server.ask(world.rng.choice("ab"))
        if world.rng.random() < 0.15:
            world.later(world.rng.uniform(0, 400), lambda: server.cancel(job_id))

    return ask


def _set_clock(agent: SimulatedAgent, skew: timedelta) -> None:
    agent.skew = skew
