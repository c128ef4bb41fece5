"""Words that depend on a number; the translation says how many forms there are.

lupdate (the part of Qt Linguist that collects texts) understands a number in `tr` alone, so plain
functions call this `tr` and not `QCoreApplication.translate`; their context is the empty one.
"""

from typing import Final

from PySide6.QtCore import QCoreApplication

LARGEST: Final = 1_000_000
"""From here on the form depends on the last digits alone, in every language that Qt knows."""


def tr(text: str, comment: str | None, number: int) -> str:
    """Translate a text in the form that goes with a number.

    Args:
        text: In English, in the form for many; the number itself stands in it as `{n}`.
        comment: For the translator; None for most.
        number: Of what the text tells.
    """
    return QCoreApplication.translate("", text, comment or "", form_of(number))


def form_of(number: int) -> int:
    """Return a number that Qt can hold and that has the same form; for `self.tr`."""
    return number if 0 <= number < LARGEST else LARGEST + abs(number) % LARGEST
