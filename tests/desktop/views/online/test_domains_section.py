"""Business domains in the administration, on assets and sources, against a real server."""

from typing import Any
from uuid import UUID

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from tests.builders.governed import Governed
from tests.desktop.views.online.administering import (
    ask,
    button,
    choose,
    open_form,
    opened,
    person,
    told,
)
from tests.desktop.views.online.conftest import until
from tests.desktop.views.online.test_giving_roles import form_for, governed

from pursight_desktop.background.desk import Desk
from pursight_desktop.operations.administering.policy_form import TextCondition
from pursight_desktop.operations.placing import put_into_domain
from pursight_desktop.replica.queries import activity, catalog, domains, estate
from pursight_desktop.replica.queries.activity import EventFilter
from pursight_desktop.replica.queries.catalog import AssetQuery
from pursight_desktop.sync.console import Console
from pursight_desktop.views.administration.domains.form import DomainForm
from pursight_desktop.views.administration.domains.section import DomainsSection
from pursight_desktop.views.administration.policies.editor import PolicyEditor
from pursight_desktop.views.administration.policies.section import PoliciesSection
from pursight_desktop.views.administration.policies.terms_of_assets import ValueTerms
from pursight_desktop.views.sources.register import EditSheet
from pursight_desktop.widgets.event_words import sentence
from pursight_server.organisations.model import Organisation
from pursight_server.platform.database import Database

pytestmark = pytest.mark.usefixtures("theme")
PATH = "/api/v1/domains"


async def domain(station: Desk, console: Console, name: str) -> UUID:
    """Make one, and wait until the copy has it."""
    made = UUID((await ask(console, "POST", PATH, json={"name": name}))["id"])
    station.sync_now()

    def there() -> bool:
        with station.store.reader() as connection:
            return made in domains.domain_names(connection)

    await until(there)
    return made


