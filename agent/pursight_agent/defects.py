"""A defect of ours, told without the error's own words: they may hold values of the source."""

import traceback
from pathlib import Path


def told(error: BaseException) -> str:
    """Name the kind of error and the last line of ours that it came through."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "pursight" in frame.filename]
    place = f" at {Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else ""
    return f"{type(error).__name__}{place}"
