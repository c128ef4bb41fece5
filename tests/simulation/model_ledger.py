"""The ledger outside: which models were ever active, what they say, who held and named which."""

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from tests.builders.column_models import a_model

from pursight.classification.classifier import Classifier
from pursight.classification.column_model import ColumnModel
from pursight.classification.judging import judge
from pursight.classification.thresholds import Threshold, Thresholds
from pursight.contracts.features import ColumnFeatures
from pursight.contracts.models import LabelThreshold, ModelHeader
from pursight.contracts.scans import Classification, TableReport
from pursight.testing.simulation_world import Violation

LabelThresholds = Mapping[str, LabelThreshold]
CONTENTS = {1: "email", 2: "phone", 3: "none"}
"""Versions of the model, and what each takes a column for that looks like e-mail."""


def content_of(number: int) -> bytes:
    """Give a version's bytes; the first one is what the package brings."""
    return a_model(number, CONTENTS[number])


@lru_cache
def loaded(number: int) -> ColumnModel:
    """Load a version."""
    return ColumnModel.load(content_of(number))


def thresholds_of(own: LabelThresholds) -> Thresholds:
    """Give an organisation's thresholds."""
    return Thresholds(
        per_label={label: Threshold(one.apply, one.suggest) for label, one in own.items()}
    )


@lru_cache
def _patterns() -> Classifier:
    return Classifier.build(language=False, model=None)


def classifier(
    *, thresholds: Thresholds | None = None, model: ColumnModel | None = None
) -> Classifier:
    """Build what a scan judges by, without compiling anything twice."""
    built = copy.copy(_patterns())
    built.thresholds, built.model = thresholds or Thresholds(), model or loaded(1)
    return built


@dataclass
class ModelLedger:
    """Believes nobody; learns what was activated, and looks at what agents hold and report."""

    activated: dict[int, ModelHeader] = field(default_factory=dict)
    decisions: dict[str, str] = field(default_factory=dict)
    _verdicts: dict[tuple[int | None, str], Classification] = field(default_factory=dict)
    _highest: dict[int, int] = field(default_factory=dict)

    def activation(self, header: ModelHeader) -> None:
        """Note an activation of the server."""
        if self.activated.setdefault(header.serial, header) != header:
            raise Violation("one serial stands for two activations")

    def holds(self, agent: int, header: ModelHeader | None, *, set_back: bool = False) -> None:
        """Look at what an agent holds; `set_back` if its disk was, by a backup."""
        if header is None:
            return
        if self.activated.get(header.serial) != header:
            raise Violation("an agent holds a model that was never active here")
        if header.serial < self._highest.get(agent, 0) and not set_back:
            raise Violation("an agent went back without a roll back")
        self._highest[agent] = header.serial

    def reported(self, serial: int | None, tables: tuple[TableReport, ...]) -> None:
        """Hold each verdict of a report against the model that it names."""
        if serial is not None and serial not in self.activated:
            raise Violation("a report names a model that was never active")
        for table in tables:
            for column in table.columns:
                assert column.features is not None
                if column.classification != self.verdict(serial, column.features):
                    raise Violation("a verdict is not of the model that it names")

    def verdict(self, serial: int | None, features: ColumnFeatures) -> Classification:
        """Judge as an activation does; None is the model that came along."""
        key = serial, features.model_dump_json()
        found = self._verdicts.get(key)
        if found is None:
            header = None if serial is None else self.activated[serial]
            own = thresholds_of(header.thresholds if header else {})
            found = judge(features, loaded(header.number if header else 1), own)
            self._verdicts[key] = found
        return found
