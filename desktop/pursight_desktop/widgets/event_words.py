"""What an entry of the log says, as a sentence: who did what to which (pure)."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from pursight_desktop.language.codes import inside
from pursight_desktop.theme import Tone
from pursight_desktop.widgets.event_kinds import KINDS
from pursight_desktop.widgets.event_phrases import Entry, plain, say
from pursight_desktop.widgets.words import label_words

translate = QCoreApplication.translate


def sentence(entry: Entry, subject: str = "") -> str:
    """Tell one entry: "Grace Hopper set the owner of shop.public.customer to Sales".

    Args:
        entry: Of the log.
        subject: What it happened to is called now; empty when that is not known, as of an asset
            that is gone: then what the entry itself tells is used.
    """
    known = KINDS.get(entry.kind)
    what = subject or _called(entry)
    if known is None:
        # what a newer server writes: its own words are better than none
        said = translate("Events", "{who}: {done} ({subject})")
        return said.format(who=who(entry), done=label_words(entry.kind), subject=what)
    template = known.words(entry) if known.words else say(str(known.template))
    given = _Given(_facts(entry))
    given.update(who=who(entry), subject=what)
    return template.format_map(given)


def who(entry: Entry) -> str:
    """Name who did it: a person by name, an agent as such, the server as PurSight."""
    if entry.actor_kind == "agent":
        return translate("Events", "Agent {name}").format(name=entry.actor_name)
    if entry.actor_kind == "system":
        return "PurSight"
    return entry.actor_name or translate("Events", "Somebody")


def title(kind: str) -> str:
    """Name a kind of entry as in a filter, "Documentation changed", or all of `person.`."""
    known = KINDS.get(kind)
    if known is None and kind.endswith((".", ".*")):
        said = translate("Events", "{family}: everything")
        return said.format(family=label_words(kind.rstrip(".*")))
    return say(str(known.title)) if known else label_words(kind)


def icon(kind: str) -> str:
    """Give the icon of a kind of entry."""
    known = KINDS.get(kind)
    return known.icon if known else "history"


def tone(kind: str) -> Tone:
    """Give the colour of a kind of entry: only what needs somebody is other than neutral."""
    known = KINDS.get(kind)
    return known.tone if known else Tone.NEUTRAL


def kinds() -> tuple[str, ...]:
    """List the kinds that have words, grouped by what they are about."""
    return tuple(KINDS)


class _Given(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def _called(entry: Entry) -> str:
    """Name the subject by what the entry tells of it, else by its kind."""
    for fields in (entry.after, entry.before):
        for name in ("fqn", "name"):
            told = (fields or {}).get(name)
            if isinstance(told, str) and told:
                return told
    kind = str(_SUBJECTS.get(entry.subject_kind, ""))
    return say(kind) if kind else inside(label_words(entry.subject_kind))


def _facts(entry: Entry) -> dict[str, str]:
    """What templates may use of the fields: `{name}` as it is now, `{old_name}` as it was."""
    facts = {name: plain(value) for name, value in (entry.after or {}).items()}
    facts |= {f"old_{name}": plain(value) for name, value in (entry.before or {}).items()}
    return facts


_SUBJECTS: Final[Mapping[str, object]] = {
    "asset": QT_TRANSLATE_NOOP("Events", "an asset"),
    "source": QT_TRANSLATE_NOOP("Events", "a source"),
    "domain": QT_TRANSLATE_NOOP("Events", "a domain"),
    "scan": QT_TRANSLATE_NOOP("Events", "a source"),
    "run": QT_TRANSLATE_NOOP("Events", "a source"),
    "agent": QT_TRANSLATE_NOOP("Events", "an agent"),
    "rule": QT_TRANSLATE_NOOP("Events", "a rule"),
    "violation": QT_TRANSLATE_NOOP("Events", "a policy"),
    "person": QT_TRANSLATE_NOOP("Events", "a person"),
    "device": QT_TRANSLATE_NOOP("Events", "a console"),
    "organisation": QT_TRANSLATE_NOOP("Events", "the organisation"),
    "held_deletion": QT_TRANSLATE_NOOP("Events", "a source"),
}
