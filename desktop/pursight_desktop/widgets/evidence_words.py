"""What speaks for a label and what against it, in plain sentences without a value (pure)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from pursight.contracts.scans import Evidence, EvidenceKind
from pursight_desktop.language.codes import inside
from pursight_desktop.language.countries import country_name
from pursight_desktop.language.plural import tr
from pursight_desktop.widgets.words import count, label_words, quoted, share

translate = QCoreApplication.translate

_THINGS: Mapping[str, object] = {
    "email": QT_TRANSLATE_NOOP("Things", "e-mail addresses"),
    "phone": QT_TRANSLATE_NOOP("Things", "telephone numbers"),
    "address": QT_TRANSLATE_NOOP("Things", "postal addresses"),
    "city": QT_TRANSLATE_NOOP("Things", "names of cities"),
    "region": QT_TRANSLATE_NOOP("Things", "states or provinces"),
    "country": QT_TRANSLATE_NOOP("Things", "countries"),
    "postal_code": QT_TRANSLATE_NOOP("Things", "postal codes"),
    "person_name": QT_TRANSLATE_NOOP("Things", "names of people"),
    "date_of_birth": QT_TRANSLATE_NOOP("Things", "dates of birth"),
    "age": QT_TRANSLATE_NOOP("Things", "ages of people"),
    "gender": QT_TRANSLATE_NOOP("Things", "genders of people"),
    "race_ethnicity": QT_TRANSLATE_NOOP("Things", "race or ethnic origin"),
    "religion": QT_TRANSLATE_NOOP("Things", "religious beliefs"),
    "nationality": QT_TRANSLATE_NOOP("Things", "nationalities"),
    "marital_status": QT_TRANSLATE_NOOP("Things", "marital status"),
    "political_opinion": QT_TRANSLATE_NOOP("Things", "political opinions"),
    "sexual_orientation": QT_TRANSLATE_NOOP("Things", "sexual orientation"),
    "trade_union": QT_TRANSLATE_NOOP("Things", "trade union memberships"),
    "job_title": QT_TRANSLATE_NOOP("Things", "job titles"),
    "organization": QT_TRANSLATE_NOOP("Things", "names of organisations"),
    "us_ssn": QT_TRANSLATE_NOOP("Things", "US social security numbers"),
    "national_id": QT_TRANSLATE_NOOP("Things", "national identity numbers"),
    "tax_id": QT_TRANSLATE_NOOP("Things", "tax numbers"),
    "passport": QT_TRANSLATE_NOOP("Things", "passport numbers"),
    "driver_license": QT_TRANSLATE_NOOP("Things", "driving licence numbers"),
    "npi": QT_TRANSLATE_NOOP("Things", "US National Provider Identifiers"),
    "dea": QT_TRANSLATE_NOOP("Things", "US DEA registration numbers"),
    "voter_id": QT_TRANSLATE_NOOP("Things", "voter numbers"),
    "credit_card": QT_TRANSLATE_NOOP("Things", "payment card numbers"),
    "card_security_code": QT_TRANSLATE_NOOP("Things", "security codes of payment cards"),
    "card_expiry": QT_TRANSLATE_NOOP("Things", "expiry dates of payment cards"),
    "iban": QT_TRANSLATE_NOOP("Things", "IBANs"),
    "swift_bic": QT_TRANSLATE_NOOP("Things", "SWIFT or BIC codes"),
    "bank_account": QT_TRANSLATE_NOOP("Things", "bank account numbers"),
    "bank_routing": QT_TRANSLATE_NOOP("Things", "bank routing numbers"),
    "crypto_wallet": QT_TRANSLATE_NOOP("Things", "addresses of cryptocurrency wallets"),
    "salary": QT_TRANSLATE_NOOP("Things", "salaries"),
    "income": QT_TRANSLATE_NOOP("Things", "incomes"),
    "credit_score": QT_TRANSLATE_NOOP("Things", "credit scores"),
    "medical_record_number": QT_TRANSLATE_NOOP("Things", "medical record numbers"),
    "icd_code": QT_TRANSLATE_NOOP("Things", "ICD diagnosis codes"),
    "diagnosis": QT_TRANSLATE_NOOP("Things", "diagnoses"),
    "medication": QT_TRANSLATE_NOOP("Things", "medicines"),
    "health_measure": QT_TRANSLATE_NOOP("Things", "health measurements"),
    "blood_type": QT_TRANSLATE_NOOP("Things", "blood groups"),
    "insurance_id": QT_TRANSLATE_NOOP("Things", "health insurance numbers"),
    "password": QT_TRANSLATE_NOOP("Things", "passwords or their hashes"),
    "api_key": QT_TRANSLATE_NOOP("Things", "API keys"),
    "jwt": QT_TRANSLATE_NOOP("Things", "JSON Web Tokens"),
    "private_key": QT_TRANSLATE_NOOP("Things", "private keys"),
    "connection_string": QT_TRANSLATE_NOOP("Things", "connection strings"),
    "session_token": QT_TRANSLATE_NOOP("Things", "session tokens"),
    "username": QT_TRANSLATE_NOOP("Things", "user names"),
    "social_handle": QT_TRANSLATE_NOOP("Things", "social network handles"),
    "url": QT_TRANSLATE_NOOP("Things", "web addresses"),
    "ip_address": QT_TRANSLATE_NOOP("Things", "IP addresses"),
    "mac_address": QT_TRANSLATE_NOOP("Things", "MAC addresses"),
    "device_id": QT_TRANSLATE_NOOP("Things", "device identifiers"),
    "user_agent": QT_TRANSLATE_NOOP("Things", "browser user agents"),
    "cookie": QT_TRANSLATE_NOOP("Things", "browser cookies"),
    "gps_coordinates": QT_TRANSLATE_NOOP("Things", "geographic coordinates"),
    "vin": QT_TRANSLATE_NOOP("Things", "vehicle identification numbers"),
    "license_plate": QT_TRANSLATE_NOOP("Things", "number plates"),
    "photo": QT_TRANSLATE_NOOP("Things", "pictures of people"),
    "biometric": QT_TRANSLATE_NOOP("Things", "biometric data"),
    "signature": QT_TRANSLATE_NOOP("Things", "signatures"),
    "free_text_pii": QT_TRANSLATE_NOOP("Things", "texts with personal data"),
    "none": QT_TRANSLATE_NOOP("Things", "nothing sensitive"),
}

# Verbs in the past tense: they fit one value as well as many, and a scan tells of what was.
_CLAIMS: Mapping[EvidenceKind, object] = {
    EvidenceKind.PATTERN: QT_TRANSLATE_NOOP("Evidence", "{values} had the form of {things}."),
    EvidenceKind.CHECKSUM: QT_TRANSLATE_NOOP(
        "Evidence", "{values} had the form and the right check digits of {things}."
    ),
    EvidenceKind.DICTIONARY: QT_TRANSLATE_NOOP(
        "Evidence", "{values} stood in the dictionary of {things}."
    ),
    EvidenceKind.LANGUAGE: QT_TRANSLATE_NOOP("Evidence", "{values} read like {things}."),
    EvidenceKind.SHAPE: QT_TRANSLATE_NOOP("Evidence", "{values} looked like {things}."),
    EvidenceKind.TYPE: QT_TRANSLATE_NOOP("Evidence", "The column's type fits {things}."),
    EvidenceKind.VETO: QT_TRANSLATE_NOOP(
        "Evidence", "The values contradict the name: {values} could be {things} at all."
    ),
    EvidenceKind.MODEL: QT_TRANSLATE_NOOP(
        "Evidence", "By its names, its form and its neighbours it is like columns of {things}."
    ),
    EvidenceKind.NAME: "",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One observation in words.

    Attributes:
        sentence: With its full stop.
        speaks_for: False for one that speaks against the label.
        weight: How much it counts, 0 to 1.
        share: Of the values looked at that fit; None where no values were counted.
        label: Of which it speaks.
        detector: Which part of the scan said it.
    """

    sentence: str
    speaks_for: bool
    weight: float
    share: float | None
    label: str
    detector: str


