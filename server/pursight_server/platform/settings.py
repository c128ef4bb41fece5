"""Settings from the environment, typed and checked once."""

import os
import sys
from datetime import timedelta
from enum import StrEnum
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


class Role(StrEnum):
    """What one server process does; one machine by default does all of it."""

    API = "api"
    WORKER = "worker"


class MailSecurity(StrEnum):
    """How the mail server is spoken to."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


class LogFormat(StrEnum):
    """How log lines look."""

    JSON = "json"
    CONSOLE = "console"


def default_data_dir() -> Path:
    """Where a server keeps its files when nothing is said: root's are the machine's."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home())) / "PurSight" / "server"
    if os.geteuid() == 0:
        return Path("/var/lib/pursight/server")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "PurSight" / "server"
    data_home = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(data_home) / "pursight" / "server"


class Settings(BaseSettings):
    """Everything an administrator can set, as `PURSIGHT_<NAME>`; the command line wins over it."""

    model_config = SettingsConfigDict(env_prefix="PURSIGHT_", extra="ignore", frozen=True)

    data_dir: Path = Field(
        default_factory=default_data_dir, description="Keys, embedded database, server.json"
    )
    database_url: SecretStr | None = Field(
        default=None,
        description="Your own PostgreSQL, signed in as the application role; "
        "empty: PurSight starts its own in the data directory",
    )
    migration_url: SecretStr | None = Field(
        default=None,
        description="The same database as the owner role; needed by `migrate` and `init`",
    )
    backup_url: SecretStr | None = Field(
        default=None,
        description="The same database as a role that sees all rows; needed by `backup`, `restore`",
    )
    pg_bin: Path | None = Field(
        default=None,
        description="Folder with other PostgreSQL programs (initdb, postgres, pg_dump)",
    )
    host: str = Field(default="127.0.0.1", description="Address to listen on")
    port: int = Field(default=8470, ge=0, le=65535, description="0 takes any free port")
    roles: Annotated[frozenset[Role], NoDecode] = Field(
        default=frozenset(Role), description="What this process does, separated by commas"
    )
    tls_certificate: Path | None = Field(default=None, description="PEM chain of your own")
    tls_key: Path | None = Field(default=None, description="PEM private key of that certificate")
    plain_http: bool = Field(
        default=False, description="No TLS; only on a loopback address or behind trusted proxies"
    )
    trusted_proxies: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        description="Addresses or networks, by comma, whose X-Forwarded-For is believed; with "
        "plain HTTP beyond this machine only they are answered",
    )
    host_names: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(), description="More names by which this server is reached, by comma"
    )
    rate_limit: int = Field(
        default=3000, ge=0, description="Requests a minute of one person; 0: no limit"
    )
    sign_in_limit: int = Field(
        default=60, ge=0, description="Tries to sign in a minute from one address; 0: no limit"
    )
    public_url: str = Field(default="", description="How others reach this server, behind a proxy")
    log_format: LogFormat = Field(default=LogFormat.CONSOLE, description="`json` or `console`")
    log_level: str = Field(default="info", pattern="^(debug|info|warning|error)$")
    pool_size: int = Field(default=10, ge=1, le=200, description="Database connections at most")
    body_limit: int = Field(
        default=4 * 1024 * 1024, ge=1024, description="Bytes of a request's body at most"
    )
    access_token_minutes: float = Field(default=5, gt=0, le=60)
    refresh_token_days: float = Field(default=14, gt=0, le=90)
    providers_on_loopback: bool = Field(
        default=False,
        description="Let identity providers be reached on this machine without TLS; for trials",
    )
    leaked_passwords: Path | None = Field(
        default=None,
        description="File of passwords that nobody may have, as Have I Been Pwned gives it out: "
        "SHA-1 in hex, sorted",
    )
    offline_days: float = Field(
        default=7, gt=0, le=365, description="How long a console may work without the server"
    )
    seal_file: Path | None = Field(
        default=None,
        description="File that gets each signed head of the log; best on another machine",
    )
    seal_syslog: str = Field(
        default="",
        pattern=r"^(|.+:[0-9]{1,5})$",
        description="host:port of a syslog (TCP, RFC 5424) that is sent each signed head",
    )
    field_key: SecretStr | None = Field(
        default=None,
        description="Key for secrets in the database, 32 bytes in base64; empty: a file in `keys`",
    )
    field_keys_before: SecretStr | None = Field(
        default=None, description="Earlier ones, by comma, until a rotation has ended"
    )
    field_key_port: str = Field(
        default="",
        pattern=r"^(|[\w.]+:\w+)$",
        description="module:function that makes a key port to a KMS",
    )
    seal_email: str = Field(
        default="", description="Address that gets each log's newest signed head once a day"
    )
    smtp_host: str = Field(default="", description="Mail server; empty: nothing is mailed")
    smtp_port: int = Field(default=587, ge=1, le=65535)
    smtp_security: MailSecurity = Field(
        default=MailSecurity.STARTTLS, description="`starttls`, `tls`, or `none`"
    )
    smtp_ca: Path | None = Field(
        default=None, description="PEM of an authority of your own for the mail server"
    )
    smtp_user: str = Field(default="", description="Empty: no sign-in")
    smtp_password: SecretStr = Field(default=SecretStr(""))
    mail_from: str = Field(default="pursight@localhost", description="Sender of messages")
    idempotency_hours: float = Field(default=24, gt=0, description="How long replies are kept")

    @field_validator("roles", mode="before")
    @classmethod
    def _split_roles(cls, value: object) -> object:
        if isinstance(value, str):
            return frozenset(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("trusted_proxies", "host_names", mode="before")
    @classmethod
    def _split_names(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("trusted_proxies")
    @classmethod
    def _are_networks(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for part in value:
            ip_network(part, strict=False)
        return value

    @property
    def access_token_life(self) -> timedelta:
        """How long an access token is good for."""
        return timedelta(minutes=self.access_token_minutes)

    @property
    def refresh_token_life(self) -> timedelta:
        """How long a session lasts without being used."""
        return timedelta(days=self.refresh_token_days)

    @property
    def offline_life(self) -> timedelta:
        """How long a console may work without having heard from the server."""
        return timedelta(days=self.offline_days)
