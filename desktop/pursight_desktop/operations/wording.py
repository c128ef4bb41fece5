"""How operations word what they did: in English, with what it takes to say it in any language."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Label:
    """A label of the vocabulary inside a sentence; whoever shows it spells it."""

    code: str


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence without full stop that is translated where it is shown.

    Attributes:
        text: In English, in the form for many; parts stand in it as `{name}`, the number as `{n}`.
        number: Of what it tells; None when it tells of no number.
        parts: What stands in it, by name.
    """

    text: str
    number: int | None = None
    parts: "Mapping[str, str | Label | Saying]" = field(default_factory=dict)

    def having(self, **parts: "str | Label | Saying") -> "Saying":
        """The same with parts."""
        return replace(self, parts={**self.parts, **parts})


def tr(text: str, comment: str | None = None, number: int | None = None) -> Saying:
    """Word a saying; called as Qt's own, so that what collects texts for translation finds them.

    Only in plain functions: in a method the text would be collected for the class.

    Args:
        text: As `Saying` has it, literally.
        comment: For the translator.
        number: Of what it tells.
    """
    del comment
    return Saying(text, number)
