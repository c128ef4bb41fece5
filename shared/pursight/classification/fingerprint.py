"""One digest of everything a column's label depends on besides the column."""

import dataclasses
import hashlib
import importlib.metadata
import importlib.resources
import json
from functools import lru_cache

from pursight.classification.patterns.catalogue import PATTERNS, VERSION
from pursight.classification.patterns.pattern import Pattern
from pursight.classification.thresholds import Thresholds
from pursight.classification.tokens import ABBREVIATIONS

_ALWAYS = ("python-stdnum",)
_LANGUAGE = ("presidio-analyzer", "tldextract")


def fingerprint_of(
    thresholds: Thresholds,
    *,
    language: bool,
    patterns: tuple[Pattern, ...] = PATTERNS,
    recognizers: str = "",
    model: str = "",
) -> str:
    """Digest patterns, dictionaries, thresholds and the optional packages that are here.

    Equal fingerprints mean that the same values get the same label. Which engine runs the patterns
    does not count, since all find the same.

    Args:
        thresholds: Of the classifier.
        language: Whether it uses Presidio where that is installed.
        patterns: All of them, shapes and prose included.
        recognizers: Digest of those that were brought; empty for none.
        model: Name and version of the user's language model; empty for none.
    """
    said = {
        "version": VERSION,
        "patterns": [dataclasses.asdict(pattern) for pattern in patterns],
        "dictionaries": _dictionaries(),
        "abbreviations": ABBREVIATIONS,
        "thresholds": dataclasses.asdict(thresholds.default),
        "per_label": {
            label: dataclasses.asdict(threshold)
            for label, threshold in thresholds.per_label.items()
        },
        "packages": {name: _version(name) for name in (*_ALWAYS, *(_LANGUAGE if language else ()))},
        "language": language,
        "recognizers": recognizers,
        "model": model,
    }
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


@lru_cache(maxsize=1)
def _dictionaries() -> dict[str, str]:
    """Each shipped word list and its digest, as it lies there: nothing is unpacked."""
    folder = importlib.resources.files("pursight.classification").joinpath("data")
    return {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.iterdir()
        if file.is_file()
    }


def _version(package: str) -> str | None:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None
