"""Alerts and the rules that raise them: reading, taking note, adding and changing rules."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from pydantic import BaseModel

from pursight_desktop.operations.administering import principals
from pursight_desktop.operations.asking import Asking, Listed
from pursight_desktop.replica.queries.reading import uuid_of
from pursight_desktop.session.account import Account

_ALERTS, _RULES = "/api/v1/alerts", "/api/v1/alert-rules"
_SUBJECT: Final = re.compile(r"([a-z_]+) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})")


class AlertRule(BaseModel):
    """A rule: so many events of some kinds within a time.

    Attributes:
        kinds: Such as `person.created`; `person.*` is all that begin so.
        gained: What a field holds after the event and did not before.
        per: Whose events are counted together: actor, subject, organisation.
        severity: low, medium, high.
        notify: E-mail addresses; none means the system administrators.
        builtin: Whether PurSight brought it.
    """

    id: UUID
    name: str
    kinds: tuple[str, ...]
    gained: dict[str, str]
    threshold: int
    window_seconds: int
    per: str
    severity: str
    notify: tuple[str, ...]
    enabled: bool
    builtin: bool
    rev: int


class _Alert(BaseModel):
    id: UUID
    rule_id: UUID
    rule_name: str
    severity: str
    about: str
    subject_kind: str = ""
    subject_id: str = ""
    per: str = ""
    kinds: tuple[str, ...] = ()
    count: int
    first_seq: int
    last_seq: int
    first_at: datetime
    last_at: datetime
    acknowledged_at: datetime | None
    acknowledged_by: UUID | None
    note: str


@dataclass(frozen=True, slots=True)
class Alert:
    """A rule was met.

    Attributes:
        kinds: What was counted; none where its rule is gone and nobody knows any more.
        about: Who did it, or what it happened to, by name as far as one may know it.
        subject_id: Of what it happened to; None when it is about somebody who did it, or all.
        actor: Who did it, as the log names them; empty when that is not what was counted by.
        first_seq: Number of the first event in the log.
        looked: Who has taken note, by name; empty for somebody one may not see.
    """

    id: UUID
    name: str
    severity: str
    kinds: tuple[str, ...]
    about: str
    about_kind: str
    subject_id: UUID | None
    actor: str
    count: int
    first_seq: int
    last_seq: int
    first_at: datetime
    last_at: datetime
    looked_at: datetime | None
    looked: str
    note: str

    @property
    def open(self) -> bool:
        """Whether nobody has taken note of it yet."""
        return self.looked_at is None


async def every(asking: Asking, account: Account) -> Listed[Alert]:
    """List the alerts: those that nobody has looked at first, of these the latest first."""
    found = await asking.listed(_Alert, _ALERTS)
    known = {rule.id: rule for rule in (await rules(asking)).rows}
    named = await principals.names(asking, account) if found.rows else {}
    shown = [_shown(one, known.get(one.rule_id), named) for one in found.rows]
    return Listed(tuple(sorted(shown, key=lambda one: not one.open)), found.more)


async def take_note(asking: Asking, alert_id: UUID, note: str) -> None:
    """Say that one has looked, and what came of it."""
    await asking.write("POST", f"{_ALERTS}/{alert_id}/acknowledge", {"note": note})


async def rules(asking: Asking) -> Listed[AlertRule]:
    """List the rules by name, those that PurSight brings among them."""
    return await asking.listed(AlertRule, _RULES)


async def add_rule(asking: Asking, fields: Mapping[str, Any]) -> AlertRule:
    """Add a rule; it counts events from now on."""
    return await asking.made(AlertRule, "POST", _RULES, fields)


async def change_rule(asking: Asking, rule: AlertRule, fields: Mapping[str, Any]) -> AlertRule:
    """Change fields of a rule as the person has seen it."""
    path = f"{_RULES}/{rule.id}"
    return await asking.made(AlertRule, "PATCH", path, fields, seen=f'"{rule.rev}"')


async def delete_rule(asking: Asking, rule: AlertRule) -> None:
    """Take a rule of the organisation's own away; the alerts that it raised stay."""
    await asking.write("DELETE", f"{_RULES}/{rule.id}", seen=f'"{rule.rev}"')


def _shown(one: _Alert, rule: AlertRule | None, named: Mapping[UUID, str]) -> Alert:
    per = one.per or (rule.per if rule else "")
    kind, subject_id, about = "", None, one.about
    if spelled := _SUBJECT.fullmatch(one.about):  # how servers used to write it
        kind, subject_id = spelled[1], UUID(spelled[2])
        about = named.get(subject_id, "")
    elif per == "subject":
        kind, subject_id = one.subject_kind, uuid_of(one.subject_id)
    return Alert(
        id=one.id,
        name=one.rule_name,
        severity=one.severity,
        kinds=one.kinds or (rule.kinds if rule else ()),
        about=about,
        about_kind=kind,
        subject_id=subject_id,
        actor=one.about if per == "actor" else "",
        count=one.count,
        first_seq=one.first_seq,
        last_seq=one.last_seq,
        first_at=one.first_at,
        last_at=one.last_at,
        looked_at=one.acknowledged_at,
        looked=named.get(one.acknowledged_by, "") if one.acknowledged_by else "",
        note=one.note,
    )
