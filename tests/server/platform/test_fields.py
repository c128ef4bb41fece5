"""Secrets in columns open in their own place only, and never look the same twice."""

import base64
import os
import re
from pathlib import Path
from uuid import UUID

import httpx
import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pursight_server.organisations.model import Organisation
from pursight_server.platform import fields
from pursight_server.platform.database import Database
from pursight_server.platform.field_keys import (
    FieldKeyMissing,
    FileKeys,
    KeyPort,
    KeyRing,
    Vault,
    Wrapped,
    key_port,
    make_key_file,
    read_key_file,
)
from pursight_server.platform.settings import Settings
from pursight_server.platform.unit_of_work import Actor, ReadUnit

ACTOR = Actor.system("the tests")
HERE = ("stored_reply", "body", "row 1")


async def test_equal_secrets_look_different_and_open_again(
    database: Database, organisation: Organisation
) -> None:
    async with database.unit_of_work(organisation.id, ACTOR) as uow:
        first = await fields.seal(uow, *HERE, "JBSWY3DPEHPK3PXP")
        second = await fields.seal(uow, *HERE, "JBSWY3DPEHPK3PXP")
    assert first != second
    assert "JBSWY3" not in first
    assert re.fullmatch(r"pf1\.1\.[\w-]+", first)
    async with database.reading(organisation.id) as unit:
        assert await fields.unseal(unit, *HERE, first) == "JBSWY3DPEHPK3PXP"
        assert await fields.unseal(unit, *HERE, second) == "JBSWY3DPEHPK3PXP"


async def test_what_is_moved_does_not_open(
    database: Database, organisation: Organisation, other_organisation: Organisation
) -> None:
    async with database.unit_of_work(organisation.id, ACTOR) as uow:
        sealed = await fields.seal(uow, *HERE, "secret")
        mine = await fields.seal_bytes(uow, *HERE, b"secret")
    async with database.unit_of_work(other_organisation.id, ACTOR) as uow:
        theirs = await fields.seal_bytes(uow, *HERE, b"secret")
    table, column, _row = HERE
    async with database.reading(organisation.id) as unit:
        with pytest.raises(fields.DoesNotOpen):
            await fields.unseal(unit, table, column, "row 2", sealed)
        with pytest.raises(fields.DoesNotOpen):
            await fields.unseal_bytes(unit, *HERE, theirs)
        assert await fields.unseal_bytes(unit, *HERE, mine) == b"secret"
    async with database.reading(other_organisation.id) as unit:
        with pytest.raises(fields.DoesNotOpen):
            await fields.unseal(unit, *HERE, sealed)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "pf1.",
        "pf1.1.",
        "pf1.x.AAAA",
        "pf1.-1.AAAA",
        "pf1.99.AAAA",
        "pf1." + "9" * 5000 + ".AAAA",
        "pf2.1.AAAA",
        "secret in the clear",
        "pf1.1.!!!!",
    ],
)
async def test_what_is_no_ciphertext_does_not_open(
    database: Database, organisation: Organisation, text: str
) -> None:
    async with database.unit_of_work(organisation.id, ACTOR) as uow:
        await fields.seal(uow, *HERE, "so that there is a key")
    async with database.reading(organisation.id) as unit:
        with pytest.raises(fields.DoesNotOpen):
            await fields.unseal(unit, *HERE, text)
        with pytest.raises(fields.DoesNotOpen):
            await fields.unseal_bytes(unit, *HERE, text.encode())


async def test_any_changed_byte_is_found(database: Database, organisation: Organisation) -> None:
    async with database.unit_of_work(organisation.id, ACTOR) as uow:
        sealed = await fields.seal_bytes(uow, *HERE, b"0123")
    async with database.reading(organisation.id) as unit:
        for at in range(len(sealed)):
            changed = bytearray(sealed)
            changed[at] ^= 1
            with pytest.raises(fields.DoesNotOpen):
                await fields.unseal_bytes(unit, *HERE, bytes(changed))


async def test_columns_must_be_declared(database: Database, organisation: Organisation) -> None:
    async with database.unit_of_work(organisation.id, ACTOR) as uow:
        with pytest.raises(ValueError, match="SEALED"):
            await fields.seal(uow, "person", "name", "1", "secret")


async def test_without_the_key_nothing_is_stored_in_the_clear(
    app_dsn: str, database: Database, organisation: Organisation
) -> None:
    async with database.unit_of_work(organisation.id, ACTOR) as uow:
        sealed = await fields.seal(uow, *HERE, "secret")
    elsewhere = Database(app_dsn, vault=Vault(KeyRing.of(os.urandom(32))))
    bare = Database(app_dsn)
    try:
        async with elsewhere.unit_of_work(organisation.id, ACTOR) as uow:
            with pytest.raises(FieldKeyMissing):
                await fields.unseal(uow, *HERE, sealed)
            with pytest.raises(FieldKeyMissing):
                await fields.seal(uow, *HERE, "secret")
        async with bare.unit_of_work(organisation.id, ACTOR) as uow:
            with pytest.raises(fields.NoVault):
                await fields.seal(uow, *HERE, "secret")
    finally:
        await elsewhere.dispose()
        await bare.dispose()


