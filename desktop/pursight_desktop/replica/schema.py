"""Tables and indexes of a replica's file.

`row` holds every row as it is shown, whatever its entity. Beside it stand narrow tables with what
lists filter and sort by; they are made of `row` and share its number. `tally` counts the assets
that are alike in all that lists are narrowed by; `quality` in it is a band, `scores` the sum of the
qualities in hundredths. `aside` holds the server's version of the rows that an unconfirmed edit
changes.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

VERSION: Final = 3
"""Of the tables; a file with a higher one was written by a newer console, one with a lower one is
fetched anew, with the edits in it. 1: before assets were counted by tallies with numbers. 2: before
assets lay in domains."""

_TABLES: Final = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE scope (entity TEXT PRIMARY KEY, count INTEGER NOT NULL, sum TEXT NOT NULL)
    WITHOUT ROWID;
CREATE TABLE row (n INTEGER PRIMARY KEY, entity TEXT NOT NULL, id BLOB NOT NULL, rev INTEGER
    NOT NULL, hash INTEGER NOT NULL, fields TEXT NOT NULL);
CREATE UNIQUE INDEX row_key ON row (entity, id);
CREATE TABLE aside (entity TEXT NOT NULL, id BLOB NOT NULL, rev INTEGER NOT NULL, hash INTEGER
    NOT NULL, fields TEXT, PRIMARY KEY (entity, id));
CREATE TABLE staged (entity TEXT NOT NULL, id BLOB NOT NULL, rev INTEGER NOT NULL, hash
    INTEGER NOT NULL, fields TEXT, PRIMARY KEY (entity, id));
CREATE TABLE outbox (mid INTEGER PRIMARY KEY, entity TEXT NOT NULL, id BLOB NOT NULL, command
    TEXT NOT NULL, result TEXT, again INTEGER NOT NULL);
CREATE INDEX outbox_key ON outbox (id);
CREATE TABLE answered (n INTEGER PRIMARY KEY AUTOINCREMENT, mid INTEGER NOT NULL UNIQUE,
    command TEXT NOT NULL, result TEXT NOT NULL);
CREATE TABLE tray (n INTEGER PRIMARY KEY AUTOINCREMENT, mid INTEGER NOT NULL UNIQUE, entity
    TEXT NOT NULL, id BLOB NOT NULL, command TEXT NOT NULL, result TEXT NOT NULL);
CREATE TABLE asset (n INTEGER PRIMARY KEY, id BLOB NOT NULL, parent BLOB, source BLOB NOT
    NULL, schema_name TEXT NOT NULL, table_name TEXT NOT NULL, level INTEGER NOT NULL,
    position INTEGER NOT NULL, present INTEGER NOT NULL, kind TEXT NOT NULL, name TEXT NOT
    NULL, name_n INTEGER NOT NULL, fqn TEXT NOT NULL, type TEXT NOT NULL, label TEXT NOT NULL,
    label_state TEXT NOT NULL, confidence REAL NOT NULL, sensitivity INTEGER NOT NULL, quality
    REAL NOT NULL, row_count INTEGER NOT NULL, owner TEXT NOT NULL, last_seen TEXT NOT NULL,
    tally_n INTEGER NOT NULL, domain BLOB);
CREATE TABLE asset_tag (tag TEXT NOT NULL, n INTEGER NOT NULL, tally_n INTEGER NOT NULL, PRIMARY
    KEY (tag, n)) WITHOUT ROWID;
CREATE INDEX asset_tag_of ON asset_tag (n);
CREATE TABLE reference (n INTEGER NOT NULL, source BLOB NOT NULL, to_schema TEXT NOT NULL,
    to_table TEXT NOT NULL);
CREATE INDEX reference_of ON reference (n);
CREATE INDEX reference_to ON reference (source, to_schema, to_table);
CREATE TABLE tally (n INTEGER PRIMARY KEY, present INTEGER NOT NULL, level INTEGER NOT NULL,
    kind TEXT NOT NULL, label TEXT NOT NULL, label_state TEXT NOT NULL, sensitivity INTEGER
    NOT NULL, owner TEXT NOT NULL, source BLOB NOT NULL, quality INTEGER NOT NULL, count
    INTEGER NOT NULL, scores INTEGER NOT NULL);
CREATE UNIQUE INDEX tally_key ON tally (present, level, kind, label, label_state, sensitivity,
    owner, source, quality);
CREATE TABLE finding (n INTEGER PRIMARY KEY, id BLOB NOT NULL, source BLOB NOT NULL, label
    TEXT NOT NULL, confidence REAL NOT NULL, open INTEGER NOT NULL, decided INTEGER NOT NULL);
CREATE INDEX finding_open ON finding (open, label, confidence);
CREATE INDEX finding_decided ON finding (decided);
CREATE TABLE violation (n INTEGER PRIMARY KEY, asset BLOB NOT NULL, source BLOB NOT NULL,
    severity TEXT NOT NULL, state TEXT NOT NULL);
CREATE INDEX violation_asset ON violation (asset);
CREATE INDEX violation_state ON violation (state, severity);
CREATE TABLE rule (n INTEGER PRIMARY KEY, table_id BLOB, source BLOB NOT NULL, state TEXT NOT
    NULL);
CREATE INDEX rule_table ON rule (table_id);
CREATE TABLE scan (n INTEGER PRIMARY KEY, source BLOB NOT NULL, created_at TEXT NOT NULL,
    state TEXT NOT NULL);
CREATE INDEX scan_source ON scan (source, created_at);
CREATE INDEX scan_created ON scan (created_at);
CREATE TABLE event (n INTEGER PRIMARY KEY, number INTEGER NOT NULL, at TEXT NOT NULL, kind
    TEXT NOT NULL, actor TEXT NOT NULL, actor_kind TEXT NOT NULL, subject_kind TEXT NOT NULL,
    subject TEXT NOT NULL);
CREATE INDEX event_number ON event (number);
CREATE INDEX event_subject ON event (subject, number);
CREATE INDEX event_actor ON event (actor, number);
CREATE INDEX event_kind ON event (kind, number);
CREATE TABLE name (n INTEGER PRIMARY KEY, text TEXT NOT NULL, folded TEXT NOT NULL, uses
    INTEGER NOT NULL);
CREATE UNIQUE INDEX name_text ON name (text);
CREATE INDEX name_folded ON name (folded);
CREATE TABLE token (n INTEGER PRIMARY KEY, text TEXT NOT NULL, uses INTEGER NOT NULL);
CREATE UNIQUE INDEX token_text ON token (text);
CREATE VIRTUAL TABLE name_words USING fts5(words, content='', detail='none',
    tokenize='unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE said USING fts5(words, content='', detail='none', tokenize='unicode61
    remove_diacritics 0');
CREATE VIRTUAL TABLE grams USING fts5(word, content='', tokenize='trigram');
"""