def things(label: str) -> str:
    """Name what a column with this label holds: e-mail addresses."""
    known = _THINGS.get(label)
    return translate("Things", str(known)) if known else inside(label_words(label))


def question(column: str, label: str, table: str = "") -> str:
    """Ask a person what is to be decided: Does customer.email hold e-mail addresses?"""
    name = f"{table}.{column}" if table else column
    if label in ("", "none"):
        return translate("Evidence", "What does {name} hold?").format(name=name)
    asked = translate("Evidence", "Does {name} hold {things}?")
    return asked.format(name=name, things=things(label))


def reasons(evidence: Iterable[Evidence | Mapping[str, object]]) -> tuple[Reason, ...]:
    """Word every observation; what counts most comes first, what speaks against comes last.

    Args:
        evidence: As in a row of a classification; what a newer scan calls by names that are not
            known here is left out.
    """
    told: dict[tuple[str, str], Reason] = {}
    for one in evidence:
        read = _read(one)
        if read is None:
            continue
        reason = _word(read)
        key = (reason.sentence, reason.label)
        if key not in told or told[key].weight < reason.weight:
            told[key] = reason
    return tuple(sorted(told.values(), key=lambda r: (not r.speaks_for, -r.weight)))


def entities_sentence(entities: Mapping[str, int]) -> str:
    """Say what was recognised in prose: names of people in 42 texts, IBANs in 3; or nothing."""
    ranked = sorted(((n, label) for label, n in entities.items() if n > 0), reverse=True)
    if not ranked:
        return ""
    first, rest = ranked[0], ranked[1:]
    begin = tr("{things} in {n} texts", None, first[0])
    told = [begin.format(things=things(first[1]), n=count(first[0]))]
    told += [
        translate("Evidence", "{things} in {n}").format(things=things(label), n=count(n))
        for n, label in rest
    ]
    return translate("Evidence", "Recognised: {list}.").format(list=", ".join(told))


