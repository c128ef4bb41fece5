"""A table of customers with everything an asset's page can show, and a table that points at it."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from pursight.identity import id_at
from pursight_desktop.replica.rows import KeptRow, Rows
from pursight_desktop.replica.store import Store

SEEN = "2026-11-20T06:00:00Z"
NOW = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)

Fields = dict[str, Any]


def an_id(number: int) -> UUID:
    """Make the id of one of the rows below."""
    return id_at(NOW, number)


SOURCE, ROOT, SCHEMA, CUSTOMER, ORDER = (an_id(n) for n in range(1, 6))
ID, EMAIL, NOTE, BORN, CARD = (an_id(n) for n in range(11, 16))
RULE, VIOLATION = an_id(21), an_id(22)

PERMISSIONS = (
    "catalog.read", "catalog.write", "classification.read", "classification.decide",
    "rules.read", "rules.write", "compliance.read", "compliance.write", "activity.read",
    "quality.read", "sources.read",
)  # fmt: skip


def put(store: Store, entity: str, row_id: UUID, fields: Fields, rev: int = 1) -> None:
    """Let a row arrive from the server."""
    with store.writing() as writer:
        Rows.of(writer).put_base(KeptRow.make(entity, row_id, rev, fields))


def asset(level: str, name: str, parent: UUID | None, **more: Any) -> Fields:
    """Make an asset below another."""
    table = "customer" if level in ("table", "column") else ""
    schema = "" if level == "source" else "sales"
    return {
        "source_id": str(SOURCE),
        "parent_id": None if parent is None else str(parent),
        "level": level,
        "kind": "postgresql" if level == "source" else level,
        "name": name,
        "fqn": ".".join(part for part in ("shop", schema, table, name) if part),
        "schema_name": schema,
        "table_name": table,
        "position": None,
        "present": True,
        "type": "",
        "comment": "",
        "label": "none",
        "label_state": "none",
        "label_confidence": 0.0,
        "sensitivity": "public",
        "quality": None,
        "row_count": None,
        "description": "",
        "owner": "",
        "tags": [],
        "facts": {},
        "first_seen_at": "2026-01-05T08:00:00Z",
        "last_seen_at": SEEN,
        "gone_at": None,
        **more,
    }


def customers(store: Store) -> None:
    """Fill a replica with it."""
    put(store, "source", SOURCE, {
        "name": "shop", "kind": "postgresql", "state": "monitoring", "state_since": SEEN,
        "agent_id": str(an_id(9)), "alias": "shop", "asset_id": str(ROOT),
    })  # fmt: skip
    put(store, "asset", ROOT, asset("source", "shop", None, quality=81))
    put(store, "asset", SCHEMA, asset("schema", "sales", ROOT))
    facts = {
        "primary_key": ["id"],
        "unique": [{"name": "customer_email_key", "columns": ["email"]}],
        "indexes": [{"name": "ix_customer_born", "columns": ["born"], "unique": False}],
        "row_count_exact": True,
    }
    put(store, "asset", CUSTOMER, asset(
        "table", "customer", SCHEMA, quality=74, row_count=5000, facts=facts,
        sensitivity="restricted", owner="Team Sales", tags=["crm", "golden"],
        description="**One row a customer.** Merged nightly from the shop and the call centre.\n\n"
        "- `email` is what they sign in with\n- deleted customers are kept for *ten years*",
        comment="Kunden",
    ))  # fmt: skip
    key = {
        "name": "fk_order_customer", "columns": ["customer_id"], "ref_table": "customer",
        "ref_columns": ["id"],
    }  # fmt: skip
    put(store, "asset", ORDER, asset(
        "table", "order", SCHEMA, row_count=20_000, table_name="order", fqn="shop.sales.order",
        facts={"primary_key": ["id"], "foreign_keys": [key]},
    ))  # fmt: skip
    _columns(store)
    _about_email(store)
    _about_table(store)


def _columns(store: Store) -> None:
    email = {
        "label": "email", "label_state": "suggested", "label_confidence": 0.71,
        "sensitivity": "confidential", "comment": "login",
    }  # fmt: skip
    card = {
        "label": "credit_card", "label_state": "decided", "label_confidence": 0.99,
        "sensitivity": "restricted",
    }  # fmt: skip
    facts = {"nullable": False}
    for place, (row_id, name, kind, more) in enumerate(
        (
            (ID, "id", "bigint", {"facts": facts}),
            (EMAIL, "email", "varchar(120)", {**email, "facts": facts}),
            (NOTE, "note", "text", {}),
            (BORN, "born", "date", {"label": "date_of_birth", "label_state": "applied",
                                    "label_confidence": 0.94, "sensitivity": "confidential"}),
            (CARD, "card_no", "varchar(19)", card),
        ),
        1,
    ):  # fmt: skip
        fields = asset("column", name, CUSTOMER, position=place, type=kind, **more)
        put(store, "asset", row_id, fields)


def _about_email(store: Store) -> None:
    evidence = [
        {"kind": "name", "detector": "name.token", "version": 1, "label": "email",
         "weight": 0.35, "tokens": ["email"]},
        {"kind": "pattern", "detector": "email.cell", "version": 1, "label": "email",
         "weight": 0.45, "matched": 4981, "examined": 5000},
        {"kind": "veto", "detector": "email.veto", "version": 1, "label": "email",
         "weight": -0.1, "matched": 19, "examined": 5000},
    ]  # fmt: skip
    found: Fields = {
        "source_id": str(SOURCE), "label": "email", "confidence": 0.71, "found": "suggested",
        "country": None, "evidence": evidence, "entities": {}, "decision": None,
        "contested": False,
    }  # fmt: skip
    put(store, "classification", EMAIL, found)
    decision = {
        "verdict": "change", "label": "credit_card", "reason": "Checked with the shop's people",
        "by": "Ada Lovelace", "at": SEEN,
    }  # fmt: skip
    put(store, "classification", CARD, {
        **found, "label": "national_id", "confidence": 0.93, "found": "applied",
        "decision": decision, "contested": True, "country": "DE",
    })  # fmt: skip
    history = [
        {"at": (NOW - timedelta(days=7 * (8 - week))).isoformat(), "rows": 4000 + 125 * week,
         "nulls": 90 - 10 * week, "distinct": 3900 + 120 * week}
        for week in range(8)
    ]  # fmt: skip
    put(store, "profile", EMAIL, {
        "measures": {
            "examined": 5000, "complete": True, "nulls": 19, "empties": 3, "distinct": 4970,
            "distinct_exact": False, "length_min": 8, "length_max": 41, "length_mean": 21.4,
            "shapes": [{"shape": "a~.a~@a~.a~", "count": 3100},
                       {"shape": "a~@a~.a~", "count": 1700},
                       {"shape": "a~9~@a~.a~", "count": 178}],
        },
        "at": SEEN, "history": history,
    })  # fmt: skip
    put(store, "profile", ID, {
        "measures": {
            "examined": 5000, "complete": True, "nulls": 0, "distinct": 5000,
            "distinct_exact": True, "min": 1, "max": 7204, "mean": 3610.5, "stddev": 2080.1,
            "quantiles": [360.0, 1801.0, 3602.0, 5403.0, 6844.0],
        },
        "at": SEEN, "history": history,
    })  # fmt: skip


def _about_table(store: Store) -> None:
    put(store, "quality", CUSTOMER, {
        "value": 74.0,
        "dimensions": {"completeness": 0.92, "validity": 0.61, "documentation": 1.0},
        "reasons": [{"dimension": "validity", "points": 19, "sentence":
                     "email must be unique: 38 of 5,000 rows break it."}],
        "scored_at": SEEN,
    })  # fmt: skip
    results = [
        {"run_id": str(an_id(60 + n)), "version": 1, "outcome": "failed" if n < 3 else "passed",
         "examined": 5000, "failing": (38, 21, 4, 0, 0, 0)[n], "complete": True,
         "measured": "at_agent", "code": None, "reason": "", "nominal_time": SEEN}
        for n in range(6)
    ]  # fmt: skip
    put(store, "rule", RULE, {
        "source_id": str(SOURCE), "table_id": str(CUSTOMER), "schema_name": "sales",
        "table_name": "customer", "name": "e-mail is unique", "description": "",
        "severity": "high", "check": {"check": "unique", "columns": ["email"]},
        "sentence": "email is different in every row", "column_ids": [str(EMAIL)],
        "state": "active", "version": 1, "results": results,
    })  # fmt: skip
    put(store, "violation", VIOLATION, {
        "policy_code": "protect.restricted", "source_id": str(SOURCE), "asset_id": str(CARD),
        "severity": "critical", "fqn": "shop.sales.customer.card_no",
        "sentence": "card_no holds payment card numbers and nobody owns it",
        "remedy": "Name an owner, or have the column removed.", "state": "open",
        "opened_at": SEEN, "closed_at": None, "accepted_by": "", "reason": "",
    })  # fmt: skip
    for number, event in enumerate(_EVENTS, 1):
        put(store, "event", UUID(int=number), {
            "number": number, "at": f"2026-11-{10 + number}T09:00:00Z", "actor_kind": "person",
            "actor_name": "Ada Lovelace", "actor_id": str(an_id(7)), "subject_kind": "asset",
            "subject_id": str(CUSTOMER), "note": "", **event,
        })  # fmt: skip


_EVENTS: tuple[Fields, ...] = (
    {"kind": "asset.added", "actor_kind": "agent", "actor_name": "berlin", "before": None,
     "after": {"fqn": "shop.sales.customer", "kind": "table",
               "columns": {"id": "bigint", "email": "varchar(80)"}}},
    {"kind": "asset.annotated", "before": {"owner": ""}, "after": {"owner": "Team Sales"}},
    {"kind": "asset.changed", "actor_kind": "agent", "actor_name": "berlin",
     "before": {"columns": {"email": "varchar(80)"}},
     "after": {"columns": {"email": "varchar(120)", "note": "text"}}},
    {"kind": "asset.annotated",
     "before": {"description": "One row a customer. Merged weekly from the shop.",
                "tags": ["crm"]},
     "after": {"description": "One row a customer. Merged nightly from the shop and the call"
               " centre.", "tags": ["crm", "golden"]}},
)  # fmt: skip
