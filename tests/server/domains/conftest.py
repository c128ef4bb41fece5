"""An enrolled agent, a registered source, and scans of it."""

from tests.builders.enrolled import agent, source
from tests.builders.scanned import scanner

__all__ = ["agent", "scanner", "source"]
