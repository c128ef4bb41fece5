"""An enrolled agent and a source whose connection was tested."""

import httpx
import pytest
from tests.builders.agent_driver import AgentDriver
from tests.builders.enrolled import agent, source, tested
from tests.builders.server_state import ServerState

__all__ = ["agent", "source"]


@pytest.fixture
async def connected(client: httpx.AsyncClient, agent: AgentDriver, source: str) -> str:
    """Id of a source that is `connected`."""
    await tested(client, agent, source)
    return source


@pytest.fixture
def state(superuser_dsn: str) -> ServerState:
    """What the test's database holds."""
    return ServerState(superuser_dsn)
