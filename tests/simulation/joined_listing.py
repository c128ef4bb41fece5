"""What browsers would list for a person: the REST API asked for everything, entity by entity."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import httpx
from fastapi import FastAPI
from tests.simulation.joined_server import JoinedServer

from pursight.protocol.sync import Key
from pursight.testing.simulation_world import Violation
from pursight_server.access import tokens

LISTS: Mapping[str, tuple[str, str]] = {
    "domain": ("/api/v1/domains", "id"),
    "source": ("/api/v1/sources", "id"),
    "asset": ("/api/v1/assets?gone=true", "id"),
    "classification": ("/api/v1/classifications", "asset_id"),
    "rule": ("/api/v1/rules", "id"),
    "violation": ("/api/v1/compliance/violations", "id"),
    "scan": ("/api/v1/scans", "id"),
    "agent": ("/api/v1/agents", "id"),
    "held_deletion": ("/api/v1/held-deletions", "id"),
    "event": ("/api/v1/events", "seq"),
}
"""Of each entity that has a list: where it is, and what names a row."""

SAME = (
    "name",
    "fqn",
    "description",
    "owner",
    "tags",
    "label",
    "label_state",
    "sensitivity",
    "domain_id",
)
"""Fields of assets that both spell alike."""


@dataclass
class Listing:
    """Asks the API."""

    app: FastAPI
    server: JoinedServer

    async def compare(self, person: int, rows: Mapping[Key, Mapping[str, Any]]) -> None:
        """Hold a replica's rows against the lists that a person gets.

        Raises:
            Violation: A list has other rows, or is refused while the replica has some.
        """
        who, given = self.server.callers[person], self.server.given
        token = tokens.issue(
            tokens.Claims(who.person_id, who.organisation_id, who.session_id),
            keys=given.keys,
            now=given.clock.now(),
            life=given.settings.access_token_life,
        )
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(app=self.app),
            base_url="https://server.test",
            headers={"Authorization": f"Bearer {token}"},
        ) as client:
            for entity, (path, name) in LISTS.items():
                items = await self._all(client, path)
                listed = {_named(entity, one[name]): one for one in items}
                if entity == "classification":
                    listed = {
                        key: one for key, one in listed.items() if one["found_label"] != "none"
                    }
                here = {key[1]: fields for key, fields in rows.items() if key[0] == entity}
                if entity == "classification":  # lists only what was found in columns still there
                    here = {one: here[one] for one in here if _is_listed(one, here[one], rows)}
                if listed.keys() != here.keys():
                    raise Violation(f"{entity}: {len(here)} rows here, {len(listed)} in the list")
                if entity == "asset":
                    _compare_assets(listed, here)

    async def _all(self, client: httpx.AsyncClient, path: str) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = []
        cursor = None
        while True:
            params = {"limit": "200"} | ({} if cursor is None else {"cursor": cursor})
            url = httpx.URL(path).copy_merge_params(params)
            answer = await client.get(url)
            if answer.status_code == 403:
                return []
            assert answer.status_code == 200, answer.text
            items += answer.json()["items"]
            cursor = answer.json()["next_cursor"]
            if cursor is None:
                return items


def _is_listed(
    row_id: UUID, fields: Mapping[str, Any], rows: Mapping[Key, Mapping[str, Any]]
) -> bool:
    return fields["label"] != "none" and bool(rows["asset", row_id]["present"])


def _named(entity: str, name: Any) -> UUID:
    return UUID(int=int(name)) if entity == "event" else UUID(name)


def _compare_assets(
    listed: Mapping[UUID, Mapping[str, Any]], here: Mapping[UUID, Mapping[str, Any]]
) -> None:
    for row_id, one in listed.items():
        other = [name for name in SAME if name in one and one[name] != here[row_id][name]]
        if other:
            raise Violation(f"asset {row_id} differs from the list in {other}")
