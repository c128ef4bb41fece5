"""Consoles and a server as they are, through faults: each ends with its rows, no edit is lost.

PURSIGHT_SEEDS=2000 runs so many histories instead of the usual ones, the first of them
PURSIGHT_FIRST_SEED.
"""

import os
import time
from pathlib import Path

import pytest
from tests.simulation.joined_history import JoinedHistory
from tests.simulation.joined_listing import Listing
from tests.simulation.joined_server import JoinedServer

FIRST = int(os.environ.get("PURSIGHT_FIRST_SEED", "0"))
SEEDS = int(os.environ.get("PURSIGHT_SEEDS", "12"))
TOGETHER = 6

pytestmark = pytest.mark.timeout(400)


@pytest.mark.parametrize("first", range(FIRST, FIRST + SEEDS, TOGETHER))
async def test_everyone_ends_with_what_they_may_see(
    joined: JoinedServer, listing: Listing, quick_folder: Path, first: int
) -> None:
    for seed in range(first, min(first + TOGETHER, FIRST + SEEDS)):
        began = time.perf_counter()
        edits = await JoinedHistory(joined, listing, quick_folder, seed).run()
        print(f"seed {seed}: {edits} edits, {time.perf_counter() - began:.1f} s")
