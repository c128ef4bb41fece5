"""Check digits: which values of a pattern hold, and how often a random one would.

A checksum that one random number in ten passes is evidence, not proof; `CHANCE` is that share.
"""

# ruff: noqa: E501  a table reads best with one entry a line

import importlib
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from hashlib import sha256

_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_VIN = {
    **{str(d): d for d in range(10)},
    **dict(zip("ABCDEFGHJKLMNPRSTUVWXYZ", (1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9), strict=True)),
}  # fmt: skip
_IBAN_LENGTHS = dict(
    pair.split(":")
    for pair in ["AD:24", "AE:23", "AL:28", "AT:20", "AZ:28", "BA:20", "BE:16", "BG:22", "BH:22", "BI:27", "BR:29", "BY:28", "CH:21", "CR:22", "CY:28", "CZ:24", "DE:22", "DJ:27", "DK:18", "DO:28", "EE:20", "EG:29", "ES:24", "FI:18", "FK:18", "FO:18", "FR:27", "GB:22", "GE:22", "GI:23", "GL:18", "GR:27", "GT:28", "HR:21", "HU:28", "IE:22", "IL:23", "IQ:23", "IS:26", "IT:27", "JO:30", "KW:30", "KZ:20", "LB:28", "LC:32", "LI:21", "LT:20", "LU:20", "LV:21", "LY:25", "MC:27", "MD:24", "ME:22", "MK:19", "MN:20", "MR:27", "MT:31", "MU:30", "NI:28", "NL:18", "NO:15", "OM:23", "PK:24", "PL:28", "PS:29", "PT:25", "QA:29", "RO:24", "RS:22", "RU:33", "SA:24", "SC:31", "SD:18", "SE:24", "SI:19", "SK:24", "SM:27", "SO:23", "ST:25", "SV:28", "TL:23", "TN:24", "TR:26", "UA:29", "VA:22", "VG:24", "XK:20"]
)  # fmt: skip
_INDONESIAN = "11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 51 52 53 61 62 63 64 65 71 72 73 74 75 76 81 82 91 92 93 94 95 96 97"
_PROVINCES = frozenset(_INDONESIAN.split())
_NOT_DIGIT = re.compile(r"\D")


def luhn_holds(digits: str) -> bool:
    """Check the last digit of a card number or similar; digits only.

    Source: ISO/IEC 7812-1:2017, annex B.
    """
    total = 0
    for place, digit in enumerate(reversed(digits)):
        number = ord(digit) - 48
        doubled = number * 2 if place % 2 else number
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0


def _card(value: str) -> bool:
    digits = _NOT_DIGIT.sub("", value)
    return 12 <= len(digits) <= 19 and luhn_holds(digits) and len(set(digits)) > 1


def _imei(value: str) -> bool:
    digits = _NOT_DIGIT.sub("", value)
    return len(digits) == 15 and luhn_holds(digits)


def iban_holds(value: str) -> bool:
    """Check country, length and the two check digits (ISO 13616, mod 97)."""
    text = value.replace(" ", "").upper()
    if _IBAN_LENGTHS.get(text[:2]) != str(len(text)) or not text.isalnum() or not text.isascii():
        return False
    return int("".join(str(int(c, 36)) for c in text[4:] + text[:4])) % 97 == 1


def _iban_first(value: str) -> bool:
    """An IBAN with words behind it that could be more of its groups."""
    text = value.replace(" ", "")
    return iban_holds(text[: int(_IBAN_LENGTHS.get(text[:2], 0))])


def _weighted(weights: str, modulus: int) -> Callable[[str], bool]:
    factors = [int(w) for w in weights]

    def holds(value: str) -> bool:
        digits = _NOT_DIGIT.sub("", value)
        return (
            len(digits) == len(factors)
            and any(c != "0" for c in digits)
            and sum(int(d) * f for d, f in zip(digits, factors, strict=True)) % modulus == 0
        )

    return holds


