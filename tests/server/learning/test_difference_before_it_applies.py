"""Nothing changes before somebody has seen what would, and then exactly that changes."""

from uuid import UUID

import httpx
from tests.builders.learned import MODELS, PREVIEWS, Learned, column, customers
from tests.builders.scanned import seen, table

from pursight_server.classification import service as classification
from pursight_server.classification.model import Verdict
from pursight_server.learning.comparing import compare_what_waits
from pursight_server.platform.unit_of_work import Actor

STEWARD = Actor("person", UUID(int=9), "Stew Ard")


async def test_a_comparison_shows_the_difference_and_changes_nothing(learned: Learned) -> None:
    await learned.scanner.scan(customers())
    before = await learned.labels()
    preview = await learned.compare(number=await learned.add_version())
    assert preview["state"] == "ready", preview
    assert (preview["done"], preview["total"]) == (3, 3)
    assert preview["counts"]["changed"] == 1
    assert preview["counts"]["moves"] == {"email>phone": 1}
    [one] = await learned.changes(preview["id"])
    assert (one["source"], one["table"], one["column"]) == ("CRM", "customer", "mail")
    assert (one["kind"], one["before"]["label"], one["after"]["label"]) == (
        "relabelled", "email", "phone",
    )  # fmt: skip
    assert one["before"]["confidence"] == 0.9 < one["after"]["confidence"]
    assert await learned.labels() == before


async def test_activating_does_what_was_shown_and_tells_of_it(
    learned: Learned, client: httpx.AsyncClient
) -> None:
    await learned.scanner.scan(customers())
    active = await learned.activated(number=await learned.add_version())
    assert (active["number"], active["changed_columns"]) == (2, 1)
    assert await learned.labels() == {
        "id": ("none", "none"), "mail": ("phone", "applied"), "tel": ("phone", "applied"),
    }  # fmt: skip
    events = (await client.get("/api/v1/events?limit=50")).json()["items"]
    kinds = [one["kind"] for one in events]
    assert kinds.count("column_model.activated") == 1
    [told] = [one for one in events if one["kind"] == "classification.rejudged"]
    assert told["before"]["mail"]["label"] == "email"
    assert told["after"]["mail"]["label"] == "phone"
    state = (await client.get(f"{MODELS}/state")).json()
    assert state["active"]["serial"] == active["serial"]
    assert state["preview"] is None


async def test_going_back_is_an_activation_of_an_older_version(learned: Learned) -> None:
    await learned.scanner.scan(customers())
    there = await learned.activated(number=await learned.add_version())
    back = await learned.activated(number=1)
    assert back["serial"] > there["serial"]
    assert back["number"] == 1
    assert (await learned.labels())["mail"] == ("email", "applied")


async def test_what_people_decided_stands(learned: Learned) -> None:
    await learned.scanner.scan(customers())
    mail = (await learned.scanner.assets())["CRM.public.customer.mail"].id
    async with learned.services.database.unit_of_work(
        learned.scanner.organisation_id, STEWARD
    ) as uow:
        await classification.decide(uow, mail, Verdict.ACCEPT)
    preview = await learned.compare(number=await learned.add_version())
    assert preview["counts"]["standing"] == 1
    [one] = await learned.changes(preview["id"])
    assert one["decided"] == "email"
    assert await learned.changes(preview["id"], decided=False) == []
    assert (await learned.activate(preview["id"])).status_code == 200
    assert (await learned.labels())["mail"] == ("email", "decided")
    waiting = (await learned.client.get("/api/v1/classifications/review")).json()["items"]
    assert [one["fqn"] for one in waiting] == ["CRM.public.customer.mail"]
    assert waiting[0]["contested"]


async def test_a_stale_comparison_is_refused(learned: Learned) -> None:
    await learned.scanner.scan(customers())
    preview = await learned.compare(number=await learned.add_version())
    await learned.scanner.scan(customers(column("fax", "phone")))
    assert (await learned.preview(preview["id"]))["stale"]
    answer = await learned.activate(preview["id"])
    assert (answer.status_code, answer.json()["code"]) == (409, "model.preview_stale")
    assert (await learned.labels())["mail"] == ("email", "applied")
    assert (await learned.client.post(f"{PREVIEWS}/{preview['id']}/again")).status_code == 202
    await compare_what_waits(learned.services)
    assert (await learned.activate(preview["id"])).status_code == 200
    assert (await learned.labels())["mail"] == ("phone", "applied")


