"""The section of alerts and their rules in the administration, against a real server."""

from datetime import timedelta
from uuid import UUID

import httpx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.desktop.views.online.conftest import EMAIL, show, until

from pursight.clock import StoppedClock
from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.operations.administering.alerts import Alert, AlertRule, _Alert, _shown
from pursight_desktop.replica.queries.alerts import open_alerts
from pursight_desktop.sync.console import Console
from pursight_desktop.views import activity
from pursight_desktop.views.activity.screen import ActivityScreen
from pursight_desktop.views.administration import alerts as alerts_package
from pursight_desktop.views.administration import make
from pursight_desktop.views.administration.alerts.raised import NoteSheet
from pursight_desktop.views.administration.alerts.rule_form import RuleSheet
from pursight_desktop.views.administration.alerts.section import AlertsSection
from pursight_desktop.views.administration.alerts.wording import about_words, log_place
from pursight_desktop.views.administration.screen import AdministrationScreen
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.states import EmptyState
from pursight_server.alerts.watching import watch_logs
from pursight_server.platform.services import Services

PLACE = Place("administration").having(section="alerts")
PASSWORDS = "Somebody tries passwords for one account"


async def guess_passwords(served: str, times: int, clock: StoppedClock) -> None:
    """Try wrong passwords for Grace, slowly enough that each is looked at."""
    async with httpx.AsyncClient(base_url=served, trust_env=False, timeout=60) as http:
        for number in range(times):
            body = {"organisation": "acme", "email": EMAIL, "password": f"wrong {number}"}
            assert (await http.post("/api/v1/sessions", json=body)).status_code in {401, 429}
            clock.advance(timedelta(seconds=5))


def waiting(console: Console) -> int:
    with console.store.reader() as connection:
        return open_alerts(connection)


async def section_of(station: Desk, place: Place = PLACE) -> AlertsSection:
    section = alerts_package.make(station, place)
    assert isinstance(section, AlertsSection)
    await show(section)
    return section


@pytest.mark.usefixtures("theme")
async def test_guessed_passwords_are_listed_lead_to_the_log_and_are_noted(
    station: Desk, console: Console, services: Services, served: str, clock: StoppedClock
) -> None:
    await watch_logs(services)
    await guess_passwords(served, 5, clock)
    await watch_logs(services)
    section = await section_of(station)
    await until(section.raised.rows)
    (alert,) = section.raised.rows()
    assert (alert.name, alert.about, alert.count, alert.open) == (PASSWORDS, "Grace", 5, True)
    await until(lambda: waiting(console) == 1)

    gone: list[Place] = []
    station.place_wanted.connect(lambda place, _new: gone.append(place))
    pane = section.raised.pane()
    assert pane is not None
    buttons = {one.text(): one for one in pane.findChildren(Button)}
    buttons["Show in the log"].click()
    QTest.keyClick(section.raised.table, Qt.Key.Key_Return)
    assert gone == [gone[0]] * 2
    log = activity.make(station, gone[0])
    assert isinstance(log, ActivityScreen)
    await show(log)
    await until(lambda: log.detail.text() == "5")
    assert log.what.currentText() == "Sign-in failed"
    assert log.place().arg("first") == str(alert.first_seq)

    buttons["Take note…"].click()
    sheet = next(one for one in QApplication.topLevelWidgets() if isinstance(one, NoteSheet))
    QTest.keyClicks(sheet.text, "<b>It was me</b>")
    QTest.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    await until(lambda: not section.raised.rows()[0].open)
    noted = section.raised.rows()[0]
    assert (noted.looked, noted.note) == ("Grace", "<b>It was me</b>")
    await until(lambda: waiting(console) == 0)
    for one in (log, section):
        one.close()


@pytest.mark.usefixtures("theme")
async def test_a_new_alert_comes_into_an_open_list_by_itself(
    station: Desk, services: Services, served: str, clock: StoppedClock
) -> None:
    await watch_logs(services)
    section = await section_of(station)
    await until(lambda: isinstance(section.raised.deck.shown(), EmptyState))
    await guess_passwords(served, 5, clock)
    await watch_logs(services)
    await until(section.raised.rows)
    section.close()


