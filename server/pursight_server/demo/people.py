"""Invented people of nine countries, the same ones on every run."""

import random
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from faker import Faker

SEED = 20_260_101
BORN_FROM, BORN_TO = date(1944, 1, 1), date(2006, 12, 31)

LOCALES = {
    "US": ("en_US", 28),
    "GB": ("en_GB", 14),
    "DE": ("de_DE", 14),
    "FR": ("fr_FR", 11),
    "ES": ("es_ES", 8),
    "IT": ("it_IT", 8),
    "NL": ("nl_NL", 7),
    "PL": ("pl_PL", 5),
    "SE": ("sv_SE", 5),
}
"""Country code: Faker's locale and how many in a hundred live there."""

CALLING_CODES = {
    "US": "1", "GB": "44", "DE": "49", "FR": "33", "ES": "34",
    "IT": "39", "NL": "31", "PL": "48", "SE": "46",
}  # fmt: skip
MAIL_HOSTS = ("example.com", "example.org", "example.net", "mail.example", "post.example")
STREET_WORDS = re.compile(r"[\r\n]+")


@dataclass(frozen=True, slots=True)
class Person:
    """One invented person."""

    number: int
    country: str
    first_name: str
    last_name: str
    gender: str
    born: date
    email: str
    phone: str
    street: str
    postal_code: str
    city: str


def people(count: int, *, seed: int = SEED) -> Iterator[Person]:
    """Yield `count` people; the first n are the same whatever the count."""
    choose = random.Random(seed)  # noqa: S311  invented data, not secrets
    voices = {country: Faker(locale) for country, (locale, _) in LOCALES.items()}
    for country, voice in voices.items():
        voice.seed_instance(f"{seed}-{country}")
    countries, weights = list(LOCALES), [share for _, share in LOCALES.values()]
    days = (BORN_TO - BORN_FROM).days
    for number in range(1, count + 1):
        country = choose.choices(countries, weights)[0]
        voice = voices[country]
        gender = choose.choice("FM")
        first = voice.first_name_female() if gender == "F" else voice.first_name_male()
        last = voice.last_name()
        yield Person(
            number=number,
            country=country,
            first_name=first,
            last_name=last,
            gender=gender,
            born=BORN_FROM + timedelta(days=choose.randrange(days)),
            email=f"{_ascii(first)}.{_ascii(last)}{number % 97 or ''}@{choose.choice(MAIL_HOSTS)}",
            phone=_phone(country, choose),
            street=STREET_WORDS.sub(", ", voice.street_address()),
            postal_code=voice.postcode(),
            city=voice.city(),
        )


def _ascii(name: str) -> str:
    plain = unicodedata.normalize(
        "NFKD", name.replace("ß", "ss").replace("ł", "l").replace("Ł", "L")
    )
    return re.sub(r"[^a-z]", "", plain.encode("ascii", "ignore").decode().lower()) or "someone"


def _phone(country: str, choose: random.Random) -> str:
    if country == "US":
        return f"+1 ({choose.randint(212, 989)}) 555-{choose.randint(0, 9999):04}"
    area, line = choose.randint(20, 98), choose.randint(100_000, 9_999_999)
    return f"+{CALLING_CODES[country]} {area} {line}"
