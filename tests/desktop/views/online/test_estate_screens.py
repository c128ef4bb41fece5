"""Sources, agents and scans against a real server: what is clicked arrives there."""

from datetime import timedelta

import httpx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QDialog, QLineEdit
from pytestqt.qtbot import QtBot
from tests.builders.agent_driver import AgentDriver
from tests.builders.reports import a_test
from tests.desktop.views.online.conftest import show, until

from pursight.clock import StoppedClock
from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.views import agents, scans, sources
from pursight_desktop.views.agents import screen as agents_screen
from pursight_desktop.views.agents.enrolling import EnrolSheet, TokenSheet
from pursight_desktop.views.agents.pane import AgentPane
from pursight_desktop.views.agents.screen import AgentsScreen
from pursight_desktop.views.scans.pane import ScanPane
from pursight_desktop.views.scans.screen import ScansScreen
from pursight_desktop.views.sources.pane import SourcePane
from pursight_desktop.views.sources.register import EditSheet, RegisterSheet
from pursight_desktop.views.sources.screen import SourcesScreen


async def source_screen(station: Desk, qtbot: QtBot) -> SourcesScreen:
    view = sources.make(station, Place("sources"))
    assert isinstance(view, SourcesScreen)
    qtbot.addWidget(view)
    await show(view)
    return view


async def button(view: SourcesScreen, words: str) -> QAbstractButton:
    """Wait for a button of the pane that can be clicked."""

    def found() -> QAbstractButton | None:
        pane = view.pane()
        there = pane.online_buttons if isinstance(pane, SourcePane) else []
        return next((one for one in there if one.text() == words and one.isEnabled()), None)

    there = await until(found)
    assert there is not None
    return there


async def test_registers_what_an_agent_announces(
    station: Desk, agent: AgentDriver, client: httpx.AsyncClient, qtbot: QtBot
) -> None:
    await agent.poll()
    view = await source_screen(station, qtbot)
    station.sync_now()

    def announced() -> RegisterSheet | None:
        view.register()
        for sheet in view.findChildren(RegisterSheet):
            if hasattr(sheet, "choice"):
                return sheet
            sheet.reject()
        return None

    sheet = await until(announced)
    sheet.name.selectAll()
    qtbot.keyClicks(sheet.name, "Customers")
    qtbot.mouseClick(sheet.confirm_button, Qt.MouseButton.LeftButton)
    await until(lambda: view.table.row_count() == 1)
    (known,) = (await client.get("/api/v1/sources")).json()["items"]
    assert (known["name"], known["alias"]) == ("Customers", "crm")
    line = view.table.row(0)
    assert line is not None
    assert line.name == "Customers"


async def test_tests_scans_cancels_and_edits(  # noqa: PLR0917  fixtures
    station: Desk,
    agent: AgentDriver,
    source: str,
    client: httpx.AsyncClient,
    clock: StoppedClock,
    qtbot: QtBot,
) -> None:
    station.sync_now()
    view = await source_screen(station, qtbot)
    await until(lambda: view.table.row_count() == 1 and view.pane())
    qtbot.mouseClick(await button(view, "Test"), Qt.MouseButton.LeftButton)
    await until(lambda: (line := view.table.current()) and line.last_scan is not None)
    await agent.delivered(await agent.begin(), a_test())
    station.sync_now()
    await until(lambda: (line := view.table.current()) and line.state == "connected")
    clock.advance(timedelta(seconds=1))
    view.do.scan(view.table.current())
    await until(
        lambda: (line := view.table.current()) and line.last_scan and line.last_scan.running
    )
    (run,) = (await client.get("/api/v1/scans", params={"kind": "scan"})).json()["items"]
    assert run["source_id"] == source
    qtbot.mouseClick(await button(view, "Cancel scan"), Qt.MouseButton.LeftButton)
    await until(
        lambda: (
            (line := view.table.current())
            and line.last_scan
            and line.last_scan.state == "cancelled"
        )
    )
    qtbot.mouseClick(await button(view, "Edit"), Qt.MouseButton.LeftButton)
    sheet = await until(lambda: view.findChild(EditSheet))
    assert isinstance(sheet, EditSheet)
    sheet.tags.clear()
    qtbot.keyClicks(sheet.tags, "crm, eu, crm")
    qtbot.mouseClick(sheet.confirm_button, Qt.MouseButton.LeftButton)
    await until(lambda: (line := view.table.current()) and line.tags == ("crm", "eu"))
    assert (await client.get(f"/api/v1/sources/{source}")).json()["tags"] == ["crm", "eu"]


