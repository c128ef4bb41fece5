"""What the values alone say about each label: how plausible, how typical, how sure (pure)."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from pursight.classification import words
from pursight.classification.observed import Kind, Observed
from pursight.contracts.scans import EvidenceKind


@dataclass(frozen=True, slots=True)
class Verdict:
    """What values say about one label.

    Attributes:
        alone: Confidence from values with a name that says nothing.
        plausible: Share of values that the label could have; low contradicts a name.
        typical: Share of values that agree with a name; 1 confirms it.
        share: Share of values that spoke, for the evidence.
        kind: Sort of evidence.
        detector: Its code.
        country: Country variant, when one stands out.
    """

    alone: float = 0.0
    plausible: float = 0.0
    typical: float = 0.0
    share: float = 0.0
    kind: EvidenceKind = EvidenceKind.SHAPE
    detector: str = "shape.values"
    country: str = ""


def ramp(share: float, low: float = 0.3, high: float = 0.85) -> float:
    """0 below `low`, 1 from `high`, straight between."""
    return min(1.0, max(0.0, (share - low) / (high - low)))


def judge(label: str, seen: Observed) -> Verdict:
    """Judge one label by the values."""
    special = _JUDGES.get(label)
    return special(seen) if special is not None else _by_patterns(label, seen)


def _by_patterns(label: str, seen: Observed) -> Verdict:
    """The common case: the label's patterns and checksums decide."""
    fit = seen.fits.get(label)
    if fit is None:
        return Verdict()
    low = 0.3 if fit.strength >= 0.5 else 0.75
    alone = fit.strength * ramp(fit.matched, low, 0.85 if fit.strength >= 0.5 else 0.97)
    if seen.distinct < 3 and fit.strength < 0.9:
        alone *= 0.6
    pattern = fit.pattern
    return Verdict(
        alone=alone,
        plausible=fit.plausible,
        typical=max(fit.typical, 0.45 * fit.plausible),
        share=fit.matched or fit.plausible,
        kind=EvidenceKind.CHECKSUM if fit.checked is not None else EvidenceKind.PATTERN,
        detector=pattern.detector if pattern is not None else f"{label}.form",
        country=pattern.country if pattern is not None and fit.matched > 0.5 else "",
    )


def _words(
    share: float, *, alone: float, plausible: float, detector: str, low: float = 0.4
) -> Verdict:
    return Verdict(
        alone=alone * ramp(share, low, 0.9),
        plausible=max(plausible, share),
        typical=ramp(share, 0.0, 0.8),
        share=share,
        kind=EvidenceKind.DICTIONARY,
        detector=detector,
    )


def _person(seen: Observed) -> Verdict:
    share = seen.person
    several = seen.share_of(lambda v: " " in v.strip() or "," in v)
    rival = max(seen.city, seen.country, seen.region, seen.job, seen.organization)
    alone = 0.93 if several > 0.6 else 0.82
    if several <= 0.6 and rival > share - 0.15:
        alone *= 0.5
    elif rival > share + 0.05:
        alone *= 0.5
    # Three names that come again and again are a list of choices.
    alone *= ramp(seen.distinct, 3, 10)
    initials = seen.share_of(words.is_initial)
    verdict = _words(
        share, alone=alone, plausible=seen.shape("words"), detector="person_name.dictionary"
    )
    if initials > 0.7:
        return Verdict(0.0, 1.0, 0.8, initials, EvidenceKind.SHAPE, "person_name.initial")
    return verdict


def _city(seen: Observed) -> Verdict:
    share = seen.city
    rival = max(seen.person, seen.country * 1.05, seen.organization, seen.job)
    alone = 0.85 if share > rival + 0.05 else 0.45 if share > rival - 0.1 else 0.2
    alone *= ramp(seen.distinct, 2, 8)
    return _words(
        share, alone=alone, plausible=seen.shape("words"), detector="city.dictionary", low=0.45
    )


