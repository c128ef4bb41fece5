"""Online: what only the server can do; offline each of these says so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal
from uuid import UUID

import httpx
from pydantic import BaseModel, TypeAdapter

from pursight.errors import Refused
from pursight_desktop.operations.asking import Asking, read_as
from pursight_desktop.operations.models import (
    Changes,
    LabelLimits,
    ModelPicture,
    ModelState,
    Versions,
)
from pursight_desktop.operations.own_account import OwnAccount
from pursight_desktop.session.account import Account


@dataclass(frozen=True, slots=True)
class EnrolmentToken:
    """A fresh token for an agent; it is shown once and kept nowhere."""

    token: str
    expires_at: datetime
    server_url: str

    @property
    def command(self) -> str:
        """The line to type where the agent is to run."""
        return f"pursight agent enrol {self.server_url} {self.token}"


class OwnDevice(BaseModel):
    """A console with a copy of the catalog."""

    id: UUID
    name: str
    created_at: datetime
    last_seen_at: datetime | None = None
    revoked_at: datetime | None = None


class AskedFor(BaseModel):
    """An access request that was made, and who was asked to decide it."""

    id: UUID
    deciders: tuple[UUID, ...] = ()


class _Started(BaseModel):
    id: UUID


class _Token(BaseModel):
    token: str
    expires_at: datetime


_MODELS: Final = "/api/v1/classification"
STAYS: Final = "stays"
"""Instead of a domain: it is to stay as it is, while None is none."""
_DEVICES: Final = TypeAdapter(tuple[OwnDevice, ...])


class ChangedMeanwhile(Refused):
    """What was to be written has been written by somebody else since the person looked."""

    code = "console.changed_meanwhile"


class Online:
    """Asks the server as the person who is signed in.

    Every method raises `Offline` when the server cannot be reached, `SessionOver` when the person
    has to sign in again, and `ServerRefused` with the server's own words when it says no.

    Attributes:
        asking: For those who ask about a subject of their own, such as persons or policies.
        own: The person's own account.
    """

    def __init__(self, client: httpx.AsyncClient, account: Account) -> None:
        self._account = account
        self.asking = Asking(client, account)
        self.own = OwnAccount(self.asking.ask)

    async def start_scan(self, source_id: UUID, *, full: bool = False) -> UUID:
        """Have a source scanned; returns the scan's id.

        Args:
            source_id: Which.
            full: Look at tables again that have not changed since.
        """
        answer = await self._post(f"/api/v1/sources/{source_id}/scan", {"full": full})
        return read_as(TypeAdapter(_Started), answer).id

    async def retry_scan(self, source_id: UUID, *, full: bool = False) -> UUID:
        """Scan a source again whose scan failed; what that one had read is not read again."""
        return await self.start_scan(source_id, full=full)

    async def cancel_scan(self, scan_id: UUID) -> None:
        """Stop a scan: at once if no agent has begun, else at the agent's next poll."""
        await self._post(f"/api/v1/scans/{scan_id}/cancel")

    async def test_connection(self, source_id: UUID) -> UUID:
        """Have the agent try to reach a source; returns the test's id."""
        answer = await self._post(f"/api/v1/sources/{source_id}/test")
        return read_as(TypeAdapter(_Started), answer).id

    async def enrolment_token(
        self, *, agent_group: str = "default", uses: int = 1, note: str = ""
    ) -> EnrolmentToken:
        """Make a token with which an agent can be enrolled."""
        body = {"agent_group": agent_group, "uses": uses, "note": note}
        made = read_as(TypeAdapter(_Token), await self._post("/api/v1/agents/tokens", body))
        return EnrolmentToken(made.token, made.expires_at, self._account.server_url)

    async def register_source(
        self,
        *,
        name: str,
        kind: str,
        agent_id: UUID,
        alias: str,
        environment: str = "",
        domain_id: UUID | None = None,
    ) -> UUID:
        """Register a source under the alias that its agent knows; returns its id."""
        body = {
            "name": name,
            "kind": kind,
            "agent_id": str(agent_id),
            "alias": alias,
            "environment": environment,
        }
        if domain_id is not None:
            body["domain_id"] = str(domain_id)
        return read_as(TypeAdapter(_Started), await self._post("/api/v1/sources", body)).id

    async def edit_source(
        self,
        source_id: UUID,
        *,
        name: str | None = None,
        description: str | None = None,
        environment: str | None = None,
        tags: Sequence[str] | None = None,
        domain_id: UUID | Literal["stays"] | None = STAYS,
        seen: Mapping[str, str | Sequence[str]],
    ) -> None:
        """Change what is said of a source; what is left out stays.

        Args:
            source_id: Of the source.
            name: What it is called.
            description: In plain text.
            environment: Such as production.
            tags: All of them.
            domain_id: Of the business domain it lies in; None takes it out of any.
            seen: Of each field that is given what the person had before their eyes.

        Raises:
            ChangedMeanwhile: Somebody else has written one of these fields since.
        """
        given = {"name": name, "description": description, "environment": environment, "tags": tags}
        body: dict[str, Any] = {
            field: list(v) if field == "tags" else v for field, v in given.items() if v is not None
        }
        if domain_id != STAYS:
            body["domain_id"] = None if domain_id is None else str(domain_id)
        path = f"/api/v1/sources/{source_id}"
        known = await self.asking.tagged(dict[str, Any], path)
        now = known.value
        others = [field for field in body if _plain(now.get(field)) != _plain(seen[field])]
        if others:
            raise ChangedMeanwhile(
                f"Somebody else has changed this meanwhile: {', '.join(others)}.",
                hint="Open the source again to see how it is now.",
            )
        await self.asking.write("PATCH", path, body, seen=known.etag)

    async def revoke_agent(self, agent_id: UUID, *, note: str = "") -> None:
        """Trust an agent no more, for good: it stops scanning."""
        await self._post(f"/api/v1/agents/{agent_id}/revoke", {"note": note})

    async def ask_access(
        self,
        asset_id: UUID,
        *,
        role: str,
        purpose: str,
        days: int,
        columns: Sequence[UUID] = (),
        draft: bool = False,
    ) -> AskedFor:
        """Ask for a role on an asset with all that lies in it, or on some of its columns."""
        body = {
            "role": role,
            "scope": {"kind": "asset", "id": str(asset_id)},
            "columns": [str(one) for one in columns],
            "purpose": purpose,
            "days": days,
            "draft": draft,
        }
        return read_as(TypeAdapter(AskedFor), await self._post("/api/v1/access-requests", body))

    async def devices(self) -> tuple[OwnDevice, ...]:
        """List the person's own consoles."""
        return read_as(_DEVICES, await self.asking.ask("GET", "/sync/v1/devices"))

    async def revoke_device(self, device_id: UUID) -> None:
        """Revoke one of the person's own consoles: it deletes its replica when it next connects."""
        await self.asking.ask("DELETE", f"/sync/v1/devices/{device_id}")

    async def model(self) -> ModelPicture:
        """Read the classification's model: in use, in training, compared, and its versions."""
        state = read_as(
            TypeAdapter(ModelState), await self.asking.ask("GET", f"{_MODELS}/models/state")
        )
        known = read_as(
            TypeAdapter(Versions), await self.asking.ask("GET", f"{_MODELS}/models?limit=20")
        )
        changes = Changes()
        if state.preview is not None and state.preview.state == "ready":
            changes = await self.model_changes(state.preview.id)
        return ModelPicture(state=state, versions=known.items, changes=changes)

    async def model_changes(self, preview_id: UUID, cursor: str | None = None) -> Changes:
        """Read the next columns that would be judged otherwise."""
        wanted = {"limit": "50"} | ({"cursor": cursor} if cursor else {})
        path = f"{_MODELS}/previews/{preview_id}/changes"
        return read_as(TypeAdapter(Changes), await self.asking.ask("GET", path, params=wanted))

    async def train_model(self) -> None:
        """Have a new version trained from the decisions so far."""
        await self._post(f"{_MODELS}/models/train", {})

    async def cancel_training(self, number: int) -> None:
        """Give a training up."""
        await self._post(f"{_MODELS}/models/{number}/cancel")

    async def compare_model(
        self, number: int | None, thresholds: Mapping[str, LabelLimits] | None = None
    ) -> None:
        """Have the server find out what a version or thresholds would change."""
        said = None if thresholds is None else {n: t.model_dump() for n, t in thresholds.items()}
        await self._post(f"{_MODELS}/previews", {"number": number, "thresholds": said})

    async def settle_model(self, preview_id: UUID, verb: str) -> None:
        """Carry a comparison out: `activate`, `discard`, or do it `again`."""
        body: dict[str, Any] | None = {} if verb == "activate" else None
        await self._post(f"{_MODELS}/previews/{preview_id}/{verb}", body)

    async def _post(self, path: str, body: dict[str, Any] | None = None) -> object:
        return await self.asking.write("POST", path, body)


def _plain(value: object) -> object:
    """Give a field as it is compared: nothing is as good as an empty text."""
    return list(value) if isinstance(value, list | tuple) else value or ""
