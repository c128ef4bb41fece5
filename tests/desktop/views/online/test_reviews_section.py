"""The section of access reviews against a real server: begun, followed, given up, saved."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from tests.desktop.views.online.conftest import show, until
from tests.server.conftest import SignIn

from pursight.clock import StoppedClock
from pursight.errors import PurSightError
from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.operations.requests import AccessRequest
from pursight_desktop.views.administration import reviews
from pursight_desktop.views.administration.reasons import ReasonSheet
from pursight_desktop.views.administration.reviews.beginning import BeginSheet
from pursight_desktop.views.administration.reviews.items import ItemsSheet
from pursight_desktop.views.administration.reviews.section import ReviewsSection
from pursight_desktop.widgets.access_words import held_words, wanted_words
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.states import EmptyState
from pursight_server.access.model import Role

PLACE = Place("administration").having(section="reviews")
REVIEWS = "/api/v1/access-reviews"


def sheet_of(section: ReviewsSection, kind: type[Any]) -> Any:
    found = [one for one in section.findChildren(kind) if one.isVisible()]
    return found[-1] if found else None


async def opened(station: Desk) -> ReviewsSection:
    section = reviews.make(station, PLACE)
    assert isinstance(section, ReviewsSection)
    await show(section)
    return section


@pytest.mark.usefixtures("theme")
async def test_one_is_begun_looked_into_saved_and_given_up(
    station: Desk, client: httpx.AsyncClient, sign_in: SignIn, tmp_path: Path
) -> None:
    await sign_in(Role.AUDITOR, email="ann@example.com")
    section = await opened(station)
    await until(lambda: isinstance(section.deck.shown(), EmptyState))
    section.add()
    begin = await until(lambda: sheet_of(section, BeginSheet))
    await until(lambda: begin.people.count() >= 3)
    begin.name.setText("Second quarter")
    begin.about.setCurrentIndex(begin.about.findData("role"))
    begin.which.setCurrentIndex(begin.which.findData("auditor"))
    assert not begin.confirm_button.isEnabled(), "somebody has to review it"
    ticked = [n for n in range(begin.people.count()) if "ann@" not in begin.people.item(n).text()]
    for number in ticked:
        begin.people.item(number).setCheckState(Qt.CheckState.Checked)
    begin.confirm_button.click()
    await until(lambda: len(section.rows()) == 1)
    row = section.rows()[0]
    assert (row.about, row.which, len(row.reviewers)) == ("role", "auditor", len(ticked))
    assert row.waiting == row.items > 0
    close = next(b for b in section.pane().findChildren(Button) if b.text() == "Close…")
    assert not close.isEnabled(), "the server would refuse it"
    items = (await client.get(f"{REVIEWS}/{row.id}/items")).json()["items"]
    ann = next(one for one in items if one["subject_name"] == "Pat Person")
    url = f"{REVIEWS}/{row.id}/items/{ann['number']}/decide"
    body = {"keep": True, "reason": "=SUM(A1) still in audit"}
    decided = await client.post(url, json=body)
    assert decided.status_code == 200, decided.text
    await until(lambda: section.rows()[0].waiting == row.items - 1)  # it comes by itself
    QTest.keyClick(section.table, Qt.Key.Key_Return)
    shown = await until(lambda: sheet_of(section, ItemsSheet))
    await until(lambda: len(shown._rows) == len(items))
    shown.accept()
    for sheet, name in ((True, "report.csv"), (False, "report.json")):
        section.save_to(section.rows()[0], tmp_path / name, sheet=sheet)
        await until((tmp_path / name).exists)
    assert "'=SUM(A1)" in (tmp_path / "report.csv").read_text(encoding="utf-8")
    told = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert told["report"]["counts"]["kept"] == 1
    section.cancel(section.rows()[0])
    why = await until(lambda: sheet_of(section, ReasonSheet))
    why.reason.setPlainText("Begun for the wrong role")
    why.confirm_button.click()
    await until(lambda: section.rows()[0].state == "cancelled")
    section.close()


@pytest.mark.usefixtures("theme")
async def test_what_cannot_be_reviewed_is_said_in_the_form(station: Desk) -> None:
    section = await opened(station)
    await until(lambda: isinstance(section.deck.shown(), EmptyState))
    section.add()
    begin = await until(lambda: sheet_of(section, BeginSheet))
    await until(lambda: begin.people.count() == 1)
    begin.name.setText("Alone")
    begin.people.item(0).setCheckState(Qt.CheckState.Checked)
    begin.confirm_button.click()
    await until(begin.problem.told)
    assert "nobody" in begin.problem.told().lower()
    assert begin.name.text() == "Alone"
    assert begin.confirm_button.isEnabled()
    begin.reject()
    section.close()


@pytest.mark.usefixtures("theme")
async def test_it_is_closed_once_all_is_decided(
    station: Desk,
    client: httpx.AsyncClient,
    sign_in: SignIn,
    clock: StoppedClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await sign_in(Role.AUDITOR, email="ann@example.com")
    reviewer = (await client.get("/api/v1/me")).json()["person_id"]
    body = {
        "name": "Auditors",
        "about": "role",
        "which": "auditor",
        "reviewers": [str(station.account.person_id), reviewer],
        "due_at": (clock.now() + timedelta(days=9)).isoformat(),
    }
    begun = (await client.post(REVIEWS, json=body)).json()
    section = await opened(station)
    await until(section.rows)
    for item in (await client.get(f"{REVIEWS}/{begun['id']}/items")).json()["items"]:
        path = f"{REVIEWS}/{begun['id']}/items/{item['number']}/decide"
        decided = await client.post(path, json={"keep": True, "reason": "Still in audit"})
        assert decided.status_code == 200, decided.text
    await until(lambda: not section.rows()[0].waiting)

    def close() -> Button:
        pane = section.pane()
        assert pane is not None
        return next(b for b in pane.findChildren(Button) if b.text() == "Close…")

    await until(lambda: close().isEnabled())
    settled: list[bool] = []
    station.settled.connect(lambda: settled.append(True))
    monkeypatch.setattr(
        "pursight_desktop.views.administration.reviews.section.ask", lambda *_, **__: True
    )
    close().click()
    await until(lambda: section.rows()[0].state == "closed")
    assert settled, "whoever counts what waits looks again"
    section.close()


@pytest.mark.usefixtures("theme")
async def test_where_nobody_can_be_chosen_it_says_so_and_nothing_can_be_begun(
    station: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def lost(*_given: object) -> None:
        raise PurSightError("The line is cut.")

    monkeypatch.setattr("pursight_desktop.views.administration.reviews.beginning.choices", lost)
    section = await opened(station)
    await until(lambda: isinstance(section.deck.shown(), EmptyState))
    section.add()
    begin = await until(lambda: sheet_of(section, BeginSheet))
    await until(begin.problem.told)
    assert "The line is cut." in begin.problem.told()
    assert not begin.confirm_button.isEnabled()
    begin.reject()
    section.close()


@pytest.mark.usefixtures("theme")
async def test_own_roles_are_called_by_their_names(
    station: Desk, client: httpx.AsyncClient, sign_in: SignIn, clock: StoppedClock
) -> None:
    pat = await sign_in(Role.DATA_USER)
    who = (await pat.get("/api/v1/me")).json()["person_id"]
    own = {"code": "fi_steward", "name": "Steward of Finance", "permissions": ["catalog.read"]}
    assert (await client.post("/api/v1/own-roles", json=own)).status_code == 201
    give = {"role": own["code"], "subject": {"kind": "person", "id": who}}
    assert (await client.post("/api/v1/role-assignments", json=give)).status_code == 201
    body = {
        "name": "Finance",
        "about": "role",
        "which": own["code"],
        "reviewers": [str(station.account.person_id)],
        "due_at": (clock.now() + timedelta(days=9)).isoformat(),
    }
    assert (await client.post(REVIEWS, json=body)).status_code == 201
    section = await opened(station)
    await until(section.rows)
    assert section.found_by(section.rows()[0]).endswith("Who has the role Steward of Finance")
    section.show_items(section.rows()[0])
    shown = await until(lambda: sheet_of(section, ItemsSheet))
    await until(lambda: shown._rows)
    assert held_words(shown._rows[0]) == "Steward of Finance, assigned"
    shown.accept()
    asked = await pat.post("/api/v1/access-requests", json={
        "role": own["code"], "purpose": "For the year's end", "days": 3,
    })  # fmt: skip
    assert wanted_words(AccessRequest.model_validate(asked.json())) == own["name"]
    section.close()
