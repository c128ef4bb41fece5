"""Narrowing never loses what a pattern fits: it finds what the automaton finds, cell by cell."""

import dataclasses
import random
import re
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from faker import Faker
from hypothesis import given, settings
from hypothesis import strategies as st

from pursight.classification import narrowing
from pursight.classification.automaton import Re2Automaton
from pursight.classification.narrowing import Finder, Fits, Habit
from pursight.classification.patterns.catalogue import CELL_PATTERNS, PROSE_PATTERNS
from pursight.classification.patterns.pattern import Pattern
from pursight.values.forms import forms_of
from pursight.values.reach import Span, taken_apart

_GROUP = 40
_GROUPS = [CELL_PATTERNS[at : at + _GROUP] for at in range(0, len(CELL_PATTERNS), _GROUP)]
_GROUPS.append(PROSE_PATTERNS)
_MADE = re.compile


def cells_of(data: st.DataObject, patterns: tuple[Pattern, ...], rng: random.Random) -> list[str]:
    """What some patterns describe, and what differs from it in one place."""
    cells = []
    for pattern in patterns:
        made = data.draw(st.from_regex(_MADE(pattern.expression.encode("latin-1"))))
        cell = made.decode("utf-8", "replace")[:200]
        at = rng.randrange(len(cell) + 1)
        cells += [cell, cell[:at] + rng.choice("0a Z-.é_:@\n") + cell[at:], cell[:at]]
    return [cell for cell in cells if cell]


def pairs(found: tuple[Any, Any]) -> set[tuple[int, int]]:
    return set(zip(found[0].tolist(), found[1].tolist(), strict=True))


@pytest.mark.parametrize("group", range(len(_GROUPS)))
@settings(max_examples=8, deadline=None)
@given(data=st.data(), by_form=st.booleans())
def test_it_finds_what_the_automaton_finds(group: int, data: st.DataObject, by_form: bool) -> None:
    patterns = _GROUPS[group]
    automaton = Re2Automaton(patterns)
    rng = random.Random(data.draw(st.integers(0, 10**6)))
    cells = cells_of(data, patterns, rng)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(narrowing, "FEW", 1)
        patch.setattr(narrowing, "_MOST", 1000)
        finder, habit = Finder(patterns, automaton), Habit()
        # Alone, alike ones together, and all at once: each time something else is possible.
        for part in ([cells[0]], cells[:3], cells[3:5] * 2, cells):
            if part:
                texts = pa.array(part, pa.large_string())
                found = finder.find(texts, habit, forms_of(texts) if by_form else None)
                expected = pairs(automaton.scan(texts))
                assert pairs(found.pairs()) == expected
                counted = found.counted(np.full(len(part), 3), len(patterns))
                assert counted.sum() == 3 * len(expected)
                for number in {number for number, _ in expected}:
                    places = {place for one, place in expected if one == number}
                    assert set(found.places(number).tolist()) == places


@pytest.mark.parametrize("habit", [Habit(), Habit(often=(0, 5, 131)), Habit(bytes=17 << 10)])
def test_no_habit_changes_a_result(classifier: Any, habit: Habit) -> None:
    fake = Faker(["en_US", "de_DE", "fr_FR", "ja_JP", "ru_RU"])
    fake.seed_instance(7)
    for provider in (
        *("email", "phone_number", "ipv4", "credit_card_number", "iban", "uuid4"),
        *("street_address", "name", "sentence"),
    ):
        made = [str(getattr(fake, provider)()) for _ in range(700)]
        texts = pa.array([*made, "4111 1111 1111 1111", "a\nb", "x@y.org"], pa.large_string())
        own = dataclasses.replace(habit)
        for _ in range(2):  # the second time it knows what is usual
            found = classifier.finder.find(texts, own)
            assert pairs(found.pairs()) == pairs(classifier.automaton.scan(texts)), provider
        if provider == "ipv4":  # else all would go through the automaton, and nothing be tested
            assert {classifier.everywhere[n].detector for n in found.columns} == {"ip_address.v4"}


