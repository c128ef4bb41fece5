"""Keys as text, and enrolment tokens."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pursight.protocol import keys
from pursight.protocol.keys import BadKey, EnrolmentToken


@given(st.binary(min_size=32, max_size=32))
def test_a_key_survives_its_text(raw: bytes) -> None:
    assert keys.from_text(keys.to_text(raw)) == raw


@pytest.mark.parametrize("text", ["", "!!", "AAAA", "é", "A" * 45])
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(BadKey):
        keys.from_text(text)


def test_a_token_survives_its_text_and_does_not_show_its_secret() -> None:
    token = EnrolmentToken("t1", "s3cret", keys.pin(bytes(32)))
    assert EnrolmentToken.parse(f" {token}\n") == token
    assert "s3cret" not in repr(token)


@pytest.mark.parametrize(
    "text", ["", "pst1.a.b.c", "pst2.a.b." + "0" * 64, "pst1..b." + "0" * 64, "pst1.a.b"]
)
def test_what_is_no_token_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(BadKey) as caught:
        EnrolmentToken.parse(text)
    assert not text or text not in caught.value.message
