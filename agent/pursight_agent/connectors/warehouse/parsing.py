"""`scheme://user@host:port/database?option=…` taken apart."""

import os
from urllib.parse import parse_qsl, unquote, urlsplit

from pursight_agent.connectors.warehouse.address import Address, misunderstood
from pursight_agent.connectors.warehouse.flavour import Flavour

_SECRETS = frozenset({"password", "passwd", "pwd"})


def parse(url: str, flavour: Flavour, secret: str | None) -> Address:
    """Take a URL apart.

    Raises:
        SourceUnsupported: It cannot be understood, or has an option that nobody knows.
    """
    try:
        parts = urlsplit(url)
        host, port, user, password = parts.hostname, parts.port, parts.username, parts.password
        given = dict(
            parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
        )
    except ValueError as error:
        raise misunderstood(flavour.name) from error
    in_query = [given.pop(key) for key in list(given) if key.lower() in _SECRETS]
    unknown = sorted(set(given) - flavour.options)
    if unknown or not host or "/" in parts.path.strip("/"):
        raise misunderstood(flavour.name, unknown)
    secret = secret or (unquote(password) if password else None) or next(iter(in_query), None)
    secret = secret or os.environ.get(flavour.variable) or None
    return Address(
        # The host of Snowflake and BigQuery is a name, whose letters have a case.
        host=_as_written(parts.netloc) or host,
        port=port,
        user=unquote(user) if user else None,
        database=unquote(parts.path.strip("/")),
        options=given,
        secret=secret,
    )


def _as_written(netloc: str) -> str:
    host = netloc.rpartition("@")[2]
    return "" if host.startswith("[") else host.partition(":")[0]
