"""What dictionaries and closed vocabularies say: people, places, work, beliefs, health (pure)."""

# ruff: noqa: E501  word lists stay whole

from collections.abc import Callable

from pursight.classification import words
from pursight.classification.observed import Kind, Observed
from pursight.classification.verdict import Verdict, by_patterns, ramp
from pursight.contracts.scans import EvidenceKind


def _words(
    share: float,
    *,
    alone: float,
    plausible: float,
    detector: str,
    low: float = 0.4,
    high: float = 0.9,
) -> Verdict:
    return Verdict(
        alone=alone * ramp(share, low, max(high, low + 0.05)),
        plausible=max(plausible, share),
        typical=ramp(share, 0.0, 0.8),
        share=share,
        kind=EvidenceKind.DICTIONARY,
        detector=detector,
    )


def person(seen: Observed) -> Verdict:
    """Names of people, whole or in part, against every rival reading."""
    share = seen.person
    several = seen.share_of(lambda v: " " in v.strip() or "," in v)
    rival = max(seen.city, seen.country, seen.region, seen.job, seen.organization)
    alone = 0.93 if several > 0.6 else 0.82
    if several <= 0.6 and rival > share - 0.15:
        alone *= 0.5
    elif rival > share + 0.05 or seen.organization > 0.25:
        alone *= 0.4
    # Three names that come again and again are a list of choices; few whole ones that hardly do
    # are those of a short table.
    few = min(3.0, 0.3 * seen.cells)
    short = several > 0.6 and seen.distinct > 0.5 * seen.cells
    alone *= ramp(seen.distinct, few, 2.0 * few if short else 10.0)
    initials = seen.share_of(words.is_initial)
    verdict = _words(
        share,
        alone=alone,
        plausible=seen.shape("words"),
        detector="person_name.dictionary",
        low=0.3 if several > 0.6 else 0.4,
        high=0.9 if several > 0.6 else 0.84,
    )
    if initials > 0.7:
        return Verdict(0.0, 1.0, 0.8, initials, EvidenceKind.SHAPE, "person_name.initial")
    return verdict


def city(seen: Observed) -> Verdict:
    """Known places, and what is formed like one."""
    share = seen.city
    rival = max(seen.person, seen.country * 1.05, seen.organization, seen.job)
    alone = 0.85 if share > rival + 0.05 else 0.45 if share > rival - 0.1 else 0.2
    alone *= ramp(seen.distinct, 1, 5)
    return _words(
        share,
        alone=alone,
        plausible=seen.shape("words"),
        detector="city.dictionary",
        low=0.45,
        high=0.84,
    )


def region(seen: Observed) -> Verdict:
    """States and provinces by name, or by the codes of North America and Australia."""
    names, codes = seen.region, seen.us_state
    if codes > 0.9 and seen.shape("word") > 0.9:
        alone = 0.8 * ramp(seen.distinct, 3, 9)
        return _words(codes, alone=alone, plausible=1.0, detector="region.code", low=0.9)
    rival = max(seen.city, seen.person, seen.country)
    alone = (0.85 if names >= rival else 0.5 if names > rival - 0.25 else 0.2) * ramp(
        seen.distinct, 2, 6
    )
    plausible = max(seen.shape("words"), seen.shares.get("region.alpha", 0.0))
    if seen.distinct <= 15 and max(names, codes) < 0.15:
        plausible *= 0.3  # a handful of words, none a region: states of a process
    if seen.city >= 0.6 and names < 0.3:
        plausible *= 0.3
    return _words(names, alone=alone, plausible=plausible, detector="region.dictionary", low=0.55)


def country(seen: Observed) -> Verdict:
    """Countries by name or code."""
    names, codes = seen.country, seen.country_code
    if codes > 0.9 and names < 0.5:
        three = seen.share_of(lambda v: len(v) == 3) > 0.5
        alone = (0.78 if three else 0.62) * ramp(seen.distinct, 2, 7)
        if not three and seen.us_state > 0.95:
            alone *= 0.5
        return _words(codes, alone=alone, plausible=1.0, detector="country.code", low=0.85)
    rival = max(seen.person, seen.city * 0.95)
    alone = 0.92 if names > rival else 0.4
    plausible = max(seen.shape("words"), seen.shares.get("country.alpha", 0.0))
    if max(names, codes) < 0.15:
        plausible *= 0.35  # the dictionary knows all countries
    return _words(
        max(names, codes), alone=alone, plausible=plausible, detector="country.dictionary", low=0.55
    )


