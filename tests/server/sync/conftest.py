"""A server with a scanned source, and consoles that sync with it."""

from tests.builders.consoles import console
from tests.builders.enrolled import agent, source
from tests.builders.scanned import scanner
from tests.builders.served import served

__all__ = ["agent", "console", "scanner", "served", "source"]
