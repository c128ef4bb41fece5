"""The child process that tries to load a model before the agent takes it."""

import sys

from pursight_agent.runtime.models import main

if __name__ == "__main__":
    sys.exit(main())
