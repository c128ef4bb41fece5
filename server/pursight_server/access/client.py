"""From where somebody signs in: program, device, class of the address (pure)."""

import ipaddress
from dataclasses import dataclass


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
        if address.is_loopback:
            return "this_machine"
        return "private" if address.is_private else "public"
