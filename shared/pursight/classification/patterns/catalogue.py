"""All built-in patterns, in one place and in one order."""

import hashlib

from pursight.classification.patterns.contact import CONTACT
from pursight.classification.patterns.government import GOVERNMENT
from pursight.classification.patterns.online import CREDENTIAL, ONLINE
from pursight.classification.patterns.pattern import Pattern, Reach
from pursight.classification.patterns.payment import PAYMENT
from pursight.classification.patterns.person import PERSON
from pursight.classification.patterns.shapes import SHAPES

VERSION = 4
"""Raised with every change of meaning; evidence carries it."""

PATTERNS: tuple[Pattern, ...] = (
    SHAPES + CONTACT + GOVERNMENT + PAYMENT + CREDENTIAL + ONLINE + PERSON
)

CELL_PATTERNS = tuple(p for p in PATTERNS if p.reach is Reach.CELL)
PROSE_PATTERNS = tuple(p for p in PATTERNS if p.reach is Reach.PROSE)


def fingerprint(patterns: tuple[Pattern, ...]) -> str:
    """Name a set of patterns by its content; the key of a compiled copy."""
    digest = hashlib.sha256()
    for pattern in patterns:
        digest.update(f"{pattern.detector}\0{pattern.anchored}\n".encode())
    return digest.hexdigest()
