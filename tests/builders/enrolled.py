"""An enrolled agent and a registered source, each through the API."""

import httpx
import pytest
from tests.builders.agent_driver import AgentDriver

from pursight.clock import StoppedClock


@pytest.fixture
async def agent(
    client: httpx.AsyncClient, anonymous: httpx.AsyncClient, clock: StoppedClock
) -> AgentDriver:
    """An enrolled agent that announces `crm`."""
    driver = AgentDriver(anonymous, clock)
    await driver.enrol((await client.post("/api/v1/agents/tokens", json={})).json()["token"])
    return driver


@pytest.fixture
async def source(client: httpx.AsyncClient, agent: AgentDriver) -> str:
    """Id of a source registered for the agent's `crm`."""
    body = {"name": "CRM", "kind": "postgresql", "agent_id": str(agent.id), "alias": "crm"}
    answer = await client.post("/api/v1/sources", json=body)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])
