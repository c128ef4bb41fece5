"""A directory asks for one account after the other: each is found without reading all of them."""

import psycopg
import pytest
from scim2_models import ScimFilter
from sqlalchemy import text

from pursight_server.organisations.model import Organisation
from pursight_server.platform.database import Database
from pursight_server.provisioning.model import LENIENT, Account
from pursight_server.provisioning.store import people

_MANY = 2_000
_PERSONS = """
INSERT INTO person (organisation_id, id, email, name, roles, rev, created_at, changed_at)
SELECT %s, md5(n::text)::uuid, 'p' || n || '@example.com', 'P', '{}', 1, now(), now()
FROM generate_series(1, %s) AS n
"""
_LINKS = """
INSERT INTO provisioned_person (organisation_id, person_id, user_name, user_name_key, external_id,
                                details, created_at, changed_at)
SELECT %s, md5(n::text)::uuid, 'User' || n, 'user' || n, 'X' || n, '{}', now(), now()
FROM generate_series(1, %s, 2) AS n
"""
_READ = """
SELECT relname, seq_tup_read FROM pg_stat_xact_user_tables
WHERE relname IN ('person', 'provisioned_person')
"""


@pytest.mark.parametrize(
    ("asked", "found", "untouched"),
    [
        ('userName eq "USER7"', 1, {"person", "provisioned_person"}),
        ('userName eq "p8@example.com"', 1, {"person", "provisioned_person"}),
        ('userName eq "p7@example.com"', 0, {"person", "provisioned_person"}),  # it has another
        ('active eq true and userName eq "user9"', 1, {"person", "provisioned_person"}),
        ('externalId eq "X7"', 1, {"person", "provisioned_person"}),
        ('externalId eq "x7"', 0, {"person", "provisioned_person"}),
    ],
)
async def test_one_name_is_found_without_reading_everybody(
    database: Database,
    organisation: Organisation,
    superuser_dsn: str,
    *,
    asked: str,
    found: int,
    untouched: set[str],
) -> None:
    with psycopg.connect(superuser_dsn, autocommit=True) as connection:
        connection.execute(_PERSONS, [organisation.id, _MANY])
        connection.execute(_LINKS, [organisation.id, _MANY])
        connection.execute("ANALYZE person, provisioned_person")
    with LENIENT:
        wanted = ScimFilter[Account](asked)
        async with database.reading(organisation.id) as unit:
            assert len(await people.find(unit, wanted)) == found
            assert await people.count(unit, wanted) == found
            read = {row[0]: row[1] for row in await unit.connection.execute(text(_READ))}
    assert {name: read.get(name, 0) for name in untouched} == dict.fromkeys(untouched, 0)
