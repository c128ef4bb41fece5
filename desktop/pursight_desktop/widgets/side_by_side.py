"""SideBySide: two texts beside each other, what differs between them emphasised."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import escape
from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from pursight_desktop.theme import Tone, tokens
from pursight_desktop.widgets.labels import Label

LONGEST: Final = 4000
"""Words; of longer texts nothing is emphasised, since comparing them takes too long."""

_WORDS: Final = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text, and whether the other text has it too."""

    text: str
    same: bool


def compare(one: str, other: str) -> tuple[list[Piece], list[Piece]]:
    """Cut two texts into what they share and what only one of them has; word by word."""
    left, right = _WORDS.findall(one), _WORDS.findall(other)
    if len(left) + len(right) > LONGEST:
        return [Piece(one, same=False)], [Piece(other, same=False)]
    mine: list[Piece] = []
    theirs: list[Piece] = []
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        same = what == "equal"
        if a < b:
            mine.append(Piece("".join(left[a:b]), same))
        if c < d:
            theirs.append(Piece("".join(right[c:d]), same))
    return mine, theirs


class SideBySide(QWidget):
    """Two texts with headings.

    Args:
        mine: Heading and text of the left one.
        theirs: Heading and text of the right one.
    """

    def __init__(self, mine: tuple[str, str], theirs: tuple[str, str]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        left, right = compare(mine[1], theirs[1])
        self.mine = _Side(mine[0], mine[1], left, Tone.ACCENT)
        self.theirs = _Side(theirs[0], theirs[1], right, Tone.WARNING)
        row.addWidget(self.mine, 1)
        row.addWidget(self.theirs, 1)


class _Side(QFrame):
    def __init__(self, heading: str, text: str, pieces: list[Piece], tone: Tone) -> None:
        super().__init__()
        self.setObjectName("problem")
        self.setProperty("tone", "neutral")
        self._pieces, self._tone = pieces, tone
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(6)
        column.addWidget(Label(heading, "muted", wrap=True))
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.RichText)
        self.words.setWordWrap(True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.words.setAccessibleName(f"{heading}: {text}")
        column.addWidget(self.words)
        column.addStretch(1)
        self.text = text
        self._write()

    def _write(self) -> None:
        now = tokens()
        ink = now.ink(self._tone)
        parts = []
        for piece in self._pieces:
            said = escape(piece.text).replace("\n", "<br>").replace("  ", "&nbsp; ")
            if piece.same or not piece.text.strip():
                parts.append(said)
            else:
                style = f"color:{ink.strong};background:{ink.soft};font-weight:600"
                parts.append(f'<span style="{style}">{said}</span>')
        self.words.setText("".join(parts) or f'<span style="color:{now.faint}">–</span>')

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "words"):
            self._write()
        super().changeEvent(event)
