"""An exported log is checked without its server: every kind of tampering is found, and where."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st
from tests.shared.audit.log_lines import KEY, PUBLIC, chain, excerpt, head_over, whole

from pursight.audit.events import link
from pursight.audit.export import NotAnExport, check_export
from pursight.audit.heads import holds

EVENTS = chain(40)
HEADS = (head_over(EVENTS, 10), head_over(EVENTS, 25), head_over(EVENTS, 38))
GOOD = whole(EVENTS, *HEADS)
FIRST_EVENT = 1 + len(HEADS)
FOREIGN = Ed25519PrivateKey.from_private_bytes(bytes(32))

Tamper = Callable[[list[bytes]], list[bytes]]


def edited(at: int, **fields: Any) -> Tamper:
    def tamper(lines: list[bytes]) -> list[bytes]:
        changed = json.loads(lines[at]) | fields
        return [*lines[:at], json.dumps(changed).encode(), *lines[at + 1 :]]

    return tamper


def of_event(seq: int) -> int:
    return FIRST_EVENT + seq - 1


def test_what_is_sound_holds() -> None:
    report = check_export(GOOD, keys=[PUBLIC])
    assert report.holds
    assert (report.events, report.heads, report.sealed, report.trusted) == (40, 3, 38, True)
    assert check_export(whole(chain(0)), keys=[PUBLIC]).holds
    unsealed = check_export(whole(EVENTS))
    assert (unsealed.holds, unsealed.sealed, unsealed.trusted) == (True, 0, False)


@pytest.mark.parametrize("field", ["actor_name", "kind", "subject_id", "note", "trace_id"])
@pytest.mark.parametrize("seq", [1, 17, 25, 40])
def test_a_changed_event_is_named(seq: int, field: str) -> None:
    report = check_export(edited(of_event(seq), **{field: "another"})(GOOD), keys=[PUBLIC])
    assert report.first_bad is not None
    assert report.first_bad.seq == seq
    assert report.first_bad.reason == "was changed after it was written"


def test_a_dropped_a_doubled_and_a_moved_event_are_named() -> None:
    at = of_event(17)
    for tampered in (
        [*GOOD[:at], *GOOD[at + 1 :]],
        [*GOOD[: at + 1], GOOD[at], *GOOD[at + 1 :]],
        [*GOOD[:at], GOOD[at + 1], GOOD[at], *GOOD[at + 2 :]],
    ):
        first = check_export(tampered, keys=[PUBLIC]).first_bad
        assert first is not None
        assert first.seq in {17, 18}


def test_a_log_that_was_written_anew_contradicts_what_was_signed() -> None:
    """All hashes are computed again from event 17 on: only the tree can tell."""
    changed = replace(EVENTS[16], actor_name="Mallory")
    forged = chain(40, first=(*EVENTS[:16], replace(changed, hash=link(changed))))
    report = check_export(whole(forged, *HEADS), keys=[PUBLIC])
    first = report.first_bad
    assert first is not None
    assert first.seq == 11, "the last head that holds covers ten"
    assert "one of the events 11 to 25" in first.reason
    assert report.sealed == 10


def test_a_forger_with_another_key_needs_to_be_told_from_the_server() -> None:
    forged = chain(40, word="other")
    heads = [head_over(forged, size, FOREIGN) for size in (10, 38)]
    foreign = FOREIGN.public_key().public_bytes_raw()
    lines = whole(forged, *heads, public=foreign)
    assert check_export(lines).holds, "with its own key alone an export cannot be doubted"
    assert not check_export(lines, keys=[PUBLIC]).holds
    brought = check_export(lines, known_heads=[HEADS[0]])
    assert not brought.holds, "whoever has kept one head finds it out"


def test_the_servers_own_key_cannot_deny_a_head_that_was_kept() -> None:
    forged = chain(40, word="other")
    lines = whole(forged, head_over(forged, 38))
    assert check_export(lines, keys=[PUBLIC]).holds
    assert not check_export(lines, keys=[PUBLIC], known_heads=[HEADS[1]]).holds


def test_a_log_that_was_cut_short_contradicts_its_heads() -> None:
    cut = whole(EVENTS[:30], *HEADS)
    first = check_export(cut, keys=[PUBLIC]).first_bad
    assert first is not None
    assert first.seq == 31
    assert check_export(whole(EVENTS[:30], *HEADS[:2]), keys=[PUBLIC]).holds
    assert not check_export(
        whole(EVENTS[:30], *HEADS[:2]), keys=[PUBLIC], known_heads=[HEADS[2]]
    ).holds


def test_a_file_that_was_cut_off_is_not_good() -> None:
    assert not check_export(GOOD[:-1], keys=[PUBLIC]).holds
    assert not check_export(edited(len(GOOD) - 1, events=39)(GOOD), keys=[PUBLIC]).holds


def test_signatures_are_over_every_field_of_a_head() -> None:
    head = HEADS[0]
    assert holds(head, PUBLIC)
    for change in (
        {"size": 11},
        {"root": "0" * 64},
        {"organisation_id": UUID(int=8)},
        {"at": HEADS[0].at.replace(year=2027)},
        {"signature": "AAAA"},
        {"signature": "not base64"},
        {"key_id": "0" * 16},
    ):
        assert not holds(head.model_copy(update=change), PUBLIC), change
    assert not holds(head, FOREIGN.public_key())


def test_another_organisations_head_and_events_are_refused() -> None:
    other = head_over(EVENTS, 10, KEY, organisation=UUID(int=9))
    assert not check_export(whole(EVENTS, other), keys=[PUBLIC]).holds


@given(st.data())
def test_an_excerpt_proves_each_of_its_events(data: st.DataObject) -> None:
    chosen = sorted(data.draw(st.sets(st.integers(1, 38), min_size=1, max_size=5)))
    lines = excerpt(EVENTS, HEADS[2], *chosen)
    report = check_export(lines, keys=[PUBLIC])
    assert report.holds, report.flaws
    assert report.events == len(chosen)
    at = data.draw(st.integers(2, 1 + len(chosen)))
    seq = chosen[at - 2]
    forged = chain(40, word="other")[seq - 1]
    fields = {"kind": forged.kind, "subject_kind": "other", "prev_hash": forged.prev_hash}
    bent = edited(at, hash=forged.hash, **fields)(lines)
    first = check_export(bent, keys=[PUBLIC]).first_bad
    assert first is not None
    assert (first.seq, first.reason) == (seq, "is not in the log that was signed for")
    unproven = check_export(edited(at, path=None)(lines), keys=[PUBLIC]).first_bad
    assert unproven is not None
    assert unproven.seq == seq
    assert not check_export([lines[0], *lines[2:]], keys=[PUBLIC]).holds, "no head, no proof"


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([], "no export of the log"),
        ([b"{}"], "line 1"),
        ([b"\xff\xfe"], "line 1"),
        (GOOD[1:], "no export of the log"),
        ([*GOOD[:3], b'{"record":"event"}'], "line 4"),
        ([*GOOD, GOOD[-1]], "follows the end"),
        ([*GOOD[:8], GOOD[0]], "begins another"),
        ([GOOD[0], *GOOD[FIRST_EVENT:-1], GOOD[1]], "all heads come first"),
    ],
)
def test_what_is_no_export_is_said_to_be_none(lines: list[bytes], words: str) -> None:
    with pytest.raises(NotAnExport, match=words):
        check_export(lines)


@given(st.integers(0, len(GOOD) - 1), st.data())
def test_no_byte_of_an_export_can_change_unseen(number: int, data: st.DataObject) -> None:
    """Changes of blanks, of spelling that means the same, and of words about the file aside."""
    text = GOOD[number]
    at = data.draw(st.integers(0, len(text) - 1))
    bit = data.draw(st.sampled_from([1, 2, 4, 8, 16, 32, 64]))
    changed = text[:at] + bytes([text[at] ^ bit]) + text[at + 1 :]
    try:
        report = check_export([*GOOD[:number], changed, *GOOD[number + 1 :]], keys=[PUBLIC])
    except NotAnExport:
        return
    if report.holds:
        before, after = json.loads(text), json.loads(changed)
        about = {"organisation", "exported_at", "keys"}
        differing = {key for key in before if before[key] != after.get(key)}
        assert number == 0 or differing <= {"at"}, differing
        assert number != 0 or differing <= about
