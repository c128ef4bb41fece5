"""Where a tab has been."""

from hypothesis import given
from hypothesis import strategies as st

from pursight_desktop.app.history import LONGEST, History
from pursight_desktop.background.place import Place

A, B, C = Place("home"), Place("catalog"), Place("search")


def test_back_and_forward() -> None:
    history = History()
    for place in (A, B, C):
        history.go(place)
    assert history.step(-1) == B
    assert history.step(-1) == A
    assert history.step(-1) is None
    assert history.step(1) == B
    assert history.now == B


def test_going_elsewhere_forgets_what_lay_ahead() -> None:
    history = History()
    history.go(A)
    history.go(B)
    history.step(-1)
    history.go(C)
    assert not history.can_step(1)
    assert history.step(-1) == A


def test_going_where_one_is_adds_nothing_and_a_place_that_changed_is_gone_back_to() -> None:
    history = History()
    history.go(A)
    history.go(A)
    assert not history.can_step(-1)
    history.became(A.having(filter="x"))
    history.go(B)
    assert history.step(-1) == A.having(filter="x")


@given(st.lists(st.one_of(st.sampled_from([A, B, C]), st.sampled_from([-1, 1])), max_size=120))
def test_back_undoes_forward(walk: list[Place | int]) -> None:
    history = History()
    for one in walk:
        if isinstance(one, int):
            before = history.now
            if history.step(one) is not None:
                assert history.step(-one) == before
                history.step(one)
        else:
            history.go(one)
            assert history.now == one
    assert len(history.places) <= LONGEST
    assert all(one != other for one, other in zip(history.places, history.places[1:], strict=False))
