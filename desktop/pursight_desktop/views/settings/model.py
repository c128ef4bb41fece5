"""The classification's model: what judges, what would change, training, thresholds."""

from collections.abc import Awaitable, Callable
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pursight.clock import SystemClock
from pursight.errors import PurSightError
from pursight_desktop.background.availability import why_not
from pursight_desktop.background.desk import Desk
from pursight_desktop.operations.models import ModelPicture, ModelState, ModelVersion
from pursight_desktop.operations.online import Online
from pursight_desktop.views.settings.model_difference import Difference
from pursight_desktop.views.settings.model_thresholds import ThresholdsSheet
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.clearing import let_go_of
from pursight_desktop.widgets.containers import Card, Facts
from pursight_desktop.widgets.dialogs import ask
from pursight_desktop.widgets.labels import Chip, Label
from pursight_desktop.widgets.list_screen import ServerButtons
from pursight_desktop.widgets.states import ProgressLine
from pursight_desktop.widgets.words import ago, count

_AGAIN_MILLISECONDS = 2_000


class ModelCard(Card):
    """Versions, the one in use, and the difference that another would make."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("")
        self._desk, self._clock = desk, SystemClock()
        self.picture: ModelPicture | None = None
        self._needs_server, self._made_anew = ServerButtons(), ServerButtons()
        self.says = Label("", "muted", wrap=True)
        self.add(self.says)
        self.facts = Facts(180)
        self.add(self.facts)
        row = QHBoxLayout()
        self.train_button = Button(self.tr("Train a new version"), clicked=self.train)
        self.thresholds_button = Button(self.tr("Thresholds…"), clicked=self.set_thresholds)
        for button in (self.train_button, self.thresholds_button):
            row.addWidget(button)
        row.addStretch(1)
        self.body.addLayout(row)
        self._needs_server.add(self.train_button, self.thresholds_button)
        self.progress = ProgressLine()
        self.progress.cancelled.connect(self.cancel_training)
        self.add(self.progress)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.body.addLayout(self._rows)
        self.difference = Difference()
        self.difference.settled.connect(self.settle)
        self._needs_server.add(*self.difference.buttons)
        self.add(self.difference)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AGAIN_MILLISECONDS)
        self._timer.timeout.connect(self.ask_again)
        self._parts = (self.facts, self.progress, self.difference)
        for part in self._parts:
            part.hide()
        desk.status.connect(self.look)
        self.look()

    def look(self) -> None:
        """Ask the server, once it can be asked; what was shown stays while it cannot."""
        reason = why_not(self._desk)
        for buttons in (self._needs_server, self._made_anew):
            buttons.set_reason(reason)
        if reason:
            self._timer.stop()
            if self.picture is None:
                self._say(reason)
        elif self.picture is None and not self.says.text():
            self._say(self.tr("Asking the server…"))
            self.ask_again()
        elif self.picture is None:
            self.ask_again()

    def ask_again(self) -> None:
        """Ask how things stand."""
        self._desk.online(self, "model", lambda online: online.model(), self.show_it, self._failed)

    def show_it(self, picture: ModelPicture) -> None:
        """Show how things stand; look again soon while the server works on something."""
        self.picture = picture
        state = picture.state
        self._say("")
        self.facts.show()
        self.facts.show_facts(self._facts(state))
        self._show_progress(state)
        self._made_anew.clear()
        let_go_of(self._rows)
        for version in picture.versions:
            self._rows.addWidget(self._row(version, state))
        preview = state.preview
        ready = preview is not None and not preview.is_under_way
        self.difference.setVisible(ready)
        if preview is not None and ready:
            self.difference.show_difference(preview, picture.changes)
        self._made_anew.set_reason(why_not(self._desk))
        if state.training is not None or (preview is not None and preview.is_under_way):
            self._timer.start()

    def train(self) -> None:
        """Have a new version trained."""
        self._do("train", lambda online: online.train_model())

    def cancel_training(self) -> None:
        """Give a training, or a comparison, up."""
        if self.picture is None:
            return
        training, preview = self.picture.state.training, self.picture.state.preview
        if training is not None:
            number = training.number
            self._do("cancel", lambda online: online.cancel_training(number))
        elif preview is not None:
            self.settle("discard")

    def compare(self, number: int) -> None:
        """See what a version would change."""
        self._do("compare", lambda online: online.compare_model(number))

    def set_thresholds(self) -> None:
        """Ask for other thresholds, and see what they would change."""
        if self.picture is None:
            return
        active = self.picture.state.active
        known = {} if active is None else active.thresholds
        ThresholdsSheet(self, self._desk, known, self.ask_again).open()

    def settle(self, verb: str) -> None:
        """Activate what was compared, once the person has confirmed; discard it; compare again."""
        preview = None if self.picture is None else self.picture.state.preview
        if preview is None:
            return
        if verb == "activate":
            title = self.tr("Judge by version {number} from now on?").format(number=preview.number)
            text = self.tr(
                "{changed} columns change at once, for everybody. What people have decided stands. "
                "Agents use it from their next poll on. You can go back by comparing and "
                "activating an older version."
            ).format(changed=count(preview.changed))
            if not ask(self, title, text, self.tr("Activate")):
                return
        self._do(verb, lambda online: online.settle_model(preview.id, verb))

    def _facts(self, state: ModelState) -> list[tuple[str, str | QWidget]]:
        if state.active is None:
            used = self.tr("The one that came with each agent")
        else:
            used = self.tr("Version {number}, since {when}, by {who}").format(
                number=state.active.number,
                when=ago(state.active.activated_at, self._clock.now()),
                who=state.active.activated_by_name,
            )
        learnt = count(state.decisions)
        if state.decisions < state.fewest_decisions:
            learnt = self.tr("{n} of at least {fewest}").format(
                n=learnt, fewest=state.fewest_decisions
            )
        return [
            (self.tr("In use"), used),
            (self.tr("Columns it can judge again"), count(state.columns)),
            (self.tr("Decisions to learn from"), learnt),
        ]

    def _show_progress(self, state: ModelState) -> None:
        if state.training is not None:
            words = self.tr("Version {number} is being trained")
            self.progress.show_progress(0, 0, words.format(number=state.training.number))
            self.progress.words.setText(words.format(number=state.training.number))
        elif state.preview is not None and state.preview.is_under_way:
            words = self.tr("Version {number} is being compared")
            self.progress.show_progress(
                state.preview.done, state.preview.total, words.format(number=state.preview.number)
            )
        else:
            self.progress.finish()

    def _row(self, version: ModelVersion, state: ModelState) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(Label(self.tr("Version {number}").format(number=version.number), "strong"))
        in_use = state.active is not None and state.active.number == version.number
        if in_use:
            line.addWidget(Chip(self.tr("In use"), "accent"))
        line.addWidget(Label(self._about(version), "muted", wrap=True), 1)
        if version.state == "ready":
            button = Button(self.tr("Compare"), clicked=partial(self.compare, version.number))
            words = self.tr("See what version {number} would change")
            button.setAccessibleName(words.format(number=version.number))
            self._made_anew.add(button)
            line.addWidget(button)
        return row

    def _about(self, version: ModelVersion) -> str:
        when = ago(version.created_at, self._clock.now())
        if version.state == "failed":
            return self.tr("failed: {why}").format(why=version.problem)
        if version.state == "cancelled":
            return self.tr("cancelled")
        if version.is_being_made:
            return self.tr("being trained")
        if version.origin == "builtin":
            return self.tr("came with the server")
        said = self.tr("{when}, by {who}, from {n} decisions").format(
            when=when, who=version.made_by_name, n=count(version.decisions)
        )
        score, before = version.score(), version.score("active")
        if score is not None and before is not None:
            words = self.tr("F1 on unseen decisions: {score} (the one in use then: {before})")
            said += " · " + words.format(score=f"{score:.0%}", before=f"{before:.0%}")
        return said

    def _do(self, name: str, call: Callable[[Online], Awaitable[None]]) -> None:
        self._desk.online(self, name, call, lambda _done: self.ask_again())

    def _failed(self, error: PurSightError) -> None:
        if self.picture is None:
            self._say(f"{error.message} {error.hint}".strip())

    def _say(self, text: str) -> None:
        self.says.setText(text)
        self.says.setVisible(bool(text))
