"""A source's life in words, and how well it is (pure)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from pursight_desktop.theme import Tone

translate = QCoreApplication.translate

_LIFE: Final[Mapping[str, object]] = {
    "registered": QT_TRANSLATE_NOOP("Sources", "It was named; its agent has not heard of it yet."),
    "configuring": QT_TRANSLATE_NOOP("Sources", "Its agent is about to try to reach it."),
    "connected": QT_TRANSLATE_NOOP("Sources", "Its agent reaches it; it was never scanned."),
    "scanning": QT_TRANSLATE_NOOP("Sources", "Its agent is reading it now."),
    "scanned": QT_TRANSLATE_NOOP("Sources", "It was read; what was found is being looked through."),
    "classifying": QT_TRANSLATE_NOOP("Sources", "It is worked out what its columns hold."),
    "classified": QT_TRANSLATE_NOOP("Sources", "It is known what its columns hold."),
    "validating": QT_TRANSLATE_NOOP("Sources", "Rules and policies are being checked."),
    "validated": QT_TRANSLATE_NOOP("Sources", "Rules and policies were checked."),
    "cataloged": QT_TRANSLATE_NOOP("Sources", "All that was found is in the catalog."),
    "monitoring": QT_TRANSLATE_NOOP("Sources", "All that was found is in the catalog; each scan keeps it up to date."),  # noqa: E501
    "failed": QT_TRANSLATE_NOOP("Sources", "Its agent could not reach it."),
    "scan_failed": QT_TRANSLATE_NOOP("Sources", "The last scan did not do its work; what earlier ones found stays."),  # noqa: E501
    "archived": QT_TRANSLATE_NOOP("Sources", "It was taken out of use; what is known of it stays."),
}  # fmt: skip

BUSY: Final = frozenset({"scanning", "classifying", "validating"})
BROKEN: Final = frozenset({"failed", "scan_failed"})


def life(state: str) -> str:
    """Say where a source is in its life."""
    return (
        translate("Sources", str(_LIFE.get(state, "")))
        if state in _LIFE
        else state.replace("_", " ")
    )


def health(
    state: str, problem: Mapping[str, Any] | None, test: Mapping[str, Any] | None, skipped: int
) -> tuple[str, Tone, str]:
    """Say in a word or two how a source is: the words, their colour, an icon."""
    if state == "archived":
        return translate("Sources", "Archived"), Tone.NEUTRAL, "circle-minus"
    if problem or state in BROKEN:
        words = (
            translate("Sources", "Unreachable")
            if state == "failed"
            else translate("Sources", "Scan failed")
        )
        return words, Tone.DANGER, "circle-x"
    if test and test.get("reachable") is False:
        return translate("Sources", "Unreachable"), Tone.DANGER, "circle-x"
    if state in ("registered", "configuring"):
        return translate("Sources", "Not tested yet"), Tone.NEUTRAL, "circle-question-mark"
    if skipped:
        return translate("Sources", "Partly read"), Tone.WARNING, "circle-alert"
    return translate("Sources", "Healthy"), Tone.SUCCESS, "circle-check"


def test_words(test: Mapping[str, Any] | None) -> str:
    """Say what came of the last connection test."""
    if not test:
        return translate("Sources", "Never tested")
    if test.get("reachable"):
        latency = test.get("latency_ms")
        if isinstance(latency, int | float):
            return translate("Sources", "Works, answered in {ms} ms").format(ms=f"{latency:.0f}")
        return translate("Sources", "Works")
    return str(test.get("message") or translate("Sources", "Does not work"))


def test_moment(test: Mapping[str, Any] | None) -> datetime | None:
    """Return when the last connection test was."""
    at = (test or {}).get("at")
    try:
        return datetime.fromisoformat(at) if isinstance(at, str) else None
    except ValueError:
        return None


def by_reason(skipped: Sequence[Any]) -> list[tuple[str, str, list[str], bool]]:
    """Group what was not looked at by why: reason, hint, names, and whether only a part is missing.

    What there is most of comes first.
    """
    groups: dict[tuple[str, str, bool], list[str]] = {}
    for one in skipped:
        name = f"{one.schema_name}.{one.name}" if one.schema_name else one.name
        groups.setdefault((one.reason, one.hint, one.partial), []).append(name)
    ranked = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    return [(reason, hint, sorted(names), part) for (reason, hint, part), names in ranked]