@given(data=st.data())
def test_what_is_spread_over_more_cells_loses_and_adds_nothing(data: st.DataObject) -> None:
    is_odd = np.array(data.draw(st.lists(st.booleans(), max_size=12)), np.bool_)
    usual, odd = np.flatnonzero(~is_odd), np.flatnonzero(is_odd)

    def some(cells: int) -> set[tuple[int, int]]:
        if not cells:
            return set()
        pair = st.tuples(st.integers(0, 5), st.integers(0, cells - 1))
        return set(data.draw(st.sets(pair, max_size=12)))

    def columns(one: set[tuple[int, int]]) -> tuple[Any, Any]:
        ordered = np.array(sorted(one), np.int64).reshape(-1, 2)
        return ordered[:, 0], ordered[:, 1]

    often = data.draw(st.sets(st.integers(0, 5)))
    inside, outside = some(len(usual)), some(len(odd))
    fits = Fits(len(usual), rest=columns({one for one in inside if one[0] not in often}))
    for number in often:
        fits.columns[number] = np.array(
            [(number, at) in inside for at in range(len(usual))], np.bool_
        )
    spread = fits.spread(len(is_odd), usual, odd, columns(outside))
    expected = {(number, int(usual[at])) for number, at in inside}
    expected |= {(number, int(odd[at])) for number, at in outside}
    assert pairs(spread.pairs()) == expected
    assert len(spread.pairs()[0]) == len(expected)
    assert spread.counted(np.full(len(is_odd), 2), 6).sum() == 2 * len(expected)


def test_a_usual_find_in_an_unusual_cell_counts() -> None:
    patterns = tuple(p for p in CELL_PATTERNS if p.detector == "ip_address.v4")
    automaton = Re2Automaton(patterns)
    made = [f"10.20.{100 + n % 100}.{100 + n % 77}" for n in range(3000)]
    made[1501] = "1.1.1.1"  # shorter than all that are sampled
    texts, habit = pa.array(made, pa.large_string()), Habit()
    for _ in range(2):
        found = Finder(patterns, automaton).find(texts, habit)
        assert 0 in found.columns
        assert found.places(0).tolist() == list(range(3000))
        assert found.counted(np.ones(3000, np.int64), 1).tolist() == [3000]


def test_forms_change_no_find(classifier: Any) -> None:
    fake = Faker(["en_US", "de_DE", "fr_FR", "ja_JP"])
    fake.seed_instance(8)
    habits = Habit(), Habit()
    for provider in ("email", "phone_number", "ipv4", "credit_card_number", "iban", "postcode"):
        made = [str(getattr(fake, provider)()) for _ in range(4200)] + ["x@y.org", "é"]
        texts = pa.array(made * 4, pa.large_string())
        forms = forms_of(texts)
        assert forms is not None
        for _ in range(2):
            found = classifier.finder.find(texts, habits[0], forms)
            plain = classifier.finder.find(texts, habits[1])
            assert pairs(found.pairs()) == pairs(plain.pairs()), provider
            assert habits[0] == habits[1]


def test_most_patterns_are_out_of_the_question_for_a_uniform_column(classifier: Any) -> None:
    def possible(made: list[str]) -> set[str]:
        there = sum(1 << byte for byte in set("".join(made).encode()))
        lengths = Span(min(map(len, made)), max(map(len, made)))
        numbers = classifier.finder.possible(there, lengths)
        return {classifier.everywhere[number].detector for number in numbers}

    assert len(classifier.everywhere) > 100
    assert "credit_card.bare" in possible(["4111111111111111", "5500005555555559"])
    assert len(possible(["4111111111111111", "5500005555555559"])) < 5
    assert possible(["shipped", "returned", "new"]) <= {"blood_type.signed"}


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(CELL_PATTERNS), st.data())
def test_lengths_and_bytes_of_a_fitting_text_are_within_what_is_said(
    pattern: Pattern, data: st.DataObject
) -> None:
    said = re.compile(pattern.expression.encode("latin-1"))
    made = data.draw(st.from_regex(said, fullmatch=True))
    span = taken_apart(pattern.expression).span(sum(1 << byte for byte in set(made)))
    assert span is not None
    assert span.least <= len(made) <= span.greatest


def test_what_cannot_be_taken_apart_is_held_to_fit_anything() -> None:
    for odd in (r"(a)\1", r"a(?=b)", r"\wab?"):
        span = taken_apart(odd).span(1 << ord("z"))
        assert span is None or span.least == 0 or odd == r"\wab?"
    assert taken_apart(r"\w").span(1 << ord("z")) is not None
