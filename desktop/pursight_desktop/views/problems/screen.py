"""The problems tray: a list of what waits for the person, both texts, decided by click or key."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from pursight.contracts.sync import Value
from pursight_desktop.background.desk import Desk
from pursight_desktop.background.keeping_up import KeepingUp
from pursight_desktop.background.place import Place
from pursight_desktop.operations.settling import send_edited, settle_all
from pursight_desktop.replica.store import Touched
from pursight_desktop.views.problems.pane import EditSheet, ProblemPane
from pursight_desktop.views.problems.waiting import Waiting, waiting
from pursight_desktop.views.problems.words import value_words, what_words, why_words
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.list_screen import ListScreen
from pursight_desktop.widgets.table import Cell, Column, DataTable, Mark, Text
from pursight_desktop.widgets.words import count

PANE_WIDTH = 440


class ProblemsScreen(ListScreen):
    """Conflicts and refused edits; settling them works offline too."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(PANE_WIDTH)
        self.heading.setText(self.tr("Problems"))
        self._desk, self._place = desk, place
        self._all: list[Waiting] = []
        self._shown = ""
        self.alike_button = Button(
            self.tr("Select alike"), "list-checks", tip=self.tr("Select all of this kind (A)"),
            clicked=self.select_alike,
        )  # fmt: skip
        self.mine_button = Button("", "check", clicked=lambda: self.settle("mine"))
        self.theirs_button = Button("", "x", clicked=lambda: self.settle("theirs"))
        self.add_buttons(self.alike_button, self.mine_button, self.theirs_button)
        self.table = DataTable(
            self._columns(), desk.read, name="problems", preferences=desk.preferences,
            key=lambda one: one.problem.mid,
        )  # fmt: skip
        self.deck.hold(self.table)
        self.table.setAccessibleName(self.tr("Problems"))
        self.table.current_changed.connect(self._choose)
        self.table.selection_changed.connect(lambda _count: self._show_bulk())
        self.table.add_action_menu(self._fill_menu)
        self._add_keys()
        self._show_bulk()
        KeepingUp(self, desk, self._concerned, lambda _news: self.refresh())
        self.refresh()

    # --- what the window asks ---

    def title(self) -> str:
        """Name the tab."""
        return self.tr("Problems")

    def icon(self) -> str:
        """Give the tab's icon."""
        return "triangle-alert"

    def place(self) -> Place:
        """Say where one is."""
        return Place("problems")

    def refresh(self) -> None:
        """Read the tray again."""
        self._desk.read(
            self, "tray", waiting, self._take, lambda e: self.deck.show_error(e, self.refresh),
            patient=True,
        )  # fmt: skip

    # --- the list ---

    def _columns(self) -> list[Column]:
        return [
            Column("outcome", self.tr("Problem"), self._outcome, 118),
            Column("subject", self.tr("About"), _subject, 150, stretch=True),
            Column("what", self.tr("What"), what_words, 114),
            Column("mine", self.tr("Yours"), _mine, 136, stretch=True),
            Column("theirs", self.tr("Theirs"), _theirs, 136, stretch=True),
            Column("why", self.tr("Why"), lambda one: Text(why_words(one), muted=True), 260,
                   shown=False),
        ]  # fmt: skip

    def _outcome(self, one: Waiting) -> Cell:
        if one.conflict:
            return Mark(self.tr("Conflict"), "warning", "git-merge")
        return Mark(self.tr("Refused"), "danger", "ban")

    def _take(self, found: list[Waiting]) -> None:
        was, self._all = self._all, found
        conflicts = sum(1 for one in found if one.conflict)
        refused = len(found) - conflicts
        words = self.tr("{conflicts} in conflict, {refused} refused") if found else ""
        self.detail.setText(words.format(conflicts=count(conflicts), refused=count(refused)))
        for button in (self.alike_button, self.mine_button, self.theirs_button):
            button.setVisible(bool(found))
        if not found:
            self.show_pane(None)
            self.deck.show_empty(
                "circle-check",
                self.tr("No problems"),
                self.tr(
                    "When somebody else changes what you have changed, or the server refuses an "
                    "edit, it waits here with both texts. Nothing you write is lost."
                ),
            )
            return
        self.deck.show_content(self.table)
        self.table.show_rows(found, keep=bool(was))
        if self.table.current_number() < 0:
            self.table.go_to(0)
        if not was:
            self.table.setFocus()
        self._choose(self.table.current())
        self._show_bulk()

    def _choose(self, one: Waiting | None) -> None:
        if one is None:
            return
        content = repr(one)
        if content == self._shown and self.pane() is not None:
            return
        self._shown = content
        self.show_pane(
            ProblemPane(
                self._desk,
                one,
                mine=lambda: self._settle([one], "mine"),
                theirs=lambda: self._settle([one], "theirs"),
                edit=(lambda: self.edit(one)) if EditSheet.fits(one) else None,
            )
        )

    def chosen(self) -> list[Waiting]:
        """Return what is selected; the one that is current when nothing is."""
        found = self.table.selected_loaded()
        current = self.table.current()
        return found or ([current] if current is not None else [])

    def _show_bulk(self) -> None:
        number = len(self.chosen())
        several = number > 1
        self.mine_button.setVisible(several)
        self.theirs_button.setVisible(several)
        self.mine_button.setText(self.tr("Keep mine ({n})").format(n=count(number)))
        self.theirs_button.setText(self.tr("Take theirs ({n})").format(n=count(number)))
        self.mine_button.setToolTip(self.tr("Send your own of all that are selected (M)"))
        self.theirs_button.setToolTip(self.tr("Let your own of all that are selected go (T)"))
        current = self.table.current()
        alike = sum(1 for one in self._all if current and one.likeness == current.likeness)
        self.alike_button.setEnabled(alike > 1)

    # --- what can be done ---

    def select_alike(self) -> None:
        """Select all that have the same fields and outcome as the one that is current."""
        current = self.table.current()
        if current is None:
            return
        self.table.select_rows(
            number
            for number in range(self.table.row_count())
            if (row := self.table.row(number)) is not None and row.likeness == current.likeness
        )
        self.table.setFocus()

    def settle(self, keep: Literal["mine", "theirs"]) -> None:
        """Decide all that are selected the same way."""
        self._settle(self.chosen(), keep)

    def edit(self, one: Waiting) -> None:
        """Write one anew; where that is done elsewhere, go there."""
        if one.problem.gone:
            return
        if not EditSheet.fits(one):
            self._desk.open(Place("asset", one.problem.subject_id))
            return

        def send(args: dict[str, Value]) -> None:
            self._desk.do(
                lambda store: send_edited(store, one.problem.mid, args),
                lambda _: sheet.accept(), sheet.failed, owner=sheet,
            )  # fmt: skip

        sheet = EditSheet(self, one, send)
        sheet.open()

    def _settle(self, those: list[Waiting], keep: Literal["mine", "theirs"]) -> None:
        if keep == "mine":  # what is gone cannot be written any more
            those = [one for one in those if not one.problem.gone]
        mids = [one.problem.mid for one in those]
        if mids:
            self._desk.do(lambda store: settle_all(store, mids, keep=keep))

    def _add_keys(self) -> None:
        calls: tuple[tuple[str, str, Callable[[], object]], ...] = (
            (self.tr("Keep mine"), "M", lambda: self.settle("mine")),
            (self.tr("Take theirs, or discard"), "T", lambda: self.settle("theirs")),
            (self.tr("Edit and send again"), "E", self._edit_current),
            (self.tr("Select alike"), "A", self.select_alike),
        )
        for words, keys, call in calls:
            action = QAction(words, self)
            shortcuts = [QKeySequence(keys)]
            if keys == "T":
                shortcuts += [QKeySequence("D"), QKeySequence("Delete")]
            action.setShortcuts(shortcuts)
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _=False, call=call: call())
            self.addAction(action)

    def _edit_current(self) -> None:
        current = self.table.current()
        if current is not None:
            self.edit(current)

    def _fill_menu(self, menu: QMenu, one: Waiting) -> None:
        keep = self.tr("Keep mine") if one.conflict else self.tr("Send again")
        drop = self.tr("Take theirs") if one.conflict else self.tr("Discard")
        menu.addAction(keep, lambda: self.settle("mine"))
        menu.addAction(drop, lambda: self.settle("theirs"))
        menu.addAction(self.tr("Edit…"), lambda: self.edit(one))

    # --- news ---

    def _concerned(self, touched: Touched) -> bool:
        others = bool(touched.entities & {"asset", "event"})
        return "tray" in touched.entities or (bool(self._all) and others)


def _subject(one: Waiting) -> Cell:
    path, _, name = one.problem.subject.rpartition(".")
    return Text(name or "?", strong=True, detail=path)


def _mine(one: Waiting) -> Cell:
    return " · ".join(value_words(field.field, field.mine) for field in one.problem.fields)


def _theirs(one: Waiting) -> Cell:
    text = " · ".join(value_words(field.field, field.theirs) for field in one.problem.fields)
    return Text(text or "–", muted=True)
