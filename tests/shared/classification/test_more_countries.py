"""Identity numbers, plates and names of columns of more countries, and what only looks like them."""

# ruff: noqa: E501  sample data, one kind a line

import random
import string
from collections.abc import Callable

import pytest

from pursight.classification.checksums import CHECKS, check_named
from pursight.contracts.scans import Classification, Decision

Classify = Callable[..., Classification]
RNG = random.Random(41)


def digits(n: int) -> str:
    return "".join(RNG.choices(string.digits, k=n))


def born() -> str:
    return f"19{RNG.randint(50, 99)}{RNG.randint(1, 12):02d}{RNG.randint(1, 28):02d}"


def formed(country: str) -> str:
    """A number of a country's form, its check digits left to chance."""
    letter = RNG.choice(string.ascii_uppercase)
    return {
        "cn": lambda: (
            f"{RNG.randint(11, 65)}{digits(4)}{born()}{digits(3)}{RNG.choice('0123456789X')}"
        ),
        "sg": lambda: RNG.choice("STFG") + digits(7) + letter,
        "hk": lambda: f"{letter}{digits(6)}({RNG.choice('0123456789A')})",
        "tw": lambda: letter + RNG.choice("12") + digits(8),
        "do.cedula": lambda: f"{digits(3)}-{digits(7)}-{digits(1)}",
        "ec.ci": lambda: f"{RNG.randint(1, 24):02d}{RNG.randint(0, 5)}{digits(7)}",
    }[country]()


@pytest.mark.parametrize("country", ["cn", "sg", "hk", "tw", "do.cedula", "ec.ci"])
def test_valid_numbers_are_known_and_chance_ones_are_not(classify: Classify, country: str) -> None:
    holds = check_named(country)
    assert holds is not None
    valid: list[str] = []
    while len(valid) < 60:
        if holds(one := formed(country)):
            valid.append(one)
    found = classify("col_17", valid)
    assert (found.label, found.decision) == ("national_id", Decision.APPLIED)
    for name in ("col_17", "item_ref"):
        assert classify(name, [formed(country) for _ in range(60)]).label == "none", name


def test_own_checks_accept_one_random_number_in_so_many_as_stated() -> None:
    from pursight.classification.checksums import CHANCE

    for country in ("cn", "sg", "hk", "tw"):
        passed = sum(CHECKS[country](formed(country)) for _ in range(4_000)) / 4_000
        assert passed == pytest.approx(CHANCE[country], abs=0.03), country


@pytest.mark.parametrize(
    ("make", "country"),
    [
        (lambda: f"{RNG.randint(1, 81):02d} {''.join(RNG.choices('ABCDEFGHJK', k=2))} {RNG.randint(100, 9999)}", "TR"),
        (lambda: f"{RNG.choice('АВЕКМНОРСТУХ')}{digits(3)}{''.join(RNG.choices('АВЕКМНОРСТУХ', k=2))}{RNG.randint(10, 199)}", "RU"),
        (lambda: f"{RNG.choice('京沪粤浙苏')}{RNG.choice('ABCDE')}{''.join(RNG.choices('ABCDE0123456789', k=5))}", "CN"),
    ],
    ids=["TR", "RU", "CN"],
)  # fmt: skip
def test_plates_of_more_countries(
    classify: Classify, make: Callable[[], str], country: str
) -> None:
    found = classify("c3", [make() for _ in range(60)])
    assert (found.label, found.country) == ("license_plate", country)


@pytest.mark.parametrize(
    "make",
    [
        lambda: (
            f"{RNG.randint(1, 28):02d} {RNG.choice(['JAN', 'MAR', 'MAY', 'JUN'])} {RNG.randint(1990, 2025)}"
        ),
        lambda: (
            f"{RNG.randint(1, 28):02d} {RNG.choice(['JAN', 'MAR', 'MAY', 'JUN'])} {RNG.randint(10, 25)}"
        ),
        lambda: f"{RNG.randint(1, 12):02d} {RNG.choice(['AM', 'PM'])}",
        lambda: f"{RNG.randint(10, 80)} x {RNG.randint(100, 999)}",
        lambda: f"{RNG.randint(10, 80)} KG {RNG.randint(1, 99)}",
    ],
    ids=["date", "short date", "hour", "size", "weight"],
)
def test_dates_and_measures_are_no_plates(classify: Classify, make: Callable[[], str]) -> None:
    assert classify("c3", [make() for _ in range(60)]).label != "license_plate"


@pytest.mark.parametrize(
    ("column", "label", "values"),
    [
        ("vezetéknév", "person_name", ["Nagy", "Kovács", "Tóth", "Szabó", "Horváth", "Varga"]),
        ("prijmeni_klienta", "person_name", ["Novák", "Svoboda", "Dvořák", "Černý", "Procházka"]),
        ("фамилия", "person_name", ["Иванов", "Петров", "Сидоров", "Кузнецов", "Попов"]),
        ("姓名", "person_name", ["王伟", "李娜", "张敏", "刘洋", "陈静"]),
        ("dogum_tarihi", "date_of_birth", ["1980-02-03", "1991-12-30", "1975-07-01", "2001-01-09"]),
        ("nomor_hp", "phone", ["081234567890", "085612345678", "087812345678", "081298765432"]),
        (
            "numer_konta",
            "bank_account",
            ["61109010140000071219812874", "27114020040000300201355387"],
        ),
        ("gaji", "salary", [5_500_000, 7_250_000, 12_000_000, 4_800_000]),
        ("plaka", "license_plate", ["34 AB 1234", "06 CD 567", "35 E 1234", "01 FG 890"]),
        ("电话", "phone", ["13812345678", "13987654321", "15012345678"]),
    ],
)
def test_names_of_columns_in_more_languages(
    classify: Classify, column: str, label: str, values: list[object]
) -> None:
    assert classify(column, values * 5).label == label


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("имя_файла", [f"report_{n}.pdf" for n in range(40)]),
        ("plaka", [0, 1] * 20),
        ("strada_id", list(range(40))),
        ("telefon_numarasi_dogrulandi", [0, 1] * 20),
        ("gaji", ["", None] * 20),
        ("salariu_tip", ["net", "brut"] * 20),
        ("tanggal_lahir", [True, False] * 20),
    ],
)
def test_values_veto_what_such_a_name_says(
    classify: Classify, column: str, values: list[object]
) -> None:
    found = classify(column, values)
    assert found.decision is (Decision.NONE if any(values) else Decision.SUGGESTED)
