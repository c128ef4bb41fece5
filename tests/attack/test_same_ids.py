"""Two organisations whose rows have the very same ids: what is one's is still not the other's.

Ids are random, so this does not happen by itself; it is what an attacker would wish for, and what a
key, a cache or a condition without the organisation in it would be caught by.
"""

import re
from uuid import UUID

import psycopg
import pytest
from tests.attack.test_what_leaks import _state
from tests.builders.fortress import Filled, Fortress

from pursight_server.access import tokens

pytestmark = pytest.mark.timeout(600)

SAME = (
    "source_id", "asset_id", "rule_id", "violation_id", "device_id", "person_id", "session_id",
    "domain_id",
)  # fmt: skip
"""What can be equal; ids of agents and tokens are unique over all organisations."""
LAST = ("/persons", "/sessions", "/me", "/organisation")
"""Where somebody may end their own session; asked when all else was."""

UUIDS = (
    "SELECT c.table_name, c.column_name, c.data_type FROM information_schema.columns c"
    " JOIN information_schema.columns o ON o.table_name = c.table_name"
    " AND o.table_schema = 'public' AND o.column_name = 'organisation_id'"
    " WHERE c.table_schema = 'public' AND c.udt_name IN ('uuid', '_uuid')"
    " AND c.column_name <> 'organisation_id' AND c.table_name <> 'event'"
)


def make_equal(dsn: str, ours: Filled, theirs: Filled) -> int:
    """Give the other organisation's rows the ids of ours; gives how many rows were changed."""
    changed = 0
    with psycopg.connect(dsn) as connection:
        connection.execute("SET session_replication_role = replica")  # keys hold again at the end
        for table, column, kind in connection.execute(UUIDS).fetchall():
            was = f"{column} @> ARRAY[%s]::uuid[]" if kind == "ARRAY" else f"{column} = %s"
            now = f"array_replace({column}, %s::uuid, %s::uuid)" if kind == "ARRAY" else "%s"
            for name in SAME:
                old, new = theirs.ids[name], ours.ids[name]
                written = [old, new] if kind == "ARRAY" else [new]
                query = f"UPDATE {table} SET {column} = {now} WHERE {was} AND organisation_id = %s"
                done = connection.execute(query.encode(), [*written, old, theirs.organisation.id])
                changed += done.rowcount
    theirs.ids |= {name: ours.ids[name] for name in SAME}
    return changed


@pytest.fixture
async def twins(fortress: Fortress, superuser_dsn: str) -> Fortress:
    """Equal ids in both, and administrators who are one person and session by their tokens."""
    ours, theirs = fortress.ours, fortress.theirs
    assert make_equal(superuser_dsn, ours, theirs) > 20
    services = fortress.services
    claims = tokens.Claims(
        UUID(ours.ids["person_id"]), theirs.organisation.id, UUID(ours.ids["session_id"])
    )
    life = services.settings.access_token_life
    token = tokens.issue(claims, keys=services.keys, now=services.clock.now(), life=life)
    theirs.admin.headers["Authorization"] = f"Bearer {token}"
    theirs.admin.headers["PurSight-Device"] = ours.ids["device_id"]
    return fortress


def is_of(filled: Filled, text: str) -> bool:
    """Whether the mark of an organisation stands in a text, as a word."""
    return re.search(rf"\b{filled.mark}\b", text) is not None


async def test_what_one_reads_by_an_id_is_never_the_others(twins: Fortress) -> None:
    ours, theirs = twins.ours, twins.theirs
    own = 0
    for path in twins.addresses("GET", ours):
        for asking, other in ((ours, theirs), (theirs, ours)):  # what is cached is the other's
            answer = await asking.admin.get(path, params={"limit": "200"})
            assert answer.status_code < 500, (path, answer.text)
            assert not is_of(other, answer.text), (path, asking.mark)
            own += answer.status_code == 200 and is_of(asking, answer.text)
    assert own > 30


async def test_what_one_writes_by_an_id_never_reaches_the_other(twins: Fortress) -> None:
    """Every request that changes something, with the ids of ours, replayed by the others."""
    ours, theirs = twins.ours, twins.theirs
    before, done = await _state(ours), 0
    asked = [
        (method, path)
        for method in ("POST", "PUT", "PATCH", "DELETE")
        for path in twins.addresses(method, ours)
        if path.startswith(("/api/", "/sync/")) and "{" not in path
    ]
    for method, path in sorted(asked, key=lambda one: any(part in one[1] for part in LAST)):
        for body in ({}, {"name": "taken", "description": "taken"}, {"reason": "taken"}):
            given = {} if method == "DELETE" else {"json": body}
            headers = {"If-Match": '"1"'}
            answer = await theirs.admin.request(method, path, headers=headers, **given)  # type: ignore[arg-type]
            assert answer.status_code < 500, (method, path, answer.text)
            assert not is_of(ours, answer.text), (method, path)
            done += answer.is_success
    assert done > 15  # theirs were changed
    assert await _state(ours) == before
    me = await ours.admin.get("/api/v1/me")
    assert me.status_code == 200
    assert is_of(ours, me.text)
