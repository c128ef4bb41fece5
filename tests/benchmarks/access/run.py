"""Measure what rights cost: a point check, a list of 1,000,000 assets, and their digests.

    python tests/benchmarks/access/run.py [--assets N] [--runs N]

Starts a PostgreSQL of its own and fills it with assets. Prints processor seconds of the point check
(this process) with 100 policies; of the list the server's own planning and execution time with and
without a compiled condition, in turns within one run; and how long it takes to add up what somebody
sees who does not see all. Medians of `--runs`.
"""

import argparse
import asyncio
import statistics
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import psycopg
from sqlalchemy.dialects import postgresql

from pursight_server.access.model import (
    GRANTS,
    Caller,
    Grant,
    Permission,
    Rights,
    Role,
    Scope,
    ScopeKind,
)
from pursight_server.access.policy import compiling
from pursight_server.access.policy.engine import Context, Principal, check, left
from pursight_server.access.policy.judging import Facts, PolicyJudge, decide
from pursight_server.catalog.store import listing
from pursight_server.platform.database import Database
from pursight_server.platform.embedded_postgres import EmbeddedPostgres
from pursight_server.platform.recent import Recent
from pursight_server.platform.roles import prepare_embedded
from pursight_server.platform.schema import upgrade
from pursight_server.sources import store as sources
from pursight_server.sync.store import summing
from pursight_server.sync.store.feeding import Head

ORGANISATION, AGENT, SOURCE = UUID(int=1), UUID(int=2), UUID(int=3)
SALES, FINANCE = UUID(int=4), UUID(int=5)
"""Sales has one table in fifty as its own, and Finance a source of twenty."""
_COUNT = "SELECT count(*) FROM asset"
SEEING = Permission.CATALOG_READ
_OWN = "resource.owners.containsAny(principal.called)"
POLICIES = (
    'forbid(principal, action, resource is Asset) when {{ resource.tags.contains("tag {0}") }};',
    'forbid(principal, action, resource is Asset) when {{ resource.name == "name {0}" }};',
    'permit(principal in Group::"{0}", action, resource is Asset) when {{ resource.rank < 2 }};',
    'forbid(principal, action, resource is Asset) when {{ resource.kind like "{0}*" }};',
)
IN_FORCE = (
    f"forbid(principal,action,resource is Asset) when {{resource.rank == 3}} unless {{ {_OWN} }};",
    'forbid(principal, action, resource is Asset) when { resource.tags.contains("hr") };',
    'forbid(principal, action, resource is Asset) when { resource.environment == "test" };',
)

OF_A_DOMAIN = f'forbid(principal,action,resource is Asset) when {{resource in Domain::"{SALES}"}};'


def judge_of(texts: list[str]) -> PolicyJudge:
    """Make a judge of some policies, for a steward."""
    for text in texts:
        check(text)
    kept = tuple((str(UUID(int=number)), text) for number, text in enumerate(texts, 1))
    principal = Principal(
        id=UUID(int=9), kind="person", email="ada@example.com", roles=frozenset({"data_steward"})
    )
    return PolicyJudge(kept, principal, Context(9, 1))


def point(runs: int) -> None:
    """Decide one column with 100 policies."""
    judge = judge_of([POLICIES[number % 4].format(number) for number in range(100)])
    attributes = {
        "level": "column",
        "kind": "column",
        "name": "email",
        "label": "email",
        "sensitivity": "internal",
        "rank": 1,
        "environment": "production",
        "source": "crm",
        "tags": ["crm", "web"],
        "owners": ["Sales"],
    }
    path = tuple(UUID(int=number) for number in range(4))
    facts = Facts(id=path[-1], source_id=SOURCE, attributes=attributes, path=path)
    decide(judge, True, SEEING, facts)
    costs = []
    for _ in range(runs):
        began = time.process_time()
        for _ in range(200):
            assert decide(judge, True, SEEING, facts).allowed
        costs.append((time.process_time() - began) / 200)
    print(f"point check, 100 policies: {statistics.median(costs) * 1000:.3f} ms CPU (aim 0.5)")
    left.cache_clear()
    began = time.process_time()
    judge.sight(SEEING, Rights().sight(SEEING))
    print(f"partial evaluation, once a person, action and hour: {_ms(began)} ms CPU")


def _ms(began: float) -> str:
    return f"{(time.process_time() - began) * 1000:.1f}"


