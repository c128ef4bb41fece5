"""Permissions and built-in roles in words: what each allows.

Roles, tokens and policies alike take their words from here: `permission_words`, `by_subject`,
`role_words`; a new permission of the server needs its line in `SUBJECTS`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from pursight_desktop.widgets.words import label_words


@dataclass(frozen=True, slots=True)
class Subject:
    """What permissions are about, such as rules, in the order in which people look for them.

    Attributes:
        code: The part of a permission before the dot.
        title: In English.
        allows: By action, the part after the dot: what one may do, in English.
        everywhere: Whether a role that is given for a part of the catalog does not give these.
    """

    code: str
    title: str
    allows: Mapping[str, str]
    everywhere: bool = True

    def titled(self) -> str:
        """Return the title in the language of the user interface."""
        return QCoreApplication.translate("Permissions", self.title)

    def permissions(self) -> tuple[str, ...]:
        """List its permissions, reading first."""
        return tuple(f"{self.code}.{action}" for action in self.allows)


SUBJECTS: Final = (
    Subject("catalog", str(QT_TRANSLATE_NOOP("Permissions", "Catalog")), {
        "read": str(QT_TRANSLATE_NOOP("Permissions", "Find assets and read what is known of them")),
        "write": str(QT_TRANSLATE_NOOP("Permissions", "Describe assets: text, owner, tags, terms")),
    }, everywhere=False),
    Subject("domains", str(QT_TRANSLATE_NOOP("Permissions", "Domains")), {
        "read": str(QT_TRANSLATE_NOOP("Permissions", "See which domains there are")),
        "write": str(QT_TRANSLATE_NOOP(
            "Permissions", "Keep domains, and put sources and assets into them")),
    }),
    Subject("classification", str(QT_TRANSLATE_NOOP("Permissions", "Labels")), {
        "read": str(QT_TRANSLATE_NOOP("Permissions", "See labels and sensitivity of columns")),
        "decide": str(QT_TRANSLATE_NOOP("Permissions", "Confirm, change and reject labels")),
    }, everywhere=False),
    Subject("quality", str(QT_TRANSLATE_NOOP("Permissions", "Quality")), {
        "read": str(QT_TRANSLATE_NOOP("Permissions", "See scores and violations")),
    }, everywhere=False),
    Subject("rules", str(QT_TRANSLATE_NOOP("Permissions", "Rules")), {
        "read": str(QT_TRANSLATE_NOOP("Permissions", "See rules and their results")),
        "write": str(QT_TRANSLATE_NOOP("Permissions", "Write, change and end rules")),
    }, everywhere=False),
    Subject("compliance", str(QT_TRANSLATE_NOOP("Permissions", "Compliance")), {
        "read": str(QT_TRANSLATE_NOOP("Permissions", "See obligations and findings")),
        "write": str(QT_TRANSLATE_NOOP("Permissions", "Set obligations and settle findings")),
    }, everywhere=False),
    Subject("reports", str(QT_TRANSLATE_NOOP("Permissions", "Reports")), {
        "read": str(QT_TRANSLATE_NOOP("Permissions", "Make and read reports")),
    }, everywhere=False),
    Subject("sources", str(QT_TRANSLATE_NOOP("Permissions", "Sources")), {
        "read": str(QT_TRANSLATE_NOOP("Permissions", "See which sources there are")),
        "write": str(QT_TRANSLATE_NOOP("Permissions", "Register, change and retire sources")),
    }, everywhere=False),
    Subject("scans", str(QT_TRANSLATE_NOOP("Permissions", "Scans")), {
        "read": str(QT_TRANSLATE_NOOP("Permissions", "Follow scans")),
        "run": str(QT_TRANSLATE_NOOP("Permissions", "Start and stop scans")),
    }, everywhere=False),
    Subject("agents", str(QT_TRANSLATE_NOOP("Permissions", "Agents")), {
        "read": str(QT_TRANSLATE_NOOP("Permissions", "See agents")),
        "write": str(QT_TRANSLATE_NOOP("Permissions", "Enrol and revoke agents")),
    }),
    Subject("persons", str(QT_TRANSLATE_NOOP("Permissions", "People and roles")), {
        "read": str(QT_TRANSLATE_NOOP("Permissions", "See people, groups, and who has which role")),
        "write": str(QT_TRANSLATE_NOOP(
            "Permissions", "Add and disable people, give roles, keep groups")),
        "provision": str(QT_TRANSLATE_NOOP(
            "Permissions", "Keep people and groups from a directory (SCIM)")),
    }),
    Subject("service_accounts", str(QT_TRANSLATE_NOOP("Permissions", "Service accounts")), {
        "read": str(QT_TRANSLATE_NOOP("Permissions", "See service accounts and all API tokens")),
        "write": str(QT_TRANSLATE_NOOP(
            "Permissions", "Keep service accounts, make their tokens, revoke any token")),
    }),
    Subject("policies", str(QT_TRANSLATE_NOOP("Permissions", "Access policies")), {
        "read": str(QT_TRANSLATE_NOOP("Permissions", "Read policies, and ask why somebody may")),
        "write": str(QT_TRANSLATE_NOOP("Permissions", "Write and end policies")),
    }),
    Subject("access_requests", str(QT_TRANSLATE_NOOP("Permissions", "Access requests")), {
        "read": str(QT_TRANSLATE_NOOP("Permissions", "See everybody's requests")),
        "make": str(QT_TRANSLATE_NOOP("Permissions", "Ask for access")),
        "decide": str(QT_TRANSLATE_NOOP("Permissions", "Decide requests that come to one")),
    }),
    Subject("access_reviews", str(QT_TRANSLATE_NOOP("Permissions", "Access reviews")), {
        "read": str(QT_TRANSLATE_NOOP("Permissions", "Follow reviews")),
        "write": str(QT_TRANSLATE_NOOP("Permissions", "Begin and end reviews")),
        "decide": str(QT_TRANSLATE_NOOP("Permissions", "Answer the questions of a review")),
    }),
    Subject("break_glass", str(QT_TRANSLATE_NOOP("Permissions", "Emergency access")), {
        "use": str(QT_TRANSLATE_NOOP("Permissions", "Open an emergency access; all are told")),
        "review": str(QT_TRANSLATE_NOOP("Permissions", "See and review emergency accesses")),
    }),
    Subject("access_settings", str(QT_TRANSLATE_NOOP("Permissions", "Settings about access")), {
        "write": str(QT_TRANSLATE_NOOP("Permissions", "Change what the organisation lays down")),
    }),
    Subject("organisation", str(QT_TRANSLATE_NOOP("Permissions", "Organisation")), {
        "read": str(QT_TRANSLATE_NOOP("Permissions", "See the organisation's name and settings")),
        "write": str(QT_TRANSLATE_NOOP("Permissions", "Rename it, and set how one signs in")),
    }),
    Subject("activity", str(QT_TRANSLATE_NOOP("Permissions", "Log")), {
        "read": str(QT_TRANSLATE_NOOP("Permissions", "Read who did what")),
        "verify": str(QT_TRANSLATE_NOOP("Permissions", "Prove the log, and export it with proofs")),
    }),
    Subject("alerts", str(QT_TRANSLATE_NOOP("Permissions", "Alerts")), {
        "read": str(QT_TRANSLATE_NOOP("Permissions", "See alerts and their rules")),
        "write": str(QT_TRANSLATE_NOOP("Permissions", "Settle alerts and set their rules")),
    }),
    Subject("self", str(QT_TRANSLATE_NOOP("Permissions", "Own account")), {
        "read": str(QT_TRANSLATE_NOOP("Permissions", "See one's own account")),
        "write": str(QT_TRANSLATE_NOOP("Permissions", "Change one's password, devices, tokens")),
    }),
)  # fmt: skip
"""All that can be allowed."""

_BY_CODE: Final = {subject.code: subject for subject in SUBJECTS}

ROLES: Final[Mapping[str, tuple[str, str]]] = {
    "data_administrator": (
        str(QT_TRANSLATE_NOOP("Permissions", "Data administrator")),
        str(QT_TRANSLATE_NOOP("Permissions", "Connects sources and agents, runs scans, reviews")),
    ),
    "data_steward": (
        str(QT_TRANSLATE_NOOP("Permissions", "Data steward")),
        str(QT_TRANSLATE_NOOP("Permissions", "Looks after data: labels, rules, findings, texts")),
    ),
    "auditor": (
        str(QT_TRANSLATE_NOOP("Permissions", "Auditor")),
        str(QT_TRANSLATE_NOOP("Permissions", "Sees everything that is governed, changes nothing")),
    ),
    "data_user": (
        str(QT_TRANSLATE_NOOP("Permissions", "Data user")),
        str(QT_TRANSLATE_NOOP("Permissions", "Finds data and asks for access to it")),
    ),
    "system_administrator": (
        str(QT_TRANSLATE_NOOP("Permissions", "System administrator")),
        str(QT_TRANSLATE_NOOP("Permissions", "Keeps people, roles, policies and signing in")),
    ),
    "workspace_member": (
        str(QT_TRANSLATE_NOOP("Permissions", "Workspace member")),
        str(QT_TRANSLATE_NOOP("Permissions", "Finds data, and works on it with others")),
    ),
}
"""The roles that every organisation has: name, and who has it, in English."""


def permission_words(permission: str) -> str:
    """Say what a permission allows; one that this console does not know is spelled as it is."""
    code, _, action = permission.partition(".")
    subject = _BY_CODE.get(code)
    if subject is None or action not in subject.allows:
        return permission
    return QCoreApplication.translate("Permissions", subject.allows[action])


def subject_words(permission: str) -> str:
    """Say what a permission is about."""
    code = permission.partition(".")[0]
    subject = _BY_CODE.get(code)
    return label_words(code) if subject is None else subject.titled()


def by_subject(permissions: Iterable[str]) -> list[tuple[str, list[str]]]:
    """Put permissions in words, those about one subject together, in the order of `SUBJECTS`."""
    given = set(permissions)
    told: list[tuple[str, list[str]]] = []
    for subject in SUBJECTS:
        here = [one for one in subject.permissions() if one in given]
        given -= set(here)
        if here:
            told.append((subject.titled(), [permission_words(one) for one in here]))
    told += [(subject_words(one), [one]) for one in sorted(given)]
    return told


def role_words(code: str, own: Mapping[str, str] | None = None, *, name: str = "") -> str:
    """Name a role.

    Args:
        code: Of the role.
        own: Names of the organisation's own roles by their codes.
        name: Of this role, if it is an own one and the server has told its name with it.
    """
    if code in ROLES:
        return QCoreApplication.translate("Permissions", ROLES[code][0])
    return name or (own or {}).get(code) or label_words(code)


def role_purpose(code: str) -> str:
    """Say what somebody with a built-in role is here for; nothing of others."""
    return QCoreApplication.translate("Permissions", ROLES[code][1]) if code in ROLES else ""
