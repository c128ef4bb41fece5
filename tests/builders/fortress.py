"""Two organisations behind one running server, each filled through its own doors, and their people.

What must never be seen is kept in `secrets`; what only members of an organisation may see carries
its mark.
"""

import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from tests.builders.agent_driver import AgentDriver
from tests.builders.scanned import Scanner, seen, table

from pursight.clock import StoppedClock
from pursight.contracts.rules import Outcome, RuleResult
from pursight.identity import new_id
from pursight.protocol.sync_server import DEVICE_HEADER
from pursight_server.access import store, tokens
from pursight_server.access.model import FIRST_ADMINISTRATOR, Person, Role
from pursight_server.access.passwords import hashed
from pursight_server.app.openapi import all_routes
from pursight_server.organisations.model import Organisation
from pursight_server.platform.services import Services
from pursight_server.platform.unit_of_work import Actor

PASSWORD = "canary password that nobody reads"
MARKUP = "<img src=x onerror=alert(1)>{{7*7}}${7*7}<b>bold</b>"
"""What is put into names: it must come out as text."""


@dataclass(kw_only=True)
class Filled:
    """One organisation with something in every table that a person can fill."""

    organisation: Organisation
    mark: str
    admin: httpx.AsyncClient
    agent: AgentDriver
    ids: dict[str, str] = field(default_factory=dict)


@dataclass(kw_only=True)
class Fortress:
    """The running server and all that is behind it."""

    url: str
    app: FastAPI
    services: Services
    ours: Filled
    theirs: Filled
    people: dict[str, httpx.AsyncClient]
    """One of `ours` for each role, and `nobody`."""
    secrets: dict[str, str]

    @property
    def routes(self) -> list[APIRoute]:
        """Every route of the application."""
        return all_routes(self.app)

    def addresses(self, method: str, filled: Filled | None = None) -> list[str]:
        """Spell the path of every route that takes a method, with what `filled` has."""
        ids = (filled or self.ours).ids
        return sorted(
            {
                re.sub(r"{(\w+)(?::\w+)?}", lambda m: ids.get(m[1], ids["unknown"]), route.path)
                for route in self.routes
                if method in (route.methods or ())
            }
        )


@pytest.fixture
async def fortress(
    app: FastAPI,
    services: Services,
    served: str,
    organisation: Organisation,
    other_organisation: Organisation,
) -> AsyncIterator[Fortress]:
    """A server on a socket with two organisations in it."""
    async with AsyncExitStack() as stack:

        async def person(whose: Organisation, name: str, *roles: Role) -> httpx.AsyncClient:
            token = await _signed_in(services, whose, name, frozenset(roles))
            headers = {"Authorization": f"Bearer {token}"} if token else {}
            return await stack.enter_async_context(
                httpx.AsyncClient(base_url=served, headers=headers, timeout=60, trust_env=False)
            )

        secrets: dict[str, str] = {"password": PASSWORD}
        filled = [
            await _fill(
                services,
                whose,
                mark=mark,
                admin=await person(whose, f"admin of {mark}", *FIRST_ADMINISTRATOR),
                http=await person(whose, ""),
                secrets=secrets,
            )
            for whose, mark in ((organisation, "woodlark"), (other_organisation, "goldcrest"))
        ]
        people = {role.value: await person(organisation, role.value, role) for role in Role}
        people["nobody"] = await person(organisation, "")
        await _sign_in_for_real(people["nobody"], services, organisation, secrets)
        yield Fortress(
            url=served,
            app=app,
            services=services,
            ours=filled[0],
            theirs=filled[1],
            people=people,
            secrets=secrets,
        )


async def _signed_in(
    services: Services, whose: Organisation, name: str, roles: frozenset[Role]
) -> str:
    if not name:
        return ""
    now, new, session_id = services.clock.now(), new_id(services.clock), new_id(services.clock)
    email = f"{re.sub(r'[^a-z]', '.', name)}@{whose.slug}.example"
    known = Person(
        id=new,
        email=email,
        name=name,
        roles=roles,
        disabled_at=None,
        rev=1,
        created_at=now,
        changed_at=now,
    )
    async with services.database.unit_of_work(whose.id, Actor.system("the tests")) as uow:
        await store.add_person(uow, known, await hashed(PASSWORD) if name == "auditor" else None)
        expires_at = now + services.settings.refresh_token_life
        await store.open_session(uow, session_id, new, expires_at=expires_at, client="tests")
    claims = tokens.Claims(new, whose.id, session_id)
    life = services.settings.access_token_life
    return tokens.issue(claims, keys=services.keys, now=now, life=life)


