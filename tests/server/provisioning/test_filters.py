"""Filters: parsing and printing are inverse, and the database selects what the filter reads."""

from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from scim2_models import InvalidFilterException, PatchOp, ScimFilter, SearchRequest
from scim2_models.path import (
    AttrPath,
    CompareOperator,
    Comparison,
    FilterNode,
    LogicalExpr,
    LogicalOperator,
    Not,
    Present,
    ValuePath,
)

from pursight_server.access.model import Subject, SubjectKind
from pursight_server.access.rights import groups as rights
from pursight_server.organisations.model import Organisation
from pursight_server.platform.database import Database
from pursight_server.platform.unit_of_work import Actor
from pursight_server.provisioning import groups, users
from pursight_server.provisioning.model import ENTERPRISE, LENIENT, SOURCE, Account
from pursight_server.provisioning.store import people

WORDS = st.sampled_from(
    ["", "a", "A", "ada", "ADA", "Ada@x.example", "x.example", "é", "É", "ß", "Work", "home", "_%"]
)
TOKENS = [
    *("userName", "emails", "members", "title", "eq", "ne", "co", "pr", "and", "or", "not"),
    *("(", ")", "[", "]", ".", '"a"', '"\\u0000"', "null", "1e999", "-1", "true", "urn:x:y:"),
]
TEXTS = WORDS | st.text(alphabet="aAzZéÉ_%\\'\"@. ", max_size=4)
ORDER = [CompareOperator(one) for one in ("gt", "ge", "lt", "le")]
SAME = [CompareOperator.eq, CompareOperator.ne]
INSIDE = [CompareOperator(one) for one in ("co", "sw", "ew")]
TEXT_PATHS = [
    AttrPath("id"),
    AttrPath("userName"),
    AttrPath("externalId"),
    AttrPath("displayName"),
    AttrPath("title"),
    AttrPath("name", "familyName"),
    AttrPath("department", None, ENTERPRISE),
    AttrPath("emails"),
    AttrPath("emails", "value"),
    AttrPath("emails", "type"),
    AttrPath("groups", "value"),
    AttrPath("groups", "display"),
]
PARTS = [AttrPath("value"), AttrPath("type")]
PRESENT = [
    *TEXT_PATHS,
    AttrPath("name"),
    AttrPath("active"),
    AttrPath("groups"),
    AttrPath("meta"),
    AttrPath("meta", "created"),
    AttrPath("emails", "primary"),
]


def texts(paths: list[AttrPath]) -> st.SearchStrategy[FilterNode]:
    return st.builds(
        Comparison, st.sampled_from(paths), st.sampled_from([*SAME, *INSIDE, *ORDER]), TEXTS
    ) | st.builds(Comparison, st.sampled_from(paths), st.sampled_from(SAME), st.none())


def flags(path: AttrPath) -> st.SearchStrategy[FilterNode]:
    value = st.booleans() | st.sampled_from(["True", "false"]) | st.none()
    return st.builds(Comparison, st.just(path), st.sampled_from(SAME), value)


def times(moments: list[str]) -> st.SearchStrategy[FilterNode]:
    paths = [AttrPath("meta", "created"), AttrPath("meta", "lastModified")]
    return st.builds(
        Comparison,
        st.sampled_from(paths),
        st.sampled_from([*SAME, *ORDER]),
        st.sampled_from([*moments, "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59Z"])
        | st.just("2020-01-01T00:00:00"),
    )


def joined(leaf: st.SearchStrategy[FilterNode]) -> st.SearchStrategy[FilterNode]:
    def join(inner: st.SearchStrategy[FilterNode]) -> st.SearchStrategy[FilterNode]:
        terms = st.lists(inner, min_size=2, max_size=3).map(tuple)
        return st.builds(Not, inner) | st.builds(
            LogicalExpr, st.sampled_from(list(LogicalOperator)), terms
        )

    return st.recursive(leaf, join, max_leaves=6)


def values(attribute: str, leaf: st.SearchStrategy[FilterNode]) -> st.SearchStrategy[FilterNode]:
    return st.builds(ValuePath, st.just(AttrPath(attribute)), joined(leaf))


