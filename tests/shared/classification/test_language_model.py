"""The user's spaCy model: a real one on disk, found, used within its bounds, never fetched."""

import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from tests.shared.classification.test_language import FORBID

from pursight.classification import language, language_model
from pursight.classification.classifier import Classifier
from pursight.classification.column import ColumnContext, ColumnEvidence
from pursight.classification.language_model import LanguageModel, NoSuchModel, model_named
from pursight.contracts.scans import Classification, Decision

spacy: Any = pytest.importorskip("spacy", reason="not run: needs spaCy")

PEOPLE = [f"Qua{a}{b}x Vro{b}{a}l" for a in "abcde" for b in "mnop"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a pipeline of a blank tokenizer and rules: small, but all of spaCy's machinery."""
    path: Path = tmp_path_factory.mktemp("model") / "tiny"
    pipeline = spacy.blank("en")
    ruler = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PERSON", "pattern": name} for name in PEOPLE])
    ruler.add_patterns([{"label": "GPE", "pattern": "Zzyzxburg"}])
    pipeline.to_disk(path)
    return path


@pytest.fixture(scope="module")
def modelled(classifier: Classifier, folder: Path) -> Classifier:
    model = model_named(str(folder))
    return Classifier(classifier.automaton, classifier.thresholds, False, language_model=model)


def decided(classifier: Classifier, values: list[str], name: str = "c1") -> Classification:
    evidence = ColumnEvidence(classifier, pa.large_string())
    evidence.update(pa.array(values, pa.large_string()))
    return evidence.classify(ColumnContext("", "t", name))


def test_names_that_no_dictionary_has_are_suggested(
    modelled: Classifier, classifier: Classifier
) -> None:
    assert decided(classifier, PEOPLE).label == "none"
    found = decided(modelled, PEOPLE)
    assert (found.label, found.decision) == ("person_name", Decision.SUGGESTED)
    assert (found.evidence[0].matched, found.evidence[0].examined) == (20, 20)
    assert "Quaam" not in found.model_dump_json()


def test_prose_gets_counts_with_the_size_of_the_sample(modelled: Classifier) -> None:
    notes = [f"yesterday {name} moved to Zzyzxburg for good" for name in PEOPLE]
    notes += [f"nothing of note happened on day {n} of this" for n in range(20)]
    found = decided(modelled, notes, "remark")
    assert found.label == "free_text_pii"
    said = {e.detector: (e.matched, e.examined) for e in found.evidence}
    assert said["model.person_name"] == (20, 40)
    assert said["model.city"] == (20, 40)


def test_dictionaries_count_people_and_places_in_prose(classifier: Classifier) -> None:
    notes = [f"on day {n} Anna Miller came home to Berlin from Madrid" for n in range(30)]
    said = {
        e.detector: (e.matched, e.examined) for e in decided(classifier, notes, "note").evidence
    }
    assert said["prose.person_name"] == (30, 30)
    assert said["prose.city"] == (30, 30)
    assert language.places_in_prose("we met in May, wrote to Anna and went at noon") == 0


def test_every_cell_counts_for_what_patterns_find(classifier: Classifier) -> None:
    notes = [f"write to person{n}@example.org about this, please" for n in range(3_000)]
    assert decided(classifier, notes, "note").entities["email"] == 3_000


def test_time_and_number_are_bounded(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = LanguageModel(str(folder))
    assert model.entities([PEOPLE[0]] * 500)[1] == language_model.VALUES
    monkeypatch.setattr(language_model, "SECONDS", -1.0)
    assert model.entities(PEOPLE) == ({}, 0)
    assert model.find(PEOPLE) is None


def test_a_model_that_is_not_here_is_said_and_not_fetched(tmp_path: Path) -> None:
    with pytest.raises(NoSuchModel, match="en_core_web_lg"):
        model_named("en_core_web_lg")
    with pytest.raises(NoSuchModel):
        model_named(str(tmp_path))


def test_the_fingerprint_and_the_tiers_name_it(
    modelled: Classifier, classifier: Classifier
) -> None:
    assert modelled.fingerprint != classifier.fingerprint
    wanting = Classifier(
        modelled.automaton, modelled.thresholds, True, language_model=modelled._language_model
    )
    assert wanting.tiers[-2].endswith(", en_pipeline 0.0.0")


def test_the_network_is_never_asked(folder: Path) -> None:
    work = textwrap.dedent(
        f"""
        from pursight.classification.language_model import model_named
        from pursight.classification.recognizers.files import read_all
        model = model_named({str(folder)!r})
        assert model.find({PEOPLE!r}).matched == 20
        import pyarrow as pa
        from pursight.classification.recognizers.matcher import Matcher
        taken, _ = read_all(["presidio"])
        mail = [one for one in taken if one.entity == "EMAIL_ADDRESS"]
        found = Matcher(mail).scan(pa.array(["a@mail.example.co.uk"], pa.large_string()))
        assert len(found.cell) == 1, found
        print("done")
        """
    )
    result = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", FORBID + work],
        capture_output=True, text=True, check=False, timeout=110,
    )  # fmt: skip
    assert result.stdout.strip() == "done", result.stderr[-2000:]
