"""Defect: a bug of ours that showed itself on one object, told without a word of its data."""

from typing import ClassVar

from pursight.errors import Fault, PurSightError
from pursight_agent.source import defect


class Defect(PurSightError):
    """A bug of ours showed itself on one object."""

    code = "internal"
    fault: ClassVar[Fault] = Fault.OURS


def defect_in(words: str) -> Defect:
    """Word the error of one table, by the kind of a defect and its place."""
    return Defect(
        f"A defect of the agent stopped the reading ({words}).",
        hint="Please report it with this line; the other tables are not affected.",
    )


def defect_of(error: Exception) -> Defect:
    """Word the error of one table."""
    return defect_in(defect(error))
