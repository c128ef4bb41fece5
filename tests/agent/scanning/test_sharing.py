"""Columns are shared out evenly among processes, and change hands only where that helps."""

from collections.abc import Mapping

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from pursight.values.arrow import readable
from pursight_agent.scanning.sharing import changes, guessed_cost, shared_out


@given(
    costs=st.dictionaries(st.integers(0, 50), st.floats(0.001, 10.0), min_size=1, max_size=30),
    number=st.integers(1, 5),
)
def test_columns_are_shared_out_evenly_each_once(costs: dict[int, float], number: int) -> None:
    shares = shared_out(costs, number)
    assert sorted(at for share in shares for at in share) == sorted(costs)
    loads = [sum(costs[at] for at in share) for share in shares]
    assert max(loads) <= sum(costs.values()) / number + max(costs.values()) + 1e-9


@given(
    costs=st.dictionaries(st.integers(0, 30), st.floats(0.001, 10.0), min_size=1, max_size=20),
    burdens=st.lists(st.floats(0.0, 20.0), min_size=2, max_size=4),
    data=st.data(),
)
def test_what_changes_hands_leaves_nobody_with_more_than_the_busiest_had(
    costs: dict[int, float], burdens: list[float], data: st.DataObject
) -> None:
    who = st.integers(0, len(burdens) - 1)
    owners = {at: data.draw(who) for at in costs}

    def loads(owners: Mapping[int, int]) -> list[float]:
        return [
            burden + sum(costs[at] for at, one in owners.items() if one == who)
            for who, burden in enumerate(burdens)
        ]

    found = changes(costs, owners, burdens)
    assert all(owners[at] != to for at, to in found.items())
    before, after = max(loads(owners)), loads(owners | found)
    assert max(after) <= before + 1e-9 if found else max(after) == before
    assert not found or loads(owners | found) != loads(owners)
    if max(costs.values()) < 0.04 * sum(after) / len(after):  # small ones can be dealt evenly
        busiest = after.index(max(after))
        if busiest in (owners | found).values():
            assert max(after) - min(after) <= 0.05 * sum(after) / len(after) + 1e-9


def test_what_would_only_change_places_stays() -> None:
    """The difference of the loads is rounded to a little more than the column costs."""
    assert changes({0: 4.592343889268721}, {0: 0}, [4.0, 4.0]) == {}


def test_texts_that_are_all_different_are_guessed_to_cost_most() -> None:
    def guessed(values: list[object]) -> float:
        return guessed_cost(readable(pa.array(values)))

    notes = guessed([f"parcel {n} was left at the door of a neighbour" for n in range(2000)])
    mails = guessed([f"anna.{n}@example.org" if n % 50 else None for n in range(2000)])
    towns = guessed(["Oslo", "Graz", "Brno", "Riga"] * 500)
    assert notes > mails > towns > guessed([*range(2000)]) > 0
    assert guessed([]) > 0
    assert guessed([None, None, "x"]) > 0
