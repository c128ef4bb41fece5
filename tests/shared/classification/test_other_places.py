"""Names, words and numbers of many countries; dirt; and what only looks like them."""

# ruff: noqa: E501  sample data, one kind a line

import random
import string
from collections.abc import Callable, Sequence

import pytest

from pursight.classification.checksums import CHANCE, CHECKS
from pursight.classification.judging import judge
from pursight.classification.placeholders import is_placeholder, without_placeholders
from pursight.classification.thresholds import Thresholds
from pursight.contracts.features import ColumnFeatures
from pursight.contracts.scans import Classification

Classify = Callable[..., Classification]
RNG = random.Random(31)


def some(make: Callable[[], object], n: int = 60) -> list[object]:
    return [make() for _ in range(n)]


def digits(n: int) -> str:
    return "".join(RNG.choices(string.digits, k=n))


def checked(check: str, make: Callable[[], str], n: int = 40) -> list[str]:
    found: list[str] = []
    while len(found) < n:
        value = make()
        if CHECKS[check](value):
            found.append(value)
    return found


@pytest.mark.parametrize(
    ("label", "column", "values"),
    [
        ("job_title", "stillingsbetegnelse", ["xirp", "nolda", "quem", "varo"]),
        ("marital_status", "családi_állapot", ["egyedülálló", "házas", "elvált"]),
        ("gender", "pohlaví", [1, 2, 1]),
        ("salary", "maandsalaris", [2810.5, 3307.25, 4120.0]),
        ("national_id", "henkilötunnus", ["010190-12Z", "311299-9x1"]),
        ("tax_id", "USt-IdNr.", ["AB 12 99 31", "AB 13 01 88"]),
        ("postal_code", "почтовый код", ["190000", "620014"]),
        ("license_plate", "rekisteritunnus", ["ABC-123", "XYZ-9"]),
        ("phone", "رقم الهاتف", ["0501234567", "0557654321"]),
        ("person_name", "患者氏名", ["犬山一", "猫田二"]),
        ("date_of_birth", "ngày sinh", ["01/02/1990", "07/11/1971"]),
        ("medical_record_number", "nr_pacjenta", [4411200, 4411399, 4510007]),
    ],
)  # fmt: skip
def test_names_of_columns_in_other_languages(
    classify: Classify, label: str, column: str, values: Sequence[object]
) -> None:
    assert classify(column, list(values) * 9).label == label


@pytest.mark.parametrize(
    ("label", "values"),
    [
        ("gender", ["muž", "žena"]),
        ("gender", ["남", "여"]),
        ("marital_status", ["svobodný", "ženatý", "vdaná", "rozvedený"]),
        ("marital_status", ["evli", "bekar", "dul"]),
        ("religion", ["православие", "ислам", "атеизм"]),
        ("race_ethnicity", ["White - British", "Asian - Indian", "Black - African"]),
        ("sexual_orientation", ["heterossexual", "homossexual", "bissexual"]),
        ("trade_union", ["3F", "FOA", "Dansk Metal"]),
        ("political_opinion", ["Socialdemokraterna", "Moderaterna", "Centerpartiet"]),
        ("job_title", ["hemşire", "öğretmen", "muhasebeci", "şoför"]),
        ("job_title", ["nővér", "könyvelő", "tanár", "villanyszerelő"]),
        ("diagnosis", ["Vorhofflimmern", "Herzinsuffizienz", "Kreuzschmerzen", "Grippe"]),
        ("medication", ["Doliprane 1000 mg", "Levothyrox 75", "Kardegic 75 mg", "Spasfon"]),
        ("person_name", ["赵磊", "孙洋", "黄丽", "王敏", "李军", "吴杰", "周涛", "徐静"]),
        ("person_name", ["장수빈", "조철수", "이민준", "임서연", "최지우", "김하은", "박도윤", "정영희", "강현우", "윤지훈", "오수빈", "신민준"]),
        ("city", ["神戸市", "名古屋市", "川崎市", "福岡市", "札幌市"]),
        ("medication", [f"{digits(5)}-{digits(4)}-{digits(2)}" for _ in range(30)]),
        ("icd_code", ["E11.9, I10", "J45.909", "F32.1; M54.5; K21.9", "I10, N18.3"]),
        ("national_id", checked("snils", lambda: f"{digits(3)}-{digits(3)}-{digits(3)} {digits(2)}", 20)),
        ("national_id", checked("jp", lambda: digits(12))),
        ("national_id", [f"32730{RNG.randint(1, 9)}{RNG.randint(10, 28)}0{RNG.randint(1, 9)}{digits(2)}{RNG.randint(1, 99):04d}" for _ in range(40)]),
        ("bank_account", checked("nrb", lambda: digits(26), 12)),
        ("bank_account", [f"19-{digits(10)}/0800" for _ in range(30)]),
        ("address", ["Petőfi utca 12", "Kossuth Lajos út 8", "Fő tér 1", "Váci utca 99"]),
        ("address", ["вул. Хрещатик 22", "просп. Перемоги 7", "вул. Шевченка 140"]),
        ("address", ["Jl. Sudirman 45", "Gg. Melati 3", "Jalan Merdeka 112"]),
        ("phone", ["632 764 110", "632-764-112", "77 455 01 22", "601.222.333", "503 412 998", "691-300-212"]),
    ],
)  # fmt: skip
def test_values_of_other_countries_tell(
    classify: Classify, label: str, values: Sequence[str]
) -> None:
    assert classify("col_17", list(values) * 3).label == label


