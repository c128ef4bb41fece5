"""The agent's settings: its directory, its sources, schedules and limits; TOML, checked once."""

import contextlib
import json
import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Self, TypeVar
from urllib.parse import unquote, urlsplit, urlunsplit

import platformdirs
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from pursight.contracts.agents import Alias
from pursight.contracts.scans import MeasureWhere
from pursight.errors import Conflict, NotFound, Refused
from pursight_agent.load.contract import LoadContract
from pursight_agent.push_down.choice import PushDown

DIRECTORY_VARIABLE = "PURSIGHT_AGENT_DIR"
FILE_NAME = "settings.toml"

_Model = TypeVar("_Model", bound=BaseModel)


class BadSettings(Refused):
    """The settings file cannot be understood."""

    code = "settings.bad"


class BadSourceUrl(Refused):
    """What was given is no address of a source."""

    code = "source.bad_url"


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SourceEntry(LoadContract):
    """`[[source]]`: a database, file or folder, and its load; the address holds no password."""

    alias: Alias
    url: Annotated[str, Field(min_length=1, max_length=4096)]
    measure: MeasureWhere = "auto"
    in_source_from_rows: Annotated[int, Field(ge=1)] | None = None
    classified_rows: Annotated[int, Field(ge=1)] | None = None

    @property
    def push_down(self) -> PushDown:
        """When its tables are measured in it."""
        given = {"classified_rows": self.classified_rows} if self.classified_rows else {}
        return PushDown(where=self.measure, from_rows=self.in_source_from_rows, **given)

    @property
    def kind(self) -> str:
        """`postgresql`, `mysql`, another scheme, `sqlite` or `files`; told from the address."""
        scheme, separator, _ = self.url.partition("://")
        if separator and scheme.lower() != "file":
            name = scheme.lower().partition("+")[0]
            return {"postgres": "postgresql", "mssql": "sqlserver"}.get(name, name)
        if self.url.lower().endswith((".sqlite", ".sqlite3", ".db", ".db3")):
            return "sqlite"
        if self.url.lower().endswith((".duckdb", ".ddb")):
            return "duckdb"
        return "files"


class ScheduleEntry(_Section):
    """`[[schedule]]`: a scan that the agent begins by itself, server or no server.

    Either `cron` (five fields) or `every_minutes` (counted from midnight UTC, 1 January 1970).
    """

    name: Alias
    source: Alias
    cron: str | None = None
    every_minutes: Annotated[int, Field(ge=1, le=527_040)] | None = None
    timezone: str = "UTC"
    grace_minutes: Annotated[int, Field(ge=1)] = 720
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    full: bool = False

    @model_validator(mode="after")
    def _one_rhythm(self) -> Self:
        if (self.cron is None) == (self.every_minutes is None):
            raise ValueError("give either `cron` or `every_minutes`")
        return self


class LimitEntry(_Section):
    """`[limits]`: what the agent may use of this machine."""

    concurrent_runs: Annotated[int, Field(ge=1, le=16)] = 2
    workers: Annotated[int, Field(ge=1, le=64)] = 1
    memory_mebibytes: Annotated[int, Field(ge=64)] = 2048
    cpu_minutes: Annotated[int, Field(ge=1)] = 360
    niceness: Annotated[int, Field(ge=0, le=19)] = 10
    spool_mebibytes: Annotated[int, Field(ge=1)] = 1024
    egress_mebibytes: Annotated[int, Field(ge=1)] = 256
    poll_seconds: Annotated[float, Field(gt=0, le=50)] = 50.0
    progress_seconds: Annotated[float, Field(gt=0, le=40)] = 2.0


class ClassificationEntry(_Section):
    """`[classification]`: what is looked for besides what PurSight knows."""

    recognizers: Annotated[tuple[str, ...], Field(max_length=100)] = ()
    language_model: str = ""

    def under(self, directory: Path) -> tuple[str, ...]:
        """Name the files from everywhere: what is no whole path lies in the agent's directory."""
        return tuple(
            name if name == "presidio" else str(directory / name) for name in self.recognizers
        )


class Settings(_Section):
    """The whole file."""

    source: tuple[SourceEntry, ...] = ()
    schedule: tuple[ScheduleEntry, ...] = ()
    limits: LimitEntry = LimitEntry()
    classification: ClassificationEntry = ClassificationEntry()

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        aliases = [entry.alias for entry in self.source]
        names = [entry.name for entry in self.schedule]
        for what, given in (("source", aliases), ("schedule", names)):
            doubled = {name for name in given if given.count(name) > 1}
            if doubled:
                raise ValueError(f"{what} named twice: {', '.join(sorted(doubled))}")
        for entry in self.schedule:
            if entry.source not in aliases:
                raise ValueError(f"schedule {entry.name} names an unknown source {entry.source}")
        return self

    def find(self, alias: str) -> SourceEntry:
        """Return the source called `alias`.

        Raises:
            NotFound: There is none.
        """
        for entry in self.source:
            if entry.alias == alias:
                return entry
        known = ", ".join(entry.alias for entry in self.source) or "none yet"
        raise NotFound(
            f"This agent has no source called {alias}.",
            hint=f"Known here: {known}. Add one with `pursight agent sources add {alias} URL`.",
        )


