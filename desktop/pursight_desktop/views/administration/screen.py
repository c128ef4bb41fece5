"""The screen of the administration: its sections on the left, the chosen one beside them."""

import importlib
import logging
from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.theme import icon
from pursight_desktop.views.administration.sections import Section, sections_for
from pursight_desktop.widgets.clearing import let_go_of
from pursight_desktop.widgets.states import Deck

WIDTH = 184
_log = logging.getLogger("pursight.console")


class SectionButton(QToolButton):
    """The way to a section; Qt lets arrow keys go to its neighbours."""

    def __init__(self, section: Section) -> None:
        super().__init__()
        self.setText("  " + section.titled())
        self.setAccessibleName(section.titled())
        self.setIcon(icon(section.icon))
        self.setIconSize(QSize(16, 16))
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


class AdministrationScreen(QWidget):
    """All sections that somebody may see; one at a time is shown.

    Attributes:
        buttons: By the section's name.
        deck: Shows the section, or why there is none.
    """

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__()
        self.setObjectName("surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk = desk
        self._made: dict[str, Any] = {}
        self._current = ""
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.sections: list[Section] = []
        self.buttons: dict[str, SectionButton] = {}
        self._side = QFrame()
        self._side.setObjectName("sidebar")
        self._side.setAccessibleName(self.tr("Sections"))
        self._side.setFixedWidth(WIDTH)
        self._column = QVBoxLayout(self._side)
        self._column.setContentsMargins(10, 16, 10, 10)
        self._column.setSpacing(2)
        outer.addWidget(self._side)
        self.deck, self._stack = Deck(), QStackedWidget()
        self.deck.hold(self._stack)
        outer.addWidget(self.deck, 1)
        self._show_sections(place)
        desk.status.connect(lambda _status: self._follow())

    def _follow(self) -> None:
        """Have the sections that the person may see now; what they may not see any more goes."""
        if sections_for(self._desk.account) == self.sections:
            return
        was_here = any(one.hasFocus() for one in self.buttons.values())
        self._show_sections(Place("administration"))
        for name in self._made.keys() - self.buttons.keys():
            gone = self._made.pop(name)
            self._stack.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        if was_here and self._current in self.buttons:
            self.buttons[self._current].setFocus()

    def _show_sections(self, place: Place) -> None:
        self.sections = sections_for(self._desk.account)
        self._list_sections()
        names = [section.name for section in self.sections]
        wanted = self._current or place.arg("section")
        if names:
            self.go_to(wanted if wanted in names else names[0], place)
            return
        self._current = ""
        self.deck.show_empty(
            "shield",
            self.tr("Nothing to administer"),
            self.tr("Your roles do not allow to see who may do what. Ask an administrator."),
        )

    def _list_sections(self) -> None:
        let_go_of(self._column)
        self.buttons.clear()
        group = self.sections[0].group if self.sections else ""
        for section in self.sections:
            if section.group != group:
                self._column.addSpacing(12)
                group = section.group
            button = SectionButton(section)
            button.clicked.connect(partial(self.go_to, section.name))
            self.buttons[section.name] = button
            self._column.addWidget(button)
        self._column.addStretch(1)
        self._side.setVisible(bool(self.sections))

    def go_to(self, name: str, place: Place | bool | None = None) -> None:
        """Show a section; it is made when it is first wanted.

        Args:
            name: Of the section.
            place: What it is to begin with; a click gives none.
        """
        if name not in self._made:
            begin = place if isinstance(place, Place) else Place("administration")
            try:
                module = importlib.import_module(f"{__package__}.{name}")
                self._made[name] = module.make(self._desk, begin)
            except Exception as error:  # noqa: BLE001  border: one section must not take the others along
                _log.exception("the section %s could not be made", name)
                self.deck.show_error(error, partial(self.go_to, name))
                return
            self._stack.addWidget(self._made[name])
        self._current = name
        self.buttons[name].setChecked(True)
        self._stack.setCurrentWidget(self._made[name])
        self.deck.show_content(self._stack)

    def section(self) -> QWidget | None:
        """Return the section that is shown."""
        made: QWidget | None = self._made.get(self._current)
        return made

    # --- what the window asks ---

    def title(self) -> str:
        """Name the tab."""
        return self.tr("Administration")

    def icon(self) -> str:
        """Give the tab's icon."""
        return "shield"

    def place(self) -> Place:
        """Say where one is: the section, and what is chosen in it."""
        shown = self._made.get(self._current)
        chosen = shown.chosen() if shown is not None and hasattr(shown, "chosen") else None
        within = shown.within() if shown is not None and hasattr(shown, "within") else {}
        return Place("administration", chosen).having(section=self._current, **within)

    def refresh(self) -> None:
        """Look again."""
        shown = self._made.get(self._current)
        if shown is not None:
            shown.refresh()

    def unsaved(self) -> str:
        """Return what is being written in any section and not kept yet."""
        written = (str(one.unsaved()) for one in self._made.values() if hasattr(one, "unsaved"))
        return "\n\n".join(text for text in written if text)
