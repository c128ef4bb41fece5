"""RE2 expressions that mean the same to PostgreSQL (pure)."""

import re

_MOST = 255
"""Repeats that PostgreSQL's expressions can count to."""
_PIECE = re.compile(
    r"""(?P<plain>[A-Za-z0-9 _@:/,;=%#&'"!~<>-])
      | \\(?P<escaped>[][.+*?(){}|^$/\\-])
      | \\(?P<named>[dw])
      | (?P<some>\[(?:[A-Za-z0-9]-[A-Za-z0-9]|[A-Za-z0-9_ .@,:/+])+\])
      | (?P<group>\((?:\?:)?|\)|\|)
      | (?P<repeat>[?*+](?![?*+{])|\{(?P<least>\d+)(?:,(?P<most>\d*))?\}(?![?*+{]))""",
    re.VERBOSE,
)
_NAMED = {"d": "[0-9]", "w": "[0-9A-Za-z_]"}


def for_postgres(expression: str) -> str | None:
    r"""Write an expression so that PostgreSQL matches what RE2 matches; None when that is unsure.

    Letters, digits, sets of them, groups, alternatives and repeats are the same to both. A point,
    what is left out of a set, anchors, classes by name and options are not, or not always.

    >>> for_postgres(r"[A-Z]{2}\d+")
    '^(?:[A-Z]{2}[0-9]+)$'
    >>> for_postgres("a.b") is None
    True
    """
    written, at = [], 0
    while at < len(expression):
        piece = _PIECE.match(expression, at)
        if piece is None:
            return None
        if any(int(piece[name] or 0) > _MOST for name in ("least", "most")):
            return None
        written.append(_NAMED[piece["named"]] if piece["named"] else piece[0])
        at = piece.end()
    return f"^(?:{''.join(written)})$"
