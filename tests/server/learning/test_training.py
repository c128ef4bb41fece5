"""Training from what stewards decided: asked for, carried out in a process of its own, measured."""

import asyncio
from uuid import UUID

import httpx
import pytest
from tests.builders.column_models import house_word, shipped_examples
from tests.builders.learned import MODELS, Learned, column
from tests.builders.scanned import seen, table

from pursight_server.classification import service as classification
from pursight_server.classification.model import Verdict
from pursight_server.learning import training
from pursight_server.learning.comparing import PATIENCE, WORKER
from pursight_server.learning.model import held_out
from pursight_server.learning.store import versions
from pursight_server.learning.training import train_one
from pursight_server.platform.unit_of_work import Actor

STEWARD = Actor("person", UUID(int=9), "Stew Ard")


async def decide_about(learned: Learned, number: int) -> None:
    """Scan so many columns with a word of the house, and say that they are telephone numbers."""
    tables = [
        table(
            f"customer{at}",
            *[seen(f"bell{n}", features=house_word(n)) for n in range(at, number, 8)],
        )
        for at in range(8)
    ]
    await learned.scanner.scan(*tables, table("calls", column("tel", "phone")))
    assets = await learned.scanner.assets()
    async with learned.services.database.unit_of_work(
        learned.scanner.organisation_id, STEWARD
    ) as uow:
        for asset in assets.values():
            if asset.name.startswith("bell"):
                await classification.decide(uow, asset.id, Verdict.CHANGE, label="phone")


async def carry_out(learned: Learned) -> None:
    """Do the worker's part."""
    organisation_id = learned.scanner.organisation_id
    assert await train_one(
        learned.services, organisation_id, shipped=shipped_examples, pulse_seconds=0.05
    )


async def test_too_few_decisions_are_refused_with_their_number(learned: Learned) -> None:
    await decide_about(learned, 3)
    answer = await learned.client.post(f"{MODELS}/train", json={})
    assert (answer.status_code, answer.json()["code"]) == (409, "model.too_few_decisions")
    assert "3 decisions" in answer.json()["detail"]
    assert (await learned.client.get(MODELS)).json()["items"] == []


async def test_a_version_learns_what_stewards_say(learned: Learned) -> None:
    await decide_about(learned, 40)
    asked = await learned.client.post(f"{MODELS}/train", json={"note": "telephones"})
    assert asked.status_code == 202, asked.text
    address = asked.headers["location"]
    assert (await learned.client.get(f"{MODELS}/state")).json()["training"]["state"] == "queued"
    await carry_out(learned)
    made = (await learned.client.get(address)).json()
    assert made["state"] == "ready", made
    assert (made["made_by_name"], made["note"]) == ("Pat Person", "telephones")
    metrics = made["metrics"]
    kept_back = metrics["held_out"]["columns"]
    assert 0 < kept_back < 40
    assert metrics["trained_on"] == 40 - kept_back
    assert metrics["held_out"]["labels"]["phone"]["recall"] == 1.0
    assert metrics["active"]["labels"]["phone"]["recall"] == 0.0
    assert metrics["otherwise"] == kept_back
    assert metrics["held_out"]["calibration_error"] < 0.5
    events = (await learned.client.get("/api/v1/events?limit=50")).json()["items"]
    kinds = [one["kind"] for one in events]
    assert "column_model.training_asked" in kinds
    assert "column_model.trained" in kinds
    await learned.activated(number=made["number"])


async def test_the_same_decisions_make_the_same_model(learned: Learned) -> None:
    await decide_about(learned, 30)
    digests = []
    for _ in range(2):
        asked = await learned.client.post(f"{MODELS}/train", json={})
        await carry_out(learned)
        made = (await learned.client.get(asked.headers["location"])).json()
        async with learned.services.database.reading(learned.scanner.organisation_id) as unit:
            found = await versions.find(unit, made["number"])
            assert found is not None
            content = await versions.content(unit, found.id)
        assert content is not None
        digests.append(content.replace(b'"version":%d' % made["number"], b'"version":N'))
    assert digests[0] == digests[1]


async def test_one_training_at_a_time_and_it_can_be_cancelled(learned: Learned) -> None:
    await decide_about(learned, 30)
    asked = await learned.client.post(f"{MODELS}/train", json={})
    again = await learned.client.post(f"{MODELS}/train", json={})
    assert again.json()["code"] == "model.training"
    doing = asyncio.create_task(carry_out(learned))
    while (await learned.client.get(asked.headers["location"])).json()["progress"] != "training":  # noqa: ASYNC110
        await asyncio.sleep(0.02)
    cancelled = await learned.client.post(asked.headers["location"] + "/cancel")
    assert cancelled.json()["state"] == "cancelled"
    await doing
    made = (await learned.client.get(asked.headers["location"])).json()
    assert (made["state"], made["sha256"]) == ("cancelled", "")
    assert (await learned.client.post(asked.headers["location"] + "/cancel")).status_code == 409
    assert (await learned.client.post(f"{MODELS}/train", json={})).status_code == 202


async def test_a_child_that_dies_is_told_of(
    learned: Learned, monkeypatch: pytest.MonkeyPatch
) -> None:
    await decide_about(learned, 30)
    asked = await learned.client.post(f"{MODELS}/train", json={})
    monkeypatch.setattr(training, "command", lambda: ["false"])
    await carry_out(learned)
    made = (await learned.client.get(asked.headers["location"])).json()
    assert made["state"] == "failed"
    assert "status 1" in made["problem"]
    answer = await learned.client.post(
        "/api/v1/classification/previews", json={"number": made["number"]}
    )
    assert answer.json()["code"] == "model.wrong_state"


async def test_a_worker_that_fell_silent_is_replaced(learned: Learned) -> None:
    await decide_about(learned, 30)
    asked = await learned.client.post(f"{MODELS}/train", json={})
    organisation_id = learned.scanner.organisation_id
    async with learned.services.database.unit_of_work(organisation_id, WORKER) as uow:
        assert await versions.claim(uow, UUID(int=1), PATIENCE)
    assert not await train_one(learned.services, organisation_id)
    assert asked.status_code == 202
    learned.scanner.clock.advance(2 * PATIENCE)
    await carry_out(learned)
    async with learned.services.database.reading(organisation_id) as unit:
        made = await versions.find(unit, 2)
    assert made is not None
    assert made.state == "ready"


def test_what_is_kept_back_is_kept_back_for_ever() -> None:
    ids = [UUID(int=n) for n in range(2000)]
    kept = [one for one in ids if held_out(one)]
    assert 250 < len(kept) < 550
    assert kept == [one for one in ids if held_out(one)]


async def test_a_version_in_training_cannot_be_seen_by_others(
    learned: Learned, other_client: httpx.AsyncClient
) -> None:
    await decide_about(learned, 30)
    asked = await learned.client.post(f"{MODELS}/train", json={})
    assert (await other_client.get(asked.headers["location"])).status_code == 404
    assert (await other_client.get(MODELS)).json()["items"] == []
