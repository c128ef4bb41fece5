"""Writing a policy against a real server: what is typed meanwhile, and seeing all that changes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from tests.builders.governed import Governed
from tests.desktop.views.online.conftest import until
from tests.desktop.views.online.gate import Gate
from tests.desktop.views.online.test_policies_section import (
    HIDDEN,
    PATH,
    ask,
    governed,
    looked,
    opened,
    save,
    sheet,
)

from pursight.errors import PurSightError
from pursight_desktop.background.desk import Desk
from pursight_desktop.operations.administering import policies
from pursight_desktop.operations.administering.policies import Policy, Written
from pursight_desktop.operations.administering.policy_form import PolicyForm
from pursight_desktop.sync.console import Console
from pursight_desktop.views.administration.policies.editor import FORM, TEXT, PolicyEditor
from pursight_desktop.views.administration.policies.simulation import EVERY, SimulationSheet, about

__all__ = ["governed"]

CONTROL = Qt.KeyboardModifier.ControlModifier
CHECK = "pursight_desktop.operations.administering.policies.check"
SIMULATE = "pursight_desktop.operations.administering.policies.simulate"
OF_TWO = (
    'forbid(principal, action in [Action::"catalog.read", Action::"catalog.write"],'
    " resource is Asset) when { resource.rank == 3 };"
)

pytestmark = pytest.mark.usefixtures("theme")


async def written(station: Desk, text: str = "", name: str = "Hidden") -> PolicyEditor:
    """Open the editor on a new policy, with a name, and a text if one is given."""
    section = await opened(station)
    section.add()
    editor: PolicyEditor = await sheet(section, PolicyEditor)
    QTest.keyClicks(editor.name, name)
    if text:
        editor.tabs.setCurrentIndex(TEXT)
        await until(lambda: editor.pages.currentIndex() == TEXT)
        editor.text.setPlainText(text)
    return editor


def close(editor: PolicyEditor) -> None:
    editor.done(0)
    editor.parentWidget().close()


async def test_what_was_written_is_not_thrown_away_unasked(
    station: Desk, console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    answers = iter((False, True))
    monkeypatch.setattr(
        "pursight_desktop.views.administration.policies.editor.ask",
        lambda _parent, title, *_words, **_how: asked.append(title) or next(answers),
    )
    restricted = {"attribute": "sensitivity", "test": "is", "values": ["restricted"]}
    form = {"effect": "forbid", "conditions": [restricted]}
    reply = await ask(console, "POST", PATH, json={"name": "Hidden", "form": form})
    assert reply.status_code == 201, reply.text
    section = await opened(station)
    await until(section.rows)
    section.edit(section.rows()[0])
    editor: PolicyEditor = await sheet(section, PolicyEditor)
    editor.tabs.setCurrentIndex(TEXT)  # to look at it writes nothing
    await until(lambda: editor.pages.currentIndex() == TEXT)
    editor.tabs.setCurrentIndex(FORM)
    await until(lambda: editor.pages.currentIndex() == FORM)
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert not editor.isVisible()
    assert asked == []
    section.edit(section.rows()[0])
    editor = await sheet(section, PolicyEditor)
    editor.page.add_condition()
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert editor.isVisible()
    assert len(editor.page.rows) == 2
    editor.cancel_button.click()
    assert not editor.isVisible()
    assert asked == ["Throw away what you wrote?"] * 2
    section.close()


async def test_to_go_on_right_after_typing_is_not_forgotten_for_the_check_of_the_text(
    station: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate()
    editor = await written(station, HIDDEN)
    monkeypatch.setattr(CHECK, gate.before(policies.check))
    editor.text.setPlainText(HIDDEN.replace("3", "2"))
    assert editor._pause.isActive()
    QTest.keyClick(editor, Qt.Key.Key_Return, CONTROL)
    await until(lambda: gate.held and not editor._pause.isActive())
    gate.open()
    simulation: SimulationSheet = await sheet(editor, SimulationSheet)
    assert simulation._written.text == HIDDEN.replace("3", "2")
    assert gate.held == 1
    simulation.reject()
    close(editor)


async def test_what_is_changed_while_it_is_checked_is_what_one_sees_and_saves(
    station: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate()
    editor = await written(station)
    monkeypatch.setattr(CHECK, gate.before(policies.check))
    editor.confirm_button.click()
    await until(lambda: gate.held)
    editor.page.effect.setCurrentIndex(editor.page.effect.findData("permit"))
    gate.open()
    simulation: SimulationSheet = await sheet(editor, SimulationSheet)
    assert simulation._written.form is not None
    assert simulation._written.form.effect == "permit"
    simulation.reject()
    close(editor)


async def test_going_to_the_text_takes_away_nothing_that_is_chosen_meanwhile(
    station: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate()
    editor = await written(station)
    monkeypatch.setattr(CHECK, gate.before(policies.check))
    editor.tabs.setCurrentIndex(TEXT)
    await until(lambda: gate.held)
    editor.page.effect.setCurrentIndex(editor.page.effect.findData("permit"))
    gate.open()
    await until(lambda: editor.tabs.currentIndex() == FORM)
    assert editor.pages.currentIndex() == FORM
    editor.tabs.setCurrentIndex(TEXT)
    await until(lambda: editor.pages.currentIndex() == TEXT)
    assert editor.text.toPlainText().startswith("permit(")
    close(editor)


async def test_all_that_a_policy_is_about_is_looked_at_before_it_is_saved(
    station: Desk, console: Console, governed: Governed
) -> None:
    editor = await written(station, OF_TWO)
    editor.confirm_button.click()
    simulation: SimulationSheet = await sheet(editor, SimulationSheet)
    assert simulation.permission.currentData() == EVERY
    await looked(simulation)
    felt = {one.id for one in simulation._found}
    readers = {who for who, permission in felt if permission == "catalog.read"}
    writers = {who for who, permission in felt if permission == "catalog.write"}
    assert readers > writers > set()
    assert simulation.summary.text() == f"{len(readers)} people lose something."
    assert not simulation.table.header.isSectionHidden(1)
    simulation.permission.setCurrentIndex(simulation.permission.findData("catalog.write"))
    await looked(simulation)
    assert {one.permission for one in simulation._found} == {"catalog.write"}
    assert simulation.table.header.isSectionHidden(1)
    simulation.reject()
    close(editor)


async def test_ending_a_policy_shows_what_it_was_about(
    station: Desk, console: Console, governed: Governed
) -> None:
    writing = HIDDEN.replace("principal, action", 'principal, action == Action::"catalog.write"')
    await save(console, writing)
    section = await opened(station)
    await until(section.rows)
    section.turn(section.rows()[0])
    simulation: SimulationSheet = await sheet(section, SimulationSheet)
    assert simulation.permission.currentData() == "catalog.write"
    await looked(simulation)
    assert simulation.summary.text() == "1 person gains something."
    simulation.reject()
    section.close()


async def test_what_a_policy_no_longer_says_counts_as_well(console: Console) -> None:
    reply = await ask(
        console, "POST", PATH,
        json={"name": "Two", "form": {"effect": "forbid", "actions": ["catalog.write"]}},
    )  # fmt: skip
    before = Policy.model_validate(reply.json())
    other = Written(form=PolicyForm(actions=("rules.write",)))
    assert about(other, None) == ("rules.write",)
    assert about(other, before) == ("rules.write", "catalog.write")
    assert about(Written(), before) == ("catalog.write",)
    assert about(Written(form=PolicyForm()), before) == ()


async def test_after_an_answer_that_did_not_come_one_can_go_on(
    station: Desk, governed: Governed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pursight_desktop.operations.administering.policies._AT_ONCE", 1)
    editor = await written(station, HIDDEN)
    real, calls = policies.simulate, iter((True, False))

    async def simulate(*given: object, **named: object) -> object:
        if not next(calls, True):
            raise PurSightError("The line is cut.")
        return await real(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(SIMULATE, simulate)
    editor.confirm_button.click()
    simulation: SimulationSheet = await sheet(editor, SimulationSheet)
    await until(simulation.problem.told)
    assert not simulation.confirm_button.isEnabled()
    seen = simulation._looked_at
    assert seen == 1
    simulation.retry.click()
    await looked(simulation)
    assert simulation._looked_at == 4
    assert simulation.problem.told() == ""
    assert simulation.retry.isHidden()
    simulation.reject()
    close(editor)
