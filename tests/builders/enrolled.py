"""An enrolled agent and a registered source, each through the API."""

import httpx
import pytest
from tests.builders.agent_driver import AgentDriver
from tests.builders.reports import a_test

from pursight.clock import StoppedClock
from pursight.contracts.agents import Applied, Job


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


async def tested(client: httpx.AsyncClient, agent: AgentDriver, source: str) -> None:
    """Test a source's connection through the API, so that it is `connected`."""
    assert (await client.post(f"/api/v1/sources/{source}/test")).status_code == 202
    receipt = await agent.delivered(await agent.begin(), a_test())
    assert receipt.applied is Applied.APPLIED


async def a_scan_job(client: httpx.AsyncClient, agent: AgentDriver, source: str) -> Job:
    """Ask for a scan through the API, and begin it."""
    answer = await client.post(f"/api/v1/sources/{source}/scan")
    assert answer.status_code == 202, answer.text
    return await agent.begin()
