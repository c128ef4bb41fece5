"""The bundled fonts: loaded once, the same letters on every system."""

from functools import cache
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

FOLDER = Path(__file__).parent / "fonts"
TEXT = "Inter"
MONO = "JetBrains Mono"


@cache
def load() -> tuple[str, ...]:
    """Make the bundled fonts known to Qt; needs a QGuiApplication. Returns their families."""
    families: set[str] = set()
    for path in sorted(FOLDER.glob("*.ttf")):
        number = QFontDatabase.addApplicationFont(str(path))
        families.update(QFontDatabase.applicationFontFamilies(number))
    return tuple(sorted(families))


def text_font(size: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the text font of a size in pixels."""
    font = QFont(TEXT)
    font.setPixelSize(size)
    font.setWeight(weight)
    return font


def tabular_font(size: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the text font with digits of one width, for columns of numbers."""
    font = text_font(size, weight)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def mono_font(size: int) -> QFont:
    """Return the font for names as a machine spells them."""
    font = QFont(MONO)
    font.setPixelSize(size)
    font.setStyleHint(QFont.StyleHint.Monospace)
    return font
