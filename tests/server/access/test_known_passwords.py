"""Passwords that everybody tries first are refused, and those on the administrator's list."""

import hashlib
import random
from pathlib import Path

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.server.access.at_the_door import EMAIL, PASSWORD, Door

from pursight_server.access import passwords
from pursight_server.access.known_passwords import ListUnreadable, is_common, is_leaked
from pursight_server.access.passwords import WeakPassword
from pursight_server.platform.settings import Settings


def listed(folder: Path, words: list[str], ending: str = ":7\r\n") -> Path:
    file = folder / "leaked.txt"
    lines = sorted(
        hashlib.sha1(word.encode(), usedforsecurity=False).hexdigest().upper() for word in words
    )
    file.write_bytes("".join(line + ending for line in lines).encode())
    return file


@pytest.mark.parametrize(
    "password",
    [
        "qwerty123456", "PASSWORD1234", "password!!!!!!!!", "dragonmonkey12", "abcabcabcabc",
        "abcdefghijklmn", "zyxwvutsrqponml", "1qaz2wsx3edc4rfv", "iloveyouiloveyou", EMAIL,
        "ada@example.com1", "Ada@Example.com!!",
    ],
)  # fmt: skip
def test_what_everybody_tries_is_refused(password: str) -> None:
    with pytest.raises(WeakPassword):
        passwords.check_strength(password, email=EMAIL)


@pytest.mark.parametrize(
    "password",
    [
        PASSWORD, "correct horse battery staple", "Tr0ub4dor&3-xkcd-936", "entirely new words",
        "öööö Füchse im Wald",
    ],
)  # fmt: skip
def test_several_words_are_accepted(password: str) -> None:
    passwords.check_strength(password, email=EMAIL)


@given(st.integers(0, 2**64))
@settings(max_examples=200, deadline=None)
def test_random_passwords_are_not_common(seed: int) -> None:
    letters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
    assert not is_common("".join(random.Random(seed).choices(letters, k=16)))


@given(st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=60, unique=True), st.data())
@settings(max_examples=60, deadline=None)
def test_a_listed_password_is_found_wherever_it_stands(
    tmp_path_factory: pytest.TempPathFactory, words: list[str], data: st.DataObject
) -> None:
    ending = data.draw(st.sampled_from([":1\r\n", ":12345\n", "\n", "\r\n"]))
    file = listed(tmp_path_factory.mktemp("list"), words, ending)
    assert all(is_leaked(word, file) for word in words)
    other = data.draw(st.text(max_size=9))
    assert is_leaked(other, file) == (other in words)


def test_a_list_that_cannot_be_read_lets_nothing_pass(tmp_path: Path) -> None:
    broken = tmp_path / "broken.txt"
    for content in (b"", b"not a list\n" * 50, b"\x00" * 4096):
        broken.write_bytes(content)
        with pytest.raises(ListUnreadable):
            is_leaked(PASSWORD, broken)
    with pytest.raises(ListUnreadable):
        is_leaked(PASSWORD, tmp_path / "missing.txt")


class TestWithAList:
    """A server whose administrator has a list."""

    @pytest.fixture
    def settings(self, settings: Settings, tmp_path: Path) -> Settings:
        file = listed(tmp_path, ["stolen words in a row", *(f"word {i}" for i in range(500))])
        return settings.model_copy(update={"leaked_passwords": file})

    async def test_nobody_gets_a_leaked_password(
        self, door: Door, client: httpx.AsyncClient, settings: Settings
    ) -> None:
        leaked = "stolen words in a row"
        token = (await door.password()).json()["access_token"]
        bearer = {"Authorization": f"Bearer {token}"}
        own = await door.client.put(
            "/api/v1/me/password", json={"present": PASSWORD, "password": leaked}, headers=bearer
        )
        someone = {"email": "x@example.com", "name": "X", "roles": [], "password": leaked}
        new = await client.post("/api/v1/persons", json=someone)
        me = (await client.get("/api/v1/me")).json()["person_id"]
        given = await client.put(f"/api/v1/persons/{me}/password", json={"password": leaked})
        assert {one.json()["code"] for one in (own, new, given)} == {"password.weak"}
        assert settings.leaked_passwords is not None
        settings.leaked_passwords.unlink()
        broken = await client.post(
            "/api/v1/persons", json={**someone, "password": "other words here"}
        )
        assert (broken.status_code, broken.json()["code"]) == (503, "password.list_unreadable")
