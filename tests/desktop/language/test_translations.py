"""The translations: whole, true to the texts in the code, and compiled."""

import ast
import importlib.util
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree as ET

import pytest

ROOT = Path(__file__).parents[3]
CODE = ROOT / "desktop/pursight_desktop"
FOLDER = CODE / "translations"
AGAIN = "run `python installers/translations/update.py` and translate what it lists"

_PLACES = re.compile(r"\{[^{}]*\}|%n|%L?\d")
_MNEMONIC = re.compile(r"&(?=\w)")


@dataclass(frozen=True, slots=True)
class Message:
    """A text as a translation file has it."""

    context: str
    source: str
    comment: str
    by_number: bool


def messages(path: Path) -> dict[Message, list[str]]:
    """Read a file: each text with its translation, in all its forms."""
    found: dict[Message, list[str]] = {}
    for context in ET.parse(path).getroot().iter("context"):  # noqa: S314  our own file
        for one in context.iter("message"):
            told = one.find("translation")
            assert told is not None
            forms = [form.text or "" for form in told.iter("numerusform")] or [told.text or ""]
            key = Message(
                context.findtext("name") or "",
                one.findtext("source") or "",
                one.findtext("comment") or "",
                one.get("numerus") == "yes",
            )
            assert told.get("type") is None, f"{key} is {told.get('type')}; {AGAIN}"
            found[key] = forms
    return found


@pytest.fixture(scope="module")
def update() -> ModuleType:
    """The maintainers' program."""
    path = ROOT / "installers/translations/update.py"
    spec = importlib.util.spec_from_file_location("translations_update", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


FILES = sorted(FOLDER.glob("*.ts"))


def test_german_is_there_and_english_has_its_forms_for_one_of_a_thing() -> None:
    assert {path.stem for path in FILES} >= {"pursight_de", "pursight_en"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_text_of_the_code_is_translated_and_none_that_is_gone(
    path: Path, update: ModuleType, tmp_path: Path
) -> None:
    copy = tmp_path / path.name
    shutil.copy(path, copy)
    update.collect(copy)
    assert update.unfinished(copy) == [], AGAIN
    assert set(messages(copy)) == set(messages(path)), AGAIN


def test_a_text_that_is_new_is_noticed(update: ModuleType, tmp_path: Path) -> None:
    copy = tmp_path / "pursight_de.ts"
    shutil.copy(FOLDER / copy.name, copy)
    code = tmp_path / "code"
    code.mkdir()
    (code / "view.py").write_text(
        'class View(QWidget):\n    def title(self):\n        return self.tr("Never seen before")\n'
    )
    update.collect(copy, code, tmp_path)
    assert update.unfinished(copy) == ["View: Never seen before"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_placeholders_and_mnemonics_are_those_of_the_text(path: Path) -> None:
    for message, forms in messages(path).items():
        wanted = sorted(set(_PLACES.findall(message.source)))
        for number, form in enumerate(forms):
            given = sorted(set(_PLACES.findall(form)))
            if message.by_number and number == 0:
                # "one result", "the only value": what is one need not be counted
                assert set(given) <= set(wanted), (message, form)
                assert len(set(wanted) - set(given)) <= 1, (message, form)
            else:
                assert given == wanted, (message, form)
            assert len(_MNEMONIC.findall(form)) == len(_MNEMONIC.findall(message.source)), message
            assert form.strip(), message
            ends = [text[len(text.rstrip()) :] for text in (form, message.source)]
            begins = [text[: len(text) - len(text.lstrip())] for text in (form, message.source)]
            assert ends[0] == ends[1], message
            assert begins[0] == begins[1], message


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_shipped_is_what_was_translated(
    path: Path, update: ModuleType, tmp_path: Path
) -> None:
    fresh = update.compiled(path, tmp_path)
    assert fresh.read_bytes() == path.with_suffix(".qm").read_bytes(), AGAIN


def test_german_keeps_to_its_terms() -> None:
    """What a steward reads as one thing has one name."""
    terms = {"Catalog": "Katalog", "Source": "Quelle", "Sources": "Quellen", "Column": "Spalte",
             "Table": "Tabelle", "Rule": "Regel", "Violations": "Verstöße", "Policy": "Richtlinie",
             "Owner": "Verantwortlich", "Tags": "Schlagwörter", "Sensitivity": "Vertraulichkeit",
             "Classification": "Einstufung", "Scan": "Scan", "Agent": "Agent",
             "Asset": "Objekt"}  # fmt: skip
    for message, forms in messages(FOLDER / "pursight_de.ts").items():
        if message.source in terms:
            assert forms == [terms[message.source]], message


def _calls() -> Iterator[tuple[Path, ast.Call, str, bool]]:
    """List the calls that translate: where, the call, its name, whether inside a class."""
    for path in sorted(CODE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        inside = {
            id(node)
            for outer in ast.walk(tree)
            if isinstance(outer, ast.ClassDef)
            for node in ast.walk(outer)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                name = ast.unparse(node.func).rpartition("QCoreApplication.")[2]
                yield path, node, name, id(node) in inside


def test_texts_are_written_so_that_they_are_found() -> None:
    """What lupdate makes of Python: literal texts, numbers in `tr` alone, `tr` by its class."""
    wrong = []
    for path, call, name, in_class in _calls():
        where = f"{path.relative_to(CODE)}:{call.lineno}"
        if name in ("self.tr", "tr") and call.args and path.parent.name != "language":
            if not isinstance(call.args[0], ast.Constant):
                wrong.append(f"{where}: the text of tr is not literal")
            if name == "tr" and in_class:
                wrong.append(f"{where}: a bare tr in a class is collected for the class")
        if name == "translate" and len(call.args) > 3 and path.parent.name != "language":
            wrong.append(f"{where}: translate with a number is not collected as such; use tr")
        if name == "translate" and call.args and isinstance(call.args[-1], ast.JoinedStr):
            wrong.append(f"{where}: an f-string cannot be translated; format afterwards")
    assert wrong == []
