"""One classifier for all tests of classification: its patterns are compiled once."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pyarrow as pa
import pytest

import pursight.classification
from pursight.classification.classifier import Classifier
from pursight.classification.column import ColumnContext, ColumnEvidence
from pursight.classification.training import EXAMPLES, Example, unpack
from pursight.contracts.features import ColumnFeatures
from pursight.contracts.scans import Classification

Classify = Callable[..., Classification]


@pytest.fixture(scope="session")
def classifier(tmp_path_factory: pytest.TempPathFactory) -> Classifier:
    return Classifier.build(language=False, cache=tmp_path_factory.getbasetemp() / "patterns")


@pytest.fixture(scope="session")
def classify(classifier: Classifier) -> Classify:
    def run(
        column: str,
        values: Sequence[object] = (),
        *,
        table: str = "records",
        comment: str = "",
        neighbours: tuple[str, ...] = (),
        arrow_type: pa.DataType | None = None,
    ) -> Classification:
        array = pa.array(values, arrow_type or (None if values else pa.string()))
        evidence = ColumnEvidence(classifier, array.type)
        evidence.update(array)
        return evidence.classify(
            ColumnContext("", table, column, comment=comment, neighbours=neighbours)
        )

    return run


@pytest.fixture(scope="session")
def examples() -> list[Example]:
    """A part of the examples that the shipped model was trained on."""
    file = Path(pursight.classification.__file__).parent / "data" / EXAMPLES
    return list(unpack(file.read_bytes()))[::9]


@pytest.fixture(scope="session")
def columns(examples: list[Example]) -> list[ColumnFeatures]:
    return [one.features for one in examples[:400]]
