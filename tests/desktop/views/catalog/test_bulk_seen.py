"""Sheets about many assets tell which versions the person had before the eyes."""

import json
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot
from tests.desktop.views.catalog.conftest import Show, settle
from tests.desktop.views.catalog.test_bulk import _select, _sheet

from pursight_desktop.background.desk import Desk
from pursight_desktop.replica.queries.reading import fields_of, revs_of
from pursight_desktop.replica.rows import KeptRow, Rows
from pursight_desktop.replica.store import Store
from pursight_desktop.views.catalog.bulk import DescribeSheet, OwnSheet


def _arrive(store: Store, ids: list[UUID]) -> None:
    with store.reader() as connection:
        rows = {one: fields_of(connection, "asset", one) or {} for one in ids}
    with store.writing() as writer:
        for one, fields in rows.items():
            theirs = {**fields, "description": "theirs", "owner": "theirs"}
            Rows.of(writer).put_base(KeptRow.make("asset", one, 1_000_000, theirs))


@pytest.mark.usefixtures("estate")
@pytest.mark.parametrize("key", ["d", "o"])
def test_what_came_while_the_sheet_was_open_was_not_seen(
    key: str, show: Show, steward: Desk, qtbot: QtBot, replica_store: Store
) -> None:
    view = show()
    ids = _select(view, qtbot, 3)
    with replica_store.reader() as connection:
        seen = revs_of(connection, "asset", ids)
    qtbot.keyClick(view.table, key)
    sheet = _sheet(view, qtbot)
    settle(qtbot, steward)
    _arrive(replica_store, ids)
    if isinstance(sheet, DescribeSheet):
        sheet.text.setPlainText("mine")
    else:
        assert isinstance(sheet, OwnSheet)
        sheet.field.setText("mine")
    sheet.confirm_button.click()
    settle(qtbot, steward)
    with replica_store.reader() as connection:
        found = connection.execute("SELECT command FROM outbox ORDER BY mid").fetchall()
    commands = [json.loads(text) for (text,) in found]
    assert {UUID(one["id"]): one["base_rev"] for one in commands} == seen
