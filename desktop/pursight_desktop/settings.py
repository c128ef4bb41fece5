"""Where things live on this machine, and what a person prefers of looks and layout."""

import contextlib
import errno
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryFile
from typing import Literal, TypeVar, cast
from uuid import UUID

import platformdirs
from pydantic import JsonValue

from pursight.errors import Unavailable

HOME_VARIABLE = "PURSIGHT_CONSOLE_HOME"
"""Environment variable: one folder for all that the console keeps, instead of the system's."""

Theme = Literal["system", "light", "dark"]
Density = Literal["comfortable", "compact"]

V = TypeVar("V", bound=JsonValue)


class FolderUnusable(Unavailable):
    """The folder of the console cannot be made or written."""

    code = "console.folder_unusable"


@dataclass(frozen=True, slots=True)
class Paths:
    """Folders and files of the console.

    Attributes:
        root: What cannot be made again: replicas, accounts, wrapped keys.
        config: What a person prefers; `root` unless the system has a place of its own for it.
    """

    root: Path
    config: Path | None = None

    @classmethod
    def of_this_machine(cls, environment: Mapping[str, str] = os.environ) -> "Paths":
        """Follow the variable `PURSIGHT_CONSOLE_HOME`, else the system's habits."""
        home = environment.get(HOME_VARIABLE)
        if home:
            return cls(Path(home).expanduser())
        # never the roaming profile of Windows: a replica belongs to one machine
        return cls(
            platformdirs.user_data_path("pursight-console", appauthor=False, roaming=False),
            platformdirs.user_config_path("pursight-console", appauthor=False, roaming=False),
        )

    @property
    def preferences(self) -> Path:
        """The file of preferences."""
        return (self.config or self.root) / "preferences.json"

    @property
    def accounts(self) -> Path:
        """The file of known accounts; it holds no secret."""
        return self.root / "accounts.json"

    @property
    def wrapped_secrets(self) -> Path:
        """Secrets under a passphrase, where the system has no keyring."""
        return self.root / "secrets.json"

    @property
    def logs(self) -> Path:
        """The folder of logs."""
        return self.root / "logs"

    def replica_folder(self, server_url: str, organisation_id: UUID, person_id: UUID) -> Path:
        """The folder of one person's replica of one organisation on one server."""
        whose = f"{server_url}\n{organisation_id}\n{person_id}"
        return self.root / "replicas" / sha256(whose.encode()).hexdigest()[:24]

    def make(self) -> None:
        """Create the folders, closed to other accounts of the machine.

        Raises:
            FolderUnusable: Nothing can be kept in `root`. Preferences can be done without.
        """
        try:
            self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
            with TemporaryFile(dir=self.root):
                pass  # a folder that is there may still be closed to us
        except OSError as error:
            if error.errno != errno.ENOSPC:  # with a full disk one can still read
                raise FolderUnusable(
                    f"The console cannot keep its files in {self.root}: {error.strerror}.",
                    hint="Make that folder writable for you, or choose another one:"
                    " pursight console --data FOLDER.",
                ) from error
        with contextlib.suppress(OSError):
            self.preferences.parent.mkdir(mode=0o700, parents=True, exist_ok=True)


def write_whole(path: Path, content: bytes, *, durable: bool = True) -> None:
    """Replace a file so that a reader, or a crash, finds the old or the new one and none between.

    Args:
        path: Its folder exists, or is made.
        content: All of it.
        durable: Wait until it is on the disk; what can be typed again need not.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with contextlib.suppress(FileNotFoundError):
            fresh.unlink()
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        fresh.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            fresh.unlink()
        raise


_LOOKS = ("theme", "density", "language", "shortcuts", "table", "window.folded", "window.geometry")
_EVIDENCE = ("log_heads.",)
_STAYS = _LOOKS + _EVIDENCE
"""Beginnings of what does not come from the catalog."""


class Preferences:
    """What a person prefers, by name; each change is on the disk at once.

    A file that cannot be read is put aside under another name, and the defaults hold. What a newer
    version wrote and this one does not know is kept.

    Args:
        path: The file; None keeps everything in memory.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._values = {} if path is None else _read(path)
        self._listeners: list[Callable[[str], None]] = []
        self.problem = ""
        """Why the last change is not on the disk; empty when it is."""

    def get(self, name: str, default: V) -> V:
        """Read one; the default where there is none, or one of another type."""
        value = self._values.get(name)
        if isinstance(default, bool) or isinstance(value, bool):
            return cast(V, value) if type(value) is type(default) else default
        if default is None or isinstance(value, type(default)):
            return cast(V, value)
        return default

    def put(self, name: str, value: JsonValue) -> None:
        """Keep one, and tell the listeners if it is another than before."""
        if name in self._values and self._values[name] == value:
            return
        self._values[name] = value
        self._write()
        for listener in tuple(self._listeners):
            listener(name)

    def forget(self, name: str) -> None:
        """Let the default hold again."""
        if name in self._values:
            del self._values[name]
            self._write()
            for listener in tuple(self._listeners):
                listener(name)

    def forget_work(self) -> None:
        """Forget what was searched, opened and seen.

        How the program looks stays, and so do heads of logs, by which a server is held to its word.
        """
        for name in [one for one in self._values if not one.startswith(_STAYS)]:
            self.forget(name)

    def listen(self, listener: Callable[[str], None]) -> Callable[[], None]:
        """Be told the name of each that changes; call what is returned to be told no more."""
        self._listeners.append(listener)

        def leave() -> None:
            with contextlib.suppress(ValueError):
                self._listeners.remove(listener)

        return leave

    @property
    def theme(self) -> Theme:
        """Light, dark, or as the system has it."""
        kept = self.get("theme", "system")
        return cast(Theme, kept) if kept in ("light", "dark") else "system"

    @theme.setter
    def theme(self, theme: Theme) -> None:
        self.put("theme", theme)

    @property
    def density(self) -> Density:
        """How close together the rows of tables and lists stand."""
        return "compact" if self.get("density", "") == "compact" else "comfortable"

    @density.setter
    def density(self, density: Density) -> None:
        self.put("density", density)

    @property
    def language(self) -> str:
        """Language of the user interface as in BCP 47; empty: the system's."""
        return self.get("language", "")

    @language.setter
    def language(self, language: str) -> None:
        self.put("language", language)

    @property
    def shortcuts(self) -> dict[str, str]:
        """Key sequences that differ from the built-in ones, by action."""
        return {
            str(k): str(v) for k, v in cast(dict[str, JsonValue], self.get("shortcuts", {})).items()
        }

    def _write(self) -> None:
        if self._path is None:
            return
        text = json.dumps(self._values, indent=1, ensure_ascii=False, sort_keys=True)
        try:
            write_whole(self._path, text.encode(), durable=False)
        except OSError as error:
            # a full disk must not stop the work; the settings screen shows it
            self.problem = error.strerror or str(error)
        else:
            self.problem = ""


def _read(path: Path) -> dict[str, JsonValue]:
    try:
        values = json.loads(path.read_bytes())
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        values = None
    if isinstance(values, dict):
        return values
    with contextlib.suppress(OSError):
        path.replace(path.with_name(path.name + ".unreadable"))
    return {}
