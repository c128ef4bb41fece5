"""The column model's protocol through faults: what judges was active, and all come to it."""

import pytest
from tests.simulation.model_history import ModelHistory, run_histories

pytestmark = pytest.mark.timeout(400)


def test_every_verdict_is_of_a_model_that_was_active_and_all_come_to_the_one_in_use() -> None:
    run_histories(ModelHistory, 120)
