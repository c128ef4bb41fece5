"""What the log says of an error: where it was raised and of what kind, never its message."""

import logging
import traceback
from types import TracebackType

from typing_extensions import override

from pursight.errors import PurSightError

_Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def told(error: BaseException) -> str:
    """Write an error and what caused it, the cause first.

    Without messages: that of a library may quote what it was given, a row of the replica say,
    and the log lies in the clear.
    """
    parts: list[str] = []
    seen: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        code = f" [{one.code}]" if isinstance(one, PurSightError) else ""
        frames = "".join(traceback.format_tb(one.__traceback__))
        parts.append(f"{frames}{type(one).__module__}.{type(one).__qualname__}{code}")
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    return "\nwhich led to\n".join(reversed(parts))


class Frames(logging.Formatter):
    """Formats lines of the log; of errors it tells what `told` does."""

    @override
    def formatException(self, ei: _Raised) -> str:
        return "" if ei[1] is None else told(ei[1])
