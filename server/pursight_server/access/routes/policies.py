"""Policies: write, read, try out; and why somebody may or may not."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from pursight_server.access import four_eyes, scope
from pursight_server.access.client import Network, Through, Way
from pursight_server.access.guard import IdempotencyKey, IfMatch, Paged, Reading, Writing, requires
from pursight_server.access.model import Caller, Permission, Subject, SubjectKind
from pursight_server.access.policy import engine, service, store
from pursight_server.access.policy.form import Form, render
from pursight_server.access.policy.model import Policy
from pursight_server.access.policy.schema import SCHEMA
from pursight_server.access.rights import explaining, simulating
from pursight_server.access.rights.explaining import USUAL
from pursight_server.access.routes.messages import Name, ScopeBody, Words
from pursight_server.platform.paging import PageOf
from pursight_server.platform.preconditions import etag

router = APIRouter(prefix="/api/v1", tags=["access"])

Reader = Annotated[Caller, Depends(requires(Permission.POLICIES_READ))]
Editor = Annotated[Caller, Depends(requires(Permission.POLICIES_WRITE))]
Cedar = Annotated[str, StringConstraints(min_length=1, max_length=engine.LONGEST)]

_EXAMPLE = 'forbid(principal, action, resource is Asset) when { resource.tags.contains("hr") };'


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class WrittenBody(_Body):
    """A policy as Cedar text, or as a filled-in form."""

    text: Cedar | None = Field(default=None, examples=[_EXAMPLE])
    form: Form | None = None

    @property
    def as_form(self) -> dict[str, Any] | None:
        """The form as it is kept."""
        return None if self.form is None else self.form.model_dump(mode="json")


class PolicyBody(WrittenBody):
    """A new policy."""

    name: Annotated[Name, Field(examples=["Personnel files"])]
    description: Words = ""
    enabled: bool = True


class PolicyEdit(WrittenBody):
    """What to change; what is left out stays."""

    name: Name | None = Field(default=None, examples=["Personnel files"])
    description: Words | None = None
    enabled: bool | None = None


class AccessPolicyReply(BaseModel):
    """A policy, or one version of it."""

    id: UUID
    name: str
    description: str
    text: str = Field(description="In Cedar")
    form: Form | None = Field(description="The form that says the same, if one can")
    enabled: bool
    rev: int
    changed_by: UUID
    changed_by_name: str
    created_at: datetime
    changed_at: datetime


class CheckedReply(BaseModel):
    """A policy that could be saved."""

    text: str
    form: Form | None


class SimulationBody(WrittenBody):
    """What to try: a policy, in place of another one or besides; neither text nor form: its end."""

    replaces: UUID | None = None
    permission: Permission = Permission.CATALOG_READ
    people: Annotated[int, Field(ge=1, le=500)] = 100
    after: UUID | None = Field(
        default=None, description="`following` of the answer before: look at those who follow"
    )
    first: Annotated[int, Field(ge=0, le=50)] = 10
    through: Through = Field(default=USUAL.through, description="Through what all of them ask")
    network: Network = Field(default=USUAL.network, description="From which network they ask")


class DifferenceReply(BaseModel):
    """What would change for one person; for a permission about the whole, 1 comes or goes."""

    model_config = ConfigDict(from_attributes=True)

    person_id: UUID
    name: str
    gained: int
    lost: int
    first_gained: list[str]
    first_lost: list[str]


class SimulationReply(BaseModel):
    """Who would feel a difference."""

    differences: list[DifferenceReply]
    everybody: bool = Field(description="Whether nobody is left to be looked at")
    looked_at: int = Field(description="For how many persons it was looked this time")
    persons: int = Field(description="How many there are")
    following: UUID | None = Field(description="What to give as `after` for the next; None: done")
    yours_lost: list[Permission] = Field(
        description="What whoever asks could do nowhere any more, asking as they do now; "
        "not told with `after`"
    )
    through: Through = Field(description="Through what they are taken to ask")
    network: Network = Field(description="From which network they are taken to ask")


class GrantReply(BaseModel):
    """A role that reaches it."""

    role: str
    scope: ScopeBody
    assignment_id: UUID | None = Field(description="None for a role of the person's own")
    via_group: UUID | None
    expires_at: datetime | None


class NamedPolicy(BaseModel):
    """A policy that decides."""

    id: UUID
    name: str
    rev: int


class WhyReply(BaseModel):
    """A decision and what led to it."""

    allowed: bool
    sentence: str
    roles: list[GrantReply]
    policies: list[NamedPolicy]
    through_table: bool = Field(description="Whether its table is what is forbidden")
    disabled: bool = Field(description="Whether the account is disabled and may do nothing")
    through: Through = Field(description="Through what they are taken to ask")
    network: Network = Field(description="From which network they are taken to ask")


@router.get("/access-policies", summary="All policies of access")
async def list_policies(caller: Reader, unit: Reading, page: Paged) -> PageOf[AccessPolicyReply]:
    """List policies by name."""
    visible = scope.visible(caller, Permission.POLICIES_READ, store.policies_table)
    found = (await store.page(unit, page, visible)).map(_policy)
    return PageOf(items=list(found.items), next_cursor=found.next_cursor)


@router.post("/access-policies", status_code=201, summary="Write a policy")
async def create_policy(
    body: PolicyBody, _caller: Editor, uow: Writing, response: Response, _key: IdempotencyKey = None
) -> AccessPolicyReply:
    """Write a policy; one that no list could be searched with is refused."""
    policy = await service.create(
        uow,
        name=body.name,
        description=body.description,
        text=body.text,
        as_form=body.as_form,
        enabled=body.enabled,
    )
    await four_eyes.check_policy(uow, None, policy)
    response.headers["ETag"] = etag(policy.rev)
    response.headers["Location"] = f"/api/v1/access-policies/{policy.id}"
    return _policy(policy)


@router.get("/access-policies/schema", summary="What policies can speak of")
async def read_schema(_caller: Reader) -> str:
    """Read the Cedar schema."""
    return SCHEMA


@router.post("/access-policies/check", summary="Check a policy without saving it")
async def check_policy(body: WrittenBody, _caller: Reader) -> CheckedReply:
    """Check text or form, and spell each as the other."""
    text = service.written(body.text, body.as_form)
    return CheckedReply(text=text, form=engine.form_of(text))


@router.post("/access-policies/simulate", summary="What would change for whom")
async def simulate(body: SimulationBody, caller: Editor, unit: Reading) -> SimulationReply:
    """Say for whom which assets would come or go if this policy were saved; nothing is."""
    text = None
    if body.text is not None or body.form is not None:
        text = service.written(body.text, body.as_form)
    texts = await simulating.with_policy(unit, body.replaces, text)
    found = await simulating.simulate(
        unit,
        texts,
        body.permission,
        people=body.people,
        first=body.first,
        after=body.after,
        way=Way(body.through, body.network),
    )
    yours: tuple[Permission, ...] = ()
    if body.after is None:
        subject = Subject(SubjectKind(caller.kind), caller.person_id)
        yours = await simulating.lost_by(unit, texts, subject, caller.roles, way=caller.way)
    return SimulationReply(
        differences=[DifferenceReply.model_validate(one) for one in found.differences],
        everybody=found.following is None,
        looked_at=found.looked_at,
        persons=found.of,
        following=found.following,
        yours_lost=list(yours),
        through=body.through,
        network=body.network,
    )


@router.get("/access-policies/{policy_id}", summary="One policy")
async def get_policy(
    policy_id: UUID, _caller: Reader, unit: Reading, response: Response
) -> AccessPolicyReply:
    """Read a policy."""
    policy = await service.get(unit, policy_id)
    response.headers["ETag"] = etag(policy.rev)
    return _policy(policy)


@router.get("/access-policies/{policy_id}/versions", summary="What a policy said")
async def list_versions(policy_id: UUID, _caller: Reader, unit: Reading) -> list[AccessPolicyReply]:
    """List all versions of a policy, the latest first."""
    await service.get(unit, policy_id)
    return [_policy(one) for one in await store.versions(unit, policy_id)]


@router.patch("/access-policies/{policy_id}", summary="Change a policy")
async def change_policy(
    policy_id: UUID,
    body: PolicyEdit,
    _caller: Editor,
    uow: Writing,
    response: Response,
    *,
    if_match: IfMatch = None,
) -> AccessPolicyReply:
    """Write another version, or switch it on or off; consoles follow at their next pull."""
    await store.count_up(uow)  # nobody narrows it meanwhile
    before = await service.get(uow, policy_id)
    policy = await service.change(
        uow,
        policy_id,
        if_match=if_match,
        name=body.name,
        description=body.description,
        text=body.text,
        as_form=body.as_form,
        enabled=body.enabled,
    )
    await four_eyes.check_policy(uow, before, policy)
    response.headers["ETag"] = etag(policy.rev)
    return _policy(policy)


ObjectId = Annotated[UUID | None, Query(description="An asset or a source")]


@router.get("/access/why", summary="Why may they, or why not")
async def why(
    person_id: Annotated[UUID, Query(description="A person or a service account")],
    permission: Permission,
    _caller: Reader,
    unit: Reading,
    *,
    object_id: ObjectId = None,
    through: Annotated[
        Through | None,
        Query(description="None: people through a console, service accounts with a token"),
    ] = None,
    network: Network = USUAL.network,
) -> WhyReply:
    """Say whether somebody may do something with an object, and which role or policy decides."""
    found = await explaining.why(
        unit, person_id, permission, object_id, through=through, network=network
    )
    return _why(found)


@router.get("/me/why", summary="Why may I, or why not")
async def why_me(
    permission: Permission,
    caller: Annotated[Caller, Depends(requires(Permission.SELF_READ))],
    unit: Reading,
    object_id: ObjectId = None,
) -> WhyReply:
    """Say the same of whoever asks, from where they ask; what they may not see is not there."""
    found = await explaining.why_oneself(
        unit, caller.person_id, permission, object_id, way=caller.way
    )
    return _why(found)


def _why(found: explaining.Why) -> WhyReply:
    return WhyReply(
        allowed=found.allowed,
        sentence=found.sentence,
        roles=[
            GrantReply(
                role=one.role,
                scope=ScopeBody(kind=one.scope.kind, id=one.scope.id),
                assignment_id=one.assignment_id,
                via_group=one.via,
                expires_at=one.expires_at,
            )
            for one in found.grants
        ],
        policies=[NamedPolicy(id=one.id, name=one.name, rev=one.rev) for one in found.policies],
        through_table=found.through_table,
        disabled=found.disabled,
        through=found.way.through,
        network=found.way.network,
    )


def _policy(policy: Policy) -> AccessPolicyReply:
    form = Form.model_validate(policy.form) if policy.form is not None else None
    if form is None or render(form) != policy.text:
        form = engine.form_of(policy.text)
    return AccessPolicyReply(
        id=policy.id,
        name=policy.name,
        description=policy.description,
        text=policy.text,
        form=form,
        enabled=policy.enabled,
        rev=policy.rev,
        changed_by=policy.changed_by,
        changed_by_name=policy.changed_by_name,
        created_at=policy.created_at,
        changed_at=policy.changed_at,
    )
