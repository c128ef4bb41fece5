"""Character shapes, and what the texts of an untyped column look like."""

import re
from collections import Counter
from typing import Any

import pyarrow as pa
import pyarrow.compute
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pursight.contracts.scans import LocalProfile, Profile, ShapeCount
from pursight.profiling.appearance import _WHOLE, Appearance
from pursight.profiling.column import ColumnProfile
from pursight.profiling.shapes import ShapeCounts
from pursight.testing.columns import texts
from pursight.values import chunk as chunk_module
from pursight.values import forms as forms_module
from pursight.values.chunk import Chunk
from pursight.values.signs import shortened, signs_of

pc: Any = pyarrow.compute


def shapes(values: list[str]) -> dict[str, int]:
    counts = ShapeCounts()
    counts.add(pa.array(values, pa.large_string()))
    return dict(counts.most_common(1000))


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("John", "Aa~"),
        ("McDonald", "AaAa~"),
        ("JOHN SMITH", "A~ A~"),
        ("123-45-6789", "999-99-9999"),
        ("20261121", "99999999"),
        ("4111111111111111", "9~"),
        ("4111 1111 1111 1111", "9999 9999 9999 9999"),
        ("+49 (0)89/12", "+99 (9)99/99"),
        ("a.b@c.org", "a.a@a.a~"),
        ("--", "-~"),
        ("Ünal Ärger", "Aa~ Aa~"),
        ("Москва", "Aa~"),
        ("東京", "a~"),
        ("😀", "?"),
        ("50%", "99?"),
        ("tab\there", "a~?a~"),
        ("~…", "?~"),
        ("٣", "9"),
        ("x" * 96, "a~"),
        ("x" * 97, "a~…"),
        ("x" * 95 + "é", "a~…"),
        ("x" * 95 + "Ж" * 2, "a~…"),
        ("x" * 94 + "東", "a~…"),
        ("a1" * 40, "a9" * 31 + "a…"),
    ],
)
def test_a_text_has_a_shape(text: str, shape: str) -> None:
    assert shapes([text, "Z9", text]) == Counter({shape: 2, "A9": 1})


@settings(max_examples=120, deadline=None)
@given(st.lists(texts().filter(bool), max_size=20))
def test_every_shape_fits_the_contract_and_depends_on_its_text_alone(values: list[str]) -> None:
    together = Counter(shapes(values))
    apart: Counter[str] = Counter()
    for value in values:
        apart.update(shapes([value]))
    assert together == apart
    assert together.total() == len(values)
    for shape, count in together.items():
        assert ShapeCount(shape=shape, count=count)
        # A shape shows no run of letters, so no word can be read out of it.
        assert not re.search(r"aa|AA|9{9}", shape)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(alphabet="aA9-. ", min_size=1), max_size=60), st.integers(1, 8), st.data())
def test_too_many_shapes_are_made_coarser_alike_in_any_order(
    values: list[str], most: int, data: st.DataObject
) -> None:
    whole = ShapeCounts(most)
    whole.add(pa.array(values, pa.large_string()))
    parts = [ShapeCounts(most) for _ in range(3)]
    for value in data.draw(st.permutations(values)):
        data.draw(st.sampled_from(parts)).add(pa.array([value], pa.large_string()))
    first, second, third = parts
    first.merge(second)
    first.merge(third)
    assert first.most_common(1000) == whole.most_common(1000)
    assert sum(count for _, count in whole.most_common(1000)) == len(values)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.text("aA9-. é東~", min_size=1, max_size=60), min_size=2, max_size=30),
    st.sampled_from([1, 2, 4]),
)
def test_only_the_beginning_of_a_long_text_is_looked_at_where_no_more_is_kept(
    values: list[str], most: int
) -> None:
    """The one takes them in one by one, and has become coarse; the other all at once."""
    step_by_step, at_once = ShapeCounts(most), ShapeCounts(most)
    many = [f"{'ab-1' * n}.{n}" for n in range(1, 9)]
    for value in (*many, *values):
        step_by_step.add(pa.array([value], pa.large_string()))
    at_once.add(pa.array([*many, *values], pa.large_string()))
    assert step_by_step.most_common(1000) == at_once.most_common(1000)


