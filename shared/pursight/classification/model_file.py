r"""The file of a column model: a JSON header and plain arrays, read strictly, never executed.

`PSCM1\n`, the header's length (4 bytes, little-endian), the header (UTF-8 JSON), then the arrays
one after the other as the header lists them. Nothing is compressed, so that a file is never larger
in memory than it says.
"""

import json
import math
import struct
from collections.abc import Mapping
from typing import Any, ClassVar, Literal

import numpy as np
import numpy.typing as npt
from pydantic import Field, ValidationError

from pursight.contracts.base import Label, Share, Wire
from pursight.errors import Fault, PurSightError

MAGIC = b"PSCM1\n"
LARGEST = 16 * 1024 * 1024
_DTYPES = {"float16": "<f2", "float32": "<f4", "float64": "<f8", "int16": "<i2", "int32": "<i4"}

Arrays = Mapping[str, npt.NDArray[Any]]


class ModelRefused(PurSightError):
    """A column model's file that is damaged, too new, or was not made by us."""

    code = "model.refused"
    fault: ClassVar[Fault] = Fault.WORLD


class ArrayFacts(Wire):
    """One array as the header lists it."""

    name: str = Field(pattern=r"^[a-z_]{1,32}$")
    dtype: Literal["float16", "float32", "float64", "int16", "int32"]
    shape: tuple[int, ...] = Field(min_length=1, max_length=2)


class LearntThreshold(Wire):
    """From which calibrated confidence a label applies or is suggested."""

    apply: Share
    suggest: Share


class Header(Wire):
    """What a model's file says of itself."""

    format: Literal[1] = 1
    version: int = Field(ge=1, le=2**31 - 1, description="Rises with every training")
    seed: int = 0
    trained_on: dict[str, int] = Field(default_factory=dict, max_length=16)
    labels: tuple[Label, ...] = Field(min_length=2, max_length=2000)
    vocabulary: tuple[Label, ...] = Field(max_length=2000)
    shapes: tuple[str, ...] = Field(max_length=100)
    inputs: int = Field(ge=1, le=20_000)
    pair_inputs: int = Field(ge=1, le=1000)
    baseline: float = Field(ge=-100.0, le=100.0)
    thresholds: dict[Label, LearntThreshold] = Field(default_factory=dict, max_length=2000)
    arrays: tuple[ArrayFacts, ...] = Field(max_length=32)


def write(header: Header, arrays: Arrays) -> bytes:
    """Put a model into bytes; the same for the same content."""
    facts = tuple(
        ArrayFacts(name=name, dtype=_name_of(array.dtype), shape=array.shape)
        for name, array in sorted(arrays.items())
    )
    said = header.model_copy(update={"arrays": facts}).model_dump(mode="json")
    text = json.dumps(said, sort_keys=True, separators=(",", ":")).encode()
    bodies = [
        np.ascontiguousarray(array, _DTYPES[fact.dtype]).tobytes()
        for fact, (_, array) in zip(facts, sorted(arrays.items()), strict=True)
    ]
    return b"".join((MAGIC, struct.pack("<I", len(text)), text, *bodies))


def read(data: bytes) -> tuple[Header, dict[str, npt.NDArray[Any]]]:
    """Take a model out of bytes.

    Raises:
        ModelRefused: It is no such file, is cut or padded, or holds numbers that are none.
    """
    if len(data) > LARGEST:
        raise refused(f"it is larger than {LARGEST} bytes")
    start = len(MAGIC) + 4
    if not data.startswith(MAGIC) or len(data) < start:
        raise refused("it does not begin as one")
    (length,) = struct.unpack_from("<I", data, len(MAGIC))
    if length > len(data) - start:
        raise refused("it ends within its header")
    try:
        header = Header.model_validate_json(data[start : start + length])
    except ValidationError as error:
        raise refused(f"its header has {error.error_count()} errors") from None
    return header, _arrays(header, data, start + length)


def _arrays(header: Header, data: bytes, at: int) -> dict[str, npt.NDArray[Any]]:
    arrays: dict[str, npt.NDArray[Any]] = {}
    for fact in header.arrays:
        if fact.name in arrays or any(not 0 <= side <= LARGEST for side in fact.shape):
            raise refused("its header lists impossible arrays")
        dtype = np.dtype(_DTYPES[fact.dtype])
        cells = math.prod(fact.shape)
        if cells * dtype.itemsize > len(data) - at:
            raise refused("it ends within its arrays")
        array = np.frombuffer(data, dtype, cells, at).reshape(fact.shape)
        if dtype.kind == "f" and not bool(np.isfinite(array).all()):
            raise refused("an array holds what is no finite number")
        arrays[fact.name] = array
        at += cells * dtype.itemsize
    if at != len(data):
        raise refused("something follows its arrays")
    return arrays


def refused(why: str) -> ModelRefused:
    """Word why a file is not taken."""
    return ModelRefused(
        f"This is not a usable column model: {why}",
        hint="The model in use so far stays in use. Fetch the model again, or train it anew.",
    )


def _name_of(dtype: np.dtype[Any]) -> Any:
    if dtype.name not in _DTYPES:
        raise ValueError(f"arrays of {dtype} have no place in a model")
    return dtype.name
