"""The way of a request against its diagram, and who decides."""

from datetime import UTC, datetime, timedelta
from itertools import product
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pursight_server.access.waiting import reminders_due
from pursight_server.access_requests.model import (
    MOVES,
    OVER,
    IllegalMove,
    RequestEvent,
    RequestState,
    move,
    who_decides,
)

DIAGRAM = {
    "draft": {"submit": "open", "withdraw": "withdrawn"},
    "open": {
        "approve": "approved",
        "refuse": "refused",
        "withdraw": "withdrawn",
        "expire": "expired",
    },
    "approved": {"begin": "active", "withdraw": "withdrawn"},
    "active": {"end": "ended"},
    "refused": {},
    "withdrawn": {},
    "expired": {},
    "ended": {},
}
PEOPLE = [UUID(int=number) for number in range(6)]
WHOEVER = st.frozensets(st.sampled_from(PEOPLE))
BEGAN = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize(("state", "event"), list(product(RequestState, RequestEvent)))
def test_every_state_and_event_goes_where_the_diagram_says(
    state: RequestState, event: RequestEvent
) -> None:
    to = DIAGRAM[state.value].get(event.value)  # type: ignore[attr-defined]
    if to is None:
        with pytest.raises(IllegalMove) as refused:
            move(state, event)
        assert refused.value.hint
    else:
        assert move(state, event) == to


def test_what_is_over_stays_over() -> None:
    assert {state for state, _ in MOVES} | OVER == set(RequestState)
    assert {state for state, _ in MOVES} & OVER == frozenset()


@given(st.lists(WHOEVER, max_size=4), WHOEVER)
def test_nobody_with_a_part_in_it_is_ever_asked(
    tiers: list[frozenset[UUID]], excluded: frozenset[UUID]
) -> None:
    chosen = who_decides(tiers, excluded)
    assert not set(chosen) & excluded
    assert list(chosen) == sorted(set(chosen))
    anybody = frozenset().union(*tiers) - excluded
    assert bool(chosen) == bool(anybody)
    first = next((tier - excluded for tier in tiers if tier - excluded), frozenset())
    assert set(chosen) == first


@given(st.integers(1, 365), st.integers(0, 400 * 24))
def test_reminders_come_at_half_the_time_and_a_day_before_its_end(days: int, hours: int) -> None:
    ends, now = BEGAN + timedelta(days=days), BEGAN + timedelta(hours=hours)
    due = reminders_due(BEGAN, ends, now)
    assert due >= (now >= BEGAN + timedelta(days=days) / 2)
    assert due == 2 or now < ends
    assert due <= reminders_due(BEGAN, ends, now + timedelta(hours=1)) <= 2
