"""Words about alerts and their rules (pure)."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from pursight_desktop.background.place import Place
from pursight_desktop.operations.administering.alerts import Alert, AlertRule
from pursight_desktop.theme import Tone
from pursight_desktop.widgets.words import count, label_words, span

translate = QCoreApplication.translate

SEVERITIES: Final[Mapping[str, tuple[object, Tone]]] = {
    "high": (QT_TRANSLATE_NOOP("Alerts", "High"), Tone.DANGER),
    "medium": (QT_TRANSLATE_NOOP("Alerts", "Medium"), Tone.WARNING),
    "low": (QT_TRANSLATE_NOOP("Alerts", "Low"), Tone.NEUTRAL),
}
PER: Final[Mapping[str, object]] = {
    "actor": QT_TRANSLATE_NOOP("Alerts", "whoever does it"),
    "subject": QT_TRANSLATE_NOOP("Alerts", "what it happens to"),
    "organisation": QT_TRANSLATE_NOOP("Alerts", "the whole organisation"),
}


def severity_words(severity: str) -> str:
    """Name how soon somebody should look."""
    known = SEVERITIES.get(severity)
    return translate("Alerts", str(known[0])) if known else label_words(severity)


def severity_tone(severity: str) -> Tone:
    """Give its colour."""
    known = SEVERITIES.get(severity)
    return known[1] if known else Tone.NEUTRAL


def per_words(per: str) -> str:
    """Name whose events are counted together."""
    known = PER.get(per)
    return translate("Alerts", str(known)) if known else label_words(per)


def about_words(alert: Alert) -> str:
    """Say who did it, or what it happened to."""
    if alert.about:
        return alert.about
    if alert.subject_id is not None:
        return label_words(alert.about_kind)
    return translate("Alerts", "the whole organisation")


def condition_words(rule: AlertRule) -> str:
    """Say when a rule raises an alert: 5 times within 15 min."""
    if rule.threshold == 1:
        return translate("Alerts", "Every time")
    said = translate("Alerts", "{n} times within {time}")
    return said.format(n=count(rule.threshold), time=span(rule.window_seconds))


def log_place(alert: Alert) -> Place:
    """Give the log with nothing in it but what the alert counted."""
    kinds = ",".join(one.removesuffix("*") for one in alert.kinds)
    return Place("activity", alert.subject_id).having(
        who=alert.actor, kind=kinds, name=alert.about if alert.subject_id else "",
        first=str(alert.first_seq), last=str(alert.last_seq),
    )  # fmt: skip
