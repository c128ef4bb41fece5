"""`pursight classify`: what goes in, what comes out, and what a wrong line leads to."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pursight.command_line import program
from pursight.contracts.classify import ColumnOut
from pursight.errors import PurSightError

MAILS = [f"anna{n}@example.org" for n in range(30)]


@pytest.fixture(autouse=True)
def caches(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "pursight-cache"))


def write(path: Path, *columns: object) -> Path:
    path.write_text("".join(json.dumps(column) + "\n" for column in columns), "utf-8")
    return path


def run(
    source: Path, target: Path | str = "-", given: bytes = b""
) -> tuple[int, str, BaseException | None]:
    result = CliRunner().invoke(
        program,
        ["classify", "--no-language", "--input", str(source), "--output", str(target)],
        input=given,
    )
    return result.exit_code, result.stdout, result.exception


def labels(path: Path) -> dict[str, str]:
    lines = [ColumnOut.model_validate_json(line) for line in path.read_text("utf-8").splitlines()]
    return {line.id: line.label for line in lines}


def test_one_line_out_for_each_line_in_in_the_same_order(tmp_path: Path) -> None:
    source = write(
        tmp_path / "in.jsonl",
        {"id": "b", "table": "t", "column": "col_17", "values": MAILS},
        {"id": "a", "table": "t", "column": "email_verified", "values": [0, 1, 1, 0, None]},
        {"id": "c", "column": "qty", "values": [1, 2.5, None]},
        {"id": "d", "column": "first_name", "values": []},
    )
    code, _, _ = run(source, tmp_path / "out.jsonl")
    assert code == 0
    found = labels(tmp_path / "out.jsonl")
    assert list(found) == ["b", "a", "c", "d"]
    assert found == {"b": "email", "a": "none", "c": "none", "d": "person_name"}


def test_a_byte_order_mark_is_no_part_of_the_first_column(tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", {"id": "a", "column": "c", "values": MAILS})
    source.write_bytes(b"\xef\xbb\xbf" + source.read_bytes())
    assert run(source, tmp_path / "out.jsonl")[0] == 0
    assert labels(tmp_path / "out.jsonl") == {"a": "email"}


def test_values_of_every_json_type_are_taken(tmp_path: Path) -> None:
    source = write(
        tmp_path / "in.jsonl",
        {"id": "mixed", "column": "x", "values": ["a", 1, 2.5, True, None]},
        {"id": "huge", "column": "x", "values": [10**30, -1]},
        {
            "id": "cards",
            "column": "x",
            "values": [4111111111111111, 5555555555554444, 378282246310005],
        },
        {"id": "flags", "column": "password", "values": [True, False]},
    )
    code, _, _ = run(source, tmp_path / "out.jsonl")
    assert code == 0
    assert labels(tmp_path / "out.jsonl") == {
        "mixed": "none",
        "huge": "none",
        "cards": "credit_card",
        "flags": "none",
    }


def test_standard_input_and_output(tmp_path: Path) -> None:
    line = json.dumps({"id": "1", "column": "c", "values": MAILS}).encode()
    code, out, _ = run(Path("-"), "-", line + b"\n\n" + line + b"\n")
    assert code == 0
    assert [json.loads(row)["label"] for row in out.splitlines()] == ["email", "email"]


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("{not json", "JSON"),
        ('{"column": "c", "values": []}', "id"),
        ('{"id": "1", "values": [["nested"]]}', "values"),
        ('{"id": "1", "surprise": 1}', "surprise"),
    ],
)
def test_a_wrong_line_is_named_and_nothing_is_written(tmp_path: Path, line: str, word: str) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(json.dumps({"id": "1", "values": MAILS}) + "\n" + line + "\n", "utf-8")
    code, _, error = run(source, tmp_path / "out.jsonl")
    assert code != 0
    assert isinstance(error, PurSightError)
    assert "Line 2 of" in error.message
    assert word in error.message
    assert "Mend or remove" in error.hint
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]


def test_an_output_that_is_a_folder_is_said_so(tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", {"id": "1"})
    (tmp_path / "out.jsonl").mkdir()
    _, _, error = run(source, tmp_path / "out.jsonl")
    assert isinstance(error, PurSightError)
    assert "--output" in error.hint
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl"]


def test_no_value_of_the_input_is_in_an_error(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text('{"id": "1", "values": [{"secret": "hunter2"}]}\n', "utf-8")
    _, _, error = run(source, tmp_path / "out.jsonl")
    assert isinstance(error, PurSightError)
    assert "hunter2" not in error.message + error.hint


def test_a_missing_file_and_a_missing_folder_are_told_apart(tmp_path: Path) -> None:
    _, _, error = run(tmp_path / "absent.jsonl", tmp_path / "out.jsonl")
    assert isinstance(error, PurSightError)
    assert "--input" in error.hint
    source = write(tmp_path / "in.jsonl", {"id": "1"})
    _, _, error = run(source, tmp_path / "absent" / "out.jsonl")
    assert isinstance(error, PurSightError)
    assert "--output" in error.hint


def test_evidence_holds_no_value(tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", {"id": "1", "column": "mail", "values": MAILS})
    run(source, tmp_path / "out.jsonl")
    assert "anna" not in (tmp_path / "out.jsonl").read_text("utf-8")
