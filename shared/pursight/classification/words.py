"""Dictionaries of names, places, occupations and closed vocabularies: what a cell is in words."""

# ruff: noqa: E501  a table reads best with one entry a line

import gzip
import importlib.resources
import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache

from pursight.classification.patterns.countries import ALPHA2, ALPHA3
from pursight.classification.tokens import fold

TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "dr",
        "prof",
        "sir",
        "dame",
        "lord",
        "lady",
        "rev",
        "hon",
        "capt",
        "col",
        "lt",
        "sgt",
        "herr",
        "frau",
        "hr",
        "fr",
        "dipl.-ing",
        "dipl",
        "ing",
        "univ.prof",
        "univ",
        "priv.doz",
        "mag",
        "m",
        "mme",
        "mlle",
        "monsieur",
        "madame",
        "sr",
        "sra",
        "srta",
        "don",
        "dona",
        "dott",
        "dott.ssa",
        "sig",
        "sig.ra",
        "sigra",
        "avv",
        "dhr",
        "mevr",
        "mw",
        "ir",
        "drs",
        "jr",
        "sr",
        "ii",
        "iii",
        "iv",
        "md",
        "phd",
        "dds",
        "dvm",
        "esq",
        "cpa",
        "rn",
        "ba",
        "bsc",
        "msc",
        "b.sc",
        "m.sc",
        "b.a",
        "b.eng",
        "mba",
        "pan",
        "pani",
        "g-n",
        "г-н",
        "г-жа",
        "тов",
        "дон",
        "инж",
        "проф",
        "b.a.",
        "ddr",
        "doc",
        "mudr",
        "judr",
        "bc",
        "mgr",
        "rndr",
        "phdr",
        "пан",
        "пані",
        "κ",
        "hajj",
        "hajji",
        "shri",
        "smt",
        "dra",
        "drg",
        "s.e",
        "s.pd",
        "s.h",
        "m.kom",
        "s.kom",
    ]
)
_SEPARATOR = re.compile(r"[\s,]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_EASTERN_NAME = re.compile(r"[\u4e00-\u9fff]{2,3}|[\uac00-\ud7af]{3}")
"""A family name of one character with a given name of one or two; in Korea mostly of two."""

_EASTERN_CITY = re.compile(r"[\u3040-\u9fff]{1,6}[市区町村县縣]|[\uac00-\ud7af]{1,5}[시군구]")
_PATRONYMIC = re.compile(
    r"[^\W\d_]{3,}(?:sson|sdottir|escu|enko|ovic|evic|oglu|shvili|yan|wicz|czyk|czak|owski|owska|ewski|ewska|inski|inska"
    r"|ova|yev|eva|енко|ова|ева|ский|ская|чук|юк|πουλοσ|πουλου|ιδησ|αδησ|ακησ|ακη|ιου)|(?:mc|mac|fitz)[^\W\d_]{4,}"
)
"""What surnames of several languages end or begin with, and few other words."""

_CITY_SHAPE = re.compile(
    r"(?:(?:north|south|east|west|new|lake|port|san|santa|saint|sainte|st|los|las|bad|ober|unter|gross|klein|nova|novo|sao|sesto|settimo|borgo|quarto|nueva|vieja|nya|ny|sankt) [a-z' -]+"
    r"|[a-z']+(?:town|ton|land|ville|berg|burgh|borough|bury|view|port|mouth|stad|stadt|furt|chester|fort|haven|side|shire|burg|heim|hausen|dorf|bach|boeuf|nec|dan|grad|gorod|hus|by|ham|ford|dale|wick|field)"
    r"|[a-z-]+-(?:sur|les|la|le|en|am|an|im|bei|sous|de)-[a-z-]+"
    r"|[a-z' ]+ (?:city|village|heights|beach|springs|hills|terme|ligure|umbro|calabro|veneto|salentino|laziale|a mare|nell'emilia|lido|sardo|del friuli|da serra|de minas|das flores|do sul|do norte|de goias|do campo|do galho|da mata|grande|alegre|verde|da prata|dos dourados|de da cunha|paulista|de cardoso))"
)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """One closed vocabulary: whole cells, whole words, ends of words."""

    exact: frozenset[str] = frozenset()
    core: frozenset[str] = frozenset()
    heads: frozenset[str] = frozenset()
    stems: tuple[str, ...] = ()


@lru_cache(maxsize=16)
def names_in(file: str) -> frozenset[str]:
    """Read one shipped dictionary of folded terms."""
    data = importlib.resources.files("pursight.classification").joinpath(f"data/{file}.txt.gz")
    return frozenset(gzip.decompress(data.read_bytes()).decode().split("\n"))


@lru_cache(maxsize=1)
def vocabularies() -> dict[str, Vocabulary]:
    """Read the closed vocabularies."""
    folder = importlib.resources.files("pursight.classification")
    table: dict[str, dict[str, str]] = tomllib.loads(
        folder.joinpath("data/terms.toml").read_text("utf-8")
    )

    def terms(text: str) -> frozenset[str]:
        return frozenset(fold(term) for term in text.replace("\n", "").split("|") if term.strip())

    result = {
        name: Vocabulary(
            terms(part.get("exact", "")),
            terms(part.get("core", "")),
            terms(part.get("heads", "")),
            tuple(part.get("stems", "").split("|")) if part.get("stems") else (),
        )
        for name, part in table.items()
    }
    heads = folder.joinpath("data/jobs_heads.txt").read_text("utf-8").split()
    result["job_title"] = Vocabulary(heads=frozenset(heads))
    return result


@lru_cache(maxsize=1)
def _codes() -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(ALPHA2.split("|")), frozenset(ALPHA3.split("|"))


def is_country(value: str) -> bool:
    """A country's name in one of thirty languages."""
    return fold(value) in names_in("countries")


def is_country_code(value: str) -> bool:
    """A country's code of two or three capital letters."""
    two, three = _codes()
    return value in two or value in three


def is_region(value: str) -> bool:
    """A name or code of a state, province, county or the like."""
    folded = fold(value)
    words = vocabularies()
    return folded in names_in("regions") or folded in words["region"].exact


def is_us_state(value: str) -> bool:
    """A two-letter code of a state of North America or Australia."""
    return fold(value) in vocabularies()["us_state_codes"].exact


def city_likeness(value: str) -> float:
    """1 for a known place, 0.7 for what is formed like one, else 0."""
    folded = fold(value.split(",", maxsplit=1)[0]) if len(value) < 80 else ""
    if not folded or any(c.isdigit() for c in folded):
        return 0.0
    if folded in names_in("cities") or _EASTERN_CITY.fullmatch(folded):
        return 1.0
    return 0.7 if _CITY_SHAPE.fullmatch(folded) else 0.0


def job_likeness(value: str) -> float:
    """1 for a known occupation or one built around a known head word, else 0."""
    if len(value) > 90 or value.isdigit():
        return 0.0
    folded = fold(value)
    if folded in names_in("jobs"):
        return 1.0
    words = [w.strip(".,()") for w in re.split(r"[\s/,()&-]+", folded)]
    return (
        1.0
        if 1 <= len(words) <= 8 and any(w in vocabularies()["job_title"].heads for w in words)
        else 0.0
    )


_PARTICLES = frozenset("de van der la del di da dos von bin al los le den ten".split())  # noqa: SIM905


def person_likeness(value: str) -> float:
    """How much a cell looks like (a part of) a person's name, 0 to 1."""
    if not 2 <= len(value) <= 70 or any(c.isdigit() for c in value):
        return 0.0
    if _CJK.search(value):
        return _eastern(value)
    words = [w.strip(".,'’()\"") for w in _SEPARATOR.split(fold(value))]
    words = [w for w in words if w and w not in TITLES]
    if not 1 <= len(words) <= 6 or not all(_WORD.fullmatch(w) for w in words):
        return 0.0
    given, family = names_in("given_names"), names_in("surnames")
    known = [w for w in words if len(w) > 1 and _known(w, given, family)]
    if len(words) == 1:
        return _single(value, words[0]) if known else 0.0
    long = [w for w in words if len(w) > 1 and w not in _PARTICLES]
    if not long or (value == value.lower() and value.isascii()):
        return 0.3 if long and len(known) == len(long) else 0.0
    fraction = len(known) / len(long)
    half = 0.8 if fraction >= 0.5 and len(words) <= 4 else 0.0
    return 1.0 if fraction >= 0.99 else half


def _single(value: str, word: str) -> float:
    """One known word: a name if it is written like one and is not also a colour or a month."""
    if word in vocabularies()["common_words"].exact:
        return 0.3
    return 1.0 if value[:1] != value[:1].lower() or not value.isascii() else 0.6


def _known(word: str, given: frozenset[str], family: frozenset[str]) -> bool:
    if word in given or word in family or _PATRONYMIC.fullmatch(word):
        return True
    parts = re.split(r"[-'’]", word)
    return len(parts) > 1 and all(p in given or p in family or len(p) <= 2 for p in parts)


def _eastern(value: str) -> float:
    """Chinese, Japanese and Korean names: family name first, mostly without a blank."""
    text = fold(value)
    given, family = names_in("given_names"), names_in("surnames")
    if " " in text:
        words = text.split()
        return 1.0 if len(words) == 2 and (words[0] in family or words[1] in given) else 0.0
    if text in family or text in given:
        return 1.0
    if text[:1] in vocabularies()["eastern_families"].exact and _EASTERN_NAME.fullmatch(text):
        return 1.0 if text[1:] in given else 0.8
    return max(
        (
            1.0 if text[cut:] in given else 0.7
            for cut in (1, 2)
            if 2 <= len(text) <= 5 and text[:cut] in family and text[cut:]
        ),
        default=0.0,
    )


def is_initial(value: str) -> bool:
    """One letter, with or without a dot."""
    return len(value.strip(".")) == 1 and value[0].isalpha()


_FILE_END = re.compile(r"\.(?:[a-z]{2,4}|mp3|mp4|7z|h5)$")


def handle_likeness(value: str) -> float:
    """1 when a sign-in name is made of a person's name (`jsmith`, `anna.lopez`, `mueller84`)."""
    if not 3 <= len(value) <= 32 or " " in value or _FILE_END.search(value):
        return 0.0
    parts = [p for p in re.split(r"[\d._-]+", fold(value.lstrip("@"))) if len(p) >= 3]
    given, family = names_in("given_names"), names_in("surnames")
    return (
        1.0
        if any(
            p in given
            or p in family
            or p[1:] in family
            or p[:-1] in given
            or p[2:] in family
            or _two_names(p, given, family)
            for p in parts
        )
        else 0.0
    )


def _two_names(word: str, given: frozenset[str], family: frozenset[str]) -> bool:
    return any(
        (word[:at] in given and word[at:] in family) or (word[:at] in family and word[at:] in given)
        for at in range(3, len(word) - 2)
    )


def looks_chosen(value: str) -> bool:
    """A password as rules ask for it: lower, upper, digit and sign, without a blank."""
    return (
        6 <= len(value) <= 40
        and any(c.islower() for c in value)
        and any(c.isupper() for c in value)
        and any(c.isdigit() for c in value)
        and any(c in "!#$%^&*()?@<>{}[]|~" for c in value)
        and " " not in value
    )


def in_vocabulary(name: str, value: str) -> bool:
    """Whether the whole cell is a term of a closed vocabulary."""
    return fold(value) in vocabularies()[name].exact


def in_core(name: str, value: str) -> bool:
    """Whether the whole cell is a term that hardly any other vocabulary has."""
    return fold(value) in vocabularies()[name].core


def has_head(name: str, value: str) -> bool:
    """Whether a word of the cell belongs to, or ends like those of, a half-closed vocabulary."""
    vocabulary = vocabularies()[name]
    words = [w.strip(".,;:()[]") for w in re.split(r"[\s/,()]+", fold(value))]
    return any(
        w in vocabulary.heads or (len(w) >= 7 and vocabulary.stems and w.endswith(vocabulary.stems))
        for w in words
    )


_PARTNERS = re.compile(
    r"[^\W\d_]+(?:['’-][^\W\d_]+)*, [^\W\d_]+(?:['’-][^\W\d_]+)* (?:and|und|et|y|e|en|&) [^\W\d_]+(?:['’-][^\W\d_]+)*|[^\W\d_]+ & [^\W\d_]+"
)


def is_organization(value: str) -> bool:
    """A cell with a legal form or another word that only names of organisations hold."""
    if not 2 <= len(value) <= 90:
        return False
    folded = fold(value)
    vocabulary = vocabularies()["organization"]
    if folded in vocabulary.exact:
        return True
    words = folded.replace(",", " ").split()
    named = sum(len(w) >= 2 and w.isalpha() and w not in vocabulary.heads for w in words)
    if named and any(w in vocabulary.heads for w in words):
        return True
    return _PARTNERS.fullmatch(value) is not None
