"""The built-in policies: well formed, about labels that exist, and each can be met and broken."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from pursight.classification.labels import LABELS
from pursight.contracts.policies import Policy
from pursight.policies.assess import assess
from pursight.policies.builtin import builtin_policies
from pursight.policies.facts import AssetFacts

NOW = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
CARED_FOR = frozenset({"encrypted", "retention:3y"})


def example(policy: Policy) -> list[AssetFacts]:
    """Make a table in a neglected file with one column the policy should be about."""
    when = policy.when
    label = next(iter((*when.labels, *when.holds_labels)), None)
    category = next(iter((*when.categories, *when.holds_categories)), None)
    if label is None:
        label = next(
            name for name, facts in LABELS.items() if str(facts.category) == (category or "health")
        )
    facts = LABELS[label]
    table = AssetFacts(UUID(int=1), "file", "drop.people", "people", source_kind="files", rules=0)
    environment = "test" if when.environments else "production"
    column = AssetFacts(
        UUID(int=2),
        "column",
        "drop.people.x",
        "x",
        parent_id=table.id,
        label=label,
        decision="applied",
        sensitivity=str(facts.sensitivity),
        category=str(facts.category),
    )
    return [replace(table, environment=environment), column]


def heal(asset: AssetFacts) -> AssetFacts:
    return replace(
        asset,
        kind="table" if asset.kind == "file" else asset.kind,
        source_kind="postgresql",
        owner="Data team",
        description="What it is for",
        tags=CARED_FOR,
        decision="decided" if asset.label != "none" else "none",
        scanned_at=NOW,
        rules=3,
    )


def test_there_are_a_dozen_and_each_says_where_it_comes_from() -> None:
    policies = builtin_policies()
    assert len(policies) >= 12
    assert {"GDPR", "PCI DSS", "HIPAA", "CCPA", "SOC 2"} <= {one.framework for one in policies}
    for policy in policies:
        assert policy.message.endswith(".")
        assert policy.remedy.endswith(".")
        assert bool(policy.reference) == bool(policy.framework)


def test_they_are_about_labels_and_categories_that_exist() -> None:
    categories = {str(facts.category) for facts in LABELS.values()}
    for policy in builtin_policies():
        assert {*policy.when.labels, *policy.when.holds_labels} <= LABELS.keys()
        assert {*policy.when.categories, *policy.when.holds_categories} <= categories


@pytest.mark.parametrize("policy", builtin_policies(), ids=lambda policy: policy.id)
def test_each_can_be_broken_and_met(policy: Policy) -> None:
    assets = example(policy)
    findings = assess(assets, [policy], now=NOW)
    assert findings
    assert all(finding.severity is policy.severity for finding in findings)
    assert assess([heal(asset) for asset in assets], [policy], now=NOW) == []


def test_nothing_is_said_about_harmless_data() -> None:
    table = AssetFacts(UUID(int=1), "table", "shop.colour", "colour", source_kind="sqlite")
    column = AssetFacts(UUID(int=2), "column", "shop.colour.hex", "hex", parent_id=table.id)
    assert assess([table, column], builtin_policies(), now=NOW) == []
