"""Decide, take back, accept risks, pause rules; revert what the log tells; settle the tray."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

import pytest
from tests.desktop.operations.conftest import Desktop

from pursight.contracts.sync import Value
from pursight_desktop.language.sayings import in_words
from pursight_desktop.operations.deciding import (
    LabelMissing,
    NothingFound,
    accept_violation,
    decide,
    reopen_violation,
    set_rule_state,
    withdraw_decision,
)
from pursight_desktop.operations.documenting import annotate
from pursight_desktop.operations.edits import NotThere
from pursight_desktop.operations.reverting import CannotRevert, can_revert, revert
from pursight_desktop.operations.settling import settle


def test_a_finding_is_accepted(desktop: Desktop) -> None:
    email = desktop.column("email")
    desktop.sync()
    change = decide(desktop.store, [email], "accept", reason=" seen ", by="Grace")
    assert in_words(change.label) == "Label of 1 column accepted"
    decision = desktop.shown("classification", email)["decision"]
    assert {k: decision[k] for k in ("verdict", "label", "reason", "by")} == {
        "verdict": "accept",
        "label": "email",
        "reason": "seen",
        "by": "Grace",
    }
    row = desktop.shown("asset", email)
    assert (row["label"], row["label_state"]) == ("email", "decided")
    desktop.sync()
    assert desktop.kept("classification", email)["decision"]["verdict"] == "accept"


def test_labels_are_rejected_and_changed_in_bulk(desktop: Desktop) -> None:
    ids = [desktop.column(f"c{number}") for number in range(3)]
    desktop.sync()
    change = decide(desktop.store, ids, "reject")
    assert in_words(change.label) == "Label of 3 columns rejected"
    assert desktop.shown("asset", ids[0])["label"] == "none"
    changed = decide(desktop.store, ids, "change", "phone_number")
    assert in_words(changed.label) == "Label of 3 columns changed to phone number"
    assert desktop.shown("asset", ids[2])["label"] == "phone_number"
    changed.undo()
    assert desktop.shown("classification", ids[0])["decision"]["verdict"] == "reject"
    change.undo()
    assert desktop.shown("classification", ids[0])["decision"] is None
    assert desktop.shown("asset", ids[0])["label"] == "email"


def test_there_is_nothing_to_accept_where_nothing_was_found(desktop: Desktop) -> None:
    email, note = desktop.column("email"), desktop.column("note", found="none")
    desktop.sync()
    assert (
        in_words(decide(desktop.store, [email, note], "accept").label)
        == "Label of 1 column accepted"
    )
    with pytest.raises(NothingFound):
        decide(desktop.store, [note], "accept")
    with pytest.raises(LabelMissing):
        decide(desktop.store, [note], "change")
    assert decide(desktop.store, [note], "change", "email").mids


def test_a_sent_decision_can_be_undone_and_taken_back(desktop: Desktop) -> None:
    email, phone = desktop.column("email"), desktop.column("phone")
    desktop.sync()
    change = decide(desktop.store, [email, phone], "reject")
    desktop.sync()
    # the server knows better who decided and when; that alone is no change by others
    told = {**desktop.kept("classification", email)["decision"], "by": "Grace Hopper", "at": None}
    desktop.server.put("classification", email, device="device", decision=told)
    desktop.sync()
    change.undo()
    desktop.sync()
    assert desktop.kept("classification", email)["decision"] is None
    decide(desktop.store, [phone], "accept")
    back = withdraw_decision(desktop.store, [phone, email])
    assert in_words(back.label) == "Decision about 1 column taken back"
    desktop.sync()
    assert desktop.kept("classification", phone)["decision"] is None


def test_two_decisions_at_once_are_for_the_person(desktop: Desktop) -> None:
    ids = [desktop.column("email"), desktop.column("phone")]
    desktop.sync()
    decide(desktop.store, ids, "reject", reason="mine")
    for one in ids:
        theirs = {"verdict": "accept", "label": "email", "reason": "theirs"}
        desktop.server.put("classification", one, decision=theirs)
    desktop.sync()
    first, second = desktop.tray()
    settle(desktop.store, first.mid, keep="theirs")
    kept = settle(desktop.store, second.mid, keep="mine")
    assert in_words(kept.label) == "Your version is sent"
    desktop.sync()
    assert desktop.tray() == []
    assert desktop.kept("classification", ids[0])["decision"]["reason"] == "theirs"
    assert desktop.kept("classification", ids[1])["decision"]["reason"] == "mine"


def test_a_risk_is_accepted_for_a_reason(desktop: Desktop) -> None:
    one, closed = desktop.violation(), desktop.violation(state="resolved")
    desktop.sync()
    with pytest.raises(LabelMissing):
        accept_violation(desktop.store, [one], "  ")
    change = accept_violation(desktop.store, [one, closed], "until May", by="Grace")
    assert in_words(change.label) == "Risk of 1 violation accepted"
    row = desktop.shown("violation", one)
    assert (row["state"], row["reason"], row["accepted_by"]) == ("accepted", "until May", "Grace")
    back = reopen_violation(desktop.store, [one, closed])
    assert in_words(back.label) == "1 violation opened again"
    assert desktop.shown("violation", one)["state"] == "open"
    back.undo()
    assert desktop.shown("violation", one)["reason"] == "until May"
    change.undo()
    assert desktop.shown("violation", one)["state"] == "open"


def test_rules_are_paused_and_retired_for_good(desktop: Desktop) -> None:
    one, retired = desktop.rule(), desktop.rule("retired")
    desktop.sync()
    change = set_rule_state(desktop.store, [one, retired], "paused")
    assert in_words(change.label) == "1 rule paused"
    desktop.sync()
    assert desktop.kept("rule", one)["state"] == "paused"
    assert in_words(set_rule_state(desktop.store, [one], "active").label) == "1 rule switched on"
    with pytest.raises(NotThere):
        set_rule_state(desktop.store, [retired], "active")


@dataclass(frozen=True)
class Logged:
    """An entry of the log."""

    kind: str
    subject_id: str
    before: Mapping[str, Value] | None = None
    after: Mapping[str, Value] | None = None


def test_an_entry_of_the_log_is_reverted(desktop: Desktop) -> None:
    email = desktop.column("email", description="new", owner="ada")
    desktop.sync()
    entry = Logged("asset.annotated", str(email), {"description": "old"}, {"description": "new"})
    assert can_revert(entry)
    change = revert(desktop.store, entry)
    assert in_words(change.label) == "Reverted: documentation"
    row = desktop.shown("asset", email)
    assert (row["description"], row["owner"]) == ("old", "ada")
    change.undo()
    assert desktop.shown("asset", email)["description"] == "new"


@pytest.mark.parametrize(
    ("before", "verdict"),
    [("email", None), ("none", "reject"), ("phone_number", "change")],
    ids=["found", "nothing", "another"],
)
def test_a_decision_is_reverted_to_the_label_before(
    desktop: Desktop, before: str, verdict: str | None
) -> None:
    column = desktop.column("email")
    desktop.sync()
    decide(desktop.store, [column], "change", "iban")
    entry = Logged("classification.decided", str(column), {"label": before}, {"label": "iban"})
    revert(desktop.store, entry)
    decision = desktop.shown("classification", column)["decision"]
    assert (decision and decision["verdict"]) == verdict
    assert desktop.shown("asset", column)["label"] == before


def test_what_cannot_be_reverted_says_so(desktop: Desktop) -> None:
    email = desktop.column("email")
    desktop.sync()
    scan = Logged("asset.changed", str(email), {"type": "text"}, {"type": "int"})
    assert not can_revert(scan)
    with pytest.raises(CannotRevert):
        revert(desktop.store, scan)
    gone = Logged("asset.annotated", str(desktop.column("x")), {"owner": "a"}, {"owner": "b"})
    with pytest.raises(CannotRevert):
        revert(desktop.store, gone)


def test_a_refused_edit_keeps_its_text(desktop: Desktop) -> None:
    email = desktop.column("email")
    desktop.sync()
    annotate(desktop.store, [email], description="Ten minutes of typing")
    desktop.server.hidden.add(email)
    desktop.sync()
    [line] = desktop.tray()
    assert line.args["description"] == "Ten minutes of typing"
    assert line.code == "sync.not_found"


def test_what_is_gone_or_settled_meanwhile_is_refused_and_nothing_is_queued(
    desktop: Desktop,
) -> None:
    gone, closed = desktop.column("salary"), desktop.violation(state="closed")
    retired = desktop.rule("retired")
    desktop.sync()
    desktop.server.hidden.add(gone)
    desktop.server.epoch += 1
    desktop.sync()
    nobody = [UUID(int=404)]
    for tried in (
        lambda s: decide(s, [gone], "reject"),
        lambda s: withdraw_decision(s, [gone]),
        lambda s: accept_violation(s, [closed], "because"),
        lambda s: reopen_violation(s, [closed]),
        lambda s: accept_violation(s, nobody, "because"),
        lambda s: set_rule_state(s, [retired], "active"),
        lambda s: set_rule_state(s, nobody, "active"),
    ):
        with pytest.raises(NotThere):
            tried(desktop.store)
    assert desktop.state.status().pending == 0
