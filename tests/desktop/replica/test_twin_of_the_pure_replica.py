"""The replica on the disk does what the proved pure one does, through faults and crashes."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.desktop.replica.twin import Disk, TwinConsole, in_memory_folder

from pursight.protocol.sync_replica import Replica
from pursight.testing.simulation_sync import run_sync_history
from pursight.testing.simulation_world import Violation
from pursight_desktop.replica import effects, kept, staging
from pursight_desktop.replica.rows import Rows

Plant = Callable[[pytest.MonkeyPatch], None]


@pytest.fixture(autouse=True)
def disks(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Give simulated consoles a place for their files."""
    with in_memory_folder() as folder:
        monkeypatch.setattr(Disk, "folder", Path(folder), raising=False)
        yield
        for disk in TwinConsole.disks:
            disk.store.close()
        TwinConsole.disks.clear()


@pytest.mark.parametrize("first", range(0, 100, 20))
def test_disk_and_value_agree_after_every_step(first: int) -> None:
    _run(range(first, first + 20))


def _run(seeds: range) -> None:
    for seed in seeds:
        run_sync_history(seed, console=TwinConsole)


def _nothing(*_: Any, **__: Any) -> None:
    """Do nothing."""


def _no_effects(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(effects, "refresh", _nothing)


def _staged_stays(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(staging, "clear", _nothing)


def _nothing_evicted(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(staging, "evict", _nothing)


def _shown_at_once(patch: pytest.MonkeyPatch) -> None:
    whole = staging.put

    def put(rows: Rows, writer: Any, replica: Replica, arrived: Any) -> None:
        arrived = list(arrived)
        whole(rows, writer, replica, arrived)
        for row in arrived:
            rows.put_base(row)

    patch.setattr(staging, "put", put)


def _old_rows_survive_a_new_beginning(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(staging, "_NOT_STAGED", "SELECT entity, id FROM row WHERE 0")


def _outbox_forgets(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(kept, "save_pending", _nothing)


@pytest.mark.parametrize(
    "plant",
    [
        _no_effects,
        _staged_stays,
        _nothing_evicted,
        _shown_at_once,
        _old_rows_survive_a_new_beginning,
        _outbox_forgets,
    ],
)
def test_a_planted_bug_is_caught(plant: Plant, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(monkeypatch)
    with pytest.raises(Violation):
        _run(range(60))
