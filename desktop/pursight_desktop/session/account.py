"""Account: a person of an organisation on a server, as this machine knows them."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from uuid import UUID

from pydantic import TypeAdapter, ValidationError

from pursight_desktop.settings import Paths, write_whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A person of an organisation on a server; nothing in it is secret.

    Attributes:
        organisation: Its short name, as one signs in with.
        permissions: `<resource>.<action>`, as they were at the last sign-in or sync.
        device_id: Of this machine's replica; a new replica is a new device, since the server
            counts the commands of each.
        pin: Fingerprint of the server's key that the person confirmed; empty where a certificate
            authority vouches for it.
    """

    server_url: str
    organisation: str
    organisation_id: UUID
    organisation_name: str = ""
    person_id: UUID
    person_name: str
    email: str
    roles: tuple[str, ...] = ()
    permissions: tuple[str, ...] = ()
    device_id: UUID
    pin: str = ""

    def may(self, permission: str) -> bool:
        """Whether the person had a permission when the server was last asked."""
        return permission in self.permissions

    @property
    def key(self) -> str:
        """Names the account in the keyring: server, organisation and person."""
        return f"{self.server_url}|{self.organisation_id}|{self.person_id}"

    def folder(self, paths: Paths) -> Path:
        """The folder of its replica."""
        return paths.replica_folder(self.server_url, self.organisation_id, self.person_id)

    def same_person(self, other: "Account") -> bool:
        """Whether both are one person of one organisation on one server."""
        return self.key == other.key


_ACCOUNTS = TypeAdapter(tuple[Account, ...])


@dataclass(frozen=True, slots=True)
class Accounts:
    """The accounts that this machine knows, the one used last first."""

    path: Path

    def all(self) -> tuple[Account, ...]:
        """Read them; none from a file that cannot be read."""
        try:
            return _ACCOUNTS.validate_json(self.path.read_bytes())
        except (FileNotFoundError, ValidationError):
            return ()

    def last(self) -> Account | None:
        """The one used last."""
        return next(iter(self.all()), None)

    def keep(self, account: Account) -> None:
        """Remember one as the one used last."""
        others = [one for one in self.all() if not one.same_person(account)]
        self._write((account, *others))

    def forget(self, account: Account) -> None:
        """Remember one no more."""
        self._write(tuple(one for one in self.all() if not one.same_person(account)))

    def known(self, account: Account) -> Account | None:
        """Find what is kept of the same person."""
        return next((one for one in self.all() if one.same_person(account)), None)

    def _write(self, accounts: tuple[Account, ...]) -> None:
        text = json.dumps([asdict(one) for one in accounts], indent=1, default=str)
        write_whole(self.path, text.encode())
