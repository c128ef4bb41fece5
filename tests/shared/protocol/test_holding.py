"""The model at an agent: the last that is named is wanted, what was refused waits."""

import hashlib
from datetime import UTC, datetime
from uuid import UUID

import pytest

from pursight.contracts.agents import ModelNotice
from pursight.contracts.models import ModelHeader
from pursight.protocol import holding, keys
from pursight.protocol.holding import REFUSED_SECONDS, Holding
from pursight.protocol.models import ModelRefused, pack

OURS, KEY = UUID(int=7), bytes(range(32))


def header(serial: int, content: bytes = b"model") -> ModelHeader:
    return ModelHeader(
        organisation_id=OURS,
        serial=serial,
        number=1,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        activated_at=datetime(2026, 11, 22, tzinfo=UTC),
    )


def notice(serial: int, content: bytes = b"model") -> ModelNotice:
    return ModelNotice(serial=serial, sha256=hashlib.sha256(content).hexdigest())


def test_what_was_named_last_is_wanted_unless_it_is_held() -> None:
    first = holding.hear(Holding(), notice(1), 0)
    assert first.wanted == notice(1)
    second = holding.hear(first, notice(2), 0)
    assert second.wanted == notice(2)
    assert holding.hear(Holding(held=header(2)), notice(2), 0).wanted is None
    assert holding.hear(second, None, 0).wanted is None


def test_one_that_is_named_during_a_download_is_not_forgotten() -> None:
    first = holding.hear(Holding(), notice(1), 0)
    meanwhile = holding.hear(first, notice(2), 0)
    for after in (
        holding.stored(meanwhile, header(1)),
        holding.refuse(meanwhile, notice(1), 0),
        holding.gone(meanwhile, notice(1)),
    ):
        assert after.wanted == notice(2)
    assert holding.stored(first, header(1)) == Holding(held=header(1))


def test_what_was_refused_is_asked_for_again_later_and_another_at_once() -> None:
    refused = holding.refuse(holding.hear(Holding(), notice(1), 0), notice(1), 10)
    assert refused.wanted is None
    assert holding.hear(refused, notice(1), 10 + REFUSED_SECONDS - 1).wanted is None
    assert holding.hear(refused, notice(2), 11).wanted == notice(2)
    assert holding.hear(refused, notice(1), 10 + REFUSED_SECONDS).wanted == notice(1)


@pytest.mark.parametrize("asked", [notice(3), notice(2, b"other")])
def test_another_than_was_asked_for_is_refused(asked: ModelNotice) -> None:
    raw, public = pack(header(2), b"model", KEY), keys.public_bytes(KEY)
    with pytest.raises(ModelRefused, match="another model"):
        holding.checked(Holding(), asked, raw, public, organisation_id=OURS)
    opened = holding.checked(Holding(), notice(2), raw, public, organisation_id=OURS)
    assert opened.header == header(2)
