"""The column model: strict about its file, the same in any company, bound to facts."""

import json
import struct
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pursight.classification
from pursight.classification import model_file
from pursight.classification.column_model import SHIPPED, ColumnModel, ModelRefused, shipped
from pursight.classification.model_inputs import FALLING, PAIR_NAMES, RISING, pair_rows
from pursight.classification.trees import Trees
from pursight.contracts.features import ColumnFeatures

DATA = Path(pursight.classification.__file__).parent / "data"


@pytest.fixture(scope="session")
def content() -> bytes:
    return (DATA / SHIPPED).read_bytes()


@pytest.fixture(scope="session")
def model(content: bytes) -> ColumnModel:
    return ColumnModel.load(content)


def changed(content: bytes, change: Callable[[dict[str, np.ndarray]], object]) -> bytes:
    header, arrays = model_file.read(content)
    own = {name: array.copy() for name, array in arrays.items()}
    change(own)
    return model_file.write(header, own)


def with_header(content: bytes, **said: object) -> bytes:
    start = len(model_file.MAGIC) + 4
    (length,) = struct.unpack_from("<I", content, len(model_file.MAGIC))
    header = json.loads(content[start : start + length]) | said
    text = json.dumps(header).encode()
    return model_file.MAGIC + struct.pack("<I", len(text)) + text + content[start + length :]


def test_the_shipped_model_is_small_and_writes_as_it_reads(content: bytes) -> None:
    assert len(content) < 1_000_000
    assert model_file.write(*model_file.read(content)) == content
    known = shipped()
    assert known is not None
    assert known.version == 1
    assert {"none", "email", "iban"} <= set(known.labels)


@pytest.mark.parametrize("cut", [0, 3, 8, 200, 5000, -1])
def test_a_cut_file_is_refused(content: bytes, cut: int) -> None:
    with pytest.raises(ModelRefused, match="not a usable column model"):
        ColumnModel.load(content[:cut])


def test_a_padded_file_is_refused(content: bytes) -> None:
    with pytest.raises(ModelRefused, match="something follows"):
        ColumnModel.load(content + b"\0")


@settings(max_examples=80, deadline=None)
@given(data=st.binary(max_size=300))
def test_noise_is_refused(data: bytes) -> None:
    with pytest.raises(ModelRefused):
        ColumnModel.load(data)
    with pytest.raises(ModelRefused):
        ColumnModel.load(model_file.MAGIC + data)


def _loop(arrays: dict[str, np.ndarray]) -> None:
    arrays["tree_left"][5], arrays["tree_right"][5] = 3, 4


def _outside(arrays: dict[str, np.ndarray]) -> None:
    arrays["tree_right"][0] = len(arrays["tree_right"])


def _foreign_input(arrays: dict[str, np.ndarray]) -> None:
    arrays["tree_feature"][0] = len(PAIR_NAMES)


def _no_root(arrays: dict[str, np.ndarray]) -> None:
    arrays["tree_roots"][0] = -1


def _not_a_number(arrays: dict[str, np.ndarray]) -> None:
    arrays["bias"][0] = np.inf


def _falling(arrays: dict[str, np.ndarray]) -> None:
    arrays["curve_chance"][0] = 0.999


def _short(arrays: dict[str, np.ndarray]) -> None:
    arrays["weights"] = arrays["weights"][:-1]


def _missing(arrays: dict[str, np.ndarray]) -> None:
    del arrays["bias"]


def _flat(arrays: dict[str, np.ndarray]) -> None:
    arrays["tree_left"] = arrays["tree_left"].reshape(1, -1)


@pytest.mark.parametrize(
    "change",
    [_loop, _outside, _foreign_input, _no_root, _not_a_number, _falling, _short, _missing, _flat],
)
def test_arrays_that_make_no_sense_are_refused(
    content: bytes, change: Callable[[dict[str, np.ndarray]], object]
) -> None:
    with pytest.raises(ModelRefused):
        ColumnModel.load(changed(content, change))


@pytest.mark.parametrize(
    "said",
    [
        {"format": 2},
        {"version": 0},
        {"pair_inputs": 3},
        {"inputs": 12},
        {"labels": ["none"]},
        {"surprise": 1},
        {"baseline": 1e9},
        {"thresholds": {"email": {"apply": 0.2, "suggest": 0.9}}},
        {"arrays": [{"name": "bias", "dtype": "object", "shape": [3]}]},
        {"arrays": [{"name": "bias", "dtype": "float64", "shape": [2**40, 2**40]}]},
        {"arrays": [{"name": "bias", "dtype": "float64", "shape": [-1]}]},
    ],
)
def test_hostile_headers_are_refused(content: bytes, said: dict[str, object]) -> None:
    with pytest.raises(ModelRefused):
        ColumnModel.load(with_header(content, **said))


def test_company_changes_no_opinion(model: ColumnModel, columns: list[ColumnFeatures]) -> None:
    together = model.opinions(columns)
    turned = model.opinions(columns[::-1])[::-1]
    alone = [model.opinions([one])[0] for one in columns[:40]]
    assert [one.label for one in together] == [one.label for one in turned]
    assert together[:40] == alone
    assert model.opinions([]) == []


def test_a_batch_of_ten_thousand_goes_through_in_bounded_pieces(
    model: ColumnModel, columns: list[ColumnFeatures]
) -> None:
    many = (columns * (10_000 // len(columns) + 1))[:10_000]
    found = model.opinions(many)
    assert len(found) == 10_000
    assert found[: len(columns)] == found[len(columns) : 2 * len(columns)]


def test_more_for_a_label_is_never_less_of_it(
    model: ColumnModel, columns: list[ColumnFeatures]
) -> None:
    """The trees rise with what speaks for a label, and fall with what speaks against it."""
    rows = np.array(
        [
            row
            for one in columns
            if one.labels
            for row in pair_rows(one, [one.labels[0].label], [0.4], best=0.5, none=0.2)
        ],
        np.float32,
    )
    before = model.scores(rows)
    for name in sorted(RISING):
        more = rows.copy()
        more[:, PAIR_NAMES.index(name)] += 0.2
        assert (model.scores(more) >= before - 1e-9).all(), name
    for name in sorted(FALLING):
        more = rows.copy()
        more[:, PAIR_NAMES.index(name)] += 1.0
        assert (model.scores(more) <= before + 1e-9).all(), name


def test_trees_step_by_step() -> None:
    trees = Trees.checked(
        {
            "tree_roots": np.array([0, 3], np.int32),
            "tree_feature": np.array([1, 0, 0, 0], np.int16),
            "tree_threshold": np.array([0.5, 0, 0, 0]),
            "tree_left": np.array([1, 1, 2, 3], np.int32),
            "tree_right": np.array([2, 1, 2, 3], np.int32),
            "tree_value": np.array([0, -1.0, 2.0, 10.0]),
        },
        inputs=2,
        baseline=0.25,
    )
    found = trees.scores(np.array([[9, 0.5], [9, 0.6]], np.float32))
    assert found.tolist() == [9.25, 12.25]
