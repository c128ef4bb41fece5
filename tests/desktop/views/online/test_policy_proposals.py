"""Policies that take two administrators, in the console of one of them, against a real server."""

from typing import Any

import httpx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from tests.desktop.views.online.administering import ask, button, open_form, opened, told
from tests.desktop.views.online.conftest import until
from tests.server.conftest import SignIn

from pursight_desktop.background.desk import Desk
from pursight_desktop.sync.console import Console
from pursight_desktop.views.administration.policies.approving import (
    ApprovingSheet,
    DismissingSheet,
)
from pursight_desktop.views.administration.policies.editor import TEXT, PolicyEditor
from pursight_desktop.views.administration.policies.history import VersionsSheet
from pursight_desktop.views.administration.policies.proposals import ProposalsSheet
from pursight_desktop.views.administration.policies.saving import SavingSheet
from pursight_desktop.views.administration.policies.section import PoliciesSection
from pursight_desktop.views.administration.policies.simulation import SimulationSheet
from pursight_desktop.widgets.buttons import Button
from pursight_server.access.model import Role

pytestmark = pytest.mark.usefixtures("theme")

POLICIES, PROPOSALS = "/api/v1/access-policies", "/api/v1/access-policy-proposals"
PERMIT = "permit(principal, action, resource is Asset) when { resource.rank < 2 };"
FORBID = "forbid(principal, action, resource is Asset) when { resource.rank == 3 };"
ASK = "Ask a second administrator"
ONE_WAITS = "One change waits for a second administrator."


@pytest.fixture
async def mary(sign_in: SignIn) -> httpx.AsyncClient:
    """The other administrator, who uses no console."""
    return await sign_in(Role.SYSTEM_ADMINISTRATOR)


async def two_needed(console: Console) -> None:
    path = "/api/v1/access-settings"
    await ask(console, "PUT", path, json={"four_eyes": True}, headers={"If-Match": "*"})


async def written(console: Console, name: str = "Restricted") -> dict[str, Any]:
    made = await ask(console, "POST", POLICIES, json={"name": name, "text": FORBID})
    assert isinstance(made, dict)
    return made


async def policies(console: Console) -> list[dict[str, Any]]:
    return list((await ask(console, "GET", POLICIES))["items"])


async def proposed(client: httpx.AsyncClient) -> dict[str, Any]:
    """Read the only proposal that waits, as the other administrator sees it."""
    (one,) = (await client.get(PROPOSALS, params={"state": "open"})).json()["items"]
    assert isinstance(one, dict)
    return one


async def wish(client: httpx.AsyncClient, policy: dict[str, Any] | None, **said: Any) -> str:
    """Let the other administrator ask for something; gives the proposal's id."""
    headers = {} if policy is None else {"If-Match": f'"{policy["rev"]}"'}
    about = {} if policy is None else {"policy_id": policy["id"]}
    made = await client.post(PROPOSALS, json={**about, **said}, headers=headers)
    assert made.status_code == 201, made.text
    return str(made.json()["id"])


async def looked(section: PoliciesSection, kind: type[SimulationSheet]) -> Any:
    sheet = await open_form(section, kind)
    await until(lambda: sheet.looked and sheet.confirm_button.isEnabled())
    return sheet


async def refused(section: PoliciesSection) -> SavingSheet:
    """Save what is before the person's eyes, where that takes two."""
    sheet: SavingSheet = await looked(section, SavingSheet)
    assert not sheet.why.isVisible()
    sheet.confirm_button.click()
    await until(sheet.problem.told)
    assert "takes two people" in sheet.problem.told()
    assert (sheet.confirm_button.text(), sheet.why.isVisible()) == (ASK, True)
    return sheet


async def asked(section: PoliciesSection, why: str) -> None:
    """Ask the second administrator instead."""
    sheet = await refused(section)
    QTest.keyClicks(sheet.why, why)
    sheet.confirm_button.click()
    await until(lambda: not sheet.isVisible() and section.waiting.words.text() == ONE_WAITS)


async def test_what_is_refused_is_asked_for_and_holds_once_the_other_approves(
    station: Desk, console: Console, mary: httpx.AsyncClient
) -> None:
    await two_needed(console)
    _, section = await opened(station, PoliciesSection, "policies")
    assert section.waiting.isHidden()
    section.add()
    editor = await open_form(section, PolicyEditor)
    QTest.keyClicks(editor.name, "Open data")
    QTest.keyClicks(editor.description, "Everybody reads it")
    editor.tabs.setCurrentIndex(TEXT)
    await until(lambda: editor.pages.currentIndex() == TEXT)
    editor.text.setPlainText(PERMIT)
    editor.confirm_button.click()
    await asked(section, "For the fair")
    assert not editor.isVisible()
    assert await policies(console) == []
    one = await proposed(mary)
    said = {key: one[key] for key in ("name", "description", "text", "enabled", "note")}
    assert said == {
        "name": "Open data", "description": "Everybody reads it", "text": PERMIT,
        "enabled": True, "note": "For the fair",
    }  # fmt: skip
    approved = await mary.post(f"{PROPOSALS}/{one['id']}/approve")
    assert approved.status_code == 200, approved.text
    section.refresh()
    await until(lambda: [row.name for row in section.rows()] == ["Open data"])
    assert section.rows()[0].enabled
    assert section.waiting.isHidden()
    section.close()


