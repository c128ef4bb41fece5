"""ProblemBox: what went wrong and what next, set off from what is well."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from pursight.errors import PurSightError
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


class ProblemPlace(QWidget):
    """Room for one problem beside what a person did; hidden while there is none."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._box: ProblemBox | None = None
        self.hide()

    def tell(self, error: PurSightError) -> None:
        """Show what went wrong and what next."""
        self.clear()
        self._box = ProblemBox({"message": error.message, "hint": error.hint})
        self._column.addWidget(self._box)
        self.show()

    def clear(self) -> None:
        """Show nothing any more."""
        if self._box is not None:
            self._box.hide()
            self._box.deleteLater()
            self._box = None
        self.hide()

    def told(self) -> str:
        """Return what is shown; empty for nothing."""
        return self._box.accessibleName() if self._box is not None else ""
