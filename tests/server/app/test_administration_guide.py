"""What docs/administration.md says is so: settings, commands, one's own PostgreSQL."""

import re
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import typer

from pursight.clock import SystemClock
from pursight.errors import Refused
from pursight_server.commands import administration
from pursight_server.commands.server import app
from pursight_server.platform.backup import back_up, restore
from pursight_server.platform.doctor import Verdict, examine
from pursight_server.platform.embedded_postgres import EmbeddedPostgres
from pursight_server.platform.installation import Installation, OwnerUrlMissing
from pursight_server.platform.schema import Outdated
from pursight_server.platform.settings import Settings

GUIDE = (Path(__file__).parents[3] / "docs" / "administration.md").read_text(encoding="utf-8")


def test_every_setting_is_in_the_guide_and_the_guide_names_no_other() -> None:
    ours = {f"PURSIGHT_{name.upper()}" for name in Settings.model_fields}
    assert set(re.findall(r"PURSIGHT_[A-Z_]+[A-Z]", GUIDE)) == ours


def test_every_command_is_in_the_guide() -> None:
    command = typer.main.get_command(app)
    commands = command.commands  # type: ignore[attr-defined]
    names = {name for name, one in commands.items() if not one.hidden}
    listed = re.findall(r"^\| `([a-z-]+)(?: FILE)?` \| ", GUIDE, re.MULTILINE)
    assert names == set(listed)


@pytest.fixture
def own(fast_folder: Path) -> Iterator[EmbeddedPostgres]:
    """A PostgreSQL set up as the guide says, by somebody else than the server."""
    script = re.search(r"```sql\n(.*?)```", GUIDE, re.DOTALL)
    assert script is not None
    with EmbeddedPostgres(
        fast_folder / "own", settings={"fsync": "off"}, initdb=("--no-sync",), watch=False
    ) as postgres:
        with psycopg.connect(postgres.dsn(), autocommit=True) as connection:
            for line in script[1].splitlines():
                connection.execute(line.partition("--")[0].replace("…", "secret").encode())
            connection.execute("CREATE DATABASE second OWNER pursight_owner TEMPLATE template0")
        yield postgres


async def test_ones_own_postgresql(own: EmbeddedPostgres, fast_folder: Path) -> None:
    def url(role: str, database: str = "pursight") -> str:
        return own.dsn(database, user=role, password="secret")

    clock, file = SystemClock(), fast_folder / "backup.tar"
    settings = Settings(
        data_dir=fast_folder / "data",
        database_url=url("pursight_app"),
        migration_url=url("pursight_owner"),
        backup_url=url("pursight_backup"),
    )
    bare = Settings(data_dir=fast_folder / "bare", database_url=url("pursight_app"))
    with pytest.raises(OwnerUrlMissing):
        await administration.initialise(bare, "acme", "", clock)
    with pytest.raises(Outdated):
        await administration.create_administrator(
            bare, clock, organisation="", email="a@example.com", name="", password="x" * 12
        )
    await administration.initialise(settings, "acme", "", clock)
    unwell = [f for f in examine(Installation(settings), clock) if f.verdict is not Verdict.WELL]
    assert unwell == []
    with pytest.raises(Refused, match="PURSIGHT_BACKUP_URL"):
        back_up(Installation(bare), file, clock)
    back_up(Installation(settings), file, clock)

    second = Settings(
        data_dir=fast_folder / "second",
        database_url=url("pursight_app", "second"),
        migration_url=url("pursight_owner", "second"),
        backup_url=own.dsn("second"),
    )
    restore(Installation(second), file, clock, force=False)
    unwell = [f for f in examine(Installation(second), clock) if f.verdict is not Verdict.WELL]
    assert unwell == []
    with psycopg.connect(own.dsn("second")) as connection:
        assert connection.execute("SELECT slug FROM organisation").fetchall() == [("acme",)]
