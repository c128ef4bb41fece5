"""Reading the recognisers that somebody names, where the packages for it are installed."""

from collections.abc import Sequence

from pursight.classification.recognizers.recognizer import BadRecognizers, Recognizer


def read_named(named: Sequence[str]) -> tuple[tuple[Recognizer, ...], tuple[str, ...]]:
    """Read files of recognisers, as `files.read_all`; nothing is needed for none.

    Raises:
        BadRecognizers: A file is missing or cannot be understood, or a package is missing.
    """
    if not named:
        return (), ()
    try:
        import regex  # noqa: F401  what their patterns are tried with

        from pursight.classification.recognizers.files import read_all
    except ImportError as error:
        raise BadRecognizers(
            f"Recognisers of one's own need a package that is not installed ({error.name}).",
            hint="Install it: pip install 'pursight[agent-recognizers]'.",
        ) from error
    found, left = read_all(named)
    return tuple(found), tuple(left)
