"""ProblemBox: what went wrong and what next, set off from what is well."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from pursight_desktop.theme import Tone
from pursight_desktop.widgets.labels import Label, Picture


class ProblemBox(QFrame):
    """A problem as rows tell it: code, message, hint.

    Args:
        problem: Of a source, a scan; an agent's warning has a message alone.
        tone: Danger, or warning for what goes on nevertheless.
    """

    def __init__(self, problem: Mapping[str, Any], tone: Tone = Tone.DANGER) -> None:
        super().__init__()
        self.setObjectName("problem")
        self.setProperty("tone", str(tone))
        message = str(problem.get("message") or problem.get("code") or "")
        message = message[:1].upper() + message[1:]
        hint = str(problem.get("hint") or "")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(10)
        icon = "triangle-alert" if tone is Tone.DANGER else "circle-alert"
        row.addWidget(Picture(icon, 16, str(tone)), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(Label(message, wrap=True))
        if hint:
            column.addWidget(Label(hint, "muted", wrap=True))
        column.addStretch(1)
        row.addLayout(column, 1)
        self.setAccessibleName(f"{message} {hint}".strip())
