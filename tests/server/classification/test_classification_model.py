"""Which of finding and decision counts (pure)."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pursight_server.classification.model import (
    Finding,
    HumanDecision,
    Sensitivities,
    Verdict,
    contested,
    decided_label,
    shown,
)

NOW, ONE = datetime(2026, 11, 21, tzinfo=UTC), UUID(int=1)


def a_finding(**values: Any) -> Finding:
    """Find an e-mail address for sure."""
    given = {"label": "email", "country": None, "confidence": 0.9, "decision": "applied"}
    return Finding(
        asset_id=ONE, source_id=ONE, **(given | {"evidence": (), "entities": {}} | values)
    )


def a_decision(label: str, found_label: str = "email") -> HumanDecision:
    """Decide by a person."""
    return HumanDecision(
        id=ONE,
        asset_id=ONE,
        verdict=Verdict.CHANGE,
        label=label,
        found_label=found_label,
        reason="",
        decided_by=ONE,
        decided_by_name="Stew Ard",
        decided_at=NOW,
    )


FINDINGS = st.builds(
    a_finding,
    label=st.sampled_from(["none", "email", "iban"]),
    confidence=st.floats(0, 1),
    decision=st.sampled_from(["applied", "suggested", "none"]),
)


@given(FINDINGS, st.sampled_from(["none", "phone"]))
def test_a_decision_wins_over_every_finding(finding: Finding, label: str) -> None:
    now = shown(finding, a_decision(label), Sensitivities())
    assert (now.label, now.state, now.confidence) == (label, "decided", 1.0)


def test_without_a_decision_the_finding_counts() -> None:
    assert shown(a_finding(), None, Sensitivities()).state == "applied"
    assert shown(a_finding(decision="none"), None, Sensitivities()).label == "none"
    assert shown(None, None, Sensitivities()).sensitivity == "public"


def test_only_something_new_and_sure_contests_a_decision() -> None:
    decided = a_decision("none")
    assert not contested(a_finding(), decided)
    assert contested(a_finding(label="iban"), decided)
    assert not contested(a_finding(label="iban", decision="suggested"), decided)
    assert not contested(a_finding(label="iban"), a_decision("iban"))
    assert not contested(a_finding(label="iban"), None)


@pytest.mark.parametrize(
    ("verdict", "found", "label", "decided"),
    [
        (Verdict.ACCEPT, "email", None, "email"),
        (Verdict.ACCEPT, "none", None, None),
        (Verdict.ACCEPT, "email", "iban", None),
        (Verdict.REJECT, "email", None, "none"),
        (Verdict.REJECT, "email", "email", None),
        (Verdict.CHANGE, "email", "iban", "iban"),
        (Verdict.CHANGE, "email", None, None),
    ],
)
def test_verdicts(verdict: Verdict, found: str, label: str | None, decided: str | None) -> None:
    assert decided_label(verdict, found, label) == decided


def test_a_label_s_own_setting_wins_over_its_category_s() -> None:
    own = Sensitivities({"email": "public"}, {"contact": "restricted"})
    assert (own.of("email"), own.of("phone"), own.of("iban")) == (
        "public", "restricted", "restricted",
    )  # fmt: skip
    assert own.of("house_label") == "confidential"


def test_the_name_speaks_only_for_its_own_label() -> None:
    name = {"kind": "name", "label": "email", "weight": 0.4}
    counted = {"kind": "pattern", "label": "email", "weight": 0.9, "matched": 9, "examined": 10}
    assert a_finding(evidence=(name, counted)).named
    assert a_finding(evidence=(name, counted)).matched == (9, 10)
    assert not a_finding(evidence=(name | {"label": "phone"}, counted)).named
    assert not a_finding(evidence=(name | {"weight": -0.4},)).named
