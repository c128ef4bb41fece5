"""Handing rare finds of one table to the place at the agent where they are kept."""

from collections.abc import Callable
from dataclasses import replace

from pursight.contracts.scans import TableFacts
from pursight.engine.places import FoundCells
from pursight.engine.table import TableState
from pursight.errors import PurSightError
from pursight_agent.scanning.reading import Reading, concluded
from pursight_agent.source import kind_code, skipped

Keep = Callable[[TableFacts, tuple[FoundCells, ...], bool], None]
"""Takes a table's facts, its finds, and whether all of it was read."""


def keep_nothing(_facts: TableFacts, _found: tuple[FoundCells, ...], _complete: bool) -> None:
    """Let finds go, as where nobody asked for them."""


def kept(reading: Reading, keep: Keep) -> Reading:
    """Hand over a table's finds; when they cannot be kept the result says so.

    Such a table has no fingerprint then, so that the next scan reads it again.
    """
    found, reading = concluded(reading, TableState.found)
    if found is None:
        return reading
    try:
        keep(reading.facts, found, reading.complete)
    except PurSightError as error:
        entry = skipped(
            error,
            schema=reading.facts.schema_name,
            name=reading.facts.name,
            kind=kind_code(reading.facts.kind.value),
            partial=True,
        )
        return replace(reading, skipped=(*reading.skipped, entry))
    return reading
