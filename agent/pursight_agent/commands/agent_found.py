"""`pursight agent found`: where the rare finds of a source lie."""

import json
from contextlib import closing
from pathlib import Path

from rich.console import Console
from rich.table import Table

from pursight.engine.places import FoundRow
from pursight_agent import settings as agent_settings
from pursight_agent.runtime.finds import FILE_NAME, FindStore, KeptFind

_SHOWN = 5


def show(
    directory: Path, alias: str, table: str | None, console: Console, *, as_json: bool
) -> None:
    """Print what is kept of a source, or of one of its tables.

    Raises:
        NotFound: This agent has no such source.
    """
    agent_settings.load(directory).find(alias)
    found: list[KeptFind] = []
    if (directory / FILE_NAME).exists():
        with closing(FindStore(directory)) as store:
            found = store.read(alias, table)
    if as_json:
        console.out(json.dumps([_spelled(one) for one in found], indent=2, ensure_ascii=False))
        return
    if not found:
        console.print(
            f"Nothing is kept of {table or alias}: no scan found a card number or the like where "
            "a column means something else, or none has run yet.",
            markup=False,
        )
        return
    listing = Table("Table", "Column", "Holds", "Cells", "First rows (key)", "Scanned (UTC)")
    for one in found:
        rows = ", ".join(_row(row, one.found.key_columns) for row in one.found.rows[:_SHOWN])
        more = ", …" if len(one.found.rows) > _SHOWN else ""
        listing.add_row(
            one.table,
            one.found.column,
            one.found.label,
            str(one.found.count),
            rows + more,
            f"{one.scanned_at:%Y-%m-%d %H:%M}",
        )
    console.print(listing, markup=False)
    console.print("Rows count from 0 in the order of reading; --json lists them all.")


def _row(row: FoundRow, columns: tuple[str, ...]) -> str:
    key = ", ".join(f"{name}={value}" for name, value in zip(columns, row.key, strict=False))
    return f"{row.row} ({key})" if key else str(row.row)


def _spelled(one: KeptFind) -> dict[str, object]:
    return {
        "table": one.table,
        "column": one.found.column,
        "label": one.found.label,
        "count": one.found.count,
        "key_columns": list(one.found.key_columns),
        "rows": [{"row": row.row, "key": list(row.key)} for row in one.found.rows],
        "scanned_at": one.scanned_at.isoformat(),
    }
