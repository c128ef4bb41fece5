"""What waits in a partitioned table waits once: its partitions come without findings."""

from uuid import UUID

from tests.builders import estate_rows as made

from pursight.contracts.sync import Operation
from pursight_desktop.replica import outbox
from pursight_desktop.replica.queries import review
from pursight_desktop.replica.queries.asset import asset
from pursight_desktop.replica.rows import KeptRow, Rows
from pursight_desktop.replica.store import Store

SOURCE, TABLE, PART = UUID(int=1), UUID(int=2), UUID(int=3)
COLUMN, PART_COLUMN = UUID(int=4), UUID(int=5)


def fill(store: Store, label: str, state: str, *, withdrawn: bool) -> None:
    """Put rows as the server sends them; `withdrawn`: the partition had a finding once."""
    rows = []
    tables = (("event", TABLE, COLUMN), ("event_1", PART, PART_COLUMN))
    for rev, (name, table_id, column_id) in enumerate(tables):
        place = {"source_id": str(SOURCE), "schema_name": "public", "table_name": name}
        rows.append(("asset", table_id, made.asset("table", "table", name, name, place)))
        within = {**place, "parent_id": str(table_id), "column_name": "contact"}
        column = made.asset("column", "column", "contact", f"{name}.contact", within, position=1)
        column |= {"label": label, "label_state": state, "label_confidence": 0.6}
        rows.append(("asset", column_id, column))
        if rev == 0 or withdrawn:
            finding = made.classification(SOURCE, column)
            finding |= {
                "label": label if rev == 0 else "none",
                "found": "suggested" if rev == 0 else "none",
                "decision": None,
                "contested": False,
            }
            rows.append(("classification", column_id, finding))
    with store.writing() as writer:
        taken = Rows.of(writer)
        for rev, (entity, row_id, fields) in enumerate(rows, start=1):
            taken.put_base(KeptRow.make(entity, row_id, rev, fields))


def test_the_table_waits_once(store: Store) -> None:
    fill(store, "email", "suggested", withdrawn=False)
    with store.reader() as connection:
        assert [line.id for line in review.queue(connection)] == [COLUMN]
        assert review.progress(connection) == (0, 1)
        assert review.alike(connection, COLUMN) == []
        page = asset(connection, PART_COLUMN)
    assert page is not None
    assert (page.line.label, page.line.label_state) == ("email", "suggested")


def test_a_finding_that_a_partition_had_waits_no_more(store: Store) -> None:
    fill(store, "email", "suggested", withdrawn=True)
    with store.reader() as connection:
        assert [line.id for line in review.queue(connection)] == [COLUMN]


def test_a_decision_about_the_table_leaves_nothing_waiting(store: Store) -> None:
    fill(store, "email", "suggested", withdrawn=False)
    decision = {"verdict": "accept", "label": "email", "reason": ""}
    with store.writing() as writer:
        outbox.queue(writer, "classification", COLUMN, Operation.SET, {"decision": decision})
    with store.reader() as connection:
        assert review.queue(connection) == []
        assert review.progress(connection) == (1, 1)
