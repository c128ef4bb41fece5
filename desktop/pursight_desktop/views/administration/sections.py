"""The sections of the administration by name: their titles and icons, and what each needs."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from pursight_desktop.session.account import Account


@dataclass(frozen=True, slots=True)
class Section:
    """A section; a package of its name beside this module makes it with `make(desk, place)`.

    Attributes:
        name: Of its package, and in the `section` argument of a place.
        title: In English.
        icon: Before the title.
        needs: The permission without which there is nothing to see.
        group: Sections of a group stand together.
    """

    name: str
    title: str
    icon: str
    needs: str
    group: str
    or_needs: str = ""
    """Another permission that does as well."""

    def all_needs(self) -> tuple[str, ...]:
        """List the permissions any of which lets one in."""
        return (self.needs, self.or_needs) if self.or_needs else (self.needs,)

    def titled(self) -> str:
        """Return the title in the language of the user interface."""
        return QCoreApplication.translate("administration", self.title)


SECTIONS: Final = (
    Section("people", str(QT_TRANSLATE_NOOP("administration", "People")), "user-round",
            "persons.read", "who"),
    Section("groups", str(QT_TRANSLATE_NOOP("administration", "Groups")), "users",
            "persons.read", "who"),
    Section("roles", str(QT_TRANSLATE_NOOP("administration", "Roles")), "layers",
            "persons.read", "who"),
    Section("machines", str(QT_TRANSLATE_NOOP("administration", "Service accounts")), "bot",
            "service_accounts.read", "who"),
    Section("domains", str(QT_TRANSLATE_NOOP("administration", "Domains")), "briefcase",
            "domains.write", "rights", "policies.read"),
    Section("policies", str(QT_TRANSLATE_NOOP("administration", "Policies")), "scale",
            "policies.read", "rights"),
    Section("why", str(QT_TRANSLATE_NOOP("administration", "Why?")), "circle-question-mark",
            "policies.read", "rights"),
    Section("reviews", str(QT_TRANSLATE_NOOP("administration", "Access reviews")),
            "clipboard-check", "access_reviews.read", "rights"),
    Section("emergency", str(QT_TRANSLATE_NOOP("administration", "Emergency access")),
            "triangle-alert", "break_glass.review", "rights", "break_glass.use"),
    Section("signing_in", str(QT_TRANSLATE_NOOP("administration", "Signing in")), "log-in",
            "organisation.write", "doors"),
    Section("tokens", str(QT_TRANSLATE_NOOP("administration", "API tokens")), "key-round",
            "service_accounts.read", "doors"),
    Section("alerts", str(QT_TRANSLATE_NOOP("administration", "Alerts")), "bell",
            "alerts.read", "watch"),
    Section("audit", str(QT_TRANSLATE_NOOP("administration", "Proof of the log")), "shield-check",
            "activity.verify", "watch"),
)  # fmt: skip
"""In the order in which they stand below each other."""


def sections_for(account: Account) -> list[Section]:
    """List the sections in which somebody may at least look."""
    return [section for section in SECTIONS if any(map(account.may, section.all_needs()))]