def filters(moments: list[str]) -> st.SearchStrategy[FilterNode]:
    return joined(
        texts(TEXT_PATHS)
        | flags(AttrPath("active"))
        | flags(AttrPath("emails", "primary"))
        | times(moments)
        | st.builds(Present, st.sampled_from(PRESENT))
        | values("emails", texts(PARTS) | flags(AttrPath("primary")))
        | values("emails", st.builds(Present, st.sampled_from([*PARTS, AttrPath("primary")])))
        | values("groups", texts([AttrPath("value"), AttrPath("display")]))
    )


def account(user_name: str, **other: Any) -> Account:
    return Account.model_validate({"userName": user_name, **other}, scim_policy=LENIENT)


@pytest.fixture
async def everybody(database: Database, organisation: Organisation) -> list[Account]:
    """Accounts with and without each attribute, in and out of groups; one nobody provisioned."""
    async with database.unit_of_work(organisation.id, Actor.system("the tests")) as uow:
        await users.persons.create_person(uow, email="ada@x.example", name="Ada", roles=frozenset())
        await users.create(uow, account("b@x.example", active=False, title="A", displayName="É"))
        c = await users.create(
            uow,
            account(
                "C@x.example",
                externalId="ADA",
                name={"familyName": "Ada"},
                emails=[
                    {"value": "c@x.example", "type": "Work", "primary": True},
                    {"value": "a@home.example", "type": "home", "primary": False},
                    {"type": "other"},
                ],
                **{ENTERPRISE: {"department": "_a%"}},
            ),
        )
        await users.create(uow, account("éa@x.example", emails=[{"value": "d@x.example"}]))
        for name in ("Ada", "home"):
            group = await rights.create(uow, name=name, source=SOURCE)
            await groups.store.put(uow, group.id, None)
            who = Subject(SubjectKind.PERSON, c.id)
            await rights.put_in(uow, group.id, who, by=SOURCE)
        uow.clock.advance(timedelta(microseconds=1))  # type: ignore[attr-defined]
        await users.patch(uow, c.id, patch_of("title", "ada"))
        kept = await people.find(uow, None, with_groups=True)
    return [users.as_resource(one) for one in kept]


def patch_of(path: str, value: str) -> Any:
    sent = {"Operations": [{"op": "add", "path": path, "value": value}]}
    return PatchOp[Account].model_validate(sent, scim_policy=LENIENT)


async def test_the_database_selects_what_the_filter_reads(
    database: Database, organisation: Organisation, everybody: list[Account]
) -> None:
    metas = [one.meta for one in everybody if one.meta]
    known = {one.created for one in metas} | {one.last_modified for one in metas}
    moments = sorted(moment.isoformat() for moment in known if moment)
    wanted: list[FilterNode] = []

    @settings(
        max_examples=300,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(filters(moments))
    def collect(node: FilterNode) -> None:
        wanted.append(node)

    collect()
    assert len(everybody) == 4
    selected = 0
    async with database.reading(organisation.id) as unit:
        for node in wanted:
            with LENIENT:
                asked = ScimFilter[Account](node)
                assert str(ScimFilter[Account](str(asked)).ast) == str(asked.ast)
                read = {one.id for one in everybody if asked.match(one, strict=True)}
                found = {str(one.id) for one in await people.find(unit, asked)}
            assert found == read, str(asked)
            selected += len(read)
    assert 0 < selected < len(wanted) * len(everybody)


@settings(max_examples=500, deadline=None)
@given(st.text(max_size=60) | st.lists(st.sampled_from(TOKENS), max_size=14).map(" ".join))
def test_whatever_is_asked_is_understood_or_refused(text: str) -> None:
    with LENIENT:
        try:
            found = SearchRequest[Account].model_validate({"filter": text}).filter
        except ValidationError:
            return
        assert found is not None
        assert str(ScimFilter[Account](str(found.ast)).ast) == str(found.ast)
        with suppress(InvalidFilterException):
            people.where(found)
