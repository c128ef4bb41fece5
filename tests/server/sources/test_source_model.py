"""The lifecycle of a source against its diagram, every state with every event."""

import itertools

import pytest

from pursight_server.sources.model import (
    SCANNABLE,
    IllegalMove,
    SourceEvent,
    SourceState,
    follow,
    moves_to_scanning,
)

DIAGRAM = """
registered   configure          configuring
configuring  connect            connected
configuring  fail               failed
failed       configure          configuring
connected    start_scan         scanning
scanning     finish_scan        scanned
scanning     fail_scan          scan_failed
scan_failed  start_scan         scanning
scanned      classify           classifying
classifying  finish_classifying classified
classified   validate           validating
validating   finish_validating  validated
validated    catalog            cataloged
cataloged    monitor            monitoring
monitoring   start_scan         scanning
"""

ARROWS = {
    (state, event): target for state, event, target in map(str.split, DIAGRAM.strip().splitlines())
}


@pytest.mark.parametrize(("state", "event"), list(itertools.product(SourceState, SourceEvent)))
def test_every_state_and_event_goes_where_the_diagram_says(
    state: SourceState, event: SourceEvent
) -> None:
    expected = ARROWS.get((state.value, event.value))
    if event is SourceEvent.ARCHIVE and state is not SourceState.ARCHIVED:
        expected = "archived"
    if expected is None:
        with pytest.raises(IllegalMove) as refused:
            follow(state, event)
        assert refused.value.hint
    else:
        assert follow(state, event).value == expected


def test_the_diagram_names_every_state_and_event() -> None:
    named = {word for line in DIAGRAM.split("\n") for word in line.split()}
    assert {s.value for s in SourceState} - named == {"archived"}
    assert {e.value for e in SourceEvent} - named == {"archive"}


def test_a_scan_may_be_asked_for_where_an_arrow_leads_to_scanning() -> None:
    assert {state.value for state in SCANNABLE} == {"connected", "monitoring", "scan_failed"}


@pytest.mark.parametrize("state", list(SourceState))
def test_the_way_to_scanning_uses_only_arrows_of_the_diagram(state: SourceState) -> None:
    way_exists = state.value in {
        "registered", "failed", "configuring", "connected", "scanning", "scan_failed", "monitoring",
    }  # fmt: skip
    if not way_exists:
        with pytest.raises(IllegalMove):
            moves_to_scanning(state)
        return
    for event in moves_to_scanning(state):
        state = follow(state, event)
    assert state is SourceState.SCANNING