def _region(seen: Observed) -> Verdict:
    names, codes = seen.region, seen.us_state
    if codes > 0.9 and seen.shape("word") > 0.9:
        alone = 0.8 * ramp(seen.distinct, 3, 9)
        return _words(codes, alone=alone, plausible=1.0, detector="region.code", low=0.9)
    rival = max(seen.city, seen.person, seen.country)
    alone = (0.85 if names >= rival else 0.5 if names > rival - 0.25 else 0.2) * ramp(
        seen.distinct, 2, 6
    )
    plausible = max(seen.shape("words"), seen.shares.get("region.alpha", 0.0))
    return _words(names, alone=alone, plausible=plausible, detector="region.dictionary", low=0.55)


def _country(seen: Observed) -> Verdict:
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
    verdict = _words(
        max(names, codes), alone=alone, plausible=plausible, detector="country.dictionary", low=0.55
    )
    return verdict


def _job(seen: Observed) -> Verdict:
    rival = max(seen.person, seen.organization)
    alone = (0.88 if seen.job > rival else 0.5) * ramp(seen.distinct, 2, 7)
    if seen.words_per_cell > 7:
        alone *= 0.3
    return _words(
        seen.job,
        alone=alone,
        plausible=seen.shape("words"),
        detector="job_title.dictionary",
        low=0.45,
    )


def _organization(seen: Observed) -> Verdict:
    alone = 0.88 * ramp(seen.distinct, 2, 6)
    if seen.words_per_cell > 7:
        alone *= 0.3
    return _words(
        seen.organization,
        alone=alone,
        plausible=seen.shape("text") * (1 - seen.shape("number")),
        detector="organization.form",
        low=0.25,
    )


def _closed(label: str, *, alone: float, core_needed: float = 0.3) -> Callable[[Observed], Verdict]:
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


_LANGUAGES = frozenset("english french german italian spanish japanese mandarin chinese portuguese russian arabic hindi korean dutch polish swedish turkish greek danish finnish norwegian czech hungarian vietnamese thai".split())  # fmt: skip


def _nationality(seen: Observed) -> Verdict:
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


def _gender(seen: Observed) -> Verdict:
    verdict = _closed("gender", alone=0.93)(seen)
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


def _marital(seen: Observed) -> Verdict:
    verdict = _closed("marital_status", alone=0.93)(seen)
    return verdict if seen.distinct <= 25 else Verdict(0.0, 0.3, 0.2, verdict.share)


def _half_closed(label: str, alone: float) -> Callable[[Observed], Verdict]:
    def verdict(seen: Observed) -> Verdict:
        share = seen.share_of(lambda v: words.has_head(label, v))
        sure = alone * ramp(seen.distinct, 1, 5)
        if seen.words_per_cell > 9:
            sure *= 0.5
        fit = _words(
            share,
            alone=sure,
            plausible=0.8 * seen.shape("text") * (1 - seen.shape("number")),
            detector=f"{label}.vocabulary",
            low=0.3,
        )
        return fit

    return verdict


def _birth(seen: Observed) -> Verdict:
    dated = max(
        seen.shape("date"), seen.shape("midnight"), 1.0 if seen.kind is Kind.MOMENT else 0.0
    )
    parts = max(seen.shape("year"), seen.shape("compact_date"))
    years = seen.years
    small = (
        seen.kind is Kind.INTEGER
        and len(seen.numbers)
        and seen.numbers[0] >= 1
        and seen.numbers[-1] <= 31
    )
    if small:
        return Verdict(0.0, 0.9, 0.7, 1.0)
    if not len(years) or max(dated, parts) < 0.5:
        return Verdict(plausible=max(dated, parts))
    early, late = np.quantile(years, 0.1), np.quantile(years, 0.95)
    plausible_years = float(np.mean((years >= 1900) & (years <= 2026)))
    whole = seen.kind is Kind.MOMENT or dated > 0.9
    midnight = seen.shape("midnight") > 0.95 or seen.shape("date") > 0.95
    wide = late - early >= 15 and early <= 1985 and late <= 2016 and years[0] >= 1890
    alone = (
        0.62 * plausible_years
        if whole and midnight and wide and seen.distinct >= 8 and early <= 1975
        else 0.0
    )
    recent = float(np.mean(years >= 2019))
    return Verdict(
        alone=alone,
        plausible=max(dated, parts) * (1.0 if recent < 0.9 else 0.5),
        typical=plausible_years * (1.0 if recent < 0.5 else 0.4),
        share=max(dated, parts),
        detector="date_of_birth.years",
    )


