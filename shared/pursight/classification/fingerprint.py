"""One digest of everything a column's features depend on besides the column."""

import dataclasses
import hashlib
import importlib.metadata
import importlib.resources
import json
from functools import lru_cache

from pursight.classification.patterns.catalogue import PATTERNS, VERSION
from pursight.classification.patterns.pattern import Pattern
from pursight.classification.tokens import ABBREVIATIONS
from pursight.contracts.features import ColumnFeatures

_ALWAYS = ("python-stdnum",)
_LEARNT = "column_model"  # the model and what it is trained on: no part of what is seen
_LANGUAGE = ("presidio-analyzer", "tldextract")


def fingerprint_of(*, language: bool, patterns: tuple[Pattern, ...] = PATTERNS) -> str:
    """Digest patterns, dictionaries and the optional packages that are here.

    Equal fingerprints mean that the same values give the same features. Thresholds and the column
    model do not count: features are judged again without their source. Nor does the engine that
    runs the patterns, since all find the same.

    Args:
        language: Whether it uses Presidio where that is installed.
        patterns: All of them, shapes and prose included.
    """
    said = {
        "version": VERSION,
        "patterns": [dataclasses.asdict(pattern) for pattern in patterns],
        "dictionaries": _dictionaries(),
        "abbreviations": ABBREVIATIONS,
        "features": ColumnFeatures.model_fields["version"].default,
        "packages": {name: _version(name) for name in (*_ALWAYS, *(_LANGUAGE if language else ()))},
        "language": language,
    }
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


@lru_cache(maxsize=1)
def _dictionaries() -> dict[str, str]:
    """Each shipped word list and its digest, as it lies there: nothing is unpacked."""
    folder = importlib.resources.files("pursight.classification").joinpath("data")
    return {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.iterdir()
        if file.is_file() and not file.name.startswith(_LEARNT)
    }


def _version(package: str) -> str | None:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None
