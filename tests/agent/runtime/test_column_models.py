"""The agent takes a column model only whole, signed, its own, loadable and not an older one."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from tests.builders.column_models import a_model
from tests.fakes.agent_process import AgentProcess
from tests.fakes.agent_service import MakeAgent, Serve
from tests.fakes.protocol_server import ORGANISATION, ProtocolServer

from pursight.contracts.agents import ModelNotice, SourceRecord, TableRecord
from pursight.contracts.models import MAX_MODEL_BYTES, LabelThreshold, ModelHeader
from pursight.crash import AGENT_MODEL_POINTS
from pursight.protocol import keys, models
from pursight.protocol.lease import LeaseState
from pursight_agent.runtime import models as runtime
from pursight_agent.runtime.models import FILE_NAME, loads_in_a_child


def offer(
    server: ProtocolServer,
    content: bytes,
    serial: int = 1,
    *,
    key: bytes = b"",
    tampered: bool = False,
    **changes: Any,
) -> None:
    """Let the server say that this model is in use."""
    sha256 = hashlib.sha256(content).hexdigest()
    said = {
        "organisation_id": ORGANISATION,
        "serial": serial,
        "number": serial,
        "sha256": sha256,
        "size": len(content),
        "activated_at": datetime(2026, 11, 21, tzinfo=UTC),
    }
    header = ModelHeader.model_validate(said | changes)
    with server.changed:
        server.packed = models.pack(header, content, key or server.job_key)
        server.packed += b"more" * tampered
        server.notice = ModelNotice(serial=serial, sha256=sha256)


def held_by(server: ProtocolServer) -> int | None:
    return server.polls[-1].health.model_serial if server.polls else None


def warned_of(server: ProtocolServer, code: str) -> bool:
    warnings = server.polls[-1].health.warnings if server.polls else ()
    return any(code in warning for warning in warnings)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runtime, "backoff", lambda *_: 0.05)


def test_a_model_is_taken_used_and_named_in_the_report(
    server: ProtocolServer, agent: AgentProcess, serve: Serve
) -> None:
    offer(server, a_model(), thresholds={"email": LabelThreshold(apply=1.0, suggest=0.1)})
    serve(agent)
    server.wait(lambda: held_by(server) == 1, 90)
    row = server.ask("crm")
    server.wait(lambda: row.lease.state is LeaseState.COMMITTED, 60)
    first, *rest = server.reports[row.job.run_id]
    assert isinstance(first, SourceRecord)
    assert first.model_serial == 1
    columns = [c for one in rest if isinstance(one, TableRecord) for c in one.table.columns]
    assert columns
    assert all(column.features is not None for column in columns)


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ({"key": bytes(32)}, "model.bad_signature"),
        ({"organisation_id": UUID(int=99)}, "model.not_ours"),
        ({"tampered": True}, "model.damaged"),
        ({"sha256": "0" * 64}, "model.damaged"),
    ],
)
def test_what_is_not_right_is_refused_and_the_old_one_stays(
    server: ProtocolServer, agent: AgentProcess, serve: Serve, how: dict[str, Any], code: str
) -> None:
    offer(server, a_model())
    serve(agent)
    server.wait(lambda: held_by(server) == 1, 90)
    before = (agent.directory / FILE_NAME).read_bytes()
    offer(server, a_model(2, "phone"), 2, **how)
    server.wait(lambda: warned_of(server, code), 90)
    assert held_by(server) == 1
    assert (agent.directory / FILE_NAME).read_bytes() == before
    offer(server, a_model(2, "phone"), 3)
    server.wait(lambda: held_by(server) == 3, 90)
    assert not server.polls[-1].health.warnings or not warned_of(server, code)


def test_a_downgrade_is_refused_and_a_roll_back_taken(
    server: ProtocolServer, agent: AgentProcess, serve: Serve
) -> None:
    offer(server, a_model(2, "phone"), 5)
    serve(agent)
    server.wait(lambda: held_by(server) == 5, 90)
    offer(server, a_model(), 4)
    server.wait(lambda: warned_of(server, "model.older"), 90)
    serve.stop()
    serve(agent)  # what is held is remembered over a restart
    server.wait(lambda: warned_of(server, "model.older"), 90)
    assert held_by(server) == 5
    offer(server, a_model(), 6, number=1)
    server.wait(lambda: held_by(server) == 6, 90)


def test_what_cannot_be_loaded_is_refused(
    server: ProtocolServer, agent: AgentProcess, serve: Serve
) -> None:
    offer(server, b"PSCM1\n" + b"[" * 100_000)
    serve(agent)
    server.wait(lambda: warned_of(server, "model.unreadable"), 90)
    assert not (agent.directory / FILE_NAME).exists()


def test_an_oversized_answer_is_not_read_to_its_end(
    server: ProtocolServer, agent: AgentProcess, serve: Serve
) -> None:
    offer(server, a_model())
    server.packed = bytes(MAX_MODEL_BYTES + (1 << 20))
    serve(agent)
    server.wait(lambda: warned_of(server, "model.too_large"), 60)
    assert not (agent.directory / FILE_NAME).exists()


def test_a_damaged_file_is_fetched_again(
    server: ProtocolServer, agent: AgentProcess, serve: Serve
) -> None:
    (agent.directory / FILE_NAME).write_bytes(b"half a mod")
    service = serve(agent)
    assert any("damaged" in warning for warning in service.health().warnings)
    offer(server, a_model())
    server.wait(lambda: held_by(server) == 1, 90)


def test_an_older_server_sees_nothing_it_does_not_know(
    server: ProtocolServer, make_agent: MakeAgent, serve: Serve
) -> None:
    server.knows_models = False
    agent = make_agent(server)
    serve(agent)
    server.wait(lambda: len(server.polls) > 1)
    row = server.ask("crm")
    server.wait(lambda: row.lease.state is LeaseState.COMMITTED, 60)
    for record in server.reports[row.job.run_id]:
        assert "features" not in record.model_dump_json(exclude_defaults=True)
        assert '"kind":"model"' not in record.model_dump_json(exclude_defaults=True)


@pytest.mark.parametrize("point", sorted(AGENT_MODEL_POINTS))
def test_killed_while_taking_one(
    point: str, server: ProtocolServer, agent: AgentProcess, serve: Serve
) -> None:
    offer(server, a_model())
    serve(agent)
    server.wait(lambda: held_by(server) == 1, 90)
    serve.stop()
    offer(server, a_model(2, "phone"), 2)
    agent.start(PURSIGHT_CRASH_AT=point)
    agent.wait_killed()
    raw = (agent.directory / FILE_NAME).read_bytes()
    public = keys.public_bytes(server.job_key)
    left = models.unpack(raw, public, organisation_id=ORGANISATION).header.serial
    assert left == (1 if point == "models.before_store" else 2)
    serve(agent)
    server.wait(lambda: held_by(server) == 2, 90)


def test_the_check_says_no_to_what_is_no_model(tmp_path: Path) -> None:
    assert loads_in_a_child(a_model())
    assert not loads_in_a_child(b"")
    assert not loads_in_a_child(a_model()[:-1])