async def test_one_is_made_changed_and_deleted(
    station: Desk, console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    await person(console, "Ada", "data_user")
    screen, section = await opened(station, DomainsSection, "domains")
    section.add()
    form = await open_form(section, DomainForm)
    assert not form.confirm_button.isEnabled()  # it has no name yet
    QTest.keyClicks(form.name, "Sales")
    form.description.setPlainText("Offers and orders")
    form.owner.choose()
    await choose(form, "Ada")
    form.confirm_button.click()
    await until(lambda: [row.name for row in section.rows()] == ["Sales"])
    await until(lambda: "Offers and orders" in told(section))
    assert "Ada" in told(section)
    (await button(section, "Change…")).click()
    form = await open_form(section, DomainForm)
    assert form.owner.choice is not None
    form.owner.take(None)
    form.name.setText("Selling")
    form.confirm_button.click()
    await until(lambda: [row.name for row in section.rows()] == ["Selling"])
    (row,) = section.rows()
    assert (row.owner_id, row.description) == (None, "Offers and orders")
    monkeypatch.setattr(
        "pursight_desktop.views.administration.domains.section.ask", lambda *_, **__: True
    )
    section.delete(row)
    await until(lambda: not section.rows())
    screen.close()


async def test_a_name_that_is_taken_is_said_at_the_name(station: Desk, console: Console) -> None:
    await domain(station, console, "Sales")
    screen, section = await opened(station, DomainsSection, "domains")
    section.add()
    form = await open_form(section, DomainForm)
    QTest.keyClicks(form.name, "SALES")
    form.confirm_button.click()
    await until(form.told)
    assert form.name.text() == "SALES"
    form.name.setText("People")
    form.confirm_button.click()
    await until(lambda: {row.name for row in section.rows()} == {"Sales", "People"})
    screen.close()


async def test_what_somebody_else_changed_meanwhile_is_not_overwritten(
    station: Desk, console: Console
) -> None:
    made = await domain(station, console, "Sales")
    screen, section = await opened(station, DomainsSection, "domains")
    section.change(section.rows()[0])
    form = await open_form(section, DomainForm)
    seen = section.rows()[0].seen
    await ask(
        console, "PATCH", f"{PATH}/{made}", json={"name": "Theirs"}, headers={"If-Match": seen}
    )
    form.name.setText("Mine")
    form.confirm_button.click()
    await until(form.told)
    assert "Somebody else has changed this meanwhile" in form.told()
    assert form.name.text() == "Mine"
    screen.close()


async def test_one_in_use_stays_and_it_is_said_why(
    station: Desk,
    console: Console,
    database: Database,
    organisation: Organisation,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = await governed(station, database, organisation)
    ours = await domain(station, console, "Logistics")
    for asset_id in made.assets[2:4]:
        await place(console, asset_id, ours)
    screen, section = await opened(station, DomainsSection, "domains")
    section.table.go_to_key(ours)
    await until(lambda: "2 assets. What lies in these" in told(section))
    monkeypatch.setattr(
        "pursight_desktop.views.administration.domains.section.ask", lambda *_, **__: True
    )
    section.delete(next(row for row in section.rows() if row.id == ours))
    refusal = section._refusal
    await until(refusal.told)
    assert "in use: 2 assets" in refusal.told()
    assert "Logistics" in [row.name for row in section.rows()]
    screen.close()


async def place(console: Console, asset_id: UUID, domain_id: UUID | None) -> None:
    """Put an asset into a domain as a program does."""
    path = f"/api/v1/assets/{asset_id}"
    now = await ask(console, "GET", path)
    body = {"domain_id": None if domain_id is None else str(domain_id)}
    await ask(console, "PATCH", path, json=body, headers={"If-Match": f'"{now["rev"]}"'})


async def test_an_asset_is_put_into_one_from_the_copy_and_lists_agree_with_the_server(
    station: Desk, console: Console, database: Database, organisation: Organisation
) -> None:
    made = await governed(station, database, organisation)
    ours, people = [await domain(station, console, name) for name in ("Logistics", "People")]
    schema, table = made.assets[1], made.assets[2]
    changes: list[Any] = []
    for asset_id, wanted in ((schema, ours), (table, people)):
        station.do(
            lambda store, a=asset_id, d=wanted: put_into_domain(store, [a], d),  # type: ignore[misc]
            changes.append,
        )
    await until(lambda: len(changes) == 2)
    await until(lambda: not console.state.status().pending)
    columns = [await ask(console, "GET", f"/api/v1/assets/{one}") for one in made.assets[3:6]]
    for known in columns:
        if known["domain_id"] is None:
            assert known["domain"] == {"id": str(people), "name": "People", "inherited": True}
    await until(lambda: _ids(station, people) and _ids(station, ours))
    for one in (ours, people):
        listed = await ask(
            console, "GET", "/api/v1/assets", params={"domain_id": str(one), "limit": "200"}
        )
        assert {UUID(row["id"]) for row in listed["items"]} == _ids(station, one)
    station.sync_now()

    def logged() -> str:
        with station.store.reader() as connection:
            wanted = EventFilter(kinds=("asset.annotated",), subject_id=table)
            found = activity.events(connection, wanted)
        return sentence(found[0], found[0].subject_name) if found else ""

    await until(lambda: logged().endswith("into the domain People"))


def _ids(station: Desk, domain_id: UUID) -> set[UUID]:
    with station.store.reader() as connection:
        lines = catalog.lines(connection, AssetQuery(domains=(domain_id,)))
        return set(lines.ids(connection, 0, len(lines)))


async def test_a_source_is_put_into_one_in_its_form(
    station: Desk, console: Console, database: Database, organisation: Organisation
) -> None:
    made = await governed(station, database, organisation)
    await domain(station, console, "People")
    ours = await domain(station, console, "Logistics")
    above = QWidget()
    sheet = EditSheet(station, above, _source(station, made))
    sheet.open()
    await until(lambda: sheet.domain.findText("Logistics") > 0)
    assert sheet.domain.currentText() == (_source(station, made).domain or "No domain")
    sheet.domain.setCurrentText("Logistics")
    sheet.confirm_button.click()
    await until(lambda: not sheet.isVisible())
    await until(lambda: _source(station, made).domain == "Logistics")
    assert (await ask(console, "GET", f"/api/v1/sources/{made.sources[0]}"))["domain_id"] == str(
        ours
    )
    again = EditSheet(station, above, _source(station, made))
    again.open()
    assert again.domain.currentText() == "Logistics"
    again.domain.setCurrentText("No domain")
    again.confirm_button.click()
    await until(lambda: _source(station, made).domain_id is None)


def _source(station: Desk, made: Governed) -> estate.SourceLine:
    with station.store.reader() as connection:
        return next(one for one in estate.sources(connection) if one.id == made.sources[0])


async def test_a_role_is_given_for_one(
    station: Desk, console: Console, database: Database, organisation: Organisation
) -> None:
    await governed(station, database, organisation)
    ours = await domain(station, console, "Logistics")
    section, form = await form_for(station, console, "Ada")
    form.role.setCurrentIndex(form.role.findData("data_steward"))
    form.kind.setCurrentIndex(form.kind.findData("domain"))
    assert not form.confirm_button.isEnabled()  # no domain is chosen
    form.where.choose()
    await choose(form, "Logistics")
    form.confirm_button.click()
    await until(lambda: "in the domain Logistics · without end" in told(section))
    (given,) = (await ask(console, "GET", "/api/v1/role-assignments"))["items"]
    assert given["scope"] == {"kind": "domain", "id": str(ours)}
    section.close()


async def test_policies_speak_of_them_by_name(
    station: Desk, console: Console, database: Database, organisation: Organisation
) -> None:
    made = await governed(station, database, organisation)
    ours = await domain(station, console, "Logistics")
    await place(console, made.assets[2], ours)
    form = {
        "effect": "forbid",
        "within": [{"kind": "domain", "id": str(ours)}],
        "conditions": [
            {"attribute": "domain", "test": "is", "values": [str(ours)]},
            {"attribute": "domain", "test": "there"},
        ],
    }
    body = {"name": "Selling", "form": form}
    await ask(console, "POST", "/api/v1/access-policies", json=body)
    screen, section = await opened(station, PoliciesSection, "policies")
    (policy,) = section.rows()
    assert policy.form is not None
    assert policy.form.body()["within"] == form["within"]
    await until(lambda: "Domain is Logistics" in told(section))
    assert "In the domain Logistics" in told(section)
    assert "it lies in a domain" in told(section)
    section.edit(policy)
    editor = await open_form(section, PolicyEditor)
    assert editor.page.form() == policy.form
    row = editor.page.add_condition()
    row.subject.setCurrentIndex(row.subject.findData("domain"))
    assert isinstance(row.terms, ValueTerms)
    row.terms.field.adding.setEditText("logistics")  # as it is called, not by its id
    row.terms.field._typed()
    assert row.condition() == TextCondition(attribute="domain", test="is", values=(str(ours),))
    editor.done(0)
    screen.close()
