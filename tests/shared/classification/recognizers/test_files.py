"""Users' files of recognisers: what is taken, and what a mistake says."""

# ruff: noqa: E501  sample data, one kind a line

from pathlib import Path

import pytest

from pursight.classification.recognizers import files
from pursight.classification.recognizers.files import read_file
from pursight.classification.recognizers.recognizer import BadRecognizers, label_of, objection

GOOD = """
recognizers:
  - name: Staff numbers
    supported_entity: EMPLOYEE_NO
    supported_language: en
    context: [staff, employee]
    patterns:
      - {name: long, regex: 'EMP-\\d{6}', score: 0.9}
      - name: short
        regex: "E\\\\d{4}"
        score: 0.2
  - name: Projects
    supported_entities: [PROJECT]
    supported_languages:
      - {language: de, context: [projekt]}
      - language: en
    deny_list: [Blue Heron, Nordlicht]
    deny_list_score: 0.7
  - {name: idle, enabled: false, supported_entity: X, deny_list: [x]}
"""


def refused(tmp_path: Path, text: str | bytes) -> str:
    path = tmp_path / "mine.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    with pytest.raises(BadRecognizers) as caught:
        read_file(path)
    assert caught.value.hint
    return caught.value.message.removeprefix(str(path))


def test_presidios_form_is_taken(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(GOOD)
    (staff, projects), left = read_file(tmp_path / "mine.yaml")
    assert left == ()
    assert (staff.label, staff.entity, staff.context) == ("employee_no", "EMPLOYEE_NO", ("staff", "employee"))  # fmt: skip
    assert [(e.name, e.regex, e.score) for e in staff.expressions] == [
        ("long", r"EMP-\d{6}", 0.9), ("short", r"E\d{4}", 0.2),
    ]  # fmt: skip
    assert (projects.label, projects.context) == ("project", ("projekt",))
    assert projects.expressions[0].words == ("Blue Heron", "Nordlicht")
    assert projects.expressions[0].score == 0.7


def test_a_bare_list_and_json_are_taken_too(tmp_path: Path) -> None:
    text = '[{"name": "z", "supported_entity": "ZIP", "patterns": [{"name": "z", "regex": "\\\\d{5}", "score": 0.5}]}]'
    (tmp_path / "mine.json").write_text(text)
    ((one,), _) = read_file(tmp_path / "mine.json")
    assert one.expressions[0].regex == r"\d{5}"


HEAD = "recognizers:\n  - name: a\n    supported_entity: A\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("recognizers: [", "line 1: this is no YAML"),
        ("a: &x 1\nb: *x\n", "line 2: anchors and aliases"),
        ("x: !!python/object/apply:os.system ['true']\n", "line 1: the tag"),
        ("x: !secret y\n", "line 1: the tag"),
        ("recognizers:\n" + "- " * 30 + "x", "line 2: this is nested too deeply"),
        ("a: 1\na: 2\n", "line 2: 'a' stands there twice"),
        ("a: \x01", "line 1: this is no YAML"),
        ("", "line 1: the file:"),
        ("recognizers:\n  - name: a\n    colour: red\n", "line 3: recognizers.0.colour"),
        (HEAD, "line 2: give `patterns` or a `deny_list`"),
        (HEAD.replace("supported_entity: A", "deny_list: [x]"), "line 2: give one `supported_entity`"),
        (HEAD.replace(": A", ": '12'") + "    deny_list: [x]\n", "line 2: '12' cannot become a label"),
        (HEAD + "    patterns:\n    - regex: 'a('\n      score: 0.5\n", "line 5: this pattern cannot be taken: it is no regular"),
        (HEAD + "    patterns:\n    - regex: 'a'\n      score: 7\n", "line 6: recognizers.0.patterns.0.score"),
        (HEAD + "    patterns:\n    - regex: 'a*'\n      score: 0.5\n", "line 5: this pattern cannot be taken: it matches the empty"),
        (HEAD + "    patterns:\n    - regex: '((a{999}){999}){9}'\n      score: 0.5\n", "line 5: this pattern cannot be taken: its repeats"),
        (HEAD + "    patterns:\n    - regex: '(?:foo){e<=2}'\n      score: 0.5\n", "line 5: this pattern cannot be taken: fuzzy"),
        (HEAD + f"    patterns:\n    - regex: '{'a' * 5000}'\n      score: 0.5\n", "line 5: this pattern cannot be taken: it is longer"),
        (HEAD + "    deny_list: [x]\n    global_regex_flags: 64\n", "line 2: of regular expression flags"),
        (HEAD + "    deny_list: [" + "x," * 20_001 + "]\n", "line 2: more than 20000 words"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    assert said in refused(tmp_path, text)


def test_files_that_are_none(tmp_path: Path) -> None:
    assert "is no UTF-8" in refused(tmp_path, b"\xff\xfe\x00")
    assert "is larger than 512 KiB" in refused(tmp_path, "#" * (files.MOST_BYTES + 1))
    with pytest.raises(BadRecognizers, match="cannot be read"):
        read_file(tmp_path / "nowhere.yaml")


def test_nothing_of_the_file_is_run(tmp_path: Path) -> None:
    trap = tmp_path / "ran"
    refused(
        tmp_path,
        f"x: !!python/object/apply:pathlib.Path.touch [!!python/object/apply:pathlib.Path ['{trap}']]\n",
    )
    assert not trap.exists()


def test_presidios_own_by_name(tmp_path: Path) -> None:
    pytest.importorskip("presidio_analyzer", reason="not run: needs presidio-analyzer")
    path = tmp_path / "mine.yaml"
    path.write_text(
        "recognizers:\n- {name: IbanRecognizer, type: predefined}\n"
        "- {name: SpacyRecognizer, type: predefined}\n- {name: Nonsense, type: predefined}\n"
    )
    (iban,), left = read_file(path)
    assert (iban.label, iban.own) == ("iban", False)
    assert [sentence.split(":")[0] for sentence in left] == [
        "SpacyRecognizer is left out", "Nonsense is left out",
    ]  # fmt: skip


def test_labels_and_bounds() -> None:
    assert label_of("EMAIL_ADDRESS") == "email"
    assert label_of("Kunden-Nr. (alt)") == "kunden_nr_alt"
    assert label_of("§§") == ""
    assert objection(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}", 26) == ""
