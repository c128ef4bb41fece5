"""Heads of the log that were kept on this machine, among a person's preferences."""

from pursight_desktop.background.desk import Desk
from pursight_desktop.operations.administering.kept_heads import KeptHeads


def kept_heads(desk: Desk) -> KeptHeads:
    """Read what was kept of the organisation's log."""
    return KeptHeads.from_json(desk.preferences.get(_name(desk), {}))


def keep_heads(desk: Desk, kept: KeptHeads, since: KeptHeads) -> bool:
    """Keep it; it stays when the copy of the catalog goes.

    Args:
        desk: Of the console.
        kept: All that there is to keep.
        since: What was kept when it was made. If more has been kept since, nothing is: neither is
            lost for the other, and neither was proven to go on from the other.

    Returns:
        Whether it is kept now.
    """
    if kept_heads(desk) != since:
        return False
    desk.preferences.put(_name(desk), kept.to_json())
    return True


def _name(desk: Desk) -> str:
    return f"log_heads.{desk.account.organisation_id}"
