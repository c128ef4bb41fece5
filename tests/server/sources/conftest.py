"""An enrolled agent and a registered source."""

from tests.builders.enrolled import agent, source

__all__ = ["agent", "source"]
