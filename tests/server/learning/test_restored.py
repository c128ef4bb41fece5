"""A server restored from a backup: agents that hold a later model come to the one in use."""

from datetime import timedelta

from sqlalchemy import delete
from tests.builders.agent_driver import AgentDriver
from tests.builders.column_models import a_model, features
from tests.builders.learned import Learned, customers
from tests.builders.scanned import seen, table

from pursight.contracts.agents import AgentHealth, PollReply, PollRequest
from pursight.protocol.models import CAPABILITY_HEADER, COLUMN_MODEL
from pursight_server.learning.comparing import WORKER
from pursight_server.learning.judging import sha256_of
from pursight_server.learning.tables import model_activation


async def poll(agent: AgentDriver, held: int | None) -> PollReply:
    """Poll as an agent that holds this."""
    request = PollRequest(capacity=0, health=AgentHealth(model_serial=held))
    body = request.model_dump_json(exclude_none=True).encode()
    says = {CAPABILITY_HEADER: COLUMN_MODEL}
    answer = await agent.http.send(agent.sign("POST", "/agent/v1/poll", body, headers=says))
    return PollReply.model_validate_json(answer.raise_for_status().content)


async def forget(learned: Learned, serial: int) -> None:
    """Make the server what it was before an activation."""
    organisation = learned.scanner.organisation_id
    async with learned.services.database.unit_of_work(organisation, WORKER) as uow:
        await uow.connection.execute(
            delete(model_activation).where(model_activation.c.serial >= serial)
        )


async def test_what_is_in_use_overtakes_what_agents_hold(
    learned: Learned, agent: AgentDriver
) -> None:
    await learned.scanner.scan(customers())
    first = await learned.activated(number=await learned.add_version())
    lost = await learned.activated(number=1)
    await forget(learned, lost["serial"])
    learned.scanner.clock.advance(timedelta(hours=2))
    assert (await poll(agent, first["serial"])).model == (await poll(agent, None)).model
    told = (await poll(agent, lost["serial"])).model
    assert told is not None
    assert told.serial > lost["serial"]
    assert told.sha256 == first["sha256"] == sha256_of(a_model(2, "phone"))
    assert (await poll(agent, lost["serial"])).model == told, "it is overtaken once"


async def test_before_the_first_activation_the_built_in_model_overtakes(
    learned: Learned, agent: AgentDriver
) -> None:
    await learned.scanner.scan(customers())
    lost = await learned.activated(number=await learned.add_version())
    await forget(learned, lost["serial"])
    assert (await poll(agent, None)).model is None
    told = (await poll(agent, lost["serial"])).model
    assert told is not None
    assert told.serial > lost["serial"]
    assert told.sha256 == sha256_of(a_model())


async def test_a_report_by_a_model_that_was_forgotten_is_judged_again(learned: Learned) -> None:
    await learned.scanner.scan(customers())
    lost = await learned.activated(number=await learned.add_version())
    await forget(learned, lost["serial"])
    taken = seen("mail", label="phone", confidence=0.9, features=features("email"))
    await learned.scanner.scan(table("customer", taken), model_serial=lost["serial"])
    assert (await learned.labels())["mail"] == ("email", "applied")
