"""Who would feel a policy: the rows of a simulation, their columns, and what comes or goes."""

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from pursight_desktop.operations.administering.policies import Difference
from pursight_desktop.operations.administering.why import OF_ASSETS
from pursight_desktop.widgets.permission_words import permission_words
from pursight_desktop.widgets.table import Cell, Column, Text
from pursight_desktop.widgets.words import count

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Felt:
    """What would change for one person in doing one thing."""

    permission: str
    difference: Difference

    @property
    def id(self) -> tuple[UUID, str]:
        """Tells it from the others."""
        return self.difference.person_id, self.permission


def columns() -> list[Column]:
    """List the columns of a simulation; `what` is for several permissions at once."""

    def gains(one: Felt) -> Cell:
        return _number(one, one.difference.gained, "success", "+")

    def loses(one: Felt) -> Cell:
        return _number(one, one.difference.lost, "danger", "−")

    def example(one: Felt) -> Cell:
        first = (*one.difference.first_lost, *one.difference.first_gained)
        return Text(first[0] if first else "", mono=True, muted=True)

    return [
        Column("name", translate("SimulationSheet", "Person"),
               lambda one: Text(one.difference.name, strong=True, icon="user-round"), 150,
               stretch=True),
        Column("what", translate("SimulationSheet", "Doing what"),
               lambda one: permission_words(one.permission), 150, stretch=True),
        Column("gained", translate("SimulationSheet", "Gains"), gains, 80,
               order=lambda one: one.difference.gained),
        Column("lost", translate("SimulationSheet", "Loses"), loses, 80,
               order=lambda one: one.difference.lost),
        Column("example", translate("SimulationSheet", "For example"), example, 240, stretch=True),
    ]  # fmt: skip


def examples(one: Felt) -> str:
    """Name some of what a person would lose and gain."""
    found, lines = one.difference, []
    if found.first_lost:
        loses = translate("SimulationSheet", "{name} loses: {what}")
        lines.append(loses.format(name=found.name, what=_some(found.first_lost, found.lost)))
    if found.first_gained:
        gains = translate("SimulationSheet", "{name} gains: {what}")
        lines.append(gains.format(name=found.name, what=_some(found.first_gained, found.gained)))
    return "\n".join(lines)


def _number(one: Felt, number: int, tone: str, sign: str) -> Cell:
    if not number:
        return Text("–", muted=True)
    if one.permission not in OF_ASSETS:
        return Text(translate("SimulationSheet", "this"), tone=tone)
    return Text(f"{sign}{count(number)}", tone=tone)


def _some(first: tuple[str, ...], all_of_them: int) -> str:
    said = ", ".join(first)
    return f"{said} …" if all_of_them > len(first) else said
