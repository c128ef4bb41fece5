"""A keyring in memory, of the same kind as the system's: it passes the console's checks."""

import keyring.backend
import keyring.errors
from typing_extensions import override


class MemoryKeyring(keyring.backend.KeyringBackend):
    """Keeps what it is given as long as the test runs."""

    priority = 1.0  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    @override
    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    @override
    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    @override
    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise keyring.errors.PasswordDeleteError(username)
