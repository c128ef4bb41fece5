"""Which servers are trusted: by an authority, by a confirmed key, and never unencrypted."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from pursight.clock import SystemClock
from pursight_desktop.session import trust
from pursight_desktop.session.answers import Offline, ServerKeyChanged, no_answer
from pursight_server.platform.crypto import TLS_CERTIFICATE, TLS_KEY, make_keys, spki_sha256


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("pursight", "https://pursight"),
        (" https://pursight:8443/ ", "https://pursight:8443"),
        ("HTTPS://PurSight.Example/console?x=1", "https://pursight.example"),
        ("http://localhost:8000", "http://localhost:8000"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("https://[::1]:8443", "https://[::1]:8443"),
    ],
)
def test_addresses_have_one_form(typed: str, meant: str) -> None:
    assert trust.spell_url(typed) == meant


@pytest.mark.parametrize(
    "typed", ["", "   ", "ftp://server", "https://", "https://a b", "https://a:port", "http://far"]
)
def test_what_is_no_safe_address_is_refused(typed: str) -> None:
    with pytest.raises(trust.BadAddress):
        trust.spell_url(typed)


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[tuple[str, str, bytes]]:
    """A server with a certificate of its own: address, fingerprint, certificate."""
    make_keys(tmp_path, SystemClock())
    pem = (tmp_path / TLS_CERTIFICATE).read_bytes()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(tmp_path / TLS_CERTIFICATE, tmp_path / TLS_KEY)

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if await reader.readline():
            writer.write(b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n")
            await writer.drain()
        writer.close()

    running = await asyncio.start_server(answer, "127.0.0.1", 0, ssl=context)
    async with running:
        port = running.sockets[0].getsockname()[1]
        yield f"https://127.0.0.1:{port}", spki_sha256(pem), pem


async def ask(url: str, pin: str) -> int:
    try:
        async with httpx.AsyncClient(verify=trust.context(url, pin)) as client:
            return (await client.get(url)).status_code
    except httpx.HTTPError as error:
        raise no_answer(url, error) from error


async def test_a_confirmed_key_is_trusted_and_no_other(server: tuple[str, str, bytes]) -> None:
    url, pin, pem = server
    assert await asyncio.to_thread(trust.look_at, url) == pin
    assert trust.pin_of_certificate(pem) == pin
    assert await ask(url, pin) == 204
    with pytest.raises(ServerKeyChanged):
        await ask(url, "0" * 64)
    with pytest.raises(ServerKeyChanged):
        await ask(url, "")


async def test_nobody_there_is_offline() -> None:
    with pytest.raises(Offline):
        await asyncio.to_thread(trust.look_at, "https://127.0.0.1:9")
    with pytest.raises(Offline):
        await ask("https://127.0.0.1:9", "")
    assert trust.look_at("http://127.0.0.1:9") == ""


def test_a_fingerprint_is_spelled_for_the_ear() -> None:
    assert trust.spell_pin("0123456789ab") == "0123 4567 89ab"
    assert "0123 4567" in trust.UnknownServer("host", "01234567").hint


def test_a_file_without_certificate_is_refused() -> None:
    with pytest.raises(trust.BadAddress):
        trust.pin_of_certificate(b"-----BEGIN NOTHING-----")
