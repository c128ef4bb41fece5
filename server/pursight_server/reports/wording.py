"""Labels, counts and shares in words (pure)."""

_TITLES = {
    "us_ssn": "US social security number",
    "npi": "NPI (US health provider)",
    "dea": "DEA number (US prescriber)",
    "iban": "IBAN",
    "swift_bic": "SWIFT/BIC code",
    "icd_code": "ICD diagnosis code",
    "api_key": "API key",
    "jwt": "JSON web token",
    "url": "web address",
    "ip_address": "IP address",
    "mac_address": "MAC address",
    "device_id": "device ID",
    "national_id": "national ID",
    "tax_id": "tax ID",
    "voter_id": "voter ID",
    "insurance_id": "insurance ID",
    "gps_coordinates": "GPS coordinates",
    "vin": "vehicle identification number",
    "race_ethnicity": "race or ethnicity",
    "driver_license": "driving licence",
    "license_plate": "licence plate",
    "email": "e-mail address",
    "free_text_pii": "personal data in free text",
}


def title_of(label: str) -> str:
    """Word a label for a person: `date_of_birth` is “date of birth”."""
    return _TITLES.get(label, label.replace("_", " "))


def number(value: float) -> str:
    """Write a whole number with thin spaces between the thousands."""
    return f"{value:,.0f}".replace(",", "\u202f")


def plural(count: int, noun: str) -> str:
    """Write a count with its noun: `1 column`, `2 columns`."""
    return f"{number(count)} {noun if count == 1 else noun + 's'}"


def counted(part: int | None, whole: int | None) -> str:
    """Write `3 of 40`; only the part when the whole is unknown."""
    if part is None:
        return ""
    return f"{number(part)} of {number(whole)}" if whole else number(part)


def percent(share: float) -> str:
    """Write a share as per cent; something never reads as 0 %, nor less than all as 100 %."""
    if 0 < share < 0.01:
        return "<1\u202f%"
    if 0.99 < share < 1:
        return ">99\u202f%"
    return f"{share * 100:.0f}\u202f%"
