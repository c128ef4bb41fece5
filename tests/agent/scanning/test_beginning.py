"""Processes that are started before it is known whether they are needed are used, or gone."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import psutil
import pytest

from pursight.classification.classifier import Classifier
from pursight_agent.scanning.beginning import begun_early
from pursight_agent.scanning.team import Team

pytestmark = pytest.mark.timeout(300)  # processes with the whole engine

LARGE = 64 << 20


def a_file(folder: Path, size: int) -> Path:
    path = folder / "rows.csv"
    with path.open("wb") as file:
        file.truncate(size)  # takes no room
    return path


def test_only_for_large_files_and_more_than_one_worker(tmp_path: Path) -> None:
    small = a_file(tmp_path, 1000)
    for target in (small, tmp_path, tmp_path / "nothing", "postgresql://nobody@nowhere/x", "\0"):
        with begun_early(str(target), 4) as begun:
            assert not begun
    large = a_file(tmp_path, LARGE)
    with begun_early(str(large), 1) as begun:
        assert not begun


@pytest.mark.parametrize("whole", [True, False])
def test_those_that_nobody_took_are_gone(tmp_path: Path, whole: bool) -> None:
    large = a_file(tmp_path, LARGE)
    with begun_early(str(tmp_path if whole else large), 3) as begun:
        pids = [one.pid for one in begun]
        assert len(pids) == 2
        assert all(psutil.pid_exists(pid) for pid in pids)
    assert not any(psutil.pid_exists(pid) for pid in pids)


def test_a_team_takes_them_first_and_ends_them(tmp_path: Path, classifier: Classifier) -> None:
    large = a_file(tmp_path, LARGE)
    with begun_early(str(large), 2) as begun:
        (pid,) = (one.pid for one in begun)
        with closing(Team(3, classifier, None, begun)) as team:
            team.warm()
            assert not begun
            assert team.wait(200)
            assert len(team.lanes) == 2
            assert pid in {lane.pid for lane in team.lanes}
        assert not psutil.pid_exists(pid)


ALONE = """
import sys, time
from pursight_agent.scanning.beginning import begin
print(begin().pid, flush=True)
time.sleep(60)
"""


def test_one_that_waits_ends_with_who_started_it() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", ALONE], stdout=subprocess.PIPE, text=True
    ) as starting:
        assert starting.stdout is not None
        waiting = psutil.Process(int(starting.stdout.readline()))
        starting.kill()
    _, alive = psutil.wait_procs([waiting], timeout=60)
    assert not alive
