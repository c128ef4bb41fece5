"""What the screens ask: an asset's page, the queue, home, the estate, the log."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from tests.builders.replica import AnEstate, an_estate
from tests.desktop.replica.conftest import KEY

from pursight_desktop.replica.queries import activity, asset, estate, home, review
from pursight_desktop.replica.queries.activity import EventFilter
from pursight_desktop.replica.store import Store

Full = tuple[Store, AnEstate]


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Full]:
    store = Store.open(tmp_path_factory.mktemp("screens") / "replica.db", KEY)
    yield store, an_estate(store, tables=120, columns=12_000)
    store.close()


def test_a_table_shows_its_columns_in_their_order(full: Full) -> None:
    store, built = full
    assert built.wide_table is not None
    with store.reader() as connection:
        page = asset.asset(connection, built.wide_table)
    assert page is not None
    assert [line.position for line in page.children] == list(range(1, 1001))
    assert [node.level for node in page.path] == ["source", "schema", "table"]
    assert page.primary_key == ("id",)
    assert page.quality is not None
    assert page.source is not None


def test_keys_lead_from_one_table_to_the_other_and_back(full: Full) -> None:
    store, built = full
    with store.reader() as connection:
        pages = [asset.asset(connection, table) for table in built.tables[:20]]
        pointing = [page for page in pages if page is not None and page.relations_out]
        assert pointing
        for page in pointing:
            (out,) = page.relations_out
            assert out.other_id is not None
            other = asset.asset(connection, out.other_id)
            assert other is not None
            back = {(one.other_id, one.columns) for one in other.relations_in}
            assert (page.line.id, ("id",)) in back


def test_a_column_shows_evidence_decision_profile_and_rules(full: Full) -> None:
    store, built = full
    with store.reader() as connection:
        page = asset.asset(connection, built.decided[0])
        assert page is not None
        assert page.classification is not None
        assert page.classification.decision is not None
        assert page.classification.evidence
        found = connection.execute("SELECT id FROM row WHERE entity = 'profile'").fetchone()
        profiled = asset.asset(connection, UUID(bytes=found[0]))
        assert profiled is not None
        assert profiled.profile is not None
        assert len(profiled.profile.history) == 8
        found = connection.execute("SELECT table_id FROM rule").fetchone()
        table = asset.asset(connection, UUID(bytes=found[0]))
        assert table is not None
        column = asset.asset(connection, table.rules[0].column_ids[0])
        assert column is not None
        assert column.rules == table.rules[:1]
        assert asset.asset(connection, UUID(int=5)) is None


def test_the_queue_holds_what_waits_and_the_detail_what_helps(full: Full) -> None:
    store, built = full
    with store.reader() as connection:
        queue = review.queue(connection, limit=100_000)
        assert {line.id for line in queue} == set(built.undecided)
        keys = [(line.label, -line.confidence) for line in queue]
        assert keys == sorted(keys)
        decided, every = review.progress(connection)
        assert (decided, every) == (len(built.decided), len(built.decided) + len(queue))
        counts = {one.label: one.count for one in review.labels(connection)}
        emails = review.queue(connection, label="email")
        assert len(emails) == counts["email"]
        of_source = review.queue(connection, source_id=built.sources[0], limit=100_000)
        assert {line.source_id for line in of_source} == {built.sources[0]}
        detail = review.detail(connection, emails[0].id)
        assert detail is not None
        assert detail.line.id in [line.id for line in detail.neighbours]
        assert {line.label for line in detail.alike} <= {"email"}
        assert detail.line.id not in [line.id for line in detail.alike]
        assert review.detail(connection, built.tables[0]) is None


def test_home_tells_what_needs_a_person_and_the_estate_at_a_glance(full: Full) -> None:
    store, built = full
    with store.reader() as connection:
        attention = home.attention(connection)
        assert attention.reviews == len(built.undecided)
        assert sum(attention.open_violations.values()) == len(built.violations)
        glance = home.estate(connection)
        assert (glance.tables, glance.columns) == (120, 12_000)
        assert glance.sources == len(built.sources)
        assert sum(count for _, count in glance.sensitivities) == 12_000
        assert 0 < glance.sensitive_share < 0.5
        assert sum(one.columns for one in glance.sources_by_quality) == 12_000
        changes = home.changes_since(connection, built.events - 7)
        assert (changes.newest, changes.total, len(changes.events)) == (built.events, 7, 7)


def test_sources_tell_of_their_agent_scans_and_what_was_skipped(full: Full) -> None:
    store, built = full
    with store.reader() as connection:
        sources = estate.sources(connection)
        assert sum(one.columns for one in sources) == 12_000
        assert all(one.agent_name for one in sources)
        assert all(one.last_scan is not None for one in sources)
        assert len(estate.scans(connection, built.sources[0])) == 8
        assert len(estate.scans(connection, limit=10)) == 10
        times = [one.created_at for one in estate.scans(connection) if one.created_at]
        assert times == sorted(times, reverse=True)
        (skipped,) = estate.skipped(connection, built.sources[1])
        assert (skipped.name, skipped.hint != "") == ("secrets", True)
        assert [one.name for one in estate.agents(connection)] == ["agent-berlin", "agent-madrid"]


def test_the_log_is_read_page_by_page_and_filtered(full: Full) -> None:
    store, built = full
    with store.reader() as connection:
        first = activity.events(connection, limit=50)
        second = activity.events(connection, before=first[-1].number, limit=50)
        numbers = [one.number for one in (*first, *second)]
        assert numbers == list(range(built.events, built.events - 100, -1))
        assert all(one.subject_name for one in first)
        person = activity.people(connection)[0]
        mine = activity.events(connection, EventFilter(actors=(person.name,)), limit=10_000)
        assert len(mine) == person.events
        kinds = activity.kinds(connection)
        assert "asset.annotated" in kinds
        some = activity.events(connection, EventFilter(kinds=("asset.",)), limit=10_000)
        assert {one.kind for one in some} == {kind for kind in kinds if kind.startswith("asset.")}
        stretch = activity.events(connection, EventFilter(first=numbers[9], last=numbers[4]))
        assert [one.number for one in stretch] == numbers[4:10]
        since = first[3].at
        assert since is not None
        assert len(activity.events(connection, EventFilter(since=since))) == 4
        subject = first[0].subject_id
        assert subject is not None
        assert first[0] in asset.activity(connection, subject)
