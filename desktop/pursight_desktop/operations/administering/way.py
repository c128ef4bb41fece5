"""From where somebody asks, as policies see it: through what, and from which network."""

from dataclasses import dataclass
from typing import Final, Literal

Through = Literal["console", "program", "token"]
"""Through what somebody asks."""

Network = Literal["this_machine", "private", "public", "unknown"]
"""Where the address lies that somebody asks from."""


@dataclass(frozen=True, slots=True)
class Way:
    """From where it is taken that somebody asks.

    Attributes:
        through: None: through what they usually do, people a console, service accounts a token.
    """

    through: Through | None = None
    network: Network = "private"

    def said(self) -> dict[str, str]:
        """Spell it for the server."""
        through = {} if self.through is None else {"through": self.through}
        return through | {"network": self.network}


USUAL: Final = Way()
"""From where people ask, as far as nobody says otherwise; the server takes the same."""
