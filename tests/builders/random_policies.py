"""Random policies, people and roles, over the catalog of `governed`."""

from uuid import UUID

from hypothesis import strategies as st
from tests.builders.governed import (
    FINANCE,
    LABELS,
    OWNERS,
    SALES,
    SENSITIVITIES,
    SOURCES,
    TAGS,
    Governed,
)

from pursight_server.access.client import Network, Through, Way
from pursight_server.access.model import (
    GRANTS,
    Grant,
    Permission,
    Rights,
    Role,
    Scope,
    ScopeKind,
)
from pursight_server.access.policy.engine import Context, Principal, Texts
from pursight_server.access.policy.judging import PolicyJudge

GROUPS = ((UUID(int=1), "Finance"), (UUID(int=2), "People"), (UUID(int=3), "Everybody"))
PERSON = UUID(int=9)
DOMAINS = (SALES, FINANCE, UUID(int=0xD03))
"""The last has nothing in it."""
_OF_CONTEXT = (
    *(f"context.hour < {hour}" for hour in range(0, 25, 6)),
    *(f'context.through == "{one}"' for one in Through),
    *(f'["{one}", "unknown"].contains(context.network)' for one in Network),
)
_SOMEWHERE = "resource has domain"
_OF_DOMAINS = (
    _SOMEWHERE,
    "resource in principal.stewardOfDomains",
    f'({_SOMEWHERE} && resource.domain like "0*1")',
    *(f'({_SOMEWHERE} && resource.domain == "{one}")' for one in DOMAINS),
    *(f'({_SOMEWHERE} && resource.domain != "{one}")' for one in DOMAINS),
    *(f'({_SOMEWHERE} && ["{one}", "sales"].contains(resource.domain))' for one in DOMAINS),
    *(f'(if {_SOMEWHERE} then resource.domain == "{one}" else false)' for one in DOMAINS),
)
WAYS = st.builds(Way, st.sampled_from(Through), st.sampled_from(Network))


def quoted(values: tuple[str, ...]) -> st.SearchStrategy[str]:
    """One of some texts, in Cedar."""
    return st.sampled_from(values).map(lambda value: f'"{value}"')


def listed(values: tuple[str, ...]) -> st.SearchStrategy[str]:
    """A set of some texts, in Cedar; perhaps an empty one is spelled as one that is."""
    some = st.lists(quoted(values), min_size=1, max_size=3, unique=True)
    return some.map(lambda texts: f"[{', '.join(texts)}]")


def places(world: Governed) -> st.SearchStrategy[str]:
    """An asset or a source, in Cedar; also one that is not there."""
    assets = st.sampled_from([*world.assets, UUID(int=5)]).map(lambda one: f'Asset::"{one}"')
    sources = st.sampled_from(world.sources).map(lambda one: f'Source::"{one}"')
    return assets | sources | st.sampled_from(DOMAINS).map(lambda one: f'Domain::"{one}"')


def conditions(world: Governed) -> st.SearchStrategy[str]:
    """What a policy asks, in Cedar."""
    levels = ("source", "schema", "table", "column", "nothing")
    kinds = ("table", "view", "column", "postgresql", "files")
    names = ("c0", "t1", "s0", "crm", "ware_house")
    patterns = st.sampled_from(["*", "e*", "*mail", "e_*", "%", "c%m", "c*m", "ware_house", ""])
    labelled = "resource has label"
    atoms = st.one_of(
        quoted(levels).map(lambda one: f"resource.level == {one}"),
        quoted(kinds).map(lambda one: f"{one} != resource.kind"),
        quoted(names).map(lambda one: f"resource.name == {one}"),
        listed(SENSITIVITIES).map(lambda some: f"{some}.contains(resource.sensitivity)"),
        st.tuples(st.sampled_from(["<", "<=", ">", ">=", "==", "!="]), st.integers(-2, 6)).map(
            lambda pair: f"resource.rank {pair[0]} {pair[1]}"
        ),
        st.integers(-99999999999, 99999999999).map(lambda one: f"{one} < resource.rank"),
        st.just(labelled),
        quoted(LABELS).map(lambda one: f"({labelled} && resource.label == {one})"),
        quoted(LABELS).map(lambda one: f"({labelled} && resource.label != {one})"),
        patterns.map(lambda one: f'({labelled} && resource.label like "{one}")'),
        quoted(LABELS).map(
            lambda one: f"(if {labelled} then resource.label == {one} else resource.rank > 1)"
        ),
        quoted(tuple(name for _, name in SOURCES)).map(
            lambda one: f"resource.environment == {one}"
        ),
        st.sampled_from(_OF_DOMAINS),
        patterns.map(lambda one: f'resource.source like "{one}"'),
        patterns.map(lambda one: f'resource.name like "{one}"'),
        quoted(TAGS).map(lambda one: f"resource.tags.contains({one})"),
        listed(TAGS).map(lambda some: f"resource.tags.containsAny({some})"),
        listed(TAGS).map(lambda some: f"resource.tags.containsAll({some})"),
        st.sampled_from(["resource.tags.isEmpty()", "resource.owners.isEmpty()"]),
        quoted(OWNERS).map(lambda one: f"resource.owners.contains({one})"),
        st.just("principal.called.containsAny(resource.owners)"),
        st.just("resource.owners.containsAny(principal.called)"),
        st.just("resource in principal.stewardOf || resource in principal.stewardOfSources"),
        places(world).map(lambda one: f"resource in {one}"),
        st.sampled_from(world.assets).map(lambda one: f'resource == Asset::"{one}"'),
        st.sampled_from(world.assets).map(lambda one: f'resource != Asset::"{one}"'),
        st.sampled_from(_OF_CONTEXT),
        quoted(tuple(Role)).map(lambda one: f"principal.roles.contains({one})"),
        st.just('(principal has department && principal.department == "HR")'),
        st.just("(principal has department && principal.department == resource.environment)"),
        st.just('principal in Group::"00000000-0000-0000-0000-000000000001"'),
        st.sampled_from(["true", "false"]),
    )
    return st.recursive(
        atoms.map(lambda text: f"({text})"),
        lambda inner: st.one_of(
            st.tuples(inner, inner).map(lambda pair: f"({pair[0]} && {pair[1]})"),
            st.tuples(inner, inner).map(lambda pair: f"({pair[0]} || {pair[1]})"),
            inner.map(lambda one: f"!{one}"),
            st.tuples(inner, inner, inner).map(
                lambda three: f"(if {three[0]} then {three[1]} else {three[2]})"
            ),
        ),
        max_leaves=5,
    )


