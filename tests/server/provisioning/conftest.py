"""A directory that speaks SCIM, with a token of its own."""

from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from pursight_server.access.model import Role

SignIn = Callable[..., Awaitable[httpx.AsyncClient]]
USER = "urn:ietf:params:scim:schemas:core:2.0:User"
GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group"
ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"


@pytest.fixture
async def directory(sign_in: SignIn) -> httpx.AsyncClient:
    """A client that may provision."""
    client = await sign_in(Role.SYSTEM_ADMINISTRATOR, email="root@example.com")
    client.base_url = httpx.URL("https://server.test/scim/v2/")
    client.headers["Content-Type"] = "application/scim+json"
    return client


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
