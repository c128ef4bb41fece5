"""Policies in words, and what the form keeps of them; why in words."""

from typing import get_args
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pursight_desktop.operations.administering import policies
from pursight_desktop.operations.administering.policies import Names, Policy, actions_of, effect_of
from pursight_desktop.operations.administering.policy_form import (
    Condition,
    HoursCondition,
    NetworkCondition,
    Part,
    PolicyForm,
    RelationCondition,
    SetCondition,
    TextCondition,
    ThroughCondition,
    WeekdaysCondition,
    Who,
)
from pursight_desktop.operations.administering.way import Network, Through
from pursight_desktop.operations.administering.why import Answer, Deciding, Grant, Scope
from pursight_desktop.views.administration.policies.vocabulary import Catalogued, Vocabulary
from pursight_desktop.views.administration.policies.words import told
from pursight_desktop.widgets.way_words import taken_words
from pursight_desktop.widgets.why_answer import grant_words, remedy_words

PLACE, TEAM = UUID(int=1), UUID(int=2)


def test_a_form_is_told_clause_by_clause() -> None:
    form = PolicyForm(
        who=Who(kind="group", name=str(TEAM)),
        within=(Part(kind="source", id=PLACE), Part(kind="asset", id=TEAM)),
        conditions=(
            TextCondition(attribute="label", test="is_not", values=("us_ssn", "email")),
            SetCondition(attribute="tags", test="has_any", values=("hr",)),
            RelationCondition(relation="owner", holds=False),
            HoursCondition(first=8, until=18, holds=False),
            WeekdaysCondition(weekdays=(6,)),
            ThroughCondition(through=("console", "token")),
            NetworkCondition(networks=("public",), holds=False),
        ),
    )
    vocabulary = Vocabulary(Names(groups={TEAM: "People"}), Catalogued(sources={PLACE: "crm"}))
    assert told(form, vocabulary) == [
        ("Whom", "The group People"),
        ("What", "Everything one can do with assets"),
        ("Where", f"In crm or {TEAM}"),
        ("Only if", "Label is not US SSN or Email"),
        ("and", "Tags: hr"),
        ("and", "whoever asks does not own it"),
        ("and", "it is not between 8:00 and 18:00 UTC"),
        ("and", "it is Saturday (UTC)"),
        ("and", "they ask through a console or an API token"),
        ("and", "they do not ask from a public network"),
    ]


@given(
    through=st.none() | st.sets(st.sampled_from(get_args(Through)), min_size=1),
    networks=st.none() | st.sets(st.sampled_from(get_args(Network)), min_size=1),
    holds=st.booleans(),
)
def test_it_is_tried_out_from_where_its_conditions_hold(
    through: set[Through] | None, networks: set[Network] | None, holds: bool
) -> None:
    conditions: list[Condition] = []
    if through is not None:
        conditions.append(ThroughCondition(through=tuple(sorted(through)), holds=holds))
    if networks is not None:
        conditions.append(NetworkCondition(networks=tuple(sorted(networks)), holds=holds))
    way = PolicyForm(conditions=tuple(conditions)).felt_from()
    for some, every, now, usual in (
        (through, get_args(Through), way.through or "console", "console"),
        (networks, get_args(Network), way.network, "private"),
    ):
        wanted = {one for one in every if some is None or (one in some) == holds}
        assert now in wanted if wanted else now == usual
        if usual in wanted:
            assert now == usual


def test_from_where_it_was_taken_is_told_where_it_is_known() -> None:
    assert taken_words("token", "public") == (
        "It is taken that they ask through an API token, from a public network."
    )
    assert taken_words("program", "this_machine", oneself=True) == (
        "As you ask now: through a browser or another program, from the server’s own machine."
    )
    assert taken_words("", "") == ""
    assert taken_words("carrier pigeon", "public") == ""


@pytest.mark.parametrize(
    ("text", "effect", "actions"),
    [
        ("permit(principal, action, resource);", "permit", ()),
        ("// permit nobody\nforbid(principal, action, resource);", "forbid", ()),
        (
            'permit(principal, action in [Action::"rules.read", Action::"rules.write"], resource);',
            "permit",
            ("rules.read", "rules.write"),
        ),
    ],
)
def test_of_a_text_the_list_knows_effect_and_actions(
    text: str, effect: str, actions: tuple[str, ...]
) -> None:
    assert effect_of(text) == effect
    assert actions_of(text) == actions


def test_a_form_of_a_newer_server_leaves_the_text() -> None:
    row = {
        "id": str(PLACE), "name": "x", "text": "permit(principal, action, resource);",
        "form": {"effect": "permit", "conditions": [{"moon": "full"}]}, "enabled": True, "rev": 1,
        "changed_by_name": "Grace", "created_at": "2026-01-01T00:00:00Z",
        "changed_at": "2026-01-01T00:00:00Z",
    }  # fmt: skip
    policy = Policy.model_validate(row)
    assert policy.form is None
    assert policy.effect == "permit"


@given(st.integers(min_value=1, max_value=9999), st.text())
def test_the_line_of_a_refusal_is_read(line: int, said: str) -> None:
    assert policies.line_of(f"line {line}: {said}") == line
    assert policies.line_of(f"no {line}: {said}") == 0


def test_what_would_have_to_change_fits_the_reason() -> None:
    grant = Grant(role="data_user", scope=Scope(kind="source", id=PLACE), via_group=TEAM)
    words = grant_words(grant, {}, {TEAM: "People"}, {PLACE: "crm"})
    assert words == "The role Data user, in crm, through the group People"
    policy = Deciding(id=PLACE, name="Hidden", rev=1)
    forbidden = Answer(allowed=False, sentence="", roles=(grant,), policies=(policy,))
    (only,) = remedy_words(forbidden, "catalog.read", ("data_user",), {})
    assert only.startswith("The policy would have to be changed")
    bare = forbidden.model_copy(update={"roles": ()})
    assert len(remedy_words(bare, "catalog.read", ("data_user",), {})) == 2
    nothing = Answer(allowed=False, sentence="")
    assert remedy_words(nothing, "catalog.read", ("data_user",), {}) == [
        "One of these roles, for it or everywhere: Data user.",
        "Or a policy that permits it.",
    ]
    disabled = Answer(allowed=False, sentence="", disabled=True)
    assert remedy_words(disabled, "catalog.read", (), {}) == [
        "The account would have to be enabled."
    ]
    assert remedy_words(Answer(allowed=True, sentence=""), "catalog.read", (), {}) == []