async def test_switching_off_and_going_back_are_asked_for_as_they_were_to_be_saved(
    station: Desk, console: Console, mary: httpx.AsyncClient
) -> None:
    policy = await written(console)
    stricter = {"text": FORBID.replace("== 3", ">= 2")}
    seen = {"If-Match": '"1"'}
    await ask(console, "PATCH", f"{POLICIES}/{policy['id']}", json=stricter, headers=seen)
    await two_needed(console)
    _, section = await opened(station, PoliciesSection, "policies")
    section.turn(section.rows()[0])
    await asked(section, "")
    one = await proposed(mary)
    assert (one["policy_id"], one["base_rev"], one["enabled"]) == (policy["id"], 2, False)
    assert one["text"] == stricter["text"]
    await button(section, "Grace asks for a change of it…")
    assert (await mary.post(f"{PROPOSALS}/{one['id']}/dismiss")).status_code == 200
    section.refresh()
    await until(section.waiting.isHidden)
    section.show_versions(section.rows()[0])
    versions = await open_form(section, VersionsSheet)
    versions.confirm_button.click()
    await asked(section, "It was too much")
    one = await proposed(mary)
    assert (one["text"], one["enabled"], one["note"]) == (FORBID, True, "It was too much")
    section.close()


async def test_one_approves_what_the_other_wants_having_seen_what_it_changes(
    station: Desk, console: Console, mary: httpx.AsyncClient
) -> None:
    policy = await written(console)
    await two_needed(console)
    wider = FORBID.replace("== 3", "== 4")
    await wish(mary, policy, text=wider, note="Rank 3 is for everybody now")
    await wish(mary, None, name="Open data", text=PERMIT)
    _, section = await opened(station, PoliciesSection, "policies")
    assert section.waiting.words.text() == "2 changes wait for a second administrator."
    (await button(section, "Pat Person asks for a change of it…")).click()
    sheet = await open_form(section, ProposalsSheet)
    assert sheet.table.current().name == "Restricted"
    assert sheet.why.text() == "Rank 3 is for everybody now"
    assert sheet.compared is not None
    assert FORBID in sheet.compared.mine.text
    assert wider in sheet.compared.theirs.text
    sheet.confirm_button.click()
    approving: ApprovingSheet = await looked(section, ApprovingSheet)
    assert (await policies(console))[0]["text"] == FORBID
    QTest.keyClicks(approving.note, "As we said")
    approving.confirm_button.click()
    await until(lambda: section.rows()[0].text == wider)
    approved = (await mary.get(PROPOSALS, params={"state": "approved"})).json()["items"]
    assert [one["decision_note"] for one in approved] == ["As we said"]
    await until(lambda: section.waiting.words.text() == ONE_WAITS)
    assert sheet.isVisible(), "another one waits"
    assert sheet.table.current().name == "Open data"
    assert sheet.compared.mine.text == ""
    assert "asks for a change" not in told(section)
    sheet.confirm_button.click()
    approving = await looked(section, ApprovingSheet)
    approving.confirm_button.click()
    await until(lambda: {row.name for row in section.rows()} == {"Restricted", "Open data"})
    await until(section.waiting.isHidden)
    assert not sheet.isVisible()
    section.close()


