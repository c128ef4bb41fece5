"""Presidio: no network, a bounded sample, nothing when it is missing."""

import subprocess
import sys
import textwrap

import pytest

from pursight.classification import language
from pursight.classification.classifier import Classifier

FORBID = """
import sys
def refuse(event, args):
    if event in {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"}:
        raise AssertionError("the network was asked")
sys.addaudithook(refuse)
"""


def test_the_network_is_never_asked() -> None:
    pytest.importorskip("presidio_analyzer", reason="not run: needs presidio-analyzer")
    work = textwrap.dedent(
        """
        from pursight.classification import language
        language.SECONDS = 60
        found = language.find([f"u{n}@mail{n}.co.uk" for n in range(30)], ["contact"])
        assert (found.label, found.examined) == ("email", language.VALUES), found
        assert language.find([f"{n} plain words" for n in range(30)], []) is None
        print("done")
        """
    )
    result = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", FORBID + work],
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    assert result.stdout.strip() == "done", result.stderr[-2000:]


def test_a_missing_presidio_is_said_and_nothing_breaks(
    classifier: Classifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(language, "installed", lambda: False)
    language.analyzer.cache_clear()
    try:
        assert language.find(["a@b.org"], []) is None
    finally:
        language.analyzer.cache_clear()
    wanting = Classifier(classifier.automaton, classifier.thresholds, use_language=True)
    assert "language: presidio not installed" in wanting.tiers
    assert "language: off" in classifier.tiers


def test_names_of_people_are_found_in_prose() -> None:
    assert language.names_in_prose("Yesterday Anna Miller met Peter Schmidt.") == 2
    assert language.names_in_prose("The New York office opens in Great Britain on Monday.") == 0
