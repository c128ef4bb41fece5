"""Users' recognisers: Presidio's YAML read safely, every mistake told with its line."""

import functools
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Literal, NoReturn

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pursight.classification.recognizers.presidio import predefined
from pursight.classification.recognizers.recognizer import (
    USUAL_FLAGS,
    BadRecognizers,
    Expression,
    Recognizer,
    label_of,
    objection,
)
from pursight.classification.thresholds import Threshold

PRESIDIO = "presidio"
"""In place of a file: all recognisers that Presidio brings."""

LEAST = Threshold().suggest
"""A recogniser whose matches never score as much has nothing to say about a column."""

MOST_BYTES = 512 * 1024
MOST_RECOGNIZERS = 500
MOST_PATTERNS = 2_000
MOST_WORDS = 20_000
_DEEPEST = 12
_FORM = "docs/classification.md shows the form; it is that of Presidio's no-code recognisers."
_SCALARS = {
    f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "timestamp")
}

Path_ = tuple[str | int, ...]
Text = Annotated[str, Field(min_length=1, max_length=200)]


class _Closed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Pattern(_Closed):
    name: Annotated[str, Field(max_length=200)] = ""
    regex: Annotated[str, Field(min_length=1)]
    score: Annotated[float, Field(ge=0.0, le=1.0)]


class _Language(_Closed):
    language: Text
    context: tuple[Text, ...] | None = None


class _Recognizer(_Closed):
    name: Text
    type: Literal["custom", "predefined"] = "custom"
    class_name: Text | None = None
    enabled: bool = True
    supported_entity: Text | None = None
    supported_entities: tuple[Text, ...] = ()
    supported_language: Text | None = None
    supported_languages: tuple[Text | _Language, ...] = ()
    patterns: tuple[_Pattern, ...] = ()
    deny_list: tuple[Text, ...] = ()
    deny_list_score: Annotated[float, Field(ge=0.0, le=1.0)] = 1.0
    context: tuple[Text, ...] | None = None
    global_regex_flags: int | None = None
    version: str | None = None
    country_code: str | None = None


class _File(_Closed):
    recognizers: Annotated[tuple[_Recognizer, ...], Field(max_length=MOST_RECOGNIZERS)]
    supported_languages: tuple[Text, ...] = ()
    global_regex_flags: int | None = None


def read_all(named: Sequence[str]) -> tuple[tuple[Recognizer, ...], tuple[str, ...]]:
    """Read files of recognisers, and Presidio's own where `presidio` is named.

    Returns:
        The recognisers, and a sentence for each that was asked for and cannot be taken.

    Raises:
        BadRecognizers: A file is missing, or something in it cannot be understood.
    """
    found: list[Recognizer] = []
    left: list[str] = []
    for name in named:
        taken, wanting = predefined() if name == PRESIDIO else read_file(Path(name))
        left += wanting
        for one in taken:
            if one.utmost < LEAST:
                left.append(
                    f"{one.name} is left out: its matches score {one.utmost:.2f} at most, context "
                    f"included, and below {LEAST} nothing is suggested."
                )
            elif one not in found:
                found.append(one)
    return tuple(found), tuple(left)


