"""The user's own spaCy model, when one is installed or named; never fetched."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import json
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pursight.classification.language import Finding
from pursight.errors import Refused

SECONDS = 2.0
"""How long a model may look at one column."""

VALUES = 200
"""So many different values of a column it looks at."""

_LONGEST = 1000
_FEWEST = 8
_SURE = 0.75
"""Confidence of a column all of whose values are one entity, as far as a model can tell."""

LABELS: Mapping[str, str] = {
    "PERSON": "person_name",
    "PER": "person_name",
    "PS": "person_name",
    "persName": "person_name",
    "GPE": "city",
    "LOC": "city",
    "placeName": "city",
    "ORG": "organization",
    "orgName": "organization",
    "NORP": "nationality",
}
"""Entities of spaCy's published models to our labels."""


class NoSuchModel(Refused):
    """The language model that was named is not here."""

    code = "language.no_model"


@dataclass(frozen=True)
class LanguageModel:
    """One spaCy pipeline, loaded when it is first needed.

    Attributes:
        name: Of an installed package, or a folder.
    """

    name: str

    @property
    def identity(self) -> str:
        """Name and version, as the model says them itself."""
        meta = Path(self.name) / "meta.json"
        if meta.is_file():
            said = json.loads(meta.read_text("utf-8"))
            return f"{said.get('lang')}_{said.get('name')} {said.get('version')}"
        return f"{self.name} {importlib.metadata.version(self.name)}"

    @cached_property
    def _pipeline(self) -> Any:
        import spacy

        return spacy.load(self.name)

    def entities(self, values: Sequence[str]) -> tuple[Counter[str], int]:
        """Count values that name something of each label.

        Returns:
            Values by label, and how many were looked at in the time that there is.
        """
        counted: Counter[str] = Counter()
        examined = 0
        for labels in self._looked(values):
            examined += 1
            counted.update({label for label, _ in labels})
        return counted, examined

    def find(self, values: Sequence[str]) -> Finding | None:
        """Say what the values of a column are, if most of them are wholly one entity."""
        counted: Counter[str] = Counter()
        examined = 0
        for labels in self._looked(values):
            examined += 1
            counted.update({label for label, covers in labels if covers})
        if not counted or examined < min(_FEWEST, len(values)):
            return None
        label, matched = max(counted.items(), key=lambda item: (item[1], item[0]))
        sure = _SURE * max(0.0, min(1.0, (matched / examined - 0.4) / 0.4))
        return Finding(label, f"model_{label}", matched, examined, sure)

    def _looked(self, values: Sequence[str]) -> list[set[tuple[str, bool]]]:
        """Labels of each value, and whether the entity covers it; as many as the time allows."""
        pipeline = self._pipeline  # loading it is not the column's time
        deadline = time.monotonic() + SECONDS
        found: list[set[tuple[str, bool]]] = []
        for value in values[:VALUES]:
            if time.monotonic() > deadline:
                break
            text = value[:_LONGEST].strip()
            entities = pipeline(text).ents
            found.append(
                {
                    (LABELS[one.label_], len(one.text) >= 0.9 * len(text))
                    for one in entities
                    if one.label_ in LABELS
                }
            )
        return found


def model_named(name: str = "") -> LanguageModel | None:
    """Find a model that is here already.

    Args:
        name: Of a package or folder; empty takes the first one that is installed.

    Returns:
        None when no name was given and no model, or no spaCy, is installed.

    Raises:
        NoSuchModel: The one that was named is not here.
    """
    there = importlib.util.find_spec("spacy") is not None
    if not name:
        known = sorted(one.name for one in importlib.metadata.entry_points(group="spacy_models"))
        return LanguageModel(known[0]) if known and there else None
    if not there:
        raise NoSuchModel(
            f"The language model {name} needs spaCy, which is not installed.",
            hint="Install it: pip install 'pursight[agent-nlp]'",
        )
    if (Path(name) / "meta.json").is_file():
        return LanguageModel(name)
    if name in {one.name for one in importlib.metadata.entry_points(group="spacy_models")}:
        return LanguageModel(name)
    raise NoSuchModel(
        f"There is no language model {name} here.",
        hint="Install its package, or name the folder that holds its meta.json; "
        "PurSight never downloads one.",
    )
