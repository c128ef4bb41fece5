"""Tables of the log's proofs; the log itself is the platform's."""

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    LargeBinary,
    SmallInteger,
    Text,
    Uuid,
    case,
    cast,
)

from pursight_server.access.policy.resources import about
from pursight_server.platform.tables import event
from pursight_server.platform.tenancy import tenant_table

log_seal = tenant_table(
    "log_seal",
    Column("size", BigInteger, nullable=False),
    Column("root", Text, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("key_id", Text, nullable=False),
    Column("signature", Text, nullable=False),
    Column("announced_at", DateTime(timezone=True)),
    Column("mailed_at", DateTime(timezone=True)),
    key=("size",),
)
"""Signed heads. Nobody but the owner role may change or delete one; when it was announced, or
mailed, may be written later."""

log_node = tenant_table(
    "log_node",
    Column("level", SmallInteger, nullable=False),
    Column("index", BigInteger, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    key=("level", "index"),
)
"""Roots of the perfect subtrees of 256, 65,536, … events, so that a proof reads some hundred hashes
however long the log is."""

_OF = {
    kind: case((event.c.subject_kind == kind, cast(event.c.subject_id, Uuid)))
    for kind in ("asset", "source")
}
about(event, asset=_OF["asset"], source=_OF["source"])
