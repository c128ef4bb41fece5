"""Has a table changed since the last scan: the server's own counters, when they can be trusted."""

import time
from collections import defaultdict
from typing import Any

import psycopg

_QUIET = """
SELECT current_setting('track_counts')::bool AND NOT pg_is_in_recovery()
   AND NOT EXISTS (
       SELECT FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid()
         AND backend_type NOT IN ('autovacuum worker', 'walsender')
         AND application_name <> 'pursight-agent'
         AND (state IS DISTINCT FROM 'idle' OR state_change IS NULL
              OR state_change > clock_timestamp() - interval '15 seconds'))"""
_ATTEMPTS, _PAUSE_SECONDS = 4, 0.1
_ERA = """
SELECT pg_postmaster_start_time()::text || '|' || coalesce(stats_reset::text, '')
FROM pg_stat_database WHERE datname = current_database()"""
_COUNTERS = """
SELECT c.oid::int8, c.relkind::text, pg_relation_filenode(c.oid)::int8, pg_relation_size(c.oid),
       s.n_tup_ins, s.n_tup_upd, s.n_tup_del, i.inhparent::int8
FROM pg_class c LEFT JOIN pg_stat_all_tables s ON s.relid = c.oid
LEFT JOIN pg_inherits i ON i.inhrelid = c.oid
WHERE c.relkind IN ('r', 'p', 'm', 'f')"""


def content_states(connection: psycopg.Connection[Any]) -> dict[int, str]:
    """State of each table's rows by its oid; call before the snapshot is taken.

    A session reports what it wrote some seconds later. So when another one has been busy in this
    database of late, when counting is off or on a replica, nothing is known, and all is read again.
    A crash resets the counters: the server's start is part of the state.
    """
    if not _is_quiet(connection):
        return {}
    era = connection.execute(_ERA).fetchone()
    own: dict[int, str] = {}
    children: dict[int, list[int]] = defaultdict(list)
    foreign: set[int] = set()
    for oid, kind, *counters, parent in connection.execute(_COUNTERS).fetchall():
        own[oid] = f"{era[0] if era else ''}|{oid}|{'|'.join(map(str, counters))}"
        if parent is not None:
            children[parent].append(oid)
        if kind == "f":
            foreign.add(oid)
    states: dict[int, str] = {}
    for oid in own:
        family = _family(oid, children)
        if not foreign.intersection(family):
            states[oid] = "||".join(own[member] for member in family if member in own)
    return states


def _is_quiet(connection: psycopg.Connection[Any]) -> bool:
    """Ask a few times: a session that has just ended is listed a moment longer."""
    for attempt in range(_ATTEMPTS):
        row = connection.execute(_QUIET).fetchone()
        if row is not None and row[0]:
            return True
        if attempt < _ATTEMPTS - 1:
            time.sleep(_PAUSE_SECONDS)
    return False


def _family(oid: int, children: dict[int, list[int]]) -> list[int]:
    found, todo = [], [oid]
    while todo:
        member = todo.pop()
        found.append(member)
        todo += sorted(children.get(member, []))
    return found
