"""Trying a policy out before it is saved: who would gain or lose what, and whether oneself."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget
from typing_extensions import override

from pursight.errors import PurSightError
from pursight_desktop.background.desk import Desk
from pursight_desktop.background.job import Job
from pursight_desktop.operations.administering import policies
from pursight_desktop.operations.administering.policies import Difference, Part, Written
from pursight_desktop.operations.administering.way import USUAL, Way
from pursight_desktop.operations.administering.why import OF_ASSETS
from pursight_desktop.operations.online import Online
from pursight_desktop.theme import Tone
from pursight_desktop.views.administration.way_field import WayField
from pursight_desktop.widgets.dialogs import ask
from pursight_desktop.widgets.form import Form
from pursight_desktop.widgets.labels import Label
from pursight_desktop.widgets.permission_words import permission_words, subject_words
from pursight_desktop.widgets.problem_box import ProblemBox
from pursight_desktop.widgets.states import ProgressLine
from pursight_desktop.widgets.table import Cell, Column, DataTable, Text
from pursight_desktop.widgets.way_words import taken_words
from pursight_desktop.widgets.words import count

WIDTH, MOST_ROWS = 760, 7
SEEING = "catalog.read"
Save = Callable[[Online], Awaitable[object]]


class SimulationSheet(Form):
    """Shows what would change for whom; saving is offered once one could look.

    Args:
        desk: Of the console.
        parent: The window it lies over.
        title: The question.
        written: What the policy would say.
        replaces: The policy that it would be another version of.
        save: What the server is asked to do when the person wants it.
        verb: On the button that does it.
        note: One more line, such as that it is switched off.
    """

    saved = Signal(object)

    def __init__(
        self,
        desk: Desk,
        parent: QWidget,
        title: str,
        written: Written,
        *,
        replaces: UUID | None,
        save: Save,
        verb: str,
        note: str = "",
    ) -> None:
        super().__init__(parent, title, WIDTH)
        self._desk, self._written, self._replaces, self._save = desk, written, replaces, save
        self._job: Job | None = None
        self._found: list[Difference] = []
        self._looked_at = self._persons = 0
        self._yours_lost: tuple[str, ...] = ()
        self.looked = False
        explained = self.tr("Nothing is saved yet. This is who would gain or lose what.")
        self.add(Label(" ".join(part for part in (explained, note) if part), "muted", wrap=True))
        self.permission = QComboBox()
        for one in self._offered():
            self.permission.addItem(f"{subject_words(one)}: {permission_words(one)}", one)
        self.permission.currentIndexChanged.connect(lambda _: self.begin())
        self.field(self.tr("For doing what"), self.permission)
        self.way = WayField(self._beginning())
        self.way.changed.connect(self.begin)
        self.field(
            self.tr("From where they ask"),
            self.way,
            self.tr("Whether you would lock yourself out is looked at as you ask now"),
        )
        self.lock_out = ProblemBox({})
        self.add(self.lock_out)
        self.progress = ProgressLine()
        self.progress.cancelled.connect(self.stop)
        self.add(self.progress)
        self.summary = Label("", "strong", wrap=True)
        self.add(self.summary)
        self.taken = Label("", "muted", wrap=True)
        self.add(self.taken)
        self.table = DataTable(self._columns(), desk.read)
        self.table.setAccessibleName(self.tr("Who would feel it"))
        self.table.current_changed.connect(self._show_examples)
        self.add(self.table)
        self.examples = Label("", "muted", wrap=True)
        self.add(self.examples)
        self.set_confirm(verb, self._confirmed)
        self.begin()

    # --- looking ---

    def begin(self) -> None:
        """Look from the first person on."""
        self._cancel()
        self._found, self._looked_at, self._persons = [], 0, 0
        self._yours_lost, self.looked = (), False
        self.taken.clear()
        self.problem.clear()
        self.lock_out.hide()
        self._show()
        self._go_on(None)

    def stop(self) -> None:
        """Look no further; what was found stays, and one may save."""
        self._cancel()
        self.looked = self._looked_at > 0
        self._show()

    @override
    def done(self, result: int) -> None:
        self._cancel()
        super().done(result)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _go_on(self, after: UUID | None) -> None:
        written, replaces = self._written, self._replaces
        permission, way = str(self.permission.currentData()), self.way.way()

        def call(online: Online) -> Awaitable[Part]:
            return policies.simulate(
                online.asking, written, permission, replaces=replaces, after=after, way=way
            )

        self._job = self._desk.online(self, "part", call, self._take, self._failed)

    def _take(self, part: Part) -> None:
        self._job = None
        self._found += part.differences
        self._looked_at += part.looked_at
        self._persons = part.persons
        self._yours_lost = self._yours_lost or part.yours_lost
        self.taken.setText(taken_words(part.through, part.network))
        self.looked = part.following is None
        self._show_lock_out()
        if part.following is not None:
            self._go_on(part.following)
        self._show()

    def _failed(self, error: PurSightError) -> None:
        self._job = None
        self.progress.finish()
        self.problem.tell(error)

    # --- saving ---

    def _confirmed(self) -> bool:
        if self._yours_lost and not ask(
            self,
            self.tr("Lock yourself out?"),
            self.tr("You could not do this any more: {what}. Somebody else may have to undo it.")
            .format(what=self._lost_words()),
            self.tr("Go on nevertheless"),
            danger=True,
        ):  # fmt: skip
            return False
        self._cancel()
        self.wait()
        self._desk.online(self, "save", self._save, self._done, self.failed)
        return False

    def _done(self, answer: object) -> None:
        self.setEnabled(True)
        self.accept()
        self.saved.emit(answer)

    # --- showing ---

    def _offered(self) -> list[str]:
        named = list(self._written.actions)
        others = [one for one in OF_ASSETS if one not in named]
        if named:
            return named + others
        return [SEEING, *(one for one in others if one != SEEING)]

    def _beginning(self) -> Way:
        form = self._written.form
        return USUAL if form is None else form.felt_from()

    def _of_assets(self) -> bool:
        return self.permission.currentData() in OF_ASSETS

    def _columns(self) -> list[Column]:
        def gains(one: Difference) -> Cell:
            return self._number(one.gained, "success", "+")

        def loses(one: Difference) -> Cell:
            return self._number(one.lost, "danger", "−")

        def example(one: Difference) -> Cell:
            first = (*one.first_lost, *one.first_gained)
            return Text(first[0] if first else "", mono=True, muted=True)

        return [
            Column("name", self.tr("Person"),
                   lambda one: Text(one.name, strong=True, icon="user-round"), 180, stretch=True),
            Column("gained", self.tr("Gains"), gains, 110, order=lambda one: one.gained),
            Column("lost", self.tr("Loses"), loses, 110, order=lambda one: one.lost),
            Column("example", self.tr("For example"), example, 280, stretch=True),
        ]  # fmt: skip

    def _number(self, number: int, tone: str, sign: str) -> Cell:
        if not number:
            return Text("–", muted=True)
        if not self._of_assets():
            return Text(self.tr("this"), tone=tone)
        return Text(f"{sign}{count(number)}", tone=tone)

    def _show_lock_out(self) -> None:
        self.lock_out.hide()
        if self._yours_lost:
            at = self.body.indexOf(self.lock_out)
            self.lock_out.deleteLater()
            self.lock_out = ProblemBox(
                {
                    "message": self.tr("You would lock yourself out."),
                    "hint": self.tr("You could not do this any more: {what}.").format(
                        what=self._lost_words()
                    ),
                },
                Tone.DANGER,
            )
            self.lock_out.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
            self.body.insertWidget(at, self.lock_out)
            self.set_confirm(self.confirm_button.text(), self._confirmed, danger=True)

    def _lost_words(self) -> str:
        words = [permission_words(one) for one in self._yours_lost[:3]]
        more = len(self._yours_lost) - len(words)
        if more:
            words.append(self.tr("{n} more", None, more).format(n=count(more)))
        return "; ".join(words)

    def _show(self) -> None:
        busy = not self.looked and self._job is not None
        if busy or not self._looked_at:
            self.progress.show_progress(
                self._looked_at, self._persons, self.tr("Looking at people")
            )
        if self.looked:
            self.progress.finish()
        self.confirm_button.setEnabled(self.looked)
        self.summary.setText(self._said())
        self.taken.setVisible(bool(self.taken.text()))
        self.table.setVisible(bool(self._found))
        self.examples.setVisible(bool(self._found))
        if self._found:
            rows = min(len(self._found), MOST_ROWS)
            row = self.table.verticalHeader().defaultSectionSize()
            self.table.setFixedHeight(self.table.header.sizeHint().height() + rows * row + 16)
            self.table.show_rows(self._found, keep=self.table.current() is not None)
            if self.table.current() is None:
                self.table.go_to(0)
        self.adjustSize()

    def _said(self) -> str:
        gain = sum(bool(one.gained) for one in self._found)
        lose = sum(bool(one.lost) for one in self._found)
        parts = []
        if lose:
            parts.append(self.tr("{n} people lose something.", None, lose).format(n=count(lose)))
        if gain:
            parts.append(self.tr("{n} people gain something.", None, gain).format(n=count(gain)))
        if not parts and self.looked:
            parts.append(self.tr("Nobody would feel a difference."))
        if self._looked_at and self._looked_at < self._persons and self.looked:
            said = self.tr("Looked at {n} of {all} people.")
            parts.append(said.format(n=count(self._looked_at), all=count(self._persons)))
        return " ".join(parts)

    def _show_examples(self, one: Difference | None) -> None:
        lines = []
        if one is not None and one.first_lost:
            lines.append(self.tr("{name} loses: {what}").format(
                name=one.name, what=self._some(one.first_lost, one.lost)))  # fmt: skip
        if one is not None and one.first_gained:
            lines.append(self.tr("{name} gains: {what}").format(
                name=one.name, what=self._some(one.first_gained, one.gained)))  # fmt: skip
        self.examples.setText("\n".join(lines))

    def _some(self, first: tuple[str, ...], all_of_them: int) -> str:
        said = ", ".join(first)
        return f"{said} …" if all_of_them > len(first) else said
