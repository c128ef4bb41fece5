"""What is known of the work of each process: by that columns change hands."""

import pytest

from pursight_agent.scanning import account, frames
from pursight_agent.scanning.account import HERE, Account

ROWS = 1000


class Seconds:
    """A processor's time that is set by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def process_time(self) -> float:
        return self.now


@pytest.fixture
def seconds(monkeypatch: pytest.MonkeyPatch) -> Seconds:
    made = Seconds()
    monkeypatch.setattr(account, "time", made)
    return made


def batch(
    known: Account, seconds: Seconds, *, besides: float, column: float = 1.0, number: int = 1
) -> None:
    known.next_batch(ROWS)
    known.spent_here(0, column, ROWS, number=number)
    seconds.now += besides + column


def answer(number: int, spent: float, column: float) -> frames.Measured:
    return frames.Measured(1, number, {}, {1: column}, frames.Spent(spent, 0, ()))


def test_what_is_done_once_is_no_burden_of_what_comes(seconds: Seconds) -> None:
    known = Account()
    for besides in (9.0, 0.5, 4.0, 0.5, 0.5):
        batch(known, seconds, besides=besides)
    known.next_batch(ROWS)
    assert known.burdens[HERE] == pytest.approx(0.5 / ROWS)


def test_a_cost_is_half_what_was_known_before(seconds: Seconds) -> None:
    known = Account()
    for number, column in enumerate((50.0, 1.0, 3.0)):  # the first batch does not count
        batch(known, seconds, besides=0.0, column=column, number=number)
    assert known.costs[0] == pytest.approx(2.0 / ROWS)


def test_another_has_burdens_of_its_own(seconds: Seconds) -> None:
    known = Account()
    for number, spent in enumerate((10.0, 13.0)):
        batch(known, seconds, besides=0.0)
        known.sent(1)
        known.spent_there(1, answer(number, spent, 2.0), ROWS)
    assert known.burdens[1] == pytest.approx(1.0 / ROWS)
    assert not known.due(3)
    batch(known, seconds, besides=0.0)
    assert known.due(2)
    assert not known.due(3)


def test_who_is_behind_owes_and_who_is_ahead_is_owed(seconds: Seconds) -> None:
    known, load, to_come = Account(), 2.0, 10 * ROWS
    known.next_batch(ROWS)
    owed = []
    for _ in range(4):
        owed.append(known.arrears(1, load, to_come))
        known.sent(1)
    assert owed == pytest.approx([-0.2, 0.0, 0.1, 0.3])
    assert known.arrears(1, load, 0) == known.arrears(1, load, 2 * ROWS) > 0
    seconds.now += 1
    known.next_batch(ROWS)
    assert known.rows_before == ROWS
