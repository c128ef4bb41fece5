"""`--recognizers`: read what was named, and say what of it cannot be taken."""

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from pursight.classification.recognizers.recognizer import Recognizer


def brought(named: tuple[str, ...]) -> "tuple[Recognizer, ...]":
    """Read recognisers; what is left out is said on standard error.

    Raises:
        BadRecognizers: A file is missing, or something in it cannot be understood.
    """
    from pursight.classification.recognizers.reading import read_named

    found, left = read_named(named)
    for sentence in left:
        typer.echo(sentence, err=True)
    return found
