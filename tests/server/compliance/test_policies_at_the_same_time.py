"""Two people define a policy with the same code at once: the second is told so."""

import asyncio
from contextlib import suppress

import pytest

from pursight.contracts.policies import Policy
from pursight_server.compliance import service
from pursight_server.organisations.model import Organisation
from pursight_server.platform.database import Database
from pursight_server.platform.unit_of_work import Actor

WHO = Actor.system("the tests")


def _policy(code: str, name: str) -> Policy:
    return Policy.model_validate(
        {
            "id": code,
            "name": name,
            "severity": "low",
            "when": {"kinds": ["table"]},
            "require": [{"require": "description"}],
            "message": "Everybody asks what this is.",
            "remedy": "Say it.",
        }
    )


async def test_the_first_definition_stays(database: Database, organisation: Organisation) -> None:
    async def define(code: str, name: str) -> None:
        async with database.unit_of_work(organisation.id, WHO) as unit:
            await service.define(unit, _policy(code, name))

    await define("own.other", "Other")
    async with database.unit_of_work(organisation.id, WHO) as uow:
        await service.define(uow, _policy("own.described", "The first"))
        second = asyncio.create_task(define("own.described", "The second"))
        with suppress(TimeoutError):
            await asyncio.wait_for(asyncio.shield(second), 0.5)
    with pytest.raises(service.PolicyTaken):
        await second
    async with database.reading(organisation.id) as unit:
        [kept] = [one for one in await service.policies(unit) if one.policy.id == "own.described"]
    assert kept.policy.name == "The first"
