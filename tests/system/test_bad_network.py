"""A slow network that loses a third of what is sent, and captive portals: all arrives once."""

import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from tests.system.conftest import MakePlace
from tests.system.driver import Driver, set_up
from tests.system.lossy_network import SLOWEST_SECONDS, LossyNetwork

from pursight.clock import SystemClock
from pursight_server.platform.crypto import make_keys

pytestmark = [pytest.mark.timeout(900)]
ENOUGH_SCANS, MOST_SCANS = 2, 6


@dataclass(frozen=True)
class Setting:
    """A driver whose agent reaches the server through a network that can become bad."""

    driver: Driver
    network: LossyNetwork
    portal_certificate: Path


@pytest.fixture(scope="module")
def setting(make_place: MakePlace) -> Iterator[Setting]:
    home = make_place()
    make_keys(home / "portal", SystemClock())
    certificate = home / "portal" / "tls-certificate.pem"
    portal = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    portal.load_cert_chain(certificate, home / "portal" / "tls-key.pem")
    with LossyNetwork(portal) as network, set_up(home, way=network.way_to) as driver:
        yield Setting(driver, network, certificate)


@pytest.mark.parametrize("seed", [1, 2])
def test_what_is_lost_or_late_arrives_once(setting: Setting, seed: int) -> None:
    driver, network = setting.driver, setting.network
    network.become("lossy", seed)
    for scans in range(1, MOST_SCANS + 1):
        run = driver.ask()
        driver.wait(partial(driver.committed, run))
        if scans >= ENOUGH_SCANS and network.seen.requests_lost and network.seen.answers_lost:
            break
    driver.wait(driver.delivered)
    seen = network.seen
    network.become("calm")
    assert seen.requests_lost
    assert seen.answers_lost
    assert 0.1 < seen.slowest <= SLOWEST_SECONDS
    driver.agree()


@pytest.mark.parametrize("trusted", [True, False])
def test_a_captive_portal_is_waited_out(setting: Setting, *, trusted: bool) -> None:
    """One whose certificate this machine trusts gets its page through, 200 and all."""
    driver, network, stage = setting.driver, setting.network, setting.driver.stage
    stage.stop_agent()
    stage.start_agent({"SSL_CERT_FILE": str(setting.portal_certificate)} if trusted else None)
    log = stage.folder / "logs" / "agent.log"
    run = _caught_at_work(setting, log)
    seen = network.seen
    driver.wait(lambda: not driver.delivered())
    if trusted:
        driver.wait(lambda: any("/attempts/" in asked for asked in seen.asked_portal))
        driver.wait(lambda: "network.not_our_server" in log.read_text(encoding="utf-8"))
    else:
        driver.wait(lambda: seen.refused > 2)
        assert not seen.asked_portal
    assert not stage.agent_ended()
    assert not driver.delivered()
    assert not driver.committed(run)
    network.become("calm")
    driver.wait(lambda: driver.committed(run))
    driver.agree()


def _caught_at_work(setting: Setting, log: Path) -> str:
    """Let the portal come while the agent scans, nothing of it delivered; gives the scan.

    That the server has heard of an acceptance is not enough: its answer may be what is cut.
    """
    driver, network = setting.driver, setting.network
    for _ in range(MOST_SCANS):
        run = driver.ask()
        driver.wait(partial(_begun, log, run))
        network.become("captive")
        if not driver.committed(run):
            return run
        network.become("calm")
    raise AssertionError(f"{MOST_SCANS} scans were delivered before the network went")


def _begun(log: Path, run: str) -> bool:
    lines = log.read_text(encoding="utf-8").splitlines()
    return any(run in line and '"run begun"' in line for line in lines)
