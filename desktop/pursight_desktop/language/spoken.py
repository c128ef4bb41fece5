"""Speech: the language of the user interface, and how it writes numbers and days."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import (
    QCoreApplication,
    QLibraryInfo,
    QLocale,
    QObject,
    QTranslator,
)

import pursight_desktop

TRANSLATIONS: Final = Path(pursight_desktop.__file__).parent / "translations"
SOURCE: Final = "en"
"""What the texts in the code are written in; its own file only adds forms for one of a thing."""


def languages(folder: Path = TRANSLATIONS) -> list[str]:
    """List the languages that the console speaks; English always."""
    found = {path.stem.rpartition("_")[2] for path in folder.glob("*.qm")}
    return [SOURCE, *sorted(found - {SOURCE})]


def best(preferred: str, system: Sequence[str], spoken: Sequence[str]) -> str:
    """Choose a language: the person's, else the first of the system's that is spoken, else English.

    Args:
        preferred: As in the preferences; empty for the system's.
        system: As in BCP 47, best first.
        spoken: Which there are.
    """
    for wanted in (preferred, *system):
        code = wanted.replace("_", "-").partition("-")[0].lower()
        if code in spoken:
            return code
    return SOURCE


class Speech(QObject):
    """Has the application speak one language, its own texts and Qt's.

    Args:
        app: The application.
        folder: Of the translations.
    """

    def __init__(self, app: QCoreApplication, folder: Path = TRANSLATIONS) -> None:
        super().__init__(app)
        self._app, self._folder = app, folder
        self._translators: list[QTranslator] = []
        self._before = QLocale()
        self.language = ""

    def speak(self, preferred: str) -> bool:
        """Speak what a person prefers; returns whether that is another language than before.

        What is on the screen keeps its words until it is made anew.
        """
        language = best(preferred, QLocale.system().uiLanguages(), languages(self._folder))
        if language == self.language:
            return False
        self._silence()
        self.language = language
        qt = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        for folder, name in ((qt, "qtbase"), (self._folder, "pursight")):
            translator = QTranslator(self)
            if translator.load(f"{name}_{language}", str(folder)):
                self._app.installTranslator(translator)
                self._translators.append(translator)
        QLocale.setDefault(_locale_of(language))
        return True

    def leave(self) -> None:
        """Speak as before the first call."""
        self._silence()
        self.language = ""
        QLocale.setDefault(self._before)

    def _silence(self) -> None:
        for translator in self._translators:
            self._app.removeTranslator(translator)
            translator.deleteLater()
        self._translators.clear()


def locale() -> QLocale:
    """How numbers and days are written: as the language does; English before there is one."""
    found = QLocale()
    return QLocale(SOURCE) if found.language() is QLocale.Language.C else found


def _locale_of(language: str) -> QLocale:
    """The system's habits where they are those of the language, as Austria's for German."""
    system = QLocale.system()
    of_system = system.name().partition("_")[0]
    return system if of_system == language and system.name() != "C" else QLocale(language)
