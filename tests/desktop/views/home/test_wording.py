"""What needs one and what happened, as lines: counts, order, days, places."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from pursight_desktop.background.place import Place
from pursight_desktop.replica.queries.activity import EventLine
from pursight_desktop.replica.queries.home import Attention
from pursight_desktop.views.home.wording import days, kinds_words, needs

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def _attention(**given: Any) -> Attention:
    nothing: dict[str, Any] = {
        "reviews": 0, "conflicts": 0, "refused": 0, "failed_scans": (),
        "sources_with_problems": (), "held_deletions": 0, "open_violations": {},
    }  # fmt: skip
    return Attention(**{**nothing, **given})


def _event(number: int, at: datetime | None, **given: Any) -> EventLine:
    fields: dict[str, Any] = {
        "kind": "asset.annotated", "actor_kind": "person", "actor_name": "Ada",
        "actor_id": None, "subject_kind": "asset", "subject_id": UUID(int=7),
        "subject_name": "shop.customer", "before": None, "after": {"description": "x"}, "note": "",
    }  # fmt: skip
    return EventLine(number=number, id=UUID(int=number), at=at, **{**fields, **given})


def test_what_there_is_none_of_is_not_told() -> None:
    assert needs(_attention()) == []
    assert [need.key for need in needs(_attention(reviews=3))] == ["reviews"]


def test_what_cannot_wait_comes_first() -> None:
    every = needs(
        _attention(
            reviews=3, conflicts=1, refused=2, held_deletions=1,
            sources_with_problems=("a", "b", "c", "d"), open_violations={"low": 2, "critical": 1},
        )
    )  # fmt: skip
    assert [need.key for need in every] == [
        "conflicts", "refused", "source_problems", "held_deletions", "violations", "reviews",
    ]  # fmt: skip
    by_key = {need.key: need for need in every}
    assert by_key["conflicts"].title == "edit contradicts somebody else's"
    assert by_key["refused"].title == "edits were refused"
    assert by_key["source_problems"].detail == "a, b, c and 1 more"
    assert by_key["violations"].number == 3
    assert by_key["violations"].detail == "1 critical · 2 low"
    assert by_key["reviews"].place == Place("review")
    assert by_key["conflicts"].place == Place("problems")


def test_entries_are_grouped_by_day_the_newest_first() -> None:
    found = days(
        [
            _event(5, NOW),
            _event(4, NOW - timedelta(minutes=5)),
            _event(3, NOW - timedelta(days=1)),
            _event(2, NOW - timedelta(days=9)),
            _event(1, None),
        ],
        NOW,
    )
    titles = [day.title for day in found]
    assert titles[:2] == ["Today", "Yesterday"]
    assert titles[2].endswith("February")
    assert [[one.number for one in day.happenings] for day in found] == [[5, 4], [3], [2], [1]]
    assert found[0].happenings[0].sentence.startswith("Ada ")


def test_kinds_are_summed_up() -> None:
    told = kinds_words({"asset.annotated": 1200, "a.b": 2, "a.c": 2, "a.d": 1, "a.e": 1, "a.f": 1})
    assert told.startswith("Documentation changed 1,200 · ")
    assert told.endswith(" · 2 more kinds")
    assert kinds_words({}) == ""