OF_ROWS: Final = (
    "row", "aside", "scope", "asset", "asset_tag", "reference", "tally", "finding", "violation",
    "rule", "scan", "event", "name", "token",
)  # fmt: skip
"""Tables that hold rows and what is made of them."""

SEARCHED: Final = ("name_words", "said", "grams")
"""Indexes of words, made of rows too; what is deleted in them is overwritten."""

SORTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "name": "name COLLATE NOCASE",
        "fqn": "fqn",
        "type": "type",
        "label": "label",
        "confidence": "confidence",
        "sensitivity": "sensitivity",
        "quality": "quality",
        "owner": "owner",
        "row_count": "row_count",
        "last_seen_at": "last_seen",
    }
)
"""What lists of assets can be sorted by, and the expression for it; each has an index."""

ASSET_INDEXES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "asset_id": "CREATE UNIQUE INDEX asset_id ON asset (id)",
        "asset_children": (
            "CREATE INDEX asset_children ON asset (parent, position, name_n, tally_n)"
        ),
        "asset_place": (
            "CREATE INDEX asset_place ON asset (source, schema_name, table_name, tally_n)"
        ),
        "asset_name_n": "CREATE INDEX asset_name_n ON asset (name_n, level, tally_n)",
        "asset_tally": "CREATE INDEX asset_tally ON asset (tally_n, name_n)",
        "asset_domain": (
            "CREATE INDEX asset_domain ON asset (domain, source, level) WHERE domain IS NOT NULL"
        ),
        **{
            f"asset_by_{name}": (
                f"CREATE INDEX asset_by_{name} ON asset (present, {key}, level, tally_n)"
            )
            for name, key in SORTS.items()
        },
    }
)
"""Kept apart, so that very many rows can be filled in without them and they be made afterwards.

Those that lists walk along hold the number of the tally, and with it everything that lists are
narrowed by: no asset need be read to see whether it belongs to the list.
"""


TEXT_INDEXES: Final = (
    "name_text",
    "name_folded",
    "token_text",
    "tally_key",
    "asset_place",
    *(f"asset_by_{name}" for name in ("name", "fqn", "type", "label", "owner")),
)
"""Indexes that hold words in an order that is not that of their coming."""


def statements() -> tuple[str, ...]:
    """List what makes an empty replica."""
    return (
        *(" ".join(one.split()) for one in _TABLES.split(";") if one.strip()),
        *(
            f"INSERT INTO {table} ({table}, rank) VALUES ('secure-delete', 1)"  # noqa: S608
            for table in SEARCHED
        ),
        *ASSET_INDEXES.values(),
        f"PRAGMA user_version = {VERSION}",
    )