async def test_a_scan_that_finds_the_same_makes_nothing_stale(learned: Learned) -> None:
    await learned.scanner.scan(customers())
    preview = await learned.compare(number=await learned.add_version())
    await learned.scanner.scan(customers())
    assert not (await learned.preview(preview["id"]))["stale"]
    assert (await learned.activate(preview["id"])).status_code == 200


async def test_discarding_leaves_all_as_it_was(learned: Learned) -> None:
    await learned.scanner.scan(customers())
    before = await learned.labels()
    preview = await learned.compare(number=await learned.add_version())
    answer = await learned.client.post(f"{PREVIEWS}/{preview['id']}/discard")
    assert answer.json()["state"] == "discarded"
    assert (await learned.activate(preview["id"])).json()["code"] == "model.wrong_state"
    assert await learned.changes(preview["id"]) == []
    assert await learned.labels() == before


async def test_thresholds_of_a_label_are_compared_like_a_version(learned: Learned) -> None:
    await learned.scanner.scan(customers())
    unsure = {"phone": {"apply": 1.0, "suggest": 0.6}}
    preview = await learned.compare(thresholds=unsure)
    assert preview["counts"]["kinds"]["unsure"] == 1
    assert (await learned.activate(preview["id"])).status_code == 200
    assert await learned.labels() == {
        "id": ("none", "none"), "mail": ("email", "applied"), "tel": ("phone", "suggested"),
    }  # fmt: skip
    kept = await learned.compare(number=await learned.add_version())
    assert kept["thresholds"] == unsure


async def test_thresholds_are_refused_that_make_no_sense(learned: Learned) -> None:
    await learned.add_version()
    for bad, code in (
        ({"email": {"apply": 0.4, "suggest": 0.6}}, 422),
        ({"email": {"apply": 1.4, "suggest": 0.6}}, 422),
        ({"no_such_label": {"apply": 0.9, "suggest": 0.6}}, 422),
    ):
        answer = await learned.client.post(PREVIEWS, json={"thresholds": bad})
        assert answer.status_code == code, answer.text


async def test_the_next_scan_is_judged_by_the_model_in_use(learned: Learned) -> None:
    """An agent that has not fetched it yet takes nothing back."""
    await learned.scanner.scan(customers())
    serial = (await learned.activated(number=await learned.add_version()))["serial"]
    await learned.scanner.scan(customers())
    assert (await learned.labels())["mail"] == ("phone", "applied")
    await learned.scanner.scan(table("customer", column("mail", "email")), model_serial=serial)
    assert (await learned.labels())["mail"] == ("email", "applied")  # it said that it judged so


async def test_an_older_agent_s_findings_count_and_cannot_be_judged_again(
    learned: Learned,
) -> None:
    await learned.scanner.scan(table("customer", seen("mail", label="email")))
    preview = await learned.compare(number=await learned.add_version())
    assert (preview["total"], preview["counts"]["changed"]) == (0, 0)
    assert (await learned.activate(preview["id"])).status_code == 200
    assert (await learned.labels())["mail"] == ("email", "applied")


async def test_changes_come_in_pages_and_by_filter(learned: Learned) -> None:
    mails = [column(f"mail{n}", "email", n) for n in range(7)]
    await learned.scanner.scan(table("customer", *mails))
    preview = await learned.compare(number=await learned.add_version())
    address = f"{PREVIEWS}/{preview['id']}/changes"
    names, cursor = [], None
    while True:
        after: dict[str, str] = {"cursor": cursor} if cursor else {}
        page = (await learned.client.get(address, params={"limit": "3", **after})).json()
        names += [one["column"] for one in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert names == [f"mail{n}" for n in range(7)]
    assert await learned.changes(preview["id"], label="iban") == []
    assert len(await learned.changes(preview["id"], label="email")) == 7
    assert await learned.changes(preview["id"], kind="appears") == []
