"""Writing a policy: as a form or as Cedar text, tried out before it is saved."""

from collections.abc import Awaitable, Callable

from PySide6.QtCore import QCoreApplication, QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QLineEdit,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from pursight.errors import PurSightError
from pursight_desktop.background.desk import Desk
from pursight_desktop.operations.administering import policies
from pursight_desktop.operations.administering.policies import (
    Checked,
    Policy,
    Wanted,
    Written,
    line_of,
)
from pursight_desktop.operations.administering.policy_form import PolicyForm
from pursight_desktop.operations.administering.policy_proposals import Proposal
from pursight_desktop.operations.asking import Tagged
from pursight_desktop.operations.online import Online
from pursight_desktop.session.answers import ServerRefused
from pursight_desktop.views.administration.policies.cedar_text import CedarText
from pursight_desktop.views.administration.policies.form_page import FormPage
from pursight_desktop.views.administration.policies.saving import SavingSheet
from pursight_desktop.views.administration.policies.vocabulary import Vocabulary
from pursight_desktop.widgets.dialogs import ask
from pursight_desktop.widgets.form import Form
from pursight_desktop.widgets.labels import Label

WIDTH, HEIGHT = 900, 680
PAUSE_MS = 400
FORM, TEXT, NAMES = 0, 1, 2


