"""The vocabulary: every label with its category, default sensitivity and one sentence."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Sensitivity(StrEnum):
    """How much harm a leak does, in rising order: public, internal, confidential, restricted."""

    PUBLIC = "public"
    INTERNAL = "internal"
    CONFIDENTIAL = "confidential"
    RESTRICTED = "restricted"

    @property
    def level(self) -> int:
        """Its place in the order, from 0."""
        return list(Sensitivity).index(self)


class Category(StrEnum):
    """A group of labels that one default sensitivity fits."""

    CONTACT = "contact"
    IDENTITY = "identity"
    BIRTH = "birth"
    DEMOGRAPHIC = "demographic"
    GOVERNMENT_ID = "government_id"
    PAYMENT = "payment"
    FINANCE = "finance"
    HEALTH = "health"
    CREDENTIAL = "credential"
    ONLINE = "online"
    LOCATION = "location"
    VEHICLE = "vehicle"
    BIOMETRIC = "biometric"
    TEXT = "text"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class LabelFacts:
    """What a label is; `soft` ones are useful and rarely wrong to miss."""

    category: Category
    sensitivity: Sensitivity
    soft: bool
    sentence: str


DEFAULTS: Mapping[Category, Sensitivity] = MappingProxyType(
    {
        Category.CONTACT: Sensitivity.CONFIDENTIAL,
        Category.IDENTITY: Sensitivity.CONFIDENTIAL,
        Category.BIRTH: Sensitivity.CONFIDENTIAL,
        Category.DEMOGRAPHIC: Sensitivity.RESTRICTED,
        Category.GOVERNMENT_ID: Sensitivity.RESTRICTED,
        Category.PAYMENT: Sensitivity.RESTRICTED,
        Category.FINANCE: Sensitivity.RESTRICTED,
        Category.HEALTH: Sensitivity.RESTRICTED,
        Category.CREDENTIAL: Sensitivity.RESTRICTED,
        Category.ONLINE: Sensitivity.INTERNAL,
        Category.LOCATION: Sensitivity.CONFIDENTIAL,
        Category.VEHICLE: Sensitivity.CONFIDENTIAL,
        Category.BIOMETRIC: Sensitivity.RESTRICTED,
        Category.TEXT: Sensitivity.CONFIDENTIAL,
        Category.NONE: Sensitivity.PUBLIC,
    }
)

_SENTENCES: Mapping[Category, Mapping[str, str]] = {
    Category.CONTACT: {
        "email": "E-mail addresses.",
        "phone": "Telephone or fax numbers.",
        "address": "Street addresses, or whole postal addresses in one cell.",
        "city": "Names of cities, towns or municipalities.",
        "region": "States, provinces, counties or other parts of a country.",
        "country": "Names or codes of countries.",
        "postal_code": "Postal codes.",
    },
    Category.IDENTITY: {"person_name": "Names of people, whole or in part."},
    Category.BIRTH: {
        "date_of_birth": "Dates of birth, or parts of them.",
        "age": "Ages of people.",
    },
    Category.DEMOGRAPHIC: {
        "gender": "Gender or sex.",
        "race_ethnicity": "Race or ethnic origin.",
        "religion": "Religious belief.",
        "nationality": "Nationality or citizenship.",
        "marital_status": "Marital or family status.",
        "political_opinion": "Political opinion or party membership.",
        "sexual_orientation": "Sexual orientation.",
        "trade_union": "Membership of a trade union.",
        "job_title": "Occupations and job titles.",
        "organization": "Names of employers, companies or other organisations.",
    },
    Category.GOVERNMENT_ID: {
        "us_ssn": "United States social security numbers.",
        "national_id": "National identity or social insurance numbers of people.",
        "tax_id": "Tax or VAT numbers.",
        "passport": "Passport numbers.",
        "driver_license": "Driving licence numbers.",
        "npi": "United States National Provider Identifiers.",
        "dea": "Registration numbers of the United States Drug Enforcement Administration.",
        "voter_id": "Numbers of voters.",
    },
    Category.PAYMENT: {
        "credit_card": "Numbers of payment cards.",
        "card_security_code": "Security codes of payment cards; keeping them is forbidden.",
        "card_expiry": "Expiry dates of payment cards.",
        "iban": "International bank account numbers.",
        "swift_bic": "Codes of banks (SWIFT, BIC).",
        "bank_account": "Numbers of bank accounts.",
        "bank_routing": "Numbers that route a payment to a bank: routing number, sort code.",
        "crypto_wallet": "Addresses of cryptocurrency wallets.",
    },
    Category.FINANCE: {
        "salary": "What an employee is paid.",
        "income": "Income of a person or household.",
        "credit_score": "Credit scores of people.",
    },
    Category.HEALTH: {
        "medical_record_number": "Numbers of medical records.",
        "icd_code": "Diagnosis codes of the International Classification of Diseases.",
        "diagnosis": "Diagnoses and diseases in words.",
        "medication": "Medicines of a person.",
        "health_measure": "Measurements and findings of a body: blood pressure, weight, results.",
        "blood_type": "Blood groups.",
        "insurance_id": "Numbers of health insurance policies and their members.",
    },
    Category.CREDENTIAL: {
        "password": "Passwords or their hashes.",
        "api_key": "Keys and secrets of programming interfaces.",
        "jwt": "JSON Web Tokens.",
        "private_key": "Private cryptographic keys.",
        "connection_string": "Connection strings of databases and services, often with passwords.",
        "session_token": "Tokens that stand for a signed-in session, or reset a password.",
    },
    Category.ONLINE: {
        "username": "Names that people sign in with.",
        "social_handle": "Handles in social networks.",
        "url": "Web addresses.",
        "ip_address": "Internet addresses.",
        "mac_address": "Hardware addresses of network devices.",
        "device_id": "Identifiers of devices: IMEI, advertising and device ids.",
        "user_agent": "Descriptions that web browsers send of themselves.",
        "cookie": "Browser cookies.",
    },
    Category.LOCATION: {"gps_coordinates": "Geographic coordinates, as a pair or one of the two."},
    Category.VEHICLE: {
        "vin": "Vehicle identification numbers.",
        "license_plate": "Number plates of vehicles.",
    },
    Category.BIOMETRIC: {
        "photo": "Pictures of people, or where they are kept.",
        "biometric": "Fingerprints, face or voice templates and other biometric data.",
        "signature": "Hand-written or drawn signatures.",
    },
    Category.TEXT: {"free_text_pii": "Prose that holds personal data; the evidence says which."},
    Category.NONE: {"none": "Nothing sensitive was recognised."},
}

_SOFT = frozenset(
    {
        "city",
        "region",
        "country",
        "postal_code",
        "organization",
        "job_title",
        "marital_status",
        "nationality",
    }
)

LABELS: Mapping[str, LabelFacts] = MappingProxyType(
    {
        label: LabelFacts(category, DEFAULTS[category], label in _SOFT, sentence)
        for category, sentences in _SENTENCES.items()
        for label, sentence in sentences.items()
    }
)


def sensitivity_of(label: str) -> Sensitivity:
    """The default of a label's category; an organisation's own label is confidential."""
    facts = LABELS.get(label)
    return Sensitivity.CONFIDENTIAL if facts is None else facts.sensitivity
