"""Rules over the log, and when one of them raises an alert (pure)."""

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from pursight.audit.events import Event


class Severity(StrEnum):
    """How soon somebody should look."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Per(StrEnum):
    """Whose events are counted together."""

    ACTOR = "actor"
    SUBJECT = "subject"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertRule:
    """So many events of some kinds within a time.

    Attributes:
        kinds: Of events, as `person.created`; a whole family is `person.*`.
        gained: What a field of `after` must be or hold now and did not before, as
            `{"roles": "system_administrator"}`.
        noted: What the event's note must say, to the letter; empty is anything.
        threshold: Events that it takes.
        window: Time that they lie in; once raised, an alert goes on until it is quiet for so long.
        per: Whose events are counted together.
        notify: E-mail addresses; empty are the organisation's system administrators.
        builtin: Its name among those that PurSight brings; None is an organisation's own.
    """

    id: UUID
    name: str
    kinds: tuple[str, ...]
    gained: Mapping[str, str] = field(default_factory=dict)
    noted: str = ""
    threshold: int
    window: timedelta
    per: Per
    severity: Severity
    notify: tuple[str, ...] = ()
    enabled: bool = True
    builtin: str | None = None
    rev: int
    created_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """A rule was met; more of the same is counted into it while it goes on.

    Attributes:
        rule_id: Of a rule that may have been changed or deleted since.
        kinds: Of events, as the rule had them when it was raised; so with `per`.
        key: What was counted together, see `key_of`.
        about: The same in words: the name of who did it, or of whom it happened to.
    """

    id: UUID
    rule_id: UUID
    rule_name: str
    severity: Severity
    kinds: tuple[str, ...]
    per: Per
    key: str
    about: str
    count: int
    first_seq: int
    last_seq: int
    first_at: datetime
    last_at: datetime
    raised_at: datetime
    acknowledged_at: datetime | None = None
    acknowledged_by: UUID | None = None
    note: str = ""
    mailed_at: datetime | None = None
    rev: int = 1

    @property
    def subject_kind(self) -> str:
        """Kind of what was counted together, as the log names it; empty for all there is."""
        return self.key.partition(" ")[0]

    @property
    def subject_id(self) -> str:
        """Its id there; empty for all there is."""
        return self.key.partition(" ")[2].partition(" ")[0]


@dataclass(frozen=True, slots=True)
class Burst:
    """Events of one key that meet a rule, or that go on with an alert that is there."""

    key: str
    about: str
    count: int
    first: Event
    last: Event
    goes_on: UUID | None


def matches(rule: AlertRule, event: Event) -> bool:
    """Whether an event is one that a rule counts."""
    if event.kind.startswith("alert."):
        return False  # else an alert could raise itself; changes of the rules are counted
    if not any(_of_kind(event.kind, kind) for kind in rule.kinds):
        return False
    if rule.noted and event.note != rule.noted:
        return False
    return all(
        _has(event.after, name, wanted) and not _has(event.before, name, wanted)
        for name, wanted in rule.gained.items()
    )


def key_of(rule: AlertRule, event: Event) -> str:
    """Name what a rule counts an event under."""
    match rule.per:
        case Per.ACTOR:
            return f"{event.actor_kind} {event.actor_id} {event.actor_name}"
        case Per.SUBJECT:
            return f"{event.subject_kind} {event.subject_id}"
        case Per.ORGANISATION:
            return ""


def about(rule: AlertRule, event: Event) -> str:
    """Say in words whose events a rule counts."""
    match rule.per:
        case Per.ACTOR:
            return event.actor_name
        case Per.SUBJECT:
            return f"{event.subject_kind} {event.subject_id}"
        case Per.ORGANISATION:
            return ""


def bursts(
    rule: AlertRule, events: Iterable[Event], *, after: int, going_on: Mapping[str, Alert]
) -> list[Burst]:
    """Find where events after a number meet a rule.

    What comes of it does not depend on how the log is cut: events that were looked at before are
    given again as far back as the window reaches, and alerts that may go on.

    Args:
        rule: The rule.
        events: That it counts, by number, from a window before the first new one.
        after: Number of the last event that was looked at before.
        going_on: The latest alert of each key.

    Returns:
        One for each alert that begins or goes on, in the order in which they do.
    """
    recent: dict[str, deque[Event]] = {}
    open_now: dict[str, Burst] = {}
    found: list[Burst] = []
    for event in events:
        key = key_of(rule, event)
        lately = recent.setdefault(key, deque())
        while lately and event.at - lately[0].at > rule.window:
            lately.popleft()
        lately.append(event)
        if event.seq <= after:
            continue
        burst = open_now.get(key)
        if burst is not None and event.at - burst.last.at <= rule.window:
            _put(found, open_now, replace(burst, count=burst.count + 1, last=event))
            continue
        before = going_on.get(key)
        if burst is None and before is not None and event.at - before.last_at <= rule.window:
            _put(found, open_now, Burst(key, about(rule, event), 1, event, event, before.id))
        elif len(lately) >= rule.threshold:
            open_now.pop(key, None)
            new = Burst(key, about(rule, event), len(lately), lately[0], event, None)
            _put(found, open_now, new)
    return found


def _put(found: list[Burst], open_now: dict[str, Burst], burst: Burst) -> None:
    before = open_now.get(burst.key)
    if before is None:
        found.append(burst)
    else:
        found[next(at for at, one in enumerate(found) if one is before)] = burst
    open_now[burst.key] = burst


def _of_kind(kind: str, wanted: str) -> bool:
    if wanted.endswith(".*"):
        return kind.startswith(wanted[:-1])
    return kind == wanted


def _has(facts: Mapping[str, Any] | None, name: str, wanted: str) -> bool:
    value = None if facts is None else facts.get(name)
    return wanted in value if isinstance(value, list) else value == wanted
