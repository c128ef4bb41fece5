"""Names of columns and tables to whole tokens: case, separators, digits, abbreviations, accents."""

# ruff: noqa: E501  a table reads best with one entry a line

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache

# Words that join others in a name and say nothing themselves, in seven languages.
_JOINING = frozenset(["of", "the", "de", "del", "della", "dello", "di", "da", "do", "du", "des", "dos", "das", "le", "la", "les", "el", "los", "las", "der", "die", "das", "den", "van", "het", "und", "and", "et", "y", "e", "n", "l", "d", "a"])  # fmt: skip

ABBREVIATIONS: dict[str, str] = {
    "acc": "account", "acct": "account", "accnt": "account", "addr": "address", "adr": "address", "addrs": "address",
    "bday": "date birth", "bdate": "date birth", "birthdate": "date birth", "birthdt": "date birth", "dob": "date birth",
    "brthdt": "date birth", "dobirth": "date birth", "geb": "geburtsdatum", "gebdat": "geburtsdatum", "gebdatum": "geburtsdatum",
    "bth": "birth", "brth": "birth", "cel": "cell", "cntct": "contact", "cntry": "country", "ctry": "country",
    "cust": "customer", "dl": "driver license", "dln": "driver license number", "emp": "employee", "empl": "employee",
    "eml": "email", "emailid": "email", "e": "e", "expiration": "expiration", "exp": "exp", "fname": "first name",
    "fn": "first name", "firstnm": "first name", "lname": "last name", "ln": "last name", "lastnm": "last name",
    "mname": "middle name", "mi": "middle initial", "gndr": "gender", "gend": "gender", "sx": "sex", "hosp": "hospital",
    "hr": "heart rate", "ins": "insurance", "insur": "insurance", "lic": "license", "licence": "license", "lng": "longitude",
    "lat": "latitude", "lon": "longitude", "mob": "mobile", "mobileno": "mobile number", "mrtl": "marital",
    "natl": "national", "nbr": "number", "no": "number", "nr": "number", "num": "number", "nmbr": "number", "nummer": "number",
    "numero": "number", "nm": "name", "org": "organization", "occ": "occupation", "passwd": "password", "passwort": "password",
    "pswd": "password", "pwd": "password", "pword": "password", "psw": "password", "ph": "phone", "phn": "phone",
    "phno": "phone number", "phoneno": "phone number", "pol": "policy", "pt": "patient", "pcode": "postal code",
    "sal": "salary", "slry": "salary", "sess": "session", "ssnum": "ssn", "socsec": "social security", "soc": "social", "sec": "security",
    "str": "street", "strt": "street", "sn": "surname", "tel": "phone", "telno": "phone number", "tele": "telephone",
    "tlf": "telephone", "tfno": "phone number", "title": "title", "usr": "user", "uname": "username", "unam": "username",
    "veh": "vehicle", "vehicleid": "vehicle id", "wt": "weight", "ht": "height", "zipcd": "zip code", "zip": "zip",
    "cd": "code", "st": "state", "prov": "province", "cc": "cc", "ccn": "credit card number", "ccno": "credit card number",
    "crd": "card", "med": "medication", "meds": "medication", "diag": "diagnosis", "bld": "blood", "grp": "group",
    "typ": "type", "dte": "date", "dt": "date", "desc": "description", "descr": "description", "msg": "message",
    "img": "image", "sig": "signature", "pic": "picture", "url": "url", "www": "website", "natl_id": "national id",
    "strasse": "street", "telefonnr": "telefonnummer", "telnr": "telefonnummer", "kto": "konto", "ktonr": "kontonummer",
    "vers": "versicherung", "versnr": "versicherungsnummer", "svnr": "svnr", "nachn": "nachname", "vorn": "vorname",
    "tlfno": "phone number", "nascimento": "nascimento", "fec": "fecha", "nac": "nacimiento", "naiss": "naissance",
    "coord": "coordinate", "coords": "coordinate", "plt": "plate", "drv": "driver", "mgr": "manager", "dept": "department",
    "salesrep": "sales rep", "custname": "customer name", "empname": "employee name", "yob": "year birth", "licences": "license",
    "adresse": "adresse", "cip": "client ip", "ua": "user agent", "citystate": "city state", "rtng": "routing", "bnk": "bank",
    "amt": "amount", "comp": "company", "pymt": "payment", "contactno": "contact number", "race": "race", "ethn": "ethnicity",
    "hometel": "home phone", "worktel": "work phone", "employr": "employer", "natid": "national id", "taxid": "tax id",
    "pat": "patient", "prsn": "person", "perstel": "phone", "nat": "national",
}  # fmt: skip

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_SPLIT = re.compile(r"[^\w]+|_+")
_DIGITS = re.compile(r"(?<=[^\W\d])(?=\d)|(?<=\d)(?=[^\W\d])")


