"""Secrets in columns: sealed for one organisation, table, column and row, and for nothing else.

Each organisation has data keys of its own (AES-256-GCM), which lie in the database wrapped by a
key-encryption key that does not. What is sealed names the data key's version:
`pf1.<version>.<nonce and ciphertext>`. A ciphertext that is moved to another row, column, table or
organisation does not open.

A column that is to hold such texts is declared with `info=SEALED`, so that rotation finds it.
"""

import base64
import binascii
import os
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import func, insert, select

from pursight.errors import PurSightError
from pursight_server.platform.field_keys import KEY_BYTES, NONCE_BYTES, Vault, Wrapped, about
from pursight_server.platform.one_at_a_time import one_at_a_time
from pursight_server.platform.tables import field_key
from pursight_server.platform.tenancy import SEALED, metadata
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork

__all__ = ["SEALED", "DoesNotOpen", "RowId", "seal", "seal_bytes", "unseal", "unseal_bytes"]

RowId = UUID | str | tuple[UUID | str | int, ...]
"""Which row: the primary key's columns that follow the organisation; a tuple when several."""

_MARK = b"pf1."


class DoesNotOpen(PurSightError):
    """A ciphertext was changed, moved, or its data key is gone."""

    code = "field.does_not_open"


class NoVault(PurSightError):
    """This unit was opened by something that has no keys."""

    code = "field.no_vault"


async def seal(unit: UnitOfWork, table: str, column: str, row_id: RowId, text: str) -> str:
    """Encrypt a text for one field of one row; the same text never looks the same twice.

    Args:
        unit: The transaction that stores what is returned.
        table: Name of a tenant table.
        column: A column of it, declared with `info=SEALED`.
        row_id: Which row; see `RowId`.
        text: The secret.

    Raises:
        FieldKeyMissing: The key-encryption key is not to be had: nothing is stored in the clear.
    """
    version, nonce_and_sealed = await _sealed(unit, table, column, row_id, text.encode())
    return f"pf1.{version}.{base64.urlsafe_b64encode(nonce_and_sealed).decode().rstrip('=')}"


async def seal_bytes(
    unit: UnitOfWork, table: str, column: str, row_id: RowId, content: bytes
) -> bytes:
    """Encrypt bytes like `seal`, for a column of bytes."""
    version, nonce_and_sealed = await _sealed(unit, table, column, row_id, content)
    return _MARK + f"{version}.".encode() + nonce_and_sealed


async def unseal(unit: ReadUnit, table: str, column: str, row_id: RowId, sealed: str) -> str:
    """Decrypt what `seal` made for this very field.

    Raises:
        DoesNotOpen: It was changed or moved.
        FieldKeyMissing: The key-encryption key is not to be had.
    """
    version, _, text = sealed.removeprefix("pf1.").partition(".")
    if not sealed.startswith("pf1.") or not (version.isdecimal() and len(version) < 10):
        raise _does_not_open(table, column)
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError) as error:
        raise _does_not_open(table, column) from error
    return (await _opened(unit, (table, column, row_id), int(version), raw)).decode()


async def unseal_bytes(
    unit: ReadUnit, table: str, column: str, row_id: RowId, sealed: bytes
) -> bytes:
    """Decrypt what `seal_bytes` made for this very field; see `unseal`."""
    version, _, raw = sealed.removeprefix(_MARK).partition(b".")
    if not sealed.startswith(_MARK) or not (version.isdigit() and len(version) < 10):
        raise _does_not_open(table, column)
    return await _opened(unit, (table, column, row_id), int(version), raw)


def is_sealed(content: bytes | str) -> bool:
    """Whether something looks like what `seal` or `seal_bytes` made."""
    return content.startswith("pf1.") if isinstance(content, str) else content.startswith(_MARK)


async def new_data_key(unit: UnitOfWork, version: int) -> None:
    """Give the organisation a data key; earlier ones open only what they sealed."""
    plain = os.urandom(KEY_BYTES)
    wrapped = await _vault(unit).port.wrap(plain, about(unit.organisation_id, version))
    await unit.connection.execute(
        insert(field_key).values(
            organisation_id=unit.organisation_id,
            version=version,
            kek_id=wrapped.key_id,
            wrapped=wrapped.blob,
            created_at=unit.clock.now(),
        )
    )


async def lock_data_keys(unit: UnitOfWork) -> None:
    """Let nobody else make data keys of this organisation until the transaction ends."""
    await one_at_a_time(unit.connection, f"field keys {unit.organisation_id}")


async def _sealed(
    unit: UnitOfWork, table: str, column: str, row_id: RowId, content: bytes
) -> tuple[int, bytes]:
    version, key = await _current(unit)
    nonce = os.urandom(NONCE_BYTES)
    where = _place(unit.organisation_id, table, column, row_id, version)
    return version, nonce + AESGCM(key).encrypt(nonce, content, where)


async def _opened(unit: ReadUnit, place: tuple[str, str, RowId], version: int, raw: bytes) -> bytes:
    vault = _vault(unit)
    key = vault.plain.get((unit.organisation_id, version))
    if key is None:
        found = await unit.connection.execute(
            select(field_key.c.kek_id, field_key.c.wrapped).where(
                field_key.c.organisation_id == unit.organisation_id,
                field_key.c.version == version,
            )
        )
        row = found.one_or_none()
        if row is None:
            raise _does_not_open(*place[:2])
        wrapped = Wrapped(row.kek_id, bytes(row.wrapped))
        key = await vault.unwrapped(unit.organisation_id, version, wrapped)
    where = _place(unit.organisation_id, *place, version)
    try:
        return AESGCM(key).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], where)
    except (InvalidTag, ValueError) as error:
        raise _does_not_open(*place[:2]) from error


async def _current(unit: UnitOfWork) -> tuple[int, bytes]:
    # shared, so that a key is not taken away while something that it seals is not yet committed
    newest = (
        select(field_key.c.version, field_key.c.kek_id, field_key.c.wrapped)
        .where(
            field_key.c.organisation_id == unit.organisation_id, field_key.c.retired_at.is_(None)
        )
        .order_by(field_key.c.version.desc())
        .limit(1)
        .with_for_update(read=True)
    )
    row = (await unit.connection.execute(newest)).one_or_none()
    if row is None:
        await lock_data_keys(unit)
        row = (await unit.connection.execute(newest)).one_or_none()
    if row is None:
        highest = select(func.coalesce(func.max(field_key.c.version), 0)).where(
            field_key.c.organisation_id == unit.organisation_id
        )
        await new_data_key(unit, (await unit.connection.execute(highest)).scalar_one() + 1)
        row = (await unit.connection.execute(newest)).one()
    wrapped = Wrapped(row.kek_id, bytes(row.wrapped))
    return row.version, await _vault(unit).unwrapped(unit.organisation_id, row.version, wrapped)


def _place(organisation_id: UUID, table: str, column: str, row_id: RowId, version: int) -> bytes:
    if metadata.tables[table].c[column].info.get("sealed") is not True:
        raise ValueError(f"{table}.{column} is not declared with info=SEALED")
    row = "|".join(str(part) for part in (row_id if isinstance(row_id, tuple) else (row_id,)))
    return f"pf1.{version}|{organisation_id}|{table}|{column}|{row}".encode()


def _vault(unit: ReadUnit) -> Vault:
    if unit.vault is None:
        raise NoVault("this transaction was opened without field keys")
    return unit.vault


def _does_not_open(table: str, column: str) -> DoesNotOpen:
    return DoesNotOpen(
        f"a secret in {table}.{column} does not open",
        hint="It was changed outside PurSight, or a wrong database was restored.",
    )
