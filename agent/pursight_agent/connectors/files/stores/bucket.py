"""A bucket, or what lies under a prefix of it, as a tree of files."""

from collections.abc import Iterator

from pursight.contracts.agents import Limits
from pursight.contracts.scans import Skipped, SourceFacts
from pursight_agent.connectors.files.stores.address import Address
from pursight_agent.connectors.files.stores.objects import Recent, StoredObject
from pursight_agent.connectors.files.stores.requests import LONGEST
from pursight_agent.connectors.files.stores.store import Entry, Page, Store
from pursight_agent.connectors.files.walk import Found, left_alone
from pursight_agent.source import SourceNotFound

_A_PAGE = 1000


class Bucket:
    """Objects under one prefix; a slash in a key parts folders."""

    def __init__(self, store: Store, address: Address) -> None:
        self._store, self._address = store, address
        self._recent = Recent()

    def test(self) -> SourceFacts:
        """Ask for the first object: one request."""
        address = self._address
        if address.prefix and not self._first().entries:
            raise SourceNotFound(
                f"There is no object called {address.prefix!r}, and none in a folder of that name.",
                hint="Check the spelling; capital letters count.",
            )
        if not address.prefix:
            self._store.page("", None, 1)
        name = address.prefix.rpartition("/")[2] or address.bucket
        return SourceFacts(
            name=name,
            kind={"s3": "s3", "az": "azure_blob", "gs": "gcs"}[address.scheme],
            database=address.bucket,
            location=address.location,
        )

    def is_single(self) -> bool:
        """Whether the prefix is the key of one object."""
        prefix = self._address.prefix
        return bool(prefix) and any(entry.key == prefix for entry in self._first().entries)

    def _first(self) -> Page:
        """The object itself, else one in the folder: a key sorts before those it begins."""
        prefix = self._address.prefix
        page = self._store.page(prefix, None, 1)
        if any(entry.key == prefix for entry in page.entries):
            return page
        return self._store.page(f"{prefix}/", None, 1)

    def listed(self) -> Iterator[Found | Skipped]:
        """List all objects: one request for a thousand of them."""
        prefix = self._address.prefix
        if self.is_single():
            (entry,) = (one for one in self._first().entries if one.key == prefix)
            yield Found(
                StoredObject(self._store, entry, self._recent), "", prefix.rpartition("/")[2]
            )
            return
        hidden: set[str] = set()
        for entry in self._entries(f"{prefix}/" if prefix else ""):
            yield from self._one(entry, len(prefix) + 1 if prefix else 0, hidden)

    def _entries(self, prefix: str) -> Iterator[Entry]:
        after: str | None = None
        while True:
            page = self._store.page(prefix, after, _A_PAGE)
            yield from page.entries
            after = page.next
            if not after:
                return

    def _one(self, entry: Entry, cut: int, hidden: set[str]) -> Iterator[Found | Skipped]:
        schema, _, name = entry.key[cut:].rpartition("/")
        parts = schema.split("/")
        for depth, part in enumerate(parts):
            if part.startswith("."):
                folder = "/".join(parts[: depth + 1])
                if folder not in hidden:
                    hidden.add(folder)
                    yield _hidden("/".join(parts[:depth]), part, "hidden_folder")
                return
        if not name:  # what consoles make when somebody clicks on "new folder"
            if entry.size:
                yield left_alone(
                    schema.rpartition("/")[0], parts[-1] or "/", "file", "file.not_regular",
                    "It is called like a folder and has content.", "Copy it to another key.",
                )  # fmt: skip
        elif name.startswith("."):
            yield _hidden(schema, name, "file")
        else:
            yield Found(StoredObject(self._store, entry, self._recent), schema, name)

    def limit(self, limits: Limits) -> None:
        """Bound the time of each request."""
        self._store.limit(min(LONGEST, limits.statement_seconds))

    def close(self) -> None:
        """End connections."""
        self._store.close()


def _hidden(schema: str, name: str, kind: str) -> Skipped:
    return left_alone(
        schema, name, kind, "file.hidden", "Hidden files and folders are not scanned.",
        "Name it as the target to scan it by itself.",
    )  # fmt: skip
