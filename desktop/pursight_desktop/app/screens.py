"""The screens by name: their titles and icons, and how one is made without ever failing."""

import importlib
import logging
from dataclasses import dataclass
from types import ModuleType
from typing import Protocol, cast

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pursight.errors import PurSightError
from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.session.account import Account
from pursight_desktop.views.administration.sections import SECTIONS
from pursight_desktop.widgets.states import EmptyState, ErrorState

VIEWS = "pursight_desktop.views"

_log = logging.getLogger("pursight.console")


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen as the sidebar, the palette and the shortcut sheet name it."""

    name: str
    title: str
    icon: str
    group: str = ""
    needs: frozenset[str] = frozenset()
    """Who has none of these permissions is not shown the way to it; none means everybody."""

    def titled(self) -> str:
        """Return the title in the language of the user interface."""
        return QCoreApplication.translate("screens", self.title)

    def is_for(self, account: Account) -> bool:
        """Whether somebody has something to do there."""
        return not self.needs or any(account.may(one) for one in self.needs)


SCREENS = (
    Screen("home", str(QT_TRANSLATE_NOOP("screens", "Home")), "house"),
    Screen("catalog", str(QT_TRANSLATE_NOOP("screens", "Catalog")), "library"),
    Screen("search", str(QT_TRANSLATE_NOOP("screens", "Search")), "search"),
    Screen("review", str(QT_TRANSLATE_NOOP("screens", "Review")), "list-checks"),
    Screen("sources", str(QT_TRANSLATE_NOOP("screens", "Sources")), "database", "estate"),
    Screen("scans", str(QT_TRANSLATE_NOOP("screens", "Scans")), "radar", "estate"),
    Screen("agents", str(QT_TRANSLATE_NOOP("screens", "Agents")), "bot", "estate"),
    Screen("activity", str(QT_TRANSLATE_NOOP("screens", "Activity")), "history", "record"),
    Screen("problems", str(QT_TRANSLATE_NOOP("screens", "Problems")), "triangle-alert", "record"),
    Screen("requests", str(QT_TRANSLATE_NOOP("screens", "Requests")), "inbox", "access"),
    Screen(
        "administration",
        str(QT_TRANSLATE_NOOP("screens", "Administration")),
        "shield",
        "access",
        frozenset(one for section in SECTIONS for one in section.all_needs()),
    ),
    Screen("settings", str(QT_TRANSLATE_NOOP("screens", "Settings")), "settings", "access"),
)
"""In the order of the sidebar; Ctrl+1 to Ctrl+9 go to the first nine."""


def screens_for(account: Account) -> list[Screen]:
    """List the screens that somebody is shown the way to."""
    return [screen for screen in SCREENS if screen.is_for(account)]


class Shown(Protocol):
    """What a screen's widget offers to the window."""

    def title(self) -> str:
        """Its name, for the tab."""
        ...

    def icon(self) -> str:
        """Its icon, for the tab."""
        ...

    def place(self) -> Place:
        """Where one is, with what was chosen there; going back comes here."""
        ...

    def refresh(self) -> None:
        """Look again."""
        ...


class Failed(QWidget):
    """Stands where a screen could not be made; says so and offers to try again."""

    def __init__(self, place: Place, state: QWidget) -> None:
        super().__init__()
        self.setObjectName("surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._place = place
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(state)

    def title(self) -> str:
        """Name the screen that is missing."""
        named = (s.titled() for s in SCREENS if s.name == self._place.screen)
        return next(named, self._place.screen.capitalize())

    def icon(self) -> str:
        """Return the sign of something wrong."""
        return "triangle-alert"

    def place(self) -> Place:
        """Return where one wanted to go."""
        return self._place

    def refresh(self) -> None:
        """Nothing changes by looking again; the button makes the screen anew."""


def make_screen(desk: Desk, place: Place) -> QWidget:
    """Make the screen of a place; what fails becomes a `Failed` that says what happened."""
    name = f"{VIEWS}.{place.screen}"
    try:
        return cast(QWidget, _module(name).make(desk, place))
    except ModuleNotFoundError as error:
        if error.name is None or not name.startswith(error.name):
            return _failed(desk, place, error)
        words = QCoreApplication.translate("screens", "There is no such screen")
        hint = QCoreApplication.translate(
            "screens", "This version of the console does not have it. Choose another on the left."
        )
        return Failed(place, EmptyState("circle-question-mark", words, hint))
    except PurSightError as error:
        return _failed(desk, place, error)
    except Exception as error:  # noqa: BLE001  border: one screen must not take the others along
        _log.exception("the screen %s could not be made", place.screen)
        return _failed(desk, place, error)


def _module(name: str) -> ModuleType:
    return importlib.import_module(name)


def _failed(desk: Desk, place: Place, error: Exception) -> Failed:
    return Failed(place, ErrorState(error, lambda: desk.open(place)))


def unsaved_in(widget: QWidget) -> str:
    """Return what a person is writing on a screen and has not kept; empty for nothing."""
    return str(widget.unsaved()) if hasattr(widget, "unsaved") else ""


def actions_of(widget: QWidget | None) -> list[QAction]:
    """Return the actions that a screen offers; Qt's own `actions` where it declares none."""
    return list(widget.actions()) if widget is not None else []
