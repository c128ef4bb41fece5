"""What is shipped says what it was made of, and that is what lies beside it and in the recipe."""

import re
from pathlib import Path

import pursight
from pursight.classification.column_model import SHIPPED, ColumnModel
from pursight.classification.model_file import read
from pursight.classification.training import EXAMPLES, unpack

DATA = Path(pursight.__path__[0]) / "classification" / "data"
RECIPE = Path(__file__).parents[3] / "installers" / "models" / "build.py"


def test_the_shipped_model_is_of_the_shipped_examples() -> None:
    """Whether the bytes are the same takes minutes: `build.py --again --check` tells it."""
    header, _ = read((DATA / SHIPPED).read_bytes())
    examples = list(unpack((DATA / EXAMPLES).read_bytes()))
    assert header.trained_on == {"generated": len(examples)}
    assert {one.origin for one in examples} == {"generated"}
    assert set(header.labels) == {one.label for one in examples}
    assert ColumnModel.load((DATA / SHIPPED).read_bytes()).labels == header.labels


def test_the_shipped_model_has_the_seed_of_the_recipe() -> None:
    header, _ = read((DATA / SHIPPED).read_bytes())
    found = re.search(r'"--seed", type=int, default=(\d+)', RECIPE.read_text())
    assert found is not None
    assert header.seed == int(found[1])
    assert header.version == 1
