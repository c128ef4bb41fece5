"""Hyperscan, RE2 and Python's `re` find the same, for every pattern, cell by cell."""

# ruff: noqa: E501  sample data, one kind a line

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest
from faker import Faker
from hypothesis import given, settings
from hypothesis import strategies as st

from pursight.classification import automaton
from pursight.classification.automaton import HyperscanAutomaton, Re2Automaton
from pursight.classification.classifier import Classifier
from pursight.classification.column import ColumnContext, ColumnEvidence
from pursight.classification.patterns.catalogue import PATTERNS

pytest.importorskip("hyperscan", reason="not run: needs the package hyperscan")

Pairs = set[tuple[str, str]]
_GROUP = 31
_GROUPS = [PATTERNS[at : at + _GROUP] for at in range(0, len(PATTERNS), _GROUP)]
_SAID = [re.compile(p.anchored.encode("latin-1")) for p in PATTERNS]

_CORPUS = (
    "", " ", "\n", "\r\n", "\x00", "\x0b", "\x85", "\u2028", "\xa0", "\ufeff", "a\nb", "a@b.org\n", "\n4111111111111111",
    "İSTANBUL 34", "straße 5", "STRASSE 5", "ã", "Ã", "\u212a1A 0B1", "ſ", "4111-1111-1111-1111", "٤١١١١١١١١١١١١١١١", "1.2.3.4\n",
    "P.O. Boîte postale 12", "BOÎTE POSTALE 12", "boîte postale 12", "£1,200.00", "€ 12", "12 €", "10°C", "5'11\"", "C:\\temp\\n", "\\n", "a\\nb",
    "n°12", "Nº 5", "Ñ&A800101AB1", "ñ&a800101ab1", "calle d'Or, s/n", "18:00", "::1", "fe80::1%eth0", "é" * 40, "\U0001f600", "<div>", "{}",
)  # fmt: skip


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> tuple[HyperscanAutomaton, Re2Automaton]:
    cache = tmp_path_factory.getbasetemp() / "patterns"
    return HyperscanAutomaton(PATTERNS, cache=cache), Re2Automaton(PATTERNS)


def by_re(cells: list[str]) -> Pairs:
    """Python's own engine, told nothing but the bytes of a cell with its line breaks escaped."""
    return {
        (pattern.detector, cell)
        for cell in cells
        for pattern, said in zip(PATTERNS, _SAID, strict=True)
        if said.search(cell.replace("\n", "\\n").encode()) is not None
    }


def by(engine: HyperscanAutomaton | Re2Automaton, cells: list[str]) -> Pairs:
    numbers, places = engine.scan(pa.array(cells, pa.large_string()))
    return {
        (PATTERNS[n].detector, cells[at])
        for n, at in zip(numbers.tolist(), places.tolist(), strict=True)
    }


def agree(engines: tuple[HyperscanAutomaton, Re2Automaton], cells: list[str]) -> Pairs:
    reference = by_re(cells)
    for engine in engines:
        found = by(engine, cells)
        assert found == reference, f"{engine.engine} against re: {sorted(found ^ reference)[:5]}"
    return reference


def near(cell: str, rng: random.Random) -> Iterator[str]:
    """What differs from a cell in one place."""
    yield cell.swapcase()
    at = rng.randrange(len(cell) + 1)
    yield cell[:at] + cell[at + 1 :]
    yield cell[:at] + rng.choice("0a Z-.\n\xe9_:@") + cell[at:]
    yield cell + rng.choice("\n 0aé")
    yield rng.choice("\n 0aé") + cell


@pytest.mark.parametrize("group", range(len(_GROUPS)))
@settings(max_examples=6, deadline=None)
@given(data=st.data())
def test_all_engines_agree_on_what_each_pattern_describes_and_what_comes_near(
    engines: tuple[HyperscanAutomaton, Re2Automaton], group: int, data: st.DataObject
) -> None:
    rng = random.Random(data.draw(st.integers(0, 10**6)))
    cells: list[str] = []
    for pattern in _GROUPS[group]:
        made = data.draw(st.from_regex(re.compile(pattern.expression.encode("latin-1"))))
        cell = made.decode("utf-8", "replace")[:200]
        cells += [cell, *near(cell, rng)]
    agree(engines, list(dict.fromkeys(cells)))


