"""A sitting: the list stands still while lines are decided, and the next that waits comes up."""

from dataclasses import dataclass
from uuid import UUID

from pursight_desktop.views.review.sitting import ELSEWHERE, Sitting


@dataclass(frozen=True, slots=True)
class _Line:
    id: UUID
    label: str = "email"


def _id(number: int) -> UUID:
    return UUID(int=number)


def _lines(*numbers: int) -> list[_Line]:
    return [_Line(_id(number)) for number in numbers]


def _sitting(*numbers: int) -> Sitting[_Line]:
    sitting: Sitting[_Line] = Sitting()
    sitting.begin(_lines(*numbers))
    return sitting


def _order(sitting: Sitting[_Line]) -> list[int]:
    return [line.id.int for line in sitting.lines]


def test_begins_at_the_first_and_moves_within_the_ends() -> None:
    sitting = _sitting(1, 2, 3)
    assert sitting.current == _id(1)
    assert sitting.go(1) == _id(2)
    assert sitting.go(9) == _id(3)
    assert sitting.go(-9) == _id(1)
    empty = _sitting()
    assert empty.go(1) is None
    assert empty.targets() == []


def test_a_decision_leaves_the_line_where_it_is_and_goes_on() -> None:
    sitting = _sitting(1, 2, 3)
    sitting.go(1)
    assert sitting.settle([_id(2)], "accept") == _id(3)
    assert _order(sitting) == [1, 2, 3]
    assert sitting.open_count == 2
    assert sitting.settle([_id(3)], "reject") == _id(1), "from the top again"
    assert sitting.settle([_id(1)], "reject") == _id(1), "all done: stay"
    assert sitting.next_open() is None
    assert sitting.targets() == []


def test_a_reading_begun_before_a_decision_was_written_takes_nothing_back() -> None:
    sitting = _sitting(1, 2, 3)
    asked = sitting.moment
    sitting.settle([_id(1)], "accept")
    sitting.written([_id(1)])
    assert sitting.merge(_lines(1, 2, 3), asked=asked) == []
    assert sitting.current == _id(2)
    assert not sitting.waits(_id(1))
    sitting.begin(_lines(1, 2, 3), asked=asked)
    assert not sitting.waits(_id(1))
    assert sitting.merge(_lines(1, 2, 3)) == [_id(1)], "begun afterwards: it was taken back"


def test_skipped_lines_come_up_after_all_others() -> None:
    sitting = _sitting(1, 2, 3)
    assert sitting.skip() == _id(2)
    assert sitting.settle([_id(2)], "accept") == _id(3)
    assert sitting.settle([_id(3)], "accept") == _id(1)
    assert sitting.skip() == _id(1), "the only one left"


def test_what_the_store_still_shows_does_not_bring_back_what_is_on_its_way() -> None:
    sitting = _sitting(1, 2)
    sitting.settle([_id(1)], "accept")
    assert sitting.merge(_lines(1, 2)) == []
    assert not sitting.waits(_id(1))
    sitting.written([_id(1)])
    assert sitting.merge(_lines(2)) == []
    assert sitting.settled == {_id(1): "accept"}


def test_an_undone_decision_waits_again_in_its_place() -> None:
    sitting = _sitting(1, 2, 3)
    sitting.settle([_id(1), _id(2)], "reject")
    sitting.written([_id(1), _id(2)])
    sitting.merge(_lines(3))
    assert sitting.merge(_lines(1, 2, 3)) == [_id(1), _id(2)]
    assert _order(sitting) == [1, 2, 3]
    assert sitting.open_count == 3


def test_a_failed_decision_waits_again() -> None:
    sitting = _sitting(1, 2)
    sitting.settle([_id(1)], "accept")
    sitting.failed([_id(1)])
    assert sitting.waits(_id(1))


def test_what_others_decide_stays_in_its_place_and_new_lines_come_last() -> None:
    sitting = _sitting(1, 2, 3)
    sitting.pick(_id(2))
    assert sitting.merge([_Line(_id(9)), _Line(_id(1), "phone"), _Line(_id(3))]) == []
    assert _order(sitting) == [1, 2, 3, 9]
    assert sitting.settled == {_id(2): ELSEWHERE}
    assert sitting.picked == set()
    changed = sitting.line(_id(1))
    assert changed is not None
    assert changed.label == "phone"


def test_picks_one_and_ranges_of_what_waits() -> None:
    sitting = _sitting(1, 2, 3, 4, 5)
    sitting.settle([_id(3)], "accept")
    sitting.pick(_id(2))
    sitting.pick_to(_id(5))
    assert sitting.targets() == [_id(2), _id(4), _id(5)]
    sitting.pick(_id(4))
    assert sitting.targets() == [_id(2), _id(5)]
    sitting.settle(sitting.targets(), "reject")
    assert sitting.picked == set()
    sitting.pick(_id(2))
    assert sitting.picked == set(), "a decided line cannot be picked"


def test_a_range_backwards_is_the_same() -> None:
    sitting = _sitting(1, 2, 3)
    sitting.pick(_id(3))
    sitting.pick_to(_id(1))
    assert sitting.targets() == [_id(1), _id(2), _id(3)]


def test_starting_over_keeps_the_current_line_if_it_is_still_there() -> None:
    sitting = _sitting(1, 2, 3)
    sitting.go(2)
    sitting.pick(_id(1))
    sitting.begin(_lines(3, 4))
    assert sitting.current == _id(3)
    assert sitting.picked == set()
    sitting.begin(_lines(7, 8))
    assert sitting.current == _id(7)


def test_an_empty_queue_that_fills_begins_at_the_first() -> None:
    sitting = _sitting()
    sitting.merge(_lines(4, 5))
    assert sitting.current == _id(4)


def test_what_is_done_again_says_again_what_it_was() -> None:
    sitting = _sitting(1, 2)
    sitting.settle([_id(1)], "reject")
    sitting.written([_id(1)])
    sitting.merge(_lines(1, 2))
    sitting.merge(_lines(2))
    assert sitting.settled == {_id(1): "reject"}


def test_what_others_take_back_does_not_pull_one_away() -> None:
    sitting = _sitting(1, 2)
    sitting.merge(_lines(2))
    assert sitting.merge(_lines(1, 2)) == []
    assert sitting.waits(_id(1))


def test_what_was_skipped_comes_after_what_nobody_has_seen() -> None:
    sitting = _sitting(1, 2, 3, 4)
    sitting.skip()
    assert sitting.settle([_id(2)], "accept") == _id(3)
    sitting.go(1)  # past the third, which is not decided
    assert sitting.settle([_id(4)], "accept") == _id(3)
    assert sitting.settle([_id(3)], "accept") == _id(1)
