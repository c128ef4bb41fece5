"""What a cell holds: light values that the table paints, no widget a cell."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from pursight_desktop.widgets.words import count, share


@dataclass(frozen=True, slots=True)
class Text:
    """Words in a cell.

    Attributes:
        muted: In the colour of what explains.
        mono: In the font of names as a machine spells them.
        icon: Before the words, in the colour of `icon_role`.
        detail: Behind the words, muted.
        tone: Colour of the words; empty is that of text.
    """

    text: str
    muted: bool = False
    mono: bool = False
    strong: bool = False
    icon: str = ""
    icon_role: str = "muted"
    detail: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A chip."""

    text: str
    tone: str = "neutral"
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Marks:
    """Chips beside each other, as many as there is room for."""

    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A share from 0 to 1 as a bar with words; tone quality colours it by how good it is."""

    share: float | None
    text: str = ""
    tone: str = "quality"


@dataclass(frozen=True, slots=True)
class Spark:
    """How a number went, as a line."""

    values: tuple[float, ...]
    tone: str = "accent"


Cell: TypeAlias = Text | Mark | Marks | Bar | Spark | str | int | float | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        key: Its name for sorting and for the remembered layout.
        title: Its heading.
        value: What a row's cell is.
        width: Before one changes it.
        spare: Shown only where there is room for it, unless one has chosen columns oneself.
        stretch: Takes the room that is left; several of them share it.
        least: How narrow one that stretches may become; without it, as narrow as its title.
        shown: Before one chooses otherwise.
        tip: What the tooltip of a row's cell says; without it, the cell's text where it is cut.
        order: By what rows in memory are sorted; the cell's text or number without it.
    """

    key: str
    title: str
    value: Callable[[Any], Cell]
    width: int = 140
    align: Literal["left", "right", "center"] = "left"
    sortable: bool = True
    shown: bool = True
    spare: bool = False
    stretch: bool = False
    least: int = 0
    tip: Callable[[Any], str] | None = None
    order: Callable[[Any], Any] | None = None


def text_of(cell: Cell) -> str:
    """Write a cell as text, for copying, screen readers and tooltips."""
    match cell:
        case None:
            text = ""
        case str():
            text = cell
        case int():
            text = count(cell)
        case float():
            text = f"{cell:,.2f}"
        case Text():
            text = f"{cell.text} {cell.detail}".strip()
        case Mark():
            text = cell.text
        case Marks():
            text = ", ".join(mark.text for mark in cell.marks)
        case Bar():
            text = cell.text or share(cell.share)
        case _:
            text = " ".join(f"{value:g}" for value in cell.values)
    return text


def order_of(cell: Cell) -> tuple[int, float, str]:
    """Order a cell among those of its column; what is missing comes last."""
    match cell:
        case None:
            return (2, 0.0, "")
        case int() | float():
            return (0, float(cell), "")
        case Bar():
            return (2, 0.0, "") if cell.share is None else (0, cell.share, "")
        case Spark():
            return (0, cell.values[-1], "") if cell.values else (2, 0.0, "")
        case _:
            return (1, 0.0, text_of(cell).casefold())


def tab_separated(rows: Sequence[Any], columns: Sequence[Column]) -> str:
    """Write rows as lines of texts with tabs between, as spreadsheets paste them.

    A text that a spreadsheet would take for a formula gets an apostrophe before it: names come
    from sources that others write.
    """
    lines = ["\t".join(column.title for column in columns)]
    lines += ["\t".join(_pasted(text_of(c.value(row))) for c in columns) for row in rows]
    return "\n".join(lines) + "\n"


def _pasted(text: str) -> str:
    flat = " ".join(text.split())
    formula = flat[:1] in ("=", "+", "@") or (flat[:1] == "-" and flat[1:2].isalpha())
    return f"'{flat}" if formula else flat
