"""A server of the protocol on loopback and agents that are ended with their test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.fakes.agent_process import QUICK, AgentProcess, make_database
from tests.fakes.agent_service import MakeAgent, Serve, WriteChild, write_child
from tests.fakes.protocol_server import ProtocolServer

from pursight_agent.runtime import foreman, poll


@pytest.fixture
def server() -> Iterator[ProtocolServer]:
    with ProtocolServer() as running:
        yield running


@pytest.fixture
def make_agent(tmp_path: Path) -> Iterator[MakeAgent]:
    made: list[AgentProcess] = []

    def make(server: ProtocolServer, *, extra: str = "") -> AgentProcess:
        directory = tmp_path / f"agent{len(made)}"
        directory.mkdir(mode=0o700)
        agent = AgentProcess(directory)
        agent.configure(QUICK + extra)
        agent.add_source("crm", str(make_database(tmp_path / f"crm{len(made)}.sqlite")))
        agent.enrol(server.url, server.token)
        made.append(agent)
        return agent

    yield make
    for agent in made:
        agent.stop()


@pytest.fixture
def agent(server: ProtocolServer, make_agent: MakeAgent) -> AgentProcess:
    return make_agent(server)


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Iterator[Serve]:
    """Run an agent's service in this process, quick to try again; stopped with the test."""

    def quick(*_: object, **__: object) -> float:
        return 0.05

    monkeypatch.setattr("pursight.protocol.delivery.backoff", quick)
    monkeypatch.setattr(poll, "backoff", quick)
    monkeypatch.setattr(foreman, "DISK_SECONDS", 0.1)
    serving = Serve(monkeypatch)
    yield serving
    serving.stop()


@pytest.fixture
def child(tmp_path: Path) -> WriteChild:
    return lambda body: write_child(tmp_path / "child.py", body)
