"""Windows at work: a run waits for its hour, stops when it is over, and goes on in the next."""

from datetime import timedelta

import psutil
from tests.agent.runtime.test_resume import check_read_once, database, kept, use
from tests.builders.watched import Watched
from tests.fakes.agent_process import AgentProcess
from tests.fakes.protocol_server import ProtocolServer

from pursight.protocol.lease import LeaseState
from pursight_agent.runtime.hours import WAITS

__all__ = ["database"]


def closed(server: ProtocolServer) -> str:
    """A window that is days away."""
    day = (server.now() + timedelta(days=3)).strftime("%a").lower()
    return f'windows = ["{day} 01:00-02:00"]\n'


def write(agent: AgentProcess, old: str, new: str) -> None:
    path = agent.directory / "settings.toml"
    path.write_text(path.read_text().replace(old, new))


def children(agent: AgentProcess) -> list[psutil.Process]:
    assert agent.process is not None
    found = psutil.Process(agent.process.pid).children()
    return [one for one in found if "pursight_agent.runtime.work" in " ".join(one.cmdline())]


def test_it_waits_stops_and_goes_on(
    server: ProtocolServer, agent: AgentProcess, database: Watched
) -> None:
    shut, slow = closed(server), "share_of_time = 0.05\n"
    use(agent, database, slow + shut)
    agent.start()
    row = server.ask("db")
    server.wait(lambda: WAITS in row.progress, 30)
    assert not children(agent), "a child was started outside the hours"
    write(agent, shut, "")
    server.wait(lambda: len(kept(agent)) >= 3, 90)
    write(agent, slow, slow + shut)
    server.wait(lambda: row.progress[-1:] == [WAITS], 60)
    assert not children(agent)
    finished = kept(agent)
    assert row.lease.state is LeaseState.RUNNING, "the lease is kept while it waits"
    write(agent, slow + shut, "")
    check_read_once(server, database, row, finished)
    assert list(server.receipts[row.job.run_id]) == [1], "it is still the first attempt"
    usage = server.requests[row.job.run_id].usage
    assert usage is not None
    assert usage.window_pause_seconds > 0


def test_another_source_is_not_held_up_by_one_that_waits(
    server: ProtocolServer, agent: AgentProcess
) -> None:
    agent.add_source("shut", str(agent.directory.parent / "crm0.sqlite"))
    path = agent.directory / "settings.toml"
    path.write_text(path.read_text() + closed(server))
    agent.start()
    waiting = [server.ask("shut")]
    server.wait(lambda: WAITS in waiting[0].progress, 30)
    row = server.ask("crm")
    server.wait(lambda: row.lease.state is LeaseState.COMMITTED, 60)
    server.cancel(waiting[0])
    server.wait(lambda: waiting[0].lease.state is LeaseState.CANCELLED, 30)
