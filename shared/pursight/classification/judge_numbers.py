"""What ranges of numbers and dates say: ages, pay, scores, births, coordinates (pure)."""

import re
from collections.abc import Callable

import numpy as np

from pursight.classification.observed import Kind, Observed
from pursight.classification.verdict import Verdict, by_patterns

_AGES = re.compile(
    r"(?:[<>\u2264\u2265]=?|under|over|unter|\u00fcber|bis|ab|moins de|plus de|menos de)? ?"
    r"\d{1,3} ?(?:(?:[-\u2013]|to|bis|a|\u00e0|tot) ?\d{1,3}|\+|s)?"
    r" ?(?:\+|[^\W\d]{1,12}\.?)?(?: [^\W\d]{1,12})?",
    re.IGNORECASE,
)
"""An age or a group of ages: `30-39`, `65+`, `under 18`, `42 years`, `5 months`."""


def birth(seen: Observed) -> Verdict:
    """Dates whose years spread as births do; parts of dates only agree with a name."""
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
        if whole
        and midnight
        and wide
        and seen.distinct >= max(5.0, 0.2 * min(seen.cells, 2000))
        and early <= 1975
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


def number_between(
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


def age(seen: Observed) -> Verdict:
    """Whole numbers up to 122, or groups such as `30-39`."""
    verdict = number_between(0, 122, "age.range", spread=5)(seen)
    grouped = seen.share_of(lambda v: _AGES.fullmatch(v) is not None) if seen.wordy else 0.0
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


def security_code(seen: Observed) -> Verdict:
    """Three or four digits that are no years."""
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


def credit_score(seen: Observed) -> Verdict:
    """Numbers in the range of the usual scores."""
    return number_between(250, 1000, "credit_score.range", spread=20)(seen)


def money(seen: Observed) -> Verdict:
    """Amounts, with or without currency; ranges of amounts."""
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


def coordinates(seen: Observed) -> Verdict:
    """Pairs, degrees, or fine decimals within 180."""
    verdict = by_patterns("gps_coordinates", seen)
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
    plausible = inside if seen.shape("integer") < 0.9 or seen.distinct < 5 else 0.35
    return Verdict(
        alone,
        plausible,
        inside if seen.shape("integer") < 0.6 else 0.4,
        inside,
        detector="gps_coordinates.range",
    )
