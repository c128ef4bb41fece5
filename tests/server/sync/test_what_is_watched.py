"""No table is forgotten: each is watched for consoles, or is not for them, and says why."""

from uuid import UUID

import psycopg
from sqlalchemy import text
from tests.builders.sync_driver import everything

from pursight.contracts.sync_rows import ROWS
from pursight_server.organisations.model import Organisation
from pursight_server.platform.database import Database
from pursight_server.platform.unit_of_work import Actor, ReadUnit
from pursight_server.sync.feed import catch_up
from pursight_server.sync.model import READS, WRITES
from pursight_server.sync.projection import PROJECTIONS

NOT_FOR_CONSOLES = {
    "organisation": "its name comes with signing in",
    "person": "names travel in the rows that tell of them",
    "session": "a person's own business",
    "directory": "administrators ask for it; it holds a secret",
    "provisioned_person": "what a directory says of a person",
    "provisioned_group": "what a directory says of a group",
    "refresh_token": "secrets",
    "service_account": "administrators ask for them",
    "api_token": "secrets",
    "access_setting": "administrators ask for it",
    "access_review": "the console asks the server for reviews",
    "access_review_item": "the console asks the server for reviews",
    "break_glass": "the console asks the server for emergency access",
    "access_request": "the console asks the server for requests",
    "access_version": "rights come with signing in",
    "person_group": "the console asks the server for groups",
    "group_member": "the console asks the server for groups",
    "custom_role": "the console asks the server for roles",
    "role_assignment": "the console asks the server for assignments",
    "access_policy": "the console asks the server for policies",
    "access_policy_proposal": "the console asks the server for policies",
    "access_policy_version": "the console asks the server for policies",
    "totp": "secrets",
    "identity_provider": "administrators ask the server for them",
    "external_identity": "who people are elsewhere",
    "provider_flow": "half a sign-in",
    "passkey": "a person's own business",
    "recovery_code": "secrets",
    "sign_in_challenge": "half a sign-in",
    "sign_in_policy": "administrators ask the server for it",
    "stored_reply": "answers of the API",
    "field_key": "keys for secrets",
    "log_head": "events are told one by one",
    "log_seal": "auditors ask for proofs",
    "log_node": "auditors ask for proofs",
    "alert_rule": "administrators and auditors ask the server",
    "alert": "administrators and auditors ask the server; the log tells of each",
    "alert_reader": "how far the log was looked at",
    "column_features": "what the model judges; its verdict shows in classifications",
    "column_model": "the console asks the server for models",
    "model_activation": "the console asks the server for models",
    "model_preview": "the console asks the server for models",
    "model_change": "the console asks the server for models",
    "enrolment_token": "secrets",
    "agent_nonce": "of the agents' protocol",
    "scan_attempt": "a scan tells how far it is",
    "run_receipt": "of the agents' protocol",
    "run_chunk": "of the agents' protocol",
    "run_history": "of the agents' protocol",
    "run_quarantine": "of the agents' protocol",
    "label_setting": "shows in the sensitivity of assets",
    "rule_version": "earlier wordings; the events have them",
    "policy": "a violation says what it wants",
    "sync_head": "the feed itself",
    "sync_touched": "the feed itself",
    "sync_row": "the feed itself",
    "sync_entry": "the feed itself",
    "sync_scope": "the feed itself",
    "sync_device": "consoles ask for their devices",
    "sync_result": "consoles know what became of their commands",
}


def watched(connection: psycopg.Connection[tuple[str, ...]]) -> dict[str, set[str]]:
    """Which statements on which tables are noted."""
    found: dict[str, set[str]] = {}
    for table, trigger in connection.execute(
        "SELECT relname, tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
        " WHERE tgname LIKE 'sync_%' AND tgenabled = 'O'"
    ):
        found.setdefault(table, set()).add(trigger.removeprefix("sync_"))
    return found


def unwatched(connection: psycopg.Connection[tuple[str, ...]]) -> list[str]:
    """Name tenant tables that are neither watched nor listed as not for consoles."""
    tables = connection.execute(
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relrowsecurity"
        " AND relnamespace = 'public'::regnamespace ORDER BY 1"
    ).fetchall()
    assert len(tables) > 30
    noted = watched(connection)
    return [name for (name,) in tables if name not in noted and name not in NOT_FOR_CONSOLES]


def test_every_table_is_watched_or_not_for_consoles(superuser_dsn: str) -> None:
    with psycopg.connect(superuser_dsn) as connection:
        assert unwatched(connection) == []
        noted = watched(connection)
        assert noted.keys() & NOT_FOR_CONSOLES.keys() == set()
        assert all(actions == {"insert", "update", "delete"} for actions in noted.values()), noted
        connection.execute("DROP TRIGGER sync_update ON annotation")
        connection.execute("DROP TRIGGER sync_insert ON annotation")
        connection.execute("DROP TRIGGER sync_delete ON annotation")
        assert unwatched(connection) == ["annotation"]
        connection.rollback()


def test_every_entity_is_read_somewhere_and_guarded() -> None:
    assert ROWS.keys() == PROJECTIONS.keys() == READS.keys()
    assert WRITES.keys() <= ROWS.keys()


async def test_what_a_program_without_the_feed_writes_is_told_later(
    app_dsn: str, database: Database, organisation: Organisation
) -> None:
    elsewhere = Database(app_dsn, clock=database.clock)
    async with elsewhere.unit_of_work(organisation.id, Actor.system("elsewhere")) as uow:
        uow.record("something.happened", "thing", "1")
    await elsewhere.dispose()
    async with database.reading(organisation.id) as unit:
        assert await told(unit, "event") == {UUID(int=1)}
    await catch_up(database)
    async with database.reading(organisation.id) as unit:
        assert await told(unit, "event") == {UUID(int=1), UUID(int=2)}
        events = await everything(unit, ("event",))
        assert {row_id for _, row_id in events} == await told(unit, "event")


async def told(unit: ReadUnit, entity: str) -> set[UUID]:
    """Which rows of an entity stand in the feed."""
    found = await unit.connection.execute(
        text("SELECT id FROM sync_row WHERE entity = :entity"), {"entity": entity}
    )
    return set(found.scalars())
