"""Models: signed for one organisation, never an older one, never another than was signed."""

import base64
import hashlib
import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pursight.contracts.models import LabelThreshold, ModelHeader, SignedModelHeader
from pursight.protocol import keys
from pursight.protocol.jobs import canonical_json
from pursight.protocol.models import (
    MAGIC,
    MAX_FILE_BYTES,
    ModelRefused,
    can,
    pack,
    unpack,
)

SECRET, OTHER = bytes(range(32)), bytes(32)
PUBLIC = keys.public_bytes(SECRET)
OURS, THEIRS = UUID(int=1), UUID(int=2)
CONTENT = b"a model's bytes\n\nwith line ends"


def header(content: bytes = CONTENT, **changes: Any) -> ModelHeader:
    said = {
        "organisation_id": OURS,
        "serial": 3,
        "number": 2,
        "sha256": hashlib.sha256(content).hexdigest(),
        "size": len(content),
        "thresholds": {"email": LabelThreshold(apply=0.9, suggest=0.5)},
        "activated_at": datetime(2026, 11, 21, tzinfo=UTC),
    }
    return ModelHeader.model_validate(said | changes)


def refusal(raw: bytes, held: ModelHeader | None = None, organisation: UUID = OURS) -> str:
    with pytest.raises(ModelRefused) as caught:
        unpack(raw, PUBLIC, organisation_id=organisation, held=held)
    return caught.value.reason


def test_what_was_packed_is_what_comes_out() -> None:
    opened = unpack(pack(header(), CONTENT, SECRET), PUBLIC, organisation_id=OURS)
    assert (opened.header, opened.content) == (header(), CONTENT)


def test_what_is_wrong_is_named() -> None:
    good = pack(header(), CONTENT, SECRET)
    assert refusal(pack(header(), CONTENT, OTHER)) == "model.bad_signature"
    assert refusal(good, organisation=THEIRS) == "model.not_ours"
    assert refusal(good + b"x") == "model.damaged"
    assert refusal(good[:-1]) == "model.damaged"
    assert refusal(pack(header(), b"other bytes", SECRET)) == "model.damaged"
    assert refusal(b"PK\x03\x04" + good) == "model.malformed"
    assert refusal(MAGIC) == "model.malformed"
    assert refusal(MAGIC + b"[" * 100_000 + b"\n") == "model.malformed"
    assert refusal(MAGIC + b" " * MAX_FILE_BYTES) == "model.too_large"


def test_a_header_that_was_changed_or_has_more_is_refused() -> None:
    text = json.dumps({**json.loads(canonical_json(header())), "command": "rm"})
    purpose = b"pursight column model v1\n"
    signature = base64.b64encode(keys.private(SECRET).sign(purpose + text.encode())).decode()
    signed = SignedModelHeader(header=text, signature=signature)
    raw = MAGIC + signed.model_dump_json().encode() + b"\n" + CONTENT
    assert refusal(raw) == "model.malformed"
    plain = keys.private(SECRET).sign(canonical_json(header()).encode())  # as a job is signed
    signed = SignedModelHeader(
        header=canonical_json(header()), signature=base64.b64encode(plain).decode()
    )
    raw = MAGIC + signed.model_dump_json().encode() + b"\n" + CONTENT
    assert refusal(raw) == "model.bad_signature"


def test_an_older_activation_is_refused_and_a_roll_back_is_not_one() -> None:
    held = header(serial=5, number=9)
    assert refusal(pack(header(serial=4, number=9), CONTENT, SECRET), held) == "model.older"
    assert refusal(pack(header(serial=5, number=8), CONTENT, SECRET), held) == "model.older"
    back = unpack(
        pack(header(serial=6, number=1), CONTENT, SECRET), PUBLIC, organisation_id=OURS, held=held
    )
    assert back.header.number == 1
    same = unpack(pack(held, CONTENT, SECRET), PUBLIC, organisation_id=OURS, held=held)
    assert same.header == held


@given(st.lists(st.integers(1, 9), min_size=1, max_size=12))
def test_whatever_is_replayed_serials_never_go_down(serials: list[int]) -> None:
    held: ModelHeader | None = None
    for serial in serials:
        content = b"%d" % serial
        raw = pack(header(content, serial=serial), content, SECRET)
        if held is not None and serial < held.serial:
            assert refusal(raw, held) == "model.older"
        else:
            held = unpack(raw, PUBLIC, organisation_id=OURS, held=held).header
    assert held is not None
    assert held.serial == max(serials)


@given(st.integers(0, 2000), st.integers(0, 7))
def test_no_flipped_bit_passes(at: int, bit: int) -> None:
    good = bytearray(pack(header(), CONTENT, SECRET))
    good[at % len(good)] ^= 1 << bit
    with pytest.raises(ModelRefused):
        unpack(bytes(good), PUBLIC, organisation_id=OURS)


def test_capabilities_are_words() -> None:
    assert can("other column-model more")
    assert not can("column-models")
    assert not can(None)
