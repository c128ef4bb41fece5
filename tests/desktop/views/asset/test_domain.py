"""The domain of an asset on its page: its own or from what it lies in, changed offline too."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot
from tests.desktop.views.asset import customers
from tests.desktop.views.asset.conftest import Show, settle
from tests.desktop.views.asset.test_documenting import _overview

from pursight_desktop.background.desk import Desk
from pursight_desktop.replica.queries.reading import fields_of
from pursight_desktop.replica.store import Store
from pursight_desktop.session.account import Account
from pursight_desktop.settings import Preferences
from pursight_desktop.views.asset.activity import ActivitySection
from pursight_desktop.views.asset.domain import DomainField
from pursight_desktop.widgets.labels import Chip

SALES, PEOPLE = customers.an_id(31), customers.an_id(32)


@pytest.fixture
def keeper(store: Store, account: Account) -> Any:
    """The desk of somebody who may put assets into domains, where there are two of them."""
    _domain(store, SALES, "Sales")
    _domain(store, PEOPLE, "People")
    permissions = (*customers.PERMISSIONS, "domains.write")
    desk = Desk(store, replace(account, permissions=permissions), Preferences())
    yield desk
    desk.close()


def _domain(store: Store, row_id: UUID, name: str) -> None:
    fields = {"name": name, "description": "", "owner_id": None}
    customers.put(store, "domain", row_id, fields)


def _put(store: Store, row_id: UUID, level: str, name: str, parent: UUID | None) -> None:
    fields = customers.asset(level, name, parent, domain_id=str(SALES))
    customers.put(store, "asset", row_id, fields, rev=2)


def _own(store: Store) -> Any:
    with store.reader() as connection:
        row = fields_of(connection, "asset", customers.CUSTOMER)
    return (row or {}).get("domain_id")


def _offered(field: DomainField) -> list[tuple[str, bool]]:
    field.offer()
    return [(one.text(), one.isChecked()) for one in field.button._menu.actions()]


def test_without_domains_nothing_is_said_of_them(show: Show) -> None:
    assert _overview(show(customers.CUSTOMER)).facts.domain.isHidden()


def test_it_is_put_into_a_domain_and_taken_out_again(
    show: Show, keeper: Desk, store: Store, qtbot: QtBot
) -> None:
    field = _overview(show(customers.CUSTOMER, desk=keeper)).facts.domain
    assert not field.isHidden()
    assert field.button.text() == "No domain"
    assert _offered(field) == [("No domain", True), ("People", False), ("Sales", False)]
    field.button._menu.actions()[1].trigger()
    settle(qtbot, keeper)
    assert field.button.text() == "People"
    assert field.origin.isHidden()
    assert _own(store) == str(PEOPLE)
    keeper.undo.undo()
    settle(qtbot, keeper)
    assert field.button.text() == "No domain"
    assert _own(store) is None


def test_it_is_told_from_what_it_has_its_domain(
    show: Show, keeper: Desk, store: Store, qtbot: QtBot
) -> None:
    view = show(customers.CUSTOMER, desk=keeper)
    field = _overview(view).facts.domain
    _put(store, customers.SCHEMA, "schema", "sales", customers.ROOT)
    qtbot.waitUntil(lambda: field.button.text() == "Sales")
    assert field.origin.text() == "From sales, in which it lies"
    assert "Sales" in [chip.text() for chip in view.header.findChildren(Chip)]
    assert _offered(field)[0] == ("As sales: Sales", True)
    field.choose(PEOPLE)
    settle(qtbot, keeper)
    assert field.button.text() == "People"
    assert _offered(field) == [("As sales: Sales", False), ("People", True), ("Sales", False)]
    field.choose(None)
    settle(qtbot, keeper)
    assert field.button.text() == "Sales"


def test_who_may_not_place_may_look(show: Show, steward: Desk, store: Store) -> None:
    _domain(store, SALES, "Sales")
    field = _overview(show(customers.CUSTOMER)).facts.domain
    assert not field.isHidden()
    assert not field.button.isEnabled()
    assert "Your roles do not let you change the domain" in field.button.toolTip()


def test_a_domain_that_went_meanwhile_is_said_beside_it(
    show: Show, keeper: Desk, store: Store, qtbot: QtBot
) -> None:
    facts = _overview(show(customers.CUSTOMER, desk=keeper)).facts
    facts.domain.chosen.emit(customers.an_id(99))
    settle(qtbot, keeper)
    assert "This domain is not there any more" in facts.problem.told()
    assert _own(store) is None


def test_in_the_log_it_has_a_name_and_is_set_back_by_whoever_may(
    show: Show, keeper: Desk, steward: Desk, store: Store, qtbot: QtBot
) -> None:
    customers.put(store, "event", customers.an_id(90), {
        "number": 90, "at": customers.SEEN, "actor_kind": "person", "actor_name": "Ada Lovelace",
        "actor_id": str(customers.an_id(91)), "kind": "asset.annotated", "subject_kind": "asset",
        "subject_id": str(customers.CUSTOMER), "before": {"domain_id": str(SALES)},
        "after": {"domain_id": str(PEOPLE)}, "note": "",
    })  # fmt: skip
    for desk, may in ((keeper, True), (steward, False)):
        section = show(customers.CUSTOMER, "activity", desk=desk).section("activity")
        assert isinstance(section, ActivitySection)
        qtbot.waitUntil(lambda section=section: bool(section.events))  # type: ignore[misc]
        (entry,) = [one for one in section.events if one.number == 90]
        assert entry.names == {str(SALES): "Sales", str(PEOPLE): "People"}
        assert (90 in section.reverts) == may
        if may:
            section.reverts[90].click()
            settle(qtbot, desk)
            assert _own(store) == str(SALES)
