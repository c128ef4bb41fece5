"""From where somebody asks, in words: through what, and from which network."""

from typing import Final, get_args

from PySide6.QtCore import QCoreApplication

from pursight_desktop.operations.administering.way import Network, Through

translate = QCoreApplication.translate

_THROUGH: Final = frozenset(get_args(Through))
_NETWORKS: Final = frozenset(get_args(Network))


def through_words(through: str) -> str:
    """Name, in a list of choices, through what somebody asks."""
    return {
        "console": translate("WayWords", "Console"),
        "program": translate("WayWords", "Browser or other program"),
        "token": translate("WayWords", "API token"),
    }[through]


def network_words(network: str) -> str:
    """Name, in a list of choices, a network."""
    return {
        "this_machine": translate("WayWords", "The server’s own machine"),
        "private": translate("WayWords", "Private network"),
        "public": translate("WayWords", "Public network"),
        "unknown": translate("WayWords", "Unknown network"),
    }[network]


def through_clause(through: str) -> str:
    """Say the same within a sentence: they ask through it."""
    return {
        "console": translate("WayWords", "a console"),
        "program": translate("WayWords", "a browser or another program"),
        "token": translate("WayWords", "an API token"),
    }[through]


def network_clause(network: str) -> str:
    """Say the same within a sentence: they ask from it."""
    return {
        "this_machine": translate("WayWords", "the server’s own machine"),
        "private": translate("WayWords", "a private network"),
        "public": translate("WayWords", "a public network"),
        "unknown": translate("WayWords", "an unknown network"),
    }[network]


def taken_words(through: str, network: str, *, oneself: bool = False) -> str:
    """Say from where it was taken that somebody asks; empty where that is not known."""
    if through not in _THROUGH or network not in _NETWORKS:
        return ""
    said = (
        translate("WayWords", "As you ask now: through {through}, from {network}.")
        if oneself
        else translate("WayWords", "It is taken that they ask through {through}, from {network}.")
    )
    return said.format(through=through_clause(through), network=network_clause(network))
