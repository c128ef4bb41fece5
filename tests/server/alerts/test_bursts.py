"""When a rule is met: however the log is cut, the same alerts come of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from pursight.audit.events import Event
from pursight.clock import StoppedClock
from pursight.identity import new_id
from pursight_server.alerts.builtin import BUILTIN
from pursight_server.alerts.model import Alert, AlertRule, Per, Severity, bursts, key_of, matches

BEGAN = datetime(2026, 3, 1, tzinfo=UTC)
CLOCK = StoppedClock(BEGAN)


def rule(**other: object) -> AlertRule:
    values: dict[str, object] = {
        "id": UUID(int=1), "name": "r", "kinds": ("person.sign_in_failed",), "threshold": 3,
        "window": timedelta(seconds=10), "per": Per.SUBJECT, "severity": Severity.HIGH,
        "rev": 1, "created_at": BEGAN, "changed_at": BEGAN,
    }  # fmt: skip
    return AlertRule(**(values | other))  # type: ignore[arg-type]


def event(seq: int, second: float, subject: str = "a", **other: object) -> Event:
    values: dict[str, object] = {
        "organisation_id": UUID(int=7), "seq": seq, "at": BEGAN + timedelta(seconds=second),
        "actor_kind": "system", "actor_id": UUID(int=0), "actor_name": "sign-in",
        "kind": "person.sign_in_failed", "subject_kind": "person", "subject_id": subject,
        "before": None, "after": {}, "note": "", "trace_id": "", "prev_hash": "", "hash": "",
    }  # fmt: skip
    return Event(**(values | other))  # type: ignore[arg-type]


def watched(of: AlertRule, events: list[Event], cuts: list[int]) -> list[tuple[object, ...]]:
    """Look at the log in pieces, as the worker does, and tell what alerts there are."""
    alerts: list[Alert] = []
    after = 0
    for until in [*sorted(set(cuts)), len(events)]:
        new = [one for one in events if after < one.seq <= until]
        if not new:
            continue
        since = new[0].at - of.window
        given_again = [
            one for one in events if one.seq <= until and (one.seq > after or one.at >= since)
        ]
        going_on = {one.key: one for one in alerts if one.last_at >= since}
        for burst in bursts(of, given_again, after=after, going_on=going_on):
            if burst.goes_on is None:
                alerts.append(
                    Alert(
                        id=new_id(CLOCK), rule_id=of.id, rule_name=of.name, severity=of.severity,
                        kinds=of.kinds, per=of.per, key=burst.key, about=burst.about,
                        count=burst.count, first_seq=burst.first.seq, last_seq=burst.last.seq,
                        first_at=burst.first.at, last_at=burst.last.at, raised_at=BEGAN,
                    )
                )  # fmt: skip
            else:
                at = next(n for n, one in enumerate(alerts) if one.id == burst.goes_on)
                alerts[at] = replace(
                    alerts[at],
                    count=alerts[at].count + burst.count,
                    last_seq=burst.last.seq,
                    last_at=burst.last.at,
                )
        after = until
    return sorted((one.key, one.count, one.first_seq, one.last_seq) for one in alerts)


def test_so_many_within_the_window_raise_one_alert_that_goes_on() -> None:
    events = [event(n, n) for n in range(1, 8)]
    assert watched(rule(), events, []) == [("person a", 7, 1, 7)]


def test_too_few_or_too_slow_raise_none() -> None:
    assert watched(rule(), [event(1, 0), event(2, 1)], []) == []
    assert watched(rule(), [event(n, n * 6) for n in range(1, 20)], []) == []


def test_after_a_quiet_window_it_is_another_alert() -> None:
    times = [0, 1, 2, 13, 14, 15]
    events = [event(n, second) for n, second in enumerate(times, 1)]
    assert watched(rule(), events, []) == [("person a", 3, 1, 3), ("person a", 3, 4, 6)]


def test_each_subject_is_counted_apart_unless_all_are_meant() -> None:
    events = [event(n, n, "ab"[n % 2]) for n in range(1, 5)]
    assert watched(rule(), events, []) == []
    assert watched(rule(per=Per.ORGANISATION), events, []) == [("", 4, 1, 4)]


@given(
    st.lists(st.tuples(st.integers(0, 12), st.sampled_from("ab")), min_size=1, max_size=40),
    st.lists(st.integers(1, 40), max_size=8),
    st.integers(1, 4),
)
def test_cutting_the_log_changes_nothing(
    steps: list[tuple[int, str]], cuts: list[int], threshold: int
) -> None:
    events, second = [], 0
    for seq, (wait, subject) in enumerate(steps, 1):
        second += wait
        events.append(event(seq, second, subject))
    of = rule(threshold=threshold)
    whole = watched(of, events, [])
    assert watched(of, events, [cut for cut in cuts if cut < len(events)]) == whole
    for seq, last in enumerate(events, 1):
        near = [
            one
            for one in events[:seq]
            if key_of(of, one) == key_of(of, last) and last.at - one.at <= of.window
        ]
        if len(near) >= threshold:
            assert any(first <= near[-1].seq <= end for _, _, first, end in whole)  # type: ignore[operator]


def test_what_a_field_gained_is_told_from_what_it_had() -> None:
    became = rule(kinds=("person.*",), gained={"roles": "boss"}, threshold=1)
    new = event(1, 0, kind="person.created", after={"roles": ["boss", "user"]})
    assert matches(became, new)
    assert not matches(became, replace(new, before={"roles": ["boss"]})), "only the name changed"
    assert not matches(became, replace(new, after={"roles": ["user"]}))
    assert not matches(became, replace(new, after=None))
    assert not matches(became, replace(new, kind="personal.created"))
    assert matches(
        rule(kinds=("x.y",), gained={"a": "b"}), event(1, 0, kind="x.y", after={"a": "b"})
    )


def test_no_alert_raises_itself() -> None:
    every = rule(kinds=("alert.*", "alert_rule.*"))
    for kind in ("alert.raised", "alert.acknowledged"):
        assert not matches(every, event(1, 0, kind=kind))
    assert matches(every, event(1, 0, kind="alert_rule.changed")), "somebody silences one"


def test_rules_that_come_have_names_of_their_own() -> None:
    assert len({one.key for one in BUILTIN}) == len({one.name for one in BUILTIN}) == len(BUILTIN)
