"""One judge a label: which of the values' properties count for it (pure)."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from pursight.classification import judge_numbers as numbers
from pursight.classification import judge_words as wording
from pursight.classification import words
from pursight.classification.observed import Kind, Observed
from pursight.classification.verdict import Verdict, by_patterns, ramp
from pursight.contracts.scans import EvidenceKind

_MOST_DIGITS = 18
"""E.164 has fifteen, and there may be an extension."""

_SMALL = 40
"""Of dozens of internet addresses some begin with more."""

_DIGIT = re.compile(r"\d")
_GROUPED = re.compile(r"\+?[\d(][\d ()./-]{6,20}")
_ADDRESS = re.compile(
    r"(?!0x)(?=.*[^\W\d_]{3})[^@]+|.*[\u3040-\ud7af].*"
    r"|\d{1,5} ?[A-Za-z]?(?:[-/ ]\d{1,4} ?[A-Za-z]?)?"
)
"""A word, a house number, or anything in scripts without blanks; no pointer, no e-mail address."""


def judge(label: str, seen: Observed) -> Verdict:
    """Judge one label by the values."""
    special = _JUDGES.get(label)
    return special(seen) if special is not None else by_patterns(label, seen)


def _username(seen: Observed) -> Verdict:
    verdict = by_patterns("username", seen)
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
    of_people = seen.share_of(words.handle_likeness)
    chosen = lower > 0.9 and formed > 0.1 and mixed > 0.12 and seen.shape("hex") < 0.1
    own = 0.75 * ramp(of_people, 0.35, 0.7) if chosen and single > 0.98 and mails < 0.1 else 0.0
    if mails > 0.5:
        return Verdict(0.0, 0.9, 0.5, mails, detector="username.email")
    alone = max(verdict.alone if verdict.alone > 0.5 else 0.0, own) * distinct
    return Verdict(
        alone,
        plausible,
        plausible * distinct if single > 0.5 else 0.0,
        formed or plausible,
        detector="username.form",
    )


def _phone(seen: Observed) -> Verdict:
    verdict = by_patterns("phone", seen)
    # Dates with a leading zero, and numbers of another kind whose check digits hold.
    if seen.shape("date") > 0.6 or seen.shape("compact_date") > 0.9:
        return Verdict(plausible=0.1)
    long = sum(sum(c.isdigit() for c in value) > _MOST_DIGITS for value, _ in seen.sample)
    if long > 0.3 * max(1, len(seen.sample)):
        return Verdict(plausible=0.1)
    codes = max(
        seen.shares.get("bank_routing.sort_code", 0.0), seen.shares.get("postal_code.zip9", 0.0)
    )
    alone = max(verdict.alone, _variously_grouped(seen))
    return replace(verdict, alone=alone * (0.3 if codes > 0.9 else 1.0))


def _variously_grouped(seen: Observed) -> float:
    """Numbers of one length that people group as they please are telephone numbers.

    What a machine gives out (order, part and account numbers) has one form.
    """
    forms = Counter(_DIGIT.sub("9", value) for value, _ in seen.sample if _GROUPED.fullmatch(value))
    total = sum(forms.values())
    signs = len({c for form in forms for c in form if c in " -./("})
    if total < max(5, 0.9 * len(seen.sample)) or len(forms) < 3 or signs < 2:
        return 0.0
    lengths = Counter(form.count("9") for form in forms.elements())
    same = sum(count for _, count in lengths.most_common(2)) / total
    parted = sum(n for form, n in forms.items() if not form.isdigit()) / total
    return 0.7 * ramp(same, 0.8, 0.95) * ramp(parted, 0.2, 0.5)


def _address(seen: Observed) -> Verdict:
    """Streets have words or house numbers: addresses of memory, mail and networks have none."""
    verdict = by_patterns("address", seen)
    fitting = seen.share_of(lambda v: _ADDRESS.fullmatch(v) is not None) if seen.wordy else 1.0
    return replace(
        verdict, plausible=verdict.plausible * fitting, typical=verdict.typical * fitting
    )


def _ip(seen: Observed) -> Verdict:
    """Four numbers that are all small are versions: addresses begin anywhere up to 223."""
    verdict = by_patterns("ip_address", seen)
    parts = [v.split(".") for v, _ in seen.sample if v.count(".") == 3 and ":" not in v]
    firsts = {int(part[0]) for part in parts if part[0].isdigit()}
    if len(firsts) < 4 or len(parts) < 8 or max(firsts) > _SMALL:
        return verdict
    return replace(verdict, alone=verdict.alone * 0.45)


def _plate(seen: Observed) -> Verdict:
    """Plates of one state look like article numbers; many forms side by side are plates."""
    verdict = by_patterns("license_plate", seen)
    forms = Counter(re.sub(r"[A-Z]", "A", re.sub(r"\d", "9", value)) for value, _ in seen.sample)
    loose = seen.shares.get("license_plate.us_other", 0.0)
    if (
        len(forms) >= 5
        and forms.most_common(1)[0][1] < 0.6 * len(seen.sample)
        and len(seen.sample) >= 20
    ):
        parted = seen.share_of(lambda v: v == v.upper() and (" " in v or "-" in v))
        sized = seen.share_of(lambda v: 5 <= len(v) <= 9 and any(c.isdigit() for c in v))
        various = (
            0.6
            * ramp(parted, 0.2, 0.4)
            * ramp(max(loose, verdict.share), 0.6, 0.9)
            * ramp(sized, 0.7, 0.95)
        )
        return replace(verdict, alone=max(verdict.alone, various))
    return verdict


def _medical(seen: Observed) -> Verdict:
    fit = by_patterns("health_measure", seen)
    return Verdict(
        fit.alone,
        max(fit.plausible, 0.5 * seen.shape("text")),
        fit.typical,
        fit.share,
        fit.kind,
        fit.detector,
    )


def _photo(seen: Observed) -> Verdict:
    verdict = by_patterns("photo", seen)
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
    share = max(min(1.0, hits / max(1, seen.prose_cells)), seen.names_share)
    alone = 0.0
    if (hits or seen.names_share) and prose >= 0.3:
        alone = 0.52 + 0.43 * ramp(share, 0.04, 0.3) if share >= 0.04 else 0.4
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
    fit = by_patterns("password", seen)
    numeric = seen.kind in {Kind.INTEGER, Kind.FRACTION}
    chosen = seen.share_of(words.looks_chosen)
    own = 0.82 * ramp(chosen, 0.3, 0.7) * ramp(seen.distinct, 3, 10)
    one_word = 1.0 - seen.share_of(lambda v: v.count(" ") > 1) if seen.wordy else 1.0
    plausible = fit.plausible * one_word * (0.6 if numeric else 1.0)
    return Verdict(
        max(fit.alone, own),
        plausible,
        max(fit.typical, 0.75 * plausible) if seen.distinct > 2 else 0.3,
        fit.share,
        fit.kind,
        fit.detector,
    )


_JUDGES: dict[str, Callable[[Observed], Verdict]] = {
    "person_name": wording.person,
    "city": wording.city,
    "region": wording.region,
    "country": wording.country,
    "job_title": wording.job,
    "organization": wording.organization,
    "gender": wording.gender,
    "marital_status": wording.marital,
    "race_ethnicity": wording.closed("race_ethnicity", alone=0.9),
    "religion": wording.closed("religion", alone=0.92),
    "political_opinion": wording.closed("political_opinion", alone=0.9),
    "sexual_orientation": wording.closed("sexual_orientation", alone=0.93),
    "trade_union": wording.closed("trade_union", alone=0.88),
    "nationality": wording.nationality,
    "diagnosis": wording.half_closed("diagnosis", 0.88),
    "medication": wording.half_closed("medication", 0.9),
    "date_of_birth": numbers.birth,
    "age": numbers.age,
    "card_security_code": numbers.security_code,
    "credit_score": numbers.credit_score,
    "salary": numbers.money,
    "income": numbers.money,
    "gps_coordinates": numbers.coordinates,
    "phone": _phone,
    "address": _address,
    "ip_address": _ip,
    "license_plate": _plate,
    "username": _username,
    "health_measure": _medical,
    "photo": _photo,
    "free_text_pii": _free_text,
    "password": _password,
}
