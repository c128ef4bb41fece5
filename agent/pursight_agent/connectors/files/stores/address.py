"""What a URL of an object store says: bucket, prefix, who asks, and options (pure)."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

from pursight_agent.source import SourceUnsupported

INSTANCE, ANONYMOUS = "instance", "anonymous"
_OPTIONS = {
    "s3": ("auth", "endpoint", "region", "partitions"),
    "az": ("account", "auth", "endpoint", "partitions"),
    "gs": ("auth", "endpoint", "partitions"),
}


@dataclass(frozen=True, slots=True)
class Address:
    """Where objects lie; never with a secret."""

    scheme: str
    """`s3`, `az` or `gs`."""
    bucket: str
    prefix: str
    """Key of one object, or of the folder without its last slash; empty is the whole bucket."""
    user: str
    """Id of the key (S3) or of the account (Azure); empty when the environment tells."""
    options: Mapping[str, str]

    @property
    def endpoint(self) -> str:
        """Another server than the maker's own; empty is theirs."""
        return self.options.get("endpoint", "").rstrip("/")

    @property
    def location(self) -> str:
        """How reports call it: no user, no secret."""
        at = f"?endpoint={_bare(self.endpoint)}" if self.endpoint else ""
        return f"{self.scheme}://{self.bucket}/{self.prefix}{at}"


def read_address(url: str) -> tuple[Address, str | None]:
    """Take a URL apart into the address and the secret that stood in it, if any.

    Raises:
        SourceUnsupported: It names no bucket, or has an option that nobody knows.
    """
    try:
        parts = urlsplit(url)
        host, user, password = parts.hostname or "", parts.username or "", parts.password
    except ValueError as error:
        raise SourceUnsupported("The URL cannot be understood.", hint=_hint("s3")) from error
    scheme = {"s3": "s3", "gs": "gs", "gcs": "gs"}.get(parts.scheme.lower(), "az")
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    strange = sorted(options.keys() - set(_OPTIONS[scheme]))
    if strange:
        raise SourceUnsupported(
            f"The URL has an option that is not known: {strange[0][:40]!r}.",
            hint=f"Known are {', '.join(_OPTIONS[scheme])}.",
        )
    bucket, secret = host, None if password is None else unquote(password)
    if scheme == "az" and "." in host and user:  # abfs://container@account.dfs.core.windows.net
        bucket, account = user, host.partition(".")[0]
        user, secret = account, None
    elif scheme == "az":
        user = options.get("account", unquote(user))
    if not bucket or options.get("auth", ANONYMOUS) not in (INSTANCE, ANONYMOUS):
        raise SourceUnsupported(
            "The URL names no bucket, or a way of signing in that is not known.",
            hint=_hint(scheme),
        )
    prefix = unquote(parts.path).strip("/")
    return Address(scheme, bucket, prefix, unquote(user), options), secret


def _hint(scheme: str) -> str:
    return {
        "s3": "Use s3://bucket/prefix?region=eu-west-1 (endpoint=, auth=instance or anonymous).",
        "az": "Use az://container/prefix?account=name (endpoint=, auth=instance or anonymous).",
        "gs": "Use gs://bucket/prefix (endpoint=, auth=instance or anonymous).",
    }[scheme]


def _bare(endpoint: str) -> str:
    """An endpoint without whoever signs in there."""
    scheme, separator, rest = endpoint.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}{separator}{host.rpartition('@')[2]}{slash}{path}"
