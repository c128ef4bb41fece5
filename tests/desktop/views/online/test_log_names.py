"""Every entry that a real server writes says what it is about, and leads there."""

import httpx
from tests.builders.agent_driver import AgentDriver
from tests.builders.enrolled import tested
from tests.builders.scanned import Scanner, table
from tests.desktop.views.online.conftest import until

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.entry_place import entry_place
from pursight_desktop.replica.queries import activity
from pursight_desktop.replica.queries.activity import EventLine


async def test_entries_of_a_server_have_names(
    station: Desk, client: httpx.AsyncClient, agent: AgentDriver, source: str, scanner: Scanner
) -> None:
    await tested(client, agent, source)
    await scanner.scan(table("customer", "email"))
    station.sync_now()

    def found() -> list[EventLine] | None:
        with station.store.reader() as connection:
            lines = activity.events(connection, limit=500)
        return lines if any(line.kind == "scan.reported" for line in lines) else None

    lines = await until(found)
    assert lines is not None
    # what comes with the program is named in the sentence itself
    assert {line.kind for line in lines if not line.subject_name} <= {"policy.installed"}
    opened = {line.kind: entry_place(line) for line in lines}
    assert opened["scan.reported"].screen == "scans"
    assert opened["source.registered"].screen == "sources"
    assert opened["agent.enrolled"].screen == "agents"
    assert {line.subject_name for line in lines if line.kind.startswith("scan.")} == {
        line.subject_name for line in lines if line.kind == "source.registered"
    }
