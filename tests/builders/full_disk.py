"""A disk that is full, for one replica: its database may not grow by a single page."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from pursight_desktop.replica.store import Store

MUCH: Final = "words " * 3000
"""A text that needs new pages."""


@contextmanager
def full_disk(store: Store) -> Iterator[None]:
    """Let nothing be added; what stands there can still be read."""
    with store.writing() as writer:
        run = writer.connection.execute
        run("CREATE TABLE ballast (filling BLOB)")
        (free,), (size,) = (
            run(f"PRAGMA {name}").fetchone() for name in ("freelist_count", "page_size")
        )
        for _ in range(free):  # what is free is taken
            run("INSERT INTO ballast VALUES (zeroblob(?))", (size,))
        run("PRAGMA max_page_count = 1")  # it means: as many as there are
    try:
        yield
    finally:
        with store.writing() as writer:
            writer.connection.execute("PRAGMA max_page_count = 1073741823")
            writer.connection.execute("DROP TABLE ballast")
