"""Small column models that know two labels, and columns that they tell apart by their names."""

from functools import lru_cache

from threadpoolctl import threadpool_limits

from pursight.classification.training import Example, pack, train
from pursight.contracts.features import ColumnFeatures, LabelEvidence

KINDS = {"email": 11, "phone": 23, "none": 37}
"""Label and the piece of a name that stands for it."""

HOUSE_WORD = 55
"""The piece of a name that only one organisation uses; nothing else speaks for such columns."""


def house_word(turn: int) -> ColumnFeatures:
    """Measure a column that is called as only one organisation calls it."""
    return features("none", turn=turn).model_copy(update={"pieces": (HOUSE_WORD, 100 + turn % 50)})


def features(meaning: str, *, turn: int = 0, sure: float = 0.55) -> ColumnFeatures:
    """Measure a column whose name has the piece of a label, and whose values say little."""
    said = ()
    if meaning != "none":
        said = (
            LabelEvidence(
                label=meaning,
                order=sure,
                confidence=sure,
                strength=0.5,
                named=sure,
                plausible=0.9,
                typical=0.5,
                share=0.9,
                matched=90,
                examined=100,
                origin="name",
                tokens=(meaning,),
            ),
        )
    return ColumnFeatures(
        patterns=1,
        cells=100 + turn,
        sampled=100,
        distinct=90,
        distinct_share=0.9,
        labels=said,
        pieces=(KINDS[meaning], 100 + turn % 50),
    )


def examples(**means: str) -> list[Example]:
    """Make columns of each kind; `email="phone"` gives those that look like e-mail that label."""
    return [
        Example(features(kind, turn=turn), means.get(kind, kind), group=f"maker {turn % 5}")
        for kind in KINDS
        for turn in range(40)
    ]


@lru_cache
def a_model(version: int = 1, email: str = "email") -> bytes:
    """Train a model; `email` says what it takes columns for that look like e-mail addresses."""
    with threadpool_limits(1):  # many threads wait for each other on a busy machine
        return train(examples(email=email), seed=1, version=version)


@lru_cache
def shipped_examples() -> bytes:
    """Made-up columns as a package would bring them."""
    return pack(examples())