def fill(connection: psycopg.Connection, assets: int) -> None:
    """Write one source with tables of 20 columns; a tenth is restricted, some are tagged."""
    now = datetime(2026, 1, 1, tzinfo=UTC)
    connection.execute("SET session_replication_role = replica")
    connection.execute(
        "INSERT INTO organisation (id, slug, name, rev, created_at, changed_at)"
        " VALUES (%s, 'acme', 'Acme', 1, %s, %s)",
        (ORGANISATION, now, now),
    )
    connection.execute(
        "INSERT INTO source (organisation_id, id, name, kind, agent_id, alias, environment, tags,"
        " description, scope, limits, state, state_since, rev, created_at, changed_at)"
        " VALUES (%s, %s, 'crm', 'postgresql', %s, 'crm', 'production', '{}', '', '{}', '{}',"
        " 'scanned', %s, 1, %s, %s)",
        (ORGANISATION, SOURCE, AGENT, now, now, now),
    )
    connection.execute(
        "INSERT INTO asset (organisation_id, id, source_id, parent_id, path, level, kind,"
        " schema_name, table_name, column_name, name, fqn, key, facts, facts_sha256, present,"
        " first_run_id, last_run_id, first_seen_at, last_seen_at, sensitivity, domain_id, rev,"
        " created_at, changed_at)"
        " SELECT %(o)s, one, %(s)s, parent, array_remove(ARRAY[parent, one], NULL),"
        " CASE WHEN parent IS NULL THEN 'table' ELSE 'column' END,"
        " CASE WHEN parent IS NULL THEN 'table' ELSE 'column' END, '', '', '', 'n' || n,"
        " 'crm.s.t' || n / 21 || '.c' || n, 'k' || n, '{}', '', true, one, one, %(at)s, %(at)s,"
        " (ARRAY['public','public','internal','internal','internal','confidential','public',"
        "'public','public','restricted'])[n %% 10 + 1],"
        " CASE WHEN n / 21 %% 50 = 7 THEN %(sales)s::uuid END, 1, %(at)s, %(at)s"
        " FROM (SELECT n, lpad(to_hex(n + 16), 32, '0')::uuid AS one, CASE WHEN n %% 21 > 0"
        " THEN lpad(to_hex(n - n %% 21 + 16), 32, '0')::uuid END AS parent"
        " FROM generate_series(0, %(n)s - 1) AS n) AS made",
        {"o": ORGANISATION, "s": SOURCE, "at": now, "n": assets, "sales": SALES},
    )
    connection.execute(
        "INSERT INTO annotation (organisation_id, asset_id, description, owner, tags, rev,"
        " created_at, changed_at) SELECT organisation_id, id, '', 'Sales',"
        " CASE WHEN hashtext(key) %% 20 = 0 THEN ARRAY['hr'] ELSE ARRAY['web'] END, 1, %s, %s"
        " FROM asset WHERE hashtext(fqn) %% 20 = 0",
        (now, now),
    )
    connection.commit()
    connection.autocommit = True
    connection.execute("VACUUM ANALYZE asset")
    connection.execute("ANALYZE annotation")


def given(*scopes: Scope, policies: tuple[str, ...] = ()) -> Rights:
    """Make somebody who is a steward in some places, while some policies are in force."""
    grants = (
        Grant(role="data_steward", permissions=GRANTS[Role.DATA_STEWARD], scope=scope)
        for scope in scopes
    )
    return Rights(grants=tuple(grants), judge=judge_of(list(policies)) if policies else None)


def listed(connection: psycopg.Connection, runs: int, whom: dict[str, Rights]) -> None:
    """List 50 with and without the condition, as each of some people."""
    for name, some in whom.items():
        _listed(connection, runs, name, some)


def _listed(connection: psycopg.Connection, runs: int, name: str, some: Rights) -> None:
    assert sources.sources_table.name == "source"  # policies ask for it
    table = listing.assets_table
    plain = listing._assets().where(table.c.organisation_id == ORGANISATION, table.c.present)
    order = (table.c.sort_key, table.c.id)
    condition = compiling.rows(
        some.sight(SEEING), table, ORGANISATION, parents=listing.parents_table
    )
    texts = [
        str(
            query.order_by(*order)
            .limit(51)
            .compile(dialect=postgresql.dialect(), compile_kwargs={"literal_binds": True})  # type: ignore[no-untyped-call]
        )
        for query in (plain, plain.where(condition))
    ]
    costs: list[list[float]] = [[], []]
    for _ in range(runs * 5):
        for number, text in enumerate(texts):
            told = connection.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {text}").fetchone()  # type: ignore[arg-type]
            assert told is not None
            costs[number].append(told[0][0]["Execution Time"] + told[0][0]["Planning Time"])
    without, with_it = (statistics.median(one) for one in costs)
    print(
        f"50 of {connection.execute(_COUNT).fetchone()[0]:,} assets, {name}:"  # type: ignore[index]
        f" {without:.2f} ms without, {with_it:.2f} ms with a condition:"
        f" {with_it / without:.2f} times (aim 1.3)"
    )