def country_sentence(country: str | None) -> str:
    """Say of which country a form is, or nothing: The form is that of Germany."""
    if not country:
        return ""
    territory = QLocale.codeToTerritory(country)
    known = territory is not QLocale.Country.AnyCountry
    name = country_name(QLocale.territoryToString(territory)) if known else country
    return translate("Evidence", "The form is the one used in {country}.").format(country=name)


def sure(confidence: float) -> str:
    """Say how sure a confidence is: very sure, fairly sure, unsure."""
    if confidence >= 0.9:
        return translate("Evidence", "very sure")
    if confidence >= 0.7:
        return translate("Evidence", "fairly sure")
    return translate("Evidence", "unsure")


def _read(one: Evidence | Mapping[str, object]) -> Evidence | None:
    if isinstance(one, Evidence):
        return one
    try:
        return Evidence.model_validate(one)
    except ValueError:
        return None


def _word(one: Evidence) -> Reason:
    part = one.matched / one.examined if one.matched is not None and one.examined else None
    speaks_for = one.weight > 0 and one.kind is not EvidenceKind.VETO
    return Reason(
        _sentence(one, speaks_for=speaks_for),
        speaks_for,
        min(1.0, abs(one.weight)),
        part,
        one.label,
        one.detector,
    )


def _sentence(one: Evidence, *, speaks_for: bool) -> str:
    if one.kind is EvidenceKind.NAME:
        return _of_the_name(one, speaks_for=speaks_for)
    if one.kind is EvidenceKind.VETO and 2 * (one.matched or 0) >= (one.examined or 1):
        # two or three repeated choices: each could be it, all of them together are not
        said = translate(
            "Evidence", "Too few different values for {things}, whatever the name says."
        )
    elif one.detector.startswith("presidio."):
        said = translate("Evidence", "{values} read as {things} to the language recogniser.")
    else:
        said = translate("Evidence", str(_CLAIMS[one.kind]))
    return said.format(values=_values(one), things=things(one.label))


def _of_the_name(one: Evidence, *, speaks_for: bool) -> str:
    where = one.detector.partition(".")[0]
    whose = {
        "comment": translate("Evidence", "The column's comment"),
        "table": translate("Evidence", "The table's name"),
    }.get(where, translate("Evidence", "The column's name"))
    words = ", ".join(quoted(token) for token in one.tokens)
    if not speaks_for:
        said = translate("Evidence", "{whose} speaks against {things}: {words}.")
        bare = translate("Evidence", "{whose} speaks against {things}.")
    else:
        said = translate("Evidence", "{whose} says {words}.")
        bare = translate("Evidence", "{whose} suggests {things}.")
    template = said if words else bare
    return template.format(whose=whose, words=words, things=things(one.label))


def _values(one: Evidence) -> str:
    if one.matched is None or one.examined is None:
        only = one.kind is EvidenceKind.VETO
        return (
            translate("Evidence", "few of the values") if only else translate("Evidence", "Values")
        )
    if one.matched == 0 or one.examined == 0:
        return _none_of(one)
    if one.matched >= one.examined:
        return tr("All {examined} values", None, one.examined).format(examined=count(one.examined))
    said = translate("Evidence", "{matched} of {examined} values ({share})")
    if one.kind is EvidenceKind.VETO:
        said = translate("Evidence", "only {matched} of {examined} values ({share})")
    return said.format(
        matched=count(one.matched),
        examined=count(one.examined),
        share=share(one.matched / one.examined),
    )


def _none_of(one: Evidence) -> str:
    if one.kind is EvidenceKind.VETO:
        return translate("Evidence", "none of {examined}").format(examined=count(one.examined or 0))
    return translate("Evidence", "None of {examined} values").format(
        examined=count(one.examined or 0)
    )
