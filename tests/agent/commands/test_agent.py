"""`pursight agent` from the outside: what people type, what they read, what a mistake says."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.fakes.agent_process import make_database
from tests.fakes.protocol_server import ProtocolServer
from typer.testing import CliRunner, Result

from pursight.errors import NotFound, PurSightError, Refused
from pursight_agent import secrets, settings
from pursight_agent.commands.agent import app
from pursight_agent.runtime import consent

RUNNER = CliRunner()


@pytest.fixture(autouse=True)
def directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "agent"
    monkeypatch.setenv(settings.DIRECTORY_VARIABLE, str(home))
    monkeypatch.setenv("COLUMNS", "200")
    return home


@pytest.fixture
def server() -> Iterator[ProtocolServer]:
    with ProtocolServer() as running:
        yield running


def type_in(*words: str, stdin: str | None = None) -> Result:
    return RUNNER.invoke(app, list(words), input=stdin, catch_exceptions=True)


def refused(*words: str, stdin: str | None = None) -> PurSightError:
    result = type_in(*words, stdin=stdin)
    assert isinstance(result.exception, PurSightError), result.output
    assert result.exception.message
    assert result.exception.hint
    return result.exception


def test_from_nothing_to_a_source_that_answers(
    server: ProtocolServer, tmp_path: Path, directory: Path
) -> None:
    before = type_in("status")
    assert "not enrolled" in before.output
    enrolled = type_in("enrol", server.url, "-", "--name", "rack 7", stdin=server.token + "\n")
    assert enrolled.exit_code == 0
    assert "Enrolled with Example as rack 7" in enrolled.output
    database = make_database(tmp_path / "crm.sqlite")
    assert type_in("sources", "add", "crm", str(database)).exit_code == 0
    tested = type_in("sources", "test", "crm")
    assert "crm answers in" in tested.output, tested.exception
    assert "sqlite" in tested.output
    facts = json.loads(type_in("status", "--json").output)
    assert facts["sources"] == [{"alias": "crm", "kind": "sqlite", "allowed": ["test", "scan"]}]
    assert facts["service"] == "not running"
    assert facts["server"] == server.url


def test_a_password_never_reaches_the_settings(directory: Path) -> None:
    added = type_in("sources", "add", "crm", "postgresql://ada:s3cr3t-word@db.example/crm")
    assert added.exit_code == 0
    assert "history" in added.output
    assert "s3cr3t-word" not in added.output
    assert "s3cr3t-word" not in (directory / settings.FILE_NAME).read_text()
    assert "s3cr3t-word" not in type_in("sources", "list").output
    assert secrets.open_secrets(directory).get("source.crm") == "s3cr3t-word"
    url = "postgresql://ada@db.example/hr"
    type_in("sources", "add", "hr", url, "--password-stdin", stdin="from a pipe\n")
    assert secrets.open_secrets(directory).get("source.hr") == "from a pipe"
    assert type_in("sources", "remove", "crm").exit_code == 0
    assert secrets.open_secrets(directory).get("source.crm") is None
    assert consent.load(directory).for_source("crm") is None


def test_consent_is_asked_for_in_words(directory: Path) -> None:
    type_in("sources", "add", "a", "/data/a", "--allow", "test")
    type_in("sources", "add", "b", "/data/b", "--no-consent")
    listed = json.loads(type_in("sources", "list", "--json").output)
    assert [(row["alias"], row["allowed"]) for row in listed] == [("a", ["test"]), ("b", [])]


def test_a_relative_path_is_kept_whole(
    directory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    type_in("sources", "add", "a", "exports")
    type_in("sources", "add", "b", "sqlite:///x.sqlite")
    known = settings.load(directory)
    assert known.find("a").url == str(tmp_path / "exports")
    assert known.find("b").url == f"sqlite:///{tmp_path}/x.sqlite"


def test_mistakes_are_told_with_a_hint(server: ProtocolServer, tmp_path: Path) -> None:
    assert isinstance(refused("run"), NotFound)
    assert "URL TOKEN" in refused("run").hint
    assert refused("enrol", server.url, "no token").code == "key.bad"
    assert refused("enrol", "http://pursight.example", server.token).code == "uplink.bad_url"
    assert refused("enrol", "http://127.0.0.1:9", server.token).code == "uplink.away"
    assert isinstance(refused("sources", "add", "Bad Alias", "/data"), Refused)
    assert isinstance(refused("sources", "test", "nobody"), NotFound)
    type_in("sources", "add", "gone", str(tmp_path / "gone.sqlite"))
    assert "gone.sqlite" in refused("sources", "test", "gone").message
    assert refused("egress", "--show", "99").code == "not_found"


def test_what_left_can_be_listed_read_and_verified(server: ProtocolServer, directory: Path) -> None:
    type_in("enrol", server.url, server.token)
    assert "enrol" in type_in("egress").output
    entries = [json.loads(line) for line in type_in("egress", "--json").output.splitlines()]
    assert [entry["what"] for entry in entries] == ["enrol"]
    assert "holds: 1 entries" in type_in("egress", "--verify").output
    assert type_in("egress", "--since", "2090-01-01", "--json").output == ""
    assert "holds a token" in refused("egress", "--show", "1").hint