def data_directory(environment: Mapping[str, str] = os.environ) -> Path:
    """Find (and make, for its owner only) the directory that holds all the agent keeps."""
    given = environment.get(DIRECTORY_VARIABLE)
    path = Path(given) if given else Path(platformdirs.user_data_path("pursight-agent", False))
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    if os.name == "posix" and path.stat().st_mode & 0o077:
        with contextlib.suppress(PermissionError):
            path.chmod(0o700)
    return path


def load(directory: Path) -> Settings:
    """Read `settings.toml`; an absent file is an agent with no sources.

    Raises:
        BadSettings: No TOML, or something in it that is unknown or out of bounds.
    """
    return parse(read_text(directory / FILE_NAME), FILE_NAME)


def read_text(path: Path) -> str:
    """Read a file of ours as UTF-8; an absent one is empty."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise BadSettings(f"{path.name} cannot be read ({type(error).__name__}).") from error


def parse(text: str, name: str) -> Settings:
    """Check the text of a settings file."""
    return check(Settings, text, name)


def check(model: type[_Model], text: str, name: str) -> _Model:
    """Read TOML into a model of ours; what is wrong is said with its place.

    Raises:
        BadSettings: No TOML, or something in it that is unknown or out of bounds.
    """
    try:
        return model.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise BadSettings(
            f"{name} is no valid TOML: {error}.", hint=f"Put it right with an editor: {name}"
        ) from error
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "the file"
        raise BadSettings(
            f"{name}: {where}: {first['msg']}.",
            hint="docs/agent.md lists every setting with its bounds.",
        ) from error


def add_source(directory: Path, entry: SourceEntry) -> None:
    """Append a source to the settings file; what a person wrote there stays as it is.

    Raises:
        Conflict: The alias is taken.
    """
    path = directory / FILE_NAME
    text = read_text(path)
    if any(known.alias == entry.alias for known in parse(text, FILE_NAME).source):
        raise Conflict(
            f"This agent has a source called {entry.alias} already.",
            hint=f"Take another alias, or `pursight agent sources remove {entry.alias}` first.",
        )
    block = f"[[source]]\nalias = {toml_text(entry.alias)}\nurl = {toml_text(entry.url)}\n"
    if entry.measure != "auto":
        block += f"measure = {toml_text(entry.measure)}\n"
    _write_checked(path, append_block(text, block))


def remove_source(directory: Path, alias: str) -> SourceEntry:
    """Cut a source out of the settings file.

    Raises:
        NotFound: There is no such source.
        BadSettings: A schedule still needs it.
    """
    path = directory / FILE_NAME
    text = read_text(path)
    entry = parse(text, FILE_NAME).find(alias)
    _write_checked(path, cut_block(text, "source", "alias", alias))
    return entry


def append_block(text: str, block: str) -> str:
    """Put a `[[…]]` block at the end of a TOML text."""
    start = text.rstrip("\n")
    return (start + "\n\n" if start else "") + block


def cut_block(text: str, table: str, key: str, value: str) -> str:
    """Cut out the `[[table]]` blocks whose `key` is `value`; all other lines stay."""
    kept: list[str] = []
    block: list[str] = []

    def close() -> None:
        if not _is_block(block, table, key, value):
            kept.extend(block)
        block.clear()

    for line in text.splitlines(keepends=True):
        if line.lstrip().startswith("["):
            close()
        block.append(line)
    close()
    return "".join(kept)


def _is_block(lines: list[str], table: str, key: str, value: str) -> bool:
    if not lines or not re.match(rf"\s*\[\[\s*{table}\s*\]\]", lines[0]):
        return False
    try:
        entry = tomllib.loads("".join(lines))[table][0]
    except (tomllib.TOMLDecodeError, KeyError, IndexError):
        return False
    return bool(entry.get(key) == value)


def _write_checked(path: Path, text: str) -> None:
    parse(text, path.name)
    write_private(path, text.encode())


def write_private(path: Path, content: bytes) -> None:
    """Replace a file in one step, readable for its owner only, on disk before this returns."""
    fresh = path.with_name(f".{path.name}.new")
    with contextlib.suppress(FileNotFoundError):
        fresh.unlink()
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise


def toml_text(text: str) -> str:
    """Spell a text as a TOML basic string."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def split_secret(url: str) -> tuple[str, str | None]:
    """Take the password out of an address: what remains may be shown, the rest is secret.

    Raises:
        BadSourceUrl: An address that cannot be taken apart, so nobody knows what in it is secret.
    """
    if "://" not in url:
        return url, None
    try:
        parts = urlsplit(url)
        user, password = parts.username, parts.password
    except ValueError as error:
        raise _misunderstood() from error
    netloc = parts.netloc
    if ":" in netloc and "@" not in netloc and "@" in url:
        raise _misunderstood()  # a `/`, `?` or `#` of the password cuts it in two
    if password is not None:
        netloc = f"{user or ''}@{netloc.rpartition('@')[2]}"
    kept = []
    for item in parts.query.split("&") if parts.query else []:
        key, _, value = item.partition("=")
        if key.lower() in {"password", "passwd", "pwd"}:
            password = password or value
        else:
            kept.append(item)
    if password is None:
        return url, None
    clean = urlunsplit((parts.scheme, netloc, parts.path, "&".join(kept), parts.fragment))
    return clean, unquote(password) or None


def _misunderstood() -> BadSourceUrl:
    return BadSourceUrl(
        "The address of the source cannot be understood.",
        hint="It looks like postgresql://user@host:5432/database; "
        "write special characters of user and password as %XX.",
    )