def test_all_engines_agree_on_a_corpus(engines: tuple[HyperscanAutomaton, Re2Automaton]) -> None:
    rng = random.Random(5)
    providers = "email name address phone_number iban credit_card_number url ipv4 ipv6 user_agent ssn swift license_plate mac_address uuid4 sentence street_address date postcode company job".split()  # noqa: SIM905
    cells = list(_CORPUS)
    for number, locale in enumerate(("en_US", "en_GB", "de_DE", "pt_BR", "ja_JP", "ru_RU")):
        fake = Faker(locale)
        fake.seed_instance(number)
        cells += [str(getattr(fake, rng.choice(providers))()) for _ in range(200)]
    cells += [one for cell in rng.sample(cells, 200) for one in near(cell, rng)]
    assert len(agree(engines, list(dict.fromkeys(cells)))) > 2_000


def test_a_machine_without_hyperscan_decides_the_same(
    classifier: Classifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(automaton.importlib.util, "find_spec", lambda name: None)
    without = Classifier.build(language=False)
    assert (without.automaton.engine, classifier.automaton.engine) == ("re2", "hyperscan")
    assert without.fingerprint == classifier.fingerprint
    fake = Faker(["en_US", "de_DE", "fr_FR"])
    fake.seed_instance(4)
    card = "a note about parcel 12 and the card 4111 1111 1111 1111 of it"
    columns: dict[str, list[str]] = {
        "c1": [fake.email() for _ in range(80)],
        "c2": [fake.iban() for _ in range(80)],
        "c3": [fake.name() for _ in range(80)],
        "c4": [fake.street_address() for _ in range(80)],
        "c5": [fake.ipv4() for _ in range(80)],
        "note": [*[fake.sentence(9) for _ in range(80)], card],
        "reference": [f"REF-{n:06d}" for n in range(80)] + ["AKIAQ3EXAMPLE7ABCDE2"],
    }
    for name, values in columns.items():
        decided = []
        for one in (classifier, without):
            evidence = ColumnEvidence(one, pa.large_string())
            evidence.update(pa.array(values, pa.large_string()))
            found = evidence.classify(ColumnContext("", "t", name))
            decided.append((found, evidence.rare.rows))
        assert decided[0] == decided[1], name
    assert decided[0][0].label == "api_key"


def test_processes_that_keep_a_copy_at_once_leave_a_whole_one(tmp_path: Path) -> None:
    """Threads stand for processes: what they share is the folder alone."""
    from concurrent.futures import ThreadPoolExecutor

    few = PATTERNS[:12]
    with ThreadPoolExecutor(6) as pool:
        made = list(pool.map(lambda _: HyperscanAutomaton(few, cache=tmp_path), range(6)))
    (stored,) = tmp_path.iterdir()
    cells = pa.array(["2024-01-02", "12", "word"], pa.large_string())
    expected = [part.tolist() for part in Re2Automaton(few).scan(cells)]
    for one in (*made, HyperscanAutomaton(few, cache=tmp_path)):
        assert sorted(zip(*(p.tolist() for p in one.scan(cells)), strict=True)) == sorted(
            zip(*expected, strict=True)
        )
    assert stored.suffix == ".hs"


@pytest.mark.parametrize("place", [0, 40, 2_000, -1])
def test_a_copy_with_one_byte_changed_is_not_used(tmp_path: Path, place: int) -> None:
    few = PATTERNS[:12]
    cells = pa.array(["2024-01-02", "12", "word"], pa.large_string())
    first = [part.tolist() for part in HyperscanAutomaton(few, cache=tmp_path).scan(cells)]
    (stored,) = tmp_path.iterdir()
    whole = stored.read_bytes()
    broken = bytearray(whole)
    broken[place] ^= 0x41
    stored.write_bytes(bytes(broken))
    again = HyperscanAutomaton(few, cache=tmp_path)
    assert [part.tolist() for part in again.scan(cells)] == first
    assert stored.read_bytes() == whole


def test_another_cpu_another_version_and_other_patterns_have_their_own_copies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = PATTERNS[:12]
    HyperscanAutomaton(few, cache=tmp_path)
    HyperscanAutomaton(few, cache=tmp_path)
    assert len(list(tmp_path.iterdir())) == 1
    HyperscanAutomaton(PATTERNS[1:12], cache=tmp_path)
    assert len(list(tmp_path.iterdir())) == 2
    monkeypatch.setattr(automaton.platform, "machine", lambda: "another")
    HyperscanAutomaton(few, cache=tmp_path)
    assert len(list(tmp_path.iterdir())) == 3
    monkeypatch.setattr(automaton.importlib.metadata, "version", lambda name: "99")
    HyperscanAutomaton(few, cache=tmp_path)
    assert len(list(tmp_path.iterdir())) == 4
