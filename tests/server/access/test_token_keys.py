"""Keys of access tokens change while servers run, and nobody is signed out by it."""

from datetime import timedelta
from pathlib import Path

import httpx
import jwt
import pytest
from tests.server.access.at_the_door import Door

from pursight.clock import StoppedClock
from pursight.errors import Refused
from pursight_server.access import tokens
from pursight_server.platform.crypto import KeysMissing, ServerKeys, make_keys
from pursight_server.platform.database import Database
from pursight_server.platform.services import Services
from pursight_server.platform.settings import Settings
from pursight_server.platform.token_keys import LEAD, OVERLAP, RING, TokenRing, rotate


@pytest.fixture
def keys(tmp_path: Path, clock: StoppedClock) -> ServerKeys:
    make_keys(tmp_path / "keys", clock)
    return ServerKeys.load(tmp_path / "keys")


@pytest.fixture
def services(
    settings: Settings, database: Database, clock: StoppedClock, keys: ServerKeys, tmp_path: Path
) -> Services:
    """A server whose keys lie in a folder."""
    ring = TokenRing(keys, tmp_path / "keys")
    return Services(settings=settings, database=database, keys=keys, ring=ring, clock=clock)


def kid_of(token: str) -> str:
    return str(jwt.get_unverified_header(token)["kid"])


async def test_a_new_key_signs_after_a_minute_and_old_tokens_live_until_they_expire(
    door: Door, clock: StoppedClock, keys: ServerKeys, tmp_path: Path
) -> None:
    old = (await door.password()).json()["access_token"]
    assert kid_of(old) == keys.token_key_id
    kid = rotate(keys, tmp_path / "keys", clock.now())
    assert (tmp_path / "keys" / RING).stat().st_mode & 0o777 == 0o600
    early = (await door.password()).json()["access_token"]
    assert kid_of(early) == keys.token_key_id, "others have to hear of it first"
    clock.advance(LEAD)
    new = (await door.password()).json()["access_token"]
    assert kid_of(new) == kid
    for token in (old, early, new):
        assert (await door.me(token)).status_code == 200
    clock.advance(timedelta(minutes=5))
    assert (await door.me(old)).json()["code"] == "token.expired"


async def test_keys_are_published_and_forgotten(
    anonymous: httpx.AsyncClient, clock: StoppedClock, keys: ServerKeys, tmp_path: Path
) -> None:
    async def published() -> list[str]:
        answer = await anonymous.get("/api/v1/token-keys")
        assert "d" not in answer.json()["keys"][0]
        return [one["kid"] for one in answer.json()["keys"]]

    assert await published() == [keys.token_key_id]
    second = rotate(keys, tmp_path / "keys", clock.now())
    assert await published() == [keys.token_key_id, second]
    with pytest.raises(Refused):
        rotate(keys, tmp_path / "keys", clock.now())
    clock.advance(LEAD + OVERLAP)
    assert await published() == [second]
    third = rotate(keys, tmp_path / "keys", clock.now())
    assert await published() == [second, third]


async def test_another_server_of_the_deployment_checks_with_what_is_published(
    door: Door, clock: StoppedClock, keys: ServerKeys, tmp_path: Path
) -> None:
    rotate(keys, tmp_path / "keys", clock.now())
    clock.advance(LEAD)
    token = (await door.password()).json()["access_token"]
    answer = (await door.client.get("/api/v1/token-keys")).json()
    chosen = jwt.PyJWKSet.from_dict(answer)[kid_of(token)]
    said = jwt.decode(
        token, chosen.key, algorithms=["EdDSA"], audience=tokens.AUDIENCE,
        issuer=tokens.ISSUER, options={"verify_exp": False, "verify_iat": False},
    )  # fmt: skip
    assert said["exp"] - said["iat"] == 300


def test_a_key_that_does_not_sign_yet_and_one_that_counts_no_more_are_none(
    clock: StoppedClock, keys: ServerKeys, tmp_path: Path
) -> None:
    ring = TokenRing(keys, tmp_path / "keys")
    kid = rotate(keys, tmp_path / "keys", clock.now())
    assert ring.find(kid, clock.now()) is None
    later = clock.now() + LEAD + OVERLAP
    assert ring.find(kid, later) is not None
    assert ring.find(keys.token_key_id, later) is None
    assert ring.find(None, later) is None


def test_a_damaged_ring_fails_closed(clock: StoppedClock, keys: ServerKeys, tmp_path: Path) -> None:
    ring = TokenRing(keys, tmp_path / "keys")
    for content in ("", "{", '[{"key": "AAAA"}]', '["x"]'):
        (tmp_path / "keys" / RING).write_text(content)
        with pytest.raises(KeysMissing):
            ring.present(clock.now())
