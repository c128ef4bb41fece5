"""What may be asked for: which role on what, for whom and for how long."""

from dataclasses import replace
from datetime import timedelta

from pursight.errors import Forbidden, Refused
from pursight_server.access import service as persons
from pursight_server.access.changing_settings import get as settings_of
from pursight_server.access.model import Caller, Permission, ScopeKind, SubjectKind
from pursight_server.access.rights import groups, roles
from pursight_server.access.rights.store import groups_of
from pursight_server.access.service_accounts import get as service_account
from pursight_server.access_requests.model import Wish
from pursight_server.catalog import service as catalog
from pursight_server.domains import service as domains
from pursight_server.platform.unit_of_work import UnitOfWork
from pursight_server.sources import service as sources


class BadWish(Refused):
    """The request asks for something that cannot be given like this."""

    code = "access_request.bad"


class NotYours(Forbidden):
    """Somebody else decides or made this request."""

    code = "access_request.not_yours"


async def check_wish(uow: UnitOfWork, caller: Caller, wish: Wish) -> None:
    """Check that what is wished for could be given, and that the caller may ask for it.

    Raises:
        BadWish: Role, columns, duration or beginning do not fit.
        NotFound: There is no such subject, domain, source or asset.
        NotYours: It is for somebody else, and the caller does not look after people.
    """
    await roles.check_known(uow, wish.role)
    await _check_subject(uow, caller, wish)
    longest = (await settings_of(uow)).grant_days
    if wish.days > longest:
        raise BadWish(
            f"access that was asked for lasts {longest} days at most",
            hint="Ask for less, and ask again before it ends.",
        )
    if wish.begins_at is not None and wish.begins_at > uow.clock.now() + timedelta(days=longest):
        raise BadWish("this would begin too far in the future", hint="Ask again when it is nearer.")
    await _check_scope(uow, wish)


async def _check_subject(uow: UnitOfWork, caller: Caller, wish: Wish) -> None:
    subject = wish.subject
    if subject.kind is SubjectKind.PERSON and subject.id == caller.person_id:
        return
    if not await _speaks_for(uow, caller, wish):
        raise NotYours(
            "one asks for oneself, for a group one is in, or for a service account of one's own",
            hint="Have them ask themselves; who looks after people can ask for others.",
        )
    if subject.kind is SubjectKind.PERSON:
        await persons.get_person(uow, subject.id)
    elif subject.kind is SubjectKind.GROUP:
        await groups.get(uow, subject.id)


async def _speaks_for(uow: UnitOfWork, caller: Caller, wish: Wish) -> bool:
    subject = wish.subject
    if subject.kind is SubjectKind.SERVICE_ACCOUNT:
        account = await service_account(uow, subject.id)
        may = caller.may(Permission.SERVICE_ACCOUNTS_WRITE)
        return may or account.owner_id == caller.person_id
    if caller.may(Permission.PERSONS_WRITE):
        return True
    oneself = replace(subject, kind=SubjectKind.PERSON, id=caller.person_id)
    return subject.id in {group_id for group_id, _ in await groups_of(uow, oneself)}


async def _check_scope(uow: UnitOfWork, wish: Wish) -> None:
    kind, scope_id = wish.scope.kind, wish.scope.id
    if (kind is ScopeKind.ORGANISATION) != (scope_id is None):
        raise BadWish("the scope is incomplete", hint="Name the domain, source or asset by its id.")
    if wish.columns and kind is not ScopeKind.ASSET:
        raise BadWish("columns are named without their table", hint="Name the table's asset.")
    if kind is ScopeKind.DOMAIN and scope_id is not None:
        await domains.get(uow, scope_id)
    if kind is ScopeKind.SOURCE and scope_id is not None:
        await sources.get(uow, scope_id)
    if kind is ScopeKind.ASSET and scope_id is not None:
        asset = await catalog.get(uow, scope_id)
        found = await catalog.several(uow, wish.columns)
        if any(found.get(one) is None or found[one].parent_id != asset.id for one in wish.columns):
            raise BadWish(
                "a column that was named is not in this table",
                hint="Name columns by their asset ids, all of one table.",
            )
