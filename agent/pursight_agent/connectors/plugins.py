"""Connectors of other packages: found by entry point when an address needs one, never before."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from typing import ClassVar

from pursight.errors import Fault
from pursight_agent.source import Source, SourceError, SourceUnsupported, defect

GROUP = "pursight.connectors"
"""An entry point's name is a scheme; what it names is called as `factory(url, secret=…)`."""

Factory = Callable[..., Source]


class PluginBroken(SourceError):
    """A connector of another package cannot be loaded or opened."""

    code = "source.plugin_broken"
    fault: ClassVar[Fault] = Fault.CALLER
    status = 422


@dataclass(frozen=True, slots=True)
class Plugin:
    """One entry point and the package it came with."""

    scheme: str
    package: str
    version: str
    entry: EntryPoint

    @property
    def origin(self) -> str:
        """The package with its version, as people name it."""
        return f"{self.package} {self.version}".strip()


def installed() -> tuple[Plugin, ...]:
    """All plug-ins, by scheme; nothing of them is imported."""
    found = [_plugin(entry) for entry in entry_points(group=GROUP)]
    return tuple(sorted(found, key=lambda plugin: (plugin.scheme, plugin.origin)))


def open_plugin(url: str, *, secret: str | None, built_in: Iterable[str]) -> Source:
    """Open a source by the plug-in whose scheme the URL begins with.

    Raises:
        SourceUnsupported: No package brings such a connector.
        PluginBroken: Two do, or the one cannot be imported, or does not give a source.
    """
    scheme = url.partition("://")[0].lower()
    by_scheme: dict[str, list[Plugin]] = defaultdict(list)
    for plugin in installed():
        by_scheme[plugin.scheme].append(plugin)
    candidates = by_scheme[scheme]
    if not candidates:
        known = ", ".join(sorted({*built_in, *(s for s, of in by_scheme.items() if of)}))
        raise SourceUnsupported(
            f"No connector is called {_shown(scheme)!r}.",
            hint=f"Known here: {known}; or give a path. `pursight agent connectors` lists them.",
        )
    if len(candidates) > 1:
        both = " and ".join(plugin.origin for plugin in candidates)
        raise PluginBroken(
            f"Two packages bring a connector called {scheme!r}: {both}.",
            hint="Uninstall one of them; PurSight does not choose.",
        )
    return _opened(candidates[0], url, secret)


def problem(plugin: Plugin) -> str | None:
    """Import a plug-in to see whether it can be used; None when it can."""
    try:
        _factory(plugin)
    except PluginBroken as error:
        return error.message
    return None


def _opened(plugin: Plugin, url: str, secret: str | None) -> Source:
    factory = _factory(plugin)
    try:
        source = factory(url, secret=secret)
    except SourceError:
        raise
    except Exception as error:
        # Its words may hold the password that stands in the URL.
        raise _broken(plugin, f"failed to open a source ({defect(error)})") from error
    missing = [name for name in ("discover", "read", "close") if not hasattr(source, name)]
    if missing:
        raise _broken(plugin, f"gave something without {', '.join(missing)}")
    return source


def _factory(plugin: Plugin) -> Factory:
    try:
        factory: Factory = plugin.entry.load()
    except (Exception, SystemExit) as error:
        raise _broken(plugin, f"cannot be imported ({type(error).__name__})") from error
    if not callable(factory):
        raise _broken(plugin, "names something that cannot be called")
    return factory


def _broken(plugin: Plugin, what: str) -> PluginBroken:
    return PluginBroken(
        f"The connector {plugin.scheme!r} of {plugin.origin} {what}.",
        hint="Other connectors are not affected. Tell its maker, or uninstall the package.",
    )


def _plugin(entry: EntryPoint) -> Plugin:
    distribution = entry.dist
    return Plugin(
        scheme=entry.name.lower(),
        package=distribution.name if distribution is not None else "an unknown package",
        version=distribution.version if distribution is not None else "",
        entry=entry,
    )


def _shown(scheme: str) -> str:
    return scheme[:40]