async def test_a_data_key_of_another_organisation_or_version_does_not_unwrap(
    database: Database, organisation: Organisation, other_organisation: Organisation, app_dsn: str
) -> None:
    for one in (organisation, other_organisation):
        async with database.unit_of_work(one.id, ACTOR) as uow:
            sealed = await fields.seal(uow, *HERE, "secret")
    assert database.vault is not None
    async with database.unit_of_work(organisation.id, ACTOR) as uow:
        stolen = await _wrapped(uow)
    async with database.unit_of_work(other_organisation.id, ACTOR) as uow:
        await uow.connection.exec_driver_sql("UPDATE field_key SET wrapped = %s", (stolen,))
    fresh = Database(app_dsn, vault=Vault(database.vault.port))
    async with fresh.reading(other_organisation.id) as unit:
        with pytest.raises(FieldKeyMissing):
            await fields.unseal(unit, *HERE, sealed)
    await fresh.dispose()


async def _wrapped(unit: ReadUnit) -> bytes:
    found = await unit.connection.exec_driver_sql("SELECT wrapped FROM field_key")
    return bytes(found.scalar_one())


async def test_answers_that_are_kept_are_sealed(
    client: httpx.AsyncClient, superuser_dsn: str
) -> None:
    key = {"Idempotency-Key": "one"}
    first = await client.post("/api/v1/agents/tokens", json={}, headers=key)
    again = await client.post("/api/v1/agents/tokens", json={}, headers=key)
    assert first.json() == again.json()
    assert again.headers["idempotent-replay"] == "true"
    with psycopg.connect(superuser_dsn) as connection:
        ((body,),) = connection.execute("SELECT body FROM stored_reply").fetchall()
    assert body.startswith(b"pf1.1.")
    assert b"pst1" not in body


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=64), st.binary(max_size=20))
async def test_wrapping_is_undone_by_the_same_words_only(
    key: bytes, plain: bytes, words: bytes
) -> None:
    ring = KeyRing.of(key)
    wrapped = await ring.wrap(plain, words)
    assert await ring.unwrap(wrapped, words) == plain
    for other in (
        Wrapped(wrapped.key_id, wrapped.blob[:-1]),
        Wrapped("another", wrapped.blob),
    ):
        with pytest.raises(FieldKeyMissing):
            await ring.unwrap(other, words)
    with pytest.raises(FieldKeyMissing):
        await ring.unwrap(wrapped, words + b"!")


def test_the_key_file_is_made_once_and_closed(tmp_path: Path) -> None:
    file = tmp_path / "field-keys.json"
    assert make_key_file(file)
    made = file.read_bytes()
    assert not make_key_file(file)
    assert file.read_bytes() == made
    assert file.stat().st_mode & 0o777 == 0o600
    assert repr(read_key_file(file)).count("=") == 0


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"current": "a", "keys": {"a": "eA=="}}'])
def test_a_damaged_key_file_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "field-keys.json"
    file.write_bytes(content)
    with pytest.raises(FieldKeyMissing):
        FileKeys(file)


def test_keys_come_from_the_environment_or_a_port(tmp_path: Path) -> None:
    good, older = (base64.b64encode(os.urandom(32)).decode() for _ in range(2))
    port = key_port(Settings(data_dir=tmp_path, field_key=good, field_keys_before=older), tmp_path)
    assert isinstance(port, KeyRing)
    assert len(port.keys) == 2
    assert good not in repr(port)
    with pytest.raises(FieldKeyMissing):
        key_port(Settings(data_dir=tmp_path, field_key="too short"), tmp_path)
    with pytest.raises(FieldKeyMissing):
        key_port(Settings(data_dir=tmp_path, field_key_port="no.such:thing"), tmp_path)
    with pytest.raises(FieldKeyMissing):
        key_port(Settings(data_dir=tmp_path, field_key_port="builtins:dict"), tmp_path)
    with pytest.raises(FieldKeyMissing, match="is missing"):
        key_port(Settings(data_dir=tmp_path), tmp_path)
    make_key_file(tmp_path / "field-keys.json")
    assert isinstance(key_port(Settings(data_dir=tmp_path), tmp_path), KeyPort)


def test_rows_are_named_alike_however_they_are_spelled() -> None:
    one = UUID(int=1)
    place = fields._place
    assert place(one, "stored_reply", "body", (one, "k"), 1) == place(
        one, "stored_reply", "body", f"{one}|k", 1
    )