@pytest.mark.usefixtures("theme")
async def test_a_rule_is_added_changed_and_switched_off(station: Desk, services: Services) -> None:
    await watch_logs(services)
    screen = make(station, PLACE.having(list="rules"))
    assert isinstance(screen, AdministrationScreen)
    await show(screen)
    section = screen.section()
    assert isinstance(section, AlertsSection)
    rules = section.rules
    await until(rules.rows)
    assert all(row.builtin for row in rules.rows())
    rules.add()
    sheet = next(one for one in QApplication.topLevelWidgets() if isinstance(one, RuleSheet))
    assert not sheet.confirm_button.isEnabled()  # nothing is counted yet
    assert sheet.window_field.number.accessibleName() == "Within"
    QTest.keyClicks(sheet.name, PASSWORDS)
    QTest.keyClicks(sheet.kinds.search, "sign-in fail")
    await until(lambda: [i for i in sheet.kinds._items() if not i.isHidden()][1:] == [])
    sheet.kinds.tick("person.sign_in_failed")
    sheet.threshold.setValue(3)
    sheet.confirm_button.click()
    await until(lambda: "already" in _told(sheet))  # the name is taken; what was typed is there
    assert sheet.name.text() == PASSWORDS
    sheet.name.setText("Three wrong passwords")
    sheet.confirm_button.click()
    await until(lambda: any(not row.builtin for row in rules.rows()))
    await until(lambda: (chosen := rules.table.current()) is not None and not chosen.builtin)
    own = rules.table.current()
    assert own is not None
    assert (own.threshold, own.kinds, own.per) == (3, ("person.sign_in_failed",), "actor")

    rules.edit(own)
    sheet = next(
        one
        for one in QApplication.topLevelWidgets()
        if isinstance(one, RuleSheet) and one.isVisible()
    )
    assert sheet.fields() == {}
    sheet.window_field.number.setValue(2)
    sheet.notify.setText("soc@example.com, ")
    assert sheet.fields() == {"window_seconds": 120, "notify": ["soc@example.com"]}
    sheet.confirm_button.click()
    await until(lambda: any(row.window_seconds == 120 for row in rules.rows()))
    changed = next(row for row in rules.rows() if row.id == own.id)
    told: list[str] = []
    station.notice.connect(lambda kind, _text: told.append(kind))
    rules.switch(own)  # as it was before the change: refused, and nothing is overwritten
    await until(lambda: told)
    assert told != ["success"]
    assert all(row.enabled for row in rules.rows())
    rules.switch(changed)
    await until(lambda: any(not row.enabled for row in rules.rows()))
    screen.close()


@pytest.mark.usefixtures("theme")
async def test_rules_come_by_themselves_and_are_opened_with_enter(
    station: Desk, client: httpx.AsyncClient, services: Services
) -> None:
    await watch_logs(services)
    section = await section_of(station, PLACE.having(list="rules"))
    rules = section.rules
    await until(rules.rows)
    rules.table.setFocus()
    pane = rules.pane()
    body = {"name": "Anything at all", "kinds": ["person.*"], "window_seconds": 2 * 86_400}
    assert (await client.post("/api/v1/alert-rules", json=body)).status_code == 201
    await until(lambda: any(row.name == "Anything at all" for row in rules.rows()))
    assert rules.pane() is pane
    own = next(row for row in rules.rows() if not row.builtin)
    assert rules.table.go_to_key(own.id)
    QTest.keyClick(rules.table, Qt.Key.Key_Return)
    sheet = next(
        one
        for one in QApplication.topLevelWidgets()
        if isinstance(one, RuleSheet) and one.isVisible()
    )
    span = sheet.window_field
    assert (span.number.value(), span.unit.currentText()) == (2, "days")
    span.number.setValue(99)
    assert span.seconds() == 30 * 86_400, "it cannot be typed, rather than be cut when it is sent"
    span.unit.setCurrentIndex(span.unit.findText("hours"))
    span.number.setValue(700)
    assert span.seconds() == 700 * 3600
    sheet.reject()
    section.close()