def read_file(path: Path) -> tuple[tuple[Recognizer, ...], tuple[str, ...]]:
    """Read one YAML file; see `read_all`."""
    try:
        size, content = path.stat().st_size, b""
        if size <= MOST_BYTES:
            content = path.read_bytes()
    except OSError as error:
        raise BadRecognizers(
            f"{path} cannot be read ({error.strerror}).",
            hint=f"Name a YAML file of recognisers, or `{PRESIDIO}` for Presidio's own.",
        ) from error
    if size > MOST_BYTES:
        raise BadRecognizers(
            f"{path} is larger than {MOST_BYTES // 1024} KiB.", hint="Cut it into several files."
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadRecognizers(f"{path} is no UTF-8.", hint="Save it as UTF-8.") from error
    return _read(text, str(path))


def _read(text: str, name: str) -> tuple[tuple[Recognizer, ...], tuple[str, ...]]:
    lines: dict[Path_, int] = {}
    plain = _safe(text, name, lines)
    if isinstance(plain, list):
        plain = {"recognizers": plain}
        lines = {("recognizers", *path): line for path, line in lines.items()}
    try:
        file = _File.model_validate(plain)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        path = tuple(first["loc"])
        where = ".".join(str(part) for part in path) or "the file"
        _refuse(name, _line(lines, path), f"{where}: {first['msg']}")
    refuse = functools.partial(_refuse_at, name, lines)
    return _taken(file, refuse)


def _taken(file: _File, refuse: Any) -> tuple[tuple[Recognizer, ...], tuple[str, ...]]:
    if sum(len(one.patterns) for one in file.recognizers) > MOST_PATTERNS:
        refuse(("recognizers",), f"more than {MOST_PATTERNS} patterns")
    if sum(len(one.deny_list) for one in file.recognizers) > MOST_WORDS:
        refuse(("recognizers",), f"more than {MOST_WORDS} words in deny lists")
    found: list[Recognizer] = []
    left: list[str] = []
    for number, one in enumerate(file.recognizers):
        at: Path_ = ("recognizers", number)
        if not one.enabled:
            continue
        if one.type == "predefined":
            taken, wanting = predefined(one.class_name or one.name)
            found += taken
            left += wanting
        else:
            found.append(_custom(one, file.global_regex_flags, at, refuse))
    return tuple(found), tuple(left)


def _custom(one: _Recognizer, flags: int | None, at: Path_, refuse: Any) -> Recognizer:
    entities = (one.supported_entity,) if one.supported_entity else one.supported_entities
    if len(entities) != 1 or (one.supported_entity and one.supported_entities):
        refuse(at, "give one `supported_entity`")
    entity = str(entities[0])
    label = label_of(entity)
    if not label:
        refuse(at, f"{entity!r} cannot become a label: begin it with a letter from A to Z")
    if not one.patterns and not one.deny_list:
        refuse(at, "give `patterns` or a `deny_list`")
    chosen = one.global_regex_flags if one.global_regex_flags is not None else flags
    chosen = USUAL_FLAGS if chosen is None else chosen
    if chosen & ~USUAL_FLAGS:
        refuse(at, "of regular expression flags only 2, 8 and 16 and their sums are taken")
    for number, pattern in enumerate(one.patterns):
        if reason := objection(pattern.regex, chosen):
            refuse((*at, "patterns", number, "regex"), f"this pattern cannot be taken: {reason}")
    context = list(one.context or ())
    for language in one.supported_languages:
        context += language.context or () if isinstance(language, _Language) else ()
    expressions = [Expression(p.name or "pattern", p.regex, p.score) for p in one.patterns]
    if one.deny_list:
        expressions.append(_deny(one.deny_list, one.deny_list_score))
    return Recognizer(one.name, entity, label, tuple(expressions), tuple(context), chosen)


def _deny(words: tuple[str, ...], score: float) -> Expression:
    """Write a list of words as Presidio does."""
    either = "|".join(re.escape(word) for word in words)
    return Expression("deny_list", rf"(?:^|(?<=\W))({either})(?:(?=\W)|$)", score, words)


def _safe(text: str, name: str, lines: dict[Path_, int]) -> Any:
    """Parse YAML to plain lists, maps and scalars: no tags, no aliases, no depth without end."""
    try:
        depth = 0
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            line = event.start_mark.line + 1 if event.start_mark else 1
            if isinstance(event, yaml.AliasEvent):
                _refuse(name, line, "anchors and aliases (& and *) are not used here")
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEEPEST:
                _refuse(name, line, "this is nested too deeply")
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = 1 if error.problem_mark is None else error.problem_mark.line + 1
        _refuse(name, line, f"this is no YAML ({error.problem})")
    except yaml.YAMLError:
        _refuse(name, 1, "this is no YAML (a character that may not stand there)")
    return _plain(root, (), name, lines)


def _plain(node: Any, path: Path_, name: str, lines: dict[Path_, int]) -> Any:
    if node is None:
        return None
    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode) and node.tag == "tag:yaml.org,2002:seq":
        return [_plain(one, (*path, at), name, lines) for at, one in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode) and node.tag == "tag:yaml.org,2002:map":
        found: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode) or key.tag not in _SCALARS:
                _refuse(name, key.start_mark.line + 1, "a key must be a plain word")
            if key.value in found:
                _refuse(name, key.start_mark.line + 1, f"{key.value!r} stands there twice")
            found[key.value] = _plain(value, (*path, key.value), name, lines)
        return found
    if not isinstance(node, yaml.ScalarNode) or node.tag not in _SCALARS:
        _refuse(name, lines[path], f"the tag {node.tag!r} is not allowed: only plain values are")
    kind = node.tag.rpartition(":")[2]
    if kind in {"str", "timestamp"}:
        return node.value
    try:
        return yaml.SafeLoader("").construct_object(node)
    except (yaml.YAMLError, ValueError):
        _refuse(name, lines[path], "this number cannot be read")


def _line(lines: dict[Path_, int], path: Path_) -> int:
    """The line of the nearest place that is there."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def _refuse_at(name: str, lines: dict[Path_, int], path: Path_, what: str) -> NoReturn:
    _refuse(name, _line(lines, path), what)


def _refuse(name: str, line: int, what: str) -> NoReturn:
    raise BadRecognizers(f"{name}, line {line}: {what}.", hint=f"Put that line right. {_FORM}")
