"""Choosers: pick somebody, a group, a domain, a source, an asset by typing a part of its name."""

from pursight_desktop.views.administration.choosers.chooser import Choice, Chooser
from pursight_desktop.views.administration.choosers.field import ChosenField
from pursight_desktop.views.administration.choosers.members import choose_member, members
from pursight_desktop.views.administration.choosers.places import assets, domains, sources

__all__ = [
    "Choice",
    "Chooser",
    "ChosenField",
    "assets",
    "choose_member",
    "domains",
    "members",
    "sources",
]
