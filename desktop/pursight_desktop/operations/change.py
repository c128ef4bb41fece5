"""Change: what an operation did, in words, and how to take it back."""

from collections.abc import Callable
from dataclasses import dataclass, field

from pursight_desktop.operations.wording import Saying, tr


@dataclass(frozen=True, slots=True)
class Change:
    """What an operation did.

    Attributes:
        label: For the person: "Label of 3 columns rejected"; `language.sayings` words it.
        mids: Of the commands that it queued or withdrew; empty when there was nothing to do.
        inverse: Does the opposite, and says so in a change of its own; None if nothing can.
    """

    label: Saying
    mids: tuple[int, ...] = ()
    inverse: "Callable[[], Change] | None" = field(default=None, compare=False)

    @property
    def can_undo(self) -> bool:
        """Whether it can be taken back."""
        return self.inverse is not None

    def undo(self) -> "Change":
        """Take it back; undoing what is returned does it again."""
        if self.inverse is None:
            return Change(_nothing())
        return self.inverse()


def _nothing() -> Saying:
    return tr("Nothing to undo")
