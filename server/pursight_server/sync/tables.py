"""Tables of the feed, of devices and of their commands' results."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    ForeignKeyConstraint,
    Index,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

from pursight_server.access.policy.resources import about
from pursight_server.platform.tenancy import tenant_table

sync_head = tenant_table(
    "sync_head",
    Column("seq", BigInteger, nullable=False),
    Column("oldest", BigInteger, nullable=False),
    key=(),
)
"""Newest position of an organisation's feed, and up to which one it was purged."""

sync_touched = tenant_table(
    "sync_touched",
    Column("txid", BigInteger, nullable=False),
    Column("entity", Text, nullable=False),
    Column("id", Uuid, nullable=False),
    key=("txid", "entity", "id"),
)
"""What a transaction may have changed; triggers write here, the end of the transaction empties it.

The transaction's number is part of the key so that two transactions never wait for each other.
"""

sync_row = tenant_table(
    "sync_row",
    Column("entity", Text, nullable=False),
    Column("id", Uuid, nullable=False),
    Column("rev", BigInteger, nullable=False),
    Column("fields", Text, nullable=False),
    Column("hash", BigInteger, nullable=False),
    Column("changes", JSONB, nullable=False),
    Column("asset_id", Uuid),
    Column("source_id", Uuid),
    Column("plain", Text),
    Column("plain_hash", BigInteger),
    key=("entity", "id"),
)
"""Every row as consoles see it, spelled as it travels.

`plain` is the row as those see it who may not see labels; null when that is the same. `asset_id`
says which asset it is about, or else `source_id` which source.

`changes` has, of each field that commands may set, the position and device of its latest change.
"""

sync_entry = tenant_table(
    "sync_entry",
    Column("seq", BigInteger, nullable=False),
    Column("entity", Text, nullable=False),
    Column("id", Uuid, nullable=False),
    Column("before", Boolean, nullable=False),
    Column("after", Boolean, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("asset_id", Uuid),
    Column("source_id", Uuid),
    key=("seq",),
)
"""The feed: which row changed at each position, and whether it was there before and after."""

Index("ix_sync_entry_at", sync_entry.c.organisation_id, sync_entry.c.at)

sync_scope = tenant_table(
    "sync_scope",
    Column("entity", Text, nullable=False),
    Column("count", BigInteger, nullable=False),
    Column("sum", Text, nullable=False),
    key=("entity",),
)
"""Digest of each entity's rows, kept as they change."""

sync_device = tenant_table(
    "sync_device",
    Column("id", Uuid, nullable=False),
    Column("person_id", Uuid, nullable=False),
    Column("name", Text, nullable=False),
    Column("last_mid", BigInteger, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("last_seen_at", DateTime(timezone=True), nullable=False),
    Column("connected_until", DateTime(timezone=True)),
    Column("revoked_at", DateTime(timezone=True)),
    Column("looking_at", Uuid),
    ForeignKeyConstraint(["organisation_id", "person_id"], ["person.organisation_id", "person.id"]),
)
"""Consoles; each belongs to one person."""

Index("ix_sync_device_person_id", sync_device.c.organisation_id, sync_device.c.person_id)

sync_result = tenant_table(
    "sync_result",
    Column("device_id", Uuid, nullable=False),
    Column("mid", BigInteger, nullable=False),
    Column("command", Text, nullable=False),
    Column("result", Text, nullable=False),
    ForeignKeyConstraint(
        ["organisation_id", "device_id"], ["sync_device.organisation_id", "sync_device.id"]
    ),
    key=("device_id", "mid"),
)
"""What became of each command, for ever; both in JSON."""

about(sync_row, asset=sync_row.c.asset_id, source=sync_row.c.source_id)
about(sync_entry, asset=sync_entry.c.asset_id, source=sync_entry.c.source_id)
