"""What is being written is not lost: not with its tab, not with the window, not by going far."""

from uuid import UUID

import pytest
from PySide6.QtGui import QCloseEvent
from tests.desktop.app.trial.home import Trial

from pursight_desktop.app import tabs
from pursight_desktop.app.window import Window
from pursight_desktop.background.place import Place


class Answers:
    """Answers the question whether a text may go."""

    def __init__(self) -> None:
        self.discard = False
        self.asked: list[str] = []

    def __call__(self, parent: object, title: str, text: str, verb: str, **how: bool) -> bool:
        assert how == {"danger": True}  # Enter keeps the text
        self.asked.append(text)
        return self.discard


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Answers:
    """Answers that keep what is written, until told otherwise."""
    answers = Answers()
    monkeypatch.setattr(tabs, "ask", answers)
    return answers


def _write(window: Window) -> Trial:
    window.go(Place("catalog"), new_tab=True)
    shown = window.tabs.shown()
    assert isinstance(shown, Trial)
    shown.unsaved = lambda: "half a sentence"  # type: ignore[attr-defined]
    return shown


def test_a_tab_in_which_one_writes_is_not_closed_in_passing(
    window: Window, answers: Answers
) -> None:
    writing = _write(window)
    window.tabs.close_tab()
    assert window.tabs.shown() is writing
    assert "catalog" in answers.asked[0]
    window.tabs.bar.setCurrentIndex(0)
    window.tabs.close_others()
    assert len(window.tabs.places()) == 2
    answers.discard = True
    window.tabs.close_others()
    assert window.tabs.places() == [Place("home")]


def test_a_tab_in_which_nothing_is_written_closes_without_a_question(
    window: Window, answers: Answers
) -> None:
    window.go(Place("catalog"), new_tab=True)
    window.tabs.close_tab()
    assert window.tabs.places() == [Place("home")]
    assert answers.asked == []


def test_the_window_stays_while_one_writes_in_any_tab(window: Window, answers: Answers) -> None:
    _write(window)
    window.tabs.bar.setCurrentIndex(0)
    event = QCloseEvent()
    window.closeEvent(event)
    assert not event.isAccepted()
    answers.discard = True
    event = QCloseEvent()
    window.closeEvent(event)
    assert event.isAccepted()


def test_however_far_one_goes_what_is_written_is_still_there(
    window: Window, answers: Answers
) -> None:
    writing = _write(window)
    for number in range(1, 20):
        window.go(Place("asset", UUID(int=number)))
    for _ in range(19):
        window.tabs.step(-1)
    assert window.tabs.shown() is writing
    tab = window.tabs.current()
    assert tab is not None
    assert len(tab.alive) <= tabs.ALIVE + 1
