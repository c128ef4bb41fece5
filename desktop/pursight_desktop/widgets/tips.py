"""Tooltips of what others have written: never taken for markup, and no longer than helps."""

from html import escape

from PySide6.QtGui import Qt

LONGEST = 600
"""Characters; a tooltip has no scroll bar."""


def plain_tip(text: str) -> str:
    """Return a text as a tooltip: Qt takes for HTML whatever looks like it."""
    short = text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
    if not Qt.mightBeRichText(short):
        return short
    return f'<span style="white-space: pre-wrap">{escape(short)}</span>'
