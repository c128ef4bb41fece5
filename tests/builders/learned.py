"""Versions of the column model and comparisons, made through the API and the worker's tasks."""

from dataclasses import dataclass, replace
from typing import Any

import httpx
from tests.builders.column_models import a_model, features
from tests.builders.scanned import Scanner, Seen, seen, table

from pursight.contracts.scans import TableReport
from pursight.identity import new_id
from pursight_server.learning import asking, judging
from pursight_server.learning.comparing import WORKER, compare_what_waits
from pursight_server.learning.model import Version
from pursight_server.learning.store import versions
from pursight_server.platform.services import Services

MODELS = "/api/v1/classification/models"
PREVIEWS = "/api/v1/classification/previews"


def column(name: str, meaning: str, turn: int = 0) -> Seen:
    """See a column that the built-in model takes for what it means; the agent judged by it too."""
    sure = {} if meaning == "none" else {"label": meaning, "confidence": 0.9}
    return seen(name, features=features(meaning, turn=turn), **sure)


def customers(*extra: Seen | str) -> TableReport:
    """See a table with an e-mail address, a telephone number and an id."""
    mail, phone = column("mail", "email"), column("tel", "phone")
    return table("customer", column("id", "none"), mail, phone, *extra)


@dataclass
class Learned:
    """An organisation that can learn."""

    client: httpx.AsyncClient
    scanner: Scanner
    services: Services

    async def add_version(self, content: bytes | None = None) -> int:
        """Keep a version as a training would; by default one that takes e-mail for telephone."""
        content = content or a_model(2, "phone")
        async with self.services.database.unit_of_work(self.scanner.organisation_id, WORKER) as uow:
            first = await asking.builtin(uow)
            number = await versions.next_number(uow)
            new: Version = replace(
                first,
                id=new_id(uow.clock),
                number=number,
                origin="trained",
                sha256=judging.sha256_of(content),
            )
            await versions.add(uow, new, content)
        return number

    async def ask(self, **body: Any) -> str:
        """Ask for a comparison; returns its id."""
        answer = await self.client.post(PREVIEWS, json=body)
        assert answer.status_code == 202, answer.text
        return str(answer.json()["id"])

    async def compare(self, **body: Any) -> dict[str, Any]:
        """Ask for a comparison and have the worker carry it out."""
        found = await self.ask(**body)
        await compare_what_waits(self.services)
        return await self.preview(found)

    async def preview(self, preview_id: str) -> dict[str, Any]:
        """Read a comparison."""
        found: dict[str, Any] = (await self.client.get(f"{PREVIEWS}/{preview_id}")).json()
        return found

    async def changes(self, preview_id: str, **query: Any) -> list[dict[str, Any]]:
        """List the first page of what would change."""
        answer = await self.client.get(f"{PREVIEWS}/{preview_id}/changes", params=query)
        assert answer.status_code == 200, answer.text
        found: list[dict[str, Any]] = answer.json()["items"]
        return found

    async def activate(self, preview_id: str) -> httpx.Response:
        """Ask for what was compared to apply."""
        return await self.client.post(f"{PREVIEWS}/{preview_id}/activate", json={})

    async def activated(self, **body: Any) -> dict[str, Any]:
        """Compare and activate."""
        preview = await self.compare(**body)
        assert preview["state"] == "ready", preview
        answer = await self.activate(preview["id"])
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    async def labels(self) -> dict[str, tuple[str, str]]:
        """Read what counts for each column: label and state, by name."""
        found = await self.scanner.assets()
        return {
            one.name: (one.label, one.label_state)
            for one in found.values()
            if one.level == "column"
        }
