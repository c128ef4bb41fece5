"""Keys: made once, closed to others, each for one purpose."""

import contextlib
import ssl
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization

from pursight.clock import StoppedClock, SystemClock
from pursight_server.app.serving import renew_certificate
from pursight_server.platform import crypto
from pursight_server.platform.certificates import AUTHORITY, LIFE, RENEWED_BEFORE
from pursight_server.platform.crypto import KeysMissing, ServerKeys, make_keys, spki_sha256
from pursight_server.platform.installation import Installation
from pursight_server.platform.listening import ListenRefused, listen
from pursight_server.platform.settings import Settings

CLOCK = StoppedClock(datetime(2026, 11, 21, tzinfo=UTC))


def test_keys_are_made_once_and_closed(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    assert len(make_keys(folder, CLOCK)) == 7
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
    assert len(x509.load_pem_x509_certificates(pem)) == 2  # its authority comes with it


def handshake(server: ssl.SSLContext, client: ssl.SSLContext, name: str) -> bytes:
    """Shake hands in memory; gives the server's certificate."""
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    there = server.wrap_bio(to_server, to_client, server_side=True)
    here = client.wrap_bio(to_client, to_server, server_hostname=name)
    for _round in range(4):
        for side in (here, there):
            with contextlib.suppress(ssl.SSLWantReadError):
                side.do_handshake()
    return here.getpeercert(binary_form=True) or b""


def test_who_trusts_the_authority_trusts_the_server_through_renewals(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, host_names="pursight.example.org", port=0)
    installation, clock = Installation(settings), StoppedClock(SystemClock().now())
    installation.prepare(clock)
    endpoint = listen(settings, installation.keys)
    endpoint.socket.close()
    assert endpoint.tls is not None
    client = ssl.create_default_context(cafile=installation.keys / AUTHORITY)
    client.verify_flags |= ssl.VERIFY_X509_STRICT
    for name in ("localhost", "127.0.0.1", "pursight.example.org"):
        first = handshake(endpoint.tls, client, name)
    with pytest.raises(ssl.SSLCertVerificationError):
        handshake(endpoint.tls, client, "elsewhere.example.org")
    stranger = ssl.create_default_context()
    with pytest.raises(ssl.SSLCertVerificationError):
        handshake(endpoint.tls, stranger, "localhost")
    clock.advance(LIFE - RENEWED_BEFORE - timedelta(hours=1))
    renew_certificate(installation, endpoint, clock)
    assert handshake(endpoint.tls, client, "localhost") == first
    clock.advance(timedelta(hours=2))
    renew_certificate(installation, endpoint, clock)
    anyone = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    anyone.check_hostname, anyone.verify_mode = False, ssl.CERT_NONE  # it begins in the future
    renewed = x509.load_der_x509_certificate(handshake(endpoint.tls, anyone, "localhost"))
    assert renewed.not_valid_after_utc > x509.load_der_x509_certificate(first).not_valid_after_utc
    pem = renewed.public_bytes(serialization.Encoding.PEM)
    assert spki_sha256(pem) == endpoint.spki_sha256  # agents' pins hold
    authority = (installation.keys / AUTHORITY).read_bytes()
    renewed.verify_directly_issued_by(x509.load_pem_x509_certificate(authority))


def test_a_new_name_or_a_certificate_of_earlier_versions_is_replaced_the_key_stays(
    tmp_path: Path,
) -> None:
    make_keys(tmp_path, CLOCK)
    key = (tmp_path / crypto.TLS_KEY).read_bytes()
    assert make_keys(tmp_path, CLOCK, ["pursight.example.org"]) == [crypto.TLS_CERTIFICATE]
    assert make_keys(tmp_path, CLOCK, ["pursight.example.org"]) == []
    (tmp_path / crypto.TLS_CERTIFICATE).write_bytes((tmp_path / AUTHORITY).read_bytes())
    assert make_keys(tmp_path, CLOCK) == [crypto.TLS_CERTIFICATE]
    assert (tmp_path / crypto.TLS_KEY).read_bytes() == key


def test_a_renewed_certificate_of_another_key_is_not_shown(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, port=0)
    installation = Installation(settings)
    installation.prepare(CLOCK)
    endpoint = listen(settings, installation.keys)
    endpoint.socket.close()
    (installation.keys / crypto.TLS_KEY).unlink()
    with pytest.raises(ListenRefused, match="another key"):
        renew_certificate(installation, endpoint, CLOCK)


def test_secrets_differ_from_server_to_server() -> None:
    one, two = ServerKeys.generate(), ServerKeys.generate()
    assert one.cursor_secret != two.cursor_secret
    assert one.token_key_id != two.token_key_id
