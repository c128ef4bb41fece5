"""Words for the codes that agents and servers send: labels, states, kinds, roles.

Every code is spelled by rule in English, so one of a newer server is readable too; those that are
listed here are also translated.
"""

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from pursight_desktop.language.spoken import locale

_ACRONYMS: Final = frozenset(
    {
        "api", "bic", "dea", "dna", "gps", "iban", "icd", "id", "ip", "jwt", "mac", "npi", "pii",
        "ssn", "swift", "url", "us", "vin",
    }
)  # fmt: skip

_PRODUCTS: Final = {
    "bigquery": "BigQuery", "databricks": "Databricks", "duckdb": "DuckDB", "mariadb": "MariaDB",
    "mongodb": "MongoDB", "mssql": "SQL Server", "mysql": "MySQL", "postgres": "PostgreSQL",
    "postgresql": "PostgreSQL", "sqlite": "SQLite",
}  # fmt: skip
"""Kinds of sources as their makers write them; they are the same in every language."""

_CAPITAL_NOUNS: Final = frozenset({QLocale.Language.German, QLocale.Language.Luxembourgish})


def spelled(code: str) -> str:
    """Write a code for a person: us_ssn as US SSN, credit_card as Credit card."""
    return QCoreApplication.translate("Codes", spelled_in_english(code))


def spelled_in_english(code: str) -> str:
    """Write a code by rule."""
    if code in ("", "none"):
        return "None"
    if code in _PRODUCTS:
        return _PRODUCTS[code]
    words = code.replace("_", " ").replace(".", " ").split()
    said = " ".join(word.upper() if word in _ACRONYMS else word for word in words)
    return said[:1].upper() + said[1:]


def inside(noun: str) -> str:
    """Write a noun as it stands inside a sentence: small, but not in German."""
    return noun if locale().language() in _CAPITAL_NOUNS else noun.lower()


