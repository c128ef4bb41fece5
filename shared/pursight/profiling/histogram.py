"""A histogram drawn from a quantile sketch, with round edges and no small bins."""

from collections.abc import Callable, Sequence

import numpy as np

from pursight.contracts.measures import MOST_BINS, Edge, Histogram
from pursight.profiling.masking import CROWD
from pursight.profiling.quantiles import QuantileSketch
from pursight.values.arrow import Floats

BODY = (0.01, 0.99)
"""What lies further beyond these quantiles than they lie apart is told as a tail, not drawn."""

Edges = Callable[[float, float, int], Sequence[float]]
"""Round edges that enclose two numbers: strictly rising, the last above the second number; at most
so many bins. Empty when there are none."""


def histogram(
    sketch: QuantileSketch, edges_of: Edges, spell: Callable[[float], Edge]
) -> Histogram | None:
    """Draw what the sketch knows: at most 32 bins, about equally wide.

    The sketch merges, so the histogram of merged states is that of the whole, each count within
    twice the sketch's error of rank (exact below 2,048 values). A bin that may hold less than
    five values is joined with its neighbour unless it is empty; a tail of so few is not told.

    Args:
        sketch: Of all values.
        edges_of: Where to put edges.
        spell: How an edge is written.
    """
    total = sketch.count
    if total < CROWD:
        return None
    least, low, high, greatest = sketch.quantiles((0.0, *BODY, 1.0))
    span = high - low
    first = low if low - least > span else least
    last = high if greatest - high > span else greatest
    error = 2 * sketch.error
    edges = np.asarray(edges_of(first, last, MOST_BINS), np.float64)
    if len(edges) < 2 or not np.isfinite(edges).all() or not (np.diff(edges) > 0).all():
        return None
    below = sketch.counts_below(edges)
    needed = CROWD + error * total
    kept, counts = _joined(edges, np.diff(below).tolist(), needed)
    if not counts:
        return None
    return Histogram(
        edges=tuple(spell(edge) for edge in kept),
        counts=tuple(counts),
        below=_tail(int(below[0]), needed),
        above=_tail(total - int(below[-1]), needed),
        error=min(error, 1.0) or None,
    )


def _tail(count: int, needed: float) -> int | None:
    return count if count >= needed else None


def _joined(edges: Floats, counts: Sequence[int], needed: float) -> tuple[list[float], list[int]]:
    """Join bins until each is empty or holds enough; none when all together hold too little."""
    kept, joined = [float(edges[0])], list[int]()
    waiting = 0
    for edge, count in zip(edges[1:].tolist(), counts, strict=True):
        waiting += count
        if waiting and waiting < needed:
            continue
        kept.append(edge)
        joined.append(waiting)
        waiting = 0
    if waiting:  # too few at the end: they go to the last bin that holds enough
        while joined and not joined[-1]:
            joined.pop()
            kept.pop()
        if not joined:
            return [], []
        joined[-1] += waiting
        kept[-1] = float(edges[-1])
    return kept, joined
