"""The consoles' feed, their devices, and triggers that note what changes."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from pursight_server.platform.tenancy import create_tenant_table

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_ID = "id"
_WATCHED: dict[str, tuple[tuple[str, str, str], ...]] = {
    "source": (("source", _ID, ""),),
    "asset": (("asset", _ID, ""), ("source", "source_id", "WHERE level = 'source'")),
    "annotation": (("asset", "asset_id", ""),),
    "profile": (("profile", "asset_id", ""), ("asset", "asset_id", "")),
    "finding": (("classification", "asset_id", ""),),
    "decision": (("classification", "asset_id", ""),),
    "quality_score": (("quality", "asset_id", ""),),
    "rule": (("rule", _ID, ""),),
    "rule_result": (("rule", "rule_id", ""),),
    "violation": (("violation", _ID, ""),),
    "scan": (("scan", _ID, ""),),
    "skipped_object": (("skipped", "source_id", ""),),
    "agent": (("agent", _ID, ""),),
    "announced_source": (("agent", "agent_id", ""),),
    "held_deletion": (("held_deletion", _ID, ""),),
    "event": (("event", "lpad(to_hex(seq), 32, '0')::uuid", ""),),
}
"""Which rows of consoles are made of a table: entity, its id, which rows of the table."""

_PULSES: dict[str, str] = {
    "agent": "to_jsonb(n) - 'last_seen_at' IS DISTINCT FROM to_jsonb(o) - 'last_seen_at'"
    " OR date_trunc('minute', n.last_seen_at)"
    " IS DISTINCT FROM date_trunc('minute', o.last_seen_at)",
    "scan": "to_jsonb(n) - 'lease_expires_at' IS DISTINCT FROM to_jsonb(o) - 'lease_expires_at'",
}
"""Tables that are written every few seconds: which of their updates say something new."""


def upgrade() -> None:
    """Create the tables and triggers; note every row there is, for the next commit to tell."""
    _feed()
    _devices()
    for table, notes in _WATCHED.items():
        _watch(table, notes)
        _note_all(table, notes)


def downgrade() -> None:
    """Drop them."""
    for table in _WATCHED:
        for action in ("insert", "update", "delete"):
            op.execute(f"DROP TRIGGER sync_{action} ON {table}")
        op.execute(f"DROP FUNCTION sync_note_{table}()")
    for table in _PULSES:
        op.execute(f"DROP FUNCTION sync_pulse_{table}()")
    for table in (
        "sync_result",
        "sync_device",
        "sync_scope",
        "sync_entry",
        "sync_row",
        "sync_touched",
        "sync_head",
    ):
        op.drop_table(table)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=False)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _uuid(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid, nullable=False)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _feed() -> None:
    create_tenant_table(op, "sync_head", _number("seq"), _number("oldest"), key=())
    create_tenant_table(
        op,
        "sync_touched",
        _number("txid"),
        _text("entity"),
        _uuid("id"),
        key=("txid", "entity", "id"),
    )
    create_tenant_table(
        op,
        "sync_row",
        _text("entity"),
        _uuid("id"),
        _number("rev"),
        _text("fields"),
        _number("hash"),
        sa.Column("changes", JSONB, nullable=False),
        key=("entity", "id"),
    )
    create_tenant_table(
        op,
        "sync_entry",
        _number("seq"),
        _text("entity"),
        _uuid("id"),
        sa.Column("before", sa.Boolean, nullable=False),
        sa.Column("after", sa.Boolean, nullable=False),
        _moment("at"),
        key=("seq",),
    )
    op.create_index("ix_sync_entry_at", "sync_entry", ["organisation_id", "at"])
    create_tenant_table(
        op, "sync_scope", _text("entity"), _number("count"), _text("sum"), key=("entity",)
    )


def _devices() -> None:
    create_tenant_table(
        op,
        "sync_device",
        _uuid("id"),
        _uuid("person_id"),
        _text("name"),
        _number("last_mid"),
        _moment("created_at"),
        _moment("last_seen_at"),
        _moment("connected_until", nullable=True),
        _moment("revoked_at", nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "person_id"], ["person.organisation_id", "person.id"]
        ),
    )
    op.create_index("ix_sync_device_person_id", "sync_device", ["organisation_id", "person_id"])
    create_tenant_table(
        op,
        "sync_result",
        _uuid("device_id"),
        _number("mid"),
        _text("command"),
        _text("result"),
        sa.ForeignKeyConstraint(
            ["organisation_id", "device_id"], ["sync_device.organisation_id", "sync_device.id"]
        ),
        key=("device_id", "mid"),
    )


# The f-strings of these statements hold names of ours only.


def _noting(notes: tuple[tuple[str, str, str], ...], rows: str, txid: str) -> str:
    return "".join(
        "INSERT INTO public.sync_touched (organisation_id, txid, entity, id)"  # noqa: S608
        f" SELECT DISTINCT organisation_id, {txid}, '{entity}', {key} FROM {rows} {which}"
        " ON CONFLICT DO NOTHING; "
        for entity, key, which in notes
    )


def _watch(table: str, notes: tuple[tuple[str, str, str], ...]) -> None:
    txid = "pg_current_xact_id()::text::bigint"
    op.execute(
        f"CREATE FUNCTION sync_note_{table}() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN {_noting(notes, 'changed', txid)} RETURN NULL; END $$"
    )
    for action, transition in (("insert", "NEW"), ("update", "NEW"), ("delete", "OLD")):
        note, old = f"sync_note_{table}", ""
        if action == "update" and table in _PULSES:
            note, old = f"sync_pulse_{table}", "OLD TABLE AS former"
            rows = (
                "(SELECT n.* FROM changed n JOIN former o USING (organisation_id, id)"  # noqa: S608
                f" WHERE {_PULSES[table]}) AS pulses"
            )
            op.execute(
                f"CREATE FUNCTION {note}() RETURNS trigger LANGUAGE plpgsql AS"
                f" $$ BEGIN {_noting(notes, rows, txid)} RETURN NULL; END $$"
            )
        op.execute(
            f"CREATE TRIGGER sync_{action} AFTER {action.upper()} ON {table}"
            f" REFERENCING {old} {transition} TABLE AS changed"
            f" FOR EACH STATEMENT EXECUTE FUNCTION {note}()"
        )


def _note_all(table: str, notes: tuple[tuple[str, str, str], ...]) -> None:
    """Note all rows of all organisations; the tables' owner may look past their policies."""
    for one in (table, "sync_touched"):
        op.execute(f"ALTER TABLE {one} NO FORCE ROW LEVEL SECURITY")
    for statement in _noting(notes, table, "0").split("; "):
        if statement:
            op.execute(statement)
    for one in (table, "sync_touched"):
        op.execute(f"ALTER TABLE {one} FORCE ROW LEVEL SECURITY")
