"""The section of policies in the administration, against a real server."""

import asyncio
import re
from typing import Any

import httpx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from tests.builders.governed import Governed, govern
from tests.desktop.views.online.conftest import show, until

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.operations.administering.policy_form import (
    NetworkCondition,
    TextCondition,
    ThroughCondition,
    WeekdaysCondition,
)
from pursight_desktop.sync.console import Console
from pursight_desktop.views.administration import policies as package
from pursight_desktop.views.administration.policies.condition_row import ConditionRow
from pursight_desktop.views.administration.policies.editor import FORM, TEXT, PolicyEditor
from pursight_desktop.views.administration.policies.history import VersionsSheet
from pursight_desktop.views.administration.policies.section import PoliciesSection
from pursight_desktop.views.administration.policies.simulation import SimulationSheet
from pursight_desktop.views.administration.policies.terms_of_asking import ChoiceTerms
from pursight_desktop.views.administration.policies.vocabulary import Vocabulary
from pursight_desktop.widgets.labels import Label
from pursight_desktop.widgets.list_screen import Pane
from pursight_desktop.widgets.states import EmptyState
from pursight_server.access.model import Role
from pursight_server.access.service import create_person
from pursight_server.organisations.model import Organisation
from pursight_server.platform.database import Database
from pursight_server.platform.unit_of_work import Actor

PLACE = Place("administration").having(section="policies")
PATH = "/api/v1/access-policies"
HIDDEN = "forbid(principal, action, resource is Asset) when { resource.rank == 3 };"

pytestmark = pytest.mark.usefixtures("theme")


@pytest.fixture
async def governed(database: Database, organisation: Organisation) -> Governed:
    async with database.unit_of_work(organisation.id, Actor.system("tests")) as uow:
        for number in range(3):
            await create_person(
                uow,
                email=f"reader{number}@example.com",
                name=f"Reader {number}",
                roles={Role.DATA_USER},
                password=None,
            )
        return await govern(uow)


async def ask(console: Console, method: str, path: str, **content: Any) -> httpx.Response:
    asked = console.engine.ask(lambda link: link.http.request(method, path, **content))
    return await asyncio.wrap_future(asked)


async def save(console: Console, text: str = HIDDEN, name: str = "Restricted") -> None:
    reply = await ask(console, "POST", PATH, json={"name": name, "text": text})
    assert reply.status_code == 201, reply.text


async def opened(station: Desk) -> PoliciesSection:
    section = package.make(station, PLACE)
    assert isinstance(section, PoliciesSection)
    await show(section)
    return section


async def sheet(section: PoliciesSection, kind: type[Any]) -> Any:
    def found() -> Any:
        return next((one for one in section.findChildren(kind) if one.isVisible()), None)

    return await until(found)


def said(pane: object) -> str:
    assert isinstance(pane, Pane)
    return " ".join(label.text() for label in pane.findChildren(Label))


async def looked(simulation: SimulationSheet) -> None:
    await until(lambda: simulation.looked and simulation.confirm_button.isEnabled())


async def test_a_policy_is_filled_in_tried_out_and_saved(
    station: Desk, console: Console, governed: Governed
) -> None:
    section = await opened(station)
    await until(lambda: isinstance(section.deck.shown(), EmptyState))
    section.add()
    editor: PolicyEditor = await sheet(section, PolicyEditor)
    editor.confirm_button.click()
    assert not editor.findChildren(SimulationSheet)  # it has no name yet
    QTest.keyClicks(editor.name, "Hidden")
    row = editor.page.add_condition()
    row.subject.setCurrentIndex(row.subject.findData("sensitivity"))
    editor.confirm_button.click()
    assert not row.problem.isHidden()  # it has no value yet
    row.terms.field.add("restricted")  # type: ignore[union-attr]
    assert row.problem.isHidden()
    editor.page.whom.setCurrentIndex(editor.page.whom.findData("role"))
    editor.page.role.setCurrentIndex(editor.page.role.findData("data_user"))
    editor.confirm_button.click()
    simulation: SimulationSheet = await sheet(section, SimulationSheet)
    await looked(simulation)
    assert simulation.summary.text() == "3 people lose something."
    assert simulation.lock_out.isHidden()
    assert re.match(r"Reader \d loses: ", simulation.examples.text())
    assert (await ask(console, "GET", PATH)).json()["items"] == []  # not saved yet
    simulation.confirm_button.click()
    await until(lambda: [row.name for row in section.rows()] == ["Hidden"])
    assert not editor.isVisible()
    (policy,) = section.rows()
    assert policy.form is not None
    assert policy.form.who.name == "data_user"
    assert policy.form.conditions == (
        TextCondition(attribute="sensitivity", test="is", values=("restricted",)),
    )
    await until(lambda: section.pane() is not None)
    words = said(section.pane())
    assert "Everybody with the role Data user" in words
    assert "Sensitivity is Restricted" in words
    section.close()


