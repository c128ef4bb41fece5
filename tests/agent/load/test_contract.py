"""The stricter of job, settings and consent counts; what is wrong in the settings is said."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from pursight.contracts.agents import JobKind, Limits
from pursight_agent import settings
from pursight_agent.commands import agent
from pursight_agent.load.contract import LoadContract
from pursight_agent.runtime import consent
from pursight_agent.settings import BadSettings

bounds = st.fixed_dictionaries(
    {
        "connections": st.none() | st.integers(1, 2),
        "statement_seconds": st.none() | st.integers(1, 600),
        "share_of_time": st.none() | st.floats(0.01, 1),
        "sample_rows": st.none() | st.integers(1, 10_000),
        "memory_mebibytes": st.none() | st.integers(64, 4096),
    }
)


@given(job=bounds, ours=bounds, allowed=bounds)
def test_the_strictest_counts(
    job: dict[str, float], ours: dict[str, float], allowed: dict[str, float]
) -> None:
    asked = Limits(**{name: value for name, value in job.items() if value is not None})  # type: ignore[arg-type]
    entry = consent.ConsentEntry(
        source="*",
        jobs=tuple(JobKind),
        **{f"max_{name}": value for name, value in allowed.items()},  # type: ignore[arg-type]
    )
    given_consent = consent.Consent(consent=(entry,))
    noon = datetime(2026, 11, 21, 12, tzinfo=UTC)
    said = consent.decide(given_consent, JobKind.SCAN, "crm", asked, noon)
    assert isinstance(said, consent.Allowed)
    found = LoadContract(**ours).within(said.limits)  # type: ignore[arg-type]
    for name in job:
        wanted = [getattr(asked, name), ours[name], allowed[name]]
        least = min((one for one in wanted if one is not None), default=None)
        assert getattr(found, name) == least


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("share_of_time = 0", "source.0.share_of_time"),
        ("share_of_time = 1.5", "source.0.share_of_time"),
        ("connections = 3", "source.0.connections"),
        ('windows = ["20-06"]', "a window looks like"),
        ('windows = ["20:00-06:00"]\ntimezone = "Nowhere"', "no time zone is called"),
        ("shere_of_time = 0.5", "source.0.shere_of_time"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(line: str, said: str) -> None:
    text = f'[[source]]\nalias = "crm"\nurl = "/data"\n{line}\n'
    with pytest.raises(BadSettings, match=said):
        settings.parse(text, "settings.toml")


def test_the_command_shows_what_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(settings.DIRECTORY_VARIABLE, str(tmp_path))
    (tmp_path / "settings.toml").write_text(
        '[[source]]\nalias = "crm"\nurl = "/data"\nshare_of_time = 0.5\n'
        'windows = ["20:00-06:00"]\ntimezone = "Europe/Berlin"\n'
    )
    (tmp_path / "consent.toml").write_text(
        '[[consent]]\nsource = "crm"\njobs = ["scan"]\nmax_share_of_time = 0.25\n'
        "max_connections = 1\n"
    )
    done = CliRunner().invoke(agent.app, ["sources", "load", "crm", "--json"])
    assert done.exit_code == 0, done.output
    found = json.loads(done.output)
    assert (found["share_of_time"], found["connections"]) == (0.25, 1)
    assert found["windows"] == ["20:00-06:00"]
    assert found["open_now"] is (found["opens_at"] is None)
    shown = CliRunner().invoke(agent.app, ["sources", "load", "crm"])
    assert "25%" in shown.output
    assert "Europe/Berlin" in shown.output
