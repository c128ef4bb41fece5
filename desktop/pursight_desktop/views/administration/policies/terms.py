"""Terms: what a condition is held to, once it is known what it is about."""

from abc import abstractmethod
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pursight_desktop.operations.administering.policy_form import Condition

translate = QCoreApplication.translate

Test = tuple[str, str]
"""A test and its words."""


class Terms(QWidget):
    """The rest of a condition once it is known what it is about."""

    changed = Signal()

    @abstractmethod
    def tests(self) -> list[Test]:
        """List what can be asked."""

    @abstractmethod
    def made(self, test: str) -> Condition | None:
        """Make the condition; None while something is missing."""

    @abstractmethod
    def show_condition(self, condition: Any) -> str:
        """Show a condition; gives its test."""

    def missing(self) -> str:
        """Say what is missing."""
        return translate("PolicyWords", "Choose at least one value.")


def one_of() -> list[Test]:
    """Ask for one of some values, or none."""
    return [
        ("is", translate("PolicyWords", "is one of")),
        ("is_not", translate("PolicyWords", "is none of")),
    ]


def holding() -> list[Test]:
    """Ask whether it is so, or not."""
    return [
        ("yes", translate("PolicyWords", "is")),
        ("no", translate("PolicyWords", "is not")),
    ]


def hold(terms: Terms, field: QWidget) -> None:
    """Let terms be nothing but a field."""
    column = QVBoxLayout(terms)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(field)
