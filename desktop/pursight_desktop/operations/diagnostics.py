"""The diagnostics bundle: what helps to find a fault, without names of assets or secrets."""

import json
import logging
import platform
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from importlib import metadata
from io import BytesIO
from logging import FileHandler
from pathlib import Path
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile

from pursight.errors import Fault, PurSightError
from pursight_desktop.replica.queries.stored import Stored, names, stored
from pursight_desktop.replica.store import Store
from pursight_desktop.replica.sync_state import SyncStatus
from pursight_desktop.settings import Preferences, write_whole

LOG_LINES: Final = 2000
TOLD_PREFERENCES: Final = ("theme", "language", "density", "shortcuts")
"""Others may hold what somebody searched for or looked at."""

PACKAGES: Final = (
    "pursight", "PySide6-Essentials", "sqlcipher3", "httpx", "websockets", "keyring", "pyqtgraph",
)  # fmt: skip

_SECRETS: Final = (
    re.compile(r"pst1\.\S+"),
    re.compile(r"(?i)(bearer|token|password|passphrase|secret|key)(\W{1,3})\S+"),
    re.compile(r"\b[\w.+-]+@[\w-]+\.[\w.-]+\b"),
    re.compile(r"\beyJ[\w-]{8,}[.\w-]*"),
    re.compile(r"\b[A-Za-z0-9+/_-]{32,}={0,2}(?![\w-])"),
    re.compile(r"(?i)https?://[^\s\"']+"),
)
_NAME: Final = re.compile(r"[\w$-]+", re.UNICODE)
_OURS: Final = re.compile(r"\b(?:pursight|pursight_desktop|PySide6|asyncio|httpx)(?:\.\w+)*\b")
_DOTTED: Final = re.compile(r"\b\w+(?:\.\w+)+\b")
_FILE: Final = re.compile(r'File "[^"]*?(\w+\.py)"')


class CannotSave(PurSightError):
    """The bundle cannot be written there."""

    code = "console.cannot_save"
    fault = Fault.WORLD


def save_bundle(
    store: Store, status: SyncStatus, connection: str, preferences: Preferences, path: Path
) -> Path:
    """Write the bundle; returns where it is.

    Raises:
        CannotSave: The disk does not let us.
    """
    with store.reader() as reader:
        known = names(reader)
        rows = stored(reader)
    content = bundle(
        versions=versions(),
        settings={name: preferences.get(name, None) for name in TOLD_PREFERENCES},
        sync={**asdict(status), "connection": connection, "bytes": store.size()},
        rows=rows,
        log=scrubbed(log_lines(), known),
    )
    try:
        write_whole(path, content)
    except OSError as error:
        raise CannotSave(
            f"{path.name} could not be written: {error.strerror or error}.",
            hint="Choose another folder.",
        ) from error
    return path


def bundle(
    *,
    versions: Mapping[str, str],
    settings: Mapping[str, Any],
    sync: Mapping[str, Any],
    rows: Iterable[Stored],
    log: Iterable[str],
) -> bytes:
    """Pack it all into a zip."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as file:
        for name, told in (("versions", versions), ("settings", settings), ("sync", sync)):
            file.writestr(f"{name}.json", json.dumps(dict(told), indent=1, default=str))
        counted = {one.entity: one.rows for one in rows}
        file.writestr("rows.json", json.dumps(counted, indent=1))
        file.writestr("console.log", "\n".join(log) + "\n")
    return made.getvalue()


def versions() -> dict[str, str]:
    """List what runs here."""
    told = {"python": sys.version.split()[0], "system": platform.platform()}
    for package in PACKAGES:
        try:
            told[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            told[package] = "not installed as a package"
    return told


def log_lines() -> list[str]:
    """Read the last lines of the console's own log; none where it writes to no file."""
    for handler in logging.getLogger("pursight").handlers:
        if isinstance(handler, FileHandler):
            try:
                text = Path(handler.baseFilename).read_text(encoding="utf-8", errors="replace")
            except OSError:
                return []
            return text.splitlines()[-LOG_LINES:]
    return []


def scrubbed(lines: Iterable[str], known: frozenset[str]) -> list[str]:
    """Take secrets, addresses and every name of the replica out of lines of a log."""
    folded = {name.casefold() for name in known}
    several: dict[str, list[str]] = {}
    for name in sorted(known, key=len, reverse=True):
        words = _NAME.findall(name.casefold())
        if words and not _NAME.fullmatch(name):
            several.setdefault(words[0], []).append(name)
    return [_scrub(line, folded, several) for line in lines]


def _scrub(line: str, known: set[str], several: Mapping[str, list[str]]) -> str:
    line = _FILE.sub(r'File "\1"', line)
    for word in set(_NAME.findall(line.casefold())):  # names of several words, by their first
        for name in several.get(word, ()):
            line = re.sub(re.escape(name), "‹name›", line, flags=re.IGNORECASE)
    for secret in _SECRETS:
        line = secret.sub("‹hidden›", line)

    def dotted(found: re.Match[str]) -> str:
        text = found.group()
        mine = _OURS.fullmatch(text) or text.endswith(".py") or text.replace(".", "").isdigit()
        return text if mine else "‹name›"

    line = _DOTTED.sub(dotted, line)
    return _NAME.sub(lambda m: "‹name›" if m.group().casefold() in known else m.group(), line)
