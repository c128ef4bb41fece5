"""Zstandard by Python's own module (3.14) or its backport, never unfolding beyond a bound."""

import sys

from pursight.errors import PurSightError

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

ZstdDecompressor = zstd.ZstdDecompressor
ZstdError = zstd.ZstdError

LARGEST_WINDOW, SMALLEST_WINDOW = 27, 23
"""As powers of two: so much of what came before must be held to unpack what follows. Whoever
unpacks should bear the smaller one (RFC 8878, section 3.1.1.1.2)."""


OUR_OWN = 1 << 30
"""Bytes that what this machine packed for itself may unfold to."""


class Damaged(PurSightError):
    """Not one whole frame of zstd."""

    code = "zstd.damaged"


class TooLarge(PurSightError):
    """It unfolds beyond what it may."""

    code = "zstd.too_large"


def compress(data: bytes, level: int = 3) -> bytes:
    """Pack into one frame that says its size."""
    return zstd.compress(data, level)


def decompress(data: bytes, most: int) -> bytes:
    """Unpack one whole frame; no more than its bound is ever held.

    Args:
        data: The frame, and nothing behind it.
        most: Bytes that it may unfold to.

    Raises:
        Damaged: It is none, cut off, or followed by something.
        TooLarge: It unfolds to more.
    """
    frame = decompressor(min(LARGEST_WINDOW, max(SMALLEST_WINDOW, most.bit_length())))
    try:
        whole: bytes = frame.decompress(data, most + 1)
    except zstd.ZstdError as error:
        raise Damaged("The bytes are no zstd frame, or a damaged one.") from error
    if len(whole) > most:
        raise TooLarge(f"It unfolds to more than {most} bytes.")
    if not frame.eof:
        raise Damaged("The zstd frame is cut off.")
    if frame.unused_data:
        raise Damaged("Something follows the zstd frame.")
    return whole


def decompressor(largest_window: int = LARGEST_WINDOW) -> "zstd.ZstdDecompressor":
    """Unpack one frame piece by piece, within a window: a frame that asks for more is refused.

    Args:
        largest_window: Bytes that may be held of what came before, as a power of two.
    """
    return zstd.ZstdDecompressor(
        options={zstd.DecompressionParameter.window_log_max: largest_window}
    )


def declared_size(data: bytes) -> int | None:
    """Say what a frame says of its size; None when it says nothing.

    Raises:
        Damaged: It is no frame.
    """
    try:
        return zstd.get_frame_info(data).decompressed_size
    except zstd.ZstdError as error:
        raise Damaged("The bytes are no zstd frame.") from error
