"""House rules no linter knows: file length, names, private tables, one place for effects."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = {
    "pursight": ROOT / "shared",
    "pursight_server": ROOT / "server",
    "pursight_agent": ROOT / "agent",
    "pursight_desktop": ROOT / "desktop",
}
LONGEST = 400
VAGUE = {"util", "utils", "helper", "helpers", "common", "misc", "manager", "core", "lib"}
VAGUE_ENDINGS = ("Manager", "Helper", "Helpers", "Util", "Utils", "Processor", "Info", "Impl")
TOP = {
    "desktop", "agent", "server", "shared", "installers", "tests", "docs", "requirements",
    "README.md", "CHANGELOG.md", "LICENSE", "pyproject.toml", "pursight",
}  # fmt: skip


def shipped() -> list[Path]:
    """Return every module we ship."""
    return [path for at in PACKAGES.values() for path in sorted(at.rglob("*.py"))]


def written() -> list[Path]:
    """Return every module we write, the tests too."""
    return [*shipped(), *sorted((ROOT / "tests").rglob("*.py"))]


def identify(path: Path) -> str:
    """Name a module in a test's title."""
    return str(path.relative_to(ROOT))


def problems_of(path: Path, text: str) -> list[str]:
    """List what a module does against the house rules."""
    tree = ast.parse(text)
    problems: list[str] = []
    if (length := text.count("\n")) > LONGEST:
        problems.append(f"{length} lines; split it by verb (limit {LONGEST})")
    if path.stem in VAGUE:
        problems.append(f"'{path.stem}' names no concept")
    if not ast.get_docstring(tree):
        problems.append("no module docstring")
    problems += [
        f"line {node.lineno}: class {node.name} names no concept"
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and node.name.endswith(VAGUE_ENDINGS)
    ]
    return problems


def commits_of(path: Path, tree: ast.AST) -> list[int]:
    """List the lines that commit a transaction outside the unit of work."""
    if "platform" in path.parts or "demo" in path.parts or "migrations" in path.parts:
        return []
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "commit"
        and not isinstance(node.func.value, ast.Call)
    ]


@pytest.mark.parametrize("path", written(), ids=identify)
def test_module(path: Path) -> None:
    assert not problems_of(path, path.read_text(encoding="utf-8"))


def test_the_rules_bite() -> None:
    long = '"""Doc."""\n' + "x = 1\n" * LONGEST
    assert problems_of(Path("a.py"), long)
    assert problems_of(Path("helpers.py"), '"""Doc."""\n')
    assert problems_of(Path("a.py"), "x = 1\n")
    assert problems_of(Path("a.py"), '"""Doc."""\nclass AssetManager: ...\n')
    assert commits_of(Path("catalog/service.py"), ast.parse("uow.connection.commit()"))


@pytest.mark.parametrize("path", shipped(), ids=identify)
def test_tables_are_private_to_their_domain(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("pursight_server."):
            domain, _, room = (node.module or "").removeprefix("pursight_server.").partition(".")
            if room == "tables" and domain != "platform":
                assert domain in path.parts, f"{domain}.tables imported from outside"


@pytest.mark.parametrize("path", sorted((ROOT / "server").rglob("*.py")), ids=identify)
def test_only_the_unit_of_work_commits(path: Path) -> None:
    assert not commits_of(path, ast.parse(path.read_text(encoding="utf-8")))


def test_top_level_is_as_agreed() -> None:
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert found - {"dist", "build", "__pycache__"} <= TOP


def test_the_lock_is_hashed_and_names_no_host() -> None:
    for lock in sorted((ROOT / "requirements").glob("*.txt")):
        text = lock.read_text(encoding="utf-8")
        assert "://" not in text, f"{lock.name} names a host"
        pins = re.findall(r"^[a-z0-9][^\s;=]*==\S+.*$", text, flags=re.MULTILINE)
        assert pins, f"{lock.name} pins nothing"
        assert all(pin.rstrip().endswith("\\") for pin in pins), f"{lock.name}: a pin has no hash"


def test_every_dependency_has_its_reason() -> None:
    reasons = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    declared = re.findall(
        r'^    "([a-z0-9-]+)', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE
    )
    names = {name for name in declared if not name.startswith("pursight")} & set(
        re.findall(
            r"^([a-z0-9-]+)==", (ROOT / "requirements" / "all.txt").read_text("utf-8"), re.MULTILINE
        )
    )
    missing = sorted(name for name in names if f"`{name}`" not in reasons)
    assert not missing, f"docs/dependencies.md gives no reason for {missing}"