async def _sign_in_for_real(
    http: httpx.AsyncClient, services: Services, whose: Organisation, secrets: dict[str, str]
) -> None:
    body = {
        "organisation": whose.slug,
        "email": f"auditor@{whose.slug}.example",
        "password": PASSWORD,
    }
    answer = await http.post("/api/v1/sessions", json=body)
    assert answer.status_code == 201, answer.text
    secrets["refresh token"] = answer.json()["refresh_token"]
    secrets["access token"] = answer.json()["access_token"]
    async with services.database.reading(whose.id) as unit:
        found = await unit.connection.exec_driver_sql(
            "SELECT password_hash FROM person WHERE password_hash IS NOT NULL"
        )
        secrets["password hash"] = str(found.scalar_one())


async def _fill(
    services: Services,
    whose: Organisation,
    *,
    mark: str,
    admin: httpx.AsyncClient,
    http: httpx.AsyncClient,
    secrets: dict[str, str],
) -> Filled:
    key = {"Idempotency-Key": f"token of {mark}"}
    token = (await _made(admin, "/api/v1/agents/tokens", {"note": mark}, **key))["token"]
    secrets[f"enrolment token of {mark}"] = token.split(".")[2]
    agent = AgentDriver(http, services.clock)
    await agent.enrol(token, name=f"{mark} agent {MARKUP}")
    filled = Filled(organisation=whose, mark=mark, admin=admin, agent=agent)
    domain = {"name": f"{mark} domain {MARKUP}", "description": f"{mark} {MARKUP}"}
    filled.ids["domain_id"] = (await _made(admin, "/api/v1/domains", domain))["id"]
    source = {
        "name": f"{mark} CRM {MARKUP}",
        "kind": "postgresql",
        "agent_id": str(agent.id),
        "alias": "crm",
        "description": f"{mark} {MARKUP}",
    }
    made = await _made(admin, "/api/v1/sources", source)
    filled.ids |= {"agent_id": str(agent.id), "source_id": made["id"]}
    await _scan(services, filled)
    device = str(new_id(services.clock))
    await _made(admin, "/sync/v1/devices", {"id": device, "name": f"{mark} laptop {MARKUP}"})
    filled.ids |= {"device_id": device, "unknown": str(new_id(services.clock))}
    admin.headers[DEVICE_HEADER] = device
    sessions = (await admin.get("/api/v1/sessions")).json()
    filled.ids["session_id"] = sessions[0]["id"]
    persons = (await admin.get("/api/v1/persons")).json()
    filled.ids["person_id"] = persons["items"][0]["id"]
    return filled


async def _scan(services: Services, filled: Filled) -> None:
    admin, mark, ids = filled.admin, filled.mark, filled.ids
    rule = {
        "source_id": ids["source_id"],
        "schema_name": "public",
        "table": "customer",
        "name": f"{mark} rule {MARKUP}",
        "severity": "high",
        "check": {"check": "not_null", "column": "email"},
    }
    ids["rule_id"] = (await _made(admin, "/api/v1/rules", rule))["id"]
    policy = {
        "id": "own.described",
        "name": f"{mark} policy {MARKUP}",
        "severity": "critical",
        "when": {"kinds": ["table"], "names": ["*customer"]},
        "require": [{"require": "description"}],
        "message": f"{mark} {MARKUP}",
        "remedy": f"{mark} {MARKUP}",
    }
    await _made(admin, "/api/v1/compliance/policies", policy)
    clock = services.clock
    assert isinstance(clock, StoppedClock)
    scanner = Scanner(services.database, filled.organisation.id, UUID(ids["source_id"]), clock)
    failing = RuleResult(
        rule_id=UUID(ids["rule_id"]), rule_version=1, outcome=Outcome.FAILED, examined=9, failing=1
    )
    await scanner.scan(
        table(
            "customer",
            "id",
            seen("email", label="email", confidence=0.7),
            seen(f"{mark} {MARKUP}", comment=f"{mark} {MARKUP}"),
            comment=f"{mark} {MARKUP}",
            results=[failing],
        )
    )
    assets = (await admin.get("/api/v1/assets", params={"q": "customer"})).json()["items"]
    ids["asset_id"] = next(one["id"] for one in assets if one["level"] == "table")
    put = {"domain_id": ids["domain_id"]}
    path, headers = f"/api/v1/assets/{ids['asset_id']}", {"If-Match": "*"}
    assert (await admin.patch(path, json=put, headers=headers)).status_code == 200
    found = (await admin.get("/api/v1/compliance/violations")).json()["items"]
    ids |= {"violation_id": found[0]["id"], "code": "own.described", "label": "email"}
    ids |= {"category": "personal", "seq": "1", "number": "1", "serial": "1"}


async def _made(http: httpx.AsyncClient, path: str, body: Any, **headers: str) -> Any:
    answer = await http.post(path, json=body, headers=headers)
    assert answer.status_code == 201, answer.text
    return answer.json()