_REMEMBERED = 64
"""Characters of a text whose folding is remembered: names come again, prose does not."""

_LONGEST_COMPOUND = 64
"""Letters of a word that may be taken apart: longer ones are no words."""


def fold(text: str) -> str:
    """Lower case, no accents, single blanks: how terms are looked up in dictionaries."""
    return _fold_again(text) if len(text) <= _REMEMBERED else _fold(text)


def _fold(text: str) -> str:
    if text.isascii():
        return " ".join(text.lower().split())
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(unicodedata.normalize("NFC", plain).split())


_fold_again = lru_cache(maxsize=65_536)(_fold)


@lru_cache(maxsize=65_536)
def plain_tokens(name: str) -> tuple[str, ...]:
    """Split a name at case changes, separators and digits; folded, nothing spelled out.

    `custEmailAddr2` gives `cust email addr 2`; `HTTPServer` gives `http server`.
    """
    # NFC first: a combining accent would otherwise look like a separator.
    parts = _SPLIT.split(_CAMEL.sub("_", unicodedata.normalize("NFC", name)))
    return tuple(token for part in parts for token in _DIGITS.sub(" ", fold(part)).split() if token)


def singular(token: str) -> str:
    """Take off an English plural s; words that merely end in s keep it."""
    if (
        len(token) > 3
        and token.endswith("s")
        and not token.endswith(("ss", "us", "is", "os", "as"))
    ):
        return token[:-1]
    return token


def spelled(name: str, vocabulary: Collection[str] = frozenset()) -> tuple[str, ...]:
    """Tokens with abbreviations spelled out, joining words dropped and compounds taken apart.

    Args:
        name: As the source spells it.
        vocabulary: Words that may make up a compound (`homeaddress`); without it compounds stay.
    """
    tokens: list[str] = []
    for token in plain_tokens(name):
        if token in _JOINING and len(plain_tokens(name)) > 1:
            continue
        words = ABBREVIATIONS.get(token)
        if words is not None:
            tokens += words.split()
        elif token in vocabulary or singular(token) in vocabulary:
            tokens.append(singular(token))
        else:
            tokens += _taken_apart(token, vocabulary) or [singular(token)]
    return tuple(tokens)


def _taken_apart(token: str, vocabulary: Collection[str]) -> list[str]:
    """Split a compound that consists wholly of known words of four letters and more.

    Whole cover is what keeps `velocity` from holding a city and `candidate` a date.
    """
    if not 7 <= len(token) <= _LONGEST_COMPOUND or not token.isalpha():
        return []
    short = {"zip", "url", "key", "num", "nbr", "ssn", "dob", "tel", "id", "ip", "no", "nr"}
    best: list[list[str] | None] = [[]] + [None] * len(token)
    for end in range(2, len(token) + 1):
        for start in range(end - 1):
            before, word = best[start], token[start:end]
            if before is None or not (
                (len(word) >= 4 and (word in vocabulary or word in ABBREVIATIONS)) or word in short
            ):
                continue
            found = [*before, *ABBREVIATIONS.get(word, singular(word)).split()]
            if best[end] is None or len(found) < len(best[end] or []):
                best[end] = found
    found = best[len(token)] or []
    # Two short words are a coincidence more often than a compound.
    return found if any(len(word) >= 4 for word in found) else []
