"""What an alert is about, by name: an id says nothing to who reads it."""

from typing import Final
from uuid import UUID

from pursight.audit.events import Event
from pursight_server.access import store as access
from pursight_server.access.holdings import store as holdings
from pursight_server.alerts.model import AlertRule, Per, about
from pursight_server.platform.unit_of_work import ReadUnit

_NAMED: Final = frozenset({"person", "service_account", "group"})
_OF_SOMEBODY: Final = ("subject_id", "person_id", "principal_id")
"""Facts of a role that was given, an emergency, an API token: whose it is."""


async def name_of(unit: ReadUnit, rule: AlertRule, event: Event) -> str:
    """Name whom or what a rule counts an event for, as far as that has a name.

    A session, an API token or a role that was given is told by the name of who has it.
    """
    if rule.per is not Per.SUBJECT:
        return about(rule, event)
    whose = await _whose(unit, event)
    if whose is not None and (name := (await holdings.names_of(unit, [whose])).get(whose)):
        return name
    for facts in (event.after, event.before):
        if facts and isinstance(name := facts.get("name"), str) and name:
            return name
    return about(rule, event)


async def _whose(unit: ReadUnit, event: Event) -> UUID | None:
    if event.subject_kind in _NAMED:
        return _uuid(event.subject_id)
    if event.subject_kind == "session":
        session_id = _uuid(event.subject_id)
        session = None if session_id is None else await access.find_session(unit, session_id)
        return None if session is None else session.person_id
    facts = event.after or event.before or {}
    return next((_uuid(facts[name]) for name in _OF_SOMEBODY if facts.get(name)), None)


def _uuid(text: object) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None