@settings(max_examples=120, deadline=None)
@given(st.lists(st.text("aA9-. é東\x80~9", max_size=40), min_size=1, max_size=20))
def test_runs_are_shortened_alike_one_by_one_and_all_at_once(values: list[str]) -> None:
    def plainly(text: str) -> str:
        short = ""
        for run in re.finditer(r"(.)\1*", "".join(map(sign, text)), re.DOTALL):
            counted = run[1] == "9" and len(run[0]) <= 8
            short += run[0] if counted or len(run[0]) == 1 else run[1] + "~"
        return short

    def sign(character: str) -> str:
        if character in " -.9":
            return character
        return "?" if character in "\x80~" else "A" if character == "A" else "a"

    written = shortened(signs_of(pa.array([value.encode() for value in values], pa.large_binary())))
    assert written.to_pylist() == [plainly(value) for value in values]


def look(values: list[str]) -> str | None:
    appearance = Appearance()
    appearance.add(pa.array([value for value in values if value], pa.large_string()))
    return appearance.name()


@pytest.mark.parametrize(
    ("values", "name"),
    [
        (["1", "-2", "0", "+300"], "integer"),
        (["123456789012345678901234567890"], "integer"),
        (["01", "2", "30"], "digits"),
        (["1.5", "2", "1e9", ".5", "-3.E-2"], "decimal"),
        (["1,5", "1.234,56", "7"], "decimal_comma"),
        (["1,234", "12,345,678", "1,234.50", "5"], "grouped_number"),
        (["true", "FALSE"], "boolean"),
        (["Yes", "no"], "boolean"),
        (["t", "f"], "boolean"),
        (["y", "Y"], None),
        (["2026-11-21", "2026-01-01"], "date"),
        (["21.11.2026", "1.1.26"], "date"),
        (["11/21/2026", "21/11/2026"], "date"),
        (["2026-11-21 08:00", "2026-11-21T08:00:00.123Z", "2026-11-21"], "datetime"),
        (["1/26/2026 0:00:00"], "datetime"),
        (["08:30", "23:59:59", "8:05 pm"], "time"),
        (["0190163d-8694-739b-aea5-966c26f8ad90"], "uuid"),
        (["1", "x"], None),
        (["2026-13-01"], None),
        ([""], None),
        ([], None),
        (["1\n"], None),
        (["1"] * 99 + ["n/a"], "integer"),
        (["1"] * 98 + ["n/a"] * 2, None),
    ],
)
def test_texts_look_like_something_when_nearly_all_do(values: list[str], name: str | None) -> None:
    assert look(values) == name


@settings(max_examples=100, deadline=None)
@given(st.lists(texts().filter(bool), max_size=30))
def test_no_text_fits_two_patterns(values: list[str]) -> None:
    for value in values:
        appearance = Appearance()
        appearance.add(pa.array([value], pa.large_string()))
        assert sum(appearance._counts.values()) <= 1


@given(st.from_regex(r"\A[0-9.,:/ +-]{1,12}\Z"))
def test_no_number_or_date_fits_two_patterns(value: str) -> None:
    appearance = Appearance()
    appearance.add(pa.array([value], pa.large_string()))
    assert sum(appearance._counts.values()) <= 1


@pytest.mark.parametrize(
    "text", ["falſe", "YEſ", "12.", "8:05 pm", ".5", "2026-11-21 08:00+02:", "F", "-3.E-2", "1e9"]
)
def test_no_text_that_fits_is_passed_over_for_its_first_or_last_sign(text: str) -> None:
    """All patterns at once say the same of one text as of many with others between them."""
    alone, among = Appearance(), Appearance()
    alone.add(pa.array([text], pa.large_string()))
    among.add(pa.array([text, "Grünes Tal", "x1"] * 200, pa.large_string()))
    expected = {name: number * 200 for name, number in alone._counts.items()}
    assert sum(alone._counts.values()) == 1
    assert among._counts == expected


