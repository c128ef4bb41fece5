"""`mysql://user@host:3306/database?option=…` taken apart into what the driver is told."""

import os
import ssl
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from typing_extensions import override

from pursight_agent.source import SourceNotFound, SourceUnsupported

PORT = 3306
_OPTIONS = {
    "ssl_mode", "ssl_ca", "ssl_cert", "ssl_key", "unix_socket", "socket", "connect_timeout",
    "password", "passwd",
}  # fmt: skip
_SSL_MODES = {"disabled", "preferred", "required", "verify_ca", "verify_identity"}


@dataclass(frozen=True, slots=True)
class Address:
    """Where the server is and who asks; `repr` must not show the password."""

    user: str | None
    password: str
    host: str
    port: int
    database: str
    unix_socket: str | None
    connect_seconds: int
    ssl_mode: str
    ssl_ca: str | None
    ssl_cert: str | None
    ssl_key: str | None

    @override
    def __repr__(self) -> str:
        return f"Address({self.place!r})"

    @property
    def place(self) -> str:
        """Host and port, or the socket's path."""
        return self.unix_socket or f"{self.host}:{self.port}"

    @property
    def trusted(self) -> bool:
        """Whether a password may be sent as it is: nobody else can stand at the other end."""
        return bool(self.unix_socket) or self.ssl_mode in {"verify_ca", "verify_identity"}

    @property
    def driver_options(self) -> dict[str, Any]:
        """Host, port, TLS and account in the words of PyMySQL."""
        options: dict[str, Any] = {
            "user": self.user,
            "password": self.password,
            "database": self.database or None,
            "connect_timeout": self.connect_seconds,
        }
        if self.unix_socket:
            options["unix_socket"] = self.unix_socket
        else:
            options |= {"host": self.host, "port": self.port}
        if self.ssl_mode == "disabled":
            options["ssl_disabled"] = True
        elif self.ssl_mode != "preferred":
            options["ssl"] = self._context()
        return options

    def _context(self) -> ssl.SSLContext:
        for path in (self.ssl_ca, self.ssl_cert, self.ssl_key):
            if path and not Path(path).is_file():
                raise SourceNotFound(
                    f"There is no file {path!r}, which the URL names for TLS.",
                    hint="Check ssl_ca, ssl_cert and ssl_key; give whole paths.",
                )
        try:
            context = ssl.create_default_context(cafile=self.ssl_ca)
            # The certificates that servers make for themselves lack extensions of the strict kind.
            context.verify_flags &= ~ssl.VERIFY_X509_STRICT
            context.check_hostname = self.ssl_mode == "verify_identity"
            if self.ssl_mode == "required":
                context.verify_mode = ssl.CERT_NONE
            if self.ssl_cert:
                context.load_cert_chain(self.ssl_cert, self.ssl_key)
        except (OSError, ssl.SSLError) as error:
            raise SourceUnsupported(
                "A file that the URL names for TLS is no certificate or key in PEM.",
                hint="Check ssl_ca, ssl_cert and ssl_key.",
            ) from error
        return context


def parse(url: str, secret: str | None, *, connect_seconds: int) -> Address:
    """Take the URL apart.

    Args:
        url: Scheme `mysql` or `mariadb`; a password in it gives way to `secret`.
        secret: The password; without any, MYSQL_PWD of the environment.
        connect_seconds: Patience when the URL says nothing of it.

    Raises:
        SourceUnsupported: It cannot be understood.
    """
    try:
        parts = urlsplit(url)
        port = parts.port or PORT
        given = dict(
            parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
        )
        patience = int(given.get("connect_timeout", connect_seconds))
    except ValueError as error:
        raise _misunderstood() from error
    database = parts.path.removeprefix("/")
    if "/" in database or parts.fragment or not 0 < patience < 3600:
        raise _misunderstood()
    options = {key.lower().replace("-", "_"): value for key, value in given.items()}
    if unknown := sorted(options.keys() - _OPTIONS):
        raise SourceUnsupported(
            f"The URL has an option that is not known: {unknown[0]!r}.",
            hint="Known are ssl_mode, ssl_ca, ssl_cert, ssl_key, unix_socket and connect_timeout.",
        )
    mode = options.get("ssl_mode", "").lower()
    if not mode:
        mode = "verify_ca" if options.get("ssl_ca") else "preferred"
        mode = "required" if mode == "preferred" and options.get("ssl_cert") else mode
    if mode not in _SSL_MODES:
        raise SourceUnsupported(
            "The URL's ssl_mode is not one of those that exist.",
            hint="It is disabled, preferred, required, verify_ca or verify_identity.",
        )
    password = unquote(parts.password or "") or options.get("password") or options.get("passwd")
    return Address(
        user=unquote(parts.username) if parts.username else None,
        password=secret if secret is not None else password or os.environ.get("MYSQL_PWD", ""),
        host=parts.hostname or "localhost",
        port=port,
        database=unquote(database),
        unix_socket=options.get("unix_socket") or options.get("socket") or None,
        connect_seconds=patience,
        ssl_mode=mode,
        ssl_ca=options.get("ssl_ca") or None,
        ssl_cert=options.get("ssl_cert") or None,
        ssl_key=options.get("ssl_key") or None,
    )


def _misunderstood() -> SourceUnsupported:
    return SourceUnsupported(
        "The URL cannot be understood.",
        hint="Write mysql://user@host:3306/database; percent-encode special characters.",
    )
