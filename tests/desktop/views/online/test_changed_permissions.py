"""What a person may do changes while their console is open: the sections follow."""

from dataclasses import replace

import pytest
import shiboken6
from tests.desktop.views.online.administering import ask, opened
from tests.desktop.views.online.conftest import until

from pursight_desktop.background.desk import Desk
from pursight_desktop.sync.console import Console
from pursight_desktop.views.administration.domains.section import DomainsSection
from pursight_desktop.views.administration.people.section import PeopleSection
from pursight_desktop.views.administration.screen import AdministrationScreen
from pursight_server.access import service
from pursight_server.access.model import FIRST_ADMINISTRATOR, Role
from pursight_server.organisations.model import Organisation
from pursight_server.platform.database import Database
from pursight_server.platform.unit_of_work import Actor

ALONE = frozenset({Role.DATA_ADMINISTRATOR, Role.DATA_STEWARD})
TESTS = Actor.system("the tests")


class Roles:
    """Gives Grace other roles, as somebody else would."""

    def __init__(self, station: Desk, database: Database, organisation: Organisation) -> None:
        self.station, self._database, self._organisation = station, database, organisation

    async def become(self, roles: frozenset[Role]) -> None:
        async with self._database.unit_of_work(self._organisation.id, TESTS) as uow:
            person_id = self.station.account.person_id
            await service.change_person(uow, person_id, if_match="*", roles=roles)
        self.station.sync_now()
        wanted = "persons.read" if Role.SYSTEM_ADMINISTRATOR in roles else ""
        await until(lambda: self.station.account.may("persons.read") == bool(wanted))


@pytest.fixture
async def roles(
    station: Desk, console: Console, database: Database, organisation: Organisation
) -> Roles:
    """A way to change what Grace may; there is another administrator."""
    body = {"email": "ann@example.com", "name": "Ann", "roles": ["system_administrator"]}
    await ask(console, "POST", "/api/v1/persons", json=body)
    return Roles(station, database, organisation)


def listed(screen: AdministrationScreen) -> list[str]:
    return [name for name, button in screen.buttons.items() if button.isVisible()]


@pytest.mark.usefixtures("theme")
async def test_sections_come_and_go_with_what_one_may(station: Desk, roles: Roles) -> None:
    screen, section = await opened(station, PeopleSection, "people")
    before = listed(screen)
    assert {"people", "roles", "policies"} <= set(before)
    screen.buttons["people"].setFocus()
    await roles.become(ALONE)
    await until(lambda: "people" not in listed(screen))
    assert "domains" in listed(screen)
    assert screen.section() is not section
    await until(lambda: not shiboken6.isValid(section))  # with what was read
    assert screen.place().arg("section") in listed(screen)
    await roles.become(FIRST_ADMINISTRATOR)
    await until(lambda: listed(screen) == before)
    screen.go_to("people")
    again = screen.section()
    assert isinstance(again, PeopleSection)
    await until(again.rows)
    screen.close()


@pytest.mark.usefixtures("theme")
async def test_what_stays_is_not_made_anew(station: Desk, roles: Roles) -> None:
    screen, section = await opened(station, DomainsSection, "domains")
    await roles.become(ALONE)
    await until(lambda: "people" not in listed(screen))
    assert screen.section() is section
    assert screen.buttons["domains"].isChecked()
    screen.close()


async def test_it_is_told_also_where_nothing_else_has_changed(
    station: Desk, console: Console
) -> None:
    told: list[object] = []
    station.status.connect(told.append)
    station._take_status(station.latest)
    assert told == []
    console.session.account = replace(console.session.account, permissions=("catalog.read",))
    station._take_status(station.latest)
    assert told == [station.latest]
    assert not station.account.may("persons.read")
