"""`pursight agent run` for fault tests: the same service, quick retries, children on request fake.

PURSIGHT_TEST_CHILD names a script to run in place of the real child; PURSIGHT_TEST_CLOCK shifts
this machine's clock by so many seconds.
"""

import os
import sys
from datetime import timedelta

from pursight.clock import SystemClock
from pursight_agent import settings
from pursight_agent.runtime import delivery, foreman, poll, worker
from pursight_agent.runtime.service import Service, configure_logging


def main() -> None:
    """Serve until SIGTERM."""
    configure_logging("json")

    def quick(*args: object, **named: object) -> float:
        return 0.05

    delivery.pure.backoff = poll.backoff = quick  # type: ignore[assignment,attr-defined]
    foreman.DISK_SECONDS = 0.2
    child = os.environ.get("PURSIGHT_TEST_CHILD")
    if child:
        worker.command = lambda: [sys.executable, "-S", child]  # type: ignore[assignment]
    shift = timedelta(seconds=float(os.environ.get("PURSIGHT_TEST_CLOCK", "0")))
    Service(settings.data_directory(), SystemClock(shift)).run()


if __name__ == "__main__":
    main()
