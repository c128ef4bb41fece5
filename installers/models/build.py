# ruff: noqa: T201, E402, E501  a tool for a terminal; its parts lie beside it
"""Make the column model that PurSight ships, and the examples that a server trains on again.

    python installers/models/build.py [--seed 11] [--tables 1000]
    python installers/models/build.py --again --check      # is what is shipped what this makes?

Needs the extras `server`, `agent` and `demo` (Faker). The same seed and the same versions of the
libraries give the same files. Nothing is fetched, and no data but generated data is used.
"""

import argparse
import contextlib
import io
import sys
import time
from collections import Counter
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
from schemas import Table, tables  # type: ignore[import-not-found]

from pursight.classification.classifier import Classifier
from pursight.classification.column import ColumnContext, ColumnEvidence
from pursight.classification.column_model import SHIPPED, ColumnModel
from pursight.classification.training import EXAMPLES, Example, pack, train, unpack

DATA = HERE.parents[1] / "shared/pursight/classification/data"


def examples_of(classifier: Classifier, table: Table) -> list[Example]:
    """Features of a table's columns, as a scan would measure them."""
    names = tuple(column.name for column in table.columns)
    found = []
    for at, column in enumerate(table.columns):
        evidence = ColumnEvidence(classifier, column.values.type)
        evidence.update(column.values)
        around = names[:at] + names[at + 1 :]
        context = ColumnContext("", table.name, column.name, neighbours=around)
        features = evidence.features(context)
        if features.cells or column.label != "none":
            found.append(Example(features, column.label, group=column.group))
    return found


def _compare(name: str, made: bytes) -> None:
    """End with an error when a shipped file is not what was made."""
    if (DATA / name).read_bytes() != made:
        sys.exit(f"{name} is not what this recipe makes with these libraries")
    print(f"{name}: the same bytes")


def main() -> None:
    """Generate, measure, train, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--tables", type=int, default=1000)
    parser.add_argument("--again", action="store_true", help="train on the examples that are there")
    parser.add_argument("--check", action="store_true", help="write nothing, compare the bytes")
    arguments = parser.parse_args()
    started = time.process_time()
    if arguments.again:
        examples = list(unpack((DATA / EXAMPLES).read_bytes()))
    else:
        classifier = Classifier.build(language=False, model=None)
        made = tables(arguments.seed, arguments.tables)
        with contextlib.redirect_stdout(io.StringIO()):  # a locale of Faker's talks
            examples = [one for table in made for one in examples_of(classifier, table)]
        if arguments.check:
            _compare(EXAMPLES, pack(examples))
        else:
            (DATA / EXAMPLES).write_bytes(pack(examples))
    counted = Counter(one.label for one in examples)
    print(
        f"{len(examples)} examples, {counted['none']} of none, {time.process_time() - started:.0f} s"
    )
    print("fewest:", ", ".join(f"{label} {n}" for label, n in counted.most_common()[-8:]))
    data = train(examples, arguments.seed)
    if arguments.check:
        _compare(SHIPPED, data)
        return
    (DATA / SHIPPED).write_bytes(data)
    model = ColumnModel.load(data)
    print(
        f"{SHIPPED}: {len(data)} bytes, sha256 {model.sha256}, {time.process_time() - started:.0f} s"
    )
    print({label: one.apply for label, one in model.thresholds.items() if one.apply != 0.8})


if __name__ == "__main__":
    main()
