"""Entries of the log in words: every kind the server writes, and each way to change a thing."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from pursight_desktop.widgets.event_changes import Difference, differences
from pursight_desktop.widgets.event_words import icon, kinds, sentence, title

ROOT = Path(__file__).parents[3]
SERVER = ROOT / "server" / "pursight_server"
ICONS = ROOT / "desktop" / "pursight_desktop" / "theme" / "icons"


@dataclass
class _Entry:
    kind: str
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None
    actor_kind: str = "person"
    actor_name: str = "Grace Hopper"
    note: str = ""
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def subject_kind(self) -> str:
        return self.kind.partition(".")[0]


def _written_by_the_server() -> Iterator[str]:
    """Yield every literal `<subject>.<verb>` that a call to `record` names, in any branch."""
    for path in sorted(SERVER.rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text())):
            if (
                isinstance(call, ast.Call)
                and isinstance(call.func, ast.Attribute)
                and call.func.attr == "record"
                and ast.unparse(call.func.value) == "uow"
                and call.args
            ):
                for part in ast.walk(call.args[0]):
                    if isinstance(part, ast.Constant) and "." in str(part.value).strip("."):
                        yield str(part.value)


def _composed() -> set[str]:
    """Name the kinds that the server puts together from a word and a state."""
    scans = ("queued", "offered", "accepted", "running", "committed", "failed", "cancelled")
    return {
        *(f"scan.{state}" for state in scans if state != "queued"),
        *(f"rule.{what}" for what in ("passed", "failed", "not_checked")),
        *(f"deletion.{state}" for state in ("confirmed", "rejected", "returned")),
        *(f"asset.{what}" for what in ("added", "changed", "renamed", "gone", "returned")),
        *(f"person.{what}" for what in ("changed", "enabled", "disabled")),
        *(f"service_account.{what}" for what in ("changed", "enabled", "disabled")),
        *(f"access_request.{what}" for what in ("opened", "approved", "refused", "withdrawn")),
        *(f"access_request.{what}" for what in ("begun", "reminded", "expired", "ended")),
        *(f"access_policy_proposal.{what}" for what in ("approved", "dismissed")),
        "access_request.mailed",
        "access_review.mailed",
        *(f"violation.{what}" for what in ("accepted", "reopened")),
        *(f"classification.{what}" for what in ("found", "rejudged")),
        "scan.returned",
    }


def test_every_kind_that_the_server_writes_has_words() -> None:
    written = set(_written_by_the_server())
    assert len(written) > 30
    assert written | _composed() == set(kinds())


@pytest.mark.parametrize("kind", kinds())
def test_every_kind_has_a_title_an_icon_and_a_sentence_without_gaps(kind: str) -> None:
    assert title(kind) != kind
    assert (ICONS / f"{icon(kind)}.svg").exists()
    after = {"policy": "P1", "reason": "cut off", "agent_group": "eu", "fqn": "a.b", "name": "N"}
    after |= {"sensitivity": "public", "rule": "R", "about": "A", "route": "GET /x"}
    said = sentence(_Entry(kind, {"fqn": "a.a", "name": "O"}, after), "shop.public.customer")
    assert "{" not in said
    assert "…" not in said
    assert not said.endswith(".")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ({"owner": ""}, {"owner": "Sales"}, "set the owner of shop.customer to Sales"),
        ({"owner": "Sales"}, {"owner": ""}, "removed the owner of shop.customer"),
        ({"description": ""}, {"description": "All."}, "described shop.customer"),
        ({"description": "A"}, {"description": "B"}, "changed the description of shop.customer"),
        ({"description": "A"}, {"description": ""}, "removed the description of shop.customer"),
        ({"tags": []}, {"tags": ["pii", "crm"]}, "tagged shop.customer with pii and crm"),
        ({"tags": ["pii"]}, {"tags": []}, "removed pii from the tags of shop.customer"),
        ({"tags": ["a"]}, {"tags": ["b"]}, "tagged shop.customer with b instead of a"),
        (
            {"tags": [], "owner": "", "description": ""},
            {"tags": ["x"], "owner": "S", "description": "D"},
            "changed the owner, the description and the tags of shop.customer",
        ),
    ],
)
def test_documentation_is_told_by_what_was_changed(
    before: dict[str, Any], after: dict[str, Any], said: str
) -> None:
    entry = _Entry("asset.annotated", before, after)
    assert sentence(entry, "shop.customer") == f"Grace Hopper {said}"


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (
            "email",
            {"label": "email", "verdict": "accept"},
            "confirmed that c holds e-mail addresses",
        ),
        (
            "email",
            {"label": "none", "verdict": "reject"},
            "decided that c does not hold e-mail addresses",
        ),
        (
            "email",
            {"label": "phone", "verdict": "change"},
            "decided that c holds telephone numbers",
        ),
        ("none", {"label": "none", "verdict": "reject"}, "decided that c holds nothing sensitive"),
    ],
)
def test_decisions_are_told_by_their_verdict(before: str, after: dict[str, Any], said: str) -> None:
    entry = _Entry("classification.decided", {"label": before}, after)
    assert sentence(entry, "c") == f"Grace Hopper {said}"


def test_a_domain_is_told_by_its_name() -> None:
    names = {"7f": "Sa{les", "8e": "Finance"}
    put = _Entry("asset.annotated", {"domain_id": None}, {"domain_id": "7f"}, names=names)
    assert sentence(put, "crm") == "Grace Hopper put crm into the domain Sa{les"
    assert differences(put) == (Difference("Domain", "", "Sa{les"),)
    moved = _Entry("asset.annotated", {"domain_id": "8e"}, {"domain_id": "7f"}, names=names)
    assert differences(moved) == (Difference("Domain", "Finance", "Sa{les"),)
    taken = _Entry("asset.annotated", {"domain_id": "7f"}, {"domain_id": None}, names=names)
    assert sentence(taken, "crm") == "Grace Hopper took crm out of its domain"
    several = _Entry(
        "asset.annotated", {"domain_id": None, "owner": ""}, {"domain_id": "7f", "owner": "S"}
    )
    assert sentence(several, "crm") == "Grace Hopper changed the owner and the domain of crm"


def test_braces_in_what_people_wrote_stay_as_they_are() -> None:
    assert "{who} {x}" in sentence(_Entry("asset.annotated", {}, {"tags": ["{who} {x}"]}), "a{b}")
    assert "a{b}" in sentence(_Entry("asset.annotated", {}, {"owner": "{x}"}), "a{b}")
    assert "{x}" in sentence(_Entry("asset.annotated", {}, {"owner": "{x}"}), "a{b}")


def test_a_subject_that_is_gone_is_called_as_the_entry_calls_it() -> None:
    assert sentence(_Entry("asset.gone", {"fqn": "shop.old"})) == "shop.old is no longer there"
    assert sentence(_Entry("asset.annotated", {}, {"owner": "S"})) == (
        "Grace Hopper set the owner of an asset to S"
    )


def test_a_kind_of_a_newer_server_still_says_something() -> None:
    assert sentence(_Entry("glossary_term.linked"), "Customer") == (
        "Grace Hopper: Glossary term linked (Customer)"
    )


def test_agents_and_the_server_are_told_from_people() -> None:
    delivered = _Entry("scan.reported", None, {"outcome": "completed"}, "agent", "berlin-1")
    assert sentence(delivered, "shop") == "Agent berlin-1 delivered the scan of shop"
    installed = _Entry("policy.installed", None, {}, "system", "server")
    assert sentence(installed).startswith("PurSight installed")


def test_differences_leave_out_what_stayed_and_look_into_facts() -> None:
    entry = _Entry(
        "asset.changed",
        {"fqn": "a", "facts": {"row_count": 3, "kind": "table"}, "columns": {"x": {"type": "int"}}},
        {
            "fqn": "a",
            "facts": {"row_count": 4, "kind": "table"},
            "columns": {"y": {"type": "text"}},
        },
    )
    assert differences(entry) == (
        Difference("Facts › row_count", "3", "4"),
        Difference("Columns › y › type", "", "text"),
        Difference("Columns › x › type", "int", ""),
    )
    tagged = _Entry("asset.annotated", {"tags": ["a"]}, {"tags": ["a", "b"]})
    assert differences(tagged) == (Difference("Tags", "a", "a, b"),)