def _number_between(
    low: float, high: float, detector: str, *, spread: float = 0.0, forms: tuple[str, ...] = ()
) -> Callable[[Observed], Verdict]:
    """A number's range: it agrees with a name, and proves nothing without one."""

    def verdict(seen: Observed) -> Verdict:
        numbers = seen.numbers
        formed = max((seen.shape(form) for form in forms), default=0.0)
        if not len(seen.sample) or (not len(numbers) and formed < 0.3):
            return Verdict()
        inside = float(((numbers >= low) & (numbers <= high)).sum()) / len(seen.sample)
        wide = (
            len(numbers) > 0
            and float(np.quantile(numbers, 0.95) - np.quantile(numbers, 0.05)) >= spread
        )
        share = max(inside, formed)
        return Verdict(
            0.0,
            share,
            share * (1.0 if wide or formed > inside or seen.distinct < 5 else 0.6),
            share,
            detector=detector,
        )

    return verdict


def _age(seen: Observed) -> Verdict:
    verdict = _number_between(0, 122, "age.range", spread=5)(seen)
    grouped = (
        seen.share_of(lambda v: any(c.isdigit() for c in v) and len(v) <= 14) if seen.wordy else 0.0
    )
    if len(seen.numbers) and seen.numbers[-1] > 150 and verdict.share < 0.97:
        return Verdict(0.0, 0.2, 0.1, verdict.share)
    if verdict.plausible >= 0.7:
        return verdict
    return Verdict(
        0.0,
        max(verdict.plausible, 0.9 * grouped),
        max(verdict.typical, 0.7 * grouped),
        max(verdict.share, grouped),
    )


def _security_code(seen: Observed) -> Verdict:
    digits = seen.shares.get("card_security_code.digits", 0.0)
    unpadded = (
        seen.shape("integer")
        if seen.kind is Kind.INTEGER and len(seen.numbers) and seen.numbers[-1] <= 9999
        else 0.0
    )
    years = seen.shape("year")
    if years > 0.6:
        return Verdict(plausible=0.1)
    return Verdict(
        0.0,
        max(digits, unpadded),
        max(digits, unpadded),
        digits,
        detector="card_security_code.digits",
    )


def _credit_score(seen: Observed) -> Verdict:
    return _number_between(250, 1000, "credit_score.range", spread=20)(seen)


def _money(seen: Observed) -> Verdict:
    ranges = seen.share_of(lambda v: any(c.isdigit() for c in v)) if seen.wordy else 0.0
    share = max(seen.shape("money"), seen.shape("number"), 0.9 * ranges)
    large = len(seen.numbers) > 0 and float(np.median(np.abs(seen.numbers))) > 1.5
    return Verdict(
        0.0,
        share,
        share * (1.0 if large or not len(seen.numbers) else 0.5),
        share,
        detector="money.form",
    )


def _coordinates(seen: Observed) -> Verdict:
    verdict = _by_patterns("gps_coordinates", seen)
    if verdict.alone >= 0.6:
        return verdict
    numbers = seen.numbers
    if len(numbers) < 0.8 * len(seen.sample) or not len(numbers):
        return verdict
    inside = float(np.mean(np.abs(numbers) <= 180.0))
    decimals = seen.share_of_decimals()
    fine = decimals >= 0.8 and inside > 0.99
    spread = float(numbers[-1] - numbers[0])
    alone = (
        0.56
        if fine and seen.distinct >= 10 and spread >= 5 and float(np.abs(numbers).max()) > 20
        else 0.0
    )
    plausible = inside if decimals > 0.1 or seen.distinct < 5 else 0.35
    return Verdict(
        alone,
        plausible,
        inside if decimals > 0.4 else 0.4,
        inside,
        detector="gps_coordinates.range",
    )


