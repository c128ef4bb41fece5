"""Secrets under a passphrase: never in the clear, never lost by a change of it."""

import json
from pathlib import Path

import pytest

from pursight_desktop.session.passphrase import PassphraseVault, WeakPassphrase, WrongPassphrase
from pursight_desktop.session.secrets import (
    REFRESH_TOKEN,
    SecretsUnreadable,
    make_replica_key,
    replica_key,
)

WORDS = "several words in a row"
QUICK = 1 << 10


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "secrets.json"


def test_what_was_put_is_there_after_a_restart(path: Path) -> None:
    vault = PassphraseVault.open(path, WORDS, cost=QUICK)
    key = make_replica_key(vault, "ada")
    vault.put("ada", REFRESH_TOKEN, "prt1.secret")
    again = PassphraseVault.open(path, WORDS)
    assert replica_key(again, "ada") == key
    assert again.get("ada", REFRESH_TOKEN) == "prt1.secret"
    again.drop("ada", REFRESH_TOKEN)
    again.drop("ada", REFRESH_TOKEN)
    assert PassphraseVault.open(path, WORDS).get("ada", REFRESH_TOKEN) is None


def test_nothing_of_it_lies_in_the_clear(path: Path) -> None:
    vault = PassphraseVault.open(path, WORDS, cost=QUICK)
    whose = "https://server|org|grace-hopper"
    key = make_replica_key(vault, whose)
    vault.put(whose, REFRESH_TOKEN, "prt1.secret")
    text = path.read_bytes()
    assert all(word not in text for word in (key, key.hex().encode(), b"prt1", b"grace-hopper"))
    assert path.stat().st_mode & 0o077 == 0


def test_a_secret_opens_in_its_own_place_only(path: Path) -> None:
    vault = PassphraseVault.open(path, WORDS, cost=QUICK)
    vault.put("ada", REFRESH_TOKEN, "prt1.adas")
    vault.put("grace", REFRESH_TOKEN, "prt1.graces")
    kept = json.loads(path.read_bytes())
    one, other = kept["entries"]
    kept["entries"] = {one: kept["entries"][other], other: kept["entries"][one]}
    path.write_text(json.dumps(kept), encoding="utf-8")
    changed = PassphraseVault.open(path, WORDS)
    with pytest.raises(SecretsUnreadable):
        changed.get("ada", REFRESH_TOKEN)


def test_another_passphrase_opens_nothing(path: Path) -> None:
    PassphraseVault.open(path, WORDS, cost=QUICK)
    with pytest.raises(WrongPassphrase):
        PassphraseVault.open(path, "other words in a row")


def test_a_short_passphrase_is_refused(path: Path) -> None:
    with pytest.raises(WeakPassphrase):
        PassphraseVault.open(path, "short", cost=QUICK)
    assert not PassphraseVault.exists(path)


def test_a_damaged_file_is_said(path: Path) -> None:
    vault = PassphraseVault.open(path, WORDS, cost=QUICK)
    vault.put("ada", REFRESH_TOKEN, "prt1.secret")
    vault.put("grace", REFRESH_TOKEN, "prt1.other")
    kept = json.loads(path.read_text(encoding="utf-8"))
    # an entry that was moved to another name does not open either
    one, other = kept["entries"]
    kept["entries"] = {one: kept["entries"][other], other: kept["entries"][one]}
    path.write_text(json.dumps(kept), encoding="utf-8")
    with pytest.raises(SecretsUnreadable):
        PassphraseVault.open(path, WORDS).get("ada", REFRESH_TOKEN)
    path.write_text("{", encoding="utf-8")
    with pytest.raises(SecretsUnreadable):
        PassphraseVault.open(path, WORDS)


@pytest.mark.parametrize("wrapped", ["", "AAAA"])
def test_a_file_that_was_cut_short_says_so(path: Path, wrapped: str) -> None:
    PassphraseVault.open(path, WORDS, cost=QUICK)
    kept = json.loads(path.read_text())
    path.write_text(json.dumps({**kept, "wrapped": wrapped}))
    with pytest.raises(SecretsUnreadable):
        PassphraseVault.open(path, WORDS)
