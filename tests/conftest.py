"""Hypothesis profiles and the logging trap: an unexpected warning in the log fails a test."""

import logging
import os
from collections.abc import Iterator

import keyring
import pytest
import structlog
from hypothesis import HealthCheck, settings
from keyring.backends import fail

# The same examples every time, so that a change is judged by what it changed; new ones are looked
# for at night.
settings.register_profile(
    "quick",
    deadline=None,
    max_examples=100,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("nightly", deadline=None, max_examples=5000)
settings.load_profile(os.environ.get("PURSIGHT_HYPOTHESIS", "quick"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that may take longest: no worker shall be alone with one at the end."""
    longest: dict[object, float] = {}
    for item in items:
        mark = item.get_closest_marker("timeout")
        seconds = float(mark.args[0]) if mark else 0.0
        longest[item.path] = max(longest.get(item.path, 0.0), seconds)
    items.sort(key=lambda item: -longest[item.path])


@pytest.fixture(autouse=True, scope="session")
def no_keyring_but_a_tests_own() -> None:
    """Keep out the keyring of whoever runs the tests, and every class of one that a test defines.

    The library takes the best of all classes it knows, those of tests too.
    """
    keyring.set_keyring(fail.Keyring())


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    """Undo what a test configures: a logger bound to its captured output would outlive that."""
    kept = structlog.get_config()
    yield
    structlog.configure(**kept)


@pytest.fixture(autouse=True)
def no_unexpected_warnings(
    request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> Iterator[None]:
    """Fail when our own code logs a warning that the test did not say it expects."""
    yield
    if request.node.get_closest_marker("logs_warnings"):
        return
    unexpected = [
        record.getMessage()
        for record in caplog.get_records("call")
        if record.levelno >= logging.WARNING and record.name.startswith("pursight")
    ]
    assert not unexpected, f"unexpected warnings in the log: {unexpected}"
