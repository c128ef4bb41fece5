"""Times of interactions, beside those of plain SQL; for `console.py`."""

# ruff: noqa: E501  lines that print a table

import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measured:
    """One interaction, in milliseconds; the plain ones are None where SQL has no part in it.

    Attributes:
        cpu_p95: Of the processor's time, which says more where other programs want it too.
    """

    name: str
    times: int
    median: float
    p95: float
    worst: float
    cpu_p95: float
    plain_median: float | None = None
    plain_p95: float | None = None
    slowest: str = ""


def p95(values: list[float]) -> float:
    """Give the value that 95 in a hundred do not exceed."""
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.95))]


def timed(action: Callable[[], object]) -> tuple[float, float]:
    """Do it; give milliseconds by the clock, and of the processor."""
    began, worked = time.perf_counter(), time.thread_time()
    action()
    return (time.perf_counter() - began) * 1000, (time.thread_time() - worked) * 1000


_Action = tuple[str, Callable[[], object], Callable[[], object] | None]


def _done(
    actions: Iterable[_Action], walls: list[tuple[float, str]], cpu: list[float]
) -> list[_Action]:
    """Do all actions and keep their times; give them back."""
    done = []
    for one in actions:
        wall, worked = timed(one[1])
        walls.append((wall, one[0]))
        cpu.append(worked)
        done.append(one)
    return done


def measure(
    name: str,
    actions: Iterable[_Action],
) -> Measured:
    """Time all actions, then their plain counterparts: a scan of everything empties the cache.

    A counterpart that takes over a second is not asked the same again: its time counts again.
    """
    slow: dict[str, float] = {}
    ours: list[tuple[float, str]] = []
    cpu: list[float] = []
    plain: list[float] = []
    asked = [(what, counterpart) for what, _, counterpart in _done(actions, ours, cpu)]
    for what, counterpart in asked:
        if counterpart is not None:
            plain.append(slow.get(what) or timed(counterpart)[0])
            if plain[-1] > 1000:
                slow[what] = plain[-1]
    took = [one for one, _ in ours]
    worst, slowest = max(ours)
    return Measured(
        name,
        len(took),
        statistics.median(took),
        p95(took),
        worst,
        p95(cpu),
        statistics.median(plain) if plain else None,
        p95(plain) if plain else None,
        slowest,
    )


HEADING = f"{'':34}{'times':>6}{'median':>9}{'p95':>9}{'worst':>9}{'CPU p95':>9}{'SQL med':>10}{'SQL p95':>10}"


def line(one: Measured) -> str:
    """Print one of them below the heading."""
    plain = f"{'':>20}"
    if one.plain_median is not None and one.plain_p95 is not None:
        plain = f"{one.plain_median:10.1f}{one.plain_p95:10.1f}"
    ours = f"{one.median:9.1f}{one.p95:9.1f}{one.worst:9.1f}{one.cpu_p95:9.1f}"
    return f"{one.name:34}{one.times:6}{ours}{plain}  {one.slowest}"
