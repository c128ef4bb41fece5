"""Keys: made once, closed to others, each for one purpose."""

import ssl
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization

from pursight.clock import StoppedClock
from pursight_server.platform import crypto
from pursight_server.platform.crypto import KeysMissing, ServerKeys, make_keys, spki_sha256

CLOCK = StoppedClock(datetime(2026, 11, 21, tzinfo=UTC))


def test_keys_are_made_once_and_closed(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    assert len(make_keys(folder, CLOCK)) == 5
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert make_keys(folder, CLOCK) == []
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    loaded = ServerKeys.load(folder)
    assert loaded.token_key_id == ServerKeys.load(folder).token_key_id
    assert loaded.cursor_secret == ServerKeys.load(folder).cursor_secret
    assert len(loaded.job_public) == 32
    (folder / crypto.JOB_KEY).unlink()
    with pytest.raises(KeysMissing):
        ServerKeys.load(folder)
    assert make_keys(folder, CLOCK) == [crypto.JOB_KEY]


def test_the_certificate_names_this_machine_and_its_pin_is_of_the_key(tmp_path: Path) -> None:
    make_keys(tmp_path, CLOCK)
    pem = (tmp_path / crypto.TLS_CERTIFICATE).read_bytes()
    certificate = x509.load_pem_x509_certificate(pem)
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert "localhost" in names.get_values_for_type(x509.DNSName)
    addresses = {str(ip) for ip in names.get_values_for_type(x509.IPAddress)}
    assert addresses == {"127.0.0.1", "::1"}
    key = serialization.load_pem_private_key((tmp_path / crypto.TLS_KEY).read_bytes(), None)
    der = key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    digest = hashes.Hash(hashes.SHA256())
    digest.update(der)
    assert spki_sha256(pem) == digest.finalize().hex()
    ssl.create_default_context(cadata=pem.decode())


def test_secrets_differ_from_server_to_server() -> None:
    one, two = ServerKeys.generate(), ServerKeys.generate()
    assert one.cursor_secret != two.cursor_secret
    assert one.token_key_id != two.token_key_id
