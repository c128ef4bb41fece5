"""The consent file: nothing that is not written there is done."""

import threading
from datetime import UTC, datetime, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pursight.contracts.agents import JobKind, Limits
from pursight_agent.runtime import consent
from pursight_agent.runtime.configuration import Configuration
from pursight_agent.runtime.consent import Allowed, Consent, ConsentEntry, Denied, decide, within
from pursight_agent.settings import BadSettings

NOON = datetime(2026, 11, 21, 12)  # noqa: DTZ001  wall clock of the machine; a Saturday
ALL = tuple(consent._DAYS)


def file(**fields: object) -> Consent:
    return Consent(consent=(ConsentEntry.model_validate({"source": "crm", **fields}),))


def test_an_empty_file_allows_nothing() -> None:
    said = decide(Consent(), JobKind.TEST, "crm", Limits(), NOON)
    assert isinstance(said, Denied)
    assert said.code == "consent.refused"


def test_kinds_are_told_apart() -> None:
    given_consent = file(jobs=["test"])
    assert isinstance(decide(given_consent, JobKind.TEST, "crm", Limits(), NOON), Allowed)
    assert isinstance(decide(given_consent, JobKind.SCAN, "crm", Limits(), NOON), Denied)
    assert isinstance(decide(given_consent, JobKind.TEST, "hr", Limits(), NOON), Denied)


def test_an_entry_of_its_own_goes_before_the_star() -> None:
    both = Consent(
        consent=(
            ConsentEntry(source="*", jobs=(JobKind.SCAN,)),
            ConsentEntry(source="crm", jobs=()),
        )
    )
    assert isinstance(decide(both, JobKind.SCAN, "crm", Limits(), NOON), Denied)
    assert isinstance(decide(both, JobKind.SCAN, "hr", Limits(), NOON), Allowed)


def test_the_load_is_cut_down_never_raised() -> None:
    cut = file(jobs=["scan"], max_sample_rows=100, max_connections=1, max_memory_mebibytes=128)
    said = decide(cut, JobKind.SCAN, "crm", Limits(sample_rows=None), NOON)
    assert said == Allowed(Limits(sample_rows=100, connections=1, memory_mebibytes=128))
    said = decide(cut, JobKind.SCAN, "crm", Limits(sample_rows=5, memory_mebibytes=64), NOON)
    assert said == Allowed(Limits(sample_rows=5, connections=1, memory_mebibytes=64))


@pytest.mark.parametrize(
    ("hours", "days", "hour", "inside"),
    [
        ("08:00-12:00", ALL, 11, True),
        ("08:00-12:00", ALL, 12, False),
        ("20:00-06:00", ALL, 23, True),
        ("20:00-06:00", ALL, 5, True),
        ("20:00-06:00", ALL, 6, False),
        ("20:00-06:00", ("fri",), 5, True),  # Saturday morning belongs to Friday's night
        ("20:00-06:00", ("sat",), 5, False),
        ("00:00-24:00", ("sun",), 12, False),
    ],
)
def test_hours(hours: str, days: tuple[consent.Day, ...], hour: int, inside: bool) -> None:
    assert within(hours, days, NOON.replace(hour=hour)) is inside


@given(st.times(), st.times(), st.times())
def test_each_moment_is_in_a_span_or_in_its_opposite(first: time, second: time, at: time) -> None:
    start, end = f"{first:%H:%M}", f"{second:%H:%M}"
    if start == end:
        return
    moment = datetime.combine(NOON.date(), at)
    assert within(f"{start}-{end}", ALL, moment) != within(f"{end}-{start}", ALL, moment)


@pytest.mark.parametrize("hours", ["8-12", "08:00", "25:00-26:00", "08:70-09:00", "08:00-08:00"])
def test_hours_that_are_none(hours: str) -> None:
    with pytest.raises(ValueError, match="hours"):
        file(hours=hours)


def test_writing_and_withdrawing_keeps_what_people_wrote(tmp_path: Path) -> None:
    path = tmp_path / consent.FILE_NAME
    path.write_text('# nights only\n[[consent]]\nsource = "hr"\njobs = ["scan"]\n')
    consent.allow(tmp_path, "crm", [JobKind.TEST])
    consent.allow(tmp_path, "crm", [JobKind.SCAN])
    entry = consent.load(tmp_path).for_source("crm")
    assert entry is not None
    assert entry.jobs == (JobKind.SCAN,)
    consent.withdraw(tmp_path, "crm")
    assert consent.load(tmp_path).for_source("crm") is None
    assert "# nights only" in path.read_text()
    assert consent.load(tmp_path).for_source("hr") is not None


def test_a_broken_file_allows_nothing_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('[[source]]\nalias = "crm"\nurl = "/data"\n')
    consent.allow(tmp_path, "crm", [JobKind.SCAN])
    configuration = Configuration(tmp_path)
    now = datetime(2026, 11, 21, 12, tzinfo=UTC)
    assert isinstance(configuration.decide(JobKind.SCAN, "crm", Limits(), now), Allowed)
    (tmp_path / consent.FILE_NAME).write_text('[[consent]]\nsource = "crm"\njobs = ["everything"]')
    assert isinstance(configuration.decide(JobKind.SCAN, "crm", Limits(), now), Denied)
    assert "Nothing is allowed" in configuration.problems[0]
    with pytest.raises(BadSettings):
        consent.load(tmp_path)


def test_broken_settings_leave_the_last_good_ones(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('[[source]]\nalias = "crm"\nurl = "/data"\n')
    configuration = Configuration(tmp_path)
    path.write_text("this is = no TOML [")
    assert [entry.alias for entry in configuration.settings.source] == ["crm"]
    assert configuration.problems
    path.write_text('[[source]]\nalias = "hr"\nurl = "/other"\n')
    assert [entry.alias for entry in configuration.settings.source] == ["hr"]
    assert not configuration.problems


def test_who_asks_while_the_files_are_being_read_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or a fire of a schedule is denied, and skipped, by a consent that is not read yet."""
    write(tmp_path / "settings.toml", '[[source]]\nalias = "crm"\nurl = "/data"\n')
    write(tmp_path / "consent.toml", '[[consent]]\nsource = "crm"\njobs = ["scan"]\n')
    configuration = Configuration(tmp_path)
    reading, go_on = threading.Event(), threading.Event()
    load = consent.load

    def slow(directory: Path) -> Consent:
        reading.set()
        assert go_on.wait(10)
        return load(directory)

    monkeypatch.setattr(consent, "load", slow)
    said: list[object] = []

    def ask() -> None:
        said.append(configuration.decide(JobKind.SCAN, "crm", Limits(), NOON))

    threads = [threading.Thread(target=ask) for _ in range(2)]
    threads[0].start()
    assert reading.wait(10)
    threads[1].start()
    threads[1].join(0.3)
    go_on.set()
    for thread in threads:
        thread.join(10)
    assert [type(one) for one in said] == [Allowed, Allowed]


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