PIECES = st.sampled_from(
    ["0", "12", "1234", "-", "+", ".", ",", ":", "/", "e", " ", "t", "no", "Z"]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(PIECES, min_size=1, max_size=7).map("".join), min_size=1, max_size=80))
def test_what_is_left_out_beforehand_would_not_have_fitted(values: list[str]) -> None:
    column = pa.array(values, pa.large_string())
    appearance = Appearance()
    appearance.add(column)
    expected = {
        name: int(pc.match_substring_regex(column, pattern).true_count)
        for name, pattern in _WHOLE.items()
    }
    assert appearance._counts == expected


MADE = {
    "dates": lambda n: f"2026-{1 + n % 12:02d}-{1 + n % 28:02d}",
    "moments": lambda n: f"2026-{1 + n % 12:02d}-{1 + n % 28:02d} {n % 24:02d}:{n % 60:02d}:01.5",
    "no_such_day": lambda n: f"2026-02-{1 + n % 30:02d}",
    "no_such_hour": lambda n: f"2026-02-01 {n % 26:02d}:00",
    "zones": lambda n: f"2026-02-{1 + n % 28:02d}T{n % 24:02d}:00Z",
    "years": lambda n: f"{1900 + n % 200}",
    "codes": lambda n: f"{n % 700:05d}",
    "numbers": lambda n: f"{n * 37 % 9999}.{n % 100:02d}",
    "grouped": lambda n: f"{n * 9973:,}.50",
    "cut": lambda n: f"{'ab-' * (n % 3)}{n}" if n % 5 else "x" * 100 + str(n),
    "words": lambda n: ("yeſ", "yes", "no", "É", "no ")[n % 5] + ("" if n % 3 else str(n)),
    "long_s": lambda n: ("yeſ", "yes", "no")[n % 3],
    "some_empty": lambda n: f"+49 {n:07d}" if n % 9 else "",
}


@pytest.mark.parametrize("kind", MADE)
def test_a_profile_by_forms_is_the_one_without(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def profiled() -> tuple[LocalProfile | Profile, bool]:
        state = ColumnProfile(pa.string())
        chunk = Chunk(pa.array([MADE[kind](n) for n in range(6000)], pa.string()))
        state.take(chunk)
        state.update(pa.array([MADE[kind](n) for n in range(5000, 11_000)], pa.string()))
        known = chunk.forms is not None
        return state.report(complete=True, mask=False, text_extremes=True), known

    monkeypatch.setattr(forms_module, "_FEW", 10_000)  # however many
    by_forms, known = profiled()
    assert known
    monkeypatch.setattr(chunk_module, "forms_of", lambda _: None)
    plainly, known = profiled()
    assert not known
    assert by_forms == plainly


def test_a_number_of_nine_digits_is_one_sign() -> None:
    values = ["12345678", "123456789", "a1234567890-12345678"]
    signs = signs_of(pa.array([value.encode() for value in values], pa.large_binary()))
    assert shortened(signs).to_pylist() == ["99999999", "9~", "a9~-99999999"]


def test_many_shapes_are_counted_alike_at_once_and_in_parts() -> None:
    texts_ = ["".join("a1.-"[n >> 2 * bit & 3] for bit in range(8)) for n in range(20_000)]
    at_once, in_parts = ShapeCounts(64), ShapeCounts(64)
    at_once.add(pa.array(texts_, pa.large_string()))
    for start in range(0, 20_000, 100):
        in_parts.add(pa.array(texts_[start : start + 100], pa.large_string()))
    assert at_once.most_common(100) == in_parts.most_common(100)
