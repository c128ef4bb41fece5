"""The log in the clear: errors without what they quote."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from pursight_desktop.app import run

pytestmark = pytest.mark.logs_warnings

QUOTED = "_".join(("salaries", "of", "managers"))


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    before = list(logging.getLogger("pursight").handlers)
    run._log_to(tmp_path)
    yield tmp_path / "console.log"
    for handler in set(logging.getLogger("pursight").handlers) - set(before):
        logging.getLogger("pursight").removeHandler(handler)
        handler.close()


def _fail() -> None:
    try:
        {}[QUOTED]
    except KeyError as error:
        raise ValueError(f"not a number: {QUOTED}") from error


def test_an_error_is_told_by_place_and_kind_and_not_by_what_it_quotes(log: Path) -> None:
    try:
        _fail()
    except ValueError:
        logging.getLogger("pursight.console").exception("a turn of the sync failed")
    text = log.read_text()
    for word in ("a turn of the sync failed", "builtins.KeyError", "in _fail", "which led to"):
        assert word in text
    assert text.rstrip().endswith("builtins.ValueError")
    assert QUOTED not in text
