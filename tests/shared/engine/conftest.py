"""One classifier for all tests of the engine: compiling its patterns takes a second."""

import pytest

from pursight.classification.classifier import Classifier


@pytest.fixture(scope="session")
def classifier() -> Classifier:
    return Classifier.build(language=False)
