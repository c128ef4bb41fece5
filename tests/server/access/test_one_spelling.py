"""What somebody may see is spelled alike at each evaluation, in whichever process."""

from uuid import UUID

from pursight_server.access.model import Permission
from pursight_server.access.policy import engine
from pursight_server.access.policy.engine import Context, Principal
from pursight_server.access.policy.judging import PolicyJudge
from pursight_server.access.sight import ALWAYS, Sight, spelled

_TEXTS = tuple(
    (
        str(UUID(int=number)),
        f'forbid(principal, action, resource is Asset) when {{ resource.name == "n{number}" }};',
    )
    for number in range(1, 13)
)


def test_policies_are_spelled_in_the_order_of_their_ids() -> None:
    principal = Principal(id=UUID(int=9), kind="person", email="", roles=frozenset())
    judge = PolicyJudge(_TEXTS, principal, Context(9, 1))
    told = set()
    for _ in range(5):
        engine.left.cache_clear()
        sight = judge.sight(Permission.CATALOG_READ, Sight(ALWAYS))
        told.add(spelled(sight.forbid))
    (spelling,) = told
    places = [spelling.index(f"'n{number}'") for number in range(1, 13)]
    assert places == sorted(places)