def test_small_columns_tell_what_they_hold(classify: Classify) -> None:
    people = ["Anna Schmidt", "Peter Müller", "Julia Weber", "Thomas Koch"]
    assert classify("c4", people).label == "person_name"
    born = ["1931-04-02", "1958-11-30", "1966-07-07", "1979-01-19", "1990-12-24"]
    assert classify("c4", born).label == "date_of_birth"


def test_few_names_that_come_again_and_again_are_rather_a_list_of_choices(
    classify: Classify,
) -> None:
    names = [
        "Anna Schmidt",
        "Peter Müller",
        "Julia Weber",
        "Thomas Koch",
        "Paul Becker",
        "Eva Wolf",
    ]
    people, chosen = classify("c4", names), classify("c4", names * 30)
    assert people.label == "person_name"
    assert chosen.confidence < people.confidence


def test_a_word_for_any_name_says_little_of_itself(classify: Classify) -> None:
    unknown = [
        "Zwischenhofen",
        "Obermatt",
        "Kleinwalden",
        "Hinterbrugg",
        "Tannegg",
        "Steinach am Bach",
    ]
    assert classify("denominazione", unknown * 3).decision == "none"


def test_words_for_nothing_do_not_count(classify: Classify) -> None:
    dirty = ["Male", "Female", "unknown", "TBD", "k.A.", "keine Angabe", *["Female", "Male"] * 3]
    assert classify("c4", dirty * 8).label == "gender"
    assert is_placeholder(" Non  Renseigné".strip())
    assert not is_placeholder("Unknown Pleasures of the Table")
    assert without_placeholders([("TBD", 9), ("a", 1)]) == [("TBD", 9), ("a", 1)]
    assert without_placeholders([("TBD", 1), ("n/v", 2)]) == [("n/v", 2)]


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("address", some(lambda: f"0x{RNG.getrandbits(32):08x}")),
        ("sin", some(lambda: round(RNG.uniform(0, 1), 6))),
        ("sin", some(lambda: f"{RNG.uniform(0, 1):.6f}")),
        ("fraction", some(lambda: round(RNG.uniform(0, 90), 6))),
        ("age", some(lambda: f"{RNG.randint(10, 59)}:{RNG.randint(10, 59)}")),
        ("weight_kg", some(lambda: round(RNG.uniform(0.1, 30), 2))),
        ("email_domain", ["gmail.com", "web.de", "yahoo.com"] * 9),
        ("animal_name", ["Nala", "Bruno", "Kiki", "Max"] * 9),
        ("gl_account", some(lambda: digits(6))),
        ("object_key", some(lambda: f"s3://bucket-{digits(2)}/part-{digits(5)}.parquet")),
        ("isin", some(lambda: f"DE{digits(10)}")),
        ("isbn", some(lambda: f"978-{RNG.randint(0, 9)}-{digits(RNG.randint(2, 6))}-{digits(4)}-{digits(1)}")),
        ("shipment_no", some(lambda: f"00340{digits(15)}")),
    ],
)  # fmt: skip
def test_what_only_looks_like_it(classify: Classify, column: str, values: Sequence[object]) -> None:
    assert classify(column, values).label == "none"


def test_weight_is_of_a_body_or_of_a_parcel(classify: Classify) -> None:
    bodies = some(lambda: round(RNG.uniform(48, 120), 1))
    parcels = some(lambda: round(RNG.uniform(0.1, 30), 2))
    assert classify("weight_kg", bodies).label == "health_measure"
    assert classify("weight_kg", parcels, table="patients").label == "health_measure"


@pytest.mark.parametrize(("shape", "label"), [("integer", "none"), ("words", "credit_card")])
def test_one_long_number_of_many_is_no_card(shape: str, label: str) -> None:
    """One in ten numbers of sixteen digits passes as a card; among words one is a find."""
    features = ColumnFeatures(
        cells=8, sampled=8, distinct=8, rare={"credit_card": 1},
        lengths=(0, 0, 0, 0, 0, 1.0, 0, 0, 0, 0), shapes={shape: 1.0},
    )  # fmt: skip
    assert judge(features, None, Thresholds()).label == label


@pytest.mark.parametrize(
    ("check", "make"),
    [
        ("snils", lambda: digits(11)),
        ("jp", lambda: digits(12)),
        ("luhn_ten", lambda: "1" + digits(9)),
        ("nrb", lambda: digits(26)),
        ("nik", lambda: digits(16)),
    ],
)
def test_a_random_number_passes_as_often_as_is_said(check: str, make: Callable[[], str]) -> None:
    share = sum(CHECKS[check](make()) for _ in range(4000)) / 4000
    assert share == pytest.approx(CHANCE[check], abs=0.05)