async def test_what_the_other_wants_is_dismissed(
    station: Desk, console: Console, mary: httpx.AsyncClient
) -> None:
    policy = await written(console)
    await two_needed(console)
    wanted = await wish(mary, policy, enabled=False)
    _, section = await opened(station, PoliciesSection, "policies")
    section.waiting.look.click()
    sheet = await open_form(section, ProposalsSheet)
    sheet.dismiss_button.click()
    dismissing = await open_form(section, DismissingSheet)
    QTest.keyClick(dismissing, Qt.Key.Key_Escape)
    assert (await proposed(mary))["id"] == wanted, "the person thought better of it"
    sheet.dismiss_button.click()
    dismissing = await open_form(section, DismissingSheet)
    QTest.keyClicks(dismissing.reason, "Not before the audit")
    QTest.keyClick(dismissing, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    await until(lambda: not sheet.isVisible() and section.waiting.isHidden())
    one = (await mary.get(f"{PROPOSALS}/{wanted}")).json()
    assert (one["state"], one["decision_note"]) == ("dismissed", "Not before the audit")
    assert (await policies(console))[0]["enabled"] is True
    section.close()


async def test_ones_own_cannot_be_approved_but_taken_back(
    station: Desk, console: Console, mary: httpx.AsyncClient
) -> None:
    await written(console)
    await two_needed(console)
    _, section = await opened(station, PoliciesSection, "policies")
    section.turn(section.rows()[0])
    await asked(section, "")
    section.waiting.look.click()
    sheet = await open_form(section, ProposalsSheet)
    assert not sheet.confirm_button.isEnabled()
    assert "yourself" in sheet.not_now.text()
    assert sheet.dismiss_button.text() == "Take back…"
    sheet._approve()  # as if the console had let her
    approving: ApprovingSheet = await looked(section, ApprovingSheet)
    approving.confirm_button.click()
    await until(approving.problem.told)
    assert "Nobody agrees to their own proposal." in approving.problem.told()
    approving.reject()
    assert (await proposed(mary))["state"] == "open"
    sheet.dismiss_button.click()
    (await open_form(section, DismissingSheet)).confirm_button.click()
    await until(lambda: not sheet.isVisible() and section.waiting.isHidden())
    assert (await policies(console))[0]["enabled"] is True
    section.close()


async def test_what_comes_too_late_is_said_and_nothing_changes(
    station: Desk, console: Console, mary: httpx.AsyncClient
) -> None:
    policy = await written(console)
    await two_needed(console)
    await wish(mary, policy, enabled=False)
    _, section = await opened(station, PoliciesSection, "policies")
    section.waiting.look.click()
    sheet = await open_form(section, ProposalsSheet)
    sheet.confirm_button.click()
    approving: ApprovingSheet = await looked(section, ApprovingSheet)
    seen = {"If-Match": '"1"'}
    await mary.patch(f"{POLICIES}/{policy['id']}", json={"name": "R"}, headers=seen)
    approving.confirm_button.click()
    await until(approving.problem.told)
    assert "has changed since" in approving.problem.told()
    approving.reject()  # the list is read again, and the sheet knows it, too
    await until(lambda: "has changed since" in sheet.not_now.text())
    assert not sheet.confirm_button.isEnabled()
    assert [row["enabled"] for row in await policies(console)] == [True]
    sheet.reject()
    section.close()


async def test_what_the_other_asks_for_comes_by_itself_and_takes_nothing_out_of_ones_hands(
    station: Desk, console: Console, mary: httpx.AsyncClient
) -> None:
    policy = await written(console)
    await two_needed(console)
    _, section = await opened(station, PoliciesSection, "policies")
    pane = section.pane()
    await wish(mary, None, name="Open data", text=PERMIT)
    await until(lambda: section.waiting.words.text() == ONE_WAITS)
    assert section.pane() is pane, "nobody asked for a change of what one reads"
    section.waiting.look.click()
    sheet = await open_form(section, ProposalsSheet)
    compared = sheet.compared
    sheet.dismiss_button.setFocus()
    await wish(mary, policy, enabled=False)
    await until(lambda: sheet.table.row_count() == 2)
    assert sheet.table.current().name == "Open data"
    assert sheet.compared is compared, "it is read, perhaps far below"
    assert not sheet.table.hasFocus()
    assert section.pane() is not pane, "now somebody did"
    assert "asks for a change" in " ".join(
        one.text() for one in section.pane().findChildren(Button)
    )
    sheet.reject()
    section.close()


async def test_what_somebody_else_decides_does_not_close_what_one_is_looking_at(
    station: Desk, console: Console, mary: httpx.AsyncClient
) -> None:
    policy = await written(console)
    await two_needed(console)
    wanted = await wish(mary, policy, enabled=False)
    _, section = await opened(station, PoliciesSection, "policies")
    section.waiting.look.click()
    sheet = await open_form(section, ProposalsSheet)
    sheet.confirm_button.click()
    approving: ApprovingSheet = await looked(section, ApprovingSheet)
    QTest.keyClicks(approving.note, "As we said")
    assert (await mary.post(f"{PROPOSALS}/{wanted}/dismiss")).status_code == 200
    await until(section.waiting.isHidden)
    assert sheet.isVisible()
    approving.confirm_button.click()
    await until(approving.problem.told)
    assert "has decided about it already" in approving.problem.told()
    assert approving.note.text() == "As we said"
    approving.reject()
    await until(lambda: not sheet.isVisible())
    section.close()
