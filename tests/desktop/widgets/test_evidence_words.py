"""Evidence in words: every kind, with counts and tokens, for and against, and never a gap."""

import pytest

from pursight.classification.labels import LABELS
from pursight.contracts.scans import Evidence, EvidenceKind
from pursight_desktop.widgets.evidence_words import (
    country_sentence,
    entities_sentence,
    question,
    reasons,
    sure,
    things,
)


def _one(kind: EvidenceKind, **fields: object) -> str:
    given = {"detector": "email.cell", "label": "email", "weight": 0.8} | fields
    (reason,) = reasons([{"kind": kind.value, **given}])
    return reason.sentence


def test_asks_in_words() -> None:
    assert question("email", "email", "customer") == "Does customer.email hold e-mail addresses?"
    assert question("x", "none") == "What does x hold?"
    assert question("x", "our_badge") == "Does x hold our badge?"


@pytest.mark.parametrize("label", LABELS)
def test_every_label_has_a_thing_of_its_own(label: str) -> None:
    assert things(label)
    assert "_" not in things(label)
    assert not things(label).endswith(".")
    others = {things(other) for other in LABELS if other != label}
    assert things(label) not in others


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (EvidenceKind.PATTERN, "8 of 10 values (80 %) had the form of e-mail addresses."),
        (
            EvidenceKind.CHECKSUM,
            "8 of 10 values (80 %) had the form and the right check digits of e-mail addresses.",
        ),
        (
            EvidenceKind.DICTIONARY,
            "8 of 10 values (80 %) stood in the dictionary of e-mail addresses.",
        ),
        (EvidenceKind.LANGUAGE, "8 of 10 values (80 %) read like e-mail addresses."),
        (EvidenceKind.SHAPE, "8 of 10 values (80 %) looked like e-mail addresses."),
        (EvidenceKind.TYPE, "The column's type fits e-mail addresses."),
        (EvidenceKind.NAME, "The column's name suggests e-mail addresses."),
        (
            EvidenceKind.VETO,
            "Too few different values for e-mail addresses, whatever the name says.",
        ),
    ],
)  # fmt: skip
def test_each_kind_has_its_sentence(kind: EvidenceKind, sentence: str) -> None:
    assert _one(kind, matched=8, examined=10) == sentence


@pytest.mark.parametrize("kind", EvidenceKind)
@pytest.mark.parametrize(
    "counts",
    [{}, {"matched": 0, "examined": 9}, {"matched": 1, "examined": 1}, {"matched": 3},
     {"matched": 0, "examined": 0}],
)  # fmt: skip
def test_every_kind_with_every_count_is_a_whole_sentence(
    kind: EvidenceKind, counts: dict[str, int]
) -> None:
    said = _one(kind, **counts)
    assert said[0].isupper()
    assert said.endswith(".")
    assert "{" not in said
    assert "None of None" not in said


def test_counts_are_told_as_people_say_them() -> None:
    kind = EvidenceKind.PATTERN
    assert _one(kind, matched=10_000, examined=10_000).startswith("All 10,000 values had")
    assert _one(kind, matched=1, examined=1).startswith("The only value had")
    assert _one(kind, matched=0, examined=50).startswith("None of 50 values had")
    assert _one(kind, matched=9_999, examined=10_000).startswith(
        "9,999 of 10,000 values (> 99.9 %)"
    )


def test_names_tell_their_tokens_and_where_they_stood() -> None:
    name = EvidenceKind.NAME
    assert _one(name, tokens=["e", "mail"], detector="name.tokens") == (
        "The column's name says “e”, “mail”."
    )
    assert _one(name, tokens=["mail"], detector="comment.tokens") == (
        "The column's comment says “mail”."
    )
    assert _one(name, tokens=["count"], weight=-0.4) == (
        "The column's name speaks against e-mail addresses: “count”."
    )


def test_the_language_recogniser_is_told_apart() -> None:
    said = _one(EvidenceKind.LANGUAGE, detector="presidio.email_address", matched=4, examined=10)
    assert said == "4 of 10 values (40 %) read as e-mail addresses to the language recogniser."


def test_a_veto_says_how_few_could_be_it() -> None:
    veto = EvidenceKind.VETO
    assert _one(veto, matched=3, examined=100, weight=-0.5) == (
        "The values contradict the name: only 3 of 100 values (3.0 %) could be e-mail addresses"
        " at all."
    )
    assert _one(veto, matched=0, examined=100, weight=-0.5) == (
        "The values contradict the name: none of 100 could be e-mail addresses at all."
    )


def test_what_counts_most_comes_first_and_what_speaks_against_last() -> None:
    def one(kind: EvidenceKind, weight: float) -> Evidence:
        return Evidence(kind=kind, detector="x.y", label="email", weight=weight)

    told = reasons(
        [
            one(EvidenceKind.VETO, -0.5),
            one(EvidenceKind.NAME, 0.3),
            one(EvidenceKind.PATTERN, 0.9),
            one(EvidenceKind.PATTERN, 0.2),
        ]
    )
    assert [r.weight for r in told] == [0.9, 0.3, 0.5]
    assert [r.speaks_for for r in told] == [True, True, False]


def test_what_a_newer_scan_says_in_new_words_is_left_out() -> None:
    unknown = {"kind": "horoscope", "detector": "stars.sign", "label": "email", "weight": 1.0}
    assert reasons([unknown, {}]) == ()


def test_prose_tells_what_was_recognised() -> None:
    assert entities_sentence({}) == ""
    assert entities_sentence({"iban": 0}) == ""
    assert entities_sentence({"iban": 3, "person_name": 1200}) == (
        "Recognised: names of people in 1,200 texts, IBANs in 3."
    )
    assert entities_sentence({"iban": 1}) == "Recognised: IBANs in 1 text."


def test_a_form_of_a_country_names_it() -> None:
    assert country_sentence("DE") == "The form is the one used in Germany."
    assert country_sentence("QX") == "The form is the one used in QX."
    assert country_sentence(None) == ""


def test_sureness_has_three_words() -> None:
    assert [sure(c) for c in (0.95, 0.75, 0.5)] == ["very sure", "fairly sure", "unsure"]
