"""What signing in needs of a directory."""

from typing import Literal, Protocol

from pursight.errors import Unavailable
from pursight_server.access.directories.model import Directory, Entry

Stage = Literal["server", "account", "search"]
"""No server that can be trusted; the account to search with is refused; the search is."""


class DirectoryAway(Unavailable):
    """No server of the directory answers as it should: nobody is let in by it.

    Attributes:
        stage: How far it went; told to those who try settings out, and to nobody at the door.
    """

    code = "directory.away"

    def __init__(self, message: str, *, hint: str = "", stage: Stage = "server") -> None:
        super().__init__(message, hint=hint)
        self.stage: Stage = stage


class Opened(Protocol):
    """A directory that can be asked; both calls wait for the network."""

    def find(self, login: str) -> Entry | None:
        """Find the one person who signs in by this name; None when there is none, or several.

        Raises:
            DirectoryAway: No server answers, or none lets us search.
        """

    def fits(self, dn: str, password: str) -> bool:
        """Whether this is the password; an empty one never is.

        Raises:
            DirectoryAway: No server answers.
        """


class Opener(Protocol):
    """Makes a directory that can be asked."""

    def __call__(self, directory: Directory, bind_password: str) -> Opened:
        """Connect when it is first asked."""
