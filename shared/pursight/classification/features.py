"""A column's evidence to features without values (pure)."""

import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pursight.classification.column_names import (
    STRONG,
    NameEvidence,
    Surroundings,
    lexicon,
    read_name,
)
from pursight.classification.decide import Candidate, weigh
from pursight.classification.observed import Observed
from pursight.classification.patterns.catalogue import VERSION
from pursight.classification.tokens import plain_tokens, spelled
from pursight.contracts.features import (
    BUCKETS,
    CLASSES,
    LENGTHS,
    MOST_LABELS,
    ColumnFeatures,
    LabelEvidence,
    LanguageEvidence,
)

_FAINT = 0.02
_MOST_PIECES = 48
_MOST_TOKENS = 24
_CHARACTERS = 20_000
"""So many characters of the sample are counted by class; more change no share by a digit."""


@dataclass(frozen=True, slots=True)
class NamesAround:
    """A column's own name, its table's, and those of the columns beside it."""

    column: str
    table: str = ""
    neighbours: tuple[str, ...] = ()


def features_of(
    seen: Observed,
    names: Mapping[str, NameEvidence],
    around: Surroundings,
    called: NamesAround,
    *,
    candidates: Sequence[Candidate] | None = None,
    language: LanguageEvidence | None = None,
) -> ColumnFeatures:
    """Measure what the column model and any later judgement need, rounded so that no value shows.

    Args:
        seen: The sampled values, measured.
        names: What the column's name and comment say.
        around: What the table is about.
        called: The names themselves; tokens that no lexicon knows leave only as hashes.
        candidates: As `weigh` made them; made here when missing.
        language: What Presidio found.
    """
    weighed = weigh(seen, names, around) if candidates is None else candidates
    words = lexicon().words
    return ColumnFeatures(
        patterns=VERSION,
        kind=seen.kind.value,
        cells=seen.cells,
        sampled=len(seen.sample),
        distinct=round(seen.distinct),
        distinct_share=_share(min(1.0, seen.distinct / seen.cells)) if seen.cells else 0.0,
        complete=seen.complete,
        lengths=_lengths(seen.sample),
        characters=_characters(seen.sample),
        shapes={
            name.removeprefix("shape."): _share(share)
            for name, share in seen.shares.items()
            if name.startswith("shape.") and share >= 0.005
        },
        prose_cells=seen.prose_cells,
        names_in_prose=_share(seen.names_share),
        entities={label: n for label, n in sorted(seen.entities.items()) if n},
        rare=dict(sorted(seen.rare.items())),
        labels=tuple(_evidence(one, seen) for one in _speaking(weighed)),
        language=language,
        tokens=_known(called.column, words),
        pieces=pieces(called.column),
        table_tokens=_known(called.table, words | _colours()),
        people=around.people,
        things=around.things,
        health=around.health,
        neighbours=_neighbours(called.neighbours),
    )


def pieces(name: str) -> tuple[int, ...]:
    """Hash whole tokens of a name and runs of three and four letters of each into buckets."""
    found: set[int] = set()
    for token in plain_tokens(name)[:8]:
        framed = f"<{token[:32]}>"
        found.add(_bucket(framed))
        found.update(
            _bucket(framed[at : at + size])
            for size in (3, 4)
            for at in range(max(0, len(framed) - size + 1))
        )
    for word in spelled(name)[:8]:
        found.add(_bucket(f"<{word[:32]}>"))
    return tuple(sorted(found)[:_MOST_PIECES])


def _bucket(text: str) -> int:
    return zlib.crc32(text.encode()) % BUCKETS


def _known(name: str, words: frozenset[str]) -> tuple[str, ...]:
    return tuple(token for token in spelled(name, lexicon().words) if token in words)[:_MOST_TOKENS]


def _colours() -> frozenset[str]:
    colours = lexicon().colours
    return frozenset().union(*(colours[name] for name in ("people", "things", "health")))


def _neighbours(names: tuple[str, ...]) -> dict[str, int]:
    told = Counter(
        label
        for name in names
        for label, said in read_name(name).items()
        if said.strength >= 0.9 * STRONG
    )
    return dict(sorted(told.items()))


def _speaking(weighed: Sequence[Candidate]) -> list[Candidate]:
    """The labels worth keeping: the best, and what the name says though the values do not."""
    # The later in the alphabet first among equals: so the best was always chosen.
    ordered = sorted(weighed, key=lambda one: (one.order, one.label), reverse=True)
    strong = [one for one in ordered if one.order >= _FAINT][: MOST_LABELS - 2]
    rest = [one for one in ordered if one not in strong and (one.vetoed or one.name is not None)]
    rest.sort(key=lambda one: not one.vetoed)
    return strong + rest[: MOST_LABELS - len(strong)]


def _evidence(one: Candidate, seen: Observed) -> LabelEvidence:
    verdict, name = one.verdict, one.name
    fit = seen.fits.get(one.label) if seen.sample else None
    checked = fit.checked if fit is not None else None
    counted = seen.everywhere.get(verdict.detector)
    examined = seen.cells if counted is not None else len(seen.sample)
    matched = counted if counted is not None else round(verdict.share * len(seen.sample))
    return LabelEvidence(
        label=one.label,
        order=round(one.order, 4),
        confidence=round(one.confidence, 4),
        strength=round(min(1.0, max(0.0, one.strength)), 4),
        named=round(min(1.0, max(0.0, one.named)), 4),
        alone=round(min(1.0, verdict.alone), 4),
        plausible=_share(verdict.plausible),
        typical=round(min(1.0, verdict.typical), 4),
        share=_share(verdict.share),
        checked=None if checked is None else _share(checked[0] / max(1, checked[1])),
        kind=verdict.kind.value,
        detector=verdict.detector,
        matched=min(matched, examined),
        examined=examined,
        country=verdict.country,
        origin=name.origin if name is not None else "",
        tokens=(name.tokens + name.against)[:_MOST_TOKENS] if name is not None else (),
        vetoed=one.vetoed,
    )


def _share(share: float) -> float:
    """Two digits: enough to judge by, too few to be a value."""
    return round(min(1.0, max(0.0, share)), 2)


def _lengths(sample: Sequence[tuple[str, int]]) -> tuple[float, ...]:
    if not sample:
        return ()
    counts = np.bincount(
        np.searchsorted(LENGTHS, [len(value) for value, _ in sample]), minlength=len(LENGTHS) + 1
    )
    return tuple(_share(count / len(sample)) for count in counts.tolist())


def _classes() -> "np.typing.NDArray[np.uint8]":
    table = np.full(256, CLASSES.index("other"), np.uint8)
    table[33:127] = CLASSES.index("sign")
    table[[9, 10, 13, 32]] = CLASSES.index("blank")
    for name, first, last in (("lower", "a", "z"), ("upper", "A", "Z"), ("digit", "0", "9")):
        table[ord(first) : ord(last) + 1] = CLASSES.index(name)
    return table


_CLASS_OF = _classes()


def _characters(sample: Sequence[tuple[str, int]]) -> tuple[float, ...]:
    text = "".join(value[:200] for value, _ in sample)[:_CHARACTERS]
    if not text:
        return ()
    codes = np.frombuffer(text.encode("utf-32-le", "replace"), np.uint32)
    counts = np.bincount(_CLASS_OF[np.minimum(codes, 255)], minlength=len(CLASSES))
    return tuple(_share(count / len(codes)) for count in counts.tolist())
