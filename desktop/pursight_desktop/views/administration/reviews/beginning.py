"""A sheet: begin an access review: about what, by whom, until when."""

from datetime import UTC, datetime, time, timedelta
from typing import Final
from uuid import UUID

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QDate, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from pursight_desktop.background.desk import Desk
from pursight_desktop.operations import access_reviews
from pursight_desktop.operations.administering.reviewing import Choices, choices
from pursight_desktop.replica.queries import estate
from pursight_desktop.replica.queries.domains import DomainLine, domains
from pursight_desktop.replica.queries.estate import SourceLine
from pursight_desktop.views.administration.reasons import AskingForm, Done
from pursight_desktop.widgets.fields import SearchField
from pursight_desktop.widgets.labels import Label
from pursight_desktop.widgets.permission_words import ROLES, role_words
from pursight_desktop.widgets.words import count

ABOUT: Final = (
    ("everything", QT_TRANSLATE_NOOP("BeginSheet", "Everything that anybody has")),
    ("role", QT_TRANSLATE_NOOP("BeginSheet", "Who has a role")),
    ("group", QT_TRANSLATE_NOOP("BeginSheet", "Who is in a group, and what it has")),
    ("domain", QT_TRANSLATE_NOOP("BeginSheet", "What was given for a domain")),
    ("source", QT_TRANSLATE_NOOP("BeginSheet", "What was given for a source")),
)
UNDECIDED: Final = (
    ("", QT_TRANSLATE_NOOP("BeginSheet", "As the settings of the organisation say")),
    ("keep", QT_TRANSLATE_NOOP("BeginSheet", "Is kept")),
    ("revoke", QT_TRANSLATE_NOOP("BeginSheet", "Is revoked")),
)
USUAL_DAYS, MOST_DAYS = 14, 365


class BeginSheet(AskingForm):
    """Freeze what people have now, and have it looked at."""

    def __init__(self, desk: Desk, parent: QWidget, today: datetime, done: Done) -> None:
        title = QCoreApplication.translate("BeginSheet", "Begin an access review")
        super().__init__(desk, parent, title, done)
        self.name = QLineEdit()
        self.name.setPlaceholderText(self.tr("Second quarter"))
        self.field(self.tr("Name"), self.name)
        self.about = QComboBox()
        for code, words in ABOUT:
            self.about.addItem(QCoreApplication.translate("BeginSheet", str(words)), code)
        self.field(self.tr("About"), self.about)
        self.which = QComboBox()
        self.which.setAccessibleName(self.tr("Which"))
        self.add(self.which)
        self._build_reviewers()
        day = QDate(today.year, today.month, today.day)
        self.due = QDateEdit(day.addDays(USUAL_DAYS))
        form = QCoreApplication.translate("Words", "d MMM yyyy", "a day as Qt writes it, short")
        self.due.setDisplayFormat(form)
        self.due.setDateRange(day.addDays(1), day.addDays(MOST_DAYS))
        self.field(self.tr("Due"), self.due, self.tr("Until the end of that day"))
        self.undecided = QComboBox()
        for code, words in UNDECIDED:
            self.undecided.addItem(QCoreApplication.translate("BeginSheet", str(words)), code)
        self.field(self.tr("What nobody decides by then"), self.undecided)
        self._choices = Choices()
        self._sources: tuple[tuple[str, str], ...] = ()
        self._domains: tuple[tuple[str, str], ...] = ()
        self.name.textChanged.connect(self._look)
        self.about.currentIndexChanged.connect(self._show_which)
        self.which.currentIndexChanged.connect(self._look)
        self.set_confirm(self.tr("Begin"), self._begin)
        self._show_which()
        self.name.setFocus()
        account = desk.account
        desk.online(
            self, "choices", lambda online: choices(online.asking, account), self._fill,
            self.refused,
        )  # fmt: skip
        desk.read(self, "sources", estate.sources, self._fill_sources)
        desk.read(self, "domains", domains, self._fill_domains)

    def _build_reviewers(self) -> None:
        self.search = SearchField(self.tr("Filter people"))
        self.search.searched.connect(self._filter)
        self.people = QListWidget()
        self.people.setFixedHeight(132)
        self.people.setAccessibleName(self.tr("Reviewers"))
        self.people.itemChanged.connect(lambda _item: self._look())
        self.chosen = Label("", "caption")
        self.field(self.tr("Reviewers"), self.search)
        self.add(self.people)
        self.add(self.chosen)
        self.search.moved_down.connect(self.people.setFocus)

    # --- filling ---

    def _fill(self, found: Choices) -> None:
        self._choices = found
        for person_id, name, email in found.persons:
            item = QListWidgetItem(f"{name}  ·  {email}" if email else name)
            item.setData(Qt.ItemDataRole.UserRole, str(person_id))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.people.addItem(item)
        self._show_which()

    def _fill_sources(self, sources: list[SourceLine]) -> None:
        self._sources = tuple((str(one.id), one.name) for one in sources)
        self._show_which()

    def _fill_domains(self, found: list[DomainLine]) -> None:
        self._domains = tuple((str(one.id), one.name) for one in found)
        self._show_which()

    def _filter(self, text: str) -> None:
        words = text.casefold().split()
        for number in range(self.people.count()):
            item = self.people.item(number)
            told = item.text().casefold()
            item.setHidden(not all(word in told for word in words))

    def _show_which(self, _index: int = 0) -> None:
        about = str(self.about.currentData())
        before = self.which.currentData()
        offered: list[tuple[str, str]] = []
        if about == "role":
            own = [(code, name or code) for code, name in self._choices.roles]
            offered = [(code, role_words(code)) for code in ROLES] + own
        elif about == "group":
            offered = [(str(group_id), name) for group_id, name in self._choices.groups]
        elif about == "source":
            offered = list(self._sources)
        elif about == "domain":
            offered = list(self._domains)
        self.which.clear()
        for code, words in offered:
            self.which.addItem(words, code)
        self.which.setCurrentIndex(max(self.which.findData(before), 0 if offered else -1))
        self.which.setVisible(about != "everything")
        self._look()

    # --- doing ---

    def reviewers(self) -> list[UUID]:
        """List who is ticked."""
        items = [self.people.item(number) for number in range(self.people.count())]
        return [
            UUID(item.data(Qt.ItemDataRole.UserRole))
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        ]

    def _look(self, *_: object) -> None:
        number = len(self.reviewers())
        tip = self.tr("Nobody reviews their own access: two reviewers are better than one.")
        chosen = self.tr("{n} chosen", None, number).format(n=count(number))
        self.chosen.setText(f"{chosen}. {tip}" if number < 2 else chosen)
        named = bool(self.name.text().strip())
        which = self.about.currentData() == "everything" or self.which.currentData() is not None
        self.confirm_button.setEnabled(named and bool(number) and which)

    def _begin(self) -> bool:
        name, about = self.name.text().strip(), str(self.about.currentData())
        which = "" if about == "everything" else str(self.which.currentData())
        reviewers = self.reviewers()
        due = _end_of(self.due.date())
        undecided = str(self.undecided.currentData()) or None
        return self.send(
            lambda online: access_reviews.begin(
                online.asking,
                name=name,
                about=about,
                which=which,
                reviewers=reviewers,
                due_at=due,
                undecided=undecided,
            )
        )


def _end_of(day: QDate) -> datetime:
    """Give the last moment of a day where the person is."""
    midnight = datetime.combine(
        datetime(day.year(), day.month(), day.day(), tzinfo=UTC).date(), time()
    ).astimezone()
    return midnight + timedelta(days=1, seconds=-1)
