"""Keep modules out of a process that others import wherever they are installed, but need not."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager


class _Absent:
    """Knows nothing of any module, and of some that they are not there."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self._names = names

    def find_spec(self, name: str, _path: object = None, _target: object = None) -> None:
        """Be asked before anybody else."""
        if name in self._names:
            raise ModuleNotFoundError("This process does without.", name=name)


def for_good(*names: str) -> None:
    """From now on these are not found."""
    sys.meta_path.insert(0, _Absent(names))


@contextmanager
def without(*names: str) -> Iterator[None]:
    """Inside, these are not found; those who look for them there do without ever after."""
    absent = _Absent(names)
    sys.meta_path.insert(0, absent)
    try:
        yield
    finally:
        sys.meta_path.remove(absent)
