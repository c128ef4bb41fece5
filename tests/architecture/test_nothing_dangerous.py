"""What no code of ours does: run what it was sent, ask where it was told, take text for markup."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAMS = [*(ROOT / name for name in ("shared", "server", "agent", "desktop"))]
FILES = sorted(path for folder in PROGRAMS for path in folder.rglob("*.py"))

FORBIDDEN = {
    "eval", "exec", "compile", "__import__", "os.system", "os.popen", "pickle.load",
    "pickle.loads", "pickle.Unpickler", "dill.loads", "marshal.loads", "marshal.load",
    "shelve.open", "joblib.load", "yaml.load", "yaml.load_all", "yaml.unsafe_load",
    "numpy.load", "np.load", "yaml.full_load", "pandas.read_pickle",
    "jsonpickle.decode", "tempfile.mktemp",
    "xml.etree.ElementTree.parse", "xml.etree.ElementTree.fromstring", "ElementTree.parse",
    "xml.sax.parse", "lxml.etree.parse", "ssl._create_unverified_context",
    "random.choices.secret", "hashlib.md5", "hashlib.sha1",
}  # fmt: skip
"""Calls that run, load or trust what came from outside."""
FORBIDDEN_METHODS = {"extractall", "from_string", "setHtml", "insertHtml"}
"""Methods that unpack an archive where it likes, compile a template, or take markup."""

MAY_ASK_ADDRESSES = {
    "server/pursight_server/demo/",
    "server/pursight_server/activity/sealing.py",  # the administrator's own syslog
    "server/pursight_server/platform/",  # sockets it listens on, its database, its mail server
    "server/pursight_server/access/oidc",  # the identity provider that an administrator has set
    "server/pursight_server/access/federation",
    "server/pursight_server/federation/",
}
ASKS = {"httpx", "requests", "urllib.request", "aiohttp", "http.client", "smtplib", "ftplib"}

TIP_MAKERS = {"plain_tip", "tr"}
PLAIN_TIPS = {
    "desktop/pursight_desktop/app/": "names of our own actions and screens",
    "desktop/pursight_desktop/views/review/filters.py": "the name of our own filter",
    "desktop/pursight_desktop/views/asset/quantiles.py": "numbers",
    "desktop/pursight_desktop/views/asset/header.py": "a date",
    "desktop/pursight_desktop/views/scans/pane.py": "an id or a hash",
    "desktop/pursight_desktop/views/search/view.py": "our own words",
    "desktop/pursight_desktop/widgets/labels.py": "a label's own words",
    "desktop/pursight_desktop/widgets/label_chooser.py": "a label's own words",
}


DIFFERENCES = {
    "desktop/pursight_desktop/views/asset/activity.py",
    "desktop/pursight_desktop/widgets/side_by_side.py",
}
"""Show two texts with what differs marked, so they write markup, and escape what they mark."""


def trees() -> Iterator[tuple[str, ast.Module]]:
    """Every file of ours, parsed."""
    for path in FILES:
        yield str(path.relative_to(ROOT)), ast.parse(path.read_text(encoding="utf-8"))


def called(node: ast.Call) -> str:
    """Name what is called, with its module as it is written."""
    return ast.unparse(node.func) if not isinstance(node.func, ast.Call) else ""


def dangers(name: str, tree: ast.Module) -> list[str]:
    """Name the forbidden calls in a file."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            what = called(node)
            method = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            shell = any(k.arg == "shell" and ast.unparse(k.value) == "True" for k in node.keywords)
            if what in FORBIDDEN or shell or method in FORBIDDEN_METHODS:
                found.append(f"{name}:{node.lineno} {what}")
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names = {alias.name for alias in node.names}
            if names & {"pickle", "marshal", "shelve", "dill", "cloudpickle"}:
                found.append(f"{name}:{node.lineno} import")
    return found


def test_nothing_that_was_sent_is_run_or_loaded() -> None:
    assert [danger for name, tree in trees() for danger in dangers(name, tree)] == []


@pytest.mark.parametrize(
    "planted",
    [
        "import pickle",
        "eval(text)",
        "yaml.load(text)",
        "subprocess.run(command, shell=True)",
        "archive.extractall(folder)",
        "Environment().from_string(text)",
        "browser.setHtml(text)",
        "hashlib.md5(secret)",
    ],
)
def test_what_is_planted_is_found(planted: str) -> None:
    assert dangers("planted.py", ast.parse(planted))


def askers(name: str, tree: ast.Module) -> list[str]:
    """Name the libraries by which a file of the server would ask other machines."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names} & ASKS
        elif isinstance(node, ast.ImportFrom) and node.module in ASKS:
            found.add(node.module)
        elif isinstance(node, ast.Call) and called(node).endswith("create_connection"):
            found.add("socket")
    return [f"{name} {one}" for one in sorted(found)]


def test_the_server_asks_no_address_that_a_person_could_name() -> None:
    """No field takes an address that the server then calls, so there is no request to forge."""
    found = [
        asker
        for name, tree in trees()
        if name.startswith("server/") and not name.startswith(tuple(MAY_ASK_ADDRESSES))
        for asker in askers(name, tree)
    ]
    assert found == []
    assert askers("planted.py", ast.parse("import httpx\nfrom urllib.request import urlopen"))


def loose_tips(name: str, tree: ast.Module) -> list[str]:
    """Name the tooltips whose text might be somebody else's and taken for markup."""
    found = []
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if node.func.attr not in {"setToolTip", "setWhatsThis"} or not node.args:
            continue
        parts = [part for part in ast.walk(node.args[-1]) if isinstance(part, ast.Call)]
        made = {called(part).rpartition(".")[2] for part in parts}
        if not made & TIP_MAKERS and not isinstance(node.args[-1], ast.Constant):
            found.append(f"{name}:{node.lineno} {ast.unparse(node)}")
    return found


def test_texts_of_others_are_shown_as_text() -> None:
    found = [
        tip
        for name, tree in trees()
        if name.startswith("desktop/") and not name.startswith(tuple(PLAIN_TIPS))
        for tip in loose_tips(name, tree)
    ]
    assert found == []
    assert loose_tips("planted.py", ast.parse("item.setToolTip(asset.name)"))


def test_only_our_own_label_is_used_and_it_is_plain() -> None:
    """A QLabel guesses whether a text is markup; ours never does."""
    found = []
    for name, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and called(node) in {
                "QLabel",
                "QMessageBox",
                "QTextEdit",
            }:
                found.add(name)
            if isinstance(node, ast.Attribute) and node.attr in {"RichText", "AutoText"}:
                found.add(name)
    assert found == DIFFERENCES
    for name in DIFFERENCES:
        assert "escape(" in (ROOT / name).read_text(encoding="utf-8")
    label = (ROOT / "desktop/pursight_desktop/widgets/labels.py").read_text(encoding="utf-8")
    assert "self.setTextFormat(Qt.TextFormat.PlainText)" in label
