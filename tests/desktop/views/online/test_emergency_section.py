"""The section of emergency access against a real server; and the window's sign of it."""

from dataclasses import replace
from typing import Any

import httpx
import pytest
from PySide6.QtWidgets import QWidget
from tests.desktop.views.online.conftest import show, until
from tests.server.conftest import SignIn

from pursight_desktop.app.statusbar import StatusBar
from pursight_desktop.app.waiting import Waiting, Waits
from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.views import activity
from pursight_desktop.views.administration import emergency
from pursight_desktop.views.administration.emergency.section import EmergencySection
from pursight_desktop.views.administration.emergency.taking import LookSheet, TakeSheet
from pursight_desktop.views.administration.reasons import ReasonSheet
from pursight_desktop.views.administration.sections import SECTIONS, sections_for
from pursight_desktop.widgets.buttons import Button
from pursight_server.access.model import GRANTS, Role

PLACE = Place("administration").having(section="emergency")
URL = "/api/v1/break-glass"
REASON = "Payroll stands still, the steward is on a flight"


def sheet_of(section: QWidget, kind: type[Any]) -> Any:
    found = [one for one in section.findChildren(kind) if one.isVisible()]
    return found[-1] if found else None


def buttons_of(section: EmergencySection) -> set[str]:
    pane = section.pane()
    return (
        set()
        if pane is None
        else {one.text() for one in pane.findChildren(Button) if one.property("kind") != "link"}
    )


async def opened(station: Desk) -> EmergencySection:
    section = emergency.make(station, PLACE)
    assert isinstance(section, EmergencySection)
    await show(section)
    return section


@pytest.mark.usefixtures("theme")
async def test_it_is_taken_shown_in_the_window_and_given_back(station: Desk) -> None:
    section, bar = await opened(station), StatusBar()
    waiting = Waiting(station, section)
    told: list[Waits] = []
    waiting.told.connect(told.append)
    waiting.told.connect(lambda waits: bar.show_emergency(waits.emergency))
    bar.show()
    await until(lambda: told)
    assert not bar.emergency.isVisible()
    section.add()
    take = await until(lambda: sheet_of(section, TakeSheet))
    assert not take.confirm_button.isEnabled()
    take.reason.setPlainText(REASON)
    take.minutes.setValue(10_000)
    take.confirm_button.click()
    await until(take.problem.told)
    assert take.reason.toPlainText() == REASON, "longer than allowed: said in the form"
    take.minutes.setValue(30)
    take.confirm_button.click()
    await until(section.rows)
    row = section.rows()[0]
    assert (row.stage, row.role, row.reason) == ("active", "data_steward", REASON)
    await until(bar.emergency.isVisible)
    assert bar.emergency.text().startswith("Emergency access: Data steward until ")
    await until(lambda: buttons_of(section) == {"Give it back…"})
    section.end(row)
    end = await until(lambda: sheet_of(section, ReasonSheet))
    end.confirm_button.click()
    await until(lambda: section.rows()[0].stage == "ended")
    await until(lambda: not bar.emergency.isVisible())
    gone: list[Place] = []
    station.place_wanted.connect(lambda place, _new: gone.append(place))
    leads = [one for one in section.pane().findChildren(Button) if "meanwhile" in one.text()]
    leads[0].click()
    log = activity.make(station, gone[0])
    await show(log)
    await until(lambda: "break_glass.ended" in {one.kind for one in log._entries})
    assert {one.actor_name for one in log._entries} == {log.place().arg("who")}
    log.close()
    await until(lambda: buttons_of(section) == set())
    bar.close()
    section.close()


@pytest.mark.usefixtures("theme")
async def test_what_another_took_is_reviewed(
    station: Desk, client: httpx.AsyncClient, sign_in: SignIn
) -> None:
    pat = await sign_in(Role.DATA_ADMINISTRATOR)
    body = {"role": "data_steward", "minutes": 30, "reason": REASON}
    taken = (await pat.post(URL, json=body)).json()
    await pat.post(f"{URL}/{taken['id']}/end", json={"note": "The rule is right again"})
    section = await opened(station)
    await until(section.rows)
    await until(lambda: buttons_of(section) == {"Review…"})
    section.review(section.rows()[0])
    look = await until(lambda: sheet_of(section, LookSheet))
    assert look.focusWidget() is look.verdict
    look.verdict.setCurrentIndex(1)
    look.note.setPlainText("Three tables were changed")
    look.confirm_button.click()
    await until(lambda: section.rows()[0].stage == "reviewed")
    found = (await client.get(f"{URL}/{taken['id']}")).json()
    assert (found["verdict"], found["review_note"]) == (
        "not_justified",
        "Three tables were changed",
    )
    section.close()


@pytest.mark.parametrize("role", [Role.DATA_ADMINISTRATOR, Role.AUDITOR, Role.SYSTEM_ADMINISTRATOR])
def test_who_may_take_or_review_it_finds_the_section(role: Role, account: Any) -> None:
    given = replace(account, permissions=tuple(one.value for one in GRANTS[role]))
    assert "emergency" in {one.name for one in sections_for(given)}
    nobody = replace(account, permissions=())
    assert sections_for(nobody) == []
    assert len({one.name for one in SECTIONS}) == len(SECTIONS)
