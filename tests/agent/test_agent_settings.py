"""The settings file: what people wrote stays, what is secret leaves, what is wrong is named."""

import stat
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pursight.errors import Conflict, NotFound
from pursight_agent import settings
from pursight_agent.settings import BadSettings, BadSourceUrl, SourceEntry, split_secret

WRITTEN = """# our agent; ask Ada before changing it
[limits]
concurrent_runs = 1  # the machine is small

[[source]]
alias = "hr"
url = "/data/hr.sqlite"
"""


def test_adding_and_removing_leaves_the_rest_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / settings.FILE_NAME
    path.write_text(WRITTEN)
    settings.add_source(tmp_path, SourceEntry(alias="crm", url='C:\\data\\"odd" ü.csv'))
    assert settings.load(tmp_path).find("crm").url == 'C:\\data\\"odd" ü.csv'
    assert path.read_text().startswith(WRITTEN)
    settings.remove_source(tmp_path, "crm")
    assert path.read_text().rstrip("\n") == WRITTEN.rstrip("\n")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_an_alias_is_given_once(tmp_path: Path) -> None:
    settings.add_source(tmp_path, SourceEntry(alias="crm", url="/a"))
    with pytest.raises(Conflict):
        settings.add_source(tmp_path, SourceEntry(alias="crm", url="/b"))
    with pytest.raises(NotFound, match="no source called hr"):
        settings.remove_source(tmp_path, "hr")


def test_a_source_that_a_schedule_needs_stays(tmp_path: Path) -> None:
    path = tmp_path / settings.FILE_NAME
    path.write_text(WRITTEN + '\n[[schedule]]\nname = "n"\nsource = "hr"\ncron = "0 3 * * *"\n')
    with pytest.raises(BadSettings, match="schedule n"):
        settings.remove_source(tmp_path, "hr")
    assert settings.load(tmp_path).find("hr")


@given(st.text(min_size=1, max_size=80).filter(lambda text: text.isprintable() or "\x7f" in text))
def test_any_text_survives_toml(text: str) -> None:
    assert tomllib.loads(f"a = {settings.toml_text(text)}")["a"] == text


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[limits]\nniceness = 99\n", "limits.niceness"),
        ("[limit]\n", "limit"),
        ("nonsense", "no valid TOML"),
        ('[[schedule]]\nname = "a"\nsource = "x"\ncron = "* * * * *"', "unknown source"),
        ('[[source]]\nalias = "a"\nurl = "/x"\n' * 2, "named twice"),
        (
            '[[source]]\nalias = "a"\nurl = "/x"\n[[schedule]]\nname = "n"\nsource = "a"\n',
            "either `cron`",
        ),
    ],
)
def test_what_is_wrong_is_named(text: str, named: str, tmp_path: Path) -> None:
    (tmp_path / settings.FILE_NAME).write_text(text)
    with pytest.raises(BadSettings, match=named) as error:
        settings.load(tmp_path)
    assert error.value.hint


@pytest.mark.parametrize(
    ("url", "clean", "secret"),
    [
        ("postgresql://u:p%40ss@h:5432/db", "postgresql://u@h:5432/db", "p@ss"),
        ("postgresql://u:a@b@h/db?sslmode=require", "postgresql://u@h/db?sslmode=require", "a@b"),
        ("postgresql://u@h/db?password=pw&x=1", "postgresql://u@h/db?x=1", "pw"),
        ("postgresql://u@h/db", "postgresql://u@h/db", None),
        ("postgresql:///db?host=/run/pg", "postgresql:///db?host=/run/pg", None),
        ("sqlite:////data/x.sqlite", "sqlite:////data/x.sqlite", None),
        ("/data/a:b@c.csv", "/data/a:b@c.csv", None),
        ("C:\\data", "C:\\data", None),
    ],
)
def test_passwords_leave_the_address(url: str, clean: str, secret: str | None) -> None:
    assert split_secret(url) == (clean, secret)


@given(
    st.text("abcXYZ019-_.~", min_size=1, max_size=10),
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=20),
)
def test_no_password_stays_in_the_address(user: str, password: str) -> None:
    from urllib.parse import quote

    clean, secret = split_secret(f"postgresql://{user}:{quote(password, safe='')}@host:5432/db")
    assert (clean, secret) == (f"postgresql://{user}@host:5432/db", password)


@pytest.mark.parametrize("password", ["p#ss", "p/ss", "p?ss", "12/34", "12#@x"])
def test_a_password_that_was_not_spelled_with_percents_is_not_kept(password: str) -> None:
    """Its address would go into the settings, and into messages, password and all."""
    with pytest.raises(BadSourceUrl) as raised:
        split_secret(f"postgresql://ada:{password}@host/db")
    assert password not in raised.value.message + raised.value.hint


@pytest.mark.parametrize(
    "url", ["file:///data/a@b:c.csv", "postgresql://h:1,i:2/db", "postgresql:///db?user=a@b"]
)
def test_an_address_without_a_password_stays(url: str) -> None:
    assert split_secret(url) == (url, None)


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("postgres://h/db", "postgresql"),
        ("postgresql+psycopg://h/db", "postgresql"),
        ("mysql://h/db", "mysql"),
        ("mariadb+pymysql://h/db", "mariadb"),
        ("/data/x.SQLITE3", "sqlite"),
        ("sqlite:///x", "sqlite"),
        ("/data/folder", "files"),
        ("file:///data", "files"),
    ],
)
def test_kinds_are_told_from_the_address(url: str, kind: str) -> None:
    assert SourceEntry(alias="a", url=url).kind == kind


def test_the_directory_is_for_its_owner_only(tmp_path: Path) -> None:
    wide = tmp_path / "wide"
    wide.mkdir(mode=0o755)
    assert settings.data_directory({settings.DIRECTORY_VARIABLE: str(wide)}) == wide
    assert stat.S_IMODE(wide.stat().st_mode) == 0o700


def test_where_a_source_is_measured_is_kept_and_is_by_size_otherwise(tmp_path: Path) -> None:
    settings.add_source(tmp_path, SourceEntry(alias="far", url="trino://h/c", measure="in_source"))
    settings.add_source(tmp_path, SourceEntry(alias="near", url="mssql://u@h/d"))
    kept = settings.load(tmp_path)
    assert (kept.find("far").measure, kept.find("near").measure) == ("in_source", "auto")
    assert kept.find("near").kind == "sqlserver"
