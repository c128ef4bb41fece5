"""An LDAP server of the tests' own (OpenLDAP's slapd), on free ports of loopback, with TLS."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any, Final

from ldap3 import MODIFY_REPLACE, NONE, Connection, Server
from tests.builders.ports import free_port

from pursight.clock import SystemClock
from pursight_server.platform.certificates import (
    AUTHORITY,
    TLS_CERTIFICATE,
    TLS_KEY,
    make_certificate,
)

PACKAGES: Final = "slapd"
BASE: Final = "dc=example,dc=com"
ADMINISTRATOR: Final = (f"cn=admin,{BASE}", "the administrator's password")
SEARCHER: Final = (f"cn=pursight,ou=services,{BASE}", "the searcher's password")
_SCHEMAS, _MODULES = Path("/etc/ldap/schema"), Path("/usr/lib/ldap")
_PATIENCE_SECONDS = 30

_CONFIGURATION = """
include {schemas}/core.schema
include {schemas}/cosine.schema
include {schemas}/inetorgperson.schema
attributetype ( 1.2.840.113556.1.4.8 NAME 'userAccountControl'
  SYNTAX 1.3.6.1.4.1.1466.115.121.1.27 SINGLE-VALUE )
attributetype ( 1.2.840.113556.1.4.2 NAME 'objectGUID'
  SYNTAX 1.3.6.1.4.1.1466.115.121.1.40 SINGLE-VALUE )
modulepath {modules}
moduleload back_mdb
moduleload memberof
pidfile {folder}/pid
TLSCACertificateFile {folder}/tls/{authority}
TLSCertificateFile {folder}/tls/{certificate}
TLSCertificateKeyFile {folder}/tls/{key}
# as some servers do: a name with an empty password binds as nobody, and succeeds
allow bind_anon_dn
sizelimit 500
database mdb
suffix "{base}"
rootdn "{administrator}"
rootpw "{password}"
directory {folder}/data
maxsize 33554432
access to attrs=userPassword by anonymous auth by * none
access to * by users read by * none
overlay memberof
"""


def available() -> bool:
    """Whether the program is here."""
    parts = (_SCHEMAS / "core.schema", _MODULES / "back_mdb.so", _MODULES / "memberof.so")
    return _program() is not None and all(part.exists() for part in parts)


class Slapd:
    """Started and stopped by whoever holds it; Ada, Bob and groups are in it."""

    def __init__(self) -> None:
        place = "/dev/shm" if os.access("/dev/shm", os.W_OK) else tempfile.gettempdir()  # noqa: S108
        self.folder = Path(tempfile.mkdtemp(prefix="pursight-slapd-", dir=place))
        self.plain_port, self.tls_port = free_port(), free_port()
        self._process: subprocess.Popen[bytes] | None = None
        (self.folder / "data").mkdir()
        (self.folder / "tls").mkdir()
        self.ca = authority(self.folder / "tls")
        (self.folder / "slapd.conf").write_text(
            _CONFIGURATION.format(
                schemas=_SCHEMAS,
                modules=_MODULES,
                folder=self.folder,
                base=BASE,
                administrator=ADMINISTRATOR[0],
                password=ADMINISTRATOR[1],
                authority=AUTHORITY,
                certificate=TLS_CERTIFICATE,
                key=TLS_KEY,
            )
        )
        try:
            self.start()
            self._fill()
        except BaseException:
            self.remove()
            raise

    @property
    def ldaps(self) -> str:
        """Where TLS begins at once."""
        return f"ldaps://localhost:{self.tls_port}"

    @property
    def ldap(self) -> str:
        """Where StartTLS is wanted."""
        return f"ldap://localhost:{self.plain_port}"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        where = f"ldap://127.0.0.1:{self.plain_port}/ ldaps://127.0.0.1:{self.tls_port}/"
        program = _program()
        assert program is not None
        self._process = subprocess.Popen(
            [program, "-d", "0", "-f", str(self.folder / "slapd.conf"), "-h", where],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        until = time.monotonic() + _PATIENCE_SECONDS
        while time.monotonic() < until:
            if self._process.poll() is not None:
                said = self._process.stderr.read() if self._process.stderr else b""
                raise RuntimeError(f"slapd ended: {said.decode(errors='replace')[-2000:]}")
            if all(_listens(port) for port in (self.plain_port, self.tls_port)):
                return
            time.sleep(0.05)
        raise RuntimeError("slapd did not answer")

    def stop(self) -> None:
        """Stop it; what is in it stays."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(timeout=_PATIENCE_SECONDS)
            if self._process.stderr:
                self._process.stderr.close()
            self._process = None

    def remove(self) -> None:
        """Stop it and take its folder away."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def connect(self) -> Connection:
        """Connect as its administrator."""
        server = Server("127.0.0.1", port=self.plain_port, get_info=NONE, connect_timeout=2)
        return Connection(
            server, *ADMINISTRATOR, auto_bind=True, check_names=False, raise_exceptions=True
        )

    def set(self, dn: str, **values: Any) -> None:
        """Change attributes of an entry."""
        connection = self.connect()
        connection.modify(dn, {name: [(MODIFY_REPLACE, one)] for name, one in values.items()})
        connection.unbind()

    def add(self, dn: str, classes: list[str], **values: Any) -> str:
        """Add an entry."""
        connection = self.connect()
        connection.add(dn, classes, values)
        connection.unbind()
        return dn

    def add_person(self, uid: str, password: str, **values: Any) -> str:
        """Add somebody who can sign in."""
        said = {"cn": uid.title(), "sn": uid.title(), "mail": f"{uid}@example.com"} | values
        return self.add(
            f"uid={uid},ou=people,{BASE}",
            ["inetOrgPerson", "extensibleObject"],
            userPassword=password,
            **said,
        )

    def add_group(self, name: str, *members: str) -> str:
        """Add a group; who is in it gets its name in `memberOf`."""
        dn = f"cn={name},ou=groups,{BASE}"
        return self.add(dn, ["groupOfNames"], member=list(members))

    def _fill(self) -> None:
        self.add(BASE, ["dcObject", "organization"], dc="example", o="Example")
        for unit in ("people", "groups", "services"):
            self.add(f"ou={unit},{BASE}", ["organizationalUnit"], ou=unit)
        self.add(
            SEARCHER[0],
            ["organizationalRole", "simpleSecurityObject"],
            cn="pursight",
            userPassword=SEARCHER[1],
        )


def authority(folder: Path) -> str:
    """Make an authority with a certificate for `localhost`; gives what clients have to trust."""
    make_certificate(folder, SystemClock().now(), ["localhost"])
    return (folder / AUTHORITY).read_text()


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _program() -> str | None:
    return shutil.which("slapd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/libexec")
