"""How the review queue words places, verdicts and progress (pure)."""

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QCoreApplication

from pursight_desktop.language.codes import inside
from pursight_desktop.language.plural import tr
from pursight_desktop.replica.queries.asset import Profile
from pursight_desktop.replica.queries.review import ReviewDetail, ReviewLine
from pursight_desktop.views.review.sitting import ELSEWHERE
from pursight_desktop.widgets.evidence_words import things
from pursight_desktop.widgets.words import count, label_words, share

translate = QCoreApplication.translate

Verdict = Literal["accept", "reject", "change"]


def where(line: ReviewLine) -> str:
    """Say in which source, schema and table a column is."""
    table = f"{line.schema_name}.{line.table_name}" if line.schema_name else line.table_name
    return f"{line.source_name} · {table}" if line.source_name else table


def settled_words(what: str) -> str:
    """Say what became of a line: Accepted, Rejected, the new label, Decided elsewhere."""
    verdict, _, label = what.partition(":")
    match verdict:
        case "accept":
            return translate("Review", "Accepted")
        case "reject":
            return translate("Review", "Rejected")
        case "change":
            return translate("Review", "Now {label}").format(label=inside(label_words(label)))
        case _ if what == ELSEWHERE:
            return translate("Review", "Decided elsewhere")
        case _:
            return what


def decided_before(detail: ReviewDetail) -> str:
    """Say what was decided before a later scan was sure of something else; else nothing."""
    found = detail.classification
    if not found.contested or found.decision is None:
        return ""
    return translate("Review", "{by} decided: {things}. A later scan is sure of {other}.").format(
        by=found.decision.by or translate("Review", "Somebody"),
        things=things(found.decision.label),
        other=things(found.label),
    )


def profile_words(profile: Profile | None) -> str:
    """Say how many values there are, how many are missing, how many differ; or nothing."""
    measures = profile.measures if profile is not None else {}
    examined, nulls = measures.get("examined"), measures.get("nulls")
    distinct = measures.get("distinct")
    if not isinstance(examined, int) or examined <= 0:
        return ""
    told = [tr("{n} rows looked at", None, examined).format(n=count(examined))]
    if isinstance(nulls, int):
        told.append(
            translate("Review", "{share} without a value").format(share=share(nulls / examined))
        )
    if isinstance(distinct, int):
        told.append(tr("{n} different values", None, distinct).format(n=count(distinct)))
    return ", ".join(told) + "."


def settled_as(verdict: Verdict, label: str | None = None) -> str:
    """Note a verdict as `Sitting.settle` keeps it."""
    return f"change:{label}" if verdict == "change" else verdict


def left_for_one(number: int) -> str:
    """Say why contested questions among many are not rejected with them."""
    words = tr(
        "{n} were decided by a person before and stay open: decide them one by one.", None, number
    )
    return words.format(n=count(number))


def button_words(verb: str, number: int) -> str:
    """Write a button's verb with how many columns it is about, when it is about several."""
    return verb if number < 2 else f"{verb} {count(number)}"


def one_label(lines: Sequence[ReviewLine]) -> str:
    """Return the label that was found in all of these; empty when there are several."""
    labels = {line.label for line in lines}
    return labels.pop() if len(labels) == 1 else ""
