"""The kinds of entries in the log: their names, icons, colours and sentences (pure)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from pursight_desktop.theme import Tone
from pursight_desktop.widgets import event_phrases as phrases
from pursight_desktop.widgets.event_kinds_of_agents import AGENT_KINDS
from pursight_desktop.widgets.event_kinds_of_alerts import ALERT_KINDS
from pursight_desktop.widgets.event_kinds_of_domains import DOMAIN_KINDS
from pursight_desktop.widgets.event_kinds_of_keys import KEY_KINDS
from pursight_desktop.widgets.event_kinds_of_models import MODEL_KINDS
from pursight_desktop.widgets.event_kinds_of_requests import REQUEST_KINDS
from pursight_desktop.widgets.event_kinds_of_rights import RIGHTS_KINDS
from pursight_desktop.widgets.event_kinds_of_signing_in import SIGN_IN_KINDS
from pursight_desktop.widgets.event_phrases import Entry


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind of entry is told: in a list of kinds, and as a sentence about one."""

    title: object
    icon: str
    tone: Tone
    template: object | None = None
    words: Callable[[Entry], str] | None = None


KINDS: Final[Mapping[str, Kind]] = {
    "asset.annotated": Kind(
        QT_TRANSLATE_NOOP("Events", "Documentation changed"),
        "pencil",
        Tone.NEUTRAL,
        words=phrases.annotated,
    ),
    "asset.added": Kind(
        QT_TRANSLATE_NOOP("Events", "Found for the first time"),
        "plus",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "The scan found {subject} for the first time"),
    ),
    "asset.changed": Kind(
        QT_TRANSLATE_NOOP("Events", "Changed at the source"),
        "git-compare",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "The scan found that {subject} has changed"),
    ),
    "asset.renamed": Kind(
        QT_TRANSLATE_NOOP("Events", "Renamed at the source"),
        "type",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "The scan found that {old_fqn} is now called {fqn}"),
    ),
    "asset.gone": Kind(
        QT_TRANSLATE_NOOP("Events", "Gone from the source"),
        "circle-minus",
        Tone.WARNING,
        QT_TRANSLATE_NOOP("Events", "{subject} is no longer there"),
    ),
    "asset.returned": Kind(
        QT_TRANSLATE_NOOP("Events", "Back at the source"),
        "rotate-ccw",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "The scan found {subject} again"),
    ),
    "deletion.held": Kind(
        QT_TRANSLATE_NOOP("Events", "Deletion held back"),
        "circle-pause",
        Tone.WARNING,
        QT_TRANSLATE_NOOP(
            "Events",
            "Much of {subject} vanished at once: a person decides whether it is gone",
        ),
    ),
    "deletion.confirmed": Kind(
        QT_TRANSLATE_NOOP("Events", "Deletion confirmed"),
        "circle-check",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{who} confirmed that what vanished from {subject} is gone"),
    ),
    "deletion.rejected": Kind(
        QT_TRANSLATE_NOOP("Events", "Deletion rejected"),
        "circle-x",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{who} kept what had vanished from {subject}"),
    ),
    "deletion.returned": Kind(
        QT_TRANSLATE_NOOP("Events", "Deletion no longer held"),
        "rotate-ccw",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "What had vanished from {subject} is there again"),
    ),
    "classification.found": Kind(
        QT_TRANSLATE_NOOP("Events", "Recognised by a scan"),
        "scan-search",
        Tone.NEUTRAL,
        words=phrases.found,
    ),
    "classification.decided": Kind(
        QT_TRANSLATE_NOOP("Events", "Classification decided"),
        "clipboard-check",
        Tone.NEUTRAL,
        words=phrases.decided,
    ),
    "classification.withdrawn": Kind(
        QT_TRANSLATE_NOOP("Events", "Decision taken back"),
        "undo-2",
        Tone.NEUTRAL,
        words=phrases.withdrawn,
    ),
    "sensitivity.set": Kind(
        QT_TRANSLATE_NOOP("Events", "Sensitivity changed"),
        "shield",
        Tone.NEUTRAL,
        words=phrases.sensitivity,
    ),
    "quality.scored": Kind(
        QT_TRANSLATE_NOOP("Events", "Quality scored"), "gauge", Tone.NEUTRAL, words=phrases.scored
    ),
    "rule.defined": Kind(
        QT_TRANSLATE_NOOP("Events", "Rule defined"),
        "scale",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{who} defined the rule {subject}"),
    ),
    "rule.edited": Kind(
        QT_TRANSLATE_NOOP("Events", "Rule edited"), "scale", Tone.NEUTRAL, words=phrases.rule_edited
    ),
    "rule.passed": Kind(
        QT_TRANSLATE_NOOP("Events", "Rule passed"),
        "circle-check",
        Tone.SUCCESS,
        QT_TRANSLATE_NOOP("Events", "The rule {subject} holds"),
    ),
    "rule.failed": Kind(
        QT_TRANSLATE_NOOP("Events", "Rule failed"),
        "circle-x",
        Tone.DANGER,
        words=phrases.rule_failed,
    ),
    "rule.not_checked": Kind(
        QT_TRANSLATE_NOOP("Events", "Rule not checked"),
        "circle-question-mark",
        Tone.WARNING,
        QT_TRANSLATE_NOOP("Events", "The rule {subject} could not be checked"),
    ),
    "policy.installed": Kind(
        QT_TRANSLATE_NOOP("Events", "Policies installed"),
        "shield-check",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{who} installed policies that come with PurSight"),
    ),
    "policy.defined": Kind(
        QT_TRANSLATE_NOOP("Events", "Policy defined"),
        "shield-check",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{who} defined the policy {subject}"),
    ),
    "policy.reworded": Kind(
        QT_TRANSLATE_NOOP("Events", "Policy reworded"),
        "shield-check",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{who} worded the policy {subject} anew"),
    ),
    "policy.switched": Kind(
        QT_TRANSLATE_NOOP("Events", "Policy switched on or off"),
        "shield-check",
        Tone.NEUTRAL,
        words=phrases.switched,
    ),
    "violation.opened": Kind(
        QT_TRANSLATE_NOOP("Events", "Violation found"),
        "triangle-alert",
        Tone.DANGER,
        QT_TRANSLATE_NOOP("Events", "{subject} is not as the policy {policy} wants it"),
    ),
    "violation.closed": Kind(
        QT_TRANSLATE_NOOP("Events", "Violation closed"),
        "circle-check",
        Tone.SUCCESS,
        QT_TRANSLATE_NOOP("Events", "{subject} is as its policy wants it again"),
    ),
    "violation.accepted": Kind(
        QT_TRANSLATE_NOOP("Events", "Risk accepted"),
        "circle-check",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP(
            "Events", "{who} accepted the risk that {subject} is not as its policy wants it"
        ),
    ),
    "violation.reopened": Kind(
        QT_TRANSLATE_NOOP("Events", "Risk no longer accepted"),
        "circle-alert",
        Tone.WARNING,
        QT_TRANSLATE_NOOP("Events", "{who} no longer accepts the risk of {subject}"),
    ),
    "source.registered": Kind(
        QT_TRANSLATE_NOOP("Events", "Source registered"),
        "database",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{who} registered the source {subject}"),
    ),
    "source.edited": Kind(
        QT_TRANSLATE_NOOP("Events", "Source edited"),
        "database",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{who} edited the source {subject}"),
    ),
    "source.moved": Kind(
        QT_TRANSLATE_NOOP("Events", "Source in another state"),
        "database",
        Tone.NEUTRAL,
        words=phrases.moved,
    ),
    "source.archived": Kind(
        QT_TRANSLATE_NOOP("Events", "Source archived"),
        "database",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{who} archived the source {subject}"),
    ),
    "source.tested": Kind(
        QT_TRANSLATE_NOOP("Events", "Connection tested"), "plug", Tone.NEUTRAL, words=phrases.tested
    ),
    "scan.requested": Kind(
        QT_TRANSLATE_NOOP("Events", "Scan asked for"),
        "radar",
        Tone.NEUTRAL,
        words=phrases.requested,
    ),
    "scan.offered": Kind(
        QT_TRANSLATE_NOOP("Events", "Scan offered to an agent"),
        "radar",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "The scan of {subject} was offered to an agent"),
    ),
    "scan.accepted": Kind(
        QT_TRANSLATE_NOOP("Events", "Scan accepted by an agent"),
        "radar",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{who} accepted the scan of {subject}"),
    ),
    "scan.running": Kind(
        QT_TRANSLATE_NOOP("Events", "Scan begun"),
        "circle-play",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{who} began to scan {subject}"),
    ),
    "scan.returned": Kind(
        QT_TRANSLATE_NOOP("Events", "Scan waits again"),
        "rotate-ccw",
        Tone.WARNING,
        QT_TRANSLATE_NOOP("Events", "The scan of {subject} waits for an agent again"),
    ),
    "scan.committed": Kind(
        QT_TRANSLATE_NOOP("Events", "Scan done"),
        "circle-check",
        Tone.SUCCESS,
        QT_TRANSLATE_NOOP("Events", "The scan of {subject} is done"),
    ),
    "scan.failed": Kind(
        QT_TRANSLATE_NOOP("Events", "Scan failed"),
        "circle-x",
        Tone.DANGER,
        QT_TRANSLATE_NOOP("Events", "The scan of {subject} failed"),
    ),
    "scan.cancelled": Kind(
        QT_TRANSLATE_NOOP("Events", "Scan cancelled"),
        "circle-stop",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "The scan of {subject} was cancelled"),
    ),
    "scan.cancel_asked": Kind(
        QT_TRANSLATE_NOOP("Events", "Scan to be cancelled"),
        "circle-stop",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{who} asked to cancel the scan of {subject}"),
    ),
    "scan.reported": Kind(
        QT_TRANSLATE_NOOP("Events", "Scan delivered"),
        "upload",
        Tone.NEUTRAL,
        words=phrases.reported,
    ),
    "run.quarantined": Kind(
        QT_TRANSLATE_NOOP("Events", "Report quarantined"),
        "triangle-alert",
        Tone.DANGER,
        QT_TRANSLATE_NOOP("Events", "A report of {subject} was put aside: {reason}"),
    ),
    **{name: Kind(*one) for name, one in AGENT_KINDS.items()},
    "person.created": Kind(
        QT_TRANSLATE_NOOP("Events", "Person added"),
        "user",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{who} added {subject}"),
    ),
    "person.changed": Kind(
        QT_TRANSLATE_NOOP("Events", "Person changed"),
        "user",
        Tone.NEUTRAL,
        words=phrases.person_changed,
    ),
    "person.enabled": Kind(
        QT_TRANSLATE_NOOP("Events", "Person let in again"),
        "user",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{who} let {subject} in again"),
    ),
    "person.disabled": Kind(
        QT_TRANSLATE_NOOP("Events", "Person locked out"),
        "user",
        Tone.WARNING,
        QT_TRANSLATE_NOOP("Events", "{who} locked {subject} out"),
    ),
    "person.password_changed": Kind(
        QT_TRANSLATE_NOOP("Events", "Password changed"),
        "lock",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "The password of {subject} was changed by {who}"),
    ),
    "person.sign_in_failed": Kind(
        QT_TRANSLATE_NOOP("Events", "Sign-in failed"),
        "lock",
        Tone.WARNING,
        QT_TRANSLATE_NOOP("Events", "Signing in as {subject} failed"),
    ),
    "session.opened": Kind(
        QT_TRANSLATE_NOOP("Events", "Signed in"),
        "log-in",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{who} signed in"),
    ),
    "session.ended": Kind(
        QT_TRANSLATE_NOOP("Events", "Signed out"),
        "log-out",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "A session of {who} ended"),
    ),
    "device.registered": Kind(
        QT_TRANSLATE_NOOP("Events", "Console made known"),
        "monitor",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{who} made the console {subject} known"),
    ),
    "device.revoked": Kind(
        QT_TRANSLATE_NOOP("Events", "Console revoked"),
        "monitor",
        Tone.WARNING,
        QT_TRANSLATE_NOOP("Events", "{who} revoked the console {subject}"),
    ),
    "organisation.founded": Kind(
        QT_TRANSLATE_NOOP("Events", "Organisation founded"),
        "house",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{who} founded the organisation {subject}"),
    ),
    "organisation.renamed": Kind(
        QT_TRANSLATE_NOOP("Events", "Organisation renamed"),
        "house",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{who} renamed the organisation from {old_name} to {name}"),
    ),
    "log.exported": Kind(
        QT_TRANSLATE_NOOP("Events", "Log exported"),
        "download",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "{who} exported the log with its proofs"),
    ),
    **{name: Kind(*one) for name, one in DOMAIN_KINDS.items()},
    **{name: Kind(*one) for name, one in RIGHTS_KINDS.items()},
    **{name: Kind(*one) for name, one in REQUEST_KINDS.items()},
    **{name: Kind(*one) for name, one in MODEL_KINDS.items()},
    **{name: Kind(*one) for name, one in KEY_KINDS.items()},
    **{name: Kind(*one) for name, one in SIGN_IN_KINDS.items()},
    **{name: Kind(*one) for name, one in ALERT_KINDS.items()},
}