def _npi(value: str) -> bool:
    """NPIs are Luhn numbers behind the issuer 80840 (CMS)."""
    return len(value) == 10 and luhn_holds("80840" + value)


def _dea(value: str) -> bool:
    d = [int(c) for c in value[2:]]
    return (d[0] + d[2] + d[4] + 2 * (d[1] + d[3] + d[5])) % 10 == d[6]


def vin_holds(value: str) -> bool:
    """Check the ninth character (49 CFR 565; binding in North America only)."""
    if len(value) != 17 or not all(c in _VIN for c in value):
        return False
    weights = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
    rest = sum(_VIN[c] * w for c, w in zip(value, weights, strict=True)) % 11
    return value[8] == ("X" if rest == 10 else str(rest))


def _kvnr(value: str) -> bool:
    """German health insurance number: letter as two digits, weights 1 and 2."""
    digits = f"{ord(value[0]) - 64:02d}{value[1:9]}"
    total = 0
    for place, digit in enumerate(digits):
        product = int(digit) * (1 if place % 2 == 0 else 2)
        total += product // 10 + product % 10
    return str(total % 10) == value[9]


def _clabe(value: str) -> bool:
    weights = (3, 7, 1) * 6
    total = sum(int(d) * w % 10 for d, w in zip(value[:17], weights, strict=False))
    return str((10 - total % 10) % 10) == value[17]


def _base58(value: str) -> bool:
    number = 0
    for character in value:
        place = _BASE58.find(character)
        if place < 0:
            return False
        number = number * 58 + place
    if number >= 1 << 200:
        return False
    raw = number.to_bytes(25, "big")
    return sha256(sha256(raw[:21]).digest()).digest()[:4] == raw[21:]


def _cn(value: str) -> bool:
    """Chinese resident identity number (GB 11643-1999): ISO 7064 mod 11-2."""
    rest = sum(int(d) * (1 << (17 - at)) for at, d in enumerate(value[:17])) % 11
    return value[17].upper() == "10X98765432"[rest]


def _sg(value: str) -> bool:
    """NRIC and FIN of Singapore; those that begin with M have a table of their own."""
    series = {"S": "JZIHGFEDCBA", "T": "GFEDCBAJZIH", "F": "XWUTRQPNMLK", "G": "RQPNMLKXWUT"}
    total = sum(int(d) * w for d, w in zip(value[1:8], (2, 7, 6, 5, 4, 3, 2), strict=True))
    if value[0] == "M":
        return value[8] == "XWUTRQPNJLK"[10 - (total + 3) % 11]
    return value[8] == series[value[0]][total % 11]


def _hk(value: str) -> bool:
    """Hong Kong identity card: weights 9 to 2, a missing first letter counts as 36."""
    letters = value[: value.index("(") - 6]
    first = (36, ord(letters) - 55) if len(letters) == 1 else tuple(ord(c) - 55 for c in letters)
    places = [*first, *(int(c) for c in value[len(letters) : len(letters) + 6])]
    total = sum(n * w for n, w in zip(places, range(9, 1, -1), strict=True))
    check = value[-2]
    return (total + (10 if check == "A" else int(check))) % 11 == 0


def _tw(value: str) -> bool:
    """National identity number of Taiwan: the letter is two digits, weights 1 and 9 to 1."""
    letter = "ABCDEFGHJKLMNPQRSTUVXYWZIO".index(value[0]) + 10
    total = letter // 10 + letter % 10 * 9
    total += sum(int(d) * w for d, w in zip(value[1:], (8, 7, 6, 5, 4, 3, 2, 1, 1), strict=True))
    return total % 10 == 0


def _ten_by_luhn(value: str) -> bool:
    return len(value) == 10 and luhn_holds(value)


def _snils(value: str) -> bool:
    """Insurance number of a person in Russia: weights 9 to 1, the rest by 101, 100 counts as 0."""
    digits = _NOT_DIGIT.sub("", value)
    total = sum(int(d) * w for d, w in zip(digits[:9], range(9, 0, -1), strict=True))
    return len(digits) == 11 and total % 101 % 100 == int(digits[9:])