class PolicyEditor(Form):
    """A new policy, or another version of one.

    Args:
        desk: Of the console.
        parent: The window it lies over.
        vocabulary: What can be chosen.
        policy: As the server has it now; None for a new one.
    """

    saved = Signal(object)
    asked = Signal(object)

    def __init__(
        self,
        desk: Desk,
        parent: QWidget,
        vocabulary: Vocabulary,
        policy: Tagged[Policy] | None = None,
    ) -> None:
        old = policy.value if policy is not None else None
        super().__init__(parent, self._titled(old), WIDTH)
        self._desk, self._policy, self._old = desk, policy, old
        self.resize(WIDTH, HEIGHT)
        self._add_names(old)
        self._add_pages(vocabulary)
        self.enabled = QCheckBox(self.tr("In force as soon as it is saved"))
        self.enabled.setChecked(True)
        self.enabled.setVisible(old is None)
        self.add(self.enabled)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.check)
        self._begin(old)
        self.text.textChanged.connect(self._typed)
        self.page.changed.connect(self.problem.clear)
        self.name.textChanged.connect(lambda _: self._unnamed.hide())
        self.tabs.currentChanged.connect(self._go_to)
        self.set_confirm(self.tr("See what changes…"), self._confirmed)
        self.name.setFocus()
        self._at_first: dict[int, object] = {
            FORM: self.page.form(), TEXT: self.text.toPlainText(), NAMES: self._names(),
        }  # fmt: skip

    def _titled(self, old: Policy | None) -> str:
        if old is None:
            return QCoreApplication.translate("PolicyEditor", "New policy")
        return QCoreApplication.translate("PolicyEditor", "Edit {name}").format(name=old.name)

    def _add_names(self, old: Policy | None) -> None:
        both = QWidget()
        grid = QGridLayout(both)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        self.name = QLineEdit(old.name if old else "")
        self.name.setPlaceholderText(self.tr("Personnel files"))
        self.name.setMaxLength(120)
        self.description = QLineEdit(old.description if old else "")
        self.description.setPlaceholderText(self.tr("For whoever reads it later"))
        self.description.setMaxLength(2000)
        self._unnamed = Label(self.tr("Give it a name."), "caption")
        self._unnamed.setProperty("tone", "danger")
        self._unnamed.hide()
        for place, (words, field) in enumerate(
            ((self.tr("Name"), self.name), (self.tr("Why it is there"), self.description))
        ):
            label = Label(words, "strong")
            label.setBuddy(field)
            field.setAccessibleName(words)
            grid.addWidget(label, 0, place)
            grid.addWidget(field, 1, place)
        grid.addWidget(self._unnamed, 2, 0)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        self.add(both)

    def _add_pages(self, vocabulary: Vocabulary) -> None:
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.addTab(self.tr("As a form"))
        self.tabs.addTab(self.tr("As Cedar text"))
        self.tabs.setAccessibleName(self.tr("How it is written"))
        self.add(self.tabs)
        self.page = FormPage(self._desk, vocabulary)
        self.text = CedarText()
        self.said = Label("", "caption", wrap=True)
        text = QWidget()
        column = QVBoxLayout(text)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.text, 1)
        column.addWidget(self.said)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.page)
        self.pages.addWidget(text)
        self.body.addWidget(self.pages, 1)

    def _begin(self, old: Policy | None) -> None:
        if old is None:
            self.page.show_form(PolicyForm())
            return
        self.text.setPlainText(old.text)
        if old.form is not None:
            self.page.show_form(old.form)
            return
        self.tabs.setCurrentIndex(TEXT)
        self.pages.setCurrentIndex(TEXT)
        self._tell_no_form()

    def written(self) -> Written | None:
        """Return what is written now; None while something is missing."""
        if self.pages.currentIndex() == TEXT:
            return Written(text=self.text.toPlainText())
        form = self.page.form()
        return None if form is None else Written(form=form)

    # --- leaving ---

    @override
    def reject(self) -> None:
        """Leave; what was written is not thrown away unasked."""
        if not self.changed() or ask(
            self,
            self.tr("Throw away what you wrote?"),
            self.tr("It is saved nowhere yet."),
            self.tr("Throw away"),
            danger=True,
        ):
            super().reject()

    def changed(self) -> bool:
        """Whether anything was written that is not saved."""
        page = self.pages.currentIndex()
        now = self.text.toPlainText() if page == TEXT else self.page.form()
        return self._at_first[NAMES] != self._names() or self._at_first[page] != now

    def _names(self) -> tuple[str, str, bool]:
        return self.name.text(), self.description.text(), self.enabled.isChecked()

    # --- form and text ---

    def _go_to(self, wanted: int) -> None:
        if wanted == self.pages.currentIndex():
            return
        written = self.written()
        if written is None:
            self.page.complain()
            self._stay()
            return
        if wanted == FORM and not self.text.toPlainText().strip():
            self._show_page(FORM)
            return

        def spelled(checked: Checked) -> None:
            if self.written() != written:  # it was written on meanwhile: that counts
                self._stay()
                return
            same = not self.changed()
            self.text.mark(0)
            if wanted == TEXT:
                with QSignalBlocker(self.text):
                    self.text.setPlainText(checked.text)
                self._show_page(TEXT)
                self._tell_fine()
            elif checked.form is not None:
                self.page.show_form(checked.form)
                self._show_page(FORM)
            else:
                self._stay()
                self._tell_no_form()
            if same:
                self._at_first |= {FORM: self.page.form(), TEXT: self.text.toPlainText()}

        def refused(error: PurSightError) -> None:
            self._stay()
            self._refused(error)

        self._ask(written, spelled, refused)

    def _show_page(self, page: int) -> None:
        self.problem.clear()
        self.pages.setCurrentIndex(page)

    def _stay(self) -> None:
        with QSignalBlocker(self.tabs):
            self.tabs.setCurrentIndex(self.pages.currentIndex())
        self.tabs.update()

    # --- checking ---

    def _typed(self) -> None:
        self.problem.clear()
        self._pause.start()

    def check(self) -> None:
        """Have the text checked."""
        if self.pages.currentIndex() != TEXT or not self.text.toPlainText().strip():
            return

        def fine(_checked: Checked) -> None:
            self.text.mark(0)
            self._tell_fine()

        self._ask(Written(text=self.text.toPlainText()), fine, self._refused)

    def _ask(
        self,
        written: Written,
        done: Callable[[Checked], None],
        failed: Callable[[PurSightError], None],
    ) -> None:
        """Have something checked; whatever else was being checked is not waited for any more."""
        self._pause.stop()
        self.confirm_button.setEnabled(True)

        def call(online: Online) -> Awaitable[Checked]:
            return policies.check(online.asking, written)

        self._desk.online(self, "check", call, done, failed)

    def _tell_fine(self) -> None:
        self._say(self.tr("This can be saved."), "success")

    def _tell_no_form(self) -> None:
        self._say(self.tr("This says more than the form can show; it is edited as text."), "")

    def _say(self, text: str, tone: str) -> None:
        self.said.setProperty("tone", tone)
        self.said.style().unpolish(self.said)
        self.said.style().polish(self.said)
        self.said.setText(text)

    def _refused(self, error: PurSightError) -> None:
        """Show at the place what the server does not take."""
        self.confirm_button.setEnabled(True)
        if self.pages.currentIndex() == TEXT and not isinstance(error, ServerRefused):
            self._say(_both(error), "warning")
        elif self.pages.currentIndex() == TEXT:
            self.text.mark(line_of(error.message))
            self._say(_both(error), "danger")
        elif not self._refused_at(error):
            self.failed(error)

    def _refused_at(self, error: PurSightError) -> bool:
        wrong = error.problem.errors if isinstance(error, ServerRefused) else ()
        return bool(wrong) and all(self.page.refuse(one.at, one.message) for one in wrong)

    # --- saving ---

    def _confirmed(self) -> bool:
        self.problem.clear()
        named = bool(self.name.text().strip())
        self._unnamed.setVisible(not named)
        if not named:
            self.name.setFocus()
        written = self.written()
        if written is None:
            self.page.complain()
        if written is None or not named:
            return False
        self._stay()
        self._ask(written, lambda _checked: self._try_out(written), self._refused)
        self.confirm_button.setEnabled(False)
        return False

    def _try_out(self, written: Written) -> None:
        self.confirm_button.setEnabled(True)
        if self.written() != written:  # it was written on meanwhile: that is what one wants to see
            self._confirmed()
            return
        if self.pages.currentIndex() == TEXT:
            self.text.mark(0)
        on = self.enabled.isChecked() if self._old is None else self._old.enabled
        note = "" if on else self.tr("It is switched off: it holds once it is switched on.")
        sheet = SavingSheet(
            self._desk, self, self.tr("What would change?"), written, self._wanted(written),
            before=self._old, verb=self.tr("Save"), note=note,
        )  # fmt: skip
        sheet.saved.connect(self._done)
        sheet.asked.connect(self._asked)
        sheet.open()

    def _wanted(self, written: Written) -> Wanted:
        said = {"name": self.name.text().strip(), "description": self.description.text().strip()}
        said |= written.body()
        if self._policy is None:
            return Wanted(said | {"enabled": self.enabled.isChecked()})
        return Wanted(said, self._policy.value.id, self._policy.etag)

    def _done(self, policy: Policy) -> None:
        self.accept()
        self.saved.emit(policy)

    def _asked(self, proposal: Proposal) -> None:
        self.accept()
        self.asked.emit(proposal)


def _both(error: PurSightError) -> str:
    return "\n".join(part for part in (error.message, error.hint) if part)
