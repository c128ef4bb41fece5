"""How an agent is, in words (pure)."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from PySide6.QtCore import QCoreApplication

from pursight_desktop.language.plural import tr
from pursight_desktop.replica.queries.estate import AgentLine
from pursight_desktop.theme import Tone
from pursight_desktop.widgets.words import count, size, span

translate = QCoreApplication.translate

SILENT_AFTER: Final = timedelta(minutes=5)
"""An agent polls at least once a minute; the console hears of it to the minute."""

CLOCK_OFF_SECONDS: Final = 60
SPOOL_FULL: Final = 0.8


def state(line: AgentLine, now: datetime) -> tuple[str, Tone, str]:
    """Say in a word or two how an agent is: the words, their colour, an icon."""
    if line.state == "revoked":
        return translate("Agents", "Revoked"), Tone.DANGER, "ban"
    if line.last_seen_at is None:
        return translate("Agents", "Never seen"), Tone.NEUTRAL, "circle-question-mark"
    if now - line.last_seen_at > SILENT_AFTER:
        return translate("Agents", "Silent"), Tone.WARNING, "unplug"
    if problems(line):
        return translate("Agents", "Has warnings"), Tone.WARNING, "circle-alert"
    return translate("Agents", "Connected"), Tone.SUCCESS, "circle-check"


def problems(line: AgentLine) -> list[Mapping[str, Any]]:
    """List what is wrong with an agent, each with message and hint, worst first."""
    health = line.health
    found: list[Mapping[str, Any]] = []
    limit, used = int(health.get("spool_limit_bytes") or 0), int(health.get("spool_bytes") or 0)
    if limit and used / limit >= SPOOL_FULL:
        message = translate("Agents", "Its store for results is {part} % full: {used} of {limit}.")
        found.append(
            {
                "message": message.format(
                    part=round(100 * used / limit), used=size(used), limit=size(limit)
                ),
                "hint": translate(
                    "Agents",
                    "It stops scanning when the store is full; nothing is dropped. "
                    "Does it reach the server?",
                ),
            }
        )  # fmt: skip
    waiting = int(health.get("undelivered_runs") or 0)
    if waiting:
        words = tr("{n} results wait to be delivered.", None, waiting).format(n=count(waiting))
        found.append(
            {"message": words, "hint": translate("Agents", "They are sent by themselves.")}
        )
    offset = float(health.get("clock_offset_seconds") or 0)
    if abs(offset) >= CLOCK_OFF_SECONDS:
        ahead = (
            translate("Agents", "Its clock is {span} ahead.")
            if offset < 0
            else translate("Agents", "Its clock is {span} late.")
        )
        found.append(
            {
                "message": ahead.format(span=span(abs(offset))),
                "hint": translate(
                    "Agents", "Let its machine keep time; PurSight corrects for it meanwhile."
                ),
            }
        )
    found += [{"message": str(one)} for one in health.get("warnings") or ()]
    return found


def silent_words(line: AgentLine, now: datetime) -> Mapping[str, Any] | None:
    """Say what it means that an agent has not been heard of; None when it has."""
    if line.state == "revoked" or line.last_seen_at is None:
        return None
    if now - line.last_seen_at <= SILENT_AFTER:
        return None
    quiet = translate("Agents", "It has not been heard of for {span}.")
    return {
        "message": quiet.format(span=span((now - line.last_seen_at).total_seconds())),
        "hint": translate(
            "Agents",
            "Is its machine on, and does it reach the server? Scans wait until it is back.",
        ),
    }


def consents(kinds: Sequence[str]) -> str:
    """Say what the administrator of an agent lets be done with a source."""
    spoken = {"test": translate("Agents", "test"), "scan": translate("Agents", "scan")}
    told = [spoken.get(kind, kind) for kind in sorted(kinds)]
    return (
        translate("Agents", "may {what}").format(what=", ".join(told))
        if told
        else translate("Agents", "nothing is allowed")
    )


def platform_words(text: str) -> str:
    """Shorten what a machine says it is to what a person asks for."""
    return text.replace("-", " ", 1) if text else ""
