"""Has a table changed since the last scan: InnoDB's own dates, when they can be trusted."""

import pymysql

from pursight_agent.connectors.mysql.catalog import TableName, scoped
from pursight_agent.connectors.mysql.errors import code_of
from pursight_agent.connectors.mysql.session import Session

_DENIED = frozenset({1142, 1227})
_SETTLED_SECONDS = 2

# A date that has only just passed says nothing: it counts whole seconds.
_DATES = """
SELECT TABLE_SCHEMA AS `schema`, TABLE_NAME AS `table`, UNIX_TIMESTAMP(UPDATE_TIME) AS updated,
       UNIX_TIMESTAMP(CREATE_TIME) AS created
FROM information_schema.TABLES
WHERE {where} AND ENGINE = 'InnoDB'
  AND UPDATE_TIME < SYSDATE() - INTERVAL {seconds} SECOND"""
_OPEN = """
SELECT UNIX_TIMESTAMP(MIN(trx_started)) AS oldest FROM information_schema.INNODB_TRX
WHERE trx_mysql_thread_id <> CONNECTION_ID()"""
_REPEATED_SECONDS = 3600
"""Local time, in which the server says when a transaction began, has an hour twice in autumn."""


def content_states(session: Session) -> dict[TableName, str]:
    """State of each table's rows; call before the snapshot is taken.

    A change is dated, to the second, by the moment when its transaction was committed (MySQL) or
    began (MariaDB). So a table whose date is not older than the oldest open transaction may yet
    be given the same date again, and nothing is known of it. The dates are lost when the server
    stops; nothing is known then either. Seeing transactions takes the right PROCESS.
    """
    try:
        with session.in_the_servers_zone():
            oldest = session.ask(_OPEN)[0].oldest
    except pymysql.Error as error:
        if code_of(error) in _DENIED:
            return {}
        raise
    doubtful = float("inf") if oldest is None else float(oldest) - _REPEATED_SECONDS
    where, values = scoped(session)
    rows = session.ask(_DATES.format(where=where, seconds=_SETTLED_SECONDS), values)
    return {
        (row.schema, row.table): f"{row.created}|{row.updated}"
        for row in rows
        if row.updated is not None and float(row.updated) < doubtful
    }
