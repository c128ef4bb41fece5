"""TLS to a MySQL or MariaDB server is as strict as the URL says, and what fails is said."""

import os
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.builders.mariadb import MariaServer

from pursight.clock import SystemClock
from pursight_agent.connectors import open_source
from pursight_agent.source import SourceRefused
from pursight_server.platform.crypto import TLS_CERTIFICATE, TLS_KEY, make_keys


@pytest.fixture(scope="module")
def server(mariadb_programs: None) -> Iterator[tuple[MariaServer, Path]]:
    """A server that lets nobody in without TLS, and the certificate it shows for 127.0.0.1."""
    server = MariaServer()
    try:
        keys = server.folder / "keys"
        make_keys(keys, SystemClock())
        keys.chmod(0o711)
        if os.geteuid() == 0:
            for name in (TLS_KEY, TLS_CERTIFICATE):
                shutil.chown(keys / name, "nobody")
        server.options = (
            f"--ssl-cert={keys / TLS_CERTIFICATE}",
            f"--ssl-key={keys / TLS_KEY}",
        )
        server.start()
        server.run("CREATE USER safe@'127.0.0.1' IDENTIFIED BY 'word' REQUIRE SSL")
        yield server, keys / TLS_CERTIFICATE
    finally:
        server.remove()


def url_of(server: MariaServer, options: str) -> str:
    return f"mysql://safe:word@127.0.0.1:{server.port}/?{options}"


def test_it_is_used_where_it_is_there(server: tuple[MariaServer, Path]) -> None:
    running, certificate = server
    for way in (
        "connect_timeout=9",
        "ssl_mode=required",
        f"ssl_ca={certificate}",
        f"ssl_ca={certificate}&ssl_mode=verify_identity",
    ):
        with closing(open_source(url_of(running, way))) as source:
            assert source.test().kind == "mariadb", way


def test_who_stays_without_it_is_refused(server: tuple[MariaServer, Path]) -> None:
    with pytest.raises(SourceRefused):
        open_source(url_of(server[0], "ssl_mode=disabled")).test()


def test_a_certificate_of_somebody_else_is_not_trusted(
    server: tuple[MariaServer, Path], tmp_path: Path
) -> None:
    running, certificate = server
    make_keys(tmp_path, SystemClock())
    other = tmp_path / TLS_CERTIFICATE
    for way in (f"ssl_ca={other}", "ssl_mode=verify_identity"):
        with pytest.raises(SourceRefused, match="cannot be trusted"):
            open_source(url_of(running, way)).test()
    named = url_of(running, f"ssl_ca={certificate}&ssl_mode=verify_identity")
    with pytest.raises(SourceRefused, match="cannot be trusted"):
        open_source(named.replace("127.0.0.1", "127.1")).test()


def test_a_server_without_it_is_refused_when_it_is_wanted(mariadb_server: MariaServer) -> None:
    with pytest.raises(SourceRefused, match="do not agree on TLS"):
        open_source(f"{mariadb_server.url()}?ssl_mode=required").test()
