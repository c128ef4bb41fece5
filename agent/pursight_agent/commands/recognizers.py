"""`--recognizers` and `--language-model`: the options, and reading the recognisers named."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pursight.classification.recognizers.recognizer import Recognizer

Recognizers = Annotated[
    list[str] | None,
    typer.Option(
        metavar="FILE", help="Look for these too: Presidio's YAML; `presidio` for its own."
    ),
]
LanguageModel = Annotated[
    str,
    typer.Option(
        metavar="NAME", help="A spaCy model's package or folder; else one that is installed."
    ),
]


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
