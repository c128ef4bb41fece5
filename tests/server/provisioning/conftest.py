"""A directory that speaks SCIM, with a token of its own."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from pursight.clock import StoppedClock
from pursight_server.access.model import Role

SignIn = Callable[..., Awaitable[httpx.AsyncClient]]
USER = "urn:ietf:params:scim:schemas:core:2.0:User"
GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group"
ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"


@pytest.fixture
async def root(sign_in: SignIn) -> httpx.AsyncClient:
    """The organisation's only system administrator, signed in."""
    return await sign_in(Role.SYSTEM_ADMINISTRATOR, email="root@example.com")


@pytest.fixture
async def directory(
    root: httpx.AsyncClient, app: FastAPI, clock: StoppedClock
) -> AsyncIterator[httpx.AsyncClient]:
    """A directory with its token, as an administrator makes one."""
    async with await provisioner(root, app, clock) as client:
        yield client


async def provisioner(
    root: httpx.AsyncClient, app: FastAPI, clock: StoppedClock
) -> httpx.AsyncClient:
    """Make a service account with a token for provisioning alone, and a client that has it."""
    owner = (await root.get("/api/v1/me")).json()["person_id"]
    account = await root.post(
        "/api/v1/service-accounts",
        json={"name": "Directory", "owner_id": owner, "roles": ["system_administrator"]},
    )
    assert account.status_code == 201, account.text
    token = await root.post(
        f"/api/v1/service-accounts/{account.json()['id']}/api-tokens",
        json={
            "name": "SCIM",
            "permissions": ["persons.provision"],
            "expires_at": (clock.now() + timedelta(days=30)).isoformat(),
        },
    )
    assert token.status_code == 201, token.text
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app, raise_app_exceptions=True),
        base_url="https://server.test/scim/v2/",
        headers={
            "Authorization": f"Bearer {token.json()['token']}",
            "Content-Type": "application/scim+json",
        },
    )


def changes(*operations: dict[str, Any]) -> dict[str, Any]:
    """A PATCH of these operations."""
    return {"schemas": [PATCH], "Operations": list(operations)}


async def made(directory: httpx.AsyncClient, user_name: str, **other: Any) -> dict[str, Any]:
    """Make an account."""
    answer = await directory.post(
        "Users", json={"schemas": [USER], "userName": user_name, "active": True, **other}
    )
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found
