"""Forms of the administration: what the server refuses is said at the field it is about."""

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import TypeVar

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from pursight.errors import PurSightError
from pursight_desktop.background.desk import Desk
from pursight_desktop.operations.online import Online
from pursight_desktop.session.answers import ServerRefused
from pursight_desktop.views.administration.sending import SendingForm
from pursight_desktop.widgets.problem_box import ProblemPlace

translate = QCoreApplication.translate
T = TypeVar("T")

FOUR_EYES = "four_eyes.needed"
CHANGED = "precondition.failed"


class Explained(PurSightError):
    """What the server refused, in words that fit the console."""

    code = "console.explained"


def code_of(error: PurSightError) -> str:
    """Return the code by which the server refused; ours where it was not the server."""
    return error.problem.code if isinstance(error, ServerRefused) else error.code


def explained(error: PurSightError) -> PurSightError:
    """Say what administrators can do about a refusal that the server words for programs."""
    match code_of(error):
        case "four_eyes.needed":
            return Explained(
                translate("explained", "Giving somebody more takes two people here."),
                hint=translate(
                    "explained",
                    "Leave that out here, and ask for it with “Give a role…”: somebody else "
                    "approves it. Taking away needs nobody else.",
                ),
            )
        case "precondition.failed":
            return Explained(
                translate("explained", "Somebody else has changed this meanwhile."),
                hint=translate(
                    "explained",
                    "Close this and open it again to see how it is now. Copy first what you want "
                    "to keep of what you wrote.",
                ),
            )
        case "permission.missing":
            return Explained(
                translate("explained", "Your roles do not allow this any more."),
                hint=translate("explained", "Ask an administrator."),
            )
        case _:
            return error


def out_of_date(error: PurSightError) -> PurSightError | None:
    """Word that what was done came too late for what is listed; None for any other error."""
    status = error.problem.status if isinstance(error, ServerRefused) else 0
    if status == HTTPStatus.NOT_FOUND:
        return Explained(
            translate("explained", "This is not there any more: somebody else was quicker."),
            hint=translate("explained", "It is read again."),
        )
    if code_of(error) == CHANGED:
        return Explained(
            translate("explained", "Somebody else has changed this meanwhile."),
            hint=translate("explained", "It is read again: look at it before you go on."),
        )
    return None


class AdministrationForm(SendingForm):
    """A form that puts what is wrong with a field below that field.

    Attributes:
        grows: Whether something in it takes the room that there is.
    """

    grows = False

    def __init__(self, parent: QWidget, title: str, width: int = 520) -> None:
        super().__init__(parent, title, width)
        self._begun = self._whole = False
        self._places: list[tuple[tuple[str, ...], ProblemPlace, QWidget]] = []

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Leave room that is not needed at the bottom, not between the fields."""
        if not self._whole:
            self._whole = True
            self.body.addStretch(0 if self.grows else 1)
        super().showEvent(event)

    @override
    def field(self, name: str, widget: QWidget, hint: str = "") -> None:
        """Put a named field to the end; one types into the first."""
        super().field(name, widget, hint)
        if not self._begun:
            self._begun = True
            widget.setFocus()

    def about(self, widget: QWidget, *said: str) -> None:
        """Take the field that was put last as the one that some problems are about.

        Args:
            widget: To go to then.
            said: Beginnings of codes, such as `password.`, or names of fields, such as `/email`.
        """
        place = ProblemPlace()
        self.add(place)
        self._places.append((said, place, widget))

    def send(
        self,
        desk: Desk,
        call: Callable[[Online], Awaitable[T]],
        said: str,
        then: Callable[[T], object],
    ) -> bool:
        """Ask the server; gives what keeps the form open until it has done so.

        Args:
            desk: Of the console.
            call: What is asked.
            said: Shown afterwards; empty for nothing.
            then: Is told the answer afterwards.
        """
        return self.ask_server(desk, call, then, said)

    @override
    def nothing_wrong(self) -> None:
        super().nothing_wrong()
        for _, place, _ in self._places:
            place.clear()

    @override
    def refused(self, error: PurSightError) -> None:
        """Say what is wrong where it was typed; all that was typed stays."""
        told = explained(error)
        codes = [code_of(error)]
        if isinstance(error, ServerRefused):
            codes += [one.at for one in error.problem.errors]
        for said, place, widget in self._places:
            if any(code.startswith(one) or code.endswith(one) for code in codes for one in said):
                self.confirm_button.setEnabled(True)
                place.tell(told)
                widget.setFocus()
                return
        super().refused(told)

    def told(self) -> str:
        """Return what is said to be wrong; empty for nothing."""
        boxes = [place.told() for _, place, _ in self._places]
        boxes.append(self.problem.told())
        return " ".join(box for box in boxes if box)
