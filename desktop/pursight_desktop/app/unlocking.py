"""Where the console's secrets lie: the system's keyring, or a file under a passphrase."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pursight.errors import PurSightError
from pursight_desktop.session.passphrase import PassphraseVault
from pursight_desktop.session.secrets import KeyringVault, Vault, keyring_problem
from pursight_desktop.settings import Paths


@dataclass(frozen=True, slots=True)
class Locked:
    """Secrets lie in a file under a passphrase, which must be asked for.

    Attributes:
        path: The file.
        reason: Why the keyring is not used; empty where the file is there already.
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


def words_of(error: BaseException) -> str:
    """Say an error with its hint, for a line below a form."""
    if isinstance(error, PurSightError):
        return " ".join(part for part in (error.message, error.hint) if part)
    return f"Something went wrong here ({type(error).__name__})."
