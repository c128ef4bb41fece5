"""What the form of a text tells of it holds of every text of that form."""

import random
import re
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pursight.classification.patterns.catalogue import CELL_PATTERNS
from pursight.classification.patterns.pattern import Pattern
from pursight.values.forms import MAYBE, NEVER, SURELY, Forms, Told, forms_of
from pursight.values.signs import (
    characters_of,
    signs_of,
    signs_with_leading_digits,
    without_leading_digits,
)

pc: Any = pyarrow.compute
ALPHABET = "aZé東0179 .@-+!\x80٣~"
TEXTS = st.lists(st.text(ALPHABET, max_size=12), min_size=1, max_size=30)


def large(texts: list[str]) -> pa.LargeStringArray:
    return pa.array(texts, pa.large_string())


def known(texts: list[str]) -> Forms:
    forms = forms_of(large(texts))
    assert forms is not None
    return forms


ASCII, ALL = (1 << 128) - 1, (1 << 256) - 1


def told(text: str, *patterns: str, allowed: int = ASCII) -> int:
    return int(Told().of(known([text]), patterns, allowed)[0])


@given(TEXTS)
def test_texts_of_one_form_have_the_same_signs_in_the_same_places(texts: list[str]) -> None:
    binary = large(texts).cast(pa.large_binary())
    assert without_leading_digits(signs_with_leading_digits(binary)).equals(signs_of(binary))
    forms = known(texts)
    assert [forms.texts[code] for code in forms.codes] == (
        signs_with_leading_digits(binary).to_pylist()
    )
    assert forms.of_each(characters_of).tolist() == list(map(len, texts))
    assert forms.of_each(lambda form: form.count(b" ")).tolist() == [t.count(" ") for t in texts]


@given(TEXTS)
def test_only_the_first_digit_of_a_number_is_told_apart(texts: list[str]) -> None:
    def digits(text: str) -> str:
        found = "".join(" " if re.match(r"[0-9]", c) is None else c for c in text)
        return re.sub(r"[0-9]+", lambda run: ("0" if run[0][0] == "0" else "1") + "9" * (
            len(run[0]) - 1
        ), found)  # fmt: skip

    plain = [text.replace("٣", "x").encode("ascii", "replace").decode() for text in texts]
    signs = signs_with_leading_digits(large(plain).cast(pa.large_binary())).to_pylist()
    assert [re.sub(rb"[^019]", b" ", one).decode() for one in signs] == list(map(digits, plain))


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(CELL_PATTERNS), st.data(), st.booleans())
def test_a_form_never_tells_what_does_not_hold_of_its_texts(
    pattern: Pattern, data: st.DataObject, narrow: bool
) -> None:
    made = data.draw(
        st.from_regex(re.compile(pattern.expression.encode("latin-1")), fullmatch=True)
    )
    text = made.decode("utf-8", "replace")[:200]
    rng = random.Random(data.draw(st.integers(0, 10**6)))
    texts = [text, *(_of_the_same_form(text, rng) for _ in range(20)), text[1:], text + "7"]
    there = sum(1 << byte for byte in set("".join(texts).encode()))
    forms = known(texts)
    says = Told().of(forms, [pattern.expression], there if narrow else ALL)[forms.codes]
    fits = pc.match_substring_regex(
        large(texts).cast(pa.large_binary()), rf"\A(?:{pattern.expression})\z"
    ).to_pylist()
    assert all(say != NEVER if fit else say != SURELY for say, fit in zip(says, fits, strict=True))


def _of_the_same_form(text: str, rng: random.Random) -> str:
    """Other letters, digits and signs in the same places."""
    kinds = ("ABCXYZ", "abcxyzß", "123456789", "!\"'$%=?*[]^`{|}~&<>\\")
    return "".join(
        rng.choice(next((kind for kind in kinds if character in kind), character))
        for character in text
    )


def test_patterns_of_which_forms_tell() -> None:
    assert told("+351 912 345 678", r"\+[1-9]\d{0,2}(?: \d{3}){3}") == SURELY
    assert told("+051 912 345 678", r"\+[1-9]\d{0,2}(?: \d{3}){3}") == NEVER
    assert told("2026-12-31", r"\d{4}-(?:0[1-9]|1[0-2])-\d\d") == MAYBE
    assert told("a@b.org", r"[a-z]+@[a-z]+\.[a-z]+", allowed=ALL) == MAYBE  # é is small, too
    assert told("a@b.org", r"[a-z]+@[a-z]+\.[a-z]+") == SURELY
    assert told("é", r"[a-z]+", allowed=ALL) == NEVER
    assert told("é", "\xc3\xa9", allowed=ALL) == MAYBE
    assert told("x", r"\d", r"[a-z]") == SURELY


@pytest.mark.parametrize(
    ("text", "odd"),
    [("a", r"a\b"), ("a", r"(?=b)a"), ("aa", r"(a)\1"), ("aa", r"\wa"), ("a" * 1001, "a{1001}")],
)
def test_of_what_is_not_known_for_sure_nothing_is_said(text: str, odd: str) -> None:
    assert told(text, odd, allowed=1 << ord("a")) == MAYBE


def test_forms_are_told_of_many_texts_only_where_they_repeat() -> None:
    alike = [f"{20 * n:05d}" for n in range(5000)]
    forms = forms_of(large(alike))
    assert forms is not None
    assert len(forms.kinds) == 2
    assert forms.counted(np.full(5000, 3)).sum() == 15_000
    assert forms_of(large(alike[:1000])) is None  # neither few nor many
    different = ["".join("a1"[n >> bit & 1] for bit in range(13)) for n in range(5000)]
    assert forms_of(large(different)) is None
