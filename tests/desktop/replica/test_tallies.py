"""Whatever comes, changes and goes: what lists are made with agrees with the rows."""

from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from tests.desktop.replica.made_of_rows import untrue

from pursight_desktop.replica.rows import KeptRow, Rows
from pursight_desktop.replica.store import Store

ASSETS = some.fixed_dictionaries(
    {
        "level": some.sampled_from(["table", "column"]),
        "name": some.sampled_from(["email", "e_mail", "note"]),
        "present": some.booleans(),
        "label": some.sampled_from(["email", "none"]),
        "sensitivity": some.sampled_from(["public", "restricted"]),
        "quality": some.none() | some.floats(0, 100),
        "owner": some.sampled_from(["", "Ada"]),
        "tags": some.lists(some.sampled_from(["gdpr", "finance"]), unique=True),
    }
)
STEPS = some.lists(
    some.tuples(some.integers(1, 4), some.none() | ASSETS, some.booleans()), max_size=30
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_what_is_made_of_rows_agrees_with_them(
    store: Store, steps: list[tuple[int, dict[str, Any] | None, bool]]
) -> None:
    """Each step brings an asset or takes it away; some share a transaction with the next."""
    rev = 0
    while steps:
        with store.writing() as writer:
            together = True
            while steps and together:
                number, fields, together = steps[0]
                steps, rev = steps[1:], rev + 1
                row_id = UUID(int=number)
                if fields is None:
                    Rows.of(writer).drop_base("asset", row_id.bytes)
                else:
                    Rows.of(writer).put_base(KeptRow.make("asset", row_id, rev, fields))
        with store.reader() as connection:
            assert untrue(connection) == {}
