"""Where entries of the log lead."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from pursight_desktop.background.entry_place import entry_place
from pursight_desktop.background.place import Place
from pursight_desktop.replica.queries.activity import EventLine
from pursight_desktop.replica.queries.subjects import Opens

SEVEN = UUID(int=7)


@pytest.mark.parametrize(
    ("given", "place"),
    [
        ({"opens": Opens("asset", SEVEN)}, Place("asset", SEVEN)),
        ({"opens": Opens("asset", SEVEN, "rules")}, Place("asset", SEVEN, (("tab", "rules"),))),
        ({"opens": Opens("source", SEVEN)}, Place("sources", SEVEN)),
        ({"opens": Opens("agent", SEVEN)}, Place("agents", SEVEN)),
        ({"opens": Opens("scan", SEVEN)}, Place("scans", SEVEN)),
        ({"subject_kind": "person"}, Place("activity", SEVEN).having(name="Ada")),
        ({"subject_kind": "enrolment_token"}, Place("agents")),
        ({"subject_id": None}, Place("activity").having(kind="asset.annotated")),
    ],
)
def test_an_entry_leads_to_what_it_is_about(given: dict[str, Any], place: Place) -> None:
    fields: dict[str, Any] = {
        "kind": "asset.annotated", "actor_kind": "person", "actor_name": "Ada",
        "actor_id": None, "subject_kind": "asset", "subject_id": SEVEN, "subject_name": "Ada",
        "before": None, "after": None, "note": "",
    }  # fmt: skip
    at = datetime(2026, 3, 2, tzinfo=UTC)
    assert entry_place(EventLine(1, UUID(int=1), at, **{**fields, **given})) == place
