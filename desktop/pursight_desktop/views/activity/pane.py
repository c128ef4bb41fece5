"""One entry of the log beside the list: the sentence, before and after, where it leads."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pursight.errors import PurSightError
from pursight_desktop.background.availability import why_not
from pursight_desktop.background.desk import Desk
from pursight_desktop.background.entry_place import entry_place
from pursight_desktop.background.heads_kept import keep_heads, kept_heads
from pursight_desktop.operations.administering import audit
from pursight_desktop.operations.administering.audit import Proven, Told
from pursight_desktop.operations.administering.kept_heads import KeptHeads
from pursight_desktop.operations.reverting import LoggedChange, can_revert, revert
from pursight_desktop.replica.queries.activity import EventLine
from pursight_desktop.theme import Tone
from pursight_desktop.views.activity.proof import ProofPlace
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.containers import Facts
from pursight_desktop.widgets.event_changes import Difference, differences
from pursight_desktop.widgets.event_words import sentence, title, who
from pursight_desktop.widgets.labels import Chip, Label
from pursight_desktop.widgets.list_screen import Pane, ServerButtons
from pursight_desktop.widgets.words import count, moment, quoted

MOST_SHOWN = 40


class EntryPane(Pane):
    """All that one entry tells."""

    def __init__(self, desk: Desk, entry: EventLine) -> None:
        super().__init__(sentence(entry, entry.subject_name))
        self._desk, self.entry = desk, entry
        self._needs_server = ServerButtons()
        self.add_row(Chip(title(entry.kind), Tone.NEUTRAL))
        if entry.note:
            self.add(Label(quoted(entry.note), wrap=True))
        buttons: list[QWidget] = []
        wanted = entry_place(entry)
        here = wanted.screen == "activity"
        self.open_button = Button(
            self.tr("All about it") if here else self.tr("Open"),
            "history" if here else "external-link",
            tip=self.tr("All entries about the same (Enter)") if here
            else self.tr("Open what it is about (Enter)"),
            clicked=lambda: desk.open(wanted),
        )  # fmt: skip
        buttons.append(self.open_button)
        if _revertible(entry):
            self.revert_button = Button(
                self.tr("Revert"), "undo-2", tip=self.tr("Set back what was changed"),
                clicked=self.revert,
            )  # fmt: skip
            buttons.append(self.revert_button)
        if desk.account.may("activity.verify"):
            self.prove_button = Button(
                self.tr("Prove it"), "shield-check",
                tip=self.tr("Check here that the server has signed for exactly this"),
                clicked=self.prove,
            )  # fmt: skip
            self._needs_server.add(self.prove_button)
            buttons.append(self.prove_button)
        self.add_row(*buttons)
        self.proof = ProofPlace()
        self.add(self.proof)
        facts = Facts(90)
        facts.show_facts(
            [
                (self.tr("Who"), who(entry)),
                (self.tr("When"), moment(entry.at)),
                (self.tr("About"), entry.subject_name),
                (self.tr("Entry"), count(entry.number)),
            ]
        )
        self.add(facts)
        self._add_differences(differences(entry))
        desk.status.connect(self._look)
        self._look()

    def _look(self) -> None:
        self._needs_server.set_reason(why_not(self._desk))

    def revert(self) -> None:
        """Set back what was changed; an edit of its own, that can be undone."""
        entry = self.entry
        self._desk.do(lambda store: revert(store, _logged(entry)))

    def prove(self) -> None:
        """Have the server prove the entry, and check the proof here."""
        entry, kept = self.entry, kept_heads(self._desk)
        if entry.at is None:
            return
        told = Told(
            number=entry.number,
            at=entry.at,
            kind=entry.kind,
            actor_name=entry.actor_name,
            subject_id=str(entry.subject_id or ""),
            note=entry.note,
            before=None if entry.before is None else dict(entry.before),
            after=None if entry.after is None else dict(entry.after),
        )
        account = self._desk.account
        self.prove_button.setEnabled(False)
        self._desk.online(
            self,
            "prove",
            lambda online: audit.prove(online.asking, account, told, kept),
            lambda found: self._proven(found, kept),
            self._not_proven,
        )

    def _proven(self, found: Proven, since: KeptHeads) -> None:
        keep_heads(self._desk, found.kept, since)
        self._look()
        said = self.tr("Proven: on {when} the server signed for {n} entries, and this is one.")
        words = [said.format(when=moment(found.head.at), n=count(found.head.size))]
        if found.known:
            words.append(self.tr("That log goes on from the one this console has seen before."))
        self.proof.show_proof(" ".join(words))

    def _not_proven(self, error: PurSightError) -> None:
        self._look()
        self.proof.show_problem(error)

    def _add_differences(self, found: tuple[Difference, ...]) -> None:
        if not found:
            return
        self.add_part(self.tr("What changed"))
        for one in found[:MOST_SHOWN]:
            box = QWidget()
            column = QVBoxLayout(box)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(2)
            column.addWidget(Label(one.name, "muted", wrap=True))
            if one.before:
                column.addWidget(_side("−", one.before, Tone.DANGER, self.tr("before")))
            if one.after:
                column.addWidget(_side("+", one.after, Tone.SUCCESS, self.tr("after")))
            self.add(box)
        if len(found) > MOST_SHOWN:
            more = self.tr("and {n} more").format(n=count(len(found) - MOST_SHOWN))
            self.add(Label(more, "muted"))
        copy = Button(self.tr("Copy"), "copy", "quiet", clicked=lambda: self._copy(found))
        self.add_row(copy)

    def _copy(self, found: tuple[Difference, ...]) -> None:
        lines = [f"{one.name}\n- {one.before}\n+ {one.after}" for one in found]
        QGuiApplication.clipboard().setText("\n".join([self.heading.text(), *lines]))


def _side(sign: str, text: str, tone: Tone, name: str) -> QWidget:
    label = Label(f"{sign} {text}", wrap=True)
    label.setProperty("tone", str(tone))
    label.setAccessibleName(f"{name}: {text}")
    return label


def _logged(entry: EventLine) -> LoggedChange:
    return _Logged(entry)


class _Logged:
    """An entry as `revert` wants it: the subject's id as text."""

    def __init__(self, entry: EventLine) -> None:
        self.kind, self.before, self.after = entry.kind, entry.before, entry.after
        self.subject_id = str(entry.subject_id)


def _revertible(entry: EventLine) -> bool:
    if entry.opens is None:
        return False
    try:
        return can_revert(_logged(entry))
    except PurSightError:
        return False
