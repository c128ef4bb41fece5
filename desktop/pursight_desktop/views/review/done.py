"""What the queue says when nothing waits: all done, filtered away, or not here yet."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from pursight_desktop.widgets.states import Deck
from pursight_desktop.widgets.words import count

translate = QCoreApplication.translate


def say_done(deck: Deck, undo: Callable[[], object] | None) -> None:
    """Say that all is decided; the last decision can be taken back even so."""
    deck.show_empty(
        "circle-check",
        translate("Review", "Nothing waits for you"),
        translate(
            "Review",
            "Every column is decided. What the next scan is not sure about will come up here.",
        ),
        (translate("Review", "Undo the last decision (U)"), undo) if undo is not None else None,
    )


def say_filtered(deck: Deck, others: int, show_all: Callable[[], object]) -> None:
    """Say that only the filters leave nothing."""
    deck.show_empty(
        "list-filter",
        translate("Review", "Nothing waits with these filters"),
        translate("Review", "Without them there is more: {n}.").format(n=count(others)),
        (translate("Review", "Clear filters"), show_all),
    )


def say_filling(deck: Deck) -> None:
    """Say that the replica is not whole yet."""
    deck.show_empty(
        "inbox",
        translate("Review", "Nothing waits so far"),
        translate(
            "Review", "The local copy is still filling; what waits for you will come up here."
        ),
    )
