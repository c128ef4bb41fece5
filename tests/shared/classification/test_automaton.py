"""Hyperscan over the joined column and RE2 cell by cell find the same."""

# ruff: noqa: E501  sample data, one kind a line

import errno
import random
from pathlib import Path

import pyarrow as pa
import pytest
from faker import Faker
from hypothesis import given, settings
from hypothesis import strategies as st

from pursight.classification import automaton
from pursight.classification.automaton import HyperscanAutomaton, Re2Automaton
from pursight.classification.classifier import Classifier
from pursight.classification.patterns.catalogue import CELL_PATTERNS, PATTERNS, PROSE_PATTERNS
from pursight.classification.patterns.pattern import Reach

hyperscan = pytest.importorskip("hyperscan", reason="not run: needs the package hyperscan")


@pytest.fixture(scope="module")
def both(classifier: Classifier) -> tuple[HyperscanAutomaton, Re2Automaton]:
    assert isinstance(classifier.automaton, HyperscanAutomaton)
    return classifier.automaton, Re2Automaton(classifier.everywhere)


def pairs(engine: HyperscanAutomaton | Re2Automaton, cells: list[str]) -> set[tuple[int, int]]:
    numbers, places = engine.scan(pa.array(cells, pa.large_string()))
    found = list(zip(numbers.tolist(), places.tolist(), strict=True))
    assert len(found) == len(set(found)), "a pair was told twice"
    return set(found)


def test_both_engines_agree_on_generated_cells(
    both: tuple[HyperscanAutomaton, Re2Automaton],
) -> None:
    rng = random.Random(1)
    fakes = [Faker(locale) for locale in ("en_US", "de_DE", "fr_FR", "pt_BR", "ja_JP", "ru_RU")]
    for n, fake in enumerate(fakes):
        fake.seed_instance(n)
    providers = "email name address phone_number iban credit_card_number url ipv4 ipv6 user_agent ssn swift license_plate mac_address uuid4 sentence street_address date postcode".split()  # noqa: SIM905
    cells = [str(getattr(rng.choice(fakes), rng.choice(providers))()) for _ in range(3000)]
    hyper, plain = both
    assert pairs(hyper, cells) == pairs(plain, cells)


@settings(max_examples=80)
@given(
    st.lists(
        st.one_of(
            st.text(max_size=20),
            st.text("0123456789-+() ./:@abcAZ\n\r", max_size=20),
            st.sampled_from(
                ["", "\n", "a@b.org\n", "\na@b.org", "a@b.org\nc@d.org", "10.0.0.1", "x" * 300]
            ),
        ),
        max_size=12,
    )
)
def test_both_engines_agree_on_odd_cells(
    both: tuple[HyperscanAutomaton, Re2Automaton], cells: list[str]
) -> None:
    hyper, plain = both
    assert pairs(hyper, cells) == pairs(plain, cells)


def test_pieces_give_the_same_as_the_whole(
    both: tuple[HyperscanAutomaton, Re2Automaton], monkeypatch: pytest.MonkeyPatch
) -> None:
    cells = [f"user{n}@example.org" if n % 3 else "nothing" for n in range(500)]
    whole = pairs(both[0], cells)
    monkeypatch.setattr(automaton, "_PIECE", 100)
    assert pairs(both[0], cells) == whole
    assert len(whole) == sum(bool(n % 3) for n in range(500))


def test_no_pattern_reaches_over_the_end_of_a_cell(
    both: tuple[HyperscanAutomaton, Re2Automaton],
) -> None:
    halves = ["anna@", "example.org", "4111 1111", "1111 1111", "10.0.", "0.1", "Main", "Street 5"]
    for place, cell in enumerate(halves):
        alone = {number for number, _ in pairs(both[0], [cell])}
        among = {number for number, at in pairs(both[0], halves) if at == place}
        assert alone == among


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda p: p.detector)
def test_no_pattern_can_swallow_a_line_break(pattern: object) -> None:
    import re

    expression = PATTERNS[PATTERNS.index(pattern)].expression  # type: ignore[arg-type]
    assert "\\s" not in expression
    assert not any("\\n" not in c for c in re.findall(r"\[\^[^\]]*\]", expression))
    assert "\\W" not in expression
    assert "\\D" not in expression


def test_detectors_are_unique_and_prose_is_apart() -> None:
    assert len({p.detector for p in PATTERNS}) == len(PATTERNS) >= 200
    assert all(p.reach is Reach.PROSE for p in PROSE_PATTERNS)
    assert len(CELL_PATTERNS) + len(PROSE_PATTERNS) == len(PATTERNS)


def test_a_compiled_copy_is_used_and_a_broken_one_made_anew(tmp_path: Path) -> None:
    few = CELL_PATTERNS[:30]
    first = HyperscanAutomaton(few, cache=tmp_path)
    (stored,) = tmp_path.iterdir()
    cells = ["2024-01-02", "12", "word"]
    assert pairs(HyperscanAutomaton(few, cache=tmp_path), cells) == pairs(first, cells)
    stored.write_bytes(b"cut short")
    assert pairs(HyperscanAutomaton(few, cache=tmp_path), cells) == pairs(first, cells)
    assert stored.stat().st_size > 100


def test_where_no_copy_can_be_kept_the_patterns_work_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = CELL_PATTERNS[:30]
    (tmp_path / "file").write_text("in the way of the folder")
    kept = pairs(HyperscanAutomaton(few), ["2024-01-02"])
    assert pairs(HyperscanAutomaton(few, cache=tmp_path / "file"), ["2024-01-02"]) == kept

    def full(path: Path, content: bytes) -> int:
        path.touch()
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    assert pairs(HyperscanAutomaton(few, cache=tmp_path / "new"), ["2024-01-02"]) == kept
    assert list((tmp_path / "new").iterdir()) == []


def test_without_hyperscan_re2_does_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(automaton.importlib.util, "find_spec", lambda name: None)
    assert automaton.build_automaton(CELL_PATTERNS[:5]).engine == "re2"
