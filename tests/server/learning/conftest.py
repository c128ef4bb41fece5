"""A source whose columns came with features, a model that is built in, and the worker's hands."""

from collections.abc import Awaitable, Callable

import httpx
import pytest
from tests.builders.column_models import a_model
from tests.builders.enrolled import agent, source
from tests.builders.learned import Learned
from tests.builders.scanned import Scanner, scanner

from pursight_server.access.model import FIRST_ADMINISTRATOR
from pursight_server.learning import judging
from pursight_server.organisations.model import Organisation
from pursight_server.platform.services import Services

SignIn = Callable[..., Awaitable[httpx.AsyncClient]]

__all__ = ["agent", "scanner", "source"]


@pytest.fixture(autouse=True)
def built_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small model stands where the package's is."""
    monkeypatch.setattr(judging, "builtin", a_model)


@pytest.fixture
def learned(client: httpx.AsyncClient, scanner: Scanner, services: Services) -> Learned:
    """Ways to get versions made, compared and activated."""
    return Learned(client, scanner, services)


@pytest.fixture
async def other_client(sign_in: SignIn, other_organisation: Organisation) -> httpx.AsyncClient:
    """Somebody of another organisation, who may do everything there."""
    return await sign_in(*FIRST_ADMINISTRATOR, organisation=other_organisation)
