"""Found and rename organisations."""

from pursight.errors import NotFound, Refused
from pursight.identity import new_id
from pursight_server.organisations import store
from pursight_server.organisations.model import Organisation, is_slug
from pursight_server.platform.database import Database
from pursight_server.platform.preconditions import check_if_match
from pursight_server.platform.unit_of_work import Actor, ReadUnit, UnitOfWork


async def found(database: Database, slug: str, name: str, *, actor: Actor) -> Organisation:
    """Found an organisation, with an empty log, in a transaction of its own.

    Raises:
        Refused: The slug has other characters than small letters, digits and inner hyphens.
        Conflict: The slug is taken.
    """
    if not is_slug(slug):
        raise Refused(
            f"{slug!r} cannot be an organisation's short name",
            hint="Use small letters, digits and hyphens, at most 63, as in acme-europe.",
        )
    now = database.clock.now()
    new = Organisation(
        id=new_id(database.clock),
        slug=slug,
        name=name.strip() or slug,
        rev=1,
        created_at=now,
        changed_at=now,
    )
    async with database.unit_of_work(new.id, actor) as uow:
        await store.add(uow.connection, new)
        uow.record(
            "organisation.founded",
            "organisation",
            new.id,
            after={"slug": new.slug, "name": new.name},
        )
    return new


async def get(unit: ReadUnit, *, lock: bool = False) -> Organisation:
    """Read the organisation whose unit this is.

    Raises:
        NotFound: It does not exist.
    """
    organisation = await store.find(unit.connection, unit.organisation_id, lock=lock)
    if organisation is None:
        raise NotFound("there is no such organisation")
    return organisation


async def rename(uow: UnitOfWork, name: str, *, if_match: str | None) -> Organisation:
    """Give the organisation another name; its slug stays.

    Raises:
        Changed, IfMatchMissing: The edit was not made from the present revision.
    """
    before = await get(uow, lock=True)
    check_if_match(if_match, before.rev)
    if before.name != name:
        await store.rename(uow.connection, uow.organisation_id, name, uow.clock.now())
        uow.record(
            "organisation.renamed",
            "organisation",
            before.id,
            before={"name": before.name},
            after={"name": name},
        )
    return await get(uow)
