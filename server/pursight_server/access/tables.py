"""Tables of persons, sessions, refresh tokens, second factors, service accounts, API tokens."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from pursight_server.platform.tenancy import SEALED, tenant_table

person = tenant_table(
    "person",
    Column("email", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("roles", ARRAY(Text), nullable=False),
    Column("department", Text, nullable=False, server_default=""),
    Column("password_hash", Text),
    Column("disabled_at", DateTime(timezone=True)),
    Column("failed_sign_ins", Integer, nullable=False, server_default="0"),
    Column("locked_until", DateTime(timezone=True)),
    Column("rev", BigInteger, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
    UniqueConstraint("organisation_id", "email"),
)
"""E-mail addresses are kept in small letters."""

session = tenant_table(
    "session",
    Column("person_id", Uuid, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("used_at", DateTime(timezone=True), nullable=False),
    Column("expires_at", DateTime(timezone=True), nullable=False),
    Column("ended_at", DateTime(timezone=True)),
    Column("end_reason", Text),
    Column("client", Text, nullable=False),
    Column("device", Text, nullable=False, server_default=""),
    Column("address_class", Text, nullable=False, server_default=""),
    Column("methods", ARRAY(Text), nullable=False, server_default="{}"),
    Column("second_factor_at", DateTime(timezone=True)),
    ForeignKeyConstraint(["organisation_id", "person_id"], ["person.organisation_id", "person.id"]),
)

Index("ix_session_person_id", session.c.organisation_id, session.c.person_id)

refresh_token = tenant_table(
    "refresh_token",
    Column("session_id", Uuid, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("used_at", DateTime(timezone=True)),
    Column("follows", Uuid),
    Column("lost_at", DateTime(timezone=True)),
    ForeignKeyConstraint(
        ["organisation_id", "session_id"], ["session.organisation_id", "session.id"]
    ),
    UniqueConstraint("sha256"),
)
"""Each is used once, and then followed by others: one, if no answer is lost on the way.

One that was lost is one in whose place another was given; using it ends its session."""

Index("ix_refresh_token_session_id", refresh_token.c.organisation_id, refresh_token.c.session_id)

sign_in_policy = tenant_table(
    "sign_in_policy",
    Column("second_factor_roles", ARRAY(Text), nullable=False),
    Column("rev", BigInteger, nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
    key=(),
)
"""One row an organisation that has decided something; none means that nothing is asked for."""

totp = tenant_table(
    "totp",
    Column("person_id", Uuid, nullable=False),
    Column("secret", LargeBinary, nullable=False, info=SEALED),
    Column("last_step", BigInteger, nullable=False, server_default="0"),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("confirmed_at", DateTime(timezone=True)),
    ForeignKeyConstraint(["organisation_id", "person_id"], ["person.organisation_id", "person.id"]),
)
"""Secrets are sealed; `last_step` is the time of the last code accepted, which none may repeat."""

Index("ix_totp_person_id", totp.c.organisation_id, totp.c.person_id)

recovery_code = tenant_table(
    "recovery_code",
    Column("person_id", Uuid, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("used_at", DateTime(timezone=True)),
    ForeignKeyConstraint(["organisation_id", "person_id"], ["person.organisation_id", "person.id"]),
)

Index("ix_recovery_code_person_id", recovery_code.c.organisation_id, recovery_code.c.person_id)

passkey = tenant_table(
    "passkey",
    Column("person_id", Uuid, nullable=False),
    Column("credential_id", LargeBinary, nullable=False),
    Column("public_key", LargeBinary, nullable=False),
    Column("sign_count", BigInteger, nullable=False),
    Column("name", Text, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("used_at", DateTime(timezone=True)),
    ForeignKeyConstraint(["organisation_id", "person_id"], ["person.organisation_id", "person.id"]),
    UniqueConstraint("organisation_id", "credential_id"),
)
"""Credentials of WebAuthn; `sign_count` must grow, or somebody has made a copy."""

Index("ix_passkey_person_id", passkey.c.organisation_id, passkey.c.person_id)

sign_in_challenge = tenant_table(
    "sign_in_challenge",
    Column("person_id", Uuid),
    Column("purpose", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("webauthn", LargeBinary),
    Column("methods", ARRAY(Text), nullable=False),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("expires_at", DateTime(timezone=True), nullable=False),
    Column("used_at", DateTime(timezone=True)),
    ForeignKeyConstraint(["organisation_id", "person_id"], ["person.organisation_id", "person.id"]),
    UniqueConstraint("organisation_id", "sha256"),
)
"""Half a sign-in: who has shown a first factor holds the token, and has minutes for the second."""

Index(
    "ix_sign_in_challenge_expires_at",
    sign_in_challenge.c.organisation_id,
    sign_in_challenge.c.expires_at,
)

identity_provider = tenant_table(
    "identity_provider",
    Column("name", Text, nullable=False),
    Column("issuer", Text, nullable=False),
    Column("client_id", Text, nullable=False),
    Column("client_secret", LargeBinary, info=SEALED),
    Column("scopes", ARRAY(Text), nullable=False),
    Column("groups_claim", Text, nullable=False),
    Column("role_map", JSONB, nullable=False),
    Column("creates_persons", Boolean, nullable=False),
    Column("trusts_email", Boolean, nullable=False),
    Column("vouches_for_second_factor", Boolean, nullable=False),
    Column("enabled", Boolean, nullable=False),
    Column("rev", BigInteger, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
    UniqueConstraint("organisation_id", "name"),
)
"""Providers of OpenID Connect; secrets are sealed."""

external_identity = tenant_table(
    "external_identity",
    Column("provider_id", Uuid, nullable=False),
    Column("subject", Text, nullable=False),
    Column("person_id", Uuid, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("used_at", DateTime(timezone=True), nullable=False),
    ForeignKeyConstraint(["organisation_id", "person_id"], ["person.organisation_id", "person.id"]),
    key=("provider_id", "subject"),
)
"""Who somebody is elsewhere: by a provider's own name for them, never by an e-mail address."""

