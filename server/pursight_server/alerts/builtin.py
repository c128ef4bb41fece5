"""The rules that PurSight brings; each can be changed or switched off."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from pursight_server.alerts.model import Per, Severity

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """A rule as it comes."""

    key: str
    name: str
    kinds: tuple[str, ...]
    gained: Mapping[str, str] = field(default_factory=dict)
    noted: str = ""
    threshold: int = 1
    window: timedelta = 15 * _MINUTE
    per: Per
    severity: Severity


BUILTIN = (
    Brought(
        key="guessing",
        name="Somebody tries passwords for one account",
        kinds=("person.sign_in_failed",),
        threshold=5,
        per=Per.SUBJECT,
        severity=Severity.MEDIUM,
    ),
    Brought(
        key="spraying",
        name="Many sign-ins fail across accounts",
        kinds=("person.sign_in_failed",),
        threshold=25,
        per=Per.ORGANISATION,
        severity=Severity.HIGH,
    ),
    Brought(
        key="refused_elsewhere",
        name="People whom a provider or directory sends are refused",
        kinds=("identity_provider.sign_in_refused", "directory.sign_in_refused"),
        threshold=10,
        per=Per.SUBJECT,
        severity=Severity.MEDIUM,
    ),
    Brought(
        key="refused",
        name="Somebody is refused again and again",
        kinds=("access.refused",),
        threshold=10,
        per=Per.ACTOR,
        severity=Severity.MEDIUM,
    ),
    Brought(
        key="stolen_session",
        name="A refresh token was used twice",
        kinds=("session.ended",),
        noted="refresh token used twice",
        per=Per.SUBJECT,
        severity=Severity.HIGH,
    ),
    Brought(
        key="administrators",
        name="Somebody became system administrator",
        kinds=("person.created", "person.changed"),
        gained={"roles": "system_administrator"},
        per=Per.SUBJECT,
        severity=Severity.HIGH,
    ),
    Brought(
        key="administrators_given",
        name="Somebody was given the role of system administrator",
        kinds=("role.granted",),
        gained={"role": "system_administrator"},
        per=Per.SUBJECT,
        severity=Severity.HIGH,
    ),
    Brought(
        key="administrators_inherited",
        name="A role came to include that of system administrator",
        kinds=("role.created", "role.changed"),
        gained={"inherits": "system_administrator"},
        per=Per.SUBJECT,
        severity=Severity.HIGH,
    ),
    Brought(
        key="givers",
        name="A role came to allow giving roles",
        kinds=("role.created", "role.changed"),
        gained={"permissions": "persons.write"},
        per=Per.SUBJECT,
        severity=Severity.HIGH,
    ),
    Brought(
        key="emergency",
        name="Somebody took emergency access",
        kinds=("break_glass.taken",),
        per=Per.ACTOR,
        severity=Severity.HIGH,
    ),
    Brought(
        key="password_set",
        name="Somebody's password was set by somebody else",
        kinds=("person.password_changed",),
        noted="set by somebody else",
        per=Per.SUBJECT,
        severity=Severity.LOW,
    ),
    Brought(
        key="alert_rules",
        name="An alert rule was changed or deleted",
        kinds=("alert_rule.changed", "alert_rule.deleted"),
        per=Per.ACTOR,
        severity=Severity.MEDIUM,
    ),
    Brought(
        key="exported",
        name="The log was exported",
        kinds=("log.exported",),
        per=Per.ACTOR,
        severity=Severity.LOW,
    ),
    Brought(
        key="agent_revoked",
        name="An agent was revoked",
        kinds=("agent.revoked",),
        per=Per.ORGANISATION,
        severity=Severity.MEDIUM,
    ),
)
