"""Addresses of MySQL and MariaDB servers are understood, or refused without repeating them."""

import ssl

import pytest

from pursight_agent.connectors import open_source
from pursight_agent.connectors.mysql import MysqlSource
from pursight_agent.connectors.mysql.address import parse
from pursight_agent.source import SourceError, SourceNotFound, SourceUnsupported


@pytest.fixture(autouse=True)
def no_password_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MYSQL_PWD", raising=False)


def test_all_parts_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    found = parse("mysql://a%40b:p%2Fw@db.example:3307/sh%20op", None, connect_seconds=9)
    assert found.driver_options == {
        "user": "a@b", "password": "p/w", "host": "db.example", "port": 3307,
        "database": "sh op", "connect_timeout": 9,
    }  # fmt: skip
    assert found.place == "db.example:3307"
    assert "p/w" not in repr(found)
    bare = parse("mariadb://[::1]?connect_timeout=3", "given", connect_seconds=9)
    assert (bare.host, bare.port, bare.database) == ("::1", 3306, "")
    assert (bare.password, bare.connect_seconds, bare.user) == ("given", 3, None)
    monkeypatch.setenv("MYSQL_PWD", "of-the-environment")
    assert parse("mysql://u@h/d", None, connect_seconds=9).password == "of-the-environment"
    assert parse("mysql://u:own@h/d", None, connect_seconds=9).password == "own"


def test_a_socket_stands_for_host_and_port() -> None:
    found = parse(
        "mysql://u@localhost/d?unix_socket=/run/mysqld/mysqld.sock", "", connect_seconds=9
    )
    assert found.driver_options["unix_socket"] == found.place == "/run/mysqld/mysqld.sock"
    assert "host" not in found.driver_options
    assert found.trusted


@pytest.mark.parametrize(
    ("options", "verify", "names", "trusted"),
    [
        ("ssl_mode=required", ssl.CERT_NONE, False, False),
        ("ssl_mode=verify_ca", ssl.CERT_REQUIRED, False, True),
        ("ssl_mode=VERIFY_IDENTITY", ssl.CERT_REQUIRED, True, True),
    ],
)
def test_tls_is_as_strict_as_it_is_told(
    options: str, verify: ssl.VerifyMode, names: bool, trusted: bool
) -> None:
    found = parse(f"mysql://u@h/d?{options}", "", connect_seconds=9)
    context = found.driver_options["ssl"]
    assert (context.verify_mode, context.check_hostname) == (verify, names)
    assert found.trusted is trusted


def test_tls_is_used_when_it_is_there_unless_it_is_switched_off() -> None:
    usual = parse("mysql://u@h/d", "", connect_seconds=9)
    assert not usual.driver_options.keys() & {"ssl", "ssl_disabled"}
    assert not usual.trusted
    none = parse("mysql://u@h/d?ssl_mode=disabled", "", connect_seconds=9)
    assert none.driver_options["ssl_disabled"] is True
    assert parse("mysql://u@h/d?ssl_ca=/no/file", "", connect_seconds=9).ssl_mode == "verify_ca"
    with pytest.raises(SourceNotFound, match="TLS"):
        MysqlSource("mysql://u@h/d?ssl_ca=/no/file").test()
    with pytest.raises(SourceUnsupported, match="PEM"):
        MysqlSource(f"mysql://u@h/d?ssl_ca={__file__}").test()


@pytest.mark.parametrize(
    "url",
    [
        "mysql://u:secret-4711@h:99999999/d",
        "mysql://u:secret-4711@h:port/d",
        "mysql://u:secret-4711@h/d/e",
        "mysql://u:secret-4711@h/d?connect_timeout=soon",
        "mysql://u:secret-4711@h/d?connect_timeout=0",
        "mysql://u:secret-4711@h/d?local_infile=1",
        "mysql://u:secret-4711@h/d?ssl_mode=perhaps",
        "mysql://u:secret-4711@h/d?ssl_mode",
        "mysql://u:secret-4711@[h/d",
    ],
)
def test_what_is_no_address_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(SourceError) as caught:
        open_source(url).test()
    assert isinstance(caught.value, SourceUnsupported)
    assert "4711" not in f"{caught.value.message}{caught.value.hint}"
