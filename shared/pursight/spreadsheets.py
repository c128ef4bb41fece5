"""What keeps a spreadsheet from taking a text of somebody's for a formula (pure)."""

from typing import Final

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe(text: str) -> str:
    """Put an apostrophe before what begins as a formula does.

    Source: OWASP, CSV Injection.
    """
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text
