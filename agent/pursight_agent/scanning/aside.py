"""How a process that measures columns beside a scan's own begins: light, then `measurer`."""

import sys

from pursight_agent import lean


def main() -> int:
    """Measure what comes in until the other end is closed."""
    lean.for_good("pandas")  # Arrow imports it: a second of processor and fifty megabytes
    from pursight_agent.scanning.measurer import serve

    return serve()


if __name__ == "__main__":
    sys.exit(main())
