"""Proposals are decided with a note; alerts keep what their rule said; the log is read by time."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_RULE = "fk_alert_organisation_id_rule_id"


def upgrade() -> None:
    """Add the note, keep what rules said, and let them go."""
    note = sa.Column("decision_note", sa.Text, nullable=False, server_default="")
    op.add_column("access_policy_proposal", note)
    op.add_column("alert", sa.Column("kinds", ARRAY(sa.Text)))
    op.add_column("alert", sa.Column("per", sa.Text))
    with _of_all_organisations():
        op.execute(
            "UPDATE alert SET kinds = alert_rule.kinds, per = alert_rule.per FROM alert_rule"
            " WHERE alert_rule.organisation_id = alert.organisation_id"
            " AND alert_rule.id = alert.rule_id"
        )
    op.alter_column("alert", "kinds", nullable=False)
    op.alter_column("alert", "per", nullable=False)
    op.drop_constraint(op.f(_RULE), "alert")
    op.create_index("ix_event_at", "event", ["organisation_id", "at"])


def downgrade() -> None:
    """Take the note away; alerts whose rule is gone go too."""
    op.drop_index("ix_event_at", "event")
    op.drop_column("access_policy_proposal", "decision_note")
    op.drop_column("alert", "kinds")
    op.drop_column("alert", "per")
    with _of_all_organisations():
        op.execute(
            "DELETE FROM alert WHERE NOT EXISTS (SELECT FROM alert_rule"
            " WHERE alert_rule.organisation_id = alert.organisation_id"
            " AND alert_rule.id = alert.rule_id)"
        )
        op.create_foreign_key(
            op.f(_RULE),
            "alert",
            "alert_rule",
            ["organisation_id", "rule_id"],
            ["organisation_id", "id"],
        )


@contextmanager
def _of_all_organisations() -> Iterator[None]:
    """Let the tables' owner look past their policies."""
    for table in ("alert", "alert_rule"):
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    yield
    for table in ("alert", "alert_rule"):
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
