"""Bring the console's translations up to date with its code, and compile them.

    python installers/translations/update.py          # after a text in the code has changed
    python installers/translations/update.py pt       # begins Portuguese, or any other language

Collects the texts into `desktop/pursight_desktop/translations/pursight_<language>.ts`, says which
are not translated yet (edit the file with Qt Linguist, `pyside6-linguist`, or by hand, and run this
again), and compiles every file to the `.qm` beside it. English holds only what depends on a number.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).parents[2]
CODE = ROOT / "desktop/pursight_desktop"
TRANSLATIONS = CODE / "translations"
SOURCE_LANGUAGE = "en"


def tool(name: str) -> str:
    """Find a program of PySide6, which lies beside this Python."""
    return str(Path(sys.executable).parent / f"pyside6-{name}{'.exe' if os.name == 'nt' else ''}")


def file_of(language: str, folder: Path = TRANSLATIONS) -> Path:
    """Name the file of a language."""
    return folder / f"pursight_{language}.ts"


def collect(path: Path, code: Path = CODE, root: Path = ROOT) -> None:
    """Bring the texts in a file up to date; those that are gone from the code go."""
    language = path.stem.rpartition("_")[2]
    options = ["-locations", "none", "-no-obsolete", "-no-ui-lines", "-silent"]
    options += ["-source-language", SOURCE_LANGUAGE, "-target-language", language]
    # a text that is like another one is not that text: nothing is guessed
    options += ["-disable-heuristic", "similartext", "-disable-heuristic", "sametext"]
    if language == SOURCE_LANGUAGE:
        options.append("-pluralonly")
    sources = sorted(str(one.relative_to(root)) for one in code.rglob("*.py"))
    command = [tool("lupdate"), *options, *sources, "-ts", str(path)]
    subprocess.run(command, check=True, cwd=root, timeout=120)  # noqa: S603  ours


def compiled(path: Path, into: Path) -> Path:
    """Compile one file; a console that runs keeps what it has loaded."""
    found = into / path.with_suffix(".qm").name
    fresh = found.with_name(f".{found.name}.new")
    command = [tool("lrelease"), "-silent", str(path), "-qm", str(fresh)]
    subprocess.run(command, check=True, timeout=120)  # noqa: S603  ours
    return fresh.replace(found)


def unfinished(path: Path) -> list[str]:
    """List the texts of a file that have no translation yet."""
    return [
        f"{context.findtext('name') or '(no context)'}: {message.findtext('source')}"
        for context in ET.parse(path).getroot().iter("context")  # noqa: S314  our own file
        for message in context.iter("message")
        if not _is_finished(message)
    ]


def _is_finished(message: ET.Element) -> bool:
    translation = message.find("translation")
    if translation is None or translation.get("type") is not None:
        return False
    forms = translation.findall("numerusform")
    return all(_texts(forms or [translation]))


def _texts(elements: Iterable[ET.Element]) -> list[str]:
    return [(element.text or "").strip() for element in elements]


def main(arguments: Sequence[str] | None = None) -> int:
    """Update and compile; returns 1 while something waits for a translator."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("language", nargs="*", help="begin this one too, such as pt")
    begun = parser.parse_args(arguments).language
    TRANSLATIONS.mkdir(exist_ok=True)
    files = {*TRANSLATIONS.glob("pursight_*.ts"), *map(file_of, (SOURCE_LANGUAGE, *begun))}
    left = 0
    for path in sorted(files):
        collect(path)
        compiled(path, TRANSLATIONS)
        waiting = unfinished(path)
        left += len(waiting)
        sys.stdout.write(
            "\n  ".join((f"{path.name}: {len(waiting)} to translate", *waiting)) + "\n"
        )
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
