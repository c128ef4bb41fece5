"""Which rules are bound to which tables, and which to none (pure)."""

from collections.abc import Iterator, Mapping, Sequence

from pursight.contracts.rules import RuleSpec
from pursight.contracts.scans import Skipped, TableFacts
from pursight_agent.source import qualified


def rules_of(rules: Sequence[RuleSpec], table: TableFacts) -> list[RuleSpec]:
    """Choose the rules that are bound to a table."""
    return [
        rule for rule in rules if rule.schema_name == table.schema_name and rule.table == table.name
    ]


def rules_without_table(
    rules: Sequence[RuleSpec], tables: Mapping[str, TableFacts], left: Sequence[Skipped]
) -> Iterator[Skipped]:
    """Account for rules whose table is neither there nor accounted for already, a table once."""
    accounted = {qualified(s.schema_name, s.name) for s in left}
    for rule in rules:
        name = qualified(rule.schema_name, rule.table)
        if name not in tables and name not in accounted:
            accounted.add(name)
            yield Skipped(
                schema_name=rule.schema_name,
                name=rule.table,
                kind="rule",
                code="rule.table_missing",
                reason="A rule is bound to a table that the source does not have.",
                hint="Correct the rule's table; names are compared letter by letter.",
            )
