"""What a scan says of a database against its truth file."""

import hashlib
import re
from collections.abc import Iterator
from typing import Any

from truth_facts import Fact, extreme

_INDEX = re.compile(r" USING \w+ \((.*?)\)(?: INCLUDE| WITH| WHERE| NULLS|$)")


def compare_database(document: dict[str, Any], truth: dict[str, Any], label: str) -> Iterator[Fact]:
    """Compare every fact that both speak of."""
    objects = {**truth["tables"], **truth["views"]}
    found = {f"{t['schema']}.{t['name']}": t for t in document["tables"]}
    yield Fact("encoding", label, truth["encoding"], document["source"]["encoding"])
    for schema in truth["schemas"] if document["source"]["schemas"] else ():
        ours = {s["name"]: s["comment"] for s in document["source"]["schemas"]}
        yield Fact("schema", f"{label}:{schema['name']}", True, schema["name"] in ours)
        yield Fact(
            "comment", f"{label}:{schema['name']}", schema["comment"], ours.get(schema["name"])
        )
    for name in sorted(objects.keys() | found.keys()):
        where = f"{label}:{name}"
        yield Fact("table", where, name in objects, name in found)
        if name in objects and name in found:
            yield from _compare_table(found[name], objects[name], where)
    for key, profile in truth["profile"].items():
        table, _, column = key.rpartition(".")
        yield from _compare_profile(found.get(table), column, profile, f"{label}:{key}")


def _compare_table(ours: dict[str, Any], truth: dict[str, Any], where: str) -> Iterator[Fact]:
    yield Fact("kind", where, truth["kind"], ours["kind"])
    yield Fact("comment", where, truth.get("comment"), ours["comment"])
    if truth.get("row_count") is not None:
        yield Fact("row count", where, (truth["row_count"], True), _count(ours))
    if "definition" in truth:
        digest = hashlib.sha256(truth["definition"].encode()).hexdigest()
        yield Fact("view definition", where, digest, ours["view_definition_sha256"])
    if "partition_of" in truth or ours["partition_of"]:
        yield Fact("partition", where, truth.get("partition_of"), ours["partition_of"])
    yield from _compare_columns(ours, truth, where)
    if "primary_key" not in truth:
        return
    yield Fact("primary key", where, truth["primary_key"], ours["primary_key"])
    for kind, field, spell in (
        ("unique", "unique", lambda key: (key["name"], tuple(key["columns"]))),
        ("foreign key", "foreign_keys", _foreign_key),
        ("index", "indexes", lambda index: (index["name"], index["unique"])),
    ):
        true = {spell(one) for one in truth[field]}
        said = {spell(one) for one in ours[field]}
        for one in sorted(true | said, key=repr):
            yield Fact(kind, f"{where} {one}", one in true, one in said)
    columns = {index["name"]: tuple(index["columns"]) for index in ours["indexes"]}
    for index in truth["indexes"]:
        if index["name"] in columns and (true_columns := _index_columns(index)) is not None:
            name = f"{where} {index['name']}"
            yield Fact("index columns", name, true_columns, columns[index["name"]])


def _count(ours: dict[str, Any]) -> tuple[Any, Any]:
    return ours["row_count"], ours["row_count_exact"]


def _compare_columns(ours: dict[str, Any], truth: dict[str, Any], where: str) -> Iterator[Fact]:
    true = [column["name"] for column in truth["columns"]]
    said = [column["name"] for column in ours["columns"]]
    for place in range(max(len(true), len(said))):
        yield Fact(
            "column",
            f"{where} #{place + 1}",
            true[place] if place < len(true) else None,
            said[place] if place < len(said) else None,
        )
    for known, column in zip(truth["columns"], ours["columns"], strict=False):
        at = f"{where}.{known['name']}"
        for kind in ("position", "type", "nullable", "default", "comment"):
            if kind != "nullable" or kind in known:
                yield Fact(kind, at, known.get(kind), column[kind])


def _foreign_key(key: dict[str, Any]) -> tuple[Any, ...]:
    target = f"{key['ref_schema']}.{key['ref_table']}" if "ref_schema" in key else key["ref_table"]
    return (key["name"], tuple(key["columns"]), target, tuple(key["ref_columns"]))


def _index_columns(index: dict[str, Any]) -> tuple[str, ...] | None:
    """Columns of an index, as far as its definition says so plainly."""
    if "columns" in index:
        return tuple(column or "(expression)" for column in index["columns"])
    found = _INDEX.search(index.get("definition", ""))
    if not found or "(" in found[1]:
        return None
    words = (column.strip().split(" ")[0] for column in found[1].split(","))
    return tuple(word.strip('"') for word in words)


def _compare_profile(
    table: dict[str, Any] | None, column: str, truth: dict[str, Any], where: str
) -> Iterator[Fact]:
    columns = {c["name"]: c for c in table["columns"]} if table else {}
    profile = columns.get(column, {}).get("profile")
    if profile is None:
        yield Fact("profile", where, True, False)
        return
    yield Fact("nulls", where, (truth["null_count"], True), (profile["nulls"], profile["complete"]))
    yield Fact(
        "distinct",
        where,
        (truth["distinct_count"], True),
        (profile["distinct"], profile["distinct_exact"]),
    )
    for end in ("min", "max"):
        if end in truth and not profile["masked"]:
            yield Fact(f"extreme {end}", where, extreme(truth[end]), extreme(profile[end]))
            cut = truth.get(f"{end}_cut", False)
            yield Fact("extreme cut", f"{where} {end}", cut, profile[f"{end}_cut"])
