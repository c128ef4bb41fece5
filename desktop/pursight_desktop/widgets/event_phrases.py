"""Phrases about entries of the log whose words depend on what was changed (pure).

Each returns a template with `{who}`, `{subject}` and the entry's fields, `old_` for those before.
"""

from collections.abc import Mapping, Sequence
from typing import Protocol

from PySide6.QtCore import QCoreApplication

from pursight.contracts.sync import Value
from pursight_desktop.language.codes import inside
from pursight_desktop.language.plural import tr
from pursight_desktop.widgets.evidence_words import things
from pursight_desktop.widgets.words import count, label_words

translate = QCoreApplication.translate

Fields = Mapping[str, Value]


class Entry(Protocol):
    """An entry of the log, as queries give it."""

    @property
    def actor_kind(self) -> str:
        """One of person, agent, system."""
        ...

    @property
    def actor_name(self) -> str:
        """Who did it."""
        ...

    @property
    def kind(self) -> str:
        """Such as `asset.annotated`."""
        ...

    @property
    def subject_kind(self) -> str:
        """Such as `asset`."""
        ...

    @property
    def before(self) -> Fields | None:
        """The fields that changed, as they were."""
        ...

    @property
    def after(self) -> Fields | None:
        """The same, as they were then."""
        ...

    @property
    def note(self) -> str:
        """Why, in words of the person."""
        ...

    @property
    def names(self) -> Mapping[str, str]:
        """What ids in the fields are called."""
        ...


def say(text: str) -> str:
    """Translate a piece of a sentence that a table holds; write others with `translate`."""
    return QCoreApplication.translate("Events", text)


def plain(value: Value) -> str:
    """Write one value as part of a sentence; nothing for what is no single value."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return translate("Events", "yes") if value else translate("Events", "no")
    if isinstance(value, int):
        return count(value)
    if isinstance(value, float):
        return f"{value:g}"
    return ""


def listing(words: Sequence[str]) -> str:
    """Join as one says it: "a, b and c"."""
    if len(words) <= 1:
        return "".join(words)
    return translate("Events", "{first} and {last}").format(
        first=", ".join(words[:-1]), last=words[-1]
    )


def _braced(text: str) -> str:
    """Keep a person's braces out of the template that it becomes a part of."""
    return text.replace("{", "{{").replace("}", "}}")


def annotated(entry: Entry) -> str:
    """Tell what of the documentation was changed."""
    before, after = entry.before or {}, entry.after or {}
    spoken = {
        "owner": translate("Events", "the owner"),
        "description": translate("Events", "the description"),
        "tags": translate("Events", "the tags"),
        "domain_id": translate("Events", "the domain"),
    }
    match [name for name in spoken if name in after]:
        case ["owner"] if after["owner"]:
            said = translate("Events", "{who} set the owner of {subject} to {owner}")
        case ["owner"]:
            said = translate("Events", "{who} removed the owner of {subject}")
        case ["description"] if not after["description"]:
            said = translate("Events", "{who} removed the description of {subject}")
        case ["description"] if before.get("description"):
            said = translate("Events", "{who} changed the description of {subject}")
        case ["description"]:
            said = translate("Events", "{who} described {subject}")
        case ["tags"]:
            said = _tagged(before.get("tags"), after["tags"])
        case ["domain_id"] if after["domain_id"]:
            name = entry.names.get(str(after["domain_id"]), "…")
            said = translate("Events", "{who} put {subject} into the domain {domain}")
            said = said.replace("{domain}", _braced(name))
        case ["domain_id"]:
            said = translate("Events", "{who} took {subject} out of its domain")
        case names:
            what = listing([spoken[name] for name in names]) or translate(
                "Events", "the documentation"
            )
            said = translate("Events", "{who} changed {what} of {subject}").replace("{what}", what)
    return said


def _tagged(before: Value, after: Value) -> str:
    old, new = _texts(before), _texts(after)
    added, removed = [t for t in new if t not in old], [t for t in old if t not in new]
    if added and removed:
        said = translate("Events", "{who} tagged {subject} with {added} instead of {removed}")
    elif removed:
        said = translate("Events", "{who} removed {removed} from the tags of {subject}")
    else:
        said = translate("Events", "{who} tagged {subject} with {added}")
    said = said.replace("{added}", _braced(listing(added)))
    return said.replace("{removed}", _braced(listing(removed)))


def _texts(value: Value) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list | tuple) else []


def decided(entry: Entry) -> str:
    """Tell what a person decided that a column holds."""
    after, before = entry.after or {}, entry.before or {}
    label, old = str(after.get("label", "none")), str(before.get("label", "none"))
    verdict = after.get("verdict")
    if verdict == "reject" or label == "none":
        if old == "none":
            return translate("Events", "{who} decided that {subject} holds nothing sensitive")
        said = translate("Events", "{who} decided that {subject} does not hold {old}")
    elif verdict == "accept":
        said = translate("Events", "{who} confirmed that {subject} holds {new}")
    else:
        said = translate("Events", "{who} decided that {subject} holds {new}")
    return _holding(said, label, old)