def _username(seen: Observed) -> Verdict:
    verdict = _by_patterns("username", seen)
    distinct = ramp(seen.distinct, 2, 8)
    single = 1.0 - seen.share_of(lambda v: " " in v.strip()) if seen.wordy else 0.3
    mails = seen.shares.get("email.cell", 0.0)
    plausible = max(verdict.plausible, mails) * single
    formed = max(
        seen.shares.get("username.letters_digits", 0.0), seen.shares.get("username.dotted", 0.0)
    )
    mixed = seen.share_of(lambda v: v[-1:].isdigit() or "." in v or "_" in v)
    lower = seen.share_of(lambda v: v == v.lower() and v[:1].isalpha())
    # What people choose: some end in digits, some hold a dot, none looks like a code.
    own = 0.55 if lower > 0.95 and formed > 0.8 and 0.3 < mixed and seen.shape("hex") < 0.1 else 0.0
    alone = max(verdict.alone if verdict.alone > 0.5 else 0.0, own) * distinct
    return Verdict(
        alone,
        plausible,
        plausible * distinct if single > 0.5 else 0.0,
        formed or plausible,
        detector="username.form",
    )


def _medical(seen: Observed) -> Verdict:
    fit = _by_patterns("health_measure", seen)
    return Verdict(
        fit.alone,
        max(fit.plausible, 0.5 * seen.shape("text")),
        fit.typical,
        fit.share,
        fit.kind,
        fit.detector,
    )


def _photo(seen: Observed) -> Verdict:
    verdict = _by_patterns("photo", seen)
    if seen.pictures > 0.5 * max(1, seen.cells):
        return Verdict(0.7, 1.0, 1.0, 1.0, EvidenceKind.PATTERN, "photo.magic")
    if seen.kind is Kind.BINARY:
        return Verdict(0.0, 0.9, 0.7, 1.0)
    links = max(
        seen.shares.get("url.cell", 0.0), seen.shares.get("photo.file", 0.0), seen.shape("opaque")
    )
    return Verdict(
        verdict.alone,
        max(verdict.plausible * 0.5, links),
        max(links, verdict.typical),
        links,
        verdict.kind,
        verdict.detector,
    )


def _free_text(seen: Observed) -> Verdict:
    if not seen.cells:
        return Verdict()
    prose = seen.prose_cells / seen.cells
    hits = sum(seen.entities.values())
    share = min(1.0, hits / max(1, seen.prose_cells))
    alone = 0.0
    if hits and prose >= 0.3:
        alone = 0.55 + 0.4 * ramp(share, 0.0, 0.3) if share >= 0.02 else 0.45
        alone *= ramp(prose, 0.1, 0.5)
    return Verdict(
        alone,
        prose,
        prose * (0.3 + 0.7 * ramp(share, 0.0, 0.05)),
        share,
        EvidenceKind.LANGUAGE,
        "free_text_pii.entities",
    )


def _password(seen: Observed) -> Verdict:
    fit = _by_patterns("password", seen)
    numeric = seen.kind in {Kind.INTEGER, Kind.FRACTION}
    one_word = 1.0 - seen.share_of(lambda v: v.count(" ") > 1) if seen.wordy else 1.0
    plausible = fit.plausible * one_word * (0.6 if numeric else 1.0)
    return Verdict(
        fit.alone,
        plausible,
        max(fit.typical, 0.75 * plausible) if seen.distinct > 2 else 0.3,
        fit.share,
        fit.kind,
        fit.detector,
    )


_JUDGES: dict[str, Callable[[Observed], Verdict]] = {
    "person_name": _person,
    "city": _city,
    "region": _region,
    "country": _country,
    "job_title": _job,
    "organization": _organization,
    "gender": _gender,
    "marital_status": _marital,
    "race_ethnicity": _closed("race_ethnicity", alone=0.9),
    "religion": _closed("religion", alone=0.92),
    "political_opinion": _closed("political_opinion", alone=0.9),
    "sexual_orientation": _closed("sexual_orientation", alone=0.93),
    "trade_union": _closed("trade_union", alone=0.88),
    "nationality": _nationality,
    "diagnosis": _half_closed("diagnosis", 0.88),
    "medication": _half_closed("medication", 0.9),
    "date_of_birth": _birth,
    "age": _age,
    "card_security_code": _security_code,
    "credit_score": _credit_score,
    "salary": _money,
    "income": _money,
    "gps_coordinates": _coordinates,
    "username": _username,
    "health_measure": _medical,
    "photo": _photo,
    "free_text_pii": _free_text,
    "password": _password,
}
