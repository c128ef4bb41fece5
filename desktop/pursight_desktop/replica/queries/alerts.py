"""Alerts as the log in the replica tells of them: enough to count what nobody has looked at."""

from typing import NamedTuple

from pursight_desktop.replica.files import Connection


class Watch(NamedTuple):
    """How the alerts stand.

    Attributes:
        open: Those that nobody has taken note of.
        latest: Number of the last entry about alerts or their rules; 0 for none.
    """

    open: int
    latest: int


def watch(connection: Connection) -> Watch:
    """Count the open alerts; what came before this replica's log is not among them."""
    (waiting,) = connection.execute(
        "SELECT count(*) FROM event AS raised WHERE raised.kind = 'alert.raised' AND NOT EXISTS"
        " (SELECT 1 FROM event AS seen WHERE seen.subject = raised.subject"
        " AND seen.kind = 'alert.acknowledged')"
    ).fetchone()
    (latest,) = connection.execute(
        "SELECT max(number) FROM event WHERE kind IN"
        " ('alert.raised', 'alert.acknowledged', 'alert_rule.created', 'alert_rule.changed')"
    ).fetchone()
    return Watch(waiting, latest or 0)