@st.composite
def policies(draw: st.DrawFn, world: Governed) -> str:
    """One policy, in Cedar."""
    effect = draw(st.sampled_from(["permit", "forbid"]))
    group = draw(st.sampled_from(["principal", f'principal in Group::"{GROUPS[0][0]}"']))
    action = draw(
        st.sampled_from(
            [
                "action",
                'action == Action::"catalog.read"',
                'action in [Action::"rules.read", Action::"catalog.read"]',
                'action == Action::"rules.read"',
            ]
        )
    )
    head = "resource is Asset"
    if draw(st.booleans()):
        head += f" in {draw(places(world))}"
    clauses = "".join(
        f" {draw(st.sampled_from(['when', 'unless']))} {{ {draw(conditions(world))} }}"
        for _ in range(draw(st.integers(0, 2)))
    )
    return f"{effect}({group}, {action}, {head}){clauses};"


@st.composite
def texts(draw: st.DrawFn, world: Governed) -> Texts:
    """Some policies in force."""
    written = draw(st.lists(policies(world), min_size=1, max_size=4))
    return tuple((str(UUID(int=number)), text) for number, text in enumerate(written, 1))


@st.composite
def people(draw: st.DrawFn, world: Governed) -> tuple[Principal, tuple[Grant, ...]]:
    """Somebody with roles here and there."""
    scopes = st.one_of(
        st.just(Scope()),
        st.sampled_from(world.sources).map(lambda one: Scope(ScopeKind.SOURCE, one)),
        st.sampled_from(DOMAINS).map(lambda one: Scope(ScopeKind.DOMAIN, one)),
        st.sampled_from(world.assets).map(lambda one: Scope(ScopeKind.ASSET, one)),
    )
    given = draw(st.lists(st.tuples(st.sampled_from(list(Role)), scopes), max_size=3))
    grants = tuple(
        Grant(role=role.value, permissions=GRANTS[role], scope=scope) for role, scope in given
    )
    principal = Principal(
        id=PERSON,
        kind="person",
        email=draw(st.sampled_from(["ada@example.com", "eve@example.com"])),
        roles=frozenset(role.value for role, scope in given if scope == Scope()),
        groups=tuple(draw(st.lists(st.sampled_from(GROUPS), unique=True))),
        department=draw(st.sampled_from(["", "HR", "test"])),
        steward_of=frozenset(draw(st.lists(st.sampled_from(world.assets), max_size=2))),
        steward_of_sources=frozenset(draw(st.lists(st.sampled_from(world.sources), max_size=1))),
        steward_of_domains=frozenset(draw(st.lists(st.sampled_from(DOMAINS), max_size=1))),
    )
    return principal, grants


@st.composite
def rights(draw: st.DrawFn, world: Governed) -> Rights:
    """Somebody with roles, in an organisation with policies, at some hour and from somewhere."""
    principal, grants = draw(people(world))
    context = Context(draw(st.integers(0, 23)), draw(st.integers(1, 7)), draw(WAYS))
    judge = PolicyJudge(draw(texts(world)), principal, context)
    return Rights(grants=grants, groups=principal.groups, judge=judge)


@st.composite
def forbidding(draw: st.DrawFn, world: Governed) -> Rights:
    """Somebody who may do everything, but for what one policy forbids of any level."""
    principal, _ = draw(people(world))
    clause = f"when {{ {draw(conditions(world))} }}"
    text = f"forbid(principal, action, resource is Asset) {clause};"
    grants = (Grant(role=Role.DATA_STEWARD, permissions=GRANTS[Role.DATA_STEWARD]),)
    judge = PolicyJudge(((str(UUID(int=1)), text),), principal, Context(9, 1, draw(WAYS)))
    return Rights(grants=grants, groups=principal.groups, judge=judge)


def forbidden_in(domain: UUID) -> Rights:
    """Somebody who may do everything, but for what belongs to a domain."""
    text = f'forbid(principal, action, resource is Asset in Domain::"{domain}");'
    principal = Principal(id=PERSON, kind="person", email="", roles=frozenset())
    grants = (Grant(role=Role.DATA_STEWARD, permissions=GRANTS[Role.DATA_STEWARD]),)
    judge = PolicyJudge(((str(UUID(int=1)), text),), principal, Context(9, 1))
    return Rights(grants=grants, judge=judge)


def covers(
    some: Rights, permission: Permission, path: tuple[UUID, ...], source: UUID, domain: UUID | None
) -> bool:
    """Whether roles alone reach an asset: told anew here, not asked of what is tested."""
    return any(
        permission in grant.permissions and grant.scope.id in {None, source, domain, *path}
        for grant in some.grants
    )
