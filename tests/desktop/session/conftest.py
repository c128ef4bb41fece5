"""A real server in this process, and a person who can sign in to it."""

from tests.builders.real_server import *  # noqa: F403
from tests.desktop.kept_here import *  # noqa: F403