@pytest.mark.usefixtures("theme")
async def test_a_rule_of_ones_own_is_deleted_and_one_of_pursights_is_not(
    station: Desk, client: httpx.AsyncClient, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    await watch_logs(services)
    body = {"name": "Anything at all", "kinds": ["person.*"]}
    made = (await client.post("/api/v1/alert-rules", json=body)).json()
    section = await section_of(station, PLACE.having(list="rules"))
    rules = section.rules
    await until(rules.rows)
    asked: list[str] = []
    answers = iter((False, True, True))
    monkeypatch.setattr(
        "pursight_desktop.views.administration.alerts.rules.ask",
        lambda _parent, title, *_words, **_how: asked.append(title) or next(answers),
    )
    builtin = next(row for row in rules.rows() if row.builtin)
    rules.activateWindow()
    rules.table.setFocus()
    rules.table.go_to_key(builtin.id)
    QTest.keyClick(rules.table, Qt.Key.Key_Delete)
    assert asked == []
    rules.table.go_to_key(UUID(made["id"]))
    QTest.keyClick(rules.table, Qt.Key.Key_Delete)  # and the person thinks better of it
    old = rules.table.current()
    seen = {"If-Match": f'"{made["rev"]}"'}
    path = f"/api/v1/alert-rules/{made['id']}"
    assert (await client.patch(path, json={"threshold": 2}, headers=seen)).status_code == 200
    told: list[tuple[str, str]] = []
    station.notice.connect(lambda kind, text: told.append((kind, text)))
    rules.delete(old)  # as it was before the change
    await until(lambda: told)
    assert told[0][0] == "error"
    assert "has changed this" in told[0][1]
    await until(lambda: any(row.threshold == 2 for row in rules.rows()))
    rules.delete(next(row for row in rules.rows() if not row.builtin))
    await until(lambda: all(row.builtin for row in rules.rows()))
    assert asked == ["Delete Anything at all?"] * 3
    assert ("success", "Anything at all is deleted.") in told
    section.close()


def test_an_alert_leads_to_what_was_counted_also_once_its_rule_is_gone() -> None:
    subject = "01900000-0000-7000-8000-000000000001"
    rule = AlertRule(
        id=UUID(int=5), name="R", kinds=("person.*",), gained={}, threshold=1, window_seconds=60,
        per="subject", severity="low", notify=(), enabled=True, builtin=False, rev=1,
    )  # fmt: skip

    def alert(about: str, known: AlertRule | None, **more: object) -> Alert:
        fields: dict[str, object] = {
            "id": UUID(int=1), "rule_id": UUID(int=5), "rule_name": "R", "severity": "low",
            "about": about, "count": 3, "first_seq": 7, "last_seq": 9, "acknowledged_at": None,
            "first_at": "2026-05-04T10:00:00Z", "last_at": "2026-05-04T10:00:00Z",
            "acknowledged_by": None, "note": "",
        }  # fmt: skip
        return _shown(_Alert.model_validate(fields | more), known, {UUID(subject): "Grace"})

    def leads(one: Alert) -> tuple[UUID | None, str, str, str]:
        place = log_place(one)
        return place.id, place.arg("who"), place.arg("kind"), place.arg("name")

    named = {"subject_kind": "person", "subject_id": subject}
    of_person = (UUID(subject), "", "person.", "Grace")
    assert leads(alert(f"person {subject}", rule)) == of_person, "as servers used to write it"
    assert leads(alert("Grace", rule, **named)) == of_person
    assert leads(alert("Grace", None, per="subject", kinds=["person.*"], **named)) == of_person
    by_actor = rule.model_copy(update={"per": "actor"})
    assert leads(alert("Grace", by_actor, **named)) == (None, "Grace", "person.", "")
    assert leads(alert("Grace", None, **named)) == (None, "", "", "")
    assert about_words(alert("", rule.model_copy(update={"per": "organisation"}))) == (
        "the whole organisation"
    )


def _told(sheet: RuleSheet) -> str:
    return sheet.problem.told()


@pytest.mark.usefixtures("theme")
async def test_who_goes_back_to_the_rules_is_at_the_same_rule(
    station: Desk, services: Services
) -> None:
    await watch_logs(services)
    screen = make(station, PLACE)
    assert isinstance(screen, AdministrationScreen)
    await show(screen)
    section = screen.section()
    assert isinstance(section, AlertsSection)
    assert screen.place().arg("list") == ""
    section.show_rules()
    await until(section.rules.rows)
    rule = section.rules.rows()[3]
    assert section.rules.table.go_to_key(rule.id)
    left = screen.place()
    assert (left.arg("list"), left.id) == ("rules", rule.id)
    screen.close()
    again = await section_of(station, Place.from_text(left.to_text()) or PLACE)
    assert again.currentWidget() is again.rules
    await until(again.rules.rows)
    chosen = again.rules.table.current()
    assert isinstance(chosen, AlertRule)
    assert chosen.id == rule.id
    again.show_alerts()
    assert again.within() == {}
    again.close()