provider_flow = tenant_table(
    "provider_flow",
    Column("provider_id", Uuid, nullable=False),
    Column("state_sha256", Text, nullable=False),
    Column("nonce", Text, nullable=False),
    Column("verifier", LargeBinary, nullable=False, info=SEALED),
    Column("return_to", Text, nullable=False),
    Column("return_state", Text, nullable=False),
    Column("code_challenge", Text, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("expires_at", DateTime(timezone=True), nullable=False),
    Column("used_at", DateTime(timezone=True)),
    Column("person_id", Uuid),
    Column("code_sha256", Text),
    Column("code_expires_at", DateTime(timezone=True)),
    Column("code_used_at", DateTime(timezone=True)),
    ForeignKeyConstraint(["organisation_id", "person_id"], ["person.organisation_id", "person.id"]),
    UniqueConstraint("organisation_id", "state_sha256"),
    UniqueConstraint("organisation_id", "code_sha256"),
)
"""One way through the browser: out by `state`, back by a code that only the console can use."""

service_account = tenant_table(
    "service_account",
    Column("name", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("owner_id", Uuid, nullable=False),
    Column("roles", ARRAY(Text), nullable=False),
    Column("disabled_at", DateTime(timezone=True)),
    Column("rev", BigInteger, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
    ForeignKeyConstraint(["organisation_id", "owner_id"], ["person.organisation_id", "person.id"]),
    UniqueConstraint("organisation_id", "name"),
)
"""Programs that have roles of their own; they neither sign in nor have a password."""

api_token = tenant_table(
    "api_token",
    Column("principal_kind", Text, nullable=False),
    Column("principal_id", Uuid, nullable=False),
    Column("name", Text, nullable=False),
    Column("permissions", ARRAY(Text), nullable=False),
    Column("sha256", Text, nullable=False),
    Column("failures", Integer, nullable=False, server_default="0"),
    Column("locked_until", DateTime(timezone=True)),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("created_by", Uuid, nullable=False),
    Column("expires_at", DateTime(timezone=True), nullable=False),
    Column("used_at", DateTime(timezone=True)),
    Column("revoked_at", DateTime(timezone=True)),
)
"""Keys to the API; `principal_id` is a person or a service account, as `principal_kind` says."""

Index("uq_api_token_id", api_token.c.id, unique=True)
Index("ix_api_token_principal_id", api_token.c.organisation_id, api_token.c.principal_id)
Index(
    "ix_api_token_created_at", api_token.c.organisation_id, api_token.c.created_at, api_token.c.id
)

access_setting = tenant_table(
    "access_setting",
    Column("api_token_days", Integer, nullable=False),
    Column("four_eyes", Boolean, nullable=False),
    Column("four_eyes_off_by", Uuid),
    Column("request_days", Integer, nullable=False),
    Column("grant_days", Integer, nullable=False),
    Column("undecided", Text, nullable=False),
    Column("break_glass_minutes", Integer, nullable=False),
    Column("rev", BigInteger, nullable=False),
    key=(),
)
"""What an organisation lays down about access; no row: the defaults."""
