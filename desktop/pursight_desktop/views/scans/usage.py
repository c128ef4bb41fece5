"""What a run cost its source and its agent, in words (pure)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from PySide6.QtCore import QCoreApplication

from pursight_desktop.replica.queries.estate import ScanLine
from pursight_desktop.widgets.words import count, decimal, moment, share, size

translate = QCoreApplication.translate


def usage_of(scan: ScanLine) -> list[tuple[str, str]]:
    """Name what a run used; nothing for one of which its agent told nothing."""
    used: Mapping[str, Any] = scan.usage or {}
    if not used:
        return []
    told = [
        (translate("Scans", "The source was busy"), _busy(used)),
        (translate("Scans", "Statements"), _statements(used)),
        (translate("Scans", "Connections at a time"), _some(used, "connections")),
        (translate("Scans", "Read"), size(int(_number(used, "bytes")))),
        (translate("Scans", "Tables read"), count(int(_number(used, "tables_read")))),
        (translate("Scans", "Unchanged, not read"), _since(used, "tables_unchanged", "unchanged")),
        (translate("Scans", "Taken up again"), _since(used, "tables_resumed", "resumed")),
        (translate("Scans", "Paused for the source"), _seconds(used, "share_pause_seconds")),
        (translate("Scans", "Waited for its hours"), _seconds(used, "window_pause_seconds")),
        (translate("Scans", "Processor at the agent"), _seconds(used, "cpu_seconds")),
        (translate("Scans", "Memory at the agent"), size(int(_number(used, "peak_memory_bytes")))),
    ]
    return [(name, words) for name, words in told if words]


def _number(used: Mapping[str, Any], name: str) -> float:
    found = used.get(name)
    return float(found) if isinstance(found, int | float) and not isinstance(found, bool) else 0.0


def _seconds(used: Mapping[str, Any], name: str) -> str:
    seconds = _number(used, name)
    return translate("Scans", "{n} s").format(n=decimal(seconds)) if seconds else ""


def _some(used: Mapping[str, Any], name: str) -> str:
    number = int(_number(used, name))
    return count(number) if number else ""


def _busy(used: Mapping[str, Any]) -> str:
    words = translate("Scans", "{n} s ({share})")
    return words.format(
        n=decimal(_number(used, "source_seconds")), share=share(_number(used, "busy_share"))
    )


def _statements(used: Mapping[str, Any]) -> str:
    given = used.get("statements")
    numbers = [n for n in given.values() if isinstance(n, int)] if isinstance(given, dict) else []
    return count(sum(numbers)) if numbers else ""


def _since(used: Mapping[str, Any], name: str, what: str) -> str:
    number, since = int(_number(used, name)), used.get(f"{what}_since")
    if not number:
        return ""
    if not isinstance(since, str):
        return count(number)
    words = translate("Scans", "{n}, since {when}")
    return words.format(n=count(number), when=moment(datetime.fromisoformat(since)))
