"""What was found, for a steward at a terminal and for a program."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from pursight_server.demo.api import Api
from pursight_server.demo.stage import Stage
from pursight_server.demo.story import Outcome

WIDEST = 110
COLOURS = {
    "critical": "bold red", "high": "red", "medium": "yellow", "low": "dim",
    "restricted": "red", "confidential": "yellow", "internal": "cyan", "public": "dim",
}  # fmt: skip


def collect(api: Api, ids: Mapping[str, str], outcome: Outcome) -> dict[str, Any]:
    """Read the report's numbers and every column that holds something, with why.

    Returns:
        The reply of `/api/v1/reports/summary`, and `classified`: one entry a column with its
        source's alias, qualified name, label and how it stands; `scans`: counts by alias;
        `failed`: sources that could not be scanned, with the reason.
    """
    found: dict[str, Any] = api.get("/api/v1/reports/summary", source_id=list(ids.values()))
    found["scans"] = {alias: dict(run["counts"] or {}) for alias, run in outcome.scanned.items()}
    found["failed"] = outcome.failed
    found["classified"] = [
        {
            "source": alias,
            "column": column["fqn"],
            "label": column["label"],
            "state": column["label_state"],
        }
        for alias, source_id in ids.items()
        for column in api.all("/api/v1/assets", source_id=source_id, level="column", limit=200)
        if column["label"] not in (None, "none")
    ]
    return found


def show(
    console: Console,
    found: Mapping[str, Any],
    stage: Stage,
    report: Path,
    *,
    seconds: float,
    keep: bool,
) -> None:
    """Print what a steward wants to know first, and where to go on."""
    console.print()
    console.print(Text(found["headline"], style="bold"), width=WIDEST)
    console.print()
    _print_estate(console, found)
    _print_sensitive(console, found["sensitive"])
    _print_lines(
        console,
        f"Failed rules: {len(found['failed_rules'])} of {found['rules_active']}",
        (
            (rule["severity"], f"{rule['name']} — {rule['failing']:,} of {rule['examined']:,} rows")
            for rule in found["failed_rules"]
        ),
    )
    _print_lines(
        console,
        f"Policy violations: {found['violations']}",
        (
            (policy["severity"], f"{policy['policy']} — {policy['violations']}")
            for policy in found["violations_by_policy"]
        ),
    )
    _print_lines(
        console,
        f"Not scanned, or only in part: {len(found['skipped'])}",
        (("", f"{one['name']} — {one['reason']}") for one in found["skipped"]),
    )
    for alias, reason in found["failed"].items():
        console.print(Text(f"{alias} could not be scanned: {reason}", style="red"), width=WIDEST)
    _print_ways_on(console, stage, report, seconds=seconds, keep=keep)


def _print_estate(console: Console, found: Mapping[str, Any]) -> None:
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("source")
    for name in ("tables", "columns", "rows", "quality"):
        table.add_column(name, justify="right")
    for source in found["sources"]:
        table.add_row(
            f"{source['name']} ({source['kind']})",
            f"{source['tables']:,}",
            f"{source['columns']:,}",
            f"{source['rows']:,}",
            _score(source["quality_score"]),
        )
    table.add_section()
    table.add_row(
        "together",
        f"{found['tables']:,}",
        f"{found['columns']:,}",
        f"{found['rows']:,}",
        _score(found["quality_score"]),
        style="bold",
    )
    console.print(table)


def _print_sensitive(console: Console, kinds: Iterable[Mapping[str, Any]]) -> None:
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("sensitive columns", no_wrap=True)
    table.add_column("level", no_wrap=True)
    table.add_column("columns", justify="right", no_wrap=True)
    table.add_column("sure", justify="right", no_wrap=True)
    table.add_column("to decide", justify="right", no_wrap=True)
    table.add_column("such as", no_wrap=True)
    # left over beside the fixed columns; Rich would rather squeeze those than cut this one
    space = max(12, min(console.width, WIDEST) - 70)
    for kind in kinds:
        table.add_row(
            kind["title"],
            Text(kind["sensitivity"], style=COLOURS.get(kind["sensitivity"], "")),
            str(kind["columns"]),
            f"{kind['mean_confidence']:.0%}",
            str(kind["suggested"] or ""),
            _cut(", ".join(kind["places"]), space),
        )
    if table.row_count:
        console.print()
        console.print(table)


def _print_lines(console: Console, title: str, lines: Iterable[tuple[str, str]]) -> None:
    ready = list(lines)
    console.print()
    console.print(Text(title, style="bold"))
    for severity, line in ready:
        said = Text("  ")
        if severity:
            said.append(f"{severity:<9}", style=COLOURS.get(severity, ""))
        said.append(line)
        console.print(said, width=WIDEST)


def _print_ways_on(
    console: Console, stage: Stage, report: Path, *, seconds: float, keep: bool
) -> None:
    console.print()
    lines = [("Report", str(report))]
    if keep:
        account = stage.account
        lines += [
            ("API", f"{stage.url}/docs"),
            ("Sign in", f"organisation {account.organisation}, e-mail {account.email}"),
            ("", f"password {account.password}"),
            (
                "Console",
                (
                    f"./pursight console --server {stage.url} --certificate {stage.certificate}"
                    f" --organisation {account.organisation} --email {account.email}"
                ),
            ),
            ("Agent", f"PURSIGHT_AGENT_DIR={stage.folder / 'agent'} ./pursight agent status"),
        ]
    else:
        lines.append(
            (
                "Console",
                "./pursight demo --keep leaves it running, and says how to open console and API",
            )
        )
    lines.append(("Took", f"{seconds:.0f} s"))
    for name, line in lines:
        console.print(Text.assemble((f"{name:<9}", "dim"), line), soft_wrap=True)


def _cut(text: str, space: int) -> Text:
    return Text(text if len(text) <= space else text[: space - 1] + "…")


def _score(score: float | None) -> str:
    return "" if score is None else f"{score:.0f}"
