"""Forms of texts: equal signs in equal places. Texts are many, their forms are mostly few."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from pursight.values.arrow import ArrowArray, Integers, compute
from pursight.values.reach import taken_apart
from pursight.values.signs import bytes_of_signs, signs_with_leading_digits

MANY = 4096
"""Of fewer texts the forms are not worth knowing, save of few: those come again and again."""

_FEW = 256
_TRIED = 2048
_REPEATED = 8
"""So many texts a form must have on the average."""
_REMEMBERED = 1 << 15

Flags = npt.NDArray[np.bool_]
NEVER, MAYBE, SURELY = 0, 1, 2


@dataclass(frozen=True)
class Forms:
    """The different forms of some texts, and which of them each text has.

    Attributes:
        kinds: The forms, as `signs_with_leading_digits` writes them, each once.
        codes: For each text the place of its form.
    """

    kinds: ArrowArray
    codes: npt.NDArray[np.integer[Any]]

    def where(self, chosen: Flags) -> "Forms":
        """Those of the texts that are chosen; forms that none of them has may stay."""
        return Forms(self.kinds, self.codes[chosen])

    def counted(self, times: Integers) -> Integers:
        """How often each form is there, of texts that are there so often."""
        sums = np.bincount(self.codes, times.astype(np.float64), len(self.kinds))
        return sums.astype(np.int64)

    @cached_property
    def texts(self) -> list[bytes]:
        """The forms one by one."""
        listed: list[Any] = self.kinds.to_pylist()
        return listed

    def of_each(self, measure: Callable[[bytes], int]) -> Integers:
        """What is measured of forms, for each text."""
        measured = np.fromiter(map(measure, self.texts), np.int64, len(self.texts))
        found: Integers = measured[self.codes]
        return found

    def all(self, holds: Callable[[bytes], bool]) -> bool:
        """Whether something holds of every form."""
        return all(map(holds, self.texts))

    @property
    def longest(self) -> int:
        """Bytes of the longest form."""
        return max(map(len, self.texts), default=0)


def forms_of(texts: ArrowArray) -> Forms | None:
    """The forms of some texts; None where these are hardly fewer than the texts.

    Args:
        texts: `large_string`, no nulls.
    """
    if _FEW < len(texts) < MANY:
        return None
    binary, few = texts.cast(pa.large_binary()), len(texts) <= _FEW
    if (
        not few
        and len(signs_with_leading_digits(binary.slice(0, _TRIED)).unique()) > _TRIED // _REPEATED
    ):
        return None
    encoded: Any = signs_with_leading_digits(binary).dictionary_encode()
    if not few and len(encoded.dictionary) * _REPEATED > len(texts):
        return None
    return Forms(encoded.dictionary, encoded.indices.to_numpy(zero_copy_only=False))


class Told:
    """What expressions say of forms: that no text of one fits, that every one does, or neither.

    What was found out is remembered, since the forms of a column's next chunk are mostly the same.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[int, tuple[str, ...]], dict[bytes, int]] = {}

    def of(self, forms: Forms, expressions: Sequence[str], allowed: int) -> npt.NDArray[np.uint8]:
        """Say for each form whether any of some expressions fits all of a text: `NEVER`, `SURELY`.

        Args:
            forms: Of the texts.
            expressions: Of RE2 over bytes.
            allowed: A bit for every byte that the texts hold, and maybe for more.
        """
        key = (allowed, tuple(expressions))
        known = self._known.get(key, {})
        if sum(map(len, self._known.values())) > _REMEMBERED:
            self._known = {}
        self._known[key] = known
        kinds = forms.texts
        new = [kind for kind in kinds if kind not in known]
        if new:
            known.update(zip(new, _asked(new, expressions, allowed), strict=True))
        return np.array([known[kind] for kind in kinds], np.uint8)


def _asked(kinds: list[bytes], expressions: Sequence[str], allowed: int) -> list[int]:
    texts = pa.array(kinds, pa.large_binary())
    could, does = (
        compute.match_substring_regex(texts, over_signs(tuple(expressions), allowed, surely=surely))
        for surely in (False, True)
    )
    found: Any = could.to_numpy(zero_copy_only=False).astype(np.uint8)
    listed: list[int] = (found + does.to_numpy(zero_copy_only=False)).tolist()
    return listed


@lru_cache(maxsize=256)
def over_signs(expressions: tuple[str, ...], allowed: int, *, surely: bool) -> str:
    """Any of some expressions, written for the signs of texts that it could, or surely does, fit.

    Args:
        expressions: Of RE2 over bytes.
        allowed: A bit for every byte that the texts hold, and maybe for more.
        surely: Whether it is to fit whichever bytes have these signs.
    """
    signs: Mapping[int, int] = {
        sign: bytes_ & allowed for sign, bytes_ in bytes_of_signs().items() if bytes_ & allowed
    }
    either = "|".join(taken_apart(one).written(signs, surely=surely) for one in expressions)
    return rf"\A(?:{either})\z"
