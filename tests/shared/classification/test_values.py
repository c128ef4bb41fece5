"""Columns with opaque names: what values alone tell."""

# ruff: noqa: E501  sample data, one kind a line

import random
from collections.abc import Callable, Sequence

import pyarrow as pa
import pytest
from faker import Faker

from pursight.contracts.scans import Classification

Classify = Callable[..., Classification]
RNG = random.Random(5)
FAKES = [Faker(locale) for locale in ("en_US", "de_DE", "fr_FR", "it_IT", "es_ES")]
for number, one in enumerate(FAKES):
    one.seed_instance(number)


def fakes(provider: str, n: int = 100) -> list[str]:
    return [str(getattr(FAKES[i % len(FAKES)], provider)()) for i in range(n)]


@pytest.mark.parametrize(
    ("label", "values"),
    [
        ("email", fakes("email")),
        ("person_name", fakes("name")),
        ("address", fakes("street_address")),
        ("phone", [f"+49 30 {RNG.randint(10**5, 10**7)}" for _ in range(50)]),
        ("iban", fakes("iban")),
        ("credit_card", fakes("credit_card_number")),
        ("ip_address", fakes("ipv4") + fakes("ipv6")),
        ("mac_address", fakes("mac_address")),
        ("url", fakes("url")),
        ("user_agent", fakes("user_agent")),
        ("swift_bic", fakes("swift")),
        ("country", fakes("country")),
        ("job_title", fakes("job")),
        ("gender", ["M", "F"] * 20),
        ("gender", ["männlich", "weiblich", "divers"] * 9),
        ("marital_status", ["single", "married", "divorced"] * 9),
        ("religion", ["Catholic", "Muslim", "Jewish", "Hindu"] * 9),
        ("blood_type", ["A+", "O-", "AB+", "B-"] * 9),
        ("icd_code", ["E11.9", "I10", "J45.909", "F32.1", "M54.5", "K21.9"] * 5),
        ("jwt", [f"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI{n}.c2lnbmF0dXJl{n}" for n in range(20)]),
        ("api_key", [f"ghp_{RNG.getrandbits(180):036d}"[:40] for _ in range(20)]),
        ("password", ["$2b$12$" + "".join(RNG.choices("abcXYZ019./", k=53)) for _ in range(20)]),
        ("private_key", [f"-----BEGIN RSA PRIVATE KEY-----\nMIIE{n}\n-----END RSA PRIVATE KEY-----" for n in range(9)]),
        ("connection_string", [f"postgresql://app:s3cret{n}@db{n}.example:5432/crm" for n in range(20)]),
        ("crypto_wallet", [f"0x{RNG.getrandbits(160):040x}" for _ in range(20)]),
        ("us_ssn", [f"{RNG.randint(100, 600)}-{RNG.randint(10, 99)}-{RNG.randint(1000, 9999)}" for _ in range(50)]),
        ("gps_coordinates", [f"{RNG.uniform(-80, 80):.5f}, {RNG.uniform(-170, 170):.5f}" for _ in range(50)]),
        ("card_expiry", [f"{RNG.randint(1, 12):02d}/{RNG.randint(24, 31)}" for _ in range(50)]),
        ("social_handle", [f"@user_{n}" for n in range(50)]),
    ],
)  # fmt: skip
def test_values_alone_tell(classify: Classify, label: str, values: Sequence[str]) -> None:
    assert classify("col_17", values).label == label


def test_a_column_of_invalid_areas_is_no_ssn(classify: Classify) -> None:
    values = [
        f"9{RNG.randint(10, 99)}-{RNG.randint(10, 49)}-{RNG.randint(1000, 9999)}" for _ in range(50)
    ]
    assert classify("col_17", values).label != "us_ssn"


@pytest.mark.parametrize(
    ("arrow_type", "column", "values", "label"),
    [
        (
            pa.int64(),
            "c",
            [4111111111111111, 5555555555554444, 4012888888881881, 4222222222222220] * 3,
            "credit_card",
        ),
        (
            pa.float64(),
            "c",
            [4111111111111111.0, 5555555555554444.0, 4012888888881881.0],
            "credit_card",
        ),
        (pa.int32(), "age", list(range(18, 80)), "age"),
        (
            pa.float64(),
            "lat",
            [48.13743, -33.86882, 51.50735, 40.71278, 35.68949],
            "gps_coordinates",
        ),
        (pa.int64(), "annual_salary", [52_000, 61_500, 48_000, 90_000], "salary"),
        (pa.int64(), "ssn", [219099999, 457555462, 123456789], "us_ssn"),
        (pa.decimal128(12, 2), "monthly_income", ["1200.50", "3400.00"], "income"),
        (pa.date32(), "dob", None, "date_of_birth"),
    ],
)
def test_typed_columns_are_judged_too(
    classify: Classify,
    arrow_type: pa.DataType,
    column: str,
    values: list[object] | None,
    label: str,
) -> None:
    if values is None:
        values = [FAKES[0].date_of_birth() for _ in range(50)]
    if pa.types.is_decimal(arrow_type):
        from decimal import Decimal

        values = [Decimal(str(v)) for v in values]
    assert classify(column, values, arrow_type=arrow_type).label == label


def test_prose_with_people_in_it_says_which_entities(classify: Classify) -> None:
    prose = [
        f"Please call back at {n} Main because {FAKES[0].email()} did not answer since Monday."
        for n in range(40)
    ]
    found = classify("notes", prose)
    assert found.label == "free_text_pii"
    assert found.entities["email"] == 40


@pytest.mark.parametrize(
    ("label", "real", "other"),
    [
        ("credit_card", "4111 1111 1111 1111", "4111 1111 1111 1112"),
        ("iban", "DE89 3704 0044 0532 0130 00", "DE88 3704 0044 0532 0130 00"),
        ("iban", "DE89370400440532013000 THEN WAIT", "DE88370400440532013000 THEN WAIT"),
    ],
)
def test_numbers_in_prose_count_when_their_check_digits_hold(
    classify: Classify, label: str, real: str, other: str
) -> None:
    prose = [f"Order {other} was paid yesterday with {real} by the customer" for _ in range(20)]
    broken = [f"Order {other} was packed and sent yesterday by the shop" for _ in range(20)]
    assert classify("notes", prose).entities == {label: 20}
    assert classify("notes", broken).entities == {}
    assert classify("notes", prose + broken).entities == {label: 20}


def test_prose_without_people_is_clean(classify: Classify) -> None:
    assert classify("description", [FAKES[0].sentence(14) for _ in range(60)]).label == "none"


def test_the_country_of_a_national_id_is_named(classify: Classify) -> None:
    found = classify("c", [FAKES[3].ssn() for _ in range(30)])
    assert (found.label, found.country) == ("national_id", "IT")


def test_pictures_are_known_by_their_first_bytes(classify: Classify) -> None:
    values = [b"\x89PNG\r\n\x1a\n" + bytes([n]) for n in range(9)]
    assert classify("photo", values, arrow_type=pa.binary()).label == "photo"


def test_hostile_texts_cost_no_time(classify: Classify) -> None:
    hostile = [
        "a" * 4000,
        "a-" * 2000,
        "A, " * 1500,
        "1.1." * 900,
        " & ".join(["Xx"] * 900),
        "é'" * 1500,
        "((((" * 900,
    ]
    assert classify("notes", [h + str(n) for n in range(30) for h in hostile]).label in {
        "none",
        "free_text_pii",
    }
