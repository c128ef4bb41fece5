"""The settings and consent files as they are now; a broken file is reported, not obeyed."""

import threading
from datetime import datetime
from pathlib import Path

from pursight.contracts.agents import AnnouncedSource, JobKind, Limits
from pursight.errors import PurSightError
from pursight_agent import settings
from pursight_agent.load.contract import cut_down
from pursight_agent.load.windows import Windows
from pursight_agent.runtime import consent
from pursight_agent.settings import Settings, SourceEntry


class Configuration:
    """Reads both files again whenever one has changed. Thread-safe.

    Args:
        directory: The agent's data directory.

    Raises:
        BadSettings: The settings file is broken at the start; later the last good one stays.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._lock = threading.Lock()
        self._stamps: tuple[object, ...] = ()
        self._settings = settings.load(directory)
        self._consent = consent.Consent()
        self._problems: tuple[str, ...] = ()

    @property
    def settings(self) -> Settings:
        """The last settings that could be understood."""
        self._refresh()
        return self._settings

    @property
    def problems(self) -> tuple[str, ...]:
        """What is wrong with the files, for a person."""
        self._refresh()
        return self._problems

    def announced(self) -> tuple[AnnouncedSource, ...]:
        """What the server may know of the sources: alias, kind, and what is allowed."""
        self._refresh()
        found = []
        for entry in self._settings.source:
            allowed = self._consent.for_source(entry.alias)
            kinds = tuple(kind.value for kind in allowed.jobs) if allowed else ()
            found.append(AnnouncedSource(alias=entry.alias, kind=entry.kind, consents=kinds))
        return tuple(found)

    def decide(
        self, kind: JobKind, alias: str, limits: Limits, now: datetime
    ) -> consent.Allowed | consent.Denied:
        """Hold a job against settings and consent as they are now."""
        self._refresh()
        entry = self._entry(alias)
        if entry is None:
            return consent.Denied("source.unknown", f"This agent has no source called {alias}.")
        said = consent.decide(self._consent, kind, alias, limits, now.astimezone())
        if isinstance(said, consent.Denied):
            return said
        own = self._settings.limits.workers
        return consent.Allowed(cut_down(entry.within(said.limits), workers=own))

    def windows(self, alias: str) -> Windows | None:
        """When a source may be read; None for one that is not known."""
        self._refresh()
        entry = self._entry(alias)
        return entry.times if entry is not None else None

    def _entry(self, alias: str) -> SourceEntry | None:
        return next((one for one in self._settings.source if one.alias == alias), None)

    def _refresh(self) -> None:
        paths = (self._directory / settings.FILE_NAME, self._directory / consent.FILE_NAME)
        with self._lock:  # who comes second waits, or it would decide on what is not read yet
            stamps = tuple(_stamp(path) for path in paths)
            if stamps != self._stamps:
                self._read()
                self._stamps = stamps

    def _read(self) -> None:
        problems = []
        try:
            self._settings = settings.load(self._directory)
        except PurSightError as error:
            problems.append(f"The last good settings are used: {error.message}")
        try:
            self._consent = consent.load(self._directory)
        except PurSightError as error:
            self._consent = consent.Consent()
            problems.append(f"Nothing is allowed: {error.message}")
        self._problems = tuple(problem[:2000] for problem in problems)


def _stamp(path: Path) -> object:
    try:
        facts = path.stat()
    except OSError:
        return None
    return facts.st_mtime_ns, facts.st_size, facts.st_ino
