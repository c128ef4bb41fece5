"""From a vault and an account to an open replica; no window, so that it is tested without one."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pursight.clock import Clock
from pursight.errors import PurSightError
from pursight_desktop.replica.store import Store
from pursight_desktop.session.account import Account
from pursight_desktop.session.passphrase import PassphraseVault
from pursight_desktop.session.secrets import KeyringVault, Vault, keyring_problem
from pursight_desktop.session.session import Session
from pursight_desktop.settings import Paths
from pursight_desktop.sync.console import Console
from pursight_desktop.sync.engine import SyncEngine


@dataclass(frozen=True, slots=True)
class Opened:
    """A replica that can be looked at, and what keeps it together with the server."""

    console: Console
    vault: Vault

    @property
    def account(self) -> Account:
        """Whose it is."""
        return self.console.account

    @property
    def store(self) -> Store:
        """The replica."""
        return self.console.store

    @property
    def engine(self) -> SyncEngine:
        """The sync; it must be started."""
        return self.console.engine

    @property
    def news(self) -> str:
        """What the person should know about how it was opened; empty when nothing."""
        return self.console.notice

    def signed_in(self, session: Session) -> None:
        """Go on with a session that has just been opened."""
        self.console.signed_in(session)

    def close(self) -> None:
        """Stop the sync and close the replica."""
        self.console.close()


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
        AlreadyOpen: Another console has it.
        NewerReplica: A newer console wrote it.
        ReplicaUnavailable: The disk does not let us.
        SecretsUnreadable: The place of the secrets cannot be used.
    """
    return Opened(Console(paths, account, vault, session=session, clock=clock), vault)


def words_of(error: BaseException) -> str:
    """Say an error with its hint, for a line below a form."""
    if isinstance(error, PurSightError):
        return " ".join(part for part in (error.message, error.hint) if part)
    return f"Something went wrong here ({type(error).__name__})."
