"""What a token is for bounds it twice: in its rights, and again where a caller is asked."""

from dataclasses import replace
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from pursight_server.access.model import Caller, Permission, Rights, Role
from pursight_server.access.sight import ALWAYS, Sight

PERMISSIONS = st.frozensets(st.sampled_from(Permission))
ROLES = st.frozensets(st.sampled_from(Role))


class Generous:
    """Policies that permit everybody everything."""

    def sight(self, permission: Permission, allowed: Sight) -> Sight:
        """Permit it, whatever roles allow."""
        return Sight(ALWAYS, allowed.forbid)


def caller(rights: Rights, limit: frozenset[Permission] | None) -> Caller:
    """Somebody with a token."""
    return Caller(
        person_id=UUID(int=1),
        organisation_id=UUID(int=2),
        session_id=UUID(int=3),
        email="",
        name="nightly",
        roles=frozenset(),
        given=rights,
        limit=limit,
    )


@given(roles=ROLES, limit=PERMISSIONS)
def test_no_policy_widens_what_a_token_is_for(
    roles: frozenset[Role], limit: frozenset[Permission]
) -> None:
    every = replace(Rights.of_roles(roles), judge=Generous())
    assert every.permissions == frozenset(Permission)
    assert every.within(limit).permissions == limit


@given(roles=ROLES, limit=PERMISSIONS)
def test_without_policies_a_token_has_what_both_its_holder_and_itself_may(
    roles: frozenset[Role], limit: frozenset[Permission]
) -> None:
    held = Rights.of_roles(roles)
    bounded = held.within(limit)
    assert bounded.permissions == held.permissions & limit
    for grant in bounded.grants:  # what explains a right, or asks the grants, sees no more either
        assert grant.permissions <= limit
    for permission in Permission:
        assert bool(bounded.giving(permission)) <= (permission in limit)


@given(roles=ROLES, limit=PERMISSIONS, narrower=PERMISSIONS)
def test_a_second_limit_never_gives_more_than_the_last(
    roles: frozenset[Role], limit: frozenset[Permission], narrower: frozenset[Permission]
) -> None:
    bounded = Rights.of_roles(roles).within(limit).within(narrower)
    assert bounded.permissions <= narrower & limit


@given(limit=PERMISSIONS)
def test_a_caller_is_bounded_though_somebody_forgot_to_bound_their_rights(
    limit: frozenset[Permission],
) -> None:
    """The second wall alone: rights without a limit, and policies that permit everything."""
    unbounded = replace(Rights.of_roles(Role), judge=Generous())
    asking = caller(unbounded, limit)
    assert asking.permissions == limit
    for permission in Permission:
        assert asking.may(permission) == (permission in limit)
        assert asking.sight(permission).anything == (permission in limit)


def test_a_token_for_nothing_opens_nothing() -> None:
    rights = replace(Rights.of_roles(Role), judge=Generous())
    assert caller(rights.within(frozenset()), frozenset()).permissions == frozenset()
    assert caller(rights, frozenset()).permissions == frozenset()
