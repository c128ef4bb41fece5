"""The screen of requests against a real server: deciding, one's own, reviewing."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from tests.desktop.views.online.conftest import show, until
from tests.server.conftest import SignIn

from pursight.clock import StoppedClock
from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.views.administration.reasons import ReasonSheet
from pursight_desktop.views.requests import make
from pursight_desktop.views.requests.deciding import ToDecide
from pursight_desktop.views.requests.mine import Mine
from pursight_desktop.views.requests.reviewing import ToReviewList
from pursight_desktop.views.requests.screen import RequestsScreen
from pursight_desktop.views.requests.sheets import ApproveSheet, AskAgainSheet
from pursight_desktop.widgets.states import EmptyState
from pursight_server.access.model import Role

REQUESTS = "/api/v1/access-requests"
CONTROL = Qt.KeyboardModifier.ControlModifier


async def asked(client: httpx.AsyncClient, purpose: str, **other: Any) -> dict[str, Any]:
    body = {"role": "data_steward", "purpose": purpose, "days": 9} | other
    answer = await client.post(REQUESTS, json=body)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def me(client: httpx.AsyncClient) -> str:
    return str((await client.get("/api/v1/me")).json()["person_id"])


def said(desk: Desk) -> list[str]:
    found: list[str] = []
    desk.notice.connect(lambda _kind, text: found.append(text))
    return found


def sheet_of(screen: QWidget, kind: type[Any]) -> Any:
    found = [one for one in screen.findChildren(kind) if one.isVisible()]
    return found[-1] if found else None


@pytest.fixture
def screen_of(station: Desk) -> Iterator[Any]:
    made: list[RequestsScreen] = []

    async def make_it(**args: str) -> RequestsScreen:
        screen = make(station, Place("requests").having(**args))
        assert isinstance(screen, RequestsScreen)
        made.append(screen)
        await show(screen)
        return screen

    yield make_it
    for one in made:
        one.close()


@pytest.mark.usefixtures("theme")
async def test_one_is_approved_for_less_and_one_refused_with_keys(
    station: Desk, screen_of: Any, sign_in: SignIn
) -> None:
    pat = await sign_in(Role.DATA_USER)
    first = await asked(pat, "Check invoices")
    second = await asked(pat, "Curiosity")
    screen = await screen_of()
    shown = screen.shown()
    assert isinstance(shown, ToDecide)
    await until(lambda: len(shown.rows()) == 2)
    assert shown.switch.buttons["decide"].text().endswith("2")
    told = said(station)
    assert shown.table.go_to_key(UUID(first["id"]))
    await until(lambda: shown.pane().findChildren(QWidget))
    QTest.keyClick(shown, Qt.Key.Key_A)
    approve = await until(lambda: sheet_of(screen, ApproveSheet))
    approve.days.setValue(3)
    approve.note.setPlainText("Three will do")
    QTest.keyClick(approve, Qt.Key.Key_Return, CONTROL)
    await until(lambda: len(shown.rows()) == 1)
    assert told == ["Approved for Pat Person."]
    given = (await pat.get(f"{REQUESTS}/{first['id']}")).json()
    assert (given["state"], given["days"], given["note"]) == ("active", 3, "Three will do")
    screen.activateWindow()
    await until(screen.isActiveWindow)
    QTest.keyClick(shown, Qt.Key.Key_R)
    refuse = await until(lambda: sheet_of(screen, ReasonSheet))
    assert not refuse.confirm_button.isEnabled(), "nobody is refused without a reason"
    refuse.reason.setPlainText("The report has it")
    refuse.confirm_button.click()
    await until(lambda: isinstance(shown.deck.shown(), EmptyState))
    assert (await pat.get(f"{REQUESTS}/{second['id']}")).json()["state"] == "refused"


@pytest.mark.usefixtures("theme")
async def test_a_request_comes_by_itself_and_takes_nothing_out_of_ones_hands(
    screen_of: Any, sign_in: SignIn
) -> None:
    pat = await sign_in(Role.DATA_USER)
    await asked(pat, "Check invoices")
    screen = await screen_of()
    shown = screen.shown()
    await until(lambda: len(shown.rows()) == 1)
    pane = shown.pane()
    await until(lambda: pane.history)
    await asked(pat, "Curiosity", days=3)
    await until(lambda: len(shown.rows()) == 2)
    assert shown.pane() is pane
    assert shown.table.current().purpose == "Check invoices"
    assert shown.switch.buttons["decide"].text().endswith("2")
    shown.search.setText("data steward")
    await until(lambda: shown.detail.text() == "2")
    shown.search.setText("curios")
    await until(lambda: shown.detail.text() == "1 of 2")


@pytest.mark.usefixtures("theme")
async def test_what_the_server_refuses_is_said_in_the_sheet_and_nothing_typed_is_lost(
    screen_of: Any, sign_in: SignIn
) -> None:
    pat = await sign_in(Role.DATA_USER)
    request = await asked(pat, "Check invoices")
    screen = await screen_of()
    shown = screen.shown()
    await until(lambda: len(shown.rows()) == 1)
    shown.approve(shown.rows()[0])
    approve = await until(lambda: sheet_of(screen, ApproveSheet))
    approve.note.setPlainText("Long and carefully written")
    await pat.post(f"{REQUESTS}/{request['id']}/withdraw")
    approve.confirm_button.click()
    await until(lambda: approve.confirm_button.isEnabled() and approve.problem.told())
    assert "withdrawn" in approve.problem.told()
    assert approve.note.toPlainText() == "Long and carefully written"
    approve.reject()


@pytest.mark.usefixtures("theme")
async def test_ones_own_are_sent_off_withdrawn_and_asked_for_again(
    station: Desk, screen_of: Any, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    await sign_in(Role.SYSTEM_ADMINISTRATOR)
    body = {"role": "auditor", "purpose": "Look at the log", "days": 5, "draft": True}
    done: list[Any] = []
    station.online(station, "ask", lambda o: o.asking.write("POST", REQUESTS, body), done.append)
    await until(lambda: done)
    screen = await screen_of(list="mine")
    shown = screen.shown()
    assert isinstance(shown, Mine)

    def state() -> str:
        return shown.rows()[0].state if shown.rows() else ""

    await until(lambda: state() == "draft")
    shown.submit(shown.rows()[0])
    await until(lambda: state() == "open")
    assert shown.rows()[0].decider_names == ("Pat Person",)
    monkeypatch.setattr("pursight_desktop.views.requests.mine.ask", lambda *_words, **_how: True)
    shown.withdraw(shown.rows()[0])
    await until(lambda: state() == "withdrawn")
    shown.again(shown.rows()[0])
    again = await until(lambda: sheet_of(screen, AskAgainSheet))
    assert again.purpose.toPlainText() == "Look at the log"
    again.confirm_button.click()
    await until(lambda: len(shown.rows()) == 2)
    assert {one.state for one in shown.rows()} == {"withdrawn", "open"}
    inbox = screen.lists["decide"]
    await until(lambda: isinstance(inbox.deck.shown(), EmptyState))
    assert inbox.rows() == (), "nobody decides their own"


@pytest.mark.usefixtures("theme")
async def test_several_items_are_kept_together_and_one_revoked(
    station: Desk,
    screen_of: Any,
    client: httpx.AsyncClient,
    sign_in: SignIn,
    clock: StoppedClock,
) -> None:
    for _ in range(3):
        await sign_in(Role.AUDITOR)
    grace = str(station.account.person_id)
    review = {
        "name": "Second quarter",
        "about": "role",
        "which": "auditor",
        "reviewers": [grace, await me(client)],
        "due_at": (clock.now() + timedelta(days=9)).isoformat(),
    }
    begun = await client.post("/api/v1/access-reviews", json=review)
    assert begun.status_code == 201, begun.text
    screen = await screen_of(list="review")
    shown = screen.shown()
    assert isinstance(shown, ToReviewList)
    await until(shown.rows)
    number = len(shown.rows())
    assert grace not in {str(one.item.subject_id) for one in shown.rows()}
    QApplication.processEvents()
    shown.table.setFocus()
    shown.table.select_rows([0, 1])
    await until(lambda: len(shown.chosen_items()) == 2)
    shown.decide(keep=True)
    keep = await until(lambda: sheet_of(screen, ReasonSheet))
    keep.reason.setPlainText("Still in audit")
    keep.confirm_button.click()
    await until(lambda: len(shown.rows()) == number - 2)
    shown.table.select_rows([0])
    shown.decide(keep=False)
    revoke = await until(lambda: sheet_of(screen, ReasonSheet))
    revoke.reason.setPlainText("Left in May")
    revoke.confirm_button.click()
    await until(lambda: len(shown.rows()) == number - 3)
    told = (await client.get(f"/api/v1/access-reviews/{begun.json()['id']}")).json()["counts"]
    assert (told["kept"], told["revoked"]) == (2, 1)


@pytest.mark.usefixtures("theme")
async def test_what_could_not_be_decided_is_said_and_the_rest_is_done(
    station: Desk, screen_of: Any, client: httpx.AsyncClient, sign_in: SignIn, clock: StoppedClock
) -> None:
    for _ in range(2):
        await sign_in(Role.AUDITOR)
    grace = str(station.account.person_id)
    review = {
        "name": "Second quarter",
        "about": "role",
        "which": "auditor",
        "reviewers": [grace, await me(client)],
        "due_at": (clock.now() + timedelta(days=9)).isoformat(),
    }
    begun = (await client.post("/api/v1/access-reviews", json=review)).json()
    screen = await screen_of(list="review")
    shown = screen.shown()
    await until(lambda: len(shown.rows()) > 1)
    number = len(shown.rows())
    shown.table.select_rows(range(number))
    shown.decide(keep=True)
    keep = await until(lambda: sheet_of(screen, ReasonSheet))
    keep.reason.setPlainText("Still in audit")
    taken = shown.rows()[0].item.number
    path = f"/api/v1/access-reviews/{begun['id']}/items/{taken}/decide"
    other = await client.post(path, json={"keep": False, "reason": "I was quicker"})
    assert other.status_code == 200, other.text
    told = said(station)
    keep.confirm_button.click()
    await until(lambda: isinstance(shown.deck.shown(), EmptyState))
    assert told[0] == f"{number - 1} decided."
    assert "has been decided" in told[1]
