"""From where somebody asks: program, device, class of the address (pure)."""

import ipaddress
from dataclasses import dataclass
from enum import StrEnum


class Through(StrEnum):
    """Through what somebody asks."""

    CONSOLE = "console"
    """A session that was opened for a named device, as consoles open theirs."""
    PROGRAM = "program"
    """Any other session: of a browser, a script."""
    TOKEN = "token"  # noqa: S105  a word, no secret
    """An API token; there is no session."""


class Network(StrEnum):
    """Where the address lies that somebody asks from."""

    THIS_MACHINE = "this_machine"
    PRIVATE = "private"
    PUBLIC = "public"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Way:
    """From where somebody asks, as policies see it; by default as little as can be known.

    That a device was named is a claim. The address is what the server saw at sign-in, and last
    when the session went on; of a request with an API token, the request's own.
    """

    through: Through = Through.PROGRAM
    network: Network = Network.UNKNOWN

    @classmethod
    def of_session(cls, device: str, address_class: str) -> "Way":
        """Read it from what is kept of a session."""
        through = Through.CONSOLE if device.strip() else Through.PROGRAM
        return cls(through, Network(address_class or Network.UNKNOWN))


SOMEHOW = Way()
"""Where nothing is decided by it."""


@dataclass(frozen=True, slots=True)
class Client:
    """What is known of the other side; none of it is proven.

    Attributes:
        program: As the request names it (`User-Agent`).
        device: As the person's console calls its machine.
        address: Only its class is kept.
    """

    program: str = ""
    device: str = ""
    address: str = ""

    @property
    def address_class(self) -> str:
        """Where the address lies: `this_machine`, `private`, `public`, or empty when unknown."""
        try:
            address = ipaddress.ip_address(self.address)
        except ValueError:
            return ""
        if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
            address = address.ipv4_mapped  # as a socket for both versions spells it
        if address.is_loopback:
            return "this_machine"
        return "private" if address.is_private else "public"

    @property
    def network(self) -> Network:
        """Say the same for policies."""
        return Network(self.address_class or Network.UNKNOWN)
