"""What a console keeps: its base, what is staged, the outbox and the tray, as one value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pursight.contracts.sync import Command, CommandResult, Row
from pursight.protocol.sync import Key, Rows

REMEMBERED = 1000
"""Answered commands that are kept for a server that may have lost them."""


class Phase(StrEnum):
    """What the console is doing about its base."""

    SNAPSHOT = "snapshot"
    PULL = "pull"
    RESCOPE = "rescope"
    REPAIR = "repair"
    TOO_OLD = "too_old"  # until the console is updated
    REVOKED = "revoked"  # for ever; the shell deletes the key, then the files


@dataclass(frozen=True, slots=True)
class Pending:
    """A command whose effect is not, or not yet, in the base.

    Attributes:
        result: The server's; it stays pending until a checkpoint shows its effect.
        again: It was answered before and is asked again: its effect is old, and not shown.
    """

    command: Command
    result: CommandResult | None = None
    again: bool = False


@dataclass(frozen=True, slots=True)
class TrayItem:
    """A command that was refused or conflicts, with all that the person wrote."""

    command: Command
    result: CommandResult


@dataclass(frozen=True, slots=True)
class Replica:
    """All that a console keeps.

    Attributes:
        base: The server's state at the checkpoint `cursor`.
        cursor: None before the first checkpoint.
        feed: That of the checkpoint; results of another feed are not believed.
        staged: Rows since then, None for evicted ones.
        at: How far `staged` goes.
        fresh: `staged` replaces the base instead of changing it.
        page: Next page of a snapshot; None for the first.
        scopes: Still to be repaired.
        outbox: In the order of `mid`.
        answered: Commands the server answered, so that they can be sent again to one that was
            restored from a backup and has lost them.
        tray: For the person.
        repairs: How often digests did not fit; more than a few is a defect to report.
    """

    base: Rows = field(default_factory=dict)
    cursor: str | None = None
    feed: str = ""
    staged: Mapping[Key, Row | None] = field(default_factory=dict)
    at: str | None = None
    fresh: bool = True
    phase: Phase = Phase.SNAPSHOT
    page: str | None = None
    scopes: tuple[str, ...] = ()
    outbox: tuple[Pending, ...] = ()
    answered: tuple[TrayItem, ...] = ()
    tray: tuple[TrayItem, ...] = ()
    next_mid: int = 1
    repairs: int = 0
