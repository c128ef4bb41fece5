"""What of the log is asked for, and reading it a stretch at a time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from pursight_desktop.replica.files import Connection
from pursight_desktop.replica.queries import activity
from pursight_desktop.replica.queries.activity import EventFilter, EventLine
from pursight_desktop.widgets.event_words import sentence

STRETCH: Final = 200
"""Entries that are shown together; the next ones come when one scrolls to their end."""

LOOKED_AT: Final = 5000
"""Entries that one read looks at when it searches for a text; then it says how far it is."""

SPANS: Final = {"today": 1, "week": 7, "month": 30, "quarter": 91}

_ABOUT: Final = (
    ("asset.", "domain.", "classification.", "sensitivity.", "deletion.", "column_model.",
     "model_preview."),
    ("rule.", "policy.", "violation.", "quality."),
    ("source.", "scan.", "run.", "agent.", "enrolment_token."),
    ("person.", "service_account.", "session.", "device.", "api_token.", "identity_provider.",
     "directory.", "organisation.", "field_key."),
    ("access.", "access_settings.", "access_policy.", "access_policy_proposal.",
     "access_request.", "access_review.", "break_glass.", "group.", "role.", "alert.",
     "alert_rule.", "log."),
)  # fmt: skip
"""Beginnings of kinds, in groups that the screen offers by their numbers; each kind is in one."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Filters of the screen; an empty one lets all through.

    Attributes:
        who: A name, as the log has it.
        what: The beginning of kinds, `asset.`, or one kind.
        subject: The asset, source, … that it is about.
        span: today, week, month, quarter.
        text: Words that all stand in the sentence or the note.
        first: Number of the first entry that counts, as an alert names it.
        last: Number of the last.
    """

    who: str = ""
    what: tuple[str, ...] = ()
    subject: UUID | None = None
    span: str = ""
    text: str = ""
    first: int | None = None
    last: int | None = None

    def filter(self, now: datetime) -> EventFilter:
        """Say it to the replica; the text is compared with sentences, which it does not have."""
        since = None
        if self.span in SPANS:
            midnight = now.astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
            since = midnight - timedelta(days=SPANS[self.span] - 1)
        return EventFilter(
            kinds=self.what,
            actors=(self.who,) if self.who else (),
            subject_id=self.subject,
            since=since,
            first=self.first,
            last=self.last,
        )

    @property
    def any(self) -> bool:
        """Whether anything is filtered at all."""
        numbers = self.first is not None or self.last is not None
        return bool(self.who or self.what or self.subject or self.span or self.text or numbers)


def kinds_of(chosen: str) -> tuple[str, ...]:
    """Give the kinds that a choice stands for: all, a group by its number, or those it names."""
    if not chosen.isdigit():
        return tuple(chosen.split(",")) if chosen else ()
    return _ABOUT[int(chosen) - 1]


def number_of(text: str) -> int | None:
    """Read the number of an entry from a place; None where there is none."""
    return int(text) if text.isdecimal() else None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Entries that were read.

    Attributes:
        last: Number of the last one looked at: the next stretch begins below it.
        ended: There is nothing below.
    """

    entries: list[EventLine] = field(default_factory=list)
    last: int | None = None
    ended: bool = True


def fits(entry: EventLine, words: tuple[str, ...]) -> bool:
    """Whether all the words stand in what is shown of an entry; case does not matter."""
    if not words:
        return True
    shown = f"{sentence(entry, entry.subject_name)} {entry.note}".casefold()
    return all(word in shown for word in words)


def read(
    connection: Connection, asked: Asked, now: datetime, before: int | None, wanted: int = STRETCH
) -> Stretch:
    """Read the next entries that fit; fewer than wanted when very many do not."""
    words = tuple(asked.text.casefold().split())
    found: list[EventLine] = []
    looked = 0
    wanted_rows = asked.filter(now)
    while len(found) < wanted and looked < LOOKED_AT:
        page = activity.events(connection, wanted_rows, before, STRETCH)
        found += [entry for entry in page if fits(entry, words)]
        looked += len(page)
        if page:
            before = page[-1].number
        if len(page) < STRETCH:
            return Stretch(found, before, ended=True)
    return Stretch(found, before, ended=False)


def all_of(
    connection: Connection, asked: Asked, now: datetime, going: Callable[[int], bool]
) -> Iterator[EventLine]:
    """Read everything that fits; `going` hears how many were read and says whether to go on."""
    before: int | None = None
    read_so_far = 0
    while True:
        stretch = read(connection, asked, now, before)
        yield from stretch.entries
        read_so_far += len(stretch.entries)
        before = stretch.last
        if stretch.ended or not going(read_so_far):
            return
