"""What cells of lists show of an asset: its icon, label, sensitivity, quality, and its words."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QCoreApplication

from pursight_desktop.widgets.labels import LABEL_LOOK, SensitivityChip
from pursight_desktop.widgets.table.cells import Bar, Cell, Mark, Marks, Text
from pursight_desktop.widgets.words import label_words

LEVEL_ICONS: Final[Mapping[str, str]] = MappingProxyType(
    {"source": "database", "schema": "folder", "table": "table-2", "column": "columns-3"}
)

KIND_ICONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "view": "eye",
        "materialized_view": "eye",
        "materialized view": "eye",
        "file": "file-text",
        "sheet": "file-text",
        "files": "folder-open",
    }
)


def icon_of(level: str, kind: str = "") -> str:
    """Give the icon of an asset."""
    return KIND_ICONS.get(kind) or LEVEL_ICONS.get(level, "box")


def label_mark(label: str, state: str) -> Cell:
    """Show what a column holds and how sure that is; nothing where nothing was found."""
    if label in ("", "none"):
        nothing = QCoreApplication.translate("Catalog", "Nothing")
        return Mark(nothing, "neutral", "check") if state == "decided" else ""
    tone, icon = LABEL_LOOK.get(state, ("neutral", ""))
    return Mark(label_words(label), str(tone), icon)


def sensitivity_mark(sensitivity: str) -> Cell:
    """Show a sensitivity; the lowest quietly, since most columns have it."""
    if sensitivity in ("", "public"):
        return Text(label_words(sensitivity or "public"), muted=True)
    icon = SensitivityChip.ICONS.get(sensitivity, "")
    return Mark(label_words(sensitivity), sensitivity, icon)


def quality_bar(quality: float | None) -> Cell:
    """Show a score from 0 to 100."""
    return None if quality is None else Bar(quality / 100, f"{quality:.0f}")


def tag_marks(tags: Sequence[str]) -> Cell:
    """Show tags."""
    return Marks(tuple(Mark(tag) for tag in tags))


def said(description: str, comment: str) -> Cell:
    """Show what people wrote, else what the source says, which is quieter; on one line."""
    return Text(" ".join((description or comment).split()), muted=not description)
