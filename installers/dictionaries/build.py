"""Build the dictionaries of names and places that classification ships.

Run by hand when a source has a new version: `python installers/dictionaries/build.py`. Needs Faker
(MIT), phonenumbers (Apache-2.0) and Babel (BSD; CLDR data under the Unicode licence).
The output is deterministic for given versions of the three.
"""

import gzip
import importlib
import pkgutil
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

import babel
import faker.providers.address
import faker.providers.job
import faker.providers.person
from phonenumbers.geodata import GEOCODE_DATA

DATA = Path(__file__).parents[2] / "shared/pursight/classification/data"

COUNTRY_LANGUAGES = [
    "en",
    "de",
    "fr",
    "es",
    "it",
    "pt",
    "nl",
    "pl",
    "sv",
    "da",
    "nb",
    "fi",
    "cs",
    "sk",
    "hu",
    "ro",
    "hr",
    "sl",
    "el",
    "tr",
    "ru",
    "uk",
    "bg",
    "ja",
    "zh",
    "ko",
    "ar",
    "he",
    "id",
    "vi",
]

# Words that geodata and Faker list as places but that are common words of other columns.
NO_PLACE = frozenset(
    ["mobile", "pager", "national", "unknown", "other", "central", "eastern", "western"]
)


def fold(text: str) -> str:
    """Spell a term as the classifier looks it up: lower case, no accents, single blanks."""
    plain = "".join(
        c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c)
    )
    return " ".join(unicodedata.normalize("NFC", plain).split())


def terms_of(package: object, prefixes: tuple[str, ...]) -> Iterator[str]:
    """Yield the strings in class attributes of all locales whose names begin so."""
    path, name = package.__path__, package.__name__  # type: ignore[attr-defined]
    for module in pkgutil.iter_modules(path):
        provider = importlib.import_module(f"{name}.{module.name}").Provider
        for attribute in dir(provider):
            if attribute.startswith(prefixes):
                yield from strings(getattr(provider, attribute))


def strings(value: object) -> Iterator[str]:
    """Yield the strings of a tuple, list, mapping or nesting of them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from strings(list(value))
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from strings(item)


def cleaned(terms: Iterable[str], *, shortest: int = 2, words: int = 5) -> list[str]:
    """Fold, drop templates and oddities, sort."""
    folded = {fold(term) for term in terms if "{" not in term and "%" not in term}
    return sorted(
        term
        for term in folded
        if shortest <= len(term) <= 50
        and len(term.split()) <= words
        and not any(c.isdigit() for c in term)
        and any(c.isalpha() for c in term)
    )


def place_names() -> tuple[list[str], list[str]]:
    """Cities and regions out of the telephone prefixes' geography and Faker's real lists."""
    cities: set[str] = set()
    regions: set[str] = set()
    for by_language in GEOCODE_DATA.values():
        for text in by_language.values():
            parts = re.split(r"[,，、]\s*", text)
            for city in re.split(r"/| & ", re.sub(r"\s*\(.*?\)", "", parts[0])):
                if not re.search(r"\b(Region|Province|County|District|Area|State|region)\b", city):
                    cities.add(city.strip())
            regions.update(p for p in parts[1:2] if len(p) > 3)
    cities.update(
        terms_of(faker.providers.address, ("cities", "city_names", "municipalit", "towns"))
    )
    regions.update(
        terms_of(
            faker.providers.address,
            (
                "states",
                "state",
                "provinc",
                "region",
                "count",
                "district",
                "departments",
                "prefectures",
                "cantons",
                "voivodeship",
                "land",
            ),
        )
    )
    regions -= set(terms_of(faker.providers.address, ("countries", "country")))
    return (
        [c for c in cleaned(cities, shortest=3, words=4) if c not in NO_PLACE],
        cleaned(regions, words=4),
    )


def countries() -> list[str]:
    """Names of the world's territories in thirty languages."""
    names = set(terms_of(faker.providers.address, ("countries",)))
    for language in COUNTRY_LANGUAGES:
        for code, name in babel.Locale(language).territories.items():
            if len(code) == 2 and code not in {"EU", "EZ", "QO", "ZZ", "XA", "XB"}:
                names.add(name)
    return cleaned(names, shortest=3, words=7)


def write(name: str, terms: list[str]) -> None:
    """Write one term a line, compressed without a time stamp."""
    data = gzip.compress("\n".join(terms).encode(), 9, mtime=0)
    (DATA / f"{name}.txt.gz").write_bytes(data)
    print(f"{name}: {len(terms)} terms, {len(data)} bytes")  # noqa: T201  a tool for a terminal


def main() -> None:
    """Write all dictionaries."""
    cities, regions = place_names()
    write(
        "given_names",
        cleaned(terms_of(faker.providers.person, ("first_name", "given", "middle_name"))),
    )
    write("surnames", cleaned(terms_of(faker.providers.person, ("last_name",))))
    write("cities", cities)
    write("regions", regions)
    write("countries", countries())
    write("jobs", cleaned(terms_of(faker.providers.job, ("jobs",)), shortest=3, words=10))


if __name__ == "__main__":
    main()
