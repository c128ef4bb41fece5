"""Ports of the loopback that nobody listens on."""

import socket


def free_port() -> int:
    """Find one; whoever is quick could still take it, so start what listens there at once."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
