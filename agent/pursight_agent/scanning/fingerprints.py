"""Is a table still as the last scan saw it: a digest of everything its result depends on (pure)."""

import hashlib
import json
from collections.abc import Mapping, Sequence

from pursight import __version__
from pursight.contracts.agents import Limits
from pursight.contracts.rules import ForeignKeyHolds, Freshness, RuleSpec
from pursight.contracts.scans import TableFacts
from pursight_agent.source import qualified


def fingerprint(
    facts: TableFacts,
    rules: Sequence[RuleSpec],
    limits: Limits,
    states: Mapping[str, str | None],
    classifier: str,
) -> str | None:
    """Digest facts, content, rules and limits; None when the table must be read each time.

    Args:
        facts: What the catalog says; row counts are left out, estimates waver.
        rules: Those of this table.
        limits: Of the scan.
        states: Content state of every table by its qualified name.
        classifier: What tells one set of patterns and thresholds from another.
    """
    if any(isinstance(rule.check, Freshness) for rule in rules):
        return None  # grows stale without a row being touched
    needed = [qualified(facts.schema_name, facts.name)]
    for rule in rules:
        if isinstance(rule.check, ForeignKeyHolds):
            schema = rule.check.ref_schema or rule.schema_name
            needed.append(qualified(schema, rule.check.ref_table))
    content = [states.get(name) for name in needed]
    if None in content:
        return None
    said = {
        "version": __version__,
        "classifier": classifier,
        "facts": facts.model_dump(mode="json", exclude={"row_count", "row_count_exact"}),
        "rules": [rule.model_dump(mode="json") for rule in rules],
        "sample_rows": limits.sample_rows,
        "content": content,
    }
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
