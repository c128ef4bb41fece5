"""What others paid for: names that mislead, numbers that look like something, values that veto."""

# ruff: noqa: E501  sample data, one kind a line

import random
import uuid
from collections.abc import Callable

import pytest

from pursight.contracts.scans import Classification, Decision, EvidenceKind

Classify = Callable[..., Classification]
RNG = random.Random(20)


def some(make: Callable[[], object], n: int = 60) -> list[object]:
    return [make() for _ in range(n)]


@pytest.mark.parametrize("column", ["acid_level", "public", "velocity", "candidate_rank"])
def test_context_words_are_whole_tokens(classify: Classify, column: str) -> None:
    assert classify(column).label == "none"
    assert classify(column, some(lambda: RNG.randint(1, 999))).label == "none"


def test_a_match_is_the_whole_cell(classify: Classify) -> None:
    assert classify("c", some(lambda: f"{RNG.randint(1, 9)}x 4111111111111111 y")).label == "none"
    assert classify("c", some(lambda: f"v10.0.0.{RNG.randint(1, 255)}-rc")).label == "none"


def test_the_share_of_matching_values_decides(classify: Classify) -> None:
    words = [f"word{n}" for n in range(95)]
    assert classify("c", [*words, *["a@example.org"] * 5]).label == "none"
    mails = [f"u{n}@example.org" for n in range(95)]
    assert classify("c", [*mails, *words[:5]]).label == "email"


@pytest.mark.parametrize("column", ["order_id", "x7", "ref"])
@pytest.mark.parametrize(
    ("low", "high"),
    [(10**9, 10**10), (1_500_000_000, 1_780_000_000), (10**12, 10**13), (10**8, 10**9)],
)
def test_ids_and_epochs_are_no_phones(classify: Classify, column: str, low: int, high: int) -> None:
    for values in (
        some(lambda: RNG.randrange(low, high)),
        some(lambda: str(RNG.randrange(low, high))),
    ):
        assert classify(column, values).label == "none"


@pytest.mark.parametrize("column", ["c7", "age", "salary", "latitude", "credit_score"])
def test_numbers_beyond_all_measure_are_nothing(classify: Classify, column: str) -> None:
    values = some(lambda: RNG.choice((-1.7e308, 1.7e308, RNG.uniform(-1e308, 1e308))))
    assert classify(column, values).label in {"none", "salary"}


@pytest.mark.parametrize("column", ["app_version", "firmware", "BuildNo"])
def test_versions_of_four_numbers_are_no_addresses(classify: Classify, column: str) -> None:
    values = some(lambda: ".".join(str(RNG.randint(0, 140)) for _ in range(4)))
    assert classify("c7", values).label == "ip_address"
    assert classify(column, values).label == "none"
    small = some(lambda: ".".join(str(RNG.randint(0, 40)) for _ in range(4)))
    assert classify("c7", small).label == "none"
    for either in (values, small):
        assert classify("client_ip_version_4", either).label == "ip_address"


def test_fine_fractions_that_say_what_they_are_are_no_coordinates(classify: Classify) -> None:
    values = some(lambda: round(RNG.uniform(-40, 120), 6))
    assert classify("discount_ratio", values).label == "none"
    assert classify("longitude", values).label == "gps_coordinates"


def test_bare_digits_are_a_phone_only_by_name(classify: Classify) -> None:
    values = some(lambda: str(RNG.randrange(2_000_000_000, 9_999_999_999)))
    assert classify("mobile_phone", values).label == "phone"
    assert classify("col_3", values).label == "none"


@pytest.mark.parametrize(
    "column", ["email_verified", "password_set", "phone_count", "is_email", "has_ssn"]
)
@pytest.mark.parametrize(
    "values", [[0, 1] * 30, ["yes", "no"] * 30, [True, False] * 30, [0, 1, 2, 3] * 20]
)
def test_flags_and_counts_veto_a_name(
    classify: Classify, column: str, values: list[object]
) -> None:
    assert classify(column, values).label == "none"


@pytest.mark.parametrize("column", ["email", "password", "ssn", "first_name", "phone"])
def test_even_a_plain_name_is_vetoed_by_flags(classify: Classify, column: str) -> None:
    found = classify(column, ["0", "1"] * 50)
    assert found.label == "none"
    assert any(e.kind is EvidenceKind.VETO for e in found.evidence)


