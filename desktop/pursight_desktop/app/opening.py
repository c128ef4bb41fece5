"""From an account to an open replica with its sync; no window, so that it is tested without one."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pursight.clock import Clock, SystemClock
from pursight.errors import PurSightError
from pursight.identity import new_id
from pursight_desktop.replica import files
from pursight_desktop.replica.errors import ReplicaDamaged, WrongKey
from pursight_desktop.replica.store import Store
from pursight_desktop.replica.sync_state import SyncState
from pursight_desktop.session.account import Account, Accounts, with_device
from pursight_desktop.session.passphrase import PassphraseVault
from pursight_desktop.session.secrets import (
    KeyringVault,
    Vault,
    forget_all,
    keyring_problem,
    make_replica_key,
    replica_key,
)
from pursight_desktop.session.session import Session
from pursight_desktop.settings import Paths
from pursight_desktop.sync.engine import SyncEngine
from pursight_desktop.sync.link import HttpLink

REPLICA = "replica.db"

_log = logging.getLogger("pursight.console")


@dataclass(frozen=True, slots=True)
class Opened:
    """A replica that can be looked at, and what keeps it together with the server.

    Attributes:
        news: What the person should know about how it was opened; empty when nothing.
    """

    account: Account
    store: Store
    engine: SyncEngine
    vault: Vault
    news: str = ""

    def signed_in(self, session: Session) -> None:
        """Go on with a session that has just been opened."""
        self.engine.signed_in(lambda: HttpLink(session))

    def close(self) -> None:
        """Stop the sync and close the replica."""
        self.engine.stop()
        self.store.close()


@dataclass(frozen=True, slots=True)
class Locked:
    """There is no keyring: secrets lie in a file under a passphrase, which must be asked for.

    Attributes:
        path: The file.
        reason: Why the keyring is not used.
        is_new: There is no file yet; the passphrase is to be chosen.
    """

    path: Path
    reason: str
    is_new: bool

    def unlock(self, passphrase: str) -> Vault:
        """Open or make the file; takes a moment on purpose."""
        return PassphraseVault.open(self.path, passphrase)


def find_vault(paths: Paths, problem: Callable[[], str] = keyring_problem) -> Vault | Locked:
    """Choose where secrets lie: where they lie already, else the keyring if it is a real one."""
    if PassphraseVault.exists(paths.wrapped_secrets):
        return Locked(paths.wrapped_secrets, "", is_new=False)
    reason = problem()
    if reason:
        return Locked(paths.wrapped_secrets, reason, is_new=True)
    return KeyringVault()


def open_account(
    paths: Paths,
    account: Account,
    vault: Vault,
    session: Session | None = None,
    *,
    clock: Clock | None = None,
) -> Opened:
    """Open the replica of an account, or begin a new one.

    A replica that cannot be read is put aside and a new one is filled; that is a new device, since
    the server counts the commands of each.

    Raises:
        NewerReplica: A newer console wrote it.
        ReplicaUnavailable: The disk does not let us.
        SecretsUnreadable: The place of the secrets cannot be used.
    """
    clock = clock or SystemClock()
    path = account.folder(paths) / REPLICA
    news = ""
    key = replica_key(vault, account.key)
    try:
        if key is None:
            news = _begin_anew(path) if path.exists() else ""
            account, key = _new_device(paths, account, vault, clock, known=path.exists())
        store = Store.open(path, key)
    except (ReplicaDamaged, WrongKey) as error:
        _log.info("a replica is begun anew: %s", error.code)
        aside = files.put_aside(path)
        news = f"{error.message} It was put aside as {aside.name}, and is filled anew."
        account, key = _new_device(paths, account, vault, clock, known=True)
        store = Store.open(path, key)
    session = session if session is not None else Session(account, vault, clock=clock)
    if session.account.device_id != account.device_id:
        session.account = account
    going = session

    def link() -> HttpLink:
        return HttpLink(going)

    def destroy() -> None:
        forget_all(vault, account.key)
        store.destroy()

    engine = SyncEngine(
        SyncState(store), link if going.signed_in else None, destroy=destroy, clock=clock
    )
    return Opened(account, store, engine, vault, news)


def _begin_anew(path: Path) -> str:
    files.put_aside(path)
    return "The key of the local copy is gone, so it cannot be read any more; it is filled anew."


def _new_device(
    paths: Paths, account: Account, vault: Vault, clock: Clock, *, known: bool
) -> tuple[Account, bytes]:
    """Give the account a new key and, if it had a replica before, a new device."""
    if known:
        account = with_device(account, new_id(clock))
        Accounts(paths.accounts).keep(account)
    return account, make_replica_key(vault, account.key)


def words_of(error: BaseException) -> str:
    """Say an error with its hint, for a line below a form."""
    if isinstance(error, PurSightError):
        return " ".join(part for part in (error.message, error.hint) if part)
    return f"Something went wrong here ({type(error).__name__})."
