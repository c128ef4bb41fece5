"""Room in the pane of an entry for what came of proving it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pursight.errors import PurSightError
from pursight_desktop.theme import Tone
from pursight_desktop.widgets.labels import Chip, Label
from pursight_desktop.widgets.problem_box import ProblemPlace


class ProofPlace(QWidget):
    """Hidden until a proof was tried; then it says what came of it."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.mark = Chip(self.tr("Proven"), Tone.SUCCESS, "shield-check")
        self.words = Label("", wrap=True)
        self.problem = ProblemPlace()
        for widget in (self.mark, self.words, self.problem):
            column.addWidget(widget)
        self.hide()

    def show_proof(self, words: str) -> None:
        """Say what is proven."""
        self.problem.clear()
        self.words.setText(words)
        self.mark.show()
        self.words.show()
        self.show()

    def show_problem(self, error: PurSightError) -> None:
        """Say why nothing is proven."""
        self.mark.hide()
        self.words.hide()
        self.problem.tell(error)
        self.show()