def test_1999_is_no_card_code(classify: Classify) -> None:
    assert classify("cvv", some(lambda: RNG.randint(1950, 2024))).label == "none"
    assert classify("cvv", some(lambda: f"{RNG.randint(0, 999):03d}")).label == "card_security_code"


def test_repeated_safari_is_no_person(classify: Classify) -> None:
    assert classify("browser_family", ["Safari", "Chrome", "Safari", "Edge"] * 30).label == "none"
    assert classify("c1", ["Safari"] * 99).label == "none"


def test_a_checksum_that_one_in_ten_passes_is_no_proof(classify: Classify) -> None:
    assert (
        classify("event", some(lambda: "4" + "".join(RNG.choices("0123456789", k=15)), 300)).label
        == "none"
    )
    assert classify("event", ["4111111111111111"]).confidence < 0.8
    assert (
        classify("seq", [str(n) for n in range(4_111_111_111_111_111, 4_111_111_111_111_311)]).label
        == "none"
    )


@pytest.mark.parametrize(
    ("column", "label"),
    [
        ("email", "email"),
        ("ssn", "us_ssn"),
        ("first_name", "person_name"),
        ("dateOfBirth", "date_of_birth"),
        ("PASSWORT", "password"),
        ("fecha_nacimiento", "date_of_birth"),
        ("numéro_de_téléphone", "phone"),
        ("Straße", "address"),
        ("codice_fiscale", "national_id"),
        ("custEmailAddr", "email"),
        ("homephone", "phone"),
    ],
)
def test_a_name_alone_suggests_and_never_applies(
    classify: Classify, column: str, label: str
) -> None:
    found = classify(column)
    assert (found.label, found.decision) == (label, Decision.SUGGESTED)


def test_a_comment_speaks_for_a_name_that_is_silent(classify: Classify) -> None:
    values = some(lambda: f"+44 20 {RNG.randint(1000, 9999)} {RNG.randint(1000, 9999)}")
    assert (
        classify(
            "f_12", comment="date of birth of the patient", values=["1950-01-02", "1971-11-30"]
        ).label
        == "date_of_birth"
    )
    silent, told = classify("f_12", values), classify("f_12", values, comment="Mobile phone number")
    assert told.confidence > silent.confidence


def test_a_place_is_never_an_address(classify: Classify) -> None:
    cities = [
        "Berlin",
        "Hamburg",
        "Paris",
        "Madrid",
        "Chicago",
        "Toronto",
        "Lyon",
        "Porto",
        "Milano",
        "Utrecht",
    ]
    for column in ("city", "c9", "Stadt"):
        assert classify(column, cities * 5).label == "city"


@pytest.mark.parametrize(
    "values",
    [
        some(lambda: str(uuid.UUID(int=RNG.getrandbits(128)))),
        some(lambda: f"ORD-{RNG.randint(10**7, 10**8)}"),
        some(lambda: f"{RNG.randint(1, 9)}.{RNG.randint(0, 20)}.{RNG.randint(0, 99)}"),
        some(lambda: round(RNG.uniform(1, 900), 2)),
        some(lambda: f"#{RNG.getrandbits(24):06x}"),
        some(lambda: RNG.choice(["open", "closed", "pending"])),
        some(lambda: f"report_{RNG.randint(1, 999)}.pdf"),
        some(lambda: f"978{RNG.randint(10**9, 10**10 - 1)}"),
        some(
            lambda: f"{RNG.randint(1, 28):02d}-{RNG.randint(1, 12):02d}-{RNG.randint(10, 24):02d}"
        ),
        some(
            lambda: (
                f"Task {RNG.randint(1, 99)} finished in {RNG.randint(1, 99)} ms on node {RNG.randint(1, 9)}"
            )
        ),
    ],
)
def test_near_misses_stay_unlabelled(classify: Classify, values: list[object]) -> None:
    assert classify("col_17", values).label == "none"


def test_an_empty_column_with_a_silent_name_is_none(classify: Classify) -> None:
    found = classify("col_17")
    assert (found.label, found.confidence, found.decision) == ("none", 0.0, Decision.NONE)
