"""What lies free between values in use goes back to the system."""

import subprocess
import sys

import pytest

HOLES = """
from pathlib import Path
import numpy as np
from pursight.values.memory import FreeMemory, settle_pool

def resident():
    return int(Path("/proc/self/statm").read_bytes().split()[1]) << 12

settle_pool()
free = FreeMemory()
values = [np.ones(64 << 10) for _ in range(800)]  # 400 MiB
values = values[::16]
before = resident()
free.hand_back()
print(before - resident() >> 20, all(value.sum() == 64 << 10 for value in values))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux is told to hand memory back")
def test_holes_are_handed_back_and_what_is_in_use_stays() -> None:
    done = subprocess.run([sys.executable, "-c", HOLES], capture_output=True, text=True, check=True)
    handed_back, whole = done.stdout.split()
    assert int(handed_back) > 300
    assert whole == "True"
