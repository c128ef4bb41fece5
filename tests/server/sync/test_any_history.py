"""Whatever several people and scans do at once: replayed from any position, the feed is right."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from random import Random
from uuid import UUID

import pytest
from tests.builders.scanned import Scanner, seen, table
from tests.builders.sync_driver import ServerDriver, everything

from pursight.contracts.rules import NotNull, Outcome, RuleResult
from pursight.contracts.scans import TableReport
from pursight.errors import PurSightError
from pursight.protocol.sync import Key, Row
from pursight.testing.sync_conformance import Follower
from pursight_server.catalog import holding
from pursight_server.catalog import service as catalog
from pursight_server.catalog.model import Asset
from pursight_server.classification import service as classification
from pursight_server.classification.model import Verdict
from pursight_server.compliance import service as compliance
from pursight_server.platform.services import Services
from pursight_server.platform.unit_of_work import Actor, UnitOfWork
from pursight_server.rules import service as rules
from pursight_server.rules.model import RuleState
from pursight_server.sources import service as sources
from pursight_server.sync.model import visible_entities

ROUNDS, AT_ONCE = 6, 4
HAPPENS = {
    "asset.annotated", "asset.gone", "classification.decided", "classification.withdrawn",
    "violation.accepted", "rule.defined", "rule.edited", "source.edited", "sensitivity.set",
    "deletion.held", "deletion.confirmed",
}  # fmt: skip
Action = Callable[[UnitOfWork, Asset], Awaitable[object]]


class People:
    """Several who do something at random, at the same time."""

    def __init__(self, driver: ServerDriver, rng: Random) -> None:
        self.driver, self.rng, self.scanner = driver, rng, driver.scanner
        self.made: list[UUID] = []

    async def act(self) -> None:
        """Do one thing; what the domain refuses is no matter here."""
        if self.rng.random() < 0.3:
            await self._scan()
            return
        assets = list((await self.scanner.assets()).values())
        action = self.rng.choice(self._actions())
        actor = Actor.system(f"writer {self.rng.randrange(9)}")
        unit_of_work = self.driver.given.database.unit_of_work
        with suppress(PurSightError):
            async with unit_of_work(self.driver.organisation_id, actor) as uow:
                await action(uow, self.rng.choice(assets))
                await asyncio.sleep(0)
                if self.rng.random() < 0.1:
                    raise PurSightError("thought better of it")

    def _actions(self) -> list[Action]:
        return [
            self._annotate, self._decide, self._withdraw, self._accept, self._rule, self._state,
            self._rename, self._sensitivity, self._settle,
        ]  # fmt: skip

    def _table(self, number: int) -> TableReport:
        rng = self.rng
        label = rng.choice(("none", "email", "phone", "payment_card"))
        others = [seen(f"c{number}") for number in range(1, rng.randint(1, 4))]
        results = [
            RuleResult(
                rule_id=rule, rule_version=1, outcome=Outcome.PASSED, examined=rng.randrange(9)
            )
            for rule in self.made
        ]
        return table(
            f"t{number}",
            seen("c0", label=label),
            *others,
            rows=rng.randrange(1000),
            results=results,
        )

    async def _scan(self) -> None:
        numbers = range(self.rng.choice((1, 6, 7)))
        with suppress(PurSightError):
            await self.scanner.scan(*[self._table(number) for number in numbers])

    async def _annotate(self, uow: UnitOfWork, asset: Asset) -> None:
        said = {"description": f"{self.rng.random()}", "tags": ("a",) * self.rng.randrange(2)}
        await catalog.annotate(uow, asset.id, said)

    async def _decide(self, uow: UnitOfWork, asset: Asset) -> None:
        verdict, label = self.rng.choice(((Verdict.REJECT, None), (Verdict.CHANGE, "email")))
        await classification.decide(uow, asset.id, verdict, label=label)

    async def _withdraw(self, uow: UnitOfWork, asset: Asset) -> None:
        await classification.withdraw(uow, asset.id)

    async def _accept(self, uow: UnitOfWork, asset: Asset) -> None:
        found = await compliance.unsettled(uow, asset.source_id)
        if found:  # others may have settled all of them meanwhile
            await compliance.accept_risk(uow, self.rng.choice(found).id, "known")

    async def _rule(self, uow: UnitOfWork, asset: Asset) -> None:
        check = NotNull(column="c0")
        made = await rules.define(
            uow, asset.source_id, name="n", check=check, table="t0", schema_name="public"
        )
        self.made.append(made.id)

    async def _state(self, uow: UnitOfWork, _asset: Asset) -> None:
        rule = self.rng.choice(self.made or [UUID(int=0)])
        await rules.edit(uow, rule, {"state": self.rng.choice(list(RuleState))})

    async def _rename(self, uow: UnitOfWork, asset: Asset) -> None:
        await sources.edit(uow, asset.source_id, {"name": f"CRM {self.rng.randrange(3)}"})

    async def _sensitivity(self, uow: UnitOfWork, _asset: Asset) -> None:
        wanted = self.rng.choice(("public", "restricted", None))
        await classification.set_sensitivity(uow, "label", "email", wanted)

    async def _settle(self, uow: UnitOfWork, asset: Asset) -> None:
        held = [
            row_id
            for (entity, row_id), fields in (await everything(uow, ("held_deletion",))).items()
            if fields["state"] == "waiting"
        ]
        await holding.confirm(uow, self.rng.choice(held or [asset.id]), "gone")


@pytest.mark.parametrize("seed", range(3))
async def test_the_feed_is_right_from_every_position(
    services: Services, scanner: Scanner, seed: int
) -> None:
    rng = Random(seed)
    driver = ServerDriver(services, scanner)
    people = People(driver, rng)
    await scanner.scan(*[people._table(number) for number in range(7)])
    followers = {}
    for person in ("whole", "part"):
        followers[person] = Follower(await driver.open(person))
        await followers[person].fill()
    places: list[tuple[str, str, int, dict[Key, Row]]] = []
    for _ in range(ROUNDS):
        await asyncio.gather(*[people.act() for _ in range(AT_ONCE)])
        for person, follower in followers.items():
            await follower.pull(rng.choice((1, 5, 1000)))
            places.append((person, follower.cursor, follower.seq, dict(follower.rows)))
    async with services.database.reading(driver.organisation_id) as unit:
        now = {
            person: await everything(unit, visible_entities(await driver.caller(person)))
            for person in followers
        }
    for person, cursor, seq, rows in places:
        again = Follower(followers[person].sync)
        again.cursor, again.seq, again.rows = cursor, seq, rows
        await again.pull(rng.choice((20, 1000)))
        assert {key: row.fields for key, row in again.rows.items()} == now[person]
    happened = {fields["kind"] for (entity, _), fields in now["whole"].items() if entity == "event"}
    assert len(happened & HAPPENS) > 2, happened  # which ones also hangs on who comes first
