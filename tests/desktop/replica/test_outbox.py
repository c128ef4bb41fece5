"""Edits show at once, go back when they are withdrawn, and are settled when they conflict."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import pytest
from tests.builders.replica import AnEstate, an_estate

from pursight.contracts.sync import (
    CommandResult,
    FieldConflict,
    Operation,
    Outcome,
    PushReply,
    Value,
)
from pursight_desktop.replica import kept, outbox, projection
from pursight_desktop.replica.queries import catalog, problems, review
from pursight_desktop.replica.queries.asset import asset
from pursight_desktop.replica.queries.catalog import AssetLine, AssetQuery
from pursight_desktop.replica.queries.search import search
from pursight_desktop.replica.store import Store
from pursight_desktop.replica.sync_state import PUSHED_BYTES, SyncState


@pytest.fixture
def built(store: Store) -> AnEstate:
    return an_estate(store, tables=30, columns=600)


def _set(store: Store, entity: str, row_id: UUID, args: Mapping[str, Value]) -> int:
    with store.writing() as writer:
        return outbox.queue(writer, entity, row_id, Operation.SET, args)


_COUNTED = (
    "present", "level", "kind", "label", "label_state", "sensitivity", "owner", "source", "quality",
)  # fmt: skip


def _line(store: Store, asset_id: UUID) -> AssetLine:
    with store.reader() as connection:
        page = asset(connection, asset_id)
    assert page is not None
    return page.line


def _all(store: Store) -> list[Any]:
    """Read all that is shown; a tally that came anew has another number."""
    counted = ", ".join(_COUNTED)
    mine = ", ".join(f"tally.{one}" for one in _COUNTED)
    with store.reader() as connection:
        return [
            connection.execute(f"SELECT {what} ORDER BY 1, 2").fetchall()
            for what in (
                "* FROM row",
                "* FROM aside",
                f"asset.n, name_n, {projection.ASSET_COLUMNS} FROM asset",
                f"asset.n, {mine} FROM asset JOIN tally ON tally.n = tally_n",
                f"tag, asset_tag.n, {counted} FROM asset_tag JOIN tally ON tally.n = tally_n",
                f"{counted}, count, scores FROM tally",
                "* FROM finding",
                "* FROM token",
                "* FROM scope",
            )
        ]


def test_an_edit_shows_in_lists_counts_and_search_at_once(store: Store, built: AnEstate) -> None:
    table = built.tables[0]
    _set(store, "asset", table, {"description": "a kumquat ledger", "owner": "Zoe", "tags": ["x"]})
    with store.reader() as connection:
        found = search(connection, "kumquat")
        lines = catalog.lines(connection, AssetQuery(owners=("Zoe",)))
        counts = catalog.facets(connection, AssetQuery())
        tagged = catalog.lines(connection, AssetQuery(tags=("x",)))
    assert [hit.line.id for hit in found.hits] == [table]
    assert (len(lines), len(tagged)) == (1, 1)
    assert [one.count for one in counts["owner"] if one.value == "Zoe"] == [1]


def test_withdrawn_before_it_is_sent_an_edit_leaves_no_trace(store: Store, built: AnEstate) -> None:
    before = _all(store)
    mid = _set(store, "asset", built.tables[0], {"owner": "Zoe", "description": "kumquat"})
    assert _all(store) != before
    with store.writing() as writer:
        assert outbox.withdraw(writer, mid)
    assert _all(store)[1:] == before[1:]
    assert SyncState(store).status().pending == 0
    (filler,) = SyncState(store).next_push()  # its number is used up all the same
    assert (filler.mid, filler.args) == (mid, {})


def test_what_may_have_been_sent_cannot_be_withdrawn(store: Store, built: AnEstate) -> None:
    mid = _set(store, "asset", built.tables[0], {"owner": "Zoe"})
    assert [one.mid for one in SyncState(store).next_push()] == [mid]
    with store.writing() as writer:
        assert not outbox.withdraw(writer, mid)
    assert _line(store, built.tables[0]).owner == "Zoe"


def test_one_of_two_edits_of_a_row_is_withdrawn_alone(store: Store, built: AnEstate) -> None:
    table = built.tables[0]
    first = _set(store, "asset", table, {"owner": "Zoe", "tags": ["x"]})
    _set(store, "asset", table, {"owner": "Yan"})
    with store.writing() as writer:
        assert outbox.withdraw(writer, first)
    line = _line(store, table)
    assert (line.owner, "x" in line.tags) == ("Yan", False)


def test_a_decision_shows_in_the_columns_label_and_leaves_the_queue(
    store: Store, built: AnEstate
) -> None:
    column = built.undecided[0]
    with store.reader() as connection:
        decided, every = review.progress(connection)
    decision = {"verdict": "change", "label": "iban", "reason": "", "by": "Ada"}
    _set(store, "classification", column, {"decision": decision})
    line = _line(store, column)
    assert (line.label, line.label_state, line.sensitivity) == ("iban", "decided", "restricted")
    with store.reader() as connection:
        assert review.progress(connection) == (decided + 1, every)
        assert column not in [one.id for one in review.queue(connection)]
    _set(store, "classification", column, {"decision": None})
    assert _line(store, column).label_state == "suggested"
    with store.reader() as connection:
        assert review.progress(connection) == (decided, every)


def test_an_accepted_violation_shows_as_accepted(store: Store, built: AnEstate) -> None:
    violation = next(iter(built.violations))
    accepted = {"reason": "test data", "by": "Ada"}
    mid = _set(store, "violation", violation, {"acceptance": accepted})
    with store.reader() as connection:
        (state,) = connection.execute(
            "SELECT state FROM violation JOIN row USING (n) WHERE id = ?", (violation.bytes,)
        ).fetchone()
    assert state == "accepted"
    with store.writing() as writer:
        assert outbox.withdraw(writer, mid)
    with store.reader() as connection:
        (state,) = connection.execute(
            "SELECT state FROM violation JOIN row USING (n) WHERE id = ?", (violation.bytes,)
        ).fetchone()
    assert state == "open"


def _conflict(store: Store, table: UUID) -> int:
    mid = _set(store, "asset", table, {"owner": "Zoe", "tags": ["taken"]})
    conflict = FieldConflict(field="owner", theirs="Yan", mine="Zoe")
    result = CommandResult(mid=mid, outcome=Outcome.CONFLICT, conflicts=(conflict,))
    SyncState(store).on_push(PushReply(results=(result,), feed="estate", last_mid=mid))
    return mid


def test_a_conflict_lies_in_the_tray_with_both_texts(store: Store, built: AnEstate) -> None:
    table = built.tables[0]
    owner = _line(store, table).owner
    mid = _conflict(store, table)
    assert _line(store, table).owner == owner  # not shown any more
    with store.reader() as connection:
        (problem,) = problems.problems(connection)
    assert (problem.mid, problem.outcome, problem.gone) == (mid, "conflict", False)
    assert problem.subject == _line(store, table).fqn
    (one,) = problem.fields
    assert (one.field, one.mine, one.theirs) == ("owner", "Zoe", "Yan")
    assert SyncState(store).status().tray == 1


def test_settled_for_mine_it_is_sent_again_on_the_newest_base(
    store: Store, built: AnEstate
) -> None:
    mid = _conflict(store, built.tables[0])
    with store.writing() as writer:
        again = outbox.settle(writer, mid, keep="mine")
    assert again == mid + 1
    (command,) = SyncState(store).next_push()
    assert (command.args, command.base_rev > 0) == ({"owner": "Zoe"}, True)
    assert _line(store, built.tables[0]).owner == "Zoe"
    assert SyncState(store).status().tray == 0


def test_settled_for_theirs_it_is_gone(store: Store, built: AnEstate) -> None:
    mid = _conflict(store, built.tables[0])
    with store.writing() as writer:
        assert outbox.settle(writer, mid, keep="theirs") is None
    status = SyncState(store).status()
    assert (status.tray, status.pending) == (0, 0)
    with store.writing() as writer:
        assert outbox.settle(writer, mid, keep="mine") is None  # settled already


def test_news_tell_of_edits_that_wait(store: Store, built: AnEstate) -> None:
    news: list[frozenset[str]] = []
    store.subscribe(lambda touched: news.append(touched.entities))
    first = _set(store, "asset", built.tables[0], {"description": "x"})
    with store.writing() as writer:
        assert outbox.withdraw(writer, first)
    mid = _set(store, "asset", built.tables[0], {"description": "y"})
    results = tuple(CommandResult(mid=one, outcome=Outcome.APPLIED) for one in (first, mid))
    SyncState(store).on_push(PushReply(results=results, feed="estate", last_mid=mid))
    assert ["outbox" in entities for entities in news] == [True] * 4


def test_half_a_letter_is_kept_as_far_as_it_can_be(store: Store, built: AnEstate) -> None:
    mid = _set(store, "asset", built.tables[0], {"description": "half \ud83d", "tags": ["\ude00"]})
    with store.reader() as connection:
        [pending] = kept.outbox(connection)
    assert pending.command.mid == mid
    assert pending.command.args == {"description": "half \ufffd", "tags": ["\ufffd"]}


def test_what_is_long_travels_in_several_requests(store: Store, built: AnEstate) -> None:
    state = SyncState(store)
    for table in built.tables:
        _set(store, "asset", table, {"description": "ä" * 20_000})
    sent = state.next_push()
    assert 1 < len(sent) < len(built.tables)
    assert sum(len(one.model_dump_json().encode()) for one in sent) <= PUSHED_BYTES
    assert state.next_push() == sent


def test_an_old_decision_that_is_asked_again_is_not_shown_again(
    store: Store, built: AnEstate
) -> None:
    state = SyncState(store)
    lines = {one: _line(store, one) for one in built.columns}
    column, before = next(
        (one, line)
        for one, line in lines.items()
        if line.label_state != "decided" and line.sensitivity == "public"
    )
    decision = {"verdict": "change", "label": "iban", "reason": "", "by": "", "at": None}
    mid = _set(store, "classification", column, {"decision": decision})
    now = _line(store, column)
    assert (now.label, now.sensitivity) == ("iban", "restricted")
    applied = CommandResult(mid=mid, outcome=Outcome.APPLIED)
    state.on_push(PushReply(results=(applied,), feed="estate", last_mid=mid))
    assert _line(store, column) == before
    state.on_push(PushReply(results=(), feed="estate", last_mid=0))  # the server was restored
    assert state.status().pending == 1
    assert _line(store, column) == before
