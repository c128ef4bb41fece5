"""Places for stages: in memory, and nothing of theirs is left when the tests are over."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.system.running import running

from pursight_server.platform.embedded_postgres import EmbeddedPostgres

MakePlace = Callable[[], Path]


@pytest.fixture(scope="session")
def make_place() -> Iterator[MakePlace]:
    """Makes folders that PostgreSQL's account can pass, so that clusters lie in them.

    In the end the clusters are stopped and deleted, wherever they lie, and nothing may be left.
    """
    memory = Path("/dev/shm")  # noqa: S108
    quick = memory if os.access(memory, os.W_OK) else Path(tempfile.gettempdir())
    places: list[Path] = []

    def make() -> Path:
        place = Path(tempfile.mkdtemp(prefix="pursight-stage-", dir=quick))
        place.chmod(0o711)
        places.append(place)
        return place

    yield make
    left = [line for place in places for line in running(place)]
    for place in places:
        # a list, since the tree changes under our hands
        clusters = [home for home in list(place.rglob("home")) if (home / "cluster").exists()]
        kept = [home.resolve() for home in clusters]
        for home in clusters:
            EmbeddedPostgres(home.parent, watch=False).clear_away()
        shutil.rmtree(place)
        assert not [path for path in kept if path.exists()]
    assert not left, "processes were left running"
