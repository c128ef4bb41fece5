"""Second factors, challenges of sign-ins, and what is known of a session."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from pursight_server.platform.tenancy import create_tenant_table

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def _of_person() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["organisation_id", "person_id"], ["person.organisation_id", "person.id"]
    )


def _at(name: str, *, nullable: bool = True) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def upgrade() -> None:
    """Make the tables, and the columns of sessions."""
    for name in ("device", "address_class"):
        op.add_column("session", sa.Column(name, sa.Text, nullable=False, server_default=""))
    op.add_column(
        "session", sa.Column("methods", ARRAY(sa.Text), nullable=False, server_default="{}")
    )
    op.add_column("session", _at("second_factor_at"))
    create_tenant_table(
        op,
        "sign_in_policy",
        sa.Column("second_factor_roles", ARRAY(sa.Text), nullable=False),
        sa.Column("rev", sa.BigInteger, nullable=False),
        _at("changed_at", nullable=False),
        key=(),
    )
    create_tenant_table(
        op,
        "totp",
        sa.Column("person_id", sa.Uuid, nullable=False),
        sa.Column("secret", sa.LargeBinary, nullable=False),
        sa.Column("last_step", sa.BigInteger, nullable=False, server_default="0"),
        _at("created_at", nullable=False),
        _at("confirmed_at"),
        _of_person(),
    )
    op.create_index("ix_totp_person_id", "totp", ["organisation_id", "person_id"])
    create_tenant_table(
        op,
        "recovery_code",
        sa.Column("person_id", sa.Uuid, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        _at("created_at", nullable=False),
        _at("used_at"),
        _of_person(),
    )
    op.create_index("ix_recovery_code_person_id", "recovery_code", ["organisation_id", "person_id"])
    create_tenant_table(
        op,
        "passkey",
        sa.Column("person_id", sa.Uuid, nullable=False),
        sa.Column("credential_id", sa.LargeBinary, nullable=False),
        sa.Column("public_key", sa.LargeBinary, nullable=False),
        sa.Column("sign_count", sa.BigInteger, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        _at("created_at", nullable=False),
        _at("used_at"),
        _of_person(),
        sa.UniqueConstraint("organisation_id", "credential_id"),
    )
    op.create_index("ix_passkey_person_id", "passkey", ["organisation_id", "person_id"])
    create_tenant_table(
        op,
        "sign_in_challenge",
        sa.Column("person_id", sa.Uuid),
        sa.Column("purpose", sa.Text, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("webauthn", sa.LargeBinary),
        sa.Column("methods", ARRAY(sa.Text), nullable=False),
        sa.Column("tries", sa.Integer, nullable=False, server_default="0"),
        _at("created_at", nullable=False),
        _at("expires_at", nullable=False),
        _at("used_at"),
        _of_person(),
        sa.UniqueConstraint("organisation_id", "sha256"),
    )
    op.create_index(
        "ix_sign_in_challenge_expires_at", "sign_in_challenge", ["organisation_id", "expires_at"]
    )
    create_tenant_table(
        op,
        "identity_provider",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("issuer", sa.Text, nullable=False),
        sa.Column("client_id", sa.Text, nullable=False),
        sa.Column("client_secret", sa.LargeBinary),
        sa.Column("scopes", ARRAY(sa.Text), nullable=False),
        sa.Column("groups_claim", sa.Text, nullable=False),
        sa.Column("role_map", JSONB, nullable=False),
        sa.Column("creates_persons", sa.Boolean, nullable=False),
        sa.Column("trusts_email", sa.Boolean, nullable=False),
        sa.Column("vouches_for_second_factor", sa.Boolean, nullable=False),
        sa.Column("enabled", sa.Boolean, nullable=False),
        sa.Column("rev", sa.BigInteger, nullable=False),
        _at("created_at", nullable=False),
        _at("changed_at", nullable=False),
        sa.UniqueConstraint("organisation_id", "name"),
    )
    create_tenant_table(
        op,
        "external_identity",
        sa.Column("provider_id", sa.Uuid, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("person_id", sa.Uuid, nullable=False),
        _at("created_at", nullable=False),
        _at("used_at", nullable=False),
        _of_person(),
        key=("provider_id", "subject"),
    )
    create_tenant_table(
        op,
        "provider_flow",
        sa.Column("provider_id", sa.Uuid, nullable=False),
        sa.Column("state_sha256", sa.Text, nullable=False),
        sa.Column("nonce", sa.Text, nullable=False),
        sa.Column("verifier", sa.LargeBinary, nullable=False),
        sa.Column("return_to", sa.Text, nullable=False),
        sa.Column("return_state", sa.Text, nullable=False),
        sa.Column("code_challenge", sa.Text, nullable=False),
        _at("created_at", nullable=False),
        _at("expires_at", nullable=False),
        _at("used_at"),
        sa.Column("person_id", sa.Uuid),
        sa.Column("code_sha256", sa.Text),
        _at("code_expires_at"),
        _at("code_used_at"),
        _of_person(),
        sa.UniqueConstraint("organisation_id", "state_sha256"),
        sa.UniqueConstraint("organisation_id", "code_sha256"),
    )


def downgrade() -> None:
    """Take them away."""
    for name in ("provider_flow", "external_identity", "identity_provider"):
        op.drop_table(name)
    for name in ("sign_in_challenge", "passkey", "recovery_code", "totp", "sign_in_policy"):
        op.drop_table(name)
    for name in ("second_factor_at", "methods", "address_class", "device"):
        op.drop_column("session", name)
