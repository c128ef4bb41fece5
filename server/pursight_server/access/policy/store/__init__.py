"""How policies are kept, and the facts of assets that they are decided on."""

from pursight_server.access.policy.store.facts import (
    facts_of,
    facts_of_sources,
    there,
)
from pursight_server.access.policy.store.policies import (
    count_up,
    every,
    find,
    in_force,
    page,
    policies_table,
    put,
    several,
    version,
    versions,
)
from pursight_server.access.policy.store.proposals import (
    add_proposal,
    decide_proposal,
    find_proposal,
    page_of_proposals,
    proposals_table,
)
from pursight_server.access.policy.store.simulated import (
    count_persons,
    some_assets,
    some_persons,
)

__all__ = [
    "add_proposal",
    "count_persons",
    "count_up",
    "decide_proposal",
    "every",
    "facts_of",
    "facts_of_sources",
    "find",
    "find_proposal",
    "in_force",
    "page",
    "page_of_proposals",
    "policies_table",
    "proposals_table",
    "put",
    "several",
    "some_assets",
    "some_persons",
    "there",
    "version",
    "versions",
]
