"""What `pursight agent connectors` tells: built-in connectors and those of other packages."""

from collections import Counter

from pursight import __version__


def lines(*, check: bool) -> list[dict[str, str]]:
    """One entry a scheme and origin.

    Args:
        check: Whether to import the connectors of other packages; listing alone imports nothing.
    """
    from pursight_agent.connectors import BUILT_IN
    from pursight_agent.connectors.plugins import installed, problem

    found = [
        {"scheme": scheme, "reads": reads, "origin": f"pursight {__version__}", "state": "built in"}
        for scheme, reads in BUILT_IN.items()
    ]
    plugins = installed()
    times = Counter(plugin.scheme for plugin in plugins)
    for plugin in plugins:
        if plugin.scheme in BUILT_IN:
            state = "not used: the scheme is PurSight's own"
        elif times[plugin.scheme] > 1:
            state = "not used: two packages want this scheme"
        else:
            state = (problem(plugin) or "works") if check else "installed"
        found.append(
            {
                "scheme": plugin.scheme,
                "reads": plugin.entry.value,
                "origin": plugin.origin,
                "state": state,
            }
        )
    return found
