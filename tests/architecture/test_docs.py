"""The documents: every link leads somewhere, every decision is listed, every command is named."""

import re
from pathlib import Path

import pytest

from pursight.command_line import COMMANDS

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")


def identify(path: Path) -> str:
    """Name a page in a test's title."""
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=identify)
def test_links_lead_somewhere(page: Path) -> None:
    for link in LINK.findall(page.read_text(encoding="utf-8")):
        if "://" not in link:
            assert (page.parent / link).exists(), f"{link} leads nowhere"


@pytest.mark.parametrize("page", sorted((ROOT / "docs").glob("*.md")), ids=identify)
def test_the_readme_leads_to_every_page(page: Path) -> None:
    listed = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"docs/{page.name}" in listed


def test_every_decision_is_listed() -> None:
    listed = (ROOT / "docs" / "adr" / "README.md").read_text(encoding="utf-8")
    for record in (ROOT / "docs" / "adr").glob("0*.md"):
        assert f"({record.name})" in listed


def test_the_readme_names_every_command() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in COMMANDS:
        assert f"pursight {name}" in readme
