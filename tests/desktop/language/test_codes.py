"""Codes in words: the known ones are translated, the unknown ones are readable."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from pursight.classification.labels import LABELS, Category, Sensitivity
from pursight.contracts.rules import Outcome, Severity
from pursight.contracts.scans import Decision, TableKind
from pursight_desktop.language.codes import KNOWN, inside, spelled, spelled_in_english
from pursight_desktop.language.spoken import Speech

CODES = [
    *LABELS,
    *(one.value for kind in (Category, Sensitivity, Severity, TableKind, Decision, Outcome)
      for one in kind),
    "data_steward", "system_administrator", "monitoring", "scan_failed", "committed", "queued",
]  # fmt: skip


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    speech = Speech(qapp)
    speech.speak("de")
    yield
    speech.leave()


@pytest.mark.parametrize("code", sorted(set(CODES)))
def test_every_code_of_ours_is_offered_to_translators(code: str) -> None:
    assert spelled_in_english(code) in {str(text) for text in KNOWN}


def test_in_english_codes_are_spelled_by_rule() -> None:
    assert spelled("us_ssn") == "US SSN"
    assert spelled("credit_card") == "Credit card"
    assert spelled("") == "None"
    assert (spelled("postgres"), spelled("mssql")) == ("PostgreSQL", "SQL Server")
    assert inside("Credit card") == "credit card"


@pytest.mark.usefixtures("german")
def test_in_german_nouns_stay_large_inside_a_sentence() -> None:
    assert spelled("credit_card") == "Kreditkarte"
    assert inside(spelled("credit_card")) == "Kreditkarte"
    assert spelled("loyalty_card") == "Loyalty card", "an organisation's own stays as it is"
    assert QCoreApplication.translate("Codes", "Restricted") == "Geheim"
