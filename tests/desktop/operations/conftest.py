"""A filled replica and its server on paper."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from tests.desktop.sync.paper_server import PaperLink, PaperServer
from tests.desktop.sync.paper_sync import sync

from pursight.contracts.sync import Value
from pursight.identity import new_id
from pursight_desktop.replica import outbox
from pursight_desktop.replica.outbox import TrayLine
from pursight_desktop.replica.store import Store
from pursight_desktop.replica.sync_state import SyncState

SEEN = {"first_seen_at": "2026-01-01T00:00:00Z", "last_seen_at": "2026-01-01T00:00:00Z"}
SOURCE = str(UUID(int=7))


@dataclass
class Desktop:
    """A replica, and the server it follows."""

    store: Store
    state: SyncState
    link: PaperLink

    @property
    def server(self) -> PaperServer:
        """The server."""
        return self.link.server

    def column(self, name: str, found: str = "email", **fields: Value) -> UUID:
        """Let the server have a column in which a scan found something."""
        row_id = new_id()
        shown: dict[str, Value] = {
            "source_id": SOURCE,
            "level": "column",
            "kind": "column",
            "name": name,
            "fqn": f"shop.public.customer.{name}",
            "label": found,
            "label_state": "suggested",
            "tags": [],
            "description": "",
            "owner": "",
            **SEEN,
            **fields,
        }
        self.server.put("asset", row_id, **shown)
        finding: dict[str, Value] = {
            "source_id": SOURCE,
            "label": found,
            "confidence": 0.7,
            "found": "none" if found == "none" else "suggested",
            "decision": None,
        }
        self.server.put("classification", row_id, **finding)
        return row_id

    def violation(self, **fields: Value) -> UUID:
        """Let the server have an open violation."""
        row_id = new_id()
        told: dict[str, Value] = {
            "policy_code": "retention",
            "source_id": SOURCE,
            "asset_id": SOURCE,
            "severity": "high",
            "fqn": "shop.public.customer",
            "sentence": "is kept too long",
            "remedy": "delete it",
            "state": "open",
            "opened_at": "2026-01-01T00:00:00Z",
            "accepted_by": "",
            "reason": "",
            **fields,
        }
        self.server.put("violation", row_id, **told)
        return row_id

    def rule(self, state: str = "active") -> UUID:
        """Let the server have a rule."""
        row_id = new_id()
        told: dict[str, Value] = {
            "source_id": SOURCE,
            "schema_name": "public",
            "table_name": "customer",
            "name": "has rows",
            "severity": "high",
            "check": {"kind": "row_count"},
            "sentence": "has at least one row",
            "state": state,
            "version": 1,
        }
        self.server.put("rule", row_id, **told)
        return row_id

    def sync(self) -> None:
        """Pull and push until there is nothing left to do."""
        sync(self.state, self.link)

    def shown(self, entity: str, row_id: UUID) -> dict[str, Any]:
        """A row as it is shown."""
        with self.store.reader() as connection:
            found = connection.execute(
                "SELECT fields FROM row WHERE entity = ? AND id = ?", (entity, row_id.bytes)
            ).fetchone()
        return dict(json.loads(found[0]))

    def kept(self, entity: str, row_id: UUID) -> dict[str, Any]:
        """The same row at the server."""
        return dict(self.server.rows[entity, row_id].row.fields)

    def tray(self) -> list[TrayLine]:
        """What waits for the person."""
        with self.store.reader() as connection:
            return outbox.tray(connection)


@pytest.fixture
def desktop(tmp_path: Path) -> Iterator[Desktop]:
    """An empty server and an empty replica."""
    store = Store.open(tmp_path / "replica.db", bytes(32))
    server = PaperServer(page_size=500)
    yield Desktop(store, SyncState(store), PaperLink(server))
    store.close()
