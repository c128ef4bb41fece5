"""Facts are what information_schema says, in the words of MariaDB and of MySQL."""

from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from types import SimpleNamespace

import pytest

from pursight.contracts.agents import Scope
from pursight.contracts.scans import TableFacts, TableKind
from pursight_agent.connectors import open_source
from pursight_agent.connectors.mysql.catalog import Catalog, narrow_grants
from pursight_agent.connectors.mysql.facts import sort_out, spelled

MakeDatabase = Callable[[str], str]


def tables_of(url: str) -> dict[str, TableFacts]:
    with closing(open_source(url)) as source:
        return {table.name: table for table in source.discover(Scope()).tables}


def test_facts_are_spelled_as_the_catalog_spells_them(make_mariadb: MakeDatabase) -> None:
    tables = tables_of(
        make_mariadb(
            """CREATE TABLE t (
    id int AUTO_INCREMENT PRIMARY KEY, n bigint(10) unsigned NOT NULL DEFAULT 7,
    name varchar(20) DEFAULT 'it''s' COMMENT 'of it', plain varchar(3) DEFAULT NULL,
    kind enum('a','b') NOT NULL DEFAULT 'a', at timestamp NOT NULL DEFAULT current_timestamp(),
    made int DEFAULT (1 + 2), twice int AS (n * 2) VIRTUAL, thrice int AS (n * 3) STORED,
    flag bit(1) DEFAULT b'1', note text,
    UNIQUE KEY both_of (name, n), KEY low (note(10), n)
) COMMENT 'said';
CREATE TABLE child (a int, b varchar(20), c bigint(10) unsigned,
    CONSTRAINT to_one FOREIGN KEY (a) REFERENCES t (id),
    CONSTRAINT to_both FOREIGN KEY (b, c) REFERENCES t (name, n));
CREATE VIEW v AS SELECT id, name FROM t;
CREATE TABLE months (id int, day date) PARTITION BY HASH (id) PARTITIONS 3;
"""
        )
    )
    table = tables["t"]
    columns = {column.name: column for column in table.columns}
    assert {name: column.default for name, column in columns.items() if column.default} == {
        "n": "7",
        "name": "'it''s'",
        "kind": "'a'",
        "at": "current_timestamp()",
        "made": "(1 + 2)",
        "flag": "b'1'",
    }
    assert [name for name, column in columns.items() if column.generated] == ["twice", "thrice"]
    assert [name for name, column in columns.items() if not column.nullable] == [
        "id",
        "n",
        "kind",
        "at",
    ]
    assert (columns["n"].type, columns["kind"].type) == ("bigint(10) unsigned", "enum('a','b')")
    assert (table.comment, columns["name"].comment, columns["n"].comment) == ("said", "of it", None)
    assert (table.kind, table.primary_key) == (TableKind.TABLE, ("id",))
    assert [(u.name, u.columns) for u in table.unique] == [("both_of", ("name", "n"))]
    assert {i.name: (i.columns, i.unique) for i in table.indexes} == {
        "PRIMARY": (("id",), True),
        "both_of": (("name", "n"), True),
        "low": (("note(10)", "n"), False),
    }
    keys = {key.name: key for key in tables["child"].foreign_keys}
    assert set(keys) == {"to_one", "to_both"}
    assert keys["to_both"].columns == ("b", "c")
    assert (keys["to_both"].ref_table, keys["to_both"].ref_columns) == ("t", ("name", "n"))
    assert keys["to_one"].ref_schema == table.schema_name
    view = tables["v"]
    assert (view.kind, view.comment, view.row_count) == (TableKind.VIEW, None, None)
    schema = table.schema_name
    definition = (
        f"select `{schema}`.`t`.`id` AS `id`,`{schema}`.`t`.`name` AS `name` from `{schema}`.`t`"
    )
    assert view.view_definition_sha256 == sha256(definition.encode()).hexdigest()
    assert tables["months"].kind is TableKind.PARTITIONED_TABLE


@pytest.mark.parametrize(
    ("kind", "fallback", "extra", "expected"),
    [
        ("varchar", "it's", "", "'it''s'"),
        ("varchar", "a\\b", "", "'a\\\\b'"),
        ("varchar", "NULL", "", "'NULL'"),
        ("varchar", None, "", None),
        ("enum", "G", "", "'G'"),
        ("int", "3", "auto_increment", "3"),
        ("decimal", "4.99", "", "4.99"),
        ("bit", "b'0'", "", "b'0'"),
        ("date", "2026-01-01", "", "'2026-01-01'"),
        ("datetime", "CURRENT_TIMESTAMP(6)", "", "CURRENT_TIMESTAMP(6)"),
        ("timestamp", "CURRENT_TIMESTAMP", "DEFAULT_GENERATED", "CURRENT_TIMESTAMP"),
        ("json", "json_array()", "DEFAULT_GENERATED", "json_array()"),
        ("int", None, "STORED GENERATED", None),
    ],
)
def test_mysql_gives_texts_without_quotes_and_gets_them_back(
    kind: str, fallback: str | None, extra: str, expected: str | None
) -> None:
    column = SimpleNamespace(
        schema="s", table="t", name="c", position="1", fallback=fallback, nullable="YES",
        kind=kind, type=kind, digits=None, scale=None, extra=extra, comment="", rights="select",
    )  # fmt: skip
    table = SimpleNamespace(
        schema="s", table="t", type="BASE TABLE", engine="InnoDB", estimate="0", options="",
        comment="",
    )  # fmt: skip
    catalog = Catalog([], [table], {("s", "t"): [column]})
    found = sort_out(catalog, Scope(), "reader@%", mariadb=False).tables[0].columns[0]
    assert (found.default, found.generated) == (expected, extra == "STORED GENERATED")


def test_an_account_is_spelled_for_a_statement() -> None:
    assert spelled("o'brien@10.0.%") == "'o''brien'@'10.0.%'"
    assert spelled("me@home@%") == "'me@home'@'%'"


@pytest.mark.parametrize(
    ("grants", "narrow"),
    [
        (["GRANT USAGE ON *.* TO `r`@`%`", "GRANT SELECT (`a`, `b`) ON `s`.`t` TO `r`@`%`"], True),
        (["GRANT SELECT (`a`), INSERT ON `s`.`t` TO `r`@`%`"], True),
        (["GRANT INSERT (`SELECT`) ON `s`.`t` TO `r`@`%`"], False),
        (["GRANT SELECT (`a`) ON `s`.`t` TO `r`", "GRANT SELECT ON `s`.`t` TO `r`"], False),
        (["GRANT SELECT (`a`) ON `s`.`t` TO `r`", "GRANT SELECT ON `s`.`o` TO `r`"], True),
        (["GRANT SELECT (`a`) ON `s`.`t` TO `r`", "GRANT SELECT ON `s`.* TO `r`"], False),
        (["GRANT SELECT (`a`) ON `s`.`t` TO `r`", "GRANT SELECT ON `%`.* TO `r`"], False),
        (["GRANT SELECT (`a`) ON `s`.`t` TO `r`", "GRANT SELECT ON `o\\_`.* TO `r`"], True),
        (["GRANT SELECT (`a`) ON `s`.`t` TO `r`", "GRANT ALL PRIVILEGES ON *.* TO `r`"], False),
        (["GRANT `role` TO `r`@`%`", "nothing known"], False),
    ],
)
def test_grants_on_single_columns_are_told_from_wider_ones(grants: list[str], narrow: bool) -> None:
    assert narrow_grants(grants) == (frozenset({("s", "t")}) if narrow else frozenset())
