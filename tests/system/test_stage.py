"""What a demonstration left goes altogether: folder, clusters wherever they lie, processes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.system.running import running

from pursight_server.demo import processes
from pursight_server.demo.stage import Stage, forget
from pursight_server.platform.embedded_postgres import EmbeddedPostgres
from pursight_server.platform.embedded_postgres_processes import PostgresInUse

pytestmark = [pytest.mark.timeout(900)]


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A closed folder: root's PostgreSQL cannot get in, so its cluster lies elsewhere."""
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    yield closed / "demo"
    forget(closed / "demo")
    assert not running(closed)


def home_of(cluster: Path) -> Path:
    """Where a cluster really lies."""
    home = (cluster / "home").resolve()
    assert (home / "cluster").exists()
    return home


def test_an_interrupted_beginning_is_cleared_away_and_so_is_all_of_it(folder: Path) -> None:
    stage = Stage(folder)
    postgresql = stage.server_folder / "postgresql"
    processes.run(
        "server", "init", "--data", str(stage.server_folder), "--organisation", "other"
    )  # fmt: skip
    first = home_of(postgresql)
    with stage:
        second = home_of(postgresql)
        assert second == first or not first.exists()
        stage.start_sources()
        company = home_of(folder / "company" / "postgres")
        with pytest.raises(PostgresInUse):
            forget(folder)
        assert stage.sign_in().get("/api/v1/me")["organisation"]
        assert company.exists()
    forget(folder)
    assert not [path for path in (folder, second, company) if path.exists()]
    forget(folder)


def test_what_a_killed_demonstration_left_running_is_stopped(folder: Path) -> None:
    with Stage(folder) as stage:
        postgresql = stage.server_folder / "postgresql"
        home = home_of(postgresql)
        stage.kill_server()
        assert EmbeddedPostgres(postgresql, watch=False).join()
    forget(folder)
    assert not home.exists()
    assert not running(home)
