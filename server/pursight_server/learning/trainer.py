"""The child process that trains: the only one of the server that imports scikit-learn.

Standard input: one line of JSON (`Lesson`), then the shipped examples as `training.pack` made them.
Standard output: the model's bytes, and nothing else.
"""

import contextlib
import os
import sys

from pydantic import BaseModel, ConfigDict

from pursight.contracts.features import ColumnFeatures

DECISION_WEIGHT = 5.0
"""Against 1 for a column that was made up."""


class Taught(BaseModel):
    """What a person decided of a column."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    label: str
    group: str
    features: ColumnFeatures


class Lesson(BaseModel):
    """What to train on besides the shipped examples."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    seed: int
    version: int
    taught: tuple[Taught, ...]


def main() -> int:
    """Train one model."""
    # One thread: the server's own work goes first, and threads that wait for each other on a busy
    # machine take many times as long.
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    from pursight.classification.training import Example, train, unpack

    with contextlib.suppress(OSError, AttributeError):
        os.nice(10)
    lesson = Lesson.model_validate_json(sys.stdin.buffer.readline())
    shipped = sys.stdin.buffer.read()
    examples = list(unpack(shipped)) if shipped else []
    examples += [
        Example(one.features, one.label, DECISION_WEIGHT, "decision", one.group)
        for one in lesson.taught
    ]
    sys.stdout.buffer.write(train(examples, lesson.seed, version=lesson.version))
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