def job(seen: Observed) -> Verdict:
    """Occupations."""
    rival = max(seen.person, seen.organization)
    alone = (0.88 if seen.job > rival else 0.5) * ramp(seen.distinct, 1, 4)
    if seen.words_per_cell > 7:
        alone *= 0.3
    return _words(
        seen.job,
        alone=alone,
        plausible=seen.shape("words"),
        detector="job_title.dictionary",
        low=0.45,
    )


def organization(seen: Observed) -> Verdict:
    """Companies and institutions by their legal form."""
    alone = 0.88 * ramp(seen.distinct, 2, 6)
    if seen.words_per_cell > 7:
        alone *= 0.3
    return _words(
        seen.organization,
        alone=alone,
        plausible=seen.shape("text") * (1 - seen.shape("number")),
        detector="organization.form",
        low=0.2,
        high=0.6,
    )


def closed(label: str, *, alone: float, core_needed: float = 0.3) -> Callable[[Observed], Verdict]:
    """A closed vocabulary: nearly all cells are terms of it, and some are terms of it alone."""

    def verdict(seen: Observed) -> Verdict:
        def exact(value: str) -> bool:
            return words.in_vocabulary(label, value)

        share = min(seen.share_of(exact), seen.share_of(exact, by_cell=True))
        core = seen.share_of(lambda v: words.in_core(label, v), by_cell=True)
        sure = alone if core >= core_needed and seen.distinct >= 2 else 0.0
        if label != "nationality" and seen.distinct > 60:
            sure *= 0.4
        return Verdict(
            alone=sure * ramp(share, 0.6, 0.92),
            plausible=max(share, 0.6 * seen.shape("words")),
            typical=share,
            share=share,
            kind=EvidenceKind.DICTIONARY,
            detector=f"{label}.vocabulary",
        )

    return verdict


_LANGUAGES = frozenset(["english", "french", "german", "italian", "spanish", "japanese", "mandarin", "chinese", "portuguese", "russian", "arabic", "hindi", "korean", "dutch", "polish", "swedish", "turkish", "greek", "danish", "finnish", "norwegian", "czech", "hungarian", "vietnamese", "thai"])  # fmt: skip


def nationality(seen: Observed) -> Verdict:
    """Demonyms; a list of nothing but large languages is more likely one of languages."""
    share = seen.share_of(lambda v: words.in_vocabulary("nationality", v))
    languages = seen.share_of(lambda v: v.lower() in _LANGUAGES)
    alone = (0.88 if languages < 0.8 else 0.42) * ramp(seen.distinct, 1, 5)
    codes = max(seen.country, seen.country_code)
    return Verdict(
        alone=alone * ramp(share, 0.6, 0.92),
        plausible=max(share, codes, 0.6 * seen.shape("words")),
        typical=max(share, 0.9 * codes),
        share=share,
        kind=EvidenceKind.DICTIONARY,
        detector="nationality.vocabulary",
    )


def gender(seen: Observed) -> Verdict:
    """Words for gender in many languages; the bare letters only as a pair."""
    verdict = closed("gender", alone=0.93)(seen)
    letters = {value.lower().strip(".") for value, _ in seen.sample}
    if (
        2 <= seen.distinct <= 5
        and letters
        and letters <= {"m", "f", "w", "u", "o", "x", "d", "h"}
        and "m" in letters
        and letters & {"f", "w"}
    ):
        return Verdict(0.82, 1.0, 1.0, 1.0, EvidenceKind.DICTIONARY, "gender.letters")
    if seen.distinct > 25:
        return Verdict(
            verdict.alone * 0.3,
            verdict.plausible,
            verdict.typical * 0.5,
            verdict.share,
            verdict.kind,
            verdict.detector,
        )
    if seen.distinct <= 4 and seen.kind is Kind.INTEGER:
        return Verdict(0.0, 0.8, 0.6, 1.0)
    return verdict


def marital(seen: Observed) -> Verdict:
    """Words for marital status."""
    verdict = closed("marital_status", alone=0.93)(seen)
    return verdict if seen.distinct <= 25 else Verdict(0.0, 0.3, 0.2, verdict.share)


def half_closed(label: str, alone: float) -> Callable[[Observed], Verdict]:
    """A vocabulary that never ends: a known word in the cell is enough."""

    def verdict(seen: Observed) -> Verdict:
        share = seen.share_of(lambda v: words.has_head(label, v))
        sure = alone * ramp(seen.distinct, 1, 5)
        if seen.words_per_cell > 9:
            sure *= 0.5
        coded = by_patterns(label, seen)
        if coded.alone > 0.5:
            return coded
        return _words(
            share,
            alone=sure,
            plausible=0.8 * seen.shape("text") * (1 - seen.shape("number")),
            detector=f"{label}.vocabulary",
            low=0.3,
        )

    return verdict
