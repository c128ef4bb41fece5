"""What entries of the log are about: each has a name, and leads to a row that is here."""

from typing import Any
from uuid import UUID

import pytest
from tests.builders.log_entries import put, write_down
from tests.builders.replica import AnEstate, an_estate

from pursight_desktop.replica.queries import activity
from pursight_desktop.replica.queries.activity import EventFilter, EventLine
from pursight_desktop.replica.queries.reading import all_of
from pursight_desktop.replica.queries.subjects import TOLD, Opens
from pursight_desktop.replica.rows import Rows
from pursight_desktop.replica.store import Store
from pursight_desktop.widgets.event_words import sentence


@pytest.fixture
def estate(store: Store) -> AnEstate:
    return an_estate(store, tables=40, columns=1000)


def one_of(store: Store, entity: str) -> tuple[UUID, dict[str, Any]]:
    with store.reader() as connection:
        return all_of(connection, entity)[0]


def entry(store: Store, kind: str, subject_kind: str, subject_id: object, **more: Any) -> EventLine:
    write_down(
        store, {"kind": kind, "subject_kind": subject_kind, "subject_id": subject_id, **more}
    )
    with store.reader() as connection:
        return activity.events(connection, limit=1)[0]


def source_name(store: Store, source_id: str) -> str:
    with store.reader() as connection:
        return str(dict(all_of(connection, "source"))[UUID(source_id)]["name"])


@pytest.mark.parametrize("spelled", ["scan", "run"])
def test_a_scan_is_called_by_its_source_and_opens_itself(
    store: Store, estate: AnEstate, spelled: str
) -> None:
    scan_id, scan = one_of(store, "scan")
    line = entry(store, "scan.failed", spelled, scan_id)
    assert line.subject_name == source_name(store, scan["source_id"])
    assert line.opens == Opens("scan", scan_id)
    assert sentence(line, line.subject_name) == f"The scan of {line.subject_name} failed"


def test_a_violation_is_called_by_its_asset_whose_violations_it_opens(
    store: Store, estate: AnEstate
) -> None:
    violation_id, violation = one_of(store, "violation")
    line = entry(store, "violation.closed", "violation", violation_id)
    assert line.subject_name == violation["fqn"]
    assert line.opens == Opens("asset", UUID(violation["asset_id"]), "violations")


def test_a_rule_opens_the_rules_of_its_table_or_else_its_source(
    store: Store, estate: AnEstate
) -> None:
    rule_id, rule = one_of(store, "rule")
    line = entry(store, "rule.edited", "rule", rule_id)
    assert (line.subject_name, line.opens) == (
        rule["name"], Opens("asset", UUID(rule["table_id"]), "rules"),
    )  # fmt: skip
    put(store, "rule", UUID(int=5), rule | {"table_id": None})
    line = entry(store, "rule.edited", "rule", UUID(int=5))
    assert line.opens == Opens("source", UUID(rule["source_id"]))


def test_agents_sources_and_held_deletions_are_found(store: Store, estate: AnEstate) -> None:
    agent_id, agent = one_of(store, "agent")
    line = entry(store, "agent.sources_announced", "agent", agent_id)
    assert (line.subject_name, line.opens) == (agent["name"], Opens("agent", agent_id))
    source_id, source = one_of(store, "source")
    put(store, "held_deletion", UUID(int=6), {"source_id": str(source_id)})
    line = entry(store, "deletion.held", "held_deletion", UUID(int=6))
    assert (line.subject_name, line.opens) == (source["name"], Opens("source", source_id))


def test_what_has_no_row_is_called_as_the_log_calls_it(store: Store, estate: AnEstate) -> None:
    someone, device = UUID(int=8), UUID(int=9)
    write_down(
        store,
        {"kind": "person.created", "subject_kind": "person", "subject_id": someone,
         "after": {"name": "Ada Lovelace", "email": "ada@acme.test"}},
        *(
            {"kind": "person.sign_in_failed", "subject_kind": "person", "subject_id": someone}
            for _ in range(TOLD + 5)
        ),
        {"kind": "device.registered", "subject_kind": "device", "subject_id": device,
         "after": {"name": "ada-laptop", "person": "ada@acme.test"}},
    )  # fmt: skip
    line = entry(store, "person.password_changed", "person", someone)
    assert (line.subject_name, line.opens) == ("Ada Lovelace", None)
    line = entry(store, "device.revoked", "device", device)
    assert (line.subject_name, line.opens) == ("ada-laptop", None)
    line = entry(store, "sensitivity.set", "sensitivity_label", "email")
    assert line.subject_name == "email"


def test_the_newest_name_counts(store: Store, estate: AnEstate) -> None:
    policy = UUID(int=8)
    write_down(
        store,
        {"kind": "policy.defined", "subject_kind": "policy", "subject_id": policy,
         "after": {"name": "Old"}},
        {"kind": "policy.reworded", "subject_kind": "policy", "subject_id": policy,
         "before": {"name": "Old"}, "after": {"name": "New"}},
    )  # fmt: skip
    assert entry(store, "policy.switched", "policy", policy).subject_name == "New"


def test_nothing_is_opened_that_one_may_not_see_any_more(store: Store, estate: AnEstate) -> None:
    violation_id, violation = one_of(store, "violation")
    asset_id = UUID(violation["asset_id"])
    with store.writing() as writer:
        Rows.of(writer).drop_base("asset", asset_id.bytes)
    line = entry(store, "violation.opened", "violation", violation_id)
    assert line.opens is None
    line = entry(
        store, "asset.gone", "asset", asset_id, before={"fqn": "shop.customer", "present": True}
    )
    assert (line.subject_name, line.opens) == ("shop.customer", None)


def test_entries_that_share_a_subject_are_told_alike(store: Store, estate: AnEstate) -> None:
    scan_id, _ = one_of(store, "scan")
    write_down(
        store,
        *({"kind": k, "subject_kind": "scan", "subject_id": scan_id}
          for k in ("scan.requested", "scan.offered", "scan.committed")),
    )  # fmt: skip
    with store.reader() as connection:
        found = activity.events(connection, EventFilter(kinds=("scan.",)))
    assert len({(one.subject_name, one.opens) for one in found}) == 1
