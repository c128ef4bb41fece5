"""Giving somebody a role for a part of the catalog and for a while, against a real server."""

from datetime import datetime

import pytest
from tests.builders.governed import Governed, govern
from tests.desktop.views.online.administering import (
    ask,
    button,
    choose,
    closed,
    open_form,
    opened,
    person,
    told,
)
from tests.desktop.views.online.conftest import until

from pursight.clock import SystemClock
from pursight_desktop.background.desk import Desk
from pursight_desktop.replica.queries import estate
from pursight_desktop.sync.console import Console
from pursight_desktop.views.administration.giving import GivingForm
from pursight_desktop.views.administration.people.section import PeopleSection
from pursight_server.organisations.model import Organisation
from pursight_server.platform.database import Database
from pursight_server.platform.unit_of_work import Actor

pytestmark = pytest.mark.usefixtures("theme")
GIVEN = "/api/v1/role-assignments"


async def governed(station: Desk, database: Database, organisation: Organisation) -> Governed:
    """Write a catalog, and wait until the console has it."""
    async with database.unit_of_work(organisation.id, Actor.system("the tests")) as uow:
        made = await govern(uow)
    station.sync_now()

    def there() -> bool:
        with station.store.reader() as connection:
            return len(estate.sources(connection)) == len(made.sources)

    await until(there)
    return made


async def form_for(station: Desk, console: Console, name: str) -> tuple[PeopleSection, GivingForm]:
    ada = await person(console, name, "data_user")
    _, section = await opened(station, PeopleSection, "people")
    section.table.go_to_key(next(row.id for row in section.rows() if str(row.id) == ada))
    await until(lambda: name in told(section))
    (await button(section, "Give a role…")).click()
    return section, await open_form(section, GivingForm)


async def test_for_a_source_and_until_a_day(
    station: Desk,
    console: Console,
    database: Database,
    organisation: Organisation,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = await governed(station, database, organisation)
    section, form = await form_for(station, console, "Ada")
    assert form.role.currentIndex() == -1, "nobody is given a role for not having looked"
    assert not form.confirm_button.isEnabled()
    form.role.setCurrentIndex(form.role.findData("data_steward"))
    form.kind.setCurrentIndex(form.kind.findData("source"))
    assert not form.confirm_button.isEnabled(), "no source is chosen"
    form.where.choose()
    await choose(form, "crm")
    form.ends.setChecked(True)
    form.reason.setText("Stands in for Grace")
    form.confirm_button.click()
    await until(lambda: "crm · until" in told(section) and "Stands in for Grace" in told(section))
    (given,) = (await ask(console, "GET", GIVEN))["items"]
    assert given["scope"] == {"kind": "source", "id": str(made.sources[0])}
    ends = datetime.fromisoformat(given["expires_at"]).astimezone()
    assert 89 <= (ends - SystemClock().now()).days <= 91
    assert (ends.hour, ends.minute) == (23, 59)
    monkeypatch.setattr(
        "pursight_desktop.views.administration.given_roles.ask", lambda *_, **__: True
    )
    (await button(section, "Take back…")).click()
    await until(lambda: "Stands in for Grace" not in told(section))
    assert (await ask(console, "GET", GIVEN))["items"] == []
    section.close()


async def test_for_an_asset_that_is_found_by_its_name(
    station: Desk, console: Console, database: Database, organisation: Organisation
) -> None:
    made = await governed(station, database, organisation)
    section, form = await form_for(station, console, "Ada")
    form.kind.setCurrentIndex(form.kind.findData("asset"))
    form.role.setCurrentIndex(form.role.findData("data_user"))
    form.where.choose()
    await choose(form, "t1")
    form.kind.setCurrentIndex(form.kind.findData("source"))
    assert form.giving().scope.id is None, "an asset's id is no source's"
    form.kind.setCurrentIndex(form.kind.findData("asset"))
    form.where.choose()
    await choose(form, "t1")
    form.confirm_button.click()
    await until(lambda: "t1" in told(section) and "without end" in told(section))
    (given,) = (await ask(console, "GET", GIVEN))["items"]
    assert given["scope"]["kind"] == "asset"
    assert given["scope"]["id"] in {str(one) for one in made.assets}
    section.close()


async def test_where_it_takes_two_it_is_asked_for(station: Desk, console: Console) -> None:
    await person(console, "Mary", "system_administrator", "data_administrator")
    await ask(
        console, "PUT", "/api/v1/access-settings", json={"four_eyes": True},
        headers={"If-Match": "*"},
    )  # fmt: skip
    body = {"email": "ada@example.com", "name": "Ada", "roles": []}
    ada = await ask(console, "POST", "/api/v1/persons", json=body)
    _, section = await opened(station, PeopleSection, "people")
    section.table.go_to_key(next(row.id for row in section.rows() if row.name == "Ada"))
    await until(lambda: "Ada" in told(section))
    (await button(section, "Give a role…")).click()
    form = await open_form(section, GivingForm)
    form.role.setCurrentIndex(form.role.findData("auditor"))
    form.reason.setText("Checks the books of the third quarter")
    form.confirm_button.click()
    await until(form.told)
    assert "takes two people" in form.told()
    assert form.confirm_button.text() == "Ask for it"
    assert form.ends.isChecked()
    form.confirm_button.click()
    await until(lambda: closed(form))
    assert (await ask(console, "GET", GIVEN))["items"] == []
    (request,) = (await ask(console, "GET", "/api/v1/access-requests"))["items"]
    assert (request["role"], request["subject"]["id"]) == ("auditor", ada["id"])
    assert request["purpose"] == "Checks the books of the third quarter"
    assert request["days"] == 90, "as many as there are until the day that was shown"
    section.close()
