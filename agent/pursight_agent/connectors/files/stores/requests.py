"""Requests to a store: each ends in time, is tried again when that may help."""

import asyncio
import time
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from pursight_agent.connectors.files.stores.errors import cut_off, unreachable
from pursight_agent.source import (
    SourceBusy,
    SourceError,
    SourceTimeout,
    SourceUnreachable,
)

Answer = TypeVar("Answer")
LONGEST = 60.0
"""Seconds that one request may take at most: none asks for more than a few megabytes."""


class CutOff(Exception):
    """An answer ended before all that it announced was there."""


class Requests:
    """Runs the coroutines of a store's library from ordinary code."""

    def __init__(
        self,
        translate: Callable[[BaseException, bool], SourceError],
        *,
        attempts: int = 3,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        """Set up.

        Args:
            translate: Gives the error for what the library raised; told whether of a bucket.
            attempts: How often a request is made before its failure counts.
            pause: Waits so many seconds between two attempts.
        """
        self._translate, self._attempts, self._pause = translate, attempts, pause
        self.seconds = LONGEST
        self.made = 0
        """Requests so far, repeated ones too."""

    def run(
        self,
        loop: asyncio.AbstractEventLoop,
        make: Callable[[], Coroutine[Any, Any, Answer]],
        *,
        of_bucket: bool = False,
    ) -> Answer:
        """Make a request, again when it fails in a way that may pass.

        Raises:
            SourceError: It failed; the last time is what counts.
        """
        for attempt in range(self._attempts - 1):
            try:
                return self._once(loop, make, of_bucket=of_bucket)
            except SourceError as error:
                if not _may_pass(error):
                    raise
            self._pause(0.2 * 4**attempt)
        return self._once(loop, make, of_bucket=of_bucket)

    def _once(
        self,
        loop: asyncio.AbstractEventLoop,
        make: Callable[[], Coroutine[Any, Any, Answer]],
        *,
        of_bucket: bool,
    ) -> Answer:
        self.made += 1
        waiting = asyncio.run_coroutine_threadsafe(asyncio.wait_for(make(), self.seconds), loop)
        try:
            return waiting.result()
        except SourceError:
            raise
        except TimeoutError as error:
            raise SourceTimeout(
                f"The store did not answer within {self.seconds:g} seconds.",
                hint="Scan again, or at another time.",
            ) from error
        except (CutOff, asyncio.IncompleteReadError) as error:
            raise cut_off() from error
        except ConnectionError as error:
            raise unreachable() from error
        except Exception as error:
            raise self._translate(error, of_bucket) from error
        except BaseException:
            waiting.cancel()
            raise


def _may_pass(error: SourceError) -> bool:
    return isinstance(error, (SourceBusy, SourceTimeout, SourceUnreachable)) or (
        error.code == "source.failed"
    )
