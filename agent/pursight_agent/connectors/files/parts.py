"""Which files are parts of one table: folders like `year=2026`, and files named as parts (pure)."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from pursight.contracts.scans import Skipped
from pursight_agent.connectors.files.place import COMPRESSIONS
from pursight_agent.connectors.files.walk import Found, left_alone

NO_VALUE = "__HIVE_DEFAULT_PARTITION__"
_KEYED = re.compile(r"([A-Za-z_][\w.\- ]*)=(.*)")
_CODED = re.compile(r"[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12}|\d+", re.IGNORECASE)
_PART = re.compile(r"(?:part|chunk|shard|split)-.*|[#-]+|.*-#-of--#", re.IGNORECASE)
_TABULAR = frozenset(
    {"csv", "tsv", "txt", "psv", "json", "jsonl", "ndjson", "parquet", "orc", "avro"}
)
_DELTA, _ICEBERG = "_delta_log", "metadata"


@dataclass(frozen=True, slots=True)
class Part:
    """One file of several that make a table."""

    found: Found
    values: tuple[str | None, ...] = ()
    """Of the partition columns, in their order."""


@dataclass(frozen=True, slots=True)
class Parted:
    """A table in parts; `schema` and `name` are those of the folder that holds them all."""

    schema: str
    name: str
    keys: tuple[str, ...]
    """Names of the partition columns."""
    parts: Sequence[Part]


def arranged(items: Iterable[Found | Skipped], top: str) -> list[Found | Skipped | Parted]:
    """Put parts of one table together.

    Below a folder all folders of which are `key=value`, with the same keys on each way down and
    files of one format, the files are one table. So they are in a folder with two or more files
    and nothing else, whose names are alike but for numbers and say that they are parts
    (`part-0`, `chunk_1`, `3-of-7`, or numbers alone). Names that begin with `_` or a dot beside
    the parts are housekeeping and belong to the table. All other files are tables of their own.

    Args:
        items: In the order of the listing.
        top: What the table is called when the target itself is the folder.
    """
    listed = list(items)
    files = [item for item in listed if isinstance(item, Found)]
    owners: dict[str, Skipped | Parted] = dict(_foreign(files))
    by_root: dict[str, list[Found]] = defaultdict(list)
    for file in files:
        if not _is_housekeeping(file.name) and _owner(file.schema, owners) is None:
            by_root[_split(file.schema)[0]].append(file)
    taken = {_path(file) for file in files}
    for root, held in by_root.items():
        parted = _one_table(root, held, top)
        if parted is not None and root not in taken:
            owners[root] = parted
    result: list[Found | Skipped | Parted] = []
    said: set[str] = set()
    for item in listed:
        owner = _owner_of(item, owners)
        if owner is None:
            result.append(item)
        elif owner not in said:
            said.add(owner)
            result.append(owners[owner])
    return result


def _owner_of(item: Found | Skipped, owners: Mapping[str, Skipped | Parted]) -> str | None:
    """The folder that an item belongs to as a part, or as something beside the parts."""
    if isinstance(item, Skipped):
        root = _owner(item.schema_name, owners)
        return root if item.code == "file.hidden" else None
    root = _owner(item.schema, owners)
    owner = owners.get(root) if root is not None else None
    if isinstance(owner, Parted) and not owner.keys and item.schema != root:
        return None  # a folder below one whose own files are parts
    return root


def _owner(schema: str, owners: Mapping[str, Skipped | Parted]) -> str | None:
    steps = schema.split("/") if schema else []
    above = ["/".join(steps[:depth]) for depth in range(len(steps) + 1)]
    return next((root for root in above if root in owners), None)


def _foreign(files: Sequence[Found]) -> Iterator[tuple[str, Skipped]]:
    """Tables of Delta Lake and Iceberg: which of their files count is in their own log."""
    for file in files:
        root, _, last = file.schema.rpartition("/")
        kind = ""
        if last == _DELTA and file.name.endswith(".json"):
            kind = "Delta Lake"
        elif last == _ICEBERG and file.name.endswith(".metadata.json"):
            kind = "Iceberg"
        if kind:
            parent, _, name = root.rpartition("/")
            yield root, left_alone(
                parent, name or ".", "folder", "file.table_format",
                f"It is a table of {kind}; which of its files count is in its own log, which the "
                "agent does not read.",
                "Scan it through an engine that reads it, such as Trino or Databricks.",
            )  # fmt: skip


def _one_table(root: str, files: Sequence[Found], top: str) -> Parted | None:
    """The table that all files below a folder make together; None when they do not."""
    formats = {_format(file.name) for file in files}
    shapes = {_split(file.schema)[1] for file in files}
    if len(formats) != 1 or not formats <= _TABULAR or len(shapes) != 1:
        return None
    (keys,) = shapes
    if (
        "" in keys
        or len(set(keys)) < len(keys)
        or (not keys and not _alike([file.name for file in files]))
    ):
        return None
    parent, _, name = root.rpartition("/")
    return Parted(
        parent,
        name or top,
        keys,
        tuple(Part(file, _split(file.schema)[2]) for file in files),
    )


def _alike(names: Sequence[str]) -> bool:
    patterns = {_CODED.sub("#", name.split(".")[0]) for name in names}
    if len(names) < 2 or len(patterns) != 1:
        return False
    (pattern,) = patterns
    return _PART.fullmatch(pattern.replace("_", "-").replace("#", "-#")) is not None


def _split(schema: str) -> tuple[str, tuple[str, ...], tuple[str | None, ...]]:
    """The folder above the first `key=value`, the keys and the values below it.

    A folder that is none, below one that is, has an empty key: such files are no parts.
    """
    steps = schema.split("/") if schema else []
    matches = [_KEYED.fullmatch(step) for step in steps]
    first = next((at for at, match in enumerate(matches) if match), len(steps))
    keys = tuple(match[1] if match else "" for match in matches[first:])
    values = tuple(_value(match[2]) if match else None for match in matches[first:])
    return "/".join(steps[:first]), keys, values


def _value(text: str) -> str | None:
    return None if text in (NO_VALUE, "") else unquote(text)


def _format(name: str) -> str:
    steps = name.lower().split(".")[1:]
    while steps and steps[-1] in COMPRESSIONS:
        steps.pop()
    return steps[-1] if steps else ""


def _path(file: Found) -> str:
    return f"{file.schema}/{file.name}" if file.schema else file.name


def _is_housekeeping(name: str) -> bool:
    return name.startswith(("_", ".")) or name.endswith(".crc")
