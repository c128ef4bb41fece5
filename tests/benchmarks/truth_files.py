"""What a scan says of a folder of files against its truth file."""

from collections.abc import Iterator
from typing import Any

from truth_facts import Fact

Documents = dict[tuple[str, str], dict[str, Any]]


def compare_files(document: dict[str, Any], truth: dict[str, Any]) -> Iterator[Fact]:
    """Compare every file that the truth speaks of."""
    tables: Documents = {(t["schema"], t["name"]): t for t in document["tables"]}
    skipped = {(s["schema_name"], s["name"]): s for s in document["skipped"]}
    for path, true in truth.items():
        folder, _, name = path.rpartition("/")
        ours = tables.get((folder, name))
        reason = skipped.get((folder, name))
        if true["format"] == "xlsx":
            yield from _compare_workbook(tables, path, true)
            continue
        if "unreadable" in true:
            yield Fact("skipped", path, True, reason is not None and bool(reason["reason"]))
            continue
        yield Fact("file", path, True, ours is not None)
        if ours is None:
            continue
        if "expect" in true and reason is not None and not _all_read(ours):
            # The truth was read without checks; the scan may refuse such a file with a reason.
            yield Fact("skipped", path, True, bool(reason["reason"]))
            continue
        match true["format"]:
            case "csv":
                yield from _compare_delimited(ours, true, path, reason)
            case "json" | "ndjson":
                yield from _compare_json(ours, true, path)
            case "parquet":
                yield from _compare_parquet(ours, true, path)


def _all_read(ours: dict[str, Any]) -> bool:
    return bool(ours["row_count_exact"])


def _compare_delimited(
    ours: dict[str, Any], true: dict[str, Any], path: str, reason: dict[str, Any] | None
) -> Iterator[Fact]:
    yield Fact("row count", path, (true["rows"], True), (ours["row_count"], _all_read(ours)))
    if true.get("ragged_rows") is not None:
        said = 0
        if reason is not None and reason["code"] == "file.ragged_rows":
            said = int(reason["reason"].split(" ", 1)[0])
        yield Fact("ragged rows", path, true["ragged_rows"], said)
    columns = true.get("columns") or []
    yield Fact("columns", path, len(columns), len(ours["columns"]))
    seen: set[str] = set()
    for known, column in zip(columns, ours["columns"], strict=False):
        at = f"{path}::{column['name']}"
        if known["name"].strip() and known["name"] not in seen and "expect" not in true:
            yield Fact("column", at, known["name"], column["name"])
        seen.add(known["name"])
        profile = column["profile"]
        yield Fact("nulls", at, known["empty_count"], profile["nulls"])
        yield Fact(
            "distinct",
            at,
            (known["distinct_count"], True),
            (profile["distinct"], profile["distinct_exact"]),
        )


def _compare_json(ours: dict[str, Any], true: dict[str, Any], path: str) -> Iterator[Fact]:
    if "records" in true:
        said = (ours["row_count"], _all_read(ours))
        yield Fact("row count", path, (true["records"], True), said)
    names = [column["name"] for column in ours["columns"]]
    yield Fact("columns", path, sorted(true.get("keys", {})), sorted(names))


def _compare_parquet(ours: dict[str, Any], true: dict[str, Any], path: str) -> Iterator[Fact]:
    yield Fact("row count", path, (true["rows"], True), (ours["row_count"], _all_read(ours)))
    yield Fact("columns", path, len(true["columns"]), len(ours["columns"]))
    for known, column in zip(true["columns"], ours["columns"], strict=False):
        at = f"{path}::{known['name']}"
        yield Fact("column", at, known["name"], column["name"])
        yield Fact("type", at, known["type"], column["type"])
        yield Fact("nullable", at, known["nullable"], column["nullable"])
        if "null_count" in known:
            yield Fact("nulls", at, known["null_count"], column["profile"]["nulls"])
        if "distinct_count" in known:
            yield Fact("distinct", at, known["distinct_count"], column["profile"]["distinct"])


def _compare_workbook(tables: Documents, path: str, true: dict[str, Any]) -> Iterator[Fact]:
    for sheet in true["sheets"]:
        ours = tables.get((path, sheet["name"]))
        at = f"{path}#{sheet['name']}"
        yield Fact("sheet", at, True, ours is not None)
        if ours is None:
            continue
        columns = ours["columns"]
        header = [cell for cell in sheet["first_row"] if cell is not None]
        names = [column["name"] for column in columns]
        cells = sum((ours["row_count"] or 0) - c["profile"]["nulls"] for c in columns)
        has_header = bool(header) and header[0] in names
        filled = cells + len(header) if has_header else cells
        yield Fact("cells", at, sheet["non_empty_cells"], filled)
        if has_header:
            unique = [cell for cell in header if header.count(cell) == 1]
            yield Fact("column", at, [], [cell for cell in unique if cell not in names])
