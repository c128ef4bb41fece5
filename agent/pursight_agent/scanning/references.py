"""The first of two phases of foreign key rules: read the keys that may be pointed at."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from pursight.contracts.rules import RuleSpec
from pursight.contracts.scans import TableFacts
from pursight.rules.columns import CannotCheck
from pursight.rules.relations import ReferenceKey, ReferenceKeys, references_needed
from pursight_agent.source import Source, SourceUnreachable, qualified

References = dict[ReferenceKey, ReferenceKeys]


def read_references(
    source: Source, rules: Sequence[RuleSpec], tables: Mapping[str, TableFacts]
) -> References:
    """Read each table that a rule points at once, all rows, only the columns that are needed.

    What cannot be read is left out: the engine then says so in the rule's result.
    """
    wanted: dict[str, list[ReferenceKey]] = defaultdict(list)
    for key in sorted(references_needed(rules)):
        wanted[qualified(key.schema, key.table)].append(key)
    found: References = {}
    for name, keys in wanted.items():
        if name in tables:
            found |= _keys_of(source, tables[name], keys)
    return found


def _keys_of(source: Source, table: TableFacts, keys: Sequence[ReferenceKey]) -> References:
    columns = {column for key in keys for column in key.columns}
    narrow = table.model_copy(
        update={"columns": tuple(c for c in table.columns if c.name in columns)}
    )
    if not narrow.columns:
        return {}
    states = {key: ReferenceKeys(key.columns) for key in keys}
    broken: set[ReferenceKey] = set()
    try:
        for batch in source.read(narrow, sample_rows=None):
            for key, state in states.items():
                try:
                    state.update(batch)
                except CannotCheck:
                    broken.add(key)
    except SourceUnreachable:
        raise
    except Exception:  # noqa: BLE001  border: the same defect is told when the table itself is read
        return {}
    finally:
        source.notices()  # what the table lacks is said when the table itself is read
    return {key: state for key, state in states.items() if key not in broken}