async def test_from_where_one_asks_is_chosen_and_comes_back(
    station: Desk, console: Console, governed: Governed
) -> None:
    form = {
        "effect": "forbid",
        "conditions": [{"networks": ["public", "unknown"]}, {"weekdays": [6, 7], "holds": False}],
    }
    reply = await ask(console, "POST", PATH, json={"name": "Abroad", "form": form})
    assert reply.status_code == 201, reply.text
    section = await opened(station)
    await until(lambda: [row.name for row in section.rows()] == ["Abroad"])
    (policy,) = section.rows()
    assert policy.form is not None
    assert policy.form.conditions == (
        NetworkCondition(networks=("public", "unknown")),
        WeekdaysCondition(weekdays=(6, 7), holds=False),
    )
    for condition in (*policy.form.conditions, ThroughCondition(through=("token",), holds=False)):
        row = ConditionRow(Vocabulary())
        row.show_condition(condition)
        assert row.condition() == condition
    row = ConditionRow(Vocabulary())
    row.subject.setCurrentIndex(row.subject.findData("through"))
    assert row.complain()
    assert isinstance(row.terms, ChoiceTerms)
    row.terms.boxes[0].click()
    assert row.condition() == ThroughCondition(through=("console",))
    assert row.problem.isHidden()
    section.close()


async def test_a_policy_is_tried_out_from_where_it_is_felt(
    station: Desk, console: Console, governed: Governed
) -> None:
    section = await opened(station)
    section.add()
    editor: PolicyEditor = await sheet(section, PolicyEditor)
    QTest.keyClicks(editor.name, "Abroad")
    row = editor.page.add_condition()
    row.show_condition(NetworkCondition(networks=("public",)))
    editor.confirm_button.click()
    simulation: SimulationSheet = await sheet(section, SimulationSheet)
    await looked(simulation)
    assert simulation.way.network.currentData() == "public"  # elsewhere nobody would feel it
    assert simulation.summary.text().endswith("people lose something.")
    taken = "It is taken that they ask through a console, from a {network} network."
    assert simulation.taken.text() == taken.format(network="public")
    assert simulation.lock_out.isHidden()  # whoever tries it out asks from here
    simulation.way.network.setCurrentIndex(simulation.way.network.findData("private"))
    assert not simulation.confirm_button.isEnabled()
    await looked(simulation)
    assert simulation.summary.text() == "Nobody would feel a difference."
    assert simulation.taken.text() == taken.format(network="private")
    simulation.reject()
    editor.done(0)
    section.close()


async def test_text_and_form_say_the_same_and_what_is_wrong_is_marked(station: Desk) -> None:
    section = await opened(station)
    section.add()
    editor: PolicyEditor = await sheet(section, PolicyEditor)
    editor.tabs.setCurrentIndex(TEXT)
    await until(lambda: editor.pages.currentIndex() == TEXT)
    assert editor.text.toPlainText().startswith("forbid(")
    editor.text.setPlainText("permit(\n  principal,\n  action\n  resource\n);")
    editor.check()
    await until(editor.text.marked)
    assert editor.text.marked() == 4
    assert editor.said.text().startswith("line 4: ")
    editor.tabs.setCurrentIndex(FORM)
    await until(lambda: editor.tabs.currentIndex() == TEXT)  # it cannot be shown as one
    uncompilable = "permit(principal, action, resource is Asset)\nwhen { resource.rank + 1 == 2 };"
    editor.text.setPlainText(uncompilable)
    editor.check()
    await until(lambda: "computed" in editor.said.text())
    QTest.keyClicks(editor.name, "Sums")
    editor.confirm_button.click()
    await until(editor.confirm_button.isEnabled)
    assert not editor.findChildren(SimulationSheet)
    assert editor.text.toPlainText() == uncompilable  # nothing typed is lost
    editor.text.setPlainText(
        'permit(principal, action, resource is Asset) when { resource.name like "a*" };'
    )
    editor.check()
    await until(lambda: editor.said.text() == "This can be saved.")
    assert not editor.text.marked()
    editor.tabs.setCurrentIndex(FORM)
    await until(lambda: "more than the form" in editor.said.text())
    assert editor.pages.currentIndex() == TEXT
    editor.text.setPlainText(HIDDEN.replace("resource.rank == 3", 'resource.tags.contains("hr")'))
    editor.tabs.setCurrentIndex(FORM)
    await until(
        lambda: "more than the form" in editor.said.text() or not editor.pages.currentIndex()
    )
    editor.done(0)
    section.close()


