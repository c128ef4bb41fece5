"""The section that answers why, against a real server; and the same of oneself on an asset."""

from uuid import UUID

import pytest
from tests.builders.governed import Governed, govern
from tests.desktop.views.online.conftest import show, until
from tests.desktop.views.online.test_policies_section import HIDDEN, ask, save

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.operations.administering.groups import Member
from pursight_desktop.sync.console import Console
from pursight_desktop.views.administration import why as package
from pursight_desktop.views.administration.choosers import Choice, Chooser
from pursight_desktop.views.administration.why.section import WhySection
from pursight_desktop.views.asset.why import WhySheet
from pursight_desktop.widgets.buttons import Button
from pursight_server.access.model import Role
from pursight_server.access.service import create_person
from pursight_server.organisations.model import Organisation
from pursight_server.platform.database import Database
from pursight_server.platform.unit_of_work import Actor

PLACE = Place("administration").having(section="why")

pytestmark = pytest.mark.usefixtures("theme")


@pytest.fixture
async def governed(database: Database, organisation: Organisation) -> Governed:
    async with database.unit_of_work(organisation.id, Actor.system("tests")) as uow:
        return await govern(uow)


@pytest.fixture
async def rita(database: Database, organisation: Organisation) -> UUID:
    async with database.unit_of_work(organisation.id, Actor.system("tests")) as uow:
        person = await create_person(
            uow, email="rita@example.com", name="Rita", roles={Role.DATA_USER}, password=None
        )
        return person.id


async def opened(station: Desk, person: UUID | None = None) -> WhySection:
    section = package.make(station, Place("administration", person).having(section="why"))
    assert isinstance(section, WhySection)
    await show(section)
    await until(lambda: section.who.choice is not None)
    return section


def wants(section: WhySection, permission: str) -> None:
    section.what.setCurrentIndex(section.what.findData(permission))


async def answered(section: WhySection) -> str:
    await until(lambda: not section.answer.isHidden())
    return " ".join([section.answer.verdict, *section.answer.lines()])


async def restricted(console: Console) -> Choice:
    rows = await ask(console, "GET", "/api/v1/assets", params={"level": "table", "limit": "200"})
    found = next(one for one in rows.json()["items"] if one["sensitivity"] == "restricted")
    return Choice(UUID(found["id"]), found["name"], found["fqn"], "table-2")


async def test_it_says_which_role_and_then_which_policy(
    station: Desk, console: Console, governed: Governed, rita: UUID
) -> None:
    section = await opened(station, rita)
    assert section.chosen() == rita
    wants(section, "catalog.read")
    table = await restricted(console)
    section.object.take(table)
    words = await answered(section)
    assert words.startswith("Rita may: Find assets")
    assert "The role Data user, everywhere" in words
    await save(console)
    section.ask()
    await until(lambda: "may not" in section.answer.verdict)
    words = await answered(section)
    assert "Forbidden by the policy Restricted" in words
    assert "forbidding wins" in words
    assert "changed or switched off" in words
    wanted: list[Place] = []
    station.place_wanted.connect(lambda place, _new_tab: wanted.append(place))
    next(b for b in section.answer.findChildren(Button) if b.text() == "Open the policy").click()
    assert wanted[0].arg("section") == "policies"
    assert wanted[0].id is not None
    section.close()


async def test_about_the_whole_it_says_which_roles_would_allow_it(
    station: Desk, rita: UUID
) -> None:
    section = await opened(station, rita)
    wants(section, "catalog.read")
    section.ask_button.click()
    assert section.problem.told().startswith("Choose an asset")
    wants(section, "persons.write")
    assert section.object.isHidden()
    words = await answered(section)
    assert words.startswith("Rita may not: ")
    assert "One of these roles, everywhere: System administrator." in words
    section.close()


async def test_of_service_accounts_too(station: Desk, console: Console, governed: Governed) -> None:
    body = {
        "name": "Nightly export",
        "owner_id": str(station.account.person_id),
        "roles": ["data_user"],
    }
    made = await ask(console, "POST", "/api/v1/service-accounts", json=body)
    assert made.status_code == 201
    section = await opened(station)
    chooser: Chooser = section.who.choose()
    chooser.field.setText("nightly")
    await until(lambda: chooser.rows.count() == 1)
    chooser.rows.itemClicked.emit(chooser.rows.item(0))
    member = section.who.choice.value if section.who.choice else None
    assert isinstance(member, Member)
    assert member.kind == "service_account"
    wants(section, "catalog.write")
    section.object.take(Choice(governed.assets[2], "t0", "t0"))
    words = await answered(section)
    assert words.startswith("Nightly export may not: ")
    assert "through an API token, from a private network" in words  # as programs usually ask
    section.close()


async def test_from_where_they_ask_can_be_chosen_and_is_told(
    station: Desk, console: Console, governed: Governed, rita: UUID
) -> None:
    await save(console, HIDDEN.replace("resource.rank == 3", 'context.network == "public"'))
    section = await opened(station, rita)
    wants(section, "catalog.read")
    section.object.take(await restricted(console))
    words = await answered(section)
    assert words.startswith("Rita may: ")
    assert "It is taken that they ask through a console, from a private network." in words
    network = section.way.network
    network.setCurrentIndex(network.findData("public"))
    await until(lambda: "may not" in section.answer.verdict)
    words = await answered(section)
    assert "Forbidden by the policy Restricted" in words
    assert "through a console, from a public network" in words
    through = section.way.through
    through.setCurrentIndex(through.findData("token"))
    await until(lambda: any("an API token" in one for one in section.answer.lines()))
    section.close()


async def test_on_an_asset_one_asks_of_oneself(
    station: Desk, console: Console, governed: Governed
) -> None:
    table = await restricted(console)
    sheet = WhySheet(station, None, table.value, table.title)
    sheet.open()
    await until(lambda: sheet.answer.verdict.startswith("You may: "))
    assert any(
        one.startswith("As you ask now: through a console, from ") for one in sheet.answer.lines()
    )
    await save(
        console, HIDDEN.replace("principal, action", 'principal, action == Action::"catalog.write"')
    )
    sheet.permission.setCurrentIndex(sheet.permission.findData("catalog.write"))
    await until(lambda: sheet.answer.verdict.startswith("You may not: "))
    assert any("the policy Restricted" in one for one in sheet.answer.lines())
    sheet.reject()
