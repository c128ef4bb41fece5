"""`pursight agent status` says what the last runs read and what they had no need to."""

from contextlib import closing
from datetime import timedelta
from io import StringIO
from pathlib import Path

from rich.console import Console
from tests.agent.runtime.test_spool import NOW, job, request

from pursight.clock import StoppedClock
from pursight.contracts.usage import Usage
from pursight_agent.commands.agent_status import describe, gather
from pursight_agent.runtime.spool import RunState, Spool


def test_the_last_runs_say_what_they_left_unread_and_since_when(tmp_path: Path) -> None:
    used = Usage(
        wall_seconds=10,
        source_seconds=2,
        busy_share=0.2,
        tables_read=3,
        tables_unchanged=214,
        unchanged_since=NOW - timedelta(days=3),
    )
    with closing(Spool(tmp_path, 1 << 20)) as spool:
        spool.begin(job(1), NOW, state=RunState.RUNNING)
        commit = request(job(1)).model_copy(update={"usage": used})
        spool.finish((job(1).run_id, 1), b"", commit, NOW)
    told = StringIO()
    describe(gather(tmp_path, StoppedClock(NOW)), Console(file=told, width=250))
    assert "3 tables read, unchanged, not read: 214 since 2026-11-18T08:00" in told.getvalue()
    assert "source busy 2.0 s (20%)" in told.getvalue()
