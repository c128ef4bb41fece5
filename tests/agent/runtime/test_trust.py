"""Whom the agent talks to: pinned keys, authorities, loopback; never anybody else."""

import ssl
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.fakes.agent_process import AgentProcess
from tests.fakes.protocol_server import ProtocolServer, Reply, self_signed

from pursight.clock import SystemClock
from pursight.contracts.agents import PollRequest
from pursight.errors import NotFound
from pursight.protocol import keys
from pursight_agent.runtime import enrolment
from pursight_agent.runtime.database import DiskFull
from pursight_agent.runtime.enrolment import EnrolmentRefused
from pursight_agent.runtime.ledger import Ledger
from pursight_agent.runtime.trust import UntrustedServer
from pursight_agent.runtime.uplink import (
    AgentClock,
    BadServerUrl,
    Identity,
    ServerAddress,
    ServerAway,
    Uplink,
    check_url,
    is_loopback,
    traceparent,
)


@pytest.fixture
def fresh(tmp_path: Path) -> AgentProcess:
    directory = tmp_path / "fresh"
    directory.mkdir(mode=0o700)
    return AgentProcess(directory)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with closing(Ledger(tmp_path, SystemClock(), 1 << 20)) as opened:
        yield opened


def test_the_pin_makes_a_self_signed_server_trusted(fresh: AgentProcess, tmp_path: Path) -> None:
    tls, pin = self_signed(tmp_path)
    with ProtocolServer(tls=tls, tls_pin=pin) as server:
        enrolled = fresh.enrol(server.url, server.token)
    assert enrolled.tls_pin == pin
    assert enrolled.organisation == "Example"


def test_dates_of_a_pinned_certificate_do_not_matter(fresh: AgentProcess, tmp_path: Path) -> None:
    tls, pin = self_signed(tmp_path, days=(30, 60))
    with ProtocolServer(tls=tls, tls_pin=pin) as server:
        assert fresh.enrol(server.url, server.token).tls_pin == pin


def test_another_key_gets_not_one_byte_of_a_request(fresh: AgentProcess, tmp_path: Path) -> None:
    tls, _ = self_signed(tmp_path)
    with ProtocolServer(tls=tls, tls_pin="0" * 63 + "1") as server:
        with pytest.raises(UntrustedServer) as refused:
            fresh.enrol(server.url, server.token)
        assert server.traffic == []
    assert refused.value.hint
    with pytest.raises(enrolment.NotEnrolled):
        enrolment.load(fresh.directory)


def test_a_key_changed_after_enrolment_is_refused(
    fresh: AgentProcess, tmp_path: Path, ledger: Ledger
) -> None:
    _, pin = self_signed(tmp_path)
    other, _ = self_signed(tmp_path)
    with ProtocolServer(tls=other) as server:
        uplink = Uplink(
            ServerAddress(server.url, pin),
            Identity("a", b"k" * 32),
            ledger,
            AgentClock(SystemClock()),
        )
        with closing(uplink), pytest.raises(UntrustedServer):
            uplink.post("/agent/v1/poll", PollRequest(capacity=1), what="poll")
        assert server.traffic == []


def test_tls_1_2_is_not_spoken(fresh: AgentProcess, tmp_path: Path) -> None:
    tls, pin = self_signed(tmp_path)
    tls.maximum_version = ssl.TLSVersion.TLSv1_2
    with ProtocolServer(tls=tls, tls_pin=pin) as server, pytest.raises(ServerAway):
        fresh.enrol(server.url, server.token)


def test_on_loopback_the_token_pins_the_job_key(
    fresh: AgentProcess, server: ProtocolServer
) -> None:
    token = keys.EnrolmentToken.parse(server.token)
    lie = str(keys.EnrolmentToken(token.token_id, token.secret, "0" * 64))
    server.token = lie
    with pytest.raises(EnrolmentRefused):
        fresh.enrol(server.url, lie)


def test_enrolling_again_after_a_lost_answer_is_the_same_agent(
    fresh: AgentProcess, server: ProtocolServer
) -> None:
    server.after_fault = lambda method, path: Reply(cut=True)
    with pytest.raises(ServerAway):
        fresh.enrol(server.url, server.token)
    server.after_fault = lambda method, path: None
    enrolled = fresh.enrol(server.url, server.token)
    assert list(server.agents) == [enrolled.agent_id]
    again = fresh.enrol(server.url, server.token)
    assert again.agent_id == enrolled.agent_id


def test_a_refused_token_is_told_with_a_hint(fresh: AgentProcess, server: ProtocolServer) -> None:
    given = server.token
    server.token = "another"
    with pytest.raises(EnrolmentRefused, match=r"enrolment\.token_refused") as refused:
        fresh.enrol(server.url, given)
    assert refused.value.hint


def test_the_token_is_not_kept(fresh: AgentProcess, server: ProtocolServer) -> None:
    fresh.enrol(server.url, server.token)
    secret = keys.EnrolmentToken.parse(server.token).secret.encode()
    for path in fresh.directory.rglob("*"):
        assert path.is_dir() or secret not in path.read_bytes(), path
    with closing(Ledger(fresh.directory, SystemClock(), 1 << 20)) as left:
        with pytest.raises(NotFound, match="not kept"):
            left.content(1)
        assert [entry.what for entry in left.entries()] == ["enrol"]


def test_what_cannot_be_entered_is_not_sent(
    fresh: AgentProcess, server: ProtocolServer, ledger: Ledger
) -> None:
    uplink = Uplink(
        ServerAddress(server.url), Identity("a", b"k" * 32), ledger, AgentClock(SystemClock())
    )
    with ledger._database.reading() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
    with closing(uplink), pytest.raises(DiskFull):
        uplink.put_chunk("/agent/v1/runs/x/attempts/1/chunks/0", b"x" * 100_000, what="chunk")
    assert server.traffic == []


@pytest.mark.parametrize(
    "url",
    [
        "http://pursight.example",
        "ftp://127.0.0.1",
        "pursight.example:8443",
        "https://name:word@pursight.example",
        "http://127.0.0.1.example.com",
        "http://10.0.0.1:8080",
    ],
)
def test_addresses_that_are_refused(url: str) -> None:
    with pytest.raises(BadServerUrl):
        check_url(url)


def test_loopback_is_told_without_asking_anybody() -> None:
    assert all(map(is_loopback, ["127.0.0.1", "127.8.9.1", "::1", "localhost", "LOCALHOST"]))
    assert not any(map(is_loopback, ["localhost.example", "0.0.0.0", "10.0.0.1", "example"]))  # noqa: S104


def test_a_trace_id_travels() -> None:
    assert traceparent("ab" * 16).startswith(f"00-{'ab' * 16}-")
    assert len(traceparent("no trace").split("-")[1]) == 32
