"""A directory over LDAP: TLS always, time-outs always, referrals never."""

import ssl
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any, Final

import structlog
from ldap3 import IP_V4_PREFERRED, NONE, SIMPLE, SUBTREE, Connection, Server, Tls
from ldap3.core.exceptions import LDAPException
from typing_extensions import override

from pursight_server.access.directories.model import (
    BadDirectory,
    Directory,
    Entry,
    address_of,
    filter_for,
    is_disabled,
)
from pursight_server.access.directories.ports import DirectoryAway, Stage

_CONNECT_SECONDS: Final = 5
_ANSWER_SECONDS: Final = 10
_MOST_GROUPS: Final = 1000
_RIGHT, _WRONG_PASSWORD = 0, 49
_TOO_MANY = 4
_STATE: Final = ("userAccountControl", "nsAccountLock", "pwdAccountLockedTime")

_log = structlog.get_logger("pursight.directories")


class LdapDirectory:
    """One organisation's directory; its servers are tried in turn."""

    def __init__(self, directory: Directory, bind_password: str) -> None:
        self._directory, self._bind_password = directory, bind_password

    def find(self, login: str) -> Entry | None:
        """Find the one person who signs in by this name."""
        of = self._directory
        wanted = {of.subject_attribute, of.email_attribute, of.name_attribute, of.group_attribute}
        with self._searching() as connection:
            found = _search(
                connection, of.base, filter_for(of.user_filter, login), [*wanted, *_STATE], most=2
            )
            if len(found) != 1:
                return None
            dn, attributes = found[0]
            subject = _subject(of.subject_attribute, attributes)
            if not dn or not subject:
                return None
            groups = {_text(one) for one in attributes.get(of.group_attribute.lower(), ())}
            if of.group_filter:
                inside = filter_for(of.group_filter, dn)
                named = _search(connection, of.group_base or of.base, inside, ["1.1"])
                groups |= {group for group, _ in named}
        return Entry(
            dn=dn,
            subject=subject,
            email=_first(attributes, of.email_attribute),
            name=_first(attributes, of.name_attribute),
            groups=frozenset(group.lower() for group in groups),
            disabled=is_disabled(attributes),
        )

    def fits(self, dn: str, password: str) -> bool:
        """Whether this is the password; an empty one would bind as nobody, and succeed."""
        if not dn or not password or "\x00" in password:
            return False
        with self._connected(dn, password) as connection:
            result = _bound(connection)
        if result not in {_RIGHT, _WRONG_PASSWORD}:
            _log.info("refused by the directory", result=result)
        return result == _RIGHT

    @contextmanager
    def _searching(self) -> Iterator[Connection]:
        with self._connected(self._directory.bind_dn, self._bind_password) as connection:
            result = _bound(connection)
            if result != _RIGHT:
                _log.warning("the directory refuses the account to search with", result=result)
                raise _away("account")
            yield connection

    @contextmanager
    def _connected(self, dn: str, password: str) -> Iterator[Connection]:
        connection = self._open(dn, password)
        try:
            yield connection
        except LDAPException as error:
            _log.warning("the directory broke off", reason=type(error).__name__)
            raise _away() from error
        finally:
            _close(connection)

    def _open(self, dn: str, password: str) -> Connection:
        for url in self._directory.urls:
            connection = _connection(url, self._directory.ca, dn, password)
            try:
                _secure(connection)
            except (LDAPException, OSError, ssl.SSLError) as error:
                _close(connection)
                _log.warning("a server of the directory is away", reason=type(error).__name__)
            else:
                return connection
        raise _away()


def check_authority(ca: str) -> None:
    """Refuse certificates that cannot be read.

    Raises:
        BadDirectory: They are none.
    """
    try:
        ssl.create_default_context(cadata=ca or None)
    except (ssl.SSLError, ValueError) as error:
        raise BadDirectory(
            "the certificates to trust cannot be read",
            hint="Give them as text: -----BEGIN CERTIFICATE-----, one after the other.",
        ) from error


class _Checked(Tls):  # type: ignore[misc]  # ldap3 has no types
    """TLS 1.2 at least, with the certificate and its name checked by Python, not by ldap3."""

    def __init__(self, host: str, ca: str) -> None:
        super().__init__(validate=ssl.CERT_REQUIRED)
        self._host = host
        self._context = ssl.create_default_context(cadata=ca or None)
        self._context.minimum_version = ssl.TLSVersion.TLSv1_2

    @override
    def wrap_socket(self, connection: Any, do_handshake: bool = False) -> None:
        plain = connection.socket
        connection.socket = self._context.wrap_socket(plain, server_hostname=self._host)


def _connection(url: str, ca: str, dn: str, password: str) -> Connection:
    host, port, at_once = address_of(url)
    tls = _Checked(host, ca)
    server = Server(
        host,
        port=port,
        use_ssl=at_once,
        tls=tls,
        get_info=NONE,
        mode=IP_V4_PREFERRED,
        connect_timeout=_CONNECT_SECONDS,
        allowed_referral_hosts=[],
    )
    return Connection(
        server,
        user=dn,
        password=password,
        authentication=SIMPLE,
        auto_referrals=False,
        check_names=False,
        read_only=True,
        receive_timeout=_ANSWER_SECONDS,
        raise_exceptions=False,
    )


def _secure(connection: Connection) -> None:
    """Connect, with TLS before anything is said.

    Raises:
        LDAPException, OSError: The server is away, is not who it should be, or begins no TLS.
    """
    connection.open(read_server_info=False)
    if not connection.server.ssl and not connection.start_tls(read_server_info=False):
        raise LDAPException("the server does not begin TLS")


def _bound(connection: Connection) -> int:
    connection.bind(read_server_info=False)
    return int(connection.result["result"])


def _search(
    connection: Connection,
    base: str,
    wanted: str,
    attributes: Sequence[str],
    *,
    most: int = _MOST_GROUPS,
) -> list[tuple[str, dict[str, Sequence[bytes]]]]:
    connection.search(
        base,
        wanted,
        search_scope=SUBTREE,
        attributes=list(attributes),
        size_limit=most,
        time_limit=_ANSWER_SECONDS,
    )
    if connection.result["result"] not in {_RIGHT, _TOO_MANY}:
        _log.warning("the directory cannot be searched", result=connection.result["result"])
        raise _away("search")
    entries: list[Any] = [
        one for one in connection.response or [] if one["type"] == "searchResEntry"
    ]
    return [
        (one["dn"], {name.lower(): values for name, values in one["raw_attributes"].items()})
        for one in entries
    ]


def _subject(name: str, attributes: Mapping[str, Sequence[bytes]]) -> str:
    values = attributes.get(name.lower(), ())
    if len(values) != 1:
        return ""
    return values[0].hex() if name.lower() == "objectguid" else _text(values[0])


def _first(attributes: Mapping[str, Sequence[bytes]], name: str) -> str:
    return next((_text(one) for one in attributes.get(name.lower(), ())), "")


def _text(value: bytes) -> str:
    return value.decode("utf-8", errors="replace").replace("\x00", "")


def _close(connection: Connection) -> None:
    with suppress(LDAPException, OSError):
        connection.unbind()
    if connection.socket is not None:  # one that could not connect is left open otherwise
        with suppress(OSError):
            connection.socket.close()


def _away(stage: Stage = "server") -> DirectoryAway:
    return DirectoryAway(
        "the organisation's directory cannot be asked now",
        hint="Try again in a moment. An administrator finds the reason in the server's log.",
        stage=stage,
    )
