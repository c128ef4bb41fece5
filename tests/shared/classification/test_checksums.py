"""Check digits hold for real numbers and break with one digit."""

import pytest

from pursight.classification.checksums import CHANCE, CHECKS, check_named
from pursight.classification.patterns.catalogue import PATTERNS

REAL = {
    "luhn_card": ["4111111111111111", "3782 822463 10005", "5555-5555-5555-4444"],
    "imei": ["490154203237518"],
    "iban": [
        "DE89370400440532013000",
        "GB82 WEST 1234 5698 7654 32",
        "FR1420041010050500013M02606",
    ],
    "aba": ["021000021", "011401533"],
    "npi": ["1234567893"],
    "dea": ["AB1234563"],
    "vin": ["1M8GDM9AXKP042788", "11111111111111111"],
    "kvnr": ["A123456780"],
    "clabe": ["032180000118359719"],
    "base58": ["1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"],
    "pl.pesel": ["44051401359"],
    "gb.nhs": ["943 476 5919"],
    "it.codicefiscale": ["RCCMNL83S18D969H"],
    "cn": ["11010519491231002X", "440524188001010014"],
    "sg": ["S1234567D", "F1234567N"],
    "hk": ["A123456(3)", "C668668(9)"],
    "tw": ["A123456789"],
    "ec.ci": ["1714307103"],
    "do.cedula": ["00113918205"],
    "ua.rntrc": ["1759013776"],
}


@pytest.mark.parametrize(("name", "number"), [(n, v) for n, values in REAL.items() for v in values])
def test_a_real_number_holds_and_a_changed_one_does_not(name: str, number: str) -> None:
    holds = check_named(name)
    assert holds is not None
    assert holds(number)
    at = max(i for i, c in enumerate(number) if c.isdigit())
    broken = number[:at] + str((int(number[at]) + 1) % 10) + number[at + 1 :]
    assert not holds(broken)


def test_every_check_of_a_pattern_exists_and_its_chance_is_known() -> None:
    for pattern in PATTERNS:
        if pattern.check:
            assert check_named(pattern.check) is not None, pattern.detector
            assert pattern.check in CHANCE, pattern.detector
    assert set(CHECKS) <= set(CHANCE)


def test_an_unknown_check_is_absent() -> None:
    assert check_named("xx.nothing") is None
