"""Alerts as the log in the replica tells of them: enough to count what nobody has looked at."""

from pursight_desktop.replica.files import Connection


def open_alerts(connection: Connection) -> int:
    """Count those nobody has taken note of; what came before this replica's log is not counted."""
    (waiting,) = connection.execute(
        "SELECT count(*) FROM event AS raised WHERE raised.kind = 'alert.raised' AND NOT EXISTS"
        " (SELECT 1 FROM event AS seen WHERE seen.subject = raised.subject"
        " AND seen.kind = 'alert.acknowledged')"
    ).fetchone()
    return int(waiting)
