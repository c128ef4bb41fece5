"""Console: an account's replica, opened, with its session and its sync; no window yet."""

import random
import shutil
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path
from typing import Final, Self
from uuid import UUID

from pursight.clock import Clock, SystemClock
from pursight.errors import Refused
from pursight.identity import new_id
from pursight_desktop.replica import files, salvage
from pursight_desktop.replica.errors import (
    OlderReplica,
    ReplicaDamaged,
    ReplicaUnavailable,
    WrongKey,
)
from pursight_desktop.replica.store import Store
from pursight_desktop.replica.sync_state import SyncState, was_revoked
from pursight_desktop.session.account import Account, Accounts
from pursight_desktop.session.secrets import (
    REFRESH_TOKEN,
    REPLICA_KEY,
    Vault,
    forget_all,
    make_replica_key,
    replica_key,
)
from pursight_desktop.session.session import Session
from pursight_desktop.settings import Paths, write_whole
from pursight_desktop.sync.engine import SyncEngine
from pursight_desktop.sync.link import HttpLink
from pursight_desktop.sync.one_at_a_time import Claim
from pursight_desktop.sync.rest import Rest

REPLICA_NAME: Final = "replica.db"

PUT_ASIDE: Final = (
    "The copy of the catalog on this machine could not be opened. It was put aside, and a new one "
    "is being fetched."
)
EDITS_SAVED: Final = " Edits that had not been sent were read from the old one: {edits}."
EDITS_INSIDE: Final = " Edits that had not been sent are in the old one."


class AnotherPerson(Refused):
    """Somebody signed in to go on who is not the one whose replica is open."""

    code = "console.another_person"


class Console:
    """An account's replica, opened, with its session and its sync.

    Attributes:
        account: With the device of this replica.
        notice: What the person should know of the opening; empty if nothing.
    """

    def __init__(
        self,
        paths: Paths,
        account: Account,
        vault: Vault,
        *,
        session: Session | None = None,
        clock: Clock | None = None,
        rng: random.Random | None = None,
        rest: Rest | None = None,
    ) -> None:
        self._paths, self._vault, self._clock = paths, vault, clock or SystemClock()
        self._folder = account.folder(paths)
        self._claim = Claim(self._folder / "in-use")
        with ExitStack() as undo:
            undo.callback(self._claim.release)
            self.notice = ""
            self.store = self._open(account)
            if was_revoked(self.store):  # and the process died before it had deleted it
                self.store.destroy()
                vault.drop(account.key, REPLICA_KEY)
                if session is None:
                    vault.drop(account.key, REFRESH_TOKEN)
                self.store = self._open(account)
            undo.callback(self.store.close)
            self.account = self._with_device(account)
            self.session = session or Session(self.account, vault, clock=self._clock)
            self.session.account = self.account
            self.state = SyncState(self.store, self._clock)
            self.engine = SyncEngine(
                self.state,
                self._link if self.session.signed_in else None,
                destroy=self._destroy,
                tidy=self.store.tidy,
                clock=self._clock,
                rng=rng,
                rest=rest,
            )
            undo.pop_all()

    @classmethod
    def open(
        cls, paths: Paths, account: Account, vault: Vault, *, session: Session | None = None
    ) -> Self:
        """Open an account's replica, or begin one; nothing is asked of the server yet.

        Args:
            paths: Where everything lies.
            account: Whose; sign in first if there is none.
            vault: Its secrets.
            session: The one that signing in gave; without it the kept refresh token is used.

        Raises:
            AlreadyOpen: Another console has it.
            NewerReplica: A newer console wrote it.
            SecretsUnreadable: The keyring is locked.
            ReplicaUnavailable: The disk does not let us.
        """
        try:
            return cls(paths, account, vault, session=session)
        except OSError as error:
            raise ReplicaUnavailable(
                f"The folder {account.folder(paths)} cannot be used: {error.strerror or error}.",
                hint="Check that the disk has room and the folder may be written, then try again.",
            ) from error

    def start(self) -> None:
        """Begin to sync."""
        self.engine.start()

    def signed_in(self, session: Session) -> None:
        """Go on with a new session of the same person.

        Raises:
            AnotherPerson: It is somebody else's; they have a replica of their own.
        """
        if not session.account.same_person(self.account):
            session.forget()
            raise AnotherPerson(
                f"This window belongs to {self.account.person_name}.",
                hint="Close it, and sign in as the other person in a new one.",
            )
        session.account = replace(session.account, device_id=self.account.device_id)
        self.session, self.account = session, session.account
        Accounts(self._paths.accounts).keep(self.account)
        self.engine.signed_in(self._link)

    async def sign_out(self) -> None:
        """End the session; the replica stays, and opens again when the person is back."""
        self.engine.signed_out()
        await self.session.sign_out()

    def forget(self) -> None:
        """Delete the account's secrets and files from this machine, edits not yet sent too."""
        self.close()
        forget_all(self._vault, self.account.key)
        files.destroy(self._folder / REPLICA_NAME)
        shutil.rmtree(self._folder, ignore_errors=True)
        Accounts(self._paths.accounts).forget(self.account)

    def close(self) -> None:
        """End the sync and close the replica, within about a second."""
        self.engine.stop()
        self.store.close()
        self._claim.release()

    def _keep_account(self, account: Account) -> None:
        self.account = account
        Accounts(self._paths.accounts).keep(account)

    def _link(self) -> HttpLink:
        return HttpLink(self.session, self._keep_account)

    def _open(self, account: Account) -> Store:
        path, key = self._folder / REPLICA_NAME, replica_key(self._vault, account.key)
        if path.exists() and (key is None or self._device() is None):
            files.put_aside(path)
        if key is None:
            key = make_replica_key(self._vault, account.key)
        if not path.exists():
            self._new_device()
        try:
            store = Store.open(path, key)
        except (WrongKey, ReplicaDamaged, OlderReplica):
            files.put_aside(path)
            self._new_device()
            store = Store.open(path, key)
        # also what was put aside by a process that died before it could go on
        for aside in files.asides(path):
            self._take_over(store, aside, key)
        return store

    def _take_over(self, store: Store, aside: Path, key: bytes) -> None:
        """Queue the edits of a replica that was put aside in the new one, and say so."""
        self.notice = PUT_ASIDE
        edits = salvage.take_over(store, aside, key)
        if edits is None:
            self.notice += EDITS_INSIDE
        elif edits:
            self.notice += EDITS_SAVED.format(edits=edits)

    def _with_device(self, account: Account) -> Account:
        device_id = self._device()
        if device_id is None or device_id == account.device_id:
            return account
        account = replace(account, device_id=device_id)
        Accounts(self._paths.accounts).keep(account)
        return account

    def _device(self) -> UUID | None:
        """Which device this replica is; kept beside it, since its edits are counted by device."""
        with suppress(OSError, ValueError):
            return UUID((self._folder / "device").read_text(encoding="ascii").strip())
        return None

    def _new_device(self) -> None:
        write_whole(self._folder / "device", str(new_id(self._clock)).encode())

    def _destroy(self) -> None:
        """Of a revoked device: first the key, then the files."""
        try:
            self._vault.drop(self.account.key, REPLICA_KEY)
        finally:  # a keyring that is locked must not keep the files
            self.store.destroy()
            shutil.rmtree(self._folder, ignore_errors=True)
            self.session.forget()
