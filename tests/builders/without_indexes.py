"""Filling very many rows at once: indexes of assets are dropped before and made anew after."""

from collections.abc import Iterator
from contextlib import contextmanager

from pursight_desktop.replica import schema
from pursight_desktop.replica.store import Store


@contextmanager
def without_indexes(store: Store) -> Iterator[None]:
    """Leave out the indexes of assets while the block fills rows; lists are slow meanwhile."""
    with store.writing() as writer:
        connection = writer.connection
        for name in schema.ASSET_INDEXES:
            connection.execute(f"DROP INDEX IF EXISTS {name}")
    connection.execute("PRAGMA synchronous = OFF")
    try:
        yield
    finally:
        with store.writing() as writer:
            for name, statement in schema.ASSET_INDEXES.items():
                writer.connection.execute(f"DROP INDEX IF EXISTS {name}")
                writer.connection.execute(statement)
            writer.connection.execute("ANALYZE")
        connection.execute("PRAGMA synchronous = FULL")
