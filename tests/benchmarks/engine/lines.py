"""What a benchmark says: a line a measure, with its peer of the same run, ratio and aim."""

import json
import statistics
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Line:
    """One measure; `met` is None where there is no aim."""

    what: str
    measured: str
    peer: str = ""
    ratio: str = ""
    aim: str = ""
    met: bool | None = None


def at_most(what: str, value: float, unit: str, aim: float) -> Line:
    """A number that should not be more than its aim."""
    return Line(what, f"{value:,.2f} {unit}", aim=f"<= {aim:g} {unit}", met=value <= aim)


def against(
    what: str,
    ours: float,
    peer: str,
    theirs: float,
    *,
    unit: str = "CPU s",
    aim: float | None = None,
) -> Line:
    """What we need against what a peer needs: less is better."""
    ratio = ours / max(theirs, 1e-9)
    return Line(
        what,
        f"{ours:,.2f} {unit}",
        f"{peer} {theirs:,.2f} {unit}",
        f"{ratio:,.2f}x",
        "" if aim is None else f"<= {aim:g}x",
        None if aim is None else ratio <= aim,
    )


def faster(
    what: str, ours: float, peer: str, theirs: float, *, unit: str, aim: float | None = None
) -> Line:
    """What we reach against what a peer reaches: more is better."""
    ratio = ours / max(theirs, 1e-9)
    return Line(
        what,
        f"{ours:,.0f} {unit}",
        f"{peer} {theirs:,.0f} {unit}",
        f"{ratio:,.2f}x",
        "" if aim is None else f">= {aim:g}x",
        None if aim is None else ratio >= aim,
    )


def median(runs: int, measure: Callable[[], float]) -> float:
    """The median of so many runs."""
    return statistics.median(measure() for _ in range(max(1, runs)))


def show(title: str, lines: Iterable[Line]) -> None:
    """Print a table."""
    head = ("measure", "measured", "peer, same run", "ratio", "aim", "met")
    rows = [
        (x.what, x.measured, x.peer, x.ratio, x.aim, {True: "yes", False: "NO", None: ""}[x.met])
        for x in lines
    ]
    widths = [max(len(row[place]) for row in (head, *rows)) for place in range(len(head))]
    print(f"\n{title}")
    for row in (head, *rows):
        print(
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        )


def write(path: Path, found: dict[str, list[Line]]) -> None:
    """Write everything as JSON."""
    content = {title: [asdict(line) for line in lines] for title, lines in found.items()}
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