KNOWN: Final = (
    # labels
    QT_TRANSLATE_NOOP("Codes", "Email"),
    QT_TRANSLATE_NOOP("Codes", "Phone"),
    QT_TRANSLATE_NOOP("Codes", "Address"),
    QT_TRANSLATE_NOOP("Codes", "City"),
    QT_TRANSLATE_NOOP("Codes", "Region"),
    QT_TRANSLATE_NOOP("Codes", "Country"),
    QT_TRANSLATE_NOOP("Codes", "Postal code"),
    QT_TRANSLATE_NOOP("Codes", "Person name"),
    QT_TRANSLATE_NOOP("Codes", "Date of birth"),
    QT_TRANSLATE_NOOP("Codes", "Age"),
    QT_TRANSLATE_NOOP("Codes", "Gender"),
    QT_TRANSLATE_NOOP("Codes", "Race ethnicity"),
    QT_TRANSLATE_NOOP("Codes", "Religion"),
    QT_TRANSLATE_NOOP("Codes", "Nationality"),
    QT_TRANSLATE_NOOP("Codes", "Marital status"),
    QT_TRANSLATE_NOOP("Codes", "Political opinion"),
    QT_TRANSLATE_NOOP("Codes", "Sexual orientation"),
    QT_TRANSLATE_NOOP("Codes", "Trade union"),
    QT_TRANSLATE_NOOP("Codes", "Job title"),
    QT_TRANSLATE_NOOP("Codes", "Organization"),
    QT_TRANSLATE_NOOP("Codes", "US SSN"),
    QT_TRANSLATE_NOOP("Codes", "National ID"),
    QT_TRANSLATE_NOOP("Codes", "Tax ID"),
    QT_TRANSLATE_NOOP("Codes", "Passport"),
    QT_TRANSLATE_NOOP("Codes", "Driver license"),
    QT_TRANSLATE_NOOP("Codes", "NPI"),
    QT_TRANSLATE_NOOP("Codes", "DEA"),
    QT_TRANSLATE_NOOP("Codes", "Voter ID"),
    QT_TRANSLATE_NOOP("Codes", "Credit card"),
    QT_TRANSLATE_NOOP("Codes", "Card security code"),
    QT_TRANSLATE_NOOP("Codes", "Card expiry"),
    QT_TRANSLATE_NOOP("Codes", "IBAN"),
    QT_TRANSLATE_NOOP("Codes", "SWIFT BIC"),
    QT_TRANSLATE_NOOP("Codes", "Bank account"),
    QT_TRANSLATE_NOOP("Codes", "Bank routing"),
    QT_TRANSLATE_NOOP("Codes", "Crypto wallet"),
    QT_TRANSLATE_NOOP("Codes", "Salary"),
    QT_TRANSLATE_NOOP("Codes", "Income"),
    QT_TRANSLATE_NOOP("Codes", "Credit score"),
    QT_TRANSLATE_NOOP("Codes", "Medical record number"),
    QT_TRANSLATE_NOOP("Codes", "ICD code"),
    QT_TRANSLATE_NOOP("Codes", "Diagnosis"),
    QT_TRANSLATE_NOOP("Codes", "Medication"),
    QT_TRANSLATE_NOOP("Codes", "Health measure"),
    QT_TRANSLATE_NOOP("Codes", "Blood type"),
    QT_TRANSLATE_NOOP("Codes", "Insurance ID"),
    QT_TRANSLATE_NOOP("Codes", "Password"),
    QT_TRANSLATE_NOOP("Codes", "API key"),
    QT_TRANSLATE_NOOP("Codes", "JWT"),
    QT_TRANSLATE_NOOP("Codes", "Private key"),
    QT_TRANSLATE_NOOP("Codes", "Connection string"),
    QT_TRANSLATE_NOOP("Codes", "Session token"),
    QT_TRANSLATE_NOOP("Codes", "Username"),
    QT_TRANSLATE_NOOP("Codes", "Social handle"),
    QT_TRANSLATE_NOOP("Codes", "URL"),
    QT_TRANSLATE_NOOP("Codes", "IP address"),
    QT_TRANSLATE_NOOP("Codes", "MAC address"),
    QT_TRANSLATE_NOOP("Codes", "Device ID"),
    QT_TRANSLATE_NOOP("Codes", "User agent"),
    QT_TRANSLATE_NOOP("Codes", "Cookie"),
    QT_TRANSLATE_NOOP("Codes", "GPS coordinates"),
    QT_TRANSLATE_NOOP("Codes", "VIN"),
    QT_TRANSLATE_NOOP("Codes", "License plate"),
    QT_TRANSLATE_NOOP("Codes", "Photo"),
    QT_TRANSLATE_NOOP("Codes", "Biometric"),
    QT_TRANSLATE_NOOP("Codes", "Signature"),
    QT_TRANSLATE_NOOP("Codes", "Free text PII"),
    QT_TRANSLATE_NOOP("Codes", "None"),
    # categories of labels
    QT_TRANSLATE_NOOP("Codes", "Contact"),
    QT_TRANSLATE_NOOP("Codes", "Identity"),
    QT_TRANSLATE_NOOP("Codes", "Birth"),
    QT_TRANSLATE_NOOP("Codes", "Demographic"),
    QT_TRANSLATE_NOOP("Codes", "Government ID"),
    QT_TRANSLATE_NOOP("Codes", "Payment"),
    QT_TRANSLATE_NOOP("Codes", "Finance"),
    QT_TRANSLATE_NOOP("Codes", "Health"),
    QT_TRANSLATE_NOOP("Codes", "Credential"),
    QT_TRANSLATE_NOOP("Codes", "Online"),
    QT_TRANSLATE_NOOP("Codes", "Location"),
    QT_TRANSLATE_NOOP("Codes", "Vehicle"),
    QT_TRANSLATE_NOOP("Codes", "Text"),
    # sensitivities
    QT_TRANSLATE_NOOP("Codes", "Public"),
    QT_TRANSLATE_NOOP("Codes", "Internal"),
    QT_TRANSLATE_NOOP("Codes", "Confidential"),
    QT_TRANSLATE_NOOP("Codes", "Restricted"),
    # severities
    QT_TRANSLATE_NOOP("Codes", "Low"),
    QT_TRANSLATE_NOOP("Codes", "Medium"),
    QT_TRANSLATE_NOOP("Codes", "High"),
    QT_TRANSLATE_NOOP("Codes", "Critical"),
    # states of sources
    QT_TRANSLATE_NOOP("Codes", "Registered"),
    QT_TRANSLATE_NOOP("Codes", "Configuring"),
    QT_TRANSLATE_NOOP("Codes", "Connected"),
    QT_TRANSLATE_NOOP("Codes", "Scanning"),
    QT_TRANSLATE_NOOP("Codes", "Scanned"),
    QT_TRANSLATE_NOOP("Codes", "Classifying"),
    QT_TRANSLATE_NOOP("Codes", "Classified"),
    QT_TRANSLATE_NOOP("Codes", "Validating"),
    QT_TRANSLATE_NOOP("Codes", "Validated"),
    QT_TRANSLATE_NOOP("Codes", "Cataloged"),
    QT_TRANSLATE_NOOP("Codes", "Monitoring"),
    QT_TRANSLATE_NOOP("Codes", "Failed"),
    QT_TRANSLATE_NOOP("Codes", "Scan failed"),
    QT_TRANSLATE_NOOP("Codes", "Archived"),
    # states of runs
    QT_TRANSLATE_NOOP("Codes", "Queued"),
    QT_TRANSLATE_NOOP("Codes", "Offered"),
    QT_TRANSLATE_NOOP("Codes", "Accepted"),
    QT_TRANSLATE_NOOP("Codes", "Running"),
    QT_TRANSLATE_NOOP("Codes", "Committed"),
    QT_TRANSLATE_NOOP("Codes", "Cancelled"),
    QT_TRANSLATE_NOOP("Codes", "Completed"),
    QT_TRANSLATE_NOOP("Codes", "Applied"),
    QT_TRANSLATE_NOOP("Codes", "History"),
    QT_TRANSLATE_NOOP("Codes", "Superseded"),
    QT_TRANSLATE_NOOP("Codes", "Waiting"),
    # states of rules, findings, violations, agents
    QT_TRANSLATE_NOOP("Codes", "Active"),
    QT_TRANSLATE_NOOP("Codes", "Paused"),
    QT_TRANSLATE_NOOP("Codes", "Retired"),
    QT_TRANSLATE_NOOP("Codes", "Revoked"),
    QT_TRANSLATE_NOOP("Codes", "Open"),
    QT_TRANSLATE_NOOP("Codes", "Closed"),
    QT_TRANSLATE_NOOP("Codes", "Suggested"),
    QT_TRANSLATE_NOOP("Codes", "Decided"),
    QT_TRANSLATE_NOOP("Codes", "Undecided"),
    QT_TRANSLATE_NOOP("Codes", "Rejected"),
    QT_TRANSLATE_NOOP("Codes", "Passed"),
    QT_TRANSLATE_NOOP("Codes", "Error"),
    QT_TRANSLATE_NOOP("Codes", "Held"),
    QT_TRANSLATE_NOOP("Codes", "Stale"),
    QT_TRANSLATE_NOOP("Codes", "Done"),
    # kinds of assets and of sources
    QT_TRANSLATE_NOOP("Codes", "Table"),
    QT_TRANSLATE_NOOP("Codes", "Partitioned table"),
    QT_TRANSLATE_NOOP("Codes", "Foreign table"),
    QT_TRANSLATE_NOOP("Codes", "View"),
    QT_TRANSLATE_NOOP("Codes", "Materialized view"),
    QT_TRANSLATE_NOOP("Codes", "File"),
    QT_TRANSLATE_NOOP("Codes", "Sheet"),
    QT_TRANSLATE_NOOP("Codes", "Source"),
    QT_TRANSLATE_NOOP("Codes", "Schema"),
    QT_TRANSLATE_NOOP("Codes", "Column"),
    QT_TRANSLATE_NOOP("Codes", "Database"),
    QT_TRANSLATE_NOOP("Codes", "Postgresql"),
    QT_TRANSLATE_NOOP("Codes", "Files"),
    # dimensions of quality
    QT_TRANSLATE_NOOP("Codes", "Completeness"),
    QT_TRANSLATE_NOOP("Codes", "Validity"),
    QT_TRANSLATE_NOOP("Codes", "Uniqueness"),
    QT_TRANSLATE_NOOP("Codes", "Freshness"),
    QT_TRANSLATE_NOOP("Codes", "Documentation"),
    # phases of runs
    QT_TRANSLATE_NOOP("Codes", "Preparing"),
    QT_TRANSLATE_NOOP("Codes", "Discovering"),
    QT_TRANSLATE_NOOP("Codes", "Reading"),
    # roles
    QT_TRANSLATE_NOOP("Codes", "Data administrator"),
    QT_TRANSLATE_NOOP("Codes", "Data steward"),
    QT_TRANSLATE_NOOP("Codes", "Auditor"),
    QT_TRANSLATE_NOOP("Codes", "Data user"),
    QT_TRANSLATE_NOOP("Codes", "System administrator"),
    QT_TRANSLATE_NOOP("Codes", "Workspace member"),
    # what entries of the log are about
    QT_TRANSLATE_NOOP("Codes", "Asset"),
    QT_TRANSLATE_NOOP("Codes", "Agent"),
    QT_TRANSLATE_NOOP("Codes", "Rule"),
    QT_TRANSLATE_NOOP("Codes", "Violation"),
    QT_TRANSLATE_NOOP("Codes", "Person"),
    QT_TRANSLATE_NOOP("Codes", "Device"),
    QT_TRANSLATE_NOOP("Codes", "Organisation"),
    QT_TRANSLATE_NOOP("Codes", "Held deletion"),
    QT_TRANSLATE_NOOP("Codes", "Scan"),
    QT_TRANSLATE_NOOP("Codes", "Run"),
    QT_TRANSLATE_NOOP("Codes", "Policy"),
    QT_TRANSLATE_NOOP("Codes", "Session"),
    # fields
    QT_TRANSLATE_NOOP("Codes", "Reason"),
    QT_TRANSLATE_NOOP("Codes", "State"),
    QT_TRANSLATE_NOOP("Codes", "Verdict"),
    QT_TRANSLATE_NOOP("Codes", "Label"),
    QT_TRANSLATE_NOOP("Codes", "Owner"),
    QT_TRANSLATE_NOOP("Codes", "Tags"),
    QT_TRANSLATE_NOOP("Codes", "Description"),
    QT_TRANSLATE_NOOP("Codes", "Fqn"),
    QT_TRANSLATE_NOOP("Codes", "Name"),
    QT_TRANSLATE_NOOP("Codes", "Kind"),
    QT_TRANSLATE_NOOP("Codes", "Facts"),
    QT_TRANSLATE_NOOP("Codes", "Columns"),
    QT_TRANSLATE_NOOP("Codes", "Value"),
    QT_TRANSLATE_NOOP("Codes", "Score"),
    QT_TRANSLATE_NOOP("Codes", "Failing"),
    QT_TRANSLATE_NOOP("Codes", "Examined"),
    QT_TRANSLATE_NOOP("Codes", "Quality"),
    QT_TRANSLATE_NOOP("Codes", "Sensitivity"),
    QT_TRANSLATE_NOOP("Codes", "Type"),
    QT_TRANSLATE_NOOP("Codes", "Present"),
    QT_TRANSLATE_NOOP("Codes", "Title"),
    QT_TRANSLATE_NOOP("Codes", "Severity"),
    QT_TRANSLATE_NOOP("Codes", "Outcome"),
    QT_TRANSLATE_NOOP("Codes", "Roles"),
    # granularity of moments
    QT_TRANSLATE_NOOP("Codes", "Year"),
    QT_TRANSLATE_NOOP("Codes", "Month"),
    QT_TRANSLATE_NOOP("Codes", "Day"),
    QT_TRANSLATE_NOOP("Codes", "Hour"),
    QT_TRANSLATE_NOOP("Codes", "Minute"),
    QT_TRANSLATE_NOOP("Codes", "Second"),
    QT_TRANSLATE_NOOP("Codes", "Millisecond"),
    QT_TRANSLATE_NOOP("Codes", "Microsecond"),
    QT_TRANSLATE_NOOP("Codes", "Nanosecond"),
)
"""What can be translated."""
