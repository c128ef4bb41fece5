"""Domains in the catalog: a facet, a column, and many assets put into one at once."""

import json
from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.builders.replica import DOMAIN, AnEstate
from tests.desktop.views.catalog.conftest import WRITES, Show, settle
from tests.desktop.views.catalog.test_bulk import _fields, _select, _sheet

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.replica.rows import KeptRow, Rows
from pursight_desktop.replica.store import Store
from pursight_desktop.session.account import Account
from pursight_desktop.settings import Preferences
from pursight_desktop.views.catalog.filters import Narrowing, chip_words
from pursight_desktop.views.catalog.placing import PlaceSheet

SALES, PEOPLE = UUID(int=71), UUID(int=72)


@pytest.fixture
def keeper(replica_store: Store, estate: AnEstate, account: Account) -> Iterator[Desk]:
    """The desk of somebody who may place; the first source lies in sales."""
    with replica_store.writing() as writer:
        rows = Rows.of(writer)
        for row_id, name in ((SALES, "Sales"), (PEOPLE, "People")):
            fields = {"name": name, "description": "", "owner_id": None}
            rows.put_base(KeptRow.make("domain", row_id, 1, fields))
        kept = rows.shown("source", estate.sources[0].bytes)
        assert kept is not None
        fields = json.loads(kept.text) | {"domain_id": str(SALES)}
        rows.put_base(KeptRow.make("source", estate.sources[0], kept.rev + 1, fields))
    permissions = (*WRITES, "domains.write")
    desk = Desk(replica_store, replace(account, permissions=permissions), Preferences())
    yield desk
    desk.close()


def test_the_list_is_narrowed_to_a_domain_and_says_its_name(
    show: Show, keeper: Desk, qtbot: QtBot
) -> None:
    view = show(desk=keeper)
    everything = view.table.row_count()
    (facet,) = [one for one in view.facets._facets if one.key == "domain"]
    told = {one.title: one.count for one in facet.choices}
    assert set(told) == {"Sales", "None"}
    assert sum(told.values()) == everything
    view = show(Place("catalog").having(domain=str(SALES)), keeper)
    assert view.table.row_count() == told["Sales"]
    assert [chip.title for chip in view.narrowing.chips(view._called)] == ["Domain: Sales"]
    assert view.table.row(0).domain == "Sales"
    view = show(Place("catalog", None, (("domain", ""),)), keeper)
    assert view.table.row_count() == told["None"]


def test_several_are_put_into_a_domain_by_a_key_and_undone(
    show: Show, keeper: Desk, qtbot: QtBot, replica_store: Store
) -> None:
    view = show(Place("catalog").having(domain=str(SALES)), keeper)
    assert not view.bulk.buttons["place"].isHidden()
    before = view.table.row_count()
    ids = _select(view, qtbot, 3)
    qtbot.keyClick(view.table, "b")
    sheet = _sheet(view, qtbot)
    assert isinstance(sheet, PlaceSheet)
    assert sheet.domain.currentText() == "Sales"  # where all of them lie now
    sheet.domain.setCurrentText("People")
    qtbot.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, keeper)
    assert _fields(replica_store, ids, "domain_id") == [str(PEOPLE)] * 3
    qtbot.waitUntil(lambda: view.table.row_count() == before - 3)
    keeper.undo.undo()
    settle(qtbot, keeper)
    qtbot.waitUntil(lambda: view.table.row_count() == before)


def test_where_there_are_none_nothing_is_offered(
    show: Show, replica_store: Store, estate: AnEstate
) -> None:
    with replica_store.writing() as writer:
        Rows.of(writer).drop_base("domain", DOMAIN.bytes)
    view = show()
    assert view.bulk.buttons["place"].isHidden()
    assert not [one for one in view.facets._facets if one.key == "domain"]


def test_a_domain_in_a_place_is_an_id_or_none() -> None:
    good = Place("catalog").having(domain=str(SALES))
    assert Narrowing.from_place(good).query().domains == (SALES,)
    assert Narrowing.from_place(good).place() == good
    none = Place("catalog", None, (("domain", ""),))
    assert Narrowing.from_place(none).query().domains == (None,)
    assert Narrowing.from_place(Place("catalog", None, (("domain", "<b>"),))) == Narrowing()
    assert chip_words("domain", str(SALES)) == "Domain: …"  # its name is still being read
    assert chip_words("domain", str(SALES), {}) == "Domain: A domain that is not in your copy"
