"""What lies in a folder: files to read, and what is left alone with the reason."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pursight.contracts.scans import Skipped
from pursight_agent.connectors.files.place import LocalFile, Stored
from pursight_agent.source import ObjectError, skipped


@dataclass(frozen=True, slots=True)
class Found:
    """A regular file or object; `schema` is its folder relative to the root, with slashes."""

    stored: Stored
    schema: str
    name: str


def walk(root: Path) -> Iterator[Found | Skipped]:
    """List a folder's files in the order of their names, all levels down.

    Links are not followed: what lies in the folder is scanned where it lies, and what lies outside
    was not meant.
    """
    yield from _walk(root, root.resolve(), "")


def _walk(folder: Path, root: Path, schema: str) -> Iterator[Found | Skipped]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        parent, _, name = schema.rpartition("/")
        yield left_alone(
            parent, name or ".", "folder", "source.denied", "The agent may not list this folder.",
            "Give the agent's account permission to list and enter it.",
        )  # fmt: skip
        return
    taken: set[str] = set()
    for entry in entries:
        name = _spelled(entry.name, taken)
        try:
            yield from _entry(entry, name, root, schema)
        except OSError:
            yield left_alone(
                schema, name, "file", "file.not_found",
                "It was there a moment ago and cannot be looked at.", "Scan again.",
            )  # fmt: skip


def _entry(
    entry: os.DirEntry[str], name: str, root: Path, schema: str
) -> Iterator[Found | Skipped]:
    if entry.is_symlink():
        yield _link(Path(entry.path), root, schema, name)
    elif name.startswith("."):
        kind = "hidden_folder" if entry.is_dir() else "file"
        yield left_alone(
            schema, name, kind, "file.hidden", "Hidden files and folders are not scanned.",
            "Name it as the target to scan it by itself.",
        )  # fmt: skip
    elif entry.is_dir(follow_symlinks=False):
        yield from _walk(Path(entry.path), root, str(PurePosixPath(schema) / name))
    elif entry.is_file(follow_symlinks=False):
        yield Found(LocalFile(Path(entry.path)), schema, name)
    else:
        yield left_alone(
            schema, name, "file", "file.not_regular",
            "It is a pipe, socket or device, not a file.", "",
        )  # fmt: skip


def _link(path: Path, root: Path, schema: str, name: str) -> Skipped:
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):
        return left_alone(
            schema, name, "link", "file.broken_link", "The link points at nothing, or at itself.",
            "Remove or repair it.",
        )  # fmt: skip
    if target.is_relative_to(root):
        return left_alone(
            schema, name, "link", "file.link",
            "The link points into this folder, where its target is scanned already.", "",
        )  # fmt: skip
    return left_alone(
        schema, name, "link", "file.outside", "The link leads out of the folder that is scanned.",
        "Scan its target by itself.",
    )  # fmt: skip


def _spelled(name: str, taken: set[str]) -> str:
    """Spell a file name as valid text, unique in its folder."""
    text = os.fsencode(name).decode("utf-8", "replace")
    spelled, number = text, 2
    while spelled in taken:
        spelled, number = f"{text} ({number})", number + 1
    taken.add(spelled)
    return spelled


def left_alone(  # noqa: PLR0917  the fields of an entry, in their order
    schema: str, name: str, kind: str, code: str, reason: str, hint: str
) -> Skipped:
    """Word the entry for what is not read."""
    return skipped(ObjectError(code, reason, hint=hint), schema=schema, name=name, kind=kind)
