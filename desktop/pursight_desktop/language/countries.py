"""Names of countries, of which Qt knows only the English ones."""

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication


def country_name(english: str) -> str:
    """Translate the name of a country; one that is not listed here stays English."""
    return QCoreApplication.translate("Countries", english)


KNOWN: Final = (
    QT_TRANSLATE_NOOP("Countries", "Germany"),
    QT_TRANSLATE_NOOP("Countries", "Austria"),
    QT_TRANSLATE_NOOP("Countries", "Switzerland"),
    QT_TRANSLATE_NOOP("Countries", "France"),
    QT_TRANSLATE_NOOP("Countries", "Spain"),
    QT_TRANSLATE_NOOP("Countries", "Portugal"),
    QT_TRANSLATE_NOOP("Countries", "Italy"),
    QT_TRANSLATE_NOOP("Countries", "Netherlands"),
    QT_TRANSLATE_NOOP("Countries", "Belgium"),
    QT_TRANSLATE_NOOP("Countries", "Luxembourg"),
    QT_TRANSLATE_NOOP("Countries", "Poland"),
    QT_TRANSLATE_NOOP("Countries", "Czechia"),
    QT_TRANSLATE_NOOP("Countries", "Denmark"),
    QT_TRANSLATE_NOOP("Countries", "Sweden"),
    QT_TRANSLATE_NOOP("Countries", "Norway"),
    QT_TRANSLATE_NOOP("Countries", "Finland"),
    QT_TRANSLATE_NOOP("Countries", "Ireland"),
    QT_TRANSLATE_NOOP("Countries", "United Kingdom"),
    QT_TRANSLATE_NOOP("Countries", "United States"),
    QT_TRANSLATE_NOOP("Countries", "Canada"),
    QT_TRANSLATE_NOOP("Countries", "Mexico"),
    QT_TRANSLATE_NOOP("Countries", "Brazil"),
    QT_TRANSLATE_NOOP("Countries", "India"),
    QT_TRANSLATE_NOOP("Countries", "Japan"),
    QT_TRANSLATE_NOOP("Countries", "China"),
    QT_TRANSLATE_NOOP("Countries", "Australia"),
)
"""Those whose forms of numbers and addresses are recognised, and their neighbours."""