def _nik(value: str) -> bool:
    """Identity number of Indonesia: a province, and no running number of naught."""
    return value[:2] in _PROVINCES and value[12:] != "0000"


def _jp(value: str) -> bool:
    """Individual number of Japan (ordinance 85 of 2014, article 5)."""
    digits = _NOT_DIGIT.sub("", value)
    weights = (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
    rest = sum(int(d) * w for d, w in zip(digits[:11], weights, strict=True)) % 11
    return len(digits) == 12 and int(digits[11]) == (0 if rest <= 1 else 11 - rest)


def _nrb(value: str) -> bool:
    """Polish account number: an IBAN without its country."""
    return iban_holds("PL" + value)


CHECKS: Mapping[str, Callable[[str], bool]] = {
    "cn": _cn,
    "sg": _sg,
    "hk": _hk,
    "tw": _tw,
    "luhn_card": _card,
    "imei": _imei,
    "iban": iban_holds,
    "iban_first": _iban_first,
    "aba": _weighted("371371371", 10),
    "npi": _npi,
    "dea": _dea,
    "vin": vin_holds,
    "kvnr": _kvnr,
    "clabe": _clabe,
    "base58": _base58,
    "luhn_ten": _ten_by_luhn,
    "snils": _snils,
    "nik": _nik,
    "jp": _jp,
    "nrb": _nrb,
}
"""Our own, by name; every other name is a module of python-stdnum, such as `fr.nir`."""

CHANCE: Mapping[str, float] = {
    "luhn_card": 0.1, "imei": 0.1, "iban": 0.01, "iban_first": 0.01, "aba": 0.1, "npi": 0.1, "dea": 0.1, "vin": 0.09, "kvnr": 0.1, "clabe": 0.1,
    "base58": 0.0, "fr.nir": 0.01, "es.dni": 0.045, "es.nie": 0.045, "it.codicefiscale": 0.04, "gb.nhs": 0.09, "pl.pesel": 0.02,
    "se.personnummer": 0.1, "fi.hetu": 0.035, "no.fodselsnummer": 0.01, "nl.bsn": 0.09, "be.nn": 0.01, "br.cpf": 0.01,
    "mx.curp": 0.1, "cl.rut": 0.09, "in_.aadhaar": 0.1, "tr.tckimlik": 0.01, "za.idnr": 0.1, "ca.sin": 0.1, "ro.cnp": 0.02,
    "bg.egn": 0.02, "cz.rc": 0.02, "hr.oib": 0.1, "si.emso": 0.02, "ee.ik": 0.05, "il.idnr": 0.1, "ch.ssn": 0.1,
    "at.vnr": 0.09, "gr.amka": 0.1, "is_.kennitala": 0.09, "th.pin": 0.1, "ie.pps": 0.045, "de.idnr": 0.02, "es.cif": 0.1,
    "ar.cuit": 0.1, "it.iva": 0.1, "pt.nif": 0.1, "pl.nip": 0.1, "fr.siret": 0.1, "fr.siren": 0.1, "au.abn": 0.011, "ru.inn": 0.09,
    "cn": 0.09, "sg": 0.04, "hk": 0.09, "tw": 0.1, "ec.ci": 0.1, "do.cedula": 0.1, "ua.rntrc": 0.1, "mu.nid": 0.03,
    "luhn_ten": 0.1, "snils": 0.01, "nik": 0.4, "jp": 0.1, "nrb": 0.01,
}  # fmt: skip
"""Share of random texts of the pattern's form that pass."""


@lru_cache(maxsize=256)
def check_named(name: str) -> Callable[[str], bool] | None:
    """Find a check; None when python-stdnum, which would bring it, is not installed."""
    own = CHECKS.get(name)
    if own is not None:
        return own
    try:
        module = importlib.import_module(f"stdnum.{name}")
    except ModuleNotFoundError:
        return None
    holds: Callable[[str], bool] = module.is_valid
    return holds
