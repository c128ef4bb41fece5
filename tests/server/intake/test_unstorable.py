"""Odd characters and numbers in reports: kept as far as they can be, else refused for good."""

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter
from tests.builders.agent_driver import AgentDriver, code_of
from tests.builders.enrolled import a_scan_job
from tests.builders.reports import a_column, a_report, a_table
from tests.builders.server_state import ServerState

from pursight.contracts.agents import Applied
from pursight.contracts.scans import ColumnReport, Profile
from pursight_server.agents.model import storable

TEXTS: TypeAdapter[list[str]] = TypeAdapter(list[str])


@given(st.lists(st.text(alphabet=st.sampled_from('\0\\u0aé"\n'), max_size=12), max_size=4))
def test_only_the_character_itself_is_replaced(texts: list[str]) -> None:
    read = TEXTS.validate_json(storable(TEXTS.dump_json(texts)))
    assert read == [text.replace("\0", "\ufffd") for text in texts]


@pytest.mark.parametrize("name", ["a\0b", 'a"b.c', "\\u0000", "x" * 3000, "ß漢字🦆", " ", ""])
async def test_odd_names_do_not_stop_a_report(
    client: httpx.AsyncClient, agent: AgentDriver, connected: str, name: str
) -> None:
    job = await a_scan_job(client, agent, connected)
    table = a_table(schema=name, name=name, columns=[a_column(name=name)])
    receipt = await agent.delivered(job, a_report(table, a_table()))
    assert receipt.applied is Applied.APPLIED


async def test_huge_integers_keep_all_their_digits(
    client: httpx.AsyncClient, agent: AgentDriver, connected: str, state: ServerState
) -> None:
    job = await a_scan_job(client, agent, connected)
    huge = 10**38 + 1
    profile = Profile(examined=2, complete=True, nulls=0, min=-huge, max=huge, sum=2**63)
    table = a_table(columns=[ColumnReport(name="id", profile=profile)])
    assert (await agent.delivered(job, a_report(table))).applied is Applied.APPLIED
    kept = " ".join(str(row) for row in state.rows("SELECT p::text FROM profile p"))
    assert all(str(value) in kept for value in (-huge, huge, 2**63))


async def test_a_number_no_column_can_hold_is_refused_for_good(
    client: httpx.AsyncClient, agent: AgentDriver, connected: str
) -> None:
    job = await a_scan_job(client, agent, connected)
    answer = await agent.deliver(job, a_report(a_table(rows=10**30)))
    assert (answer.status_code, code_of(answer)) == (422, "run.quarantined")


async def test_a_poll_with_odd_characters_is_heard(
    client: httpx.AsyncClient, agent: AgentDriver
) -> None:
    await agent.poll(health={"warnings": ["a\0b"]}, software="x\0")
    shown = (await client.get(f"/api/v1/agents/{agent.id}")).json()
    assert shown["health"]["warnings"] == ["a\ufffdb"]