async def test_what_somebody_else_wrote_while_the_form_was_open_is_not_written_over(
    station: Desk, source: str, client: httpx.AsyncClient, qtbot: QtBot
) -> None:
    view = await source_screen(station, qtbot)
    await until(lambda: view.table.row_count() == 1 and view.pane())
    qtbot.mouseClick(await button(view, "Edit"), Qt.MouseButton.LeftButton)
    sheet = await until(lambda: view.findChild(EditSheet))
    assert isinstance(sheet, EditSheet)
    path = f"/api/v1/sources/{source}"
    before = await client.get(path)
    theirs = {"description": "theirs", "tags": ["eu"]}
    headers = {"If-Match": before.headers["ETag"]}
    assert (await client.patch(path, json=theirs, headers=headers)).status_code == 200
    sheet.description.setPlainText("mine")
    qtbot.mouseClick(sheet.confirm_button, Qt.MouseButton.LeftButton)
    await until(sheet.problem.told)
    assert sheet.description.toPlainText() == "mine"
    assert (await client.get(path)).json()["description"] == "theirs"
    sheet.description.setPlainText(sheet._line.description)
    sheet.environment.setText("production")  # nobody else wrote this
    qtbot.mouseClick(sheet.confirm_button, Qt.MouseButton.LeftButton)
    await until(lambda: not sheet.isVisible())
    now = (await client.get(path)).json()
    assert (now["description"], now["environment"], now["tags"]) == ("theirs", "production", ["eu"])


async def test_what_the_server_refuses_is_said_and_typed_text_stays(
    station: Desk, agent: AgentDriver, source: str, client: httpx.AsyncClient, qtbot: QtBot
) -> None:
    other = {"name": "Taken", "kind": "postgresql", "agent_id": str(agent.id), "alias": "other"}
    assert (await client.post("/api/v1/sources", json=other)).status_code == 201
    station.sync_now()
    view = await source_screen(station, qtbot)
    await until(lambda: view.table.row_count() == 2 and view.pane())
    qtbot.mouseClick(await button(view, "Edit"), Qt.MouseButton.LeftButton)
    sheet = await until(lambda: view.findChild(EditSheet))
    assert isinstance(sheet, EditSheet)
    sheet.name.clear()
    qtbot.keyClicks(sheet.name, "Taken")
    qtbot.mouseClick(sheet.confirm_button, Qt.MouseButton.LeftButton)
    await until(sheet.problem.told)
    assert sheet.isVisible()
    assert sheet.name.text() == "Taken"
    assert sheet.confirm_button.isEnabled()
    sheet.reject()


async def test_enrols_an_agent_with_the_token_that_is_shown(
    station: Desk,
    anonymous: httpx.AsyncClient,
    clock: StoppedClock,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    view = agents.make(station, Place("agents"))
    assert isinstance(view, AgentsScreen)
    qtbot.addWidget(view)
    await show(view)
    view.enrol()
    sheet = view.findChild(EnrolSheet)
    assert isinstance(sheet, EnrolSheet)
    qtbot.keyClicks(sheet.note, "for Berlin")
    qtbot.mouseClick(sheet.confirm_button, Qt.MouseButton.LeftButton)
    shown = await until(lambda: view.findChild(TokenSheet))
    assert isinstance(shown, QDialog)
    texts = [field.text() for field in shown.findChildren(QLineEdit)]
    token = next(text for text in texts if text.startswith("pst1."))
    assert any(text.startswith("pursight agent enrol http") for text in texts)
    shown.accept()
    driver = AgentDriver(anonymous, clock)
    await driver.enrol(token)
    station.sync_now()
    await until(lambda: view.table.row_count() == 1 and view.pane())
    pane = view.pane()
    assert isinstance(pane, AgentPane)
    assert pane.revoke_button is not None
    monkeypatch.setattr(agents_screen, "ask", lambda *_args, **_given: True)
    qtbot.mouseClick(pane.revoke_button, Qt.MouseButton.LeftButton)
    await until(lambda: (line := view.table.current()) and line.state == "revoked")


async def test_a_cancelled_run_is_asked_for_again(
    station: Desk, agent: AgentDriver, source: str, client: httpx.AsyncClient, qtbot: QtBot
) -> None:
    await client.post(f"/api/v1/sources/{source}/test")
    station.sync_now()
    view = scans.make(station, Place("scans"))
    assert isinstance(view, ScansScreen)
    qtbot.addWidget(view)
    await show(view)
    await until(lambda: view.table.row_count() == 1 and view.pane())
    pane = view.pane()
    assert isinstance(pane, ScanPane)
    assert pane.cancel_button is not None
    qtbot.mouseClick(pane.cancel_button, Qt.MouseButton.LeftButton)
    await until(lambda: (run := view.table.current()) and run.state == "cancelled")
    pane = await until(lambda: (p := view.pane()) and getattr(p, "retry_button", None) and p)
    assert isinstance(pane, ScanPane)
    assert pane.retry_button is not None
    qtbot.mouseClick(pane.retry_button, Qt.MouseButton.LeftButton)
    await until(lambda: view.table.row_count() == 2)
    found = (await client.get("/api/v1/scans")).json()["items"]
    assert sorted(one["state"] for one in found) == ["cancelled", "queued"]