async def test_whoever_would_lock_themselves_out_is_asked(
    station: Desk, console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    section = await opened(station)
    section.add()
    editor: PolicyEditor = await sheet(section, PolicyEditor)
    QTest.keyClicks(editor.name, "Nobody writes")
    editor.tabs.setCurrentIndex(TEXT)
    await until(lambda: editor.pages.currentIndex() == TEXT)
    editor.text.setPlainText('forbid(principal, action == Action::"policies.write", resource);')
    editor.confirm_button.click()
    simulation: SimulationSheet = await sheet(section, SimulationSheet)
    await looked(simulation)
    assert simulation.permission.currentData() == "policies.write"
    assert "Write and end policies" in simulation.lock_out.accessibleName()
    asked: list[str] = []
    answers = iter((False, True))
    monkeypatch.setattr(
        "pursight_desktop.views.administration.policies.simulation.ask",
        lambda _parent, title, *_words, **_how: asked.append(title) or next(answers),
    )
    simulation.confirm_button.click()
    assert simulation.isVisible()
    assert (await ask(console, "GET", PATH)).json()["items"] == []
    simulation.confirm_button.click()
    await until(lambda: len(section.rows()) == 1)
    assert asked == ["Lock yourself out?"] * 2
    section.close()


async def test_a_policy_is_switched_off_and_goes_back_to_what_it_said(
    station: Desk, console: Console, governed: Governed
) -> None:
    await save(console)
    section = await opened(station)
    await until(lambda: len(section.rows()) == 1)
    (policy,) = section.rows()
    section.turn(policy)
    simulation: SimulationSheet = await sheet(section, SimulationSheet)
    await looked(simulation)
    assert simulation.summary.text().endswith("people gain something.")
    simulation.confirm_button.click()
    await until(lambda: [row.enabled for row in section.rows()] == [False])
    path = f"{PATH}/{policy.id}"
    other = {"text": HIDDEN.replace("3", "2")}
    changed = await ask(console, "PATCH", path, json=other, headers={"If-Match": '"2"'})
    assert changed.status_code == 200
    section.refresh()
    await until(lambda: section.rows()[0].rev == 3)
    section.show_versions(section.rows()[0])
    versions: VersionsSheet = await sheet(section, VersionsSheet)
    assert versions.older.count() == 3
    assert versions.compared is not None
    assert "rank == 3" in versions.compared.mine.text
    assert "rank == 2" in versions.compared.theirs.text
    versions.confirm_button.click()
    back: SimulationSheet = await sheet(section, SimulationSheet)
    await looked(back)
    back.confirm_button.click()
    await until(lambda: section.rows()[0].rev == 4)
    assert "rank == 3" in section.rows()[0].text
    assert not section.rows()[0].enabled
    section.close()


async def test_what_somebody_else_changed_meanwhile_is_not_overwritten(
    station: Desk, console: Console
) -> None:
    await save(console)
    section = await opened(station)
    await until(lambda: len(section.rows()) == 1)
    (policy,) = section.rows()
    section.edit(policy)
    editor: PolicyEditor = await sheet(section, PolicyEditor)
    path = f"{PATH}/{policy.id}"
    renamed = await ask(
        console, "PATCH", path, json={"description": "theirs"}, headers={"If-Match": '"1"'}
    )
    assert renamed.status_code == 200
    QTest.keyClicks(editor.name, "Restricted files")
    editor.confirm_button.click()
    simulation: SimulationSheet = await sheet(section, SimulationSheet)
    await looked(simulation)
    simulation.confirm_button.click()
    await until(simulation.problem.told)
    assert simulation.isVisible()
    assert editor.name.text() == "Restricted files"
    simulation.reject()
    editor.done(0)
    section.close()


async def test_looking_can_be_stopped_and_is_told(
    station: Desk, governed: Governed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pursight_desktop.operations.administering.policies._AT_ONCE", 1)
    section = await opened(station)
    section.add()
    editor: PolicyEditor = await sheet(section, PolicyEditor)
    QTest.keyClicks(editor.name, "Nothing at all")
    editor.confirm_button.click()
    simulation: SimulationSheet = await sheet(section, SimulationSheet)
    await until(lambda: simulation._looked_at >= 1)
    assert not simulation.confirm_button.isEnabled()
    simulation.stop()
    assert simulation.confirm_button.isEnabled()
    assert simulation.summary.text().endswith("of 4 people.")
    QTest.keyClick(simulation, Qt.Key.Key_Escape)
    assert not simulation.isVisible()
    editor.done(0)
    section.close()
