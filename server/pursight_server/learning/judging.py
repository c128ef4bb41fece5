"""Judging stored features: models loaded once, columns in batches, off the event loop."""

import hashlib
import importlib.resources
import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Final

import orjson

from pursight.classification.column_model import SHIPPED, ColumnModel
from pursight.classification.judging import judge_all
from pursight.classification.thresholds import Threshold, Thresholds
from pursight.contracts.features import ColumnFeatures
from pursight.contracts.models import LabelThreshold
from pursight.contracts.scans import Classification, TableReport
from pursight.engine.rejudging import judged_again

LabelThresholds = Mapping[str, LabelThreshold]

EXAMPLES: Final = "column_model_examples.xz"
_KEPT: Final = 4
_lock = threading.Lock()
_models: OrderedDict[str, ColumnModel] = OrderedDict()


@dataclass(frozen=True, slots=True)
class Judge:
    """A loaded model with its thresholds."""

    model: ColumnModel
    thresholds: Thresholds

    def judge(self, features: Sequence[ColumnFeatures]) -> list[Classification]:
        """Judge columns."""
        return judge_all(features, self.model, self.thresholds)


def thresholds_of(own: LabelThresholds) -> Thresholds:
    """Put an organisation's thresholds into the form that judges ask."""
    return Thresholds(
        per_label={label: Threshold(one.apply, one.suggest) for label, one in own.items()}
    )


def spelled(features: ColumnFeatures) -> tuple[bytes, str]:
    """Spell features as they are kept, and their digest."""
    said = features.model_dump(mode="json", exclude_defaults=True)
    text = orjson.dumps(said, option=orjson.OPT_SORT_KEYS)
    return text, hashlib.sha256(text).hexdigest()


def read(text: str) -> ColumnFeatures:
    """Read features as they were kept."""
    return ColumnFeatures.model_validate_json(text)


def loaded(content: bytes, own: LabelThresholds) -> Judge:
    """Load a model, or take it from those that were loaded last.

    Raises:
        ModelRefused: It is none.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    found = cached(sha256, own)
    if found is not None:
        return found
    model = ColumnModel.load(content)
    with _lock:
        _models[sha256] = model
        while len(_models) > _KEPT:
            _models.popitem(last=False)
    return Judge(model, thresholds_of(own))


def cached(sha256: str, own: LabelThresholds) -> Judge | None:
    """Give a model that was loaded before."""
    with _lock:
        model = _models.get(sha256)
        if model is None:
            return None
        _models.move_to_end(sha256)
    return Judge(model, thresholds_of(own))


def shipped_examples() -> bytes:
    """Read the made-up columns that come with the package; empty where they were not built."""
    file = importlib.resources.files("pursight.classification").joinpath("data", EXAMPLES)
    return file.read_bytes() if file.is_file() else b""


@lru_cache(maxsize=1)
def builtin() -> bytes:
    """Read the model that comes with the package; empty where it was not built."""
    file = importlib.resources.files("pursight.classification").joinpath("data", SHIPPED)
    return file.read_bytes() if file.is_file() else b""


def rejudged(tables: Sequence[TableReport], judge: Judge) -> list[TableReport]:
    """Judge all columns of a report that have features anew; the others stay as they came.

    What a profile must not show of a column that turns out to be sensitive is taken out of it.
    """
    features = [column.features for table in tables for column in table.columns if column.features]
    told = _Told(iter(judge.judge(features)))  # all at once: many small calls take much longer
    return [judged_again(table, told) for table in tables]


class _Told:
    """Gives out what was judged before, in its order."""

    def __init__(self, found: Iterator[Classification]) -> None:
        self._found = found

    def judge(self, columns: Sequence[ColumnFeatures]) -> list[Classification]:
        """Say what was found of the next so many columns."""
        return list(islice(self._found, len(columns)))


def sha256_of(content: bytes) -> str:
    """Digest a model's bytes."""
    return hashlib.sha256(content).hexdigest()
