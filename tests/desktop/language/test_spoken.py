"""Speech: which language is chosen, numbers and days as it writes them, keys, plurals."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication

from pursight_desktop.language.countries import country_name
from pursight_desktop.language.keys import keys_words
from pursight_desktop.language.plural import LARGEST, form_of, tr
from pursight_desktop.language.sayings import in_words
from pursight_desktop.language.spoken import Speech, best, languages
from pursight_desktop.operations.wording import Label, Saying
from pursight_desktop.widgets.words import ago, count, day_words, share, size, span

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def german(qapp: QApplication) -> Iterator[Speech]:
    speech = Speech(qapp)
    speech.speak("de")
    yield speech
    speech.leave()


@pytest.mark.parametrize(
    ("preferred", "system", "chosen"),
    [
        ("de", ["en-GB"], "de"),
        ("", ["de-AT", "en"], "de"),
        ("", ["fr-FR", "de-CH", "en"], "de"),
        ("", ["fr-FR"], "en"),
        ("xx", ["de-DE"], "de"),
        ("en", ["de-DE"], "en"),
        ("de_DE", [], "de"),
        ("", ["C"], "en"),
    ],
)
def test_the_person_is_heard_first_then_the_system(
    preferred: str, system: list[str], chosen: str
) -> None:
    assert best(preferred, system, languages()) == chosen


def test_languages_are_those_with_a_file(tmp_path: Path) -> None:
    assert languages() == ["en", "de"]
    assert languages(tmp_path) == ["en"], "English needs none"


def test_numbers_and_days_are_as_the_language_has_them(german: Speech) -> None:
    assert german.language == "de"
    assert count(1_234_567) == "1.234.567"
    assert count(3_000_000_000) == "3.000.000.000"
    assert share(0.1234) == "12 %"
    assert share(0.0512) == "5,1 %"
    assert size(3_400_000) == "3,4 MB"
    assert span(7500) == "2 Std. 5 Min."
    assert day_words(date(2026, 3, 2), "dddd, d. MMMM") == "Montag, 2. März"


def test_in_english_they_are_english() -> None:
    assert count(1_234_567) == "1,234,567"
    assert size(3_400_000) == "3.4 MB"
    assert span(7500) == "2 h 5 min"


@pytest.mark.parametrize(
    ("hours", "said"), [(1, "vor 1 Stunde"), (5, "vor 5 Stunden"), (-48, "in 2 Tagen")]
)
@pytest.mark.usefixtures("german")
def test_a_number_chooses_its_form(hours: int, said: str) -> None:
    assert ago(NOW - timedelta(hours=hours), NOW) == said


def test_a_number_chooses_its_form_in_english_too() -> None:
    assert ago(NOW - timedelta(hours=1), NOW) == "1 hour ago"
    assert ago(NOW - timedelta(hours=2), NOW) == "2 hours ago"


@pytest.mark.usefixtures("german")
def test_what_operations_did_is_said_in_german() -> None:
    changed = Saying("Label of {n} columns changed to {label}", 1)
    changed = changed.having(label=Label("credit_card"))
    assert in_words(changed) == "Label von 1 Spalte geändert in Kreditkarte"
    undone = Saying("Undone: {what}").having(what=Saying("{n} assets described", 1200))
    assert in_words(undone) == "Rückgängig gemacht: 1.200 Objekte beschrieben"


def test_braces_of_a_person_are_no_placeholders() -> None:
    owned = Saying("{owner} owns {n} assets", 1).having(owner="{n} {x}")
    assert in_words(owned) == "{n} {x} owns 1 asset"


def test_a_number_larger_than_qt_holds_has_a_form() -> None:
    assert form_of(7) == 7
    assert form_of(5_000_000_001) == LARGEST + 1
    assert tr("{n} rows", None, 5_000_000_000) == "{n} rows"


@pytest.mark.usefixtures("german")
def test_keys_and_countries_are_written_as_in_german() -> None:
    assert keys_words("Ctrl+Shift+F") == "Strg+Umschalt+F"
    assert keys_words("Delete") == "Entf"
    assert country_name("Germany") == "Deutschland"
    assert country_name("Atlantis") == "Atlantis"


@pytest.mark.usefixtures("german")
def test_the_texts_of_qt_are_german_too() -> None:
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"


def test_afterwards_all_is_as_before(qapp: QApplication) -> None:
    before = QLocale()
    speech = Speech(qapp)
    assert speech.speak("de")
    assert not speech.speak("de"), "it is spoken already"
    speech.leave()
    assert QLocale() == before
    assert count(1_000) == "1,000"
