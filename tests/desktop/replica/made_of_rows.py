"""What a replica makes of its rows, so that lists are quick, must agree with them."""

from typing import Any

from pursight_desktop.replica.files import Connection

_MADE_OF_ROWS = {
    "how many of each tally": (
        "SELECT tally_n, count(*), sum(max(0, CAST(round(quality * 100) AS INTEGER))) FROM asset"
        " GROUP BY tally_n EXCEPT SELECT n, count, scores FROM tally"
    ),
    "tallies of nothing": "SELECT n FROM tally EXCEPT SELECT tally_n FROM asset",
    "what a tally counts": (
        "SELECT asset.n FROM asset JOIN tally ON tally.n = tally_n WHERE"
        " (asset.present, asset.level, asset.kind, asset.label, asset.label_state,"
        " asset.sensitivity, asset.owner, asset.source)"
        " <> (tally.present, tally.level, tally.kind, tally.label, tally.label_state,"
        " tally.sensitivity, tally.owner, tally.source)"
    ),
    "tags of other tallies": (
        "SELECT tag, n, tally_n FROM asset_tag EXCEPT"
        " SELECT tag, asset.n, asset.tally_n FROM asset_tag JOIN asset USING (n)"
    ),
    "uses of names": (
        "SELECT name_n, count(*) FROM asset GROUP BY name_n EXCEPT SELECT n, uses FROM name"
    ),
    "assets without a row": ("SELECT n FROM asset EXCEPT SELECT n FROM row WHERE entity = 'asset'"),
    "rows without an asset": (
        "SELECT n FROM row WHERE entity = 'asset' EXCEPT SELECT n FROM asset"
    ),
}


def untrue(connection: Connection) -> dict[str, list[Any]]:
    """List what does not agree with the rows; empty if all does."""
    found = {what: connection.execute(sql).fetchall() for what, sql in _MADE_OF_ROWS.items()}
    return {what: lines for what, lines in found.items() if lines}
