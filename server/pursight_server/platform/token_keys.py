"""Keys of access tokens that change while servers run: the one before, the present, the next."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from pursight.errors import Refused
from pursight_server.platform.crypto import KeysMissing, ServerKeys, key_id
from pursight_server.platform.private_files import write_private

RING: Final = "token-keys.json"
LEAD: Final = timedelta(seconds=60)
"""How long a key is known before it signs, so that every server has heard of it by then."""

OVERLAP: Final = timedelta(minutes=61)
"""How long a key still counts after the next one signs: the longest life a token can have."""


@dataclass(frozen=True, slots=True)
class TokenKey:
    """One key and when it is good.

    Attributes:
        signs_from: Since when it signs; None for the installation's first.
        counts_until: When the last token that it signed has run out; None as long as it signs.
    """

    private: Ed25519PrivateKey
    signs_from: datetime | None = None
    counts_until: datetime | None = None

    @property
    def id(self) -> str:
        """Its `kid`."""
        return key_id(self.private.public_key())


class TokenRing:
    """The keys that are good now; another process may add one at any time.

    Args:
        keys: The installation's keys; the first of all token keys is among them.
        folder: Where further keys lie; None where keys are kept nowhere.
    """

    def __init__(self, keys: ServerKeys, folder: Path | None = None) -> None:
        self._first, self._folder = keys.token_signing, folder
        self._stamp: tuple[int, int] | None = None
        self._keys: Sequence[TokenKey] = (TokenKey(keys.token_signing),)

    def present(self, now: datetime) -> TokenKey:
        """Give the key that signs now."""
        signing = [
            one for one in self.known(now) if one.signs_from is None or one.signs_from <= now
        ]
        return max(signing, key=lambda one: one.signs_from.timestamp() if one.signs_from else 0.0)

    def find(self, kid: object, now: datetime) -> Ed25519PublicKey | None:
        """Find the public key of a `kid`; None when there is none that counts."""
        for one in self.known(now):
            if one.id == kid and (one.signs_from is None or one.signs_from <= now):
                return one.private.public_key()
        return None

    def known(self, now: datetime) -> list[TokenKey]:
        """List the keys that count, the next one as well."""
        self._look()
        return [one for one in self._keys if one.counts_until is None or now < one.counts_until]

    def published(self, now: datetime) -> dict[str, list[dict[str, str]]]:
        """Spell the public keys as a JWK set (RFC 8037)."""
        return {
            "keys": [
                {
                    "kty": "OKP",
                    "crv": "Ed25519",
                    "alg": "EdDSA",
                    "use": "sig",
                    "kid": one.id,
                    "x": base64.urlsafe_b64encode(one.private.public_key().public_bytes_raw())
                    .decode()
                    .rstrip("="),
                }
                for one in self.known(now)
            ]
        }

    def _look(self) -> None:
        if self._folder is None:
            return
        try:
            found = (self._folder / RING).stat()
        except FileNotFoundError:
            return
        stamp = (found.st_mtime_ns, found.st_ino)
        if stamp != self._stamp:
            self._keys = _read(self._folder, self._first)
            self._stamp = stamp


def rotate(keys: ServerKeys, folder: Path, now: datetime) -> str:
    """Make the next key; servers that run begin to sign with it in a minute. Returns its id.

    Keys whose last token has run out are forgotten, but for the first: other secrets come of it.

    Raises:
        Refused: The next key has not begun to sign yet.
        KeysMissing: The file of further keys is damaged.
    """
    known = _read(folder, keys.token_signing) if (folder / RING).exists() else ()
    known = known or (TokenKey(keys.token_signing),)
    if any(one.signs_from is not None and one.signs_from > now for one in known):
        raise Refused("the next key does not sign yet", hint="Wait a minute.")
    begins = now + LEAD
    made = TokenKey(Ed25519PrivateKey.generate(), begins)
    kept = [
        TokenKey(one.private, one.signs_from, one.counts_until or begins + OVERLAP)
        for one in known
        if one.counts_until is None or now < one.counts_until
    ]
    spelled = [_spell(one) for one in (*kept, made)]
    write_private(folder / RING, json.dumps(spelled, indent=1).encode() + b"\n")
    return made.id


def _spell(key: TokenKey) -> dict[str, str | None]:
    return {
        "key": base64.b64encode(key.private.private_bytes_raw()).decode("ascii"),
        "signs_from": _spell_time(key.signs_from),
        "counts_until": _spell_time(key.counts_until),
    }


def _read(folder: Path, first: Ed25519PrivateKey) -> tuple[TokenKey, ...]:
    try:
        listed = json.loads((folder / RING).read_bytes())
        found = tuple(
            TokenKey(
                Ed25519PrivateKey.from_private_bytes(base64.b64decode(one["key"], validate=True)),
                _time(one["signs_from"]),
                _time(one["counts_until"]),
            )
            for one in listed
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise KeysMissing(
            f"{RING} holds no keys of tokens",
            hint="Restore it, or delete it: then everybody's console asks for a new token at once.",
        ) from error
    return found or (TokenKey(first),)


def _time(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _spell_time(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()
