"""KnownLength: a file to read whose length is known before anything of it is fetched."""

import io

from typing_extensions import override


class KnownLength(io.RawIOBase):
    """Keeps where one is; a subclass reads from there and moves on.

    Args:
        length: In bytes.
    """

    def __init__(self, length: int) -> None:
        super().__init__()
        self.length = length
        self._at = 0

    @override
    def readable(self) -> bool:
        return True

    @override
    def seekable(self) -> bool:
        return True

    @override
    def tell(self) -> int:
        return self._at

    @override
    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self.length}[whence]
        if start + offset < 0:
            raise ValueError("before the beginning")
        self._at = start + offset
        return self._at
