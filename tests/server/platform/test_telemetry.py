"""Logs say what happened and never a secret, not even in a traceback."""

import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from pursight_server.platform.settings import LogFormat
from pursight_server.platform.telemetry import configure_logs
from pursight_server.platform.tracing import (
    current_trace_id,
    enter_trace,
    leave_trace,
    trace_id_of,
    traceparent,
)


@pytest.fixture(autouse=True)
def _logs_as_before() -> Iterator[None]:
    root, kept = logging.getLogger(), structlog.get_config()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:], root.level = handlers, level
    structlog.configure(**kept)


def _fail_with_a_secret_at_hand() -> None:
    password = "several secret words"
    raise RuntimeError(f"{len(password)} characters")


@pytest.mark.parametrize("log_format", LogFormat)
def test_no_secret_is_logged(log_format: LogFormat, capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs(log_format, "info")
    log = structlog.get_logger("pursight.test")
    try:
        _fail_with_a_secret_at_hand()
    except RuntimeError as error:
        log.exception("defect", exc_info=error)
        logging.getLogger("some.library").exception("defect there", exc_info=error)
    log.info("signed in", password="several secret words", refresh_token="prt1.xyz", person="ada")
    log.debug("not shown")
    written = capsys.readouterr().err
    assert "secret words" not in written
    assert "prt1.xyz" not in written
    assert "RuntimeError" in written
    assert "ada" in written
    assert "not shown" not in written
    if log_format is LogFormat.JSON:
        lines = [json.loads(line) for line in written.splitlines()]
        assert [line["event"] for line in lines] == ["defect", "defect there", "signed in"]
        assert {line["level"] for line in lines} == {"error", "info"}
        assert all(line["timestamp"].endswith("Z") for line in lines)


def test_traces() -> None:
    trace_id = trace_id_of(None)
    assert trace_id_of(traceparent(trace_id)) == trace_id
    assert trace_id_of("00-" + "0" * 32 + "-00f067aa0ba902b7-01") != "0" * 32
    token = enter_trace(trace_id)
    assert current_trace_id() == trace_id
    leave_trace(token)
    assert current_trace_id() == ""