def withdrawn(entry: Entry) -> str:
    """Tell what holds after a decision was taken back."""
    said = translate("Events", "{who} took back the decision about {subject}; scans find {new}")
    label = str((entry.after or {}).get("label", "none"))
    old = str((entry.before or {}).get("label", "none"))
    return _holding(said, label, old)


def _holding(said: str, label: str, old: str) -> str:
    said = said.replace("{new}", _braced(things(label)))
    return said.replace("{old}", _braced(things(old)))


def found(entry: Entry) -> str:
    """Tell of how many columns a scan recognised what they hold."""
    columns = [one for one in (entry.after or {}).values() if isinstance(one, Mapping)]
    said = tr("The scan recognised what {n} columns of {subject} hold", None, len(columns))
    return said.replace("{n}", count(len(columns)))


def scored(entry: Entry) -> str:
    """Tell where the quality went."""
    before, after = (entry.before or {}).get("score"), (entry.after or {}).get("score")
    if not isinstance(after, int | float):
        return translate("Events", "The quality of {subject} can no longer be told")
    new = f"{after:.0f}"
    if not isinstance(before, int | float):
        return translate(
            "Events", "The quality of {subject} was scored for the first time: {new}"
        ).replace("{new}", new)
    said = (
        translate("Events", "The quality of {subject} rose from {old} to {new}")
        if after >= before
        else translate("Events", "The quality of {subject} fell from {old} to {new}")
    )
    return said.replace("{old}", f"{before:.0f}").replace("{new}", new)


def rule_edited(entry: Entry) -> str:
    """Tell whether a rule was switched or worded anew."""
    state, old = (entry.after or {}).get("state"), (entry.before or {}).get("state")
    if state == old:
        return translate("Events", "{who} edited the rule {subject}")
    return {
        "active": translate("Events", "{who} switched the rule {subject} on"),
        "paused": translate("Events", "{who} paused the rule {subject}"),
        "retired": translate("Events", "{who} retired the rule {subject}"),
    }.get(str(state), translate("Events", "{who} edited the rule {subject}"))


def rule_failed(entry: Entry) -> str:
    """Tell on how many rows a rule failed."""
    failing, examined = (entry.after or {}).get("failing"), (entry.after or {}).get("examined")
    if not isinstance(failing, int) or not isinstance(examined, int):
        return translate("Events", "The rule {subject} failed")
    return tr("The rule {subject} failed on {failing} of {examined} rows", None, failing)


def switched(entry: Entry) -> str:
    """Tell whether a policy was switched on or off."""
    if (entry.after or {}).get("enabled"):
        return translate("Events", "{who} switched the policy {subject} on")
    return translate("Events", "{who} switched the policy {subject} off")


def tested(entry: Entry) -> str:
    """Tell whether a connection works."""
    test = (entry.after or {}).get("last_test")
    if isinstance(test, Mapping) and test.get("reachable") is False:
        return translate("Events", "The connection to {subject} was tested: it does not work")
    return translate("Events", "The connection to {subject} was tested: it works")


def moved(entry: Entry) -> str:
    """Tell where a source is in its life."""
    state = str((entry.after or {}).get("state", ""))
    if state in ("failed", "scan_failed"):
        return translate("Events", "{subject} could not be reached or scanned")
    spoken = _braced(label_words(state).lower())
    return translate("Events", "{subject} is now {state}").replace("{state}", spoken)


def reported(entry: Entry) -> str:
    """Tell what came of a run."""
    outcome = (entry.after or {}).get("outcome")
    if outcome == "failed":
        return translate("Events", "{who} reported that the scan of {subject} failed")
    if outcome == "cancelled":
        return translate("Events", "{who} reported that the scan of {subject} was cancelled")
    return translate("Events", "{who} delivered the scan of {subject}")


def person_changed(entry: Entry) -> str:
    """Tell what a person may do now, or is called now."""
    before, after = entry.before or {}, entry.after or {}
    if before.get("roles") != after.get("roles"):
        roles = listing([inside(label_words(role)) for role in _texts(after.get("roles"))])
        return translate("Events", "{who} made {subject} {roles}").replace(
            "{roles}", _braced(roles or translate("Events", "a person without a role"))
        )
    return translate("Events", "{who} renamed {old_name} to {subject}")


def sensitivity(entry: Entry) -> str:
    """Tell how sensitive a label is now."""
    level = (entry.after or {}).get("sensitivity")
    if level is None:
        return translate("Events", "{who} let the vocabulary say again how sensitive {subject} is")
    said = translate("Events", "{who} made {subject} {sensitivity}")
    return said.replace("{sensitivity}", _braced(label_words(str(level)).lower()))


def requested(entry: Entry) -> str:
    """Tell what was asked for."""
    if (entry.after or {}).get("kind") == "test":
        return translate("Events", "{who} asked for a test of the connection to {subject}")
    if (entry.after or {}).get("full"):
        return translate("Events", "{who} asked for a full scan of {subject}")
    return translate("Events", "{who} asked for a scan of {subject}")
