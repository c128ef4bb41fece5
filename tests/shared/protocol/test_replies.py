"""Answers: the server's are understood, everybody else's are noise."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pursight.contracts.agents import Applied, CommitReceipt
from pursight.protocol import replies
from pursight.protocol.replies import PROTOCOL_HEADER, NoAnswer, read_reply

OURS = {PROTOCOL_HEADER.lower(): "1", "Content-Type": "application/json"}
NOW = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize("status", [200, 204, 400, 401, 403, 409, 413, 422, 500])
def test_a_page_of_a_captive_portal_is_noise(status: int) -> None:
    said = read_reply(status, {"Content-Type": "text/html"}, b"<html>Sign in</html>")
    assert said == NoAnswer(code="network.not_our_server")


@pytest.mark.parametrize(
    ("status", "body", "said"),
    [
        (204, b"", replies.ChunkStored()),
        (200, b"{}", replies.ChunkStored()),
        (409, b'{"code":"commit.missing","missing":[1,3]}', replies.ChunksMissing((1, 3))),
        (409, b'{"missing":"x"}', NoAnswer(code="missing.unreadable")),
        (409, b'{"code":"conflict"}', NoAnswer(code="http.409")),
        (422, b'{"code":"commit.bad_root"}', replies.Rejected("commit.bad_root")),
        (413, b"", replies.Rejected("http.413")),
        (401, b'{"now":"2026-11-21T08:00:00Z"}', replies.ClockIsOff(NOW)),
        (401, b'{"now":"2026-11-21T08:00:00"}', replies.ClockIsOff(None)),
        (401, b"[]", replies.ClockIsOff(None)),
        (403, b'{"code":"agent.revoked"}', replies.Revoked("agent.revoked")),
        (404, b"", NoAnswer(code="http.404")),
        (503, b"", NoAnswer(code="http.503")),
        (200, b'{"root":"x"}', NoAnswer(code="receipt.unreadable")),
    ],
)
def test_answers_of_the_server(status: int, body: bytes, said: replies.ServerSaid) -> None:
    assert read_reply(status, OURS, body) == said


def test_a_receipt() -> None:
    receipt = CommitReceipt(
        run_id=UUID(int=1), attempt=1, root="a" * 64, applied=Applied.APPLIED, committed_at=NOW
    )
    body = receipt.model_dump_json().encode()
    assert read_reply(200, OURS, body) == replies.Committed(receipt)


def test_retry_after_in_seconds_is_heard_and_a_date_is_left_to_the_back_off() -> None:
    assert read_reply(429, {**OURS, "Retry-After": "30"}, b"") == NoAnswer(30.0, "http.429")
    assert read_reply(503, {**OURS, "Retry-After": "Sat, 21 Nov"}, b"") == NoAnswer(
        None, "http.503"
    )


def test_no_answer_at_all() -> None:
    assert read_reply(None, {}, b"") == NoAnswer()


@given(st.integers(100, 599), st.binary(max_size=60))
def test_no_body_whatever_breaks_it(status: int, body: bytes) -> None:
    read_reply(status, OURS, body)
