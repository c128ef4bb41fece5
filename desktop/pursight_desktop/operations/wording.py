"""How operations word what they did."""

from collections.abc import Callable

SHORTEST_PLURAL = 2


def of(count: int, one: str, many: str) -> str:
    """Say how many of what: "1 column", "12 columns"."""
    return f"{count:,} {one if count < SHORTEST_PLURAL else many}"


def columns(done: str) -> Callable[[int], str]:
    """Word what was done to the label of columns."""
    return lambda count: f"Label of {of(count, 'column', 'columns')} {done}"


def spoken_label(label: str) -> str:
    """Spell a label of the vocabulary for a person: `email_address` as "email address"."""
    return label.replace("_", " ")