def fed(connection: psycopg.Connection) -> None:
    """Write a row of the feed for each asset, and share the assets out among 20 sources."""
    connection.execute("SET session_replication_role = replica")
    connection.execute(
        "INSERT INTO source (organisation_id, id, name, kind, agent_id, alias, environment, tags,"
        " description, scope, limits, state, state_since, rev, created_at, changed_at)"
        " SELECT organisation_id, lpad(to_hex(n + 100), 32, '0')::uuid, 's' || n, kind, agent_id,"
        " alias || n, environment, tags, description, scope, limits, state, state_since, rev,"
        " created_at, changed_at FROM source, generate_series(1, 19) AS n"
    )
    connection.execute(
        "UPDATE asset SET source_id = lpad(to_hex(100 + part.n), 32, '0')::uuid FROM (SELECT id,"
        " ('x' || right(coalesce(parent_id, id)::text, 8))::bit(32)::int / 21 % 20 AS n"
        " FROM asset) AS part WHERE part.id = asset.id AND part.n > 0"
    )
    connection.execute(
        "INSERT INTO sync_row (organisation_id, entity, id, rev, fields, hash, changes, asset_id)"
        " SELECT organisation_id, 'asset', id, row_number() OVER (), '{}',"
        " hashtextextended(key, 0), '{}', id FROM asset"
    )
    connection.execute(
        "INSERT INTO sync_scope (organisation_id, entity, count, sum)"
        " SELECT organisation_id, 'asset', count(*), repeat('0', 16) FROM asset GROUP BY 1"
    )
    connection.execute("UPDATE source SET domain_id = %s WHERE name = 's19'", (FINANCE,))
    connection.execute("VACUUM ANALYZE asset")
    connection.execute("VACUUM ANALYZE sync_row")


async def summed(url: str, connection: psycopg.Connection, runs: int) -> None:
    """Add up what one sees who sees a part: first, with nothing new, with one source changed."""
    rights = Rights(
        grants=(Grant(role="data_user", permissions=frozenset({SEEING})),),
        judge=judge_of(list(IN_FORCE)),
    )
    caller = Caller(
        person_id=UUID(int=9),
        organisation_id=ORGANISATION,
        session_id=UUID(int=9),
        email="ada@example.com",
        name="Ada",
        roles=frozenset(),
        given=rights,
    )
    database = Database(url)
    recent, seq = Recent(), 1_000_000
    costs: dict[str, list[float]] = {"first": [], "nothing new": [], "one of 20 sources": []}

    async def once(kind: str, kept: Recent) -> None:
        began = time.perf_counter()
        async with database.reading(ORGANISATION) as unit:
            head = Head(seq, 0)
            told = await summing.digests(unit, caller, feed="f", head=head, recent=kept)
        assert 0 < told["asset"].count < connection.execute(_COUNT).fetchone()[0]  # type: ignore[index]
        costs[kind].append(time.perf_counter() - began)

    try:
        for _ in range(runs):
            await once("first", recent := Recent())
            await once("nothing new", recent)
            seq += 1
            connection.execute(
                "INSERT INTO sync_entry (organisation_id, seq, entity, id, before, after, at,"
                " asset_id) SELECT organisation_id, %s, 'asset', id, true, true, now(), id"
                " FROM asset LIMIT 1",
                (seq,),
            )
            await once("one of 20 sources", recent)
    finally:
        await database.dispose()
    for kind, seconds in costs.items():
        print(f"digests of who sees a part, {kind}: {statistics.median(seconds) * 1000:,.0f} ms")


def everywhere() -> dict[str, Rights]:
    """Name people who are stewards of all, with policies in force."""
    return {
        "three policies": given(Scope(), policies=IN_FORCE),
        "three policies and one of a domain": given(Scope(), policies=(*IN_FORCE, OF_A_DOMAIN)),
    }


def in_domains() -> dict[str, Rights]:
    """Name people who are stewards of a part."""
    source = UUID(int=100 + 19)
    return {
        "a role for a source": given(Scope(ScopeKind.SOURCE, source)),
        "a role for a domain of tables": given(Scope(ScopeKind.DOMAIN, SALES)),
        "a role for a domain of a source": given(Scope(ScopeKind.DOMAIN, FINANCE)),
    }


def main() -> None:
    """Measure all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--assets", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=7)
    asked = parser.parse_args()
    point(asked.runs)
    with tempfile.TemporaryDirectory(prefix="pursight-access-") as folder:
        Path(folder).chmod(0o711)
        cluster = EmbeddedPostgres(
            Path(folder) / "pg", settings={"fsync": "off", "max_wal_size": "4GB"}, watch=False
        )
        cluster.start()
        try:
            _app, owner = prepare_embedded(cluster, "bench")
            upgrade(owner)
            with psycopg.connect(cluster.dsn("bench")) as connection:
                fill(connection, asked.assets)
                listed(connection, asked.runs, everywhere())
                fed(connection)
                listed(connection, asked.runs, in_domains())
                asyncio.run(summed(cluster.dsn("bench"), connection, asked.runs))
        finally:
            cluster.remove()


if __name__ == "__main__":
    main()
