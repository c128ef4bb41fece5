"""Assessment: what applies, what is not met, and the laws that hold for every policy."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pursight.contracts.policies import (
    MustNotExist,
    NeedsConfirmation,
    NeedsDatabase,
    NeedsDescription,
    NeedsFreshScan,
    NeedsOwner,
    NeedsProtection,
    NeedsQuality,
    NeedsRules,
    NeedsTag,
    Policy,
    Requirement,
    When,
)
from pursight.policies.assess import Finding, applies, assess
from pursight.policies.facts import AssetFacts, gather

NOW = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
SOURCE = AssetFacts(UUID(int=1), "source", "crm", "crm", source_kind="postgresql")
TABLE = AssetFacts(UUID(int=2), "table", "crm.public.card", "card", parent_id=SOURCE.id)
CARD = AssetFacts(
    UUID(int=3),
    "column",
    "crm.public.card.number",
    "number",
    parent_id=TABLE.id,
    label="credit_card",
    decision="applied",
    sensitivity="restricted",
    category="payment",
)


def policy(requirement: Requirement, when: When | None = None) -> Policy:
    return Policy(
        id="test.one",
        name="Test",
        framework="PCI DSS",
        reference="3.5.1",
        when=when or When(),
        require=(requirement,),
        message="It matters.",
        remedy="Do something.",
    )


def found(asset: AssetFacts, requirement: Requirement) -> list[Finding]:
    return assess([asset], [policy(requirement)], now=NOW)


@pytest.mark.parametrize(
    ("requirement", "broken", "met"),
    [
        (NeedsOwner(), replace(CARD, owner=" "), replace(CARD, owner="Data team")),
        (NeedsDescription(), CARD, replace(CARD, description="Numbers of cards")),
        (NeedsDatabase(), replace(CARD, source_kind="files"), replace(CARD, source_kind="sqlite")),
        (NeedsDatabase(), replace(TABLE, kind="sheet"), TABLE),
        (NeedsTag(tags=("retention:*",)), CARD, replace(CARD, tags=frozenset({"Retention:3y"}))),
        (NeedsProtection(), CARD, replace(CARD, tags=frozenset({"encrypted"}))),
        (NeedsConfirmation(), CARD, replace(CARD, decision="decided")),
        (MustNotExist(), CARD, replace(CARD, tags=frozenset({"tokenized"}))),
        (NeedsFreshScan(days=1), CARD, replace(CARD, scanned_at=NOW - timedelta(days=1))),
        (
            NeedsFreshScan(days=1),
            replace(CARD, scanned_at=NOW - timedelta(days=2)),
            replace(CARD, scanned_at=NOW),
        ),
        (NeedsFreshScan(days=1e12), CARD, replace(CARD, scanned_at=NOW - timedelta(days=9999))),
        (NeedsQuality(at_least=80), replace(CARD, quality=79.9), replace(CARD, quality=80)),
        (NeedsQuality(at_least=80), replace(CARD, quality=0), CARD),
        (NeedsRules(at_least=1), replace(CARD, rules=0), replace(CARD, rules=1)),
        (NeedsRules(at_least=1), replace(CARD, rules=0), CARD),
    ],
)
def test_each_requirement(requirement: Requirement, broken: AssetFacts, met: AssetFacts) -> None:
    [finding] = found(broken, requirement)
    assert finding.key == ("test.one", broken.id, requirement.require)
    assert found(met, requirement) == []


def test_a_finding_is_a_plain_sentence() -> None:
    [finding] = found(CARD, NeedsProtection())
    assert finding.sentence == (
        "crm.public.card.number holds credit_card (restricted) and has no sign of masking or "
        "encryption. It matters."
    )
    [finding] = assess([TABLE, CARD], [policy(NeedsOwner(), When(kinds=("table",)))])
    assert finding.sentence == "crm.public.card holds credit_card and has no owner. It matters."
    [finding] = found(replace(TABLE, fqn="x" * 5000), NeedsOwner())
    assert len(finding.sentence) < 400


def test_age_is_not_judged_without_a_clock() -> None:
    assert assess([CARD], [policy(NeedsFreshScan(days=1))]) == []


def test_a_disabled_policy_finds_nothing() -> None:
    off = policy(NeedsOwner()).model_copy(update={"enabled": False})
    assert assess([CARD], [off]) == []


@pytest.mark.parametrize(
    ("when", "yes", "no"),
    [
        (When(kinds=("col*",)), CARD, TABLE),
        (When(labels=("credit_card",)), CARD, replace(CARD, label="iban")),
        (When(labels=("credit_card",)), CARD, replace(CARD, decision="suggested")),
        (When(categories=("payment",)), CARD, replace(CARD, category="contact")),
        (When(sensitivity_at_least="restricted"), CARD, replace(CARD, sensitivity="internal")),
        (
            When(sensitivity_at_least="restricted"),
            replace(CARD, sensitivity="house-word"),
            replace(CARD, decision="suggested"),
        ),
        (When(stores=("files",)), replace(CARD, source_kind="files"), CARD),
        (When(source_kinds=("sqlite",)), replace(CARD, source_kind="sqlite"), CARD),
        (When(environments=("test*",)), replace(CARD, environment="Testing"), CARD),
        (When(tags=("pii",)), replace(CARD, tags=frozenset({"PII"})), CARD),
        (When(names=("crm.*.number",)), CARD, TABLE),
        (When(no_owner=True), CARD, replace(CARD, owner="me")),
    ],
)
def test_each_condition(when: When, yes: AssetFacts, no: AssetFacts) -> None:
    assert applies(when, yes)
    assert not applies(when, no)


def test_suggested_labels_count_only_when_asked_for() -> None:
    suggested = replace(CARD, decision="suggested")
    [table, _] = gather([TABLE, suggested])
    for field, asset in (("labels", suggested), ("holds_labels", table)):
        assert not applies(When.model_validate({field: ["credit_card"]}), asset)
        both = {field: ["credit_card"], "suggestions_too": True}
        assert applies(When.model_validate(both), asset)


def test_facts_flow_along_the_tree() -> None:
    source = replace(SOURCE, owner="CRM team", environment="production", tags=frozenset({"eu"}))
    own = replace(CARD, owner="Payments", tags=frozenset({"masked"}))
    [column, table, top] = gather([own, replace(TABLE, description="Cards"), source])
    assert (column.owner, table.owner, top.owner) == ("Payments", "CRM team", "CRM team")
    assert (column.tags, table.tags) == (frozenset({"eu", "masked"}), frozenset({"eu"}))
    assert (column.source_kind, column.environment) == ("postgresql", "production")
    assert (column.description, table.sensitivity, top.sensitivity) == ("", "restricted", "public")
    assert table.holds == {("credit_card", "payment", "applied")}
    assert not top.holds


def test_a_label_that_nobody_decided_does_not_make_a_table_sensitive() -> None:
    [table, _] = gather([TABLE, replace(CARD, decision="suggested")])
    assert (table.sensitivity, table.holds) == (
        "public",
        {("credit_card", "payment", "suggested")},
    )


def test_a_circle_of_parents_does_not_hang() -> None:
    gather([replace(SOURCE, parent_id=TABLE.id), TABLE, CARD])


# --- laws ---

words = st.sampled_from(["", "a", "b"])
assets = st.builds(
    AssetFacts,
    id=st.uuids(),
    kind=st.sampled_from(["table", "column", "file"]),
    fqn=st.just("a.b"),
    name=st.just("b"),
    label=st.sampled_from(["none", "email", "credit_card"]),
    decision=st.sampled_from(["none", "suggested", "applied", "decided"]),
    sensitivity=st.sampled_from(["public", "internal", "confidential", "restricted"]),
    category=st.sampled_from(["none", "contact", "payment"]),
    owner=words,
    description=words,
    tags=st.frozensets(st.sampled_from(["masked", "pii", "retention:1y"])),
    source_kind=st.sampled_from(["files", "sqlite"]),
    scanned_at=st.none() | st.datetimes(timezones=st.just(UTC)),
    quality=st.none() | st.floats(0, 100),
    rules=st.none() | st.integers(0, 3),
)
requirements = st.sampled_from(
    [
        NeedsOwner(),
        NeedsDescription(),
        NeedsDatabase(),
        NeedsTag(tags=("retention:*",)),
        NeedsProtection(),
        NeedsConfirmation(),
        MustNotExist(),
        NeedsFreshScan(days=30),
        NeedsQuality(at_least=50),
        NeedsRules(),
    ]
)
whens = st.builds(
    When,
    kinds=st.sampled_from([(), ("column",)]),
    labels=st.sampled_from([(), ("email",)]),
    sensitivity_at_least=st.sampled_from([None, "confidential"]),
    suggestions_too=st.booleans(),
    stores=st.sampled_from([(), ("files",)]),
    no_owner=st.booleans(),
)
policies = st.builds(policy, requirements, whens)


def keys_of(asset: AssetFacts, one: Policy) -> set[tuple[str, UUID, str]]:
    return {finding.key for finding in assess([asset], [one], now=NOW)}


@given(assets, policies)
def test_caring_for_an_asset_never_opens_a_finding(asset: AssetFacts, one: Policy) -> None:
    before = keys_of(asset, one)
    for better in (
        replace(asset, owner="Somebody"),
        replace(asset, description="What it is for"),
        replace(asset, tags=asset.tags | {"masked", "retention:1y"}),
        replace(asset, scanned_at=NOW),
        replace(asset, quality=100.0),
        replace(asset, rules=9),
    ):
        assert keys_of(better, one) <= before


@given(assets, policies)
def test_more_sensitivity_never_closes_a_finding(asset: AssetFacts, one: Policy) -> None:
    assert keys_of(asset, one) <= keys_of(replace(asset, sensitivity="restricted"), one)


@given(assets, policies)
def test_a_narrower_policy_never_finds_more(asset: AssetFacts, one: Policy) -> None:
    wider = one.model_copy(update={"when": When(suggestions_too=True)})
    assert keys_of(asset, one) <= keys_of(asset, wider)


@given(st.lists(assets, max_size=4, unique_by=lambda asset: asset.id), policies)
def test_assets_without_family_are_judged_alone(many: list[AssetFacts], one: Policy) -> None:
    together = [finding.key for finding in assess(many, [one], now=NOW)]
    assert together == [key for asset in many for key in keys_of(asset, one)]
