"""Another screen that works."""

from tests.desktop.app.trial.home import make

__all__ = ["make"]
